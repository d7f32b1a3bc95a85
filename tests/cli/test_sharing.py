"""Numbers shared out among processes: each is taken once, and what fails is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from jekyll_tools.cli import inspect_page
from jekyll_tools.cli.sharing import shared_out

Write = Callable[[Mapping[str, "str | bytes"]], Path]


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("numbers", [[], [7], list(range(5_000))])
def test_each_number_is_taken_once(numbers: list[int], jobs: int) -> None:
    parts = shared_out(numbers, list, jobs)
    assert len(parts) == jobs
    assert sorted(number for part in parts for number in part) == numbers


def test_what_another_process_could_not_do_is_said() -> None:
    def make(taken: Iterable[int]) -> None:
        if list(taken) is not None:
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        shared_out([1, 2, 3], make, 2)


def test_many_pages_are_inspected_as_few_are(
    write_site: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {
        f"p{n}.md": f"---\n---\n## Part {n}\n[a](/p{n + 1}.html#part-{n + 1}) {{{{ page.url }}}}\n"
        for n in range(9)
    }
    root = write_site({"_config.yml": "", **pages})
    few = list(inspect_page.inspected(root, full=True))
    monkeypatch.setattr(inspect_page, "ENOUGH", 2)
    assert list(inspect_page.inspected(root, full=True)) == few
    assert [entry["path"] for entry in few] == sorted(pages)
