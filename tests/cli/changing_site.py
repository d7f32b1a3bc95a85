"""A site as a model that knows which of its references are broken, and changes at random.

The model says what is broken by its own simple rules, so that it can judge what `jt` says.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

CONFIG = "title: A\n"
BOX = '<p><a id="{name}-{{{{ include.n }}}}"></a>A box.</p>\n'
PEOPLE = """---
---
{% for p in site.data.people %}<h2 id="{{ p.slug }}">{{ p.name }}</h2>
{% endfor %}
"""


@dataclass
class Page:
    """Headings by number, links as (page, kind, name), images and boxes by number."""

    headings: list[str]
    links: list[tuple[str, str, str]]
    images: list[str]
    boxes: list[int]
    words: int = 0


@dataclass
class Model:
    """The whole site."""

    pages: dict[str, Page] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    box: str = "box"

    @classmethod
    def drawn(cls, draw: random.Random) -> Model:
        """A site of five pages with links between them, one in ten of them broken."""
        model = cls(people=[f"s{n}" for n in range(4)], images=[f"i{n}" for n in range(4)])
        for number in range(5):
            headings = [f"h{number}x{k}" for k in range(3)]
            model.pages[f"p{number}"] = Page(headings, [], [], draw.sample(range(9), 2))
        for page in model.pages.values():
            page.links = [model._link(draw) for _ in range(6)]
            page.images = [draw.choice([*model.images, "gone"]) for _ in range(3)]
        return model

    def _link(self, draw: random.Random) -> tuple[str, str, str]:
        name = draw.choice(list(self.pages))
        page = self.pages[name]
        kind = draw.choice(("heading", "box", "person", "page", "heading"))
        if draw.random() < 0.1:
            return name, "heading", f"gone{draw.randrange(5)}"
        if kind == "person":
            return "people", "person", draw.choice(self.people)
        if kind == "box":
            return name, "box", str(draw.choice(page.boxes))
        return name, kind, draw.choice(page.headings) if kind == "heading" else ""

    def write(self, root: Path) -> None:
        """Make the folder the site, and nothing but the site."""
        files = dict(self._files())
        for path in [path for path in root.rglob("*") if path.is_file()]:
            name = path.relative_to(root).as_posix()
            if not name.startswith(".git/") and name not in files:
                path.unlink()
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        yield "_config.yml", CONFIG.encode()
        yield "people.md", PEOPLE.encode()
        rows = [f"- name: {slug.upper()}\n  slug: {slug}\n" for slug in self.people]
        yield "_data/people.yml", ("".join(rows) or "[]\n").encode()
        yield "_includes/box.html", BOX.format(name=self.box).encode()
        for name in self.images:
            yield f"i/{name}.png", _image()
        for name, page in self.pages.items():
            yield f"{name}.md", self._text(page).encode()

    def _text(self, page: Page) -> str:
        parts = ["---\ntitle: A page\n---\n"]
        parts += [f"## Heading {heading}\n{{: #{heading}}}\n" for heading in page.headings]
        parts += [f"[a link]({self.url(link)})\n" for link in page.links]
        parts += [f'![words](/i/{name}.png){{: width="4" height="4"}}\n' for name in page.images]
        parts += [f"{{% include box.html n={number} %}}\n" for number in page.boxes]
        parts += [f"Words {page.words}.\n"]
        return "\n".join(parts)

    def url(self, link: tuple[str, str, str]) -> str:
        """The URL of a link, which keeps the name of the box that it was written with."""
        page, kind, name = link
        fragment = {"box": f"#box-{name}", "page": ""}.get(kind, f"#{name}")
        return f"/{page}.html{fragment}"

    def broken(self) -> Counter[tuple[str, str, str]]:
        """The file and the URL of every broken reference, and what is missing."""
        found: Counter[tuple[str, str, str]] = Counter()
        for name, page in self.pages.items():
            for link in page.links:
                if not self._leads(link):
                    there = link[0] in self.pages or link[0] == "people"
                    found[f"{name}.md", self.url(link), "anchor" if there else "file"] += 1
            for image in page.images:
                if image not in self.images:
                    found[f"{name}.md", f"/i/{image}.png", "file"] += 1
        return found

    def _leads(self, link: tuple[str, str, str]) -> bool:
        name, kind, aim = link
        if kind == "person":
            return aim in self.people
        page = self.pages.get(name)
        if page is None:
            return False
        if kind == "box":
            return self.box == "box" and int(aim) in page.boxes
        return kind == "page" or aim in page.headings


KINDS = (
    *("rename heading", "move page", "delete page", "drop record", "delete image", "move image"),
    *("edit include", "add link", "reword", "move lines", "add record", "drop include", "mend"),
)


def change(model: Model, kind: str, draw: random.Random) -> dict[str, str]:
    """Change a model; which files were moved where."""
    name = draw.choice(list(model.pages))
    page = model.pages[name]
    new = f"new{draw.randrange(10**6)}"
    match kind:
        case "rename heading":
            page.headings[draw.randrange(3)] = new
        case "move page":
            model.pages[new] = model.pages.pop(name)
            return {f"{name}.md": f"{new}.md"}
        case "delete page" if len(model.pages) > 1:
            del model.pages[name]
        case "drop record" if model.people:
            model.people.remove(draw.choice(model.people))
        case "add record":
            model.people.append(new)
        case "delete image" if model.images:
            model.images.remove(draw.choice(model.images))
        case "move image" if model.images:
            model.images[draw.randrange(len(model.images))] = new
        case "edit include":
            model.box = draw.choice(("box", "crate"))
        case "drop include" if page.boxes:
            page.boxes.pop()
        case "add link":
            page.links.insert(draw.randrange(6), (name, "heading", draw.choice((new, "gone1"))))
        case "reword":
            page.words += 1
        case "move lines":
            draw.shuffle(page.links)
            draw.shuffle(page.headings)
        case "mend":
            page.links = [link for link in page.links if not link[2].startswith("gone")]
    return {}


def _image() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, "PNG")
    return buffer.getvalue()
