"""Photos that come along with a table: files in a folder, never the network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from jekyll_tools.cards.people.names import slug
from jekyll_tools.cards.photos.photo import MAX_BYTES
from jekyll_tools.cards.photos.uses import climbs
from jekyll_tools.site import Site

_ENDINGS = ("jpg", "jpeg", "png", "webp", "avif", "gif")
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind a value: the bytes of a file, the path of one in the site, or why none."""

    data: bytes = b""
    path: str = ""
    reason: str = ""


def local_photo(value: str, name: str, folder: Path, site: Site) -> Found:
    """The photo that a table names.

    A path is looked for in `folder`, then in the site. Of a URL the name of the file is looked
    for in the folder, then the person's own name (`emmy-noether.jpg`); nothing is fetched. A
    path that leaves the folder is refused, and so is a symlink that does.
    """
    try:
        return _found(value, name, folder, site)
    except OSError as error:  # a name that no file can have, or a file of somebody else
        return Found(reason=f"cannot be read: {error.strerror or error}")
    except ValueError:
        return Found(reason="is neither a path nor a URL")


def _found(value: str, name: str, folder: Path, site: Site) -> Found:
    address = bool(_URL.match(value)) or value.startswith("//")
    wanted = unquote(urlsplit(value).path).rpartition("/")[2] if address else value.lstrip("/")
    if climbs(wanted):
        return Found(reason="leads out of the folder of the photos")
    stem = slug(name)
    names = [wanted] if wanted else []
    names += [f"{stem}.{ending}" for ending in _ENDINGS] if address and stem else []
    top = folder.resolve()
    for candidate in names:
        full = (top / candidate).resolve()
        if full.is_file() and full.is_relative_to(top):
            if full.stat().st_size > MAX_BYTES:
                return Found(reason=f"is larger than {MAX_BYTES // 1_000_000} MB")
            return Found(data=full.read_bytes())
    if not address and site.disk.is_file(wanted):
        size = site.image_size(wanted)
        if size is not None and not size.failure:
            return Found(path=wanted)
    if address:
        return Found(reason="is on the network and not fetched: download it, then --photos FOLDER")
    return Found(reason=f"is not in {folder}")
