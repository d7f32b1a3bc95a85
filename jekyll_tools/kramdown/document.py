"""What a kramdown text consists of, for lint rules: spans count in the text that was converted."""

from __future__ import annotations

from typing import NamedTuple

from jekyll_tools.text import Span


class Heading(NamedTuple):
    """A Markdown heading; `how` its id came: auto, explicit (`{#id}`), ial or none."""

    level: int
    id: str | None
    how: str
    text: str
    span: Span
    id_span: Span | None


class AttributeListUse(NamedTuple):
    """An attribute list: `kind` is block, span or item; `target` the kind of its element.

    Without a target it had no effect, as one that a blank line parts from its block on both
    sides. `refs` are names of other lists (`toc` among them) and `unknown` those not defined.
    """

    kind: str
    span: Span
    target: str | None
    refs: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]


class Ineffective(NamedTuple):
    """Text that looks like an attribute list and stays text.

    `reason`: span-space (white space between it and a link, an image, code or emphasis),
    span-text (after text) or span-start (nothing before it).
    """

    span: Span
    reason: str


class HtmlBlock(NamedTuple):
    """A block HTML element whose content is not read as Markdown, but looks like it.

    `markdown_like` is the first place that does.
    """

    tag: str
    span: Span
    markdown_like: Span


class Table(NamedTuple):
    """A table; `accidental` when nothing but a pipe in running text made it one."""

    span: Span
    columns: int
    header: bool
    accidental: bool


class Reference(NamedTuple):
    """A use of a link definition or (`footnote`) a footnote."""

    name: str
    span: Span
    footnote: bool


class Document(NamedTuple):
    """All of it, each in the order of the text."""

    headings: tuple[Heading, ...]
    attribute_lists: tuple[AttributeListUse, ...]
    ineffective: tuple[Ineffective, ...]
    html_blocks: tuple[HtmlBlock, ...]
    tables: tuple[Table, ...]
    undefined: tuple[Reference, ...]
    code: tuple[Span, ...]  # code blocks, code spans and math: nothing in them is markup
