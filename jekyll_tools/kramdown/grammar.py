"""The patterns that several of kramdown's rules share.

In Ruby `\\s`, `\\w` and `\\d` are ASCII while `\\b` and POSIX brackets are not, hence the flags.
Patterns are matched at a position, so a leading `^` is left out. No group has a possessive
quantifier, `(?>…)` says it: Python 3.11 has a bug there (tests/test_project.py looks for them).
"""

from __future__ import annotations

import re
from functools import partial

from jekyll_tools.patterns import late

pattern = partial(late, flags=re.ASCII | re.MULTILINE)


def names(text: str) -> frozenset[str]:
    """A set of names."""
    return frozenset(text.split())


# tags (kramdown 2.4 parser/html.rb; names as REXML's UNAME_STR)
_NCNAME = r"(?u:[^\W\d][-\w.]*+)"
NAME = rf"(?:{_NCNAME}:)?{_NCNAME}"
_NAME = rf"{_NCNAME}(?>(?::{_NCNAME})?)"  # the same, atomic
_VALUE = r"""(?:"[^"]*"|'[^']*'|(?u:\w+))"""
TAG = (
    rf"<(?P<tag>{_NAME})(?P<attributes>(?>(?:\s++{_NAME}(?>(?:\s*+=\s*+{_VALUE})?))*))\s*+"
    r"(?P<closed>/)?>"
)
TAG_RE = pattern(TAG)
CLOSE_RE = pattern(rf"</(?P<tag>{_NAME})\s*>")
BLOCK_CLOSE_RE = pattern(rf" {{0,3}}</(?P<tag>{_NAME})\s*>")
ATTRIBUTE_RE = pattern(
    rf"""\s*(?P<name>{_NAME})(?>(?:\s*=\s*(?:(?P<bare>(?u:\w+))|"(?P<two>[^"]*)"|'(?P<one>[^']*)'))?)"""
)

BLOCK_MODEL = names(
    "address applet article aside blockquote body dd details div dl fieldset figure "
    "figcaption footer form header hgroup iframe li main map menu nav noscript object section "
    "summary td"
)
SPAN_MODEL = names(
    "a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label "
    "legend optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt"
)
_RAW_MODEL = names("script style math option textarea pre code kbd samp var")
SPAN_TAGS = names(
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark "
    "option q rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var"
)
BLOCK_TAGS = names(
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset "
    "figcaption footer form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu "
    "li main map nav ol optgroup p pre section summary table tbody td th thead tfoot tr ul"
)
VOID_TAGS = names(
    "area base br col command embed hr img input keygen link meta param source track wbr"
)
HTML_TAGS = SPAN_TAGS | BLOCK_TAGS | VOID_TAGS | BLOCK_MODEL | SPAN_MODEL | _RAW_MODEL


def model_of(tag: str) -> str:
    """The content model of an HTML element: block, span or raw."""
    if tag in BLOCK_MODEL:
        return "block"
    return "span" if tag in SPAN_MODEL else "raw"


# attribute lists and extensions (parser/kramdown/extensions.rb); the cap keeps it linear
_ANY = r"(?:[^}]{1,2000}(?:(?<=\\)\}[^}]{0,2000}){0,20})"
_ANY_SHORT = r"(?:\\\}|[^}]){0,4000}?"
ID_NAME = r"\w[\w-]*"
OPT_SPACE = " {0,3}"
IAL_BLOCK = rf"\{{:(?!:|/)(?P<ial>{_ANY})\}}\s*?\n"
_IAL_BLOCK = rf"\{{:(?!:|/){_ANY}\}}\s*?\n"
IAL_BLOCK_RE = pattern(OPT_SPACE + IAL_BLOCK)
IAL_SPAN_RE = pattern(rf"\{{:(?P<ial>{_ANY})\}}")
ALD_RE = pattern(rf"{OPT_SPACE}\{{:(?P<name>{ID_NAME}):(?P<ald>{_ANY})\}}\s*?\n")
EXTENSION = (
    rf"(?:\{{::(?P<ext>\w+)(?:\s(?P<opts>{_ANY_SHORT})|)(?P<empty>/)?\}}"
    rf"|\{{:/(?P<stop>{ID_NAME})?\}})"
)
EXTENSION_BLOCK_RE = pattern(rf"{OPT_SPACE}{EXTENSION}\s*?\n")
EXTENSION_SPAN_RE = pattern(EXTENSION)
ITEM_IAL_RE = pattern(rf"\s*(?:\{{:(?!(?:{ID_NAME})?:|/)(?P<ial>{_ANY})\}})\s*")
ITEM_EMPTY_RE = pattern(rf"(?:\s*(?:\{{:(?!(?:{ID_NAME})?:|/){_ANY}\}})\s*)?\s*\n")

