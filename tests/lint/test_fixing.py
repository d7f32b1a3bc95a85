"""Fixes: all edits of a fix or none, overlaps left for the next round."""

from jekyll_tools.lint import FileEdit, Finding, Fix, apply_fixes
from jekyll_tools.text import Edit


def finding(*edits: tuple[str, int, int, str], safe: bool = True) -> Finding:
    parts = tuple(FileEdit(path, Edit(start, end, text)) for path, start, end, text in edits)
    return Finding("a", 0, 0, "wrong", fix=Fix("right", parts, safe))


TEXTS = {"a": "0123456789", "b": "xyz"}


def test_fixes_in_two_files_are_made_together() -> None:
    fixed = apply_fixes([finding(("a", 0, 1, "A"), ("b", 1, 2, "B"))], TEXTS.__getitem__)
    assert fixed.files == {"a": "A123456789", "b": "xBz"}


def test_an_overlapping_fix_waits_whole() -> None:
    first = finding(("a", 0, 4, "A"))
    second = finding(("a", 3, 5, "B"), ("b", 0, 1, "B"))
    fixed = apply_fixes([first, second], TEXTS.__getitem__)
    assert fixed.files == {"a": "A456789"}
    assert fixed.findings == (first,)


def test_the_same_edit_twice_is_made_once() -> None:
    fixed = apply_fixes([finding(("a", 0, 1, "A")), finding(("a", 0, 1, "A"))], TEXTS.__getitem__)
    assert fixed.files == {"a": "A123456789"}
    assert len(fixed.findings) == 2


def test_unsafe_fixes_need_to_be_asked_for() -> None:
    unsafe = finding(("a", 0, 1, "A"), safe=False)
    assert apply_fixes([unsafe], TEXTS.__getitem__).files == {}
    assert apply_fixes([unsafe], TEXTS.__getitem__, unsafe=True).files == {"a": "A123456789"}
