"""Site → findings → fixes; a run that finds all it needs in the cache imports next to nothing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jekyll_tools.lint.engine import lint
    from jekyll_tools.lint.finding import FileEdit, Finding, Fix, Severity
    from jekyll_tools.lint.fixing import apply_fixes
    from jekyll_tools.lint.settings import Settings, read_settings, settings_of
    from jekyll_tools.lint.view import SiteView

__all__ = [
    "FileEdit",
    "Finding",
    "Fix",
    "Settings",
    "Severity",
    "SiteView",
    "apply_fixes",
    "lint",
    "read_settings",
    "settings_of",
]

_MODULES = {
    "FileEdit": "finding",
    "Finding": "finding",
    "Fix": "finding",
    "Settings": "settings",
    "Severity": "finding",
    "SiteView": "view",
    "apply_fixes": "fixing",
    "lint": "engine",
    "read_settings": "settings",
    "settings_of": "settings",
}


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)
