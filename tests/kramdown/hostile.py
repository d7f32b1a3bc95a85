"""Patterns to repeat and shapes to grow that hurt careless parsers."""

from __future__ import annotations

from collections.abc import Callable

PATTERNS = [
    "[", "![", "[a](", "[a](b", "![a](", "![a", "[a][", "[a]: b\n", "[a]:", "]", "(", ")", "[]",
    "[](", "[](<", "<", "<a ", "<a b='", '<a b="', "<!--", "<!", "<?", "<b>", "<b><i>", "<div>",
    "<div>\n", '<div markdown="1">\n', "</div>", "</div>\n", "</b>", "<script>", "<http:", "<a@",
    "`", "`a ", "`a``b```c", "``a ", "*", "**", "**x ", "*a_ ", "*a **b ", "_", "__", "_a ",
    "***x ", "***x** ", "~~", "~~a ", "~~a~~", "$$", "$$a ", "$", "\\", "\\\\", "&", "&#", "&a",
    '"', "'", '"a', "--", "...", "<<", ">>", "<< ", ">", ">\n", "> > ", "> a\n", "* ", "* a\n",
    "*\n", "1. ", "1. a\n", "- - ", "-", "=\n", "a\n=\n", "a\n---\n", "#", "# a\n", "# ",
    "###### a #", "|", "a|b\n", "|-", "|-|\n", "`|", "<code>|", "\\|", "{:", "{: ", "{:.a}",
    "{: .a\n", "{:.a}\n", "{::", "{::comment}", "{::comment}\n", '{::options x="y" /}\n', "{:/}",
    "{:a: b}\n", "[^a]", "[^a]: b\n", "[^a]:", "*[a]: b\n", "*[a", "^\n", ": a\n", "a\n: b\n",
    ":", "a\n\n", ": ", "\t", "    a\n", " ", "\n", "\r", "\r\n", "```\n", "~~~\n", "```a\n",
    "`~`~\n", "a  \n", "a\\\n", "{:toc}", "* a\n  ", "[[a]]", "[a [b](c) d](e) ",
    "![a ![b](c) d](e) ", "a*b*c*", "_a_b_", "<b>*a", "[a*b](c*d", "\x00", "é", "日本", "<a\n",
    "<p>", "<li>", "<table><tr><td>", "<td>", "<pre>", '<b a="', '{:#i .c a="b"}', 'x{: a="',
    '[a](b "', "[a](b 'c", "[a](<b", "[a](b (", "<<a>>", "&amp;", "&copy;", "x\n\n    y\n",
    "* [ ] a\n", '[x]: <a> "b\n', "> * ", "* > ", "<div>* ", "[^a]: [^a]\n", "{:a: a}\n{:a}\n",
    "***** a\n", "* * * *\n", '"\'', '\'"', "{::nomarkdown}", "$$\n", "\\$$\n", "<img src=x>",
    "<br/>", "[a]\n\n[a]: b\n\n",
]  # fmt: skip


def _stairs(size: int, step: str, line: str) -> str:
    return "\n".join(step * depth + line for depth in range(int((2 * size) ** 0.5)))


SHAPES: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "images": lambda n: "![" * (n // 4) + "]()" * (n // 4),
    "emphasis": lambda n: "*a **b " * (n // 14) + "b** a*" * (n // 14),
    "nested list": lambda n: _stairs(n // 2, "  ", "* a"),
    "nested loose list": lambda n: _stairs(n // 2, "  ", "- a\n"),
    "nested quote": lambda n: _stairs(n, ">", " a"),
    "growing ticks": lambda n: " ".join("`" * i for i in range(1, int((2 * n) ** 0.5))),
    "nested div": lambda n: "<div>" * (n // 11) + "</div>" * (n // 11),
    "nested parsed div": lambda n: '<div markdown="1">\n' * (n // 24) + "</div>\n" * (n // 24),
    "nested span": lambda n: "<b>" * (n // 7) + "</b>" * (n // 7),
    "spaces": lambda n: "a" + " " * n + "b",
    "tabs": lambda n: "* " + "\t" * n + "b",
    "rule": lambda n: "-" * n + "x",
    "separator": lambda n: "|" + "-" * n + "x|\n",
    "hashes": lambda n: "#" * n + "x",
    "closing hashes": lambda n: "# a " + "#" * n + "x",
    "underline": lambda n: "a\n" + "=" * n + "x",
    "number": lambda n: "1" * n + ". a",
    "attributes": lambda n: "<a " + "b " * (n // 2),
    "spaces in a tag": lambda n: "<a " + " " * n,
    "long list": lambda n: "{:" + " a" * (n // 2) + "}",
    "long classes": lambda n: "x\n{:" + ".a" * (n // 2) + "}\n",
    "escaped braces": lambda n: "x\n{:" + "\\}" * (n // 2),
    "escaped quotes": lambda n: '*x*{: a="' + '\\"' * (n // 2) + "}",
    "titles": lambda n: "[a]: b" + ' "' * (n // 2),
    "titles after an angle": lambda n: "[a]: <b>" + ' "' * (n // 2),
    "titles in a link": lambda n: "[a](b" + ' "' * (n // 2),
    "code tags": lambda n: "a|<code>" + "<code>|" * (n // 7) + "</code>",
    "lists in divs": lambda n: '<div markdown="1">* a\n' * (n // 22),
    "chained footnotes": lambda n: (
        "[^0]\n\n" + "\n".join(f"[^{i}]: [^{i + 1}]" for i in range(n // 20))
    ),
    "abbreviations": lambda n: (
        "\n".join(f"*[a{i}]: b" for i in range(n // 20)) + "\n\n" + "a1 " * (n // 6)
    ),
    "contents": lambda n: "* t\n{:toc}\n\n" + "# a\n\n" * (n // 5),
    "deep contents": lambda n: (
        "* t\n{:toc}\n\n" + "".join("#" * (i % 6 + 1) + " a\n\n" for i in range(n // 8))
    ),
    "references": lambda n: "[a]: b\n\n" + "[a] " * (n // 4),
    "definitions": lambda n: "a\n" * (n // 4) + ": b\n" * (n // 4),
    "lists that name lists": lambda n: (
        "".join(f"{{:a{i}: a{i + 1} a{i + 1}}}\n" for i in range(n // 20)) + "\nx\n{:a0}\n"
    ),
}
