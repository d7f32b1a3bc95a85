"""Drawn texts: blocks of every kind, nested and badly put together, from a seed."""

from __future__ import annotations

from random import Random
from typing import Any

WORDS = [
    "alpha", "Beta", "gamma delta", "C++", "x_y_z", "über", "2.1.3", "Hello, World!", "a & b",
    "it's", '"quoted"', "'s", "90's", "日本", "...", "a -- b", "--- x", "<<q>>", "foo.bar@x.org",
    "&amp;", "&copy;", "&nope;", "\\*esc\\*", "`c`", "``c ` d``", "$$x^2$$", "a  \nb", "a\\\nb",
    "a\nb", "~~del~~", "![i](u.png)", "[l](u)", "**b**", "*e*", "_e_", "__s__", "***x***",
    "* not", "snake_case_", "HTML", "[^1]", "[^n]", "[ref]", "[ref][]", "[text][ref]",
    "[t][nope]", "<http://x.y/?a=b&c>", "<b>x</b>", "<i>*y*</i>", "<br>", "<br/>", "<!-- c -->",
    '<span markdown="0">*z*</span>', "</b>", "<b>", "{:.c}", "{: .d #i}", "🎉", "<foo>*x*</foo>",
    '<a href="u v" name=n>x</a>', "{::nomarkdown}<u>{:/}", "{::comment}x{:/}", '[a](<b c> "t")',
    '[a](b \'ti "t\')', "[a](b(c)d)", '[a](u v "x")', "[a [b] c](d)", "[![i](p)](q)",
    "*a **b** c*", "**a *b* c**", "_a__b_", "a_b_ c", "a|b", "<code>a|b</code>", "[", "]", "(",
    ")", "!", "\\", "`", "*", "_", '"', "'", "|", "<", ">", "&", "$", "{", "}", "~", "#", ":",
    "^", "=",
]  # fmt: skip
LISTS = [
    "{:.cls}", "{: #id1}", '{: .a .b #x-y title="T &amp; t"}', "{:toc}", "{: .no_toc}", "{:ref}",
    "{:ref: .zz key='v'}", '{: data-x="1" .q }', "{:#Ü}", "{:nope}", "{:.a.b#c}",
]  # fmt: skip
MARKERS = [
    "* ", "- ", "+ ", "1. ", "2. ", "10. ", "*   ", "1.  ", "-\t", " * ", "  - ", "* {:.it} ",
    "* [ ] ", "* [x] ", "*",
]  # fmt: skip
TAGS = [
    "div", "p", "section", "h2", "ul", "table", "td", "details", "summary", "span", "b",
    "article", "nav", "pre", "style", "script", "iframe", "li", "blockquote", "figure", "button",
    "center", "video",
]  # fmt: skip
ATTRIBUTES = [
    "", ' markdown="1"', ' markdown="1"', " markdown='span'", ' markdown="block"', " markdown=0",
    " class=\"x\" id='i'", " data-a=b HREF=u", ' href="a\nb"',
]  # fmt: skip
OTHERS = [
    "---", "* * *", "***", "___", "^", "{::comment}\nx\n{:/comment}",
    '{::options auto_ids="false" /}', "{::nomarkdown}\n<i>\n{:/}", "<!-- c\nd -->", "<br>",
    "<hr />", '<img src="x">', "*[HTML]: Hyper", "*[c]: see", '[ref]: http://r.x "T"',
    "[ref]: <u v> 't'", '[ref]: /two\n  "title"', "[REF]:  u", "[^1]: note *x*",
    "[^n]: p\n\n    more\n\n        code", "    code\n\n    more", "\tcode",
    "```ruby\nx = 1 < 2\n```", "~~~\na\n~~~", "```\nopen", "``` foo bar\nx\n```",
    "````\n```\n````", "$$\nx<y\n$$", "$$a$$", "\\$$a$$", "{:/}", "{::foo /}", "- - -", "=", "--",
    "| ", "a | b", "</div>", "<p>x", "<?php x ?>", "{:.pre}\npara", "{:toc}", "* toc\n{:toc}",
    "1. t\n{:toc .k}", "* f\n{:footnotes}", "{:ref: .from-ald #aid}", "term\n: def", ": x",
    "<div>\n<h2>x</h2>\n*a* [l](m) &amp; &\n</div>",
]  # fmt: skip
TABLE_LINES = ["|---|---", "|---|:-:", "|:--|--:|", "-|-", "|===|", "| - | -"]

