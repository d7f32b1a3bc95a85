"""The order of documents: Ruby's sort, also where documents without a date confuse it."""

from __future__ import annotations

from collections.abc import Callable

from jekyll_tools.site.entry import Entry


def compare(one: Entry, two: Entry) -> int:
    """`Document#<=>`: dates when both have one, then paths.

    This is no order when only some documents have a date; what comes out then depends on how
    Ruby sorts.
    """
    first, second = one.data.get("date"), two.data.get("date")
    if first is not None and second is not None and first != second:
        return -1 if first < second else 1
    a, b = one.path.encode(), two.path.encode()
    return (a > b) - (a < b)


def in_order(docs: list[Entry]) -> list[Entry]:
    """The documents as `docs.sort!` leaves them."""
    dated = [doc for doc in docs if doc.data.get("date") is not None]
    if not dated:
        return sorted(docs, key=lambda doc: doc.path.encode())
    if len(dated) == len(docs):
        return sorted(docs, key=lambda doc: (doc.data["date"], doc.path.encode()))
    return merge_sorted(docs, compare)


def merge_sorted(docs: list[Entry], order: Callable[[Entry, Entry], int]) -> list[Entry]:
    """A merge sort with the comparisons of the C library's `qsort_r`, which Ruby calls."""
    if len(docs) < 2:
        return docs
    middle = len(docs) // 2
    left, right = merge_sorted(docs[:middle], order), merge_sorted(docs[middle:], order)
    merged: list[Entry] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if order(left[i], right[j]) <= 0:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]
