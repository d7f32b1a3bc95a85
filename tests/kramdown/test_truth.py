"""The 171 cases of `../shared/truth`, where they are at hand: what real kramdown made of them."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from jekyll_tools.kramdown import JEKYLL, Options, from_config
from tests.elsewhere import TRUTH
from tests.kramdown.compare import facts, squeezed
from tests.kramdown.conversion import convert

PACKED = TRUTH / "kramdown.json.gz"
CASES: list[dict[str, Any]] = (
    json.loads(gzip.decompress(PACKED.read_bytes()))["cases"] if PACKED.exists() else []
)
# Options that name a file or a class cannot be set here; rouge's own options are not imitated;
# `html_to_native` is not supported, nothing that Jekyll documents asks for it.
OTHER_HTML = {"block/12_extension/options3.text"}
NOT_HERE = ("html_to_native", "syntax_highlighter_opts", "syntax_highlighter")


def _bare(run: dict[str, Any]) -> Options:
    # kramdown called directly, without what Jekyll sets
    config = {"input": run["parser"], "hard_wrap": run["parser"] == "GFM", **run["options"]}
    return from_config(config)._replace(default_lang=None, guess_lang=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("run", ["jekyll", "kramdown-defaults", "own", "gfm-own"])
def test_case(case: dict[str, Any], run: str) -> None:
    real = case["runs"][run]
    if run in ("own", "gfm-own") and any(name in real["options"] for name in NOT_HERE):
        real, run = case["runs"]["jekyll"], "jekyll"
    html = convert(case["text"], JEKYLL if run == "jekyll" else _bare(real)).html.text
    assert facts(html) == facts(real["html"])
    if case["name"] not in OTHER_HTML:
        assert squeezed(html) == squeezed(real["html"])
