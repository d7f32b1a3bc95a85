"""People: their records in one list or a file each, and the commands that change them."""
