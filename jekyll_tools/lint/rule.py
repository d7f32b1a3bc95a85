"""What a rule is, and all that a rule file may import.

A rule is one function in one file of `rules/`. The file's docstring says why the rule exists and
shows a *Bad* and a *Good* site; the function's first parameter says what it sees (a `PageView`
each, or the whole `SiteView`); its keyword-only arguments are its options. A rule about pages may
have a second function, `<name>_on_site(site: SiteView)`, for what stands on no page.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from jekyll_tools.lint.finding import FileEdit, Finding, Fix, Severity
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.view import SiteView
from jekyll_tools.text import Edit

__all__ = [
    "Edit",
    "FileEdit",
    "Finding",
    "Fix",
    "PageView",
    "Severity",
    "SiteView",
    "rule",
]

_SCOPES = {"PageView": "page", "SiteView": "site"}

RuleFunction = Callable[..., Iterable[Finding]]


class Rule(NamedTuple):
    """A rule as the engine, `jt rule` and the manual know it.

    `scope` is "page" (called once for each page) or "site" (called once).
    `options` are the names and defaults of the function's keyword-only arguments.
    `of_pages` says whether it may find something in the source of a page.
    `on_site` is what a rule of scope "page" says of the site besides.
    """

    name: str
    function: RuleFunction
    scope: str
    severity: Severity
    default: bool
    options: Mapping[str, object]
    doc: str
    on_site: RuleFunction | None = None
    of_pages: bool = True

    @property
    def summary(self) -> str:
        """The first sentence of the rule's page."""
        return self.doc.split("\n\n", 1)[0].replace("\n", " ").strip()


def rule(
    *, severity: Severity = Severity.ERROR, default: bool = True, of_pages: bool = True
) -> Callable[[RuleFunction], RuleFunction]:
    """Mark the function of a rule file; `default=False` makes the rule opt-in."""

    def mark(function: RuleFunction) -> RuleFunction:
        # The mark is an attribute that functions do not have: nothing has to be registered.
        marks = {"severity": severity, "default": default, "of_pages": of_pages}
        function.jt_rule = marks  # type: ignore[attr-defined]
        return function

    return mark


def rule_of_module(module: ModuleType) -> Rule:
    """The rule that a module of `rules/` holds; `TypeError` says what is wrong with it."""
    stem = module.__name__.rpartition(".")[2]
    function: Any = getattr(module, stem, None)
    if not hasattr(function, "jt_rule"):
        raise TypeError(f"{module.__file__}: needs a function {stem}() marked with @rule()")
    if not module.__doc__:
        raise TypeError(f"{module.__file__}: needs a docstring: why, Bad and Good")
    parameters = list(inspect.signature(function).parameters.values())
    seen = parameters[0].annotation if parameters else None
    scope = _SCOPES.get(getattr(seen, "__name__", str(seen)))
    if scope is None:
        raise TypeError(f"{module.__file__}: {stem}() must take a PageView or a SiteView first")
    options = {p.name.replace("_", "-"): p.default for p in parameters[1:]}
    name = stem.replace("_", "-")
    doc = inspect.cleandoc(module.__doc__)
    on_site = getattr(module, f"{stem}_on_site", None)
    return Rule(
        name,
        function,
        scope,
        options=options,
        doc=doc,
        on_site=on_site,
        **function.jt_rule,
    )
