"""An e-mail address without `mailto:`, a host without `https://`: to a browser these are paths.

`[write us](us@example.org)` leads to a page of that name on the site itself. The same goes for
bare DOIs, mistyped schemes, two URLs in one, and text that was pasted into a field for a URL.

Bad:
    [Write us](us@example.org)

Good:
    [Write us](mailto:us@example.org)
"""

from collections.abc import Iterator

from jekyll_tools.lint.missing import MissingFile, missing_of, shortened
from jekyll_tools.lint.rule import Finding, Fix, PageView, rule
from jekyll_tools.lint.safety import is_only_reference
from jekyll_tools.render import Reference


@rule()
def malformed_url(page: PageView) -> Iterator[Finding]:
    for missing in missing_of(page, "malformed-url"):
        shape = missing.malformed
        if shape is not None:
            yield from page.finding(
                _to_blame(page, missing),
                f'"{shortened(missing.reference.value)}" {shape.what}',
                f"write {shape.right}" if shape.right else "write the URL in full",
                fix=_fix(page, missing, shape.right, shape.sure),
                value=missing.reference.value,
            )


def _to_blame(page: PageView, missing: MissingFile) -> Reference | tuple[int, int]:
    """The reference; where something stands before a whole URL, that."""
    reference = missing.reference
    inside = page.html.text.find("http", reference.start + 1, reference.end)
    return reference if inside < 0 else (reference.start, inside)


def _fix(page: PageView, missing: MissingFile, right: str | None, sure: bool) -> Fix | None:
    value = missing.reference.value
    if right is None or not right.endswith(value):
        return None
    # Only what is missing goes in: what stands there stays, letter by letter.
    start = missing.reference.start
    head = page.html.text[start : start + 1]
    edit = page.edit(start, start + 1, right.removesuffix(value) + head)
    return Fix(f"write {right}", (edit,), sure and is_only_reference(page, edit)) if edit else None
