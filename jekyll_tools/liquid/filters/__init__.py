"""The filters of Liquid 4 with Jekyll's on top, which replace those of the same name."""

from __future__ import annotations

from collections.abc import Callable

from jekyll_tools.liquid.filters import array, dates, jekyll, number, records, sorting, string, url

FILTERS: dict[str, Callable[..., object]] = {
    **string.FILTERS,
    **array.FILTERS,
    **number.FILTERS,
    **dates.FILTERS,
    **jekyll.FILTERS,
    **records.FILTERS,
    **sorting.FILTERS,
    **url.FILTERS,
}
