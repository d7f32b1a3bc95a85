"""Sessions of a hand-written agenda made into entries of `_data/agenda.yml`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from jekyll_tools.cards import prose
from jekyll_tools.cards.agenda.handwritten import Block, RawSession
from jekyll_tools.cards.agenda.speakers import Reader, speakers_in

Entry = dict[str, object]


@dataclass(slots=True)
class Draft:
    """The entries of one time (more than one when they are parallel), and what fitted nowhere."""

    entries: list[Entry] = field(default_factory=list)
    placed: list[Block] = field(default_factory=list)
    unplaced: list[Block] = field(default_factory=list)


def draft_of(session: RawSession, known: Reader) -> Draft:
    """The entries for a session; every block is either in one of them or `unplaced`."""
    draft = Draft()
    entry = _new(session, draft)
    for block in _by_line(session.blocks):
        if _starts_another(block, entry):
            entry = _new(session, draft, parallel=True)
        fits = any(place(block, entry, known) for place in _PLACES)
        (draft.placed if fits else draft.unplaced).append(block)
    for entry in draft.entries:
        entry["kind"] = _kind(entry)
    return draft


def tidy(entry: Entry) -> Entry:
    """The keys in the order of the manual, without what goes without saying."""
    order = ("start", "end", "parallel", "kind", "title", "note", "speakers", "text", "abstract")
    kept = {key: entry[key] for key in (*order, "talks", "links") if entry.get(key)}
    return {key: value for key, value in kept.items() if (key, value) != ("kind", "session")}


_EMPHASISED = re.compile(
    r"[ \t]*(?:(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<title>[^*\r\n]*?[^\s*])(?P=mark)"
    r"|<(?P<tag>em|i|b|strong)>(?P<html>[^<>\r\n]+)</(?P=tag)>)"
    r"[ \t]*(?:\((?P<note>[^()\r\n]+)\))?[ \t]*(?:<br[ \t]*/?>)?[ \t]*\Z"
)
_BREAKS = re.compile(
    r"\b(break|lunch|breakfast|coffee|tea|dinner|reception|registration|check-?in|social|"
    r"networking|snacks|drinks)\b",
    re.IGNORECASE,
)
_WITH_NOTE = re.compile(r"(?P<title>[^()]+?)[ \t]*\((?P<note>[^()]+)\)\Z")
_CHAT = re.compile(
    r"(?P<title>[^:]*\b(?:chat|conversation|interview)\b[^:]*):[ \t]*(?P<who>.+)\Z",
    re.IGNORECASE,
)
_TALK = re.compile(r"(?P<title>.+?),[ ]+(?P<who>[^,()]+\([^()]*(?:\([^()]*\)[^()]*)*\))\Z")
_SUMMARY = re.compile(
    r"\s*<details\b[^<>]*>\s*<summary\b[^<>]*>(?P<summary>.*?)</summary\s*>"
    r"(?P<body>.*)</details\s*>\s*\Z",
    re.IGNORECASE | re.DOTALL,
)


def _new(session: RawSession, draft: Draft, *, parallel: bool = False) -> Entry:
    entry: Entry = {"start": _clock(session.time.start)}
    if session.time.end is not None:
        entry["end"] = _clock(session.time.end)
    if parallel:
        entry["parallel"] = True
    draft.entries.append(entry)
    return entry


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _by_line(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks; a title that shares its paragraph with other lines becomes one of its own."""
    found = []
    for block in blocks:
        head, end, rest = block.text.partition("\n")
        if block.kind == "text" and end and _EMPHASISED.match(head.rstrip()):
            at = block.start + len(head) + 1
            found += [Block("text", head.rstrip(), block.start, at - 1)]
            found += [Block("text", rest, at, block.end)]
        else:
            found.append(block)
    return found


def _starts_another(block: Block, entry: Entry) -> bool:
    """A second title: what runs at the same time."""
    if block.kind != "text" or not entry.get("emphasis"):
        return False
    found = _EMPHASISED.match(block.text)
    return found is not None and _is_title(found["title"] or found["html"])


def _is_title(text: str) -> bool:
    return len(text) < 300