PIECES = [
    "\n", "\n", "\n", "\n\n", " ", "  ", "   ", "    ", "\t", "* ", "- ", "1. ", "> ", "# ",
    "## ", "a", "b", "Word", "1", "é", "*", "**", "_", "__", "`", "``", "```", "~~~", "~~", "[",
    "]", "(", ")", "![", "](", "](u)", "[x]", "[^1]", "[^1]: ", "[x]: u", "{:", "}", "{: .c}",
    "{:.c}", "{: #i}", "{#i}", "<", ">", "<b>", "</b>", "<div>", "</div>", '<div markdown="1">',
    "<p>", "</p>", "<br>", "<!--", "-->", "<!-- x -->", "|", "|-", "---", "===", "--", "...", "'",
    '"', "\\", "$$", "&", "&amp;", "<<", ">>", "^", "^\n", ":", ": ", "=", "+", "  \n", "\\\n",
    '"t"', "'t'", "<http://x>", "{::comment}", "{:/}", "{::nomarkdown}", "<script>", "</script>",
    "<pre>", "</pre>", '<a href="u">', "</a>", "<i>", "</i>", "*[a]: t", "[ ] ", "[x] ", "{:toc}",
    "http://a.b", "<td>", "<code>", "</code>", "|a|", "\n    ", "\n  ", "~", "!", "#", ".", "-",
    "/",
]  # fmt: skip

OPTIONS: dict[str, list[Any]] = {
    "input": ["GFM", "kramdown"],
    "hard_wrap": [True],
    "gfm_quirks": [[], "no_auto_typographic", "paragraph_end,no_auto_typographic"],
    "entity_output": ["as_input", "numeric", "symbolic"],
    "smart_quotes": ["apos,apos,quot,quot", "39,39,34,34"],
    "typographic_symbols": [{"hellip": "...", "laquo_space": "<< "}],
    "auto_ids": [False],
    "auto_id_prefix": ["p-"],
    "auto_id_stripping": [True],
    "header_offset": [1, -1],
    "toc_levels": ["2..3", [1, 2]],
    "footnote_nr": [5],
    "footnote_prefix": ["x-"],
    "footnote_backlink": ["", "^ &"],
    "footnote_backlink_inline": [True],
    "parse_block_html": [True],
    "parse_span_html": [False],
    "remove_line_breaks_for_cjk": [True],
    "math_engine": ["none-such"],
    "link_defs": [{"t": ["http://d", "T"], "nope": ["/n"]}],
}


def drawn_options(seed: int) -> dict[str, Any]:
    """One to three options of a `_config.yml` with values that are not the default."""
    draw = Random(seed)
    names = draw.sample(sorted(OPTIONS), draw.randint(1, 3))
    return {name: draw.choice(OPTIONS[name]) for name in names}


def drawn_pieces(seed: int) -> str:
    """Bits of markup that are strung together without any sense."""
    draw = Random(seed)
    pieces = PIECES + draw.choice([[], WORDS, [f"\n{other}\n" for other in OTHERS + LISTS]])
    return "".join(draw.choice(pieces) for _ in range(draw.randint(3, 40)))


def drawn_text(seed: int) -> str:
    """The text of a seed."""
    return _blocks(Random(seed), 0, None)


def _words(draw: Random, most: int = 4) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(draw.randint(1, most)))


def _line(draw: Random, most: int = 4) -> str:
    spans = ["{:.s}", "{: #sp}", " {:.s}", "*x*{: .k title='z'}", "[l](u){: .k}", "`c`{:.k}"]
    return _words(draw, most) + (draw.choice(spans) if draw.random() < 0.3 else "")


def _heading(draw: Random) -> str:
    text = _line(draw, 3).replace("\n", " ")
    kind = draw.random()
    if kind < 0.5:
        space = draw.choice([" ", " ", "  ", "\t", ""])
        tail = draw.choice(["", " " + "#" * 3, "", " {#my-id}", " {#a b}", "{#x}", " {: .c}"])
        return "#" * draw.randint(1, 7) + space + text + tail
    if kind < 0.8:
        return text + "\n" + draw.choice(["===", "---", "=", "-", "-- ", "= ="])
    return draw.choice(["# ", "#", "##  ", "# {#x}", "## ##"])


