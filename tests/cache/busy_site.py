"""A site whose pages ask each other for as much as pages can, and random edits of its files."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

LAYOUT = """<html><body>{% for p in site.pages %}<a href="{{ p.url }}">{{ p.title }}</a>{% endfor %}
<a href="/p1.html#part-1">part</a> {{ site.time | date: "%Y" }}
{{ content }}{% include foot.html %}</body></html>
"""
INDEX = """---
title: Home
layout: default
---
{% for post in site.posts %}[{{ post.title }}]({{ post.url }}) {{ post.excerpt }}
{% endfor %}
{% for person in site.data.people %}<h2 id="{{ person.slug }}">{{ person.name }}</h2>
<img src="{{ person.photo }}" alt="x">
{% endfor %}
"""


def cards(photo: str) -> bytes:
    """A page with a card that was written by hand."""
    return (
        '---\ntitle: Cards\n---\n<div class="card-columns">\n<div class="card">\n'
        f'<img src="/i/{photo}.png" alt="Ada">\n'
        '<div class="card-text"><a href="/index.html#ada">Ada</a></div>\n</div>\n</div>\n'
    ).encode()


def write(root: Path) -> None:
    """The site as it is before any edit."""
    files: dict[str, str | bytes] = {
        "_config.yml": (
            "title: A\nbaseurl: ''\nplugins: [jekyll-relative-links, jekyll-redirect-from]\n"
            "collections:\n  talks:\n    output: true\n"
            "defaults:\n  - scope: {path: ''}\n    values: {layout: default}\n"
        ),
        "_layouts/default.html": LAYOUT,
        "_layouts/plain.html": "<p>{{ content }}</p>\n",
        "_includes/foot.html": '<a id="foot"></a><a href="/index.html#ada">Ada</a>\n',
        "_includes/box.html": '<div id="box-{{ include.n }}">{{ site.data.other.word }}</div>\n',
        "_data/people.yml": "".join(
            f"- name: {name}\n  slug: {name.lower()}\n  photo: /i/{n}.png\n"
            for n, name in enumerate(("Ada", "Bob", "Cyd"))
        ),
        "_data/other.yml": "word: hello\n",
        "index.md": INDEX,
        "talks.md": cards("0"),
        "panel.md": cards("0"),
        "raw.html": '<a name="here"></a> <p id="there">no front matter</p>\n',
        "excluded/x.md": "---\n---\nx\n",
        "part.txt": "A part with [a link](#box-2).\n",
        "rel.md": "---\ntitle: Rel\n---\n{% include_relative part.txt %}\n"
        "{% include box.html n=2 %}\n"
        "[t]({% link _talks/t0.md %}) <!-- jt-ignore link-missing because -->\n",
        "all.md": "---\ntitle: All\nlayout: plain\n---\n"
        "{% for t in site.talks %}{{ t.content }}{{ t.date }}{% endfor %}"
        "{% for f in site.static_files %}{{ f.path }} {% endfor %}\n",
    }
    for n in range(4):
        files[f"i/{n}.png"] = image(4 + n)
        files[f"_talks/t{n}.md"] = (
            f"---\ntitle: Talk {n}\n---\n## Talk {n}\n[p](/p{n}.html#part-{n})\n"
        )
        files[f"_posts/2024-01-0{n + 1}-post{n}.md"] = (
            f"---\ntitle: Post {n}\n---\nFirst [x](/p{n}.html#part-{n}).\n\n## Second {n}\n"
        )
        files[f"p{n}.md"] = (
            f"---\ntitle: P {n}\n---\n## Part {n}\n\n[next](p{n + 1}.md#part-{n + 1})\n"
            f"[raw](/raw.html#here) [no](/gone{n}.html) [up](/P{n}.html)\n\n"
            f'![a](/i/{n}.png){{: width="4" height="4"}} [home](/#ada) [foot](/p0.html#foot)\n'
        )
    for path, content in files.items():
        put(root / path, content.encode() if isinstance(content, str) else content)


def put(path: Path, content: bytes) -> None:
    """Write a file, and its folder if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def image(width: int) -> bytes:
    """A picture of some width."""
    buffer = BytesIO()
    Image.new("RGB", (width, 4), "red").save(buffer, "PNG")
    return buffer.getvalue()


Edit = Callable[[Path, random.Random], None]


def _content(path: Path) -> bytes:
    """Nothing where an earlier edit has removed the file."""
    return path.read_bytes() if path.exists() else b""


def _texts(root: Path, pattern: str = "**/*.*") -> list[Path]:
    return sorted(
        path
        for path in root.glob(pattern)
        if path.is_file() and path.suffix in (".md", ".html", ".yml", ".txt")
    )


def _pages(root: Path) -> list[Path]:
    return [path for path in _texts(root) if path.suffix == ".md"]


def _swap(path: Path, pattern: str, new: str, draw: random.Random) -> None:
    text = _content(path).decode()
    found = list(re.finditer(pattern, text))
    if found:
        match = draw.choice(found)
        path.write_text(text[: match.start()] + new + text[match.end() :])


def rename_heading(root: Path, draw: random.Random) -> None:
    """Another id for links to break."""
    path = draw.choice(_pages(root))
    _swap(path, r"## \w+ \d", f"## Part {draw.randrange(6)}", draw)


