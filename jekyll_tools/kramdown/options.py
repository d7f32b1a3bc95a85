"""kramdown's options as a Jekyll site sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Options(NamedTuple):
    """The options that change what is written (kramdown 2.4 `options.rb`, Jekyll's defaults).

    An option that names a file, a class or a template does not exist here: a text that sets one
    is read as if it had not.
    """

    input: str = "GFM"
    auto_ids: bool = True
    auto_id_prefix: str = ""
    auto_id_stripping: bool = False
    entity_output: str = "as_char"
    toc_levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    smart_quotes: tuple[str, str, str, str] = ("lsquo", "rsquo", "ldquo", "rdquo")
    typographic_symbols: Mapping[str, str] = MappingProxyType({})
    hard_wrap: bool = False
    gfm_quirks: tuple[str, ...] = ("paragraph_end",)
    footnote_nr: int = 1
    footnote_prefix: str = ""
    footnote_backlink: str = "&#8617;"
    footnote_backlink_inline: bool = False
    parse_block_html: bool = False
    parse_span_html: bool = True
    header_offset: int = 0
    math_engine: str | None = "mathjax"
    syntax_highlighter: str | None = "rouge"
    default_lang: str | None = "plaintext"
    guess_lang: bool = True
    transliterated_header_ids: bool = False
    remove_line_breaks_for_cjk: bool = False
    link_defs: Mapping[str, tuple[str, str | None]] = MappingProxyType({})

    @property
    def gfm(self) -> bool:
        """Whether the GFM parser reads the text."""
        return self.input.upper() == "GFM"


JEKYLL = Options()
_NOT_INLINE = {"input", "link_defs", "default_lang", "guess_lang"}
_BOOLS = {name for name, value in JEKYLL._asdict().items() if type(value) is bool}
_INTS = {name for name, value in JEKYLL._asdict().items() if type(value) is int}
_RANGE = re.compile(r"(\d)\.\.(\d)")
_LEVELS = re.compile(r"\d(?:,\d)*")
_INTEGER = r"\s*[-+]?(?:\d+(?:_\d+)*|0[xob][\da-f]+)\s*"
_WHOLE = ("footnote_nr", "header_offset", "line_width", "list_indent")
_MUST = {
    "toc_levels": "levels from 1 to 6, as `1..3` or `[1, 2]`",
    "smart_quotes": "four names, as `lsquo,rsquo,ldquo,rdquo`",
    "gfm_quirks": "a list",
    "typographic_symbols": "a mapping",
    "link_defs": "a mapping of lists",
}
_PARSERS = ("GFM", "Html", "Kramdown", "Markdown", "SmartyPants")


def from_config(config: Mapping[str, object]) -> Options:
    """The options of the `kramdown:` mapping of a `_config.yml`; what is not valid is left out."""
    options = JEKYLL
    for name, value in config.items():
        options = _with(options, str(name), value)
    opts = config.get("syntax_highlighter_opts")
    if isinstance(opts, Mapping):
        lang = opts.get("default_lang", "plaintext")
        options = options._replace(default_lang=str(lang) if lang else "plaintext")
        if opts.get("disable"):
            options = options._replace(syntax_highlighter=None)
    return options


def refused(config: Mapping[object, object]) -> Iterator[tuple[str, str]]:
    """The options of a `kramdown:` mapping that kramdown refuses, and what each must be.

    What it takes without reading it (a name for `entity_output`) is none of them.
    """
    for key, value in config.items():
        name = str(key)
        if name == "input":
            if value and str(value)[:1].upper() + str(value)[1:] not in _PARSERS:
                yield name, "GFM or kramdown"
        elif name in _WHOLE:
            if value is not None and not re.fullmatch(_INTEGER, str(value), re.IGNORECASE):
                yield name, "a whole number"
        elif name == "syntax_highlighter_opts":
            if value is not None and value is not False and not isinstance(value, Mapping):
                yield name, "a mapping"
        elif name in _MUST and (value is not None or name not in ("toc_levels", "smart_quotes")):
            try:
                _parsed(name, value)
            except (TypeError, ValueError):
                yield name, _MUST[name]


def inline(options: Options, name: str, value: str) -> Options:
    """The options after `{::options name="value" /}`."""
    return options if name in _NOT_INLINE else _with(options, name, value)


def _with(options: Options, name: str, value: object) -> Options:
    if name not in Options._fields:
        return options
    try:
        # `_parsed` gives what the field of this name has, which no type can say.
        return options._replace(**{name: _parsed(name, value)})  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return options


def _parsed(name: str, value: object) -> object:
    if name in _BOOLS:
        text = "" if value is None else str(value)
        return text.lower().strip() != "false" and text != ""
    if name in _INTS:
        return int(str(value))
    if name == "toc_levels":
        return _levels(value)
    if name in ("smart_quotes", "gfm_quirks"):
        return _words(name, value)
    if name in ("typographic_symbols", "link_defs"):
        return _mapping(name, value)
    if name in ("math_engine", "syntax_highlighter", "default_lang"):
        text = str(value).strip() if value is not None else ""
        return None if text in ("", "nil", "None") else text.removeprefix(":")
    if value is None:
        raise TypeError(name)
    return str(value).removeprefix(":") if name == "entity_output" else str(value)


def _levels(value: object) -> tuple[int, ...]:
    if isinstance(value, str):
        if two := _RANGE.fullmatch(value):
            levels = tuple(range(int(two[1]), int(two[2]) + 1))
        elif _LEVELS.fullmatch(value):
            levels = tuple(dict.fromkeys(map(int, value.split(","))))
        else:
            raise ValueError(value)
    elif isinstance(value, list | tuple):
        levels = tuple(dict.fromkeys(int(level) for level in value))
    else:
        raise TypeError(value)
    if not all(1 <= level <= 6 for level in levels):
        raise ValueError(value)
    return levels


def _words(name: str, value: object) -> tuple[str, ...]:
    words = value.split(",") if isinstance(value, str) else value
    if not isinstance(words, list | tuple) or (name == "smart_quotes" and len(words) != 4):
        raise ValueError(name)
    return tuple(str(word) for word in words)


def _mapping(name: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(name)
    if name == "typographic_symbols":
        return {str(key): str(text) for key, text in value.items()}
    found: dict[str, object] = {}
    for key, pair in value.items():
        if not isinstance(pair, list | tuple) or not 1 <= len(pair) <= 2:
            raise ValueError(name)
        title = str(pair[1]) if len(pair) == 2 and pair[1] is not None else None
        found[str(key)] = (str(pair[0]), title)
    return found
