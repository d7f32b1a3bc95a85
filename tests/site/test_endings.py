"""Settings with which Jekyll ends its build: told, at their place, and no others."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from jekyll_tools.site import read_site
from jekyll_tools.text import Lines
from tests.site.random_sites import write

SCRIPT = Path(__file__).with_name("ends_of_build.rb")
FILES = {
    "index.html": "---\n---\n{% for post in site.posts %}{{ post.url }}{% endfor %}\n",
    "a.md": "---\n---\n# A\n",
    "s.scss": "---\n---\na { b: c }\n",
    "_posts/2020-01-01-a.md": "---\n---\nA\n",
    "_posts/2020-01-02-b.md": "---\n---\nB\n",
    "_talks/t.md": "---\n---\nT\n",
}
# What is told: `line:column message`, or "" for what Jekyll builds with.
CASES = {
    "exclude:": "1:1 `exclude` is empty, but must be a list",
    "include: .x": '1:1 `include` is ".x", but must be a list',
    "plugins: false": "1:1 `plugins` is false, but must be a list",
    "plugins:\n- jekyll-sitemap\n- 5": "3:3 `plugins[1]` is 5, but must be text",
    "include: [~]": "",
    "include: [1.5]": "1:11 `include[0]` is 1.5, but must be text",
    "exclude: [5, ~, [a]]": "",
    "keep_files: x": '1:1 `keep_files` is "x", but must be a list',
    "keep_files: [~]": "1:14 `keep_files[0]` is empty, but must be text",
    "markdown: GFM": '1:1 Jekyll has no Markdown processor "GFM"',
    "markdown: KRAMDOWN": "",
    "markdown: false": "1:1 `markdown` is false, but must be text",
    "limit_posts: -1": "1:1 `limit_posts` is -1, below 0",
    'limit_posts: "5"': '1:1 `limit_posts` is "5", but must be a number',
    "limit_posts: 1.5": "",
    "collections: {talks: true}": "1:22 `collections.talks` is true, but must be a mapping",
    "collections: {talks: x}": '1:22 `collections.talks` is "x", but must be a mapping',
    "collections: {empty: x}": "",
    "collections: {empty: 5}": "1:22 `collections.empty` is 5, but must be a mapping",
    "collections: {talks: false}": "",
    "collections: {posts: false}": "1:22 `collections.posts` is false, but must be a mapping",
    "collections:\n- talks:\n    output: true": (
        "2:3 `collections[0]` is a mapping, but must be the name of a collection"
    ),
    "collections: {5: {}}": "1:18 the collection 5 has no text as its name",
    "collections: 5": "1:1 `collections` is 5, but must be a mapping",
    "collections: {talks: {permalink: 5, output: true}}": (
        "1:34 `collections.talks.permalink` is 5, but must be text"
    ),
    "collections: {talks: {permalink: 5}}": "",
    "collections: {talks: {permalink: '/:titel', output: true}}": (
        "1:34 permalink: there is no :titel"
    ),
    "kramdown: x": '1:1 `kramdown` is "x", but must be a mapping',
    "kramdown: false": "",
    "kramdown: {input: gfm}": '1:19 `kramdown.input` is "gfm", but must be GFM or kramdown',
    "kramdown: {input: markdown, footnote_nr: '3', toc_levels: 1..3}": "",
    "kramdown: {footnote_nr: x}": '1:25 `kramdown.footnote_nr` is "x", but must be a whole number',
    "kramdown: {toc_levels: 3}": (
        "1:24 `kramdown.toc_levels` is 3, but must be levels from 1 to 6, as `1..3` or `[1, 2]`"
    ),
    "kramdown: {math_engine: none}": (
        '1:25 `kramdown.math_engine` is "none", but must be mathjax, or false for none'
    ),
    "kramdown: {math_engine: false}": "",
    "liquid: false": "1:1 `liquid` is false, but must be a mapping",
    "liquid: {error_mode: 5}": "1:22 `liquid.error_mode` is 5, but must be lax, warn or strict",
    "sass: x": '1:1 `sass` is "x", but must be a mapping',
    "defaults: x": "",
    "defaults: [x, {scope: }]": "",
    "defaults: [{scope: x, values: {a: b}}]": (
        '1:20 `defaults[0].scope` is "x", but must be a mapping'
    ),
    "defaults:\n- scope: {type: 5}\n  values: {a: b}": (
        "2:17 `defaults[0].scope.type` is 5, but must be text"
    ),
    "defaults: [{scope: {path: 5}, values: {a: b}}]": "",
    "defaults: [{values: {date: 2020-01-01}}]": (
        "1:28 `defaults[0].values.date` is 2020-01-01, but must be a time"
    ),
    "defaults: [{values: {date: '2020-01-01 10:00'}}]": "",
    "permalink: [pretty]": "1:1 `permalink` is a list, but must be text",
    "permalink: /:year/:titel/": "1:1 permalink: there is no :titel",
    "timezone: 5": "1:1 `timezone` is 5, but must be text",
    "timezone: false": "",
    "timezone: Nowhere": "",
    "encoding: 5": "1:1 `encoding` is 5, but must be text",
    "encoding: x": "",
    "time: soon": '1:1 `time` is "soon", which is no time',
    "time: 12": "",
    "data_dir: 5": "1:1 `data_dir` is 5, but must be text",
    "plugins_dir: [x]": "",
    "plugins_dir: 5": "1:1 `plugins_dir` is 5, but must be text",
    "collections_dir: false": "1:1 `collections_dir` is false, but must be text",
    "source: 5": "1:1 `source` is 5, but must be text",
    "destination: ..": '1:1 `destination` is "..", the folder of the site or one above it',
    "destination: docs": "",
    "theme: 5": "",
    'theme: ""': "1:1 `theme` is empty quotes",
    "relative_permalinks: true": "1:1 Jekyll no longer has `relative_permalinks`",
    "plugins: [jekyll-paginate]\npaginate: 0": "2:1 `paginate` is 0, but must be a number above 0",
    'plugins: [jekyll-paginate]\npaginate: "1"': "",
    "plugins: [jekyll-paginate]\npaginate: 1\npaginate_path: 5": (
        "3:1 `paginate_path` is 5, but must be text"
    ),
    "highlighter: 5": "",
    "excerpt_separator: [x]": "",
}


def told(text: str, folder: Path, files: dict[str, str]) -> list[str]:
    """Every problem that ends the build, as `line:column message`."""
    write({**files, "_config.yml": text}, folder)
    found = [problem for problem in read_site(folder).problems if problem.fatal]
    assert all(problem.path == "_config.yml" for problem in found)
    places = [Lines(text).position(problem.offset or 0) for problem in found]
    return [
        f"{at.line}:{at.column} {problem.message}"
        for at, problem in zip(places, found, strict=True)
    ]


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_what_ends_the_build_is_told(text: str, expected: str, tmp_path: Path) -> None:
    assert told(text, tmp_path, FILES) == [expected] * bool(expected)


@pytest.mark.jekyll
def test_jekyll_ends_its_build_of_just_these(tmp_path: Path) -> None:
    write(FILES, tmp_path)
    done = subprocess.run(
        ["ruby", str(SCRIPT), str(tmp_path)],
        input="--\n".join(f"{text}\n" for text in CASES),
        capture_output=True,
        text=True,
        check=True,
    )
    really = dict(zip(CASES, done.stdout.split(), strict=True))
    assert really == {text: "ends" if said else "builds" for text, said in CASES.items()}


JEKYLL_3 = {
    "exclude:": "",
    "plugins:": "",
    "exclude: x": "",
    "exclude: 5": "1:1 `exclude` is 5, but must be a list",
    "plugins: x": '1:1 `plugins` is "x", but must be a list',
    "gems: x": '1:1 `gems` is "x", but must be a list',
    "include: [5]": "",
    "markdown: redcarpet": "",
    "cache_dir: 5": "",
    "collections: {empty: 5}": "",
    "defaults: [{scope: {type: 5}, values: {a: b}}]": "",
    "defaults: [{scope: {path: 5}, values: {a: b}}]": (
        "1:27 `defaults[0].scope.path` is 5, but must be text"
    ),
}


@pytest.mark.parametrize(("text", "expected"), JEKYLL_3.items(), ids=JEKYLL_3)
def test_jekyll_3_differs(text: str, expected: str, tmp_path: Path) -> None:
    """As Jekyll 3.10 did when it was run by hand."""
    files = {**FILES, "Gemfile": 'gem "jekyll", "~> 3.10"\n'}
    assert told(text, tmp_path, files) == [expected] * bool(expected)


@pytest.mark.parametrize("text", ["markdown: GFM", "destination: .", "plugins: 5"])
def test_github_pages_takes_its_own_instead(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path, {**FILES, "CNAME": "a.org"}) == []


@pytest.mark.parametrize("text", ["markdown: Ours\n", "kramdown: {input: Ours}\n"])
def test_a_plugin_may_bring_a_processor(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path, {**FILES, "_plugins/ours.rb": "x"}) == []


def test_what_a_site_does_not_have_ends_nothing(tmp_path: Path) -> None:
    text = "markdown: GFM\nsass: x\nkramdown: {input: gfm}\ncollections: {talks: x}\n"
    assert told(text, tmp_path, {"index.html": "---\n---\n"}) == []
