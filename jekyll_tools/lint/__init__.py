"""Site → findings → fixes."""

from jekyll_tools.lint.engine import lint
from jekyll_tools.lint.finding import FileEdit, Finding, Fix, Severity
from jekyll_tools.lint.fixing import apply_fixes
from jekyll_tools.lint.settings import Settings, SettingsError, read_settings, settings_of
from jekyll_tools.lint.view import SiteView

__all__ = [
    "FileEdit",
    "Finding",
    "Fix",
    "Settings",
    "SettingsError",
    "Severity",
    "SiteView",
    "apply_fixes",
    "lint",
    "read_settings",
    "settings_of",
]
