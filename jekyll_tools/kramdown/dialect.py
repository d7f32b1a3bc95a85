"""The rules in kramdown's order, for its own parser and for the GFM parser."""

from __future__ import annotations

from functools import lru_cache

from jekyll_tools.kramdown import inline, tables
from jekyll_tools.kramdown.blocks import BlockParser
from jekyll_tools.kramdown.definition_lists import parse_definition_list
from jekyll_tools.kramdown.definitions import (
    parse_abbreviation,
    parse_extension,
    parse_footnote_definition,
    parse_link_definition,
)
from jekyll_tools.kramdown.grammar import (
    ATX_GFM,
    CODE,
    EOB,
    FENCE_GFM,
    ID_NAME,
    INDENT,
    NAME,
    OPT_SPACE,
    QUOTE_START,
    TAIL,
)
from jekyll_tools.kramdown.html_blocks import parse_block_html
from jekyll_tools.kramdown.leaves import (
    parse_atx,
    parse_atx_gfm,
    parse_blank,
    parse_code,
    parse_eob,
    parse_fenced,
    parse_math,
    parse_paragraph,
    parse_quote,
    parse_rule,
    parse_setext,
    quick_blank,
    quick_paragraph,
)
from jekyll_tools.kramdown.links import (
    parse_emphasis,
    parse_footnote_marker,
    parse_link,
    parse_strikethrough,
)
from jekyll_tools.kramdown.lists import parse_list
from jekyll_tools.kramdown.options import Options
from jekyll_tools.kramdown.span_html import parse_span_extension, parse_span_html
from jekyll_tools.kramdown.spans import SpanParser


@lru_cache(maxsize=16)
def _block_parser(gfm: bool, quirks: tuple[str, ...], hard_wrap: bool) -> BlockParser:
    options = Options(input="GFM" if gfm else "kramdown", gfm_quirks=quirks, hard_wrap=hard_wrap)
    parser = BlockParser(_span_parser(options))
    quirk = gfm and "paragraph_end" in quirks
    add = parser.add
    add("blank_line", "\n \t\r\f\v", r"(?>(?:\s*\n)+)", parse_blank, quick_blank)
    add("codeblock", " \t", rf"(?={INDENT}){CODE}", parse_code)
    add("codeblock_fenced", "~`", FENCE_GFM if gfm else "~{3,}", parse_fenced)
    add("blockquote", ">", QUOTE_START, parse_quote)
    if quirk:
        add("atx_header", "#", ATX_GFM, parse_atx_gfm)
    else:
        space = "+" if gfm else "*"
        text = ".*" if gfm else r"[^ \t].*"
        add("atx_header", "#", rf"(?P<level>#{{1,6}})[\t ]{space}(?P<text>{text})\n", parse_atx)
    rule = rf"{OPT_SPACE}(?P<rule>\*|-|_)[ \t]*(?P=rule)[ \t]*(?P=rule)(?:(?P=rule)|[ \t])*\n"
    add("horizontal_rule", "*-_", rule, parse_rule)
    item = rf"(?P<marker>{OPT_SPACE}(?:[+*-]|\d+\.))(?P<tail>{TAIL})"
    add("list", "+*-0123456789", item, parse_list)
    add("definition_list", ":", rf"{OPT_SPACE}:{TAIL}", parse_definition_list)
    add("block_html", "<", rf"{OPT_SPACE}<(?:{NAME}|!--|/)", parse_block_html)
    underline = rf"{OPT_SPACE}(?P<text>[^ \t].*+)\n(?P<level>[-=])[-=]*[ \t\r\f\v]*\n"
    add("setext_header", "", underline, parse_setext)
    math = rf"{OPT_SPACE}(?P<escape>\\)?\$\$(?P<math>(?s:.*?))\$\$(?P<newline>\s*?\n)?"
    add("block_math", "$\\", math, parse_math)
    add("table", "", tables.START, tables.parse_table)
    note = rf"{OPT_SPACE}\[\^(?P<name>{ID_NAME})\]:\s*?(?P<text>.*\n{CODE})"
    add("footnote_definition", "[", note, parse_footnote_definition)
    link = rf"{OPT_SPACE}\[(?P<name>[^\n\]]+)\]:[ \t]*"
    add("link_definition", "[", link, parse_link_definition)
    abbreviation = rf"{OPT_SPACE}\*\[(?P<name>.+?)\]:(?P<text>.*?)\n"
    add("abbrev_definition", "*", abbreviation, parse_abbreviation)
    add("block_extensions", "{", rf"{OPT_SPACE}\{{:", parse_extension)
    add("eob_marker", "^", EOB, parse_eob)
    add("paragraph", "", rf"{OPT_SPACE}[^ \t].*\n", parse_paragraph, quick_paragraph)
    return parser


def block_parser(options: Options) -> BlockParser:
    """The parser of a dialect; parsers hold no state of a text."""
    return _block_parser(options.gfm, options.gfm_quirks, options.hard_wrap)


def _span_parser(options: Options) -> SpanParser:
    parser = SpanParser()
    add = parser.add
    add("emphasis", "*_", r"\*\*?|__?", parse_emphasis)
    add("codespan", "`", "`+", inline.parse_code)
    add("autolink", "<", rf"<(?:(?:mailto|https?|ftps?):|{inline.ADDRESS}@)", inline.parse_autolink)
    add("span_html", "<", rf"<(?:{NAME}|!--|/)", parse_span_html)
    add("footnote_marker", "[", rf"\[\^(?P<name>{ID_NAME})\]", parse_footnote_marker)
    add("link", "![", r"!?\[(?=[^^])", parse_link)
    inline.register(parser, options)
    add("span_extensions", "{", r"\{:", parse_span_extension)
    inline.register_last(parser, options)
    if options.gfm:
        add("strikethrough", "~", r"~~(?![\s~])", parse_strikethrough)
    return parser
