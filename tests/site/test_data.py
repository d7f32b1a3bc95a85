"""`_data`: keys, collisions, CSV as Ruby reads it (`make_data_goldens.rb`), problems."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jekyll_tools.site.csv_values import CsvError, read_rows
from jekyll_tools.site.data import data_key
from tests.site.build import site_of

GOLDENS = json.loads((Path(__file__).parent / "data.json").read_text("utf-8"))


@pytest.mark.parametrize("case", GOLDENS["csv"], ids=lambda case: repr(case["text"]))
def test_csv(case: dict[str, Any]) -> None:
    if case["rows"] is None:
        with pytest.raises(CsvError):
            read_rows(case["text"])
    else:
        rows = [[[k, v] for k, v in row.items()] for row in read_rows(case["text"])]
        assert rows == case["rows"]


@pytest.mark.parametrize("name", GOLDENS["keys"])
def test_key(name: str) -> None:
    assert data_key(name) == GOLDENS["keys"][name]


def test_files_and_folders(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "_data/a.yml": "x: 1",
            "_data/b.json": '{"x": [true, null, 10]}',
            "_data/c.csv": "n,m\n1,2\n",
            "_data/d.tsv": "n\tm\n1\t2\n",
            "_data/sub folder/e.f.yaml": "- 10:30\n",
            "_data/.hidden.yml": "x: 1",
            "_data/notes.txt": "x",
            "_data/empty.yml": "",
        },
    )
    assert site.data == {
        "a": {"x": 1},
        "b": {"x": [True, None, 10]},
        "c": [{"n": "1", "m": "2"}],
        "d": [{"n": "1", "m": "2"}],
        "sub_folder": {"ef": [630.0]},
        "empty": False,
    }


def test_collisions_and_problems(tmp_path: Path) -> None:
    files = {
        "_data/a.b.yml": "x: 1",
        "_data/ab.json": '{"x": 2}',
        "_data/bad.yml": "x: 1\ny: [\n",
        "_data/twice.yml": "k: 1\nk: 2\n",
        "_data/bad.csv": 'a,b\n1,"\n',
        "_data/mark.yml": "\ufeffk: 1\n",
    }
    site = site_of(tmp_path, files)
    (tmp_path / "_data" / "latin.yml").write_bytes(b"name: Jos\xe9\n")
    site = site_of(tmp_path, {})
    assert site.data["ab"] == {"x": 2}
    assert site.data["mark"] == {"k": 1}
    told = {(p.kind, p.path): p for p in site.problems}
    assert told["data-collision", "_data/ab.json"]
    bad = told["bad-yaml", "_data/bad.yml"]
    assert bad.fatal
    assert bad.offset == len("x: 1\ny: [\n")
    twice = told["duplicate-key", "_data/twice.yml"]
    assert (twice.offset, twice.fatal) == (5, False)
    assert told["bad-data", "_data/bad.csv"].fatal
    assert told["byte-order-mark", "_data/mark.yml"].offset == 0
    assert told["not-utf8", "_data/latin.yml"].offset == 9
