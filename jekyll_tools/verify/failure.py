"""What can go wrong with a verification, as far as a user can cause or repair it."""


class VerifyError(Exception):
    """There is no Jekyll, it failed, or there is no build; the message says what to do."""