def _title(block: Block, entry: Entry, known: Reader) -> bool:
    if block.kind != "text" or "title" in entry or len(entry) > 3:
        return False
    found = _EMPHASISED.match(block.text)
    if found is None or not _is_title(found["title"] or found["html"]):
        return False
    title = prose.from_markdown(found["title"] or found["html"])
    if not title or prose.links(title):
        return False
    note = prose.from_markdown(found["note"]) if found["note"] else ""
    entry |= {"title": title, "note": note or "", "emphasis": True}
    return True


def _plain_title(block: Block, entry: Entry, known: Reader) -> bool:
    if block.kind != "text" or "title" in entry:
        return False
    text = prose.from_markdown(block.text)
    if not text or "\n" in text or prose.links(text) or not _is_title(text):
        return False
    chat = _CHAT.match(text)
    who = speakers_in(chat["who"], known) if chat else None
    if chat and who:
        entry |= {"title": chat["title"], "speakers": who, "chat": True}
        return True
    noted = _WITH_NOTE.match(text)
    entry |= {"title": noted["title"], "note": noted["note"]} if noted else {"title": text}
    return True


def _speakers(block: Block, entry: Entry, known: Reader) -> bool:
    if block.kind != "text" or not entry.get("emphasis") or len(entry.keys() - _HEAD):
        return False
    text = prose.from_markdown(block.text)
    found = speakers_in(text, known) if text and "\n" not in text else None
    if found is None:
        return False
    entry["speakers"] = found
    return True


_HEAD = frozenset(("start", "end", "parallel", "title", "note", "emphasis"))


def _links(block: Block, entry: Entry, known: Reader) -> bool:
    """A row of links, and of words about links that are not there."""
    text = prose.from_markdown(block.text) if block.kind == "text" else None
    if not text or "\n" in text or "links" in entry:
        return False
    row: list[object] = []
    for part in re.split(r"[ \t]+\|[ \t]+", text):
        found = prose.links(part)
        if len(found) == 1 and prose.without_links(part) == "\0" and found[0][0].strip():
            row.append({"text": found[0][0], "url": found[0][1]})
        elif not found and re.search(r"\b(?:not available|coming soon|tba)\b", part, re.I):
            row.append({"text": part})
        else:
            return False
    entry["links"] = row
    return True


def _details(block: Block, entry: Entry, known: Reader) -> bool:
    found = _SUMMARY.match(block.text) if block.kind == "details" else None
    if found is None or "<details" in found["body"].lower():
        return False
    summary, body = prose.from_html(found["summary"]), prose.from_html(found["body"])
    if not summary or not body or "\n" in summary or prose.links(summary):
        return False
    if summary.lower() == "abstract" and "abstract" not in entry and "talks" not in entry:
        entry["abstract"] = body
        return True
    talks = entry.setdefault("talks", [])
    assert isinstance(talks, list)
    talks.append({**_talk(summary, known), "abstract": body})
    return True


def _talk(summary: str, known: Reader) -> Entry:
    """`Title, Name (Affiliation)`; what cannot be told apart is the title."""
    found = _TALK.match(summary)
    who = speakers_in(found["who"], known) if found else None
    if found is None or who is None:
        return {"title": summary}
    return {"title": found["title"], "speakers": who}


def _text(block: Block, entry: Entry, known: Reader) -> bool:
    if block.kind != "text" or "abstract" in entry or "talks" in entry or "links" in entry:
        return False  # it would change places with them
    return _more(block, entry, known)


def _more(block: Block, entry: Entry, known: Reader) -> bool:
    text = prose.from_markdown(block.text) if block.kind == "text" else None
    if not text:
        return False
    before = entry.get("text")
    entry["text"] = f"{before}\n\n{text}" if before else text
    return True


_PLACES: tuple[Callable[[Block, Entry, Reader], bool], ...] = (
    _title, _speakers, _details, _links, _plain_title, _text, _more,
)  # fmt: skip


def _kind(entry: Entry) -> str:
    title = str(entry.get("title", ""))
    if entry.pop("chat", False):
        return "chat"
    if entry.pop("emphasis", False):
        return "panel" if re.match(r"panel\b|.*\bpanel(?: discussion)?\Z", title, re.I) else "talk"
    return "break" if _BREAKS.search(title) else "session"
