"""A real Jekyll that reads sites, and our reading in the same words."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from jekyll_tools.site import Page, Site, excerpt_source

SCRIPT = Path(__file__).parent / "read_sites.rb"


def read_with_jekyll(
    folders: list[Path], *, plugins: str = "", command: tuple[str, ...] = ("ruby",)
) -> list[dict[str, Any]]:
    """What one Jekyll process makes of each site."""
    lines = "".join(f"{folder}\n" for folder in folders)
    env = {**os.environ, "JT_PLUGINS": plugins, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    # Jekyll 3 takes `_layouts` of the working directory
    done = subprocess.run(
        [*command, str(SCRIPT)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        env=env,
        cwd=folders[0].parent,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def as_jekyll_says(site: Site) -> dict[str, Any]:
    """The same facts of ours, but for the order of pages."""
    pages = [page for page in site.pages if page.collection is None]
    plugins = "jekyll-default-layout" in site.settings.plugins
    return {
        "pages": [
            {
                "path": page.relative_path,
                "url": page.url,
                "dest": page.dest,
                "layout": page.layout or "",
                "title": _text(page.front_matter.get("title")),
            }
            for page in pages
        ],
        "collections": {
            label: [_document(page, plugins) for page in collection.docs]
            for label, collection in site.collections.items()
        },
        "statics": [
            {"path": file.path, "url": file.url, "dest": file.dest, "written": file.written}
            for file in site.static_files
            if file.listed
        ],
        "data": sorted(site.data),
    }


def _document(page: Page, plugins: bool) -> dict[str, Any]:
    data = page.front_matter
    excerpt = excerpt_source(page)
    return {
        "path": page.path,
        "url": page.url,
        "dest": page.dest,
        "written": page.written,
        "date": int(page.date.timestamp()) if page.date else None,
        "title": _text(data.get("title")),
        "categories": _texts(data.get("categories")),
        "tags": _texts(data.get("tags")),
        "layout": page.layout or "",
        "id": page.id,
        "excerpt": excerpt.text if excerpt and not plugins else None,
    }


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [_text(each) for each in values]


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def differences(ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """What differs, one line a fact; documents in order, pages and files in any."""
    found: list[str] = []
    for key in ("pages", "statics"):
        a, b = (sorted(json.dumps(x, sort_keys=True) for x in side[key]) for side in (ours, theirs))
        found += [f"{key} theirs {x}" for x in b if x not in a]
        found += [f"{key} ours   {x}" for x in a if x not in b]
        if not found and len(a) != len(b):
            found.append(f"{key}: {len(a)} ours, {len(b)} theirs")
    for label in ours["collections"] | theirs["collections"]:
        a, b = (side["collections"].get(label) for side in (ours, theirs))
        if a != b:
            found += [f"{label} theirs {x}" for x in b or () if x not in (a or ())]
            found += [f"{label} ours   {x}" for x in a or () if x not in (b or ())]
            found.append(
                f"{label} order {[x['path'] for x in a or ()]} {[x['path'] for x in b or ()]}"
            )
    if ours["data"] != theirs["data"]:
        found.append(f"data {ours['data']} {theirs['data']}")
    return found