# ends of blocks
BLANK_RE = pattern(r"(?>(?:\s*\n)+)")
EOB = r"\^\s*?\n"
EOB_RE = pattern(EOB)
_LAZY_SPAN = "|".join(sorted(SPAN_TAGS | {"script"}))
HTML_START = rf"<(?>(?!(?:{_LAZY_SPAN})(?u:\b)){_NAME})"
HTML_STOP = rf"</(?!(?:{_LAZY_SPAN})(?u:\b)){_NAME}\s*>"
LAZY_END = (
    rf"(?:[ \t\r\f\v]*\n|{OPT_SPACE}{_IAL_BLOCK}|{EOB}|{OPT_SPACE}{HTML_STOP}"
    rf"|{OPT_SPACE}{HTML_START}|\Z)"
)
BOUNDARY_RE = pattern(rf"(?:\s*\n|{EOB}|{OPT_SPACE}{_IAL_BLOCK}|\Z)")
CODE_END = rf"(?:{OPT_SPACE}{_IAL_BLOCK}|{EOB}|{OPT_SPACE}{HTML_STOP}|{OPT_SPACE}{HTML_START})"
INDENT = r"(?:\t| {4})"
CODE = (
    rf"(?>(?:(?>(?:\s*\n)+)?(?:{INDENT}[ \t]*\S.*\n)+"
    rf"(?:(?!{CODE_END})[ \t]*\S.*\n)*)*)"
)
CODE_RE = pattern(CODE)

TAIL = r"[\t| ].*\n"
LIST_START = rf"{OPT_SPACE}(?:[+*-]|\d+\.){TAIL}"
LIST_START_RE = pattern(LIST_START)
DEFINITION_START = rf"{OPT_SPACE}:{TAIL}"
RULE_RE = pattern(rf"{OPT_SPACE}(\*|-|_)[ \t]*\1[ \t]*\1(?:\1|[ \t])*\n")
QUOTE_START = rf"{OPT_SPACE}> ?"
FENCE_GFM = rf"{OPT_SPACE}[~`]{{3,}}"
ATX_GFM = r"(?P<level>\#{1,6})[\t ]+(?P<text>.*)\n"
_ATX_GFM = r"\#{1,6}[\t ]+.*\n"
PARAGRAPH_END = rf"(?:{LAZY_END}|{DEFINITION_START})"
PARAGRAPH_END_GFM = (
    rf"(?:{LAZY_END}|{LIST_START}|{_ATX_GFM}|{DEFINITION_START}|{QUOTE_START}|{FENCE_GFM})"
)

ESCAPE_RE = pattern(r"""\\([\\.*_+`<>()\[\]{}#!:|"'$=-])""")
WHITESPACE = " \t\n\v\f\r"
STRIPPED = WHITESPACE + "\0"
"""What Ruby's `strip` takes from the ends of a text; UTF-16 that is read as UTF-8 has NULs."""


def paragraph(end: str) -> re.Pattern[str]:
    """A line and all that follow it up to one that ends a paragraph."""
    return pattern(rf".*\n(?>(?:(?!{end}).*\n)*)")
