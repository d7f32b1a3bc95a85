"""JSON piece by piece is the JSON that the standard library writes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jekyll_tools.cache.pieces import pieces

LONG: list[Any] = [f"{n} ü" for n in range(12_345)]


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        [],
        "",
        {"a": [], "b": {}, 'q"': [LONG, 1, None]},
        LONG,
        [[1, "x"]] * 20,
        ['"\\\n\ud83d𝄞', 1],
        {"rules": "r", "columns": [LONG, [[1, {"a": [2]}]] * 5_001]},
    ],
)
def test_it_is_the_same_json(value: Any) -> None:
    assert "".join(pieces(value)) == json.dumps(value)


def test_no_piece_is_long() -> None:
    parts = list(pieces({"columns": [LONG, LONG], "answers": ["0123456789abcdef"] * 200_000}))
    assert len(parts) > 40
    assert max(map(len, parts)) < 200_000