def move_page(root: Path, draw: random.Random) -> None:
    """Another name, which may be taken."""
    path = draw.choice(_pages(root))
    path.rename(path.with_name(draw.choice(["q.md", "p2.md", "p9.md", "2024-02-02-q.md"])))


def alter_record(root: Path, draw: random.Random) -> None:
    """Data under another name, or fewer or more of it."""
    path = root / "_data/people.yml"
    choice = draw.randrange(3)
    if choice == 0:
        _swap(path, r"slug: \w+", f"slug: s{draw.randrange(9)}", draw)
    elif choice == 1:
        _swap(path, r"(?s)- name.*?(?=- name|$)", "", draw)
    else:
        put(path, _content(path) + b"# moved\n- name: New\n  slug: new\n  photo: /i/9.png\n")


def alter_card(root: Path, draw: random.Random) -> None:
    """Another photo of a person than on another page, or the word of a value that is none."""
    if draw.random() < 0.7:
        put(root / draw.choice(["talks.md", "panel.md"]), cards(draw.choice("0123")))
    else:
        value = draw.choice(["on", "off", "hello", "10:30"])
        put(root / "_data/other.yml", f"word: hello\nlist:\n  - a\n  - {value}\n".encode())


def shift_data(root: Path, draw: random.Random) -> None:
    """The same values at another line."""
    path = root / "_data/people.yml"
    put(path, b"# a comment\n" + _content(path))


def change_image(root: Path, draw: random.Random) -> None:
    """Another size, no file, or a new one."""
    path = root / f"i/{draw.randrange(6)}.png"
    if path.exists() and draw.random() < 0.4:
        path.unlink()
    else:
        put(path, image(draw.randrange(2, 9)))


def edit_include(root: Path, draw: random.Random) -> None:
    """What many pages show."""
    name = draw.choice(["_includes/foot.html", "_includes/box.html", "_layouts/default.html"])
    put(root / name, _content(root / name) + draw.choice([
        b'<a href="/p1.html#nope">x</a>\n', b'<i id="box-2"></i>\n', b"<!-- -->\n",
        b"{% include nowhere.html %}\n", b"{{ page.next.title }}\n",
    ]))  # fmt: skip


def edit_config(root: Path, draw: random.Random) -> None:
    """What decides about everything."""
    put(root / "_config.yml", (root / "_config.yml").read_bytes() + draw.choice([
        b"permalink: pretty\n", b"exclude: [excluded]\n", b"url: https://x.org\n", b"# nothing\n",
    ]))  # fmt: skip


def add_words(root: Path, draw: random.Random) -> None:
    """A few lines, some of them wrong."""
    path = draw.choice(_pages(root))
    words = ["\nMore.\n", "\n[x](#foot)\n", "\n[y](/raw.html#gone)\n", "\n{{ site.pages.size }}\n"]
    words += ["\n![b](/i/3.png)\n", "\n[z](/P1.html)\n", "\n{% include box.html n=7 %}\n"]
    words += ["\n<!-- jt-ignore link-missing -->\n[v](/v.html)\n", "\n[w](/w.html)\n"]
    put(path, path.read_bytes() + draw.choice(words).encode())


def edit_front_matter(root: Path, draw: random.Random) -> None:
    """Another address, title, layout, or date."""
    new = ["permalink: /else/", "title: Other", "layout: plain", "published: false"]
    new += ["redirect_from: /old.html", "date: 2099-01-01", "excerpt: short"]
    _swap(draw.choice(_pages(root)), r"title: [^\n]*", f"title: T\n{draw.choice(new)}", draw)


def touch(root: Path, draw: random.Random) -> None:
    """Nothing but the time."""
    os.utime(draw.choice(_texts(root) + sorted(root.glob("i/*"))))


def same_size(root: Path, draw: random.Random) -> None:
    """Other content of the same length, and the old time put back."""
    path = draw.choice(_texts(root))
    found = path.stat()
    raw = path.read_bytes()
    digits = [at for at, byte in enumerate(raw) if chr(byte).isdigit()]
    if digits:
        at = draw.choice(digits)
        path.write_bytes(raw[:at] + str(draw.randrange(6)).encode() + raw[at + 1 :])
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def remove(root: Path, draw: random.Random) -> None:
    """A file less."""
    path = draw.choice(_texts(root))
    if path.name not in ("_config.yml", "index.md"):
        path.unlink()


def edit_static(root: Path, draw: random.Random) -> None:
    """What Jekyll only copies has anchors, too."""
    put(root / "raw.html", draw.choice([b'<a name="here"></a>', b'<a id="gone"></a>', b"<p></p>"]))


def link_folder(root: Path, draw: random.Random) -> None:
    """A link in the place of a folder, to here or there."""
    path = root / "linked"
    path.unlink(missing_ok=True)
    path.symlink_to(root / draw.choice(["excluded", "i"]))


EDITS: tuple[Edit, ...] = (
    *(rename_heading, move_page, alter_record, shift_data, change_image, edit_include),
    *(edit_config, add_words, add_words, edit_front_matter, edit_front_matter, touch, same_size),
    *(remove, edit_static, link_folder, alter_card),
)