def _paragraph(draw: Random) -> str:
    return "\n".join(_line(draw) for _ in range(draw.randint(1, 3)))


def _indented(text: str, width: int, first: str) -> str:
    lines = text.split("\n")
    rest = (" " * width + line if line.strip() else line for line in lines[1:])
    return "\n".join([first + lines[0], *rest])


def _item(draw: Random, depth: int) -> str:
    marker = draw.choice(MARKERS)
    width = draw.choice([len(marker), 2, 3, 4, 0, 1, 5])
    flat = draw.random() < 0.75 or depth > 2
    body = _paragraph(draw) if flat else _blocks(draw, depth + 1, draw.randint(1, 3))
    return _indented(body, width, marker)


def _list(draw: Random, depth: int) -> str:
    between = draw.choice(["\n", "\n", "\n\n"])
    return between.join(_item(draw, depth) for _ in range(draw.randint(1, 4)))


def _definitions(draw: Random) -> str:
    terms = _words(draw, 2) + draw.choice(["\n", "\n\n"])
    return terms + "\n".join(
        ": " + _indented(_paragraph(draw), 2, "") for _ in range(draw.randint(1, 2))
    )


def _inside(draw: Random, depth: int) -> str:
    return _blocks(draw, depth + 1, draw.randint(1, 2)) if depth < 3 else _paragraph(draw)


def _quote(draw: Random, depth: int) -> str:
    lines = _inside(draw, depth).split("\n")
    lazy = [["> ", ">", "> ", "> ", ""] if draw.random() < 0.3 else ["> "] for _ in lines]
    return "\n".join(draw.choice(marks) + line for marks, line in zip(lazy, lines, strict=True))


def _table(draw: Random) -> str:
    rows = []
    for index in range(draw.randint(1, 4)):
        cells = [_words(draw, 2).replace("\n", " ") for _ in range(draw.randint(1, 3))]
        row = " | ".join(cells)
        rows.append(draw.choice([row, f"| {row} |", f"|{row}"]))
        if index == 0 and draw.random() < 0.7:
            rows.append(draw.choice(TABLE_LINES))
        elif draw.random() < 0.1:
            rows.append(draw.choice(["|---|", "|===|"]))
    return "\n".join(rows)


def _html(draw: Random, depth: int) -> str:
    tag, attributes = draw.choice(TAGS), draw.choice(ATTRIBUTES)
    body = _inside(draw, depth)
    body = draw.choice([body, f"\n{body}\n", f"\n\n{body}\n\n", f"{body}\n"])
    close = draw.choice([f"</{tag}>"] * 6 + ["", f"</{tag.upper()}>", f"</{tag} >", "</div>"])
    return (
        draw.choice(["", "", "  "])
        + f"<{tag}{attributes}>{body}{close}"
        + draw.choice(["", "", "", " tail", "\n"])
    )


def _block(draw: Random, depth: int) -> str:
    kind = draw.random()
    if kind < 0.2:
        block = _heading(draw)
    elif kind < 0.4:
        block = _paragraph(draw)
    elif kind < 0.55:
        block = _list(draw, depth)
    elif kind < 0.7:
        block = _html(draw, depth)
    elif kind < 0.78:
        block = _table(draw)
    elif kind < 0.84:
        block = _quote(draw, depth)
    elif kind < 0.88:
        block = _definitions(draw)
    else:
        block = draw.choice(OTHERS)
    place = draw.random()
    if place < 0.15:
        return f"{block}\n{draw.choice(LISTS)}"
    if place < 0.2:
        return f"{draw.choice(LISTS)}\n{block}"
    return f"{block}\n\n{draw.choice(LISTS)}" if place < 0.23 else block


def _blocks(draw: Random, depth: int, number: int | None) -> str:
    between = ["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "\n\n"]
    blocks = (
        _block(draw, depth) + draw.choice(between) for _ in range(number or draw.randint(1, 6))
    )
    text = "".join(blocks)
    return text.rstrip("\n") if depth else text
