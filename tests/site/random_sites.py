"""Small sites made by chance: permalinks, collections, defaults, dates, odd file names."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path

STYLES = ["date", "pretty", "none", "ordinal", "weekdate"]
TEMPLATES = [
    "/:categories/:title/",
    "/:title:output_ext",
    "/blog/:year/:month/:day/:slug.html",
    "/:collection/:path/",
    "/:path/",
    "/:name",
    "/:collection/:name:output_ext",
    "/:year-:month-:day-:title/",
    "/:short_year/:i_month/:i_day/:title/",
    "news/:title/",
    "/:short_month/:y_day/:title",
    "/:hour/:minute/:second/:title.htm",
    "//a//:title//",
    "/x/../:title/",
    "/:categories/:categories/:title",
    "/:year/:month_:day/:title/",
]
ONLY_4 = [
    "/:slugified_categories/:title/",
    "/:w_year/:week/:short_day/:title/",
    "/:long_month/:title/",
]
NAMES = [
    "index", "about", "a b", "über uns", "x.", "a.b", "Ünï Çode", "100%", "c#", "what?", "[x]",
    "a+b", "a&b", "it's", "UPPER case", "under_score", "a--b", "日本語", "page(1)", "a=b;c", "a,b",
    "e\u0301cole", "..dots", "trail..", "tilde~x", "%20x", "a@b", "$5", "!wow", "404", "README",
]  # fmt: skip
EXTENSIONS = [
    ".md",
    ".html",
    ".markdown",
    ".txt",
    ".xml",
    ".htm",
    ".MD",
    ".json",
    "",
    ".css",
    ".mkd",
]
STATICS = [".png", ".jpg", ".pdf", "", ".js", "..jpg", ".tar.gz"]
FOLDERS = ["", "docs", "docs/deep", "a b", "_private", "blog", ".hidden", "docs2", "Über"]
LINKS = [
    "/fixed/", "/fixed.html", "/fixed", "relative/x/", "/:path/:basename/x.html", "/a b/c",
    "/über/", "/x.y/z", "/dots/../up/", "/:basename:output_ext", "//double//", "/feed.xml",
    "/v1.2/",
]  # fmt: skip
DATES = [
    "2020-01-02", "2020-01-02 23:30:00 -0500", "2019-12-31 10:00", "2020-06-01 00:30:00",
    "2020-02-29T12:00:00Z", "2031-01-01", "Jan 5, 2021", "'2018-03-04'", "2020/07/08", "5 May 2017",
]  # fmt: skip
BODIES = [
    "text {{ x }}\n", "text {{ x }}\n", "one\n\ntwo\n\nthree\n", "", "\n\nlate\n",
    "one\r\n\r\ntwo",
    "a {% if x %} b\n\nc {% endif %}\n", "[a] and [b c]\n\n[a]: /x\n   [b c]: /y 't'\n[d]: /z\n",
    "{% for a in b %}{%- if c -%}\n\n{% endif %}{% endfor %}", "{% raw %}x\n\n{% endraw %}",
    "{% highlight ruby %}\n\nx\n{% endhighlight %}", "{% unknown x %}\n\n",
    "one\n\n\n\ntwo [e]\n[e]: f",
    "{% assign x = 1 %}{% comment %}\n\n{% endcomment %}", "a {% if x % y %}\n\n{% endif %}",
]  # fmt: skip
CATEGORIES = [
    "news",
    "[a, b]",
    "two words",
    "[Über, 'x y']",
    "[2020, yes]",
    "C++",
    "[]",
    "[a/b, c]",
]


def make(seed: int, *, new: bool) -> dict[str, str]:
    """The files of a site, by their paths; `new` allows what only Jekyll 4 knows."""
    chance = random.Random(seed)
    labels = chance.sample(["docs", "things", "Odd Label", "recipes"], chance.randint(0, 3))
    container = chance.choice(["", "", "", "content", "docs"])
    files: dict[str, str] = {"_config.yml": _config(chance, labels, container, new)}
    for _ in range(chance.randint(2, 9)):
        folder = chance.choice(FOLDERS)
        _put(files, folder, chance.choice(NAMES) + chance.choice(EXTENSIONS), _page(chance))
    for _ in range(chance.randint(0, 4)):
        text = chance.choice(["x", "---x\n", "\ufeff---\n---\nbom", "--- \n\n---\n", ""])
        _put(files, chance.choice(FOLDERS), chance.choice(NAMES) + chance.choice(STATICS), text)
    prefix = f"{container}/" if container else ""
    for label in labels:
        for _ in range(chance.randint(1, 5)):
            folder = prefix + f"_{label}" + chance.choice(["", "", "/sub", "/sub/.dot", "/_low"])
            name = chance.choice(["", "", "2020-03-04-"]) + chance.choice(NAMES)
            static = chance.random() < 0.2
            ending = chance.choice(STATICS if static else EXTENSIONS)
            _put(files, folder, name + ending, "x" if static else _page(chance))
    _posts(chance, files, prefix)
    return files


def write(files: dict[str, str], folder: Path) -> None:
    """Write the files of a site."""
    for name, text in files.items():
        path = folder / name
        # a name may be that of a folder already: the first one stays
        with suppress(FileExistsError, IsADirectoryError, NotADirectoryError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="")


def _posts(chance: random.Random, files: dict[str, str], prefix: str) -> None:
    for _ in range(chance.randint(0, 6)):
        where = chance.choice(["", "", "blog/", "blog/old/", "docs/"])
        where = prefix + where + chance.choice(["_posts", "_posts", "_posts/2020", "_drafts"])
        day = chance.choice(["2020-01-02", "2019-12-31", "2020-1-2", "20-01-02", "2031-05-05", ""])
        name = f"{day}-{chance.choice(NAMES)}" if day else chance.choice(NAMES)
        _put(files, where, name + chance.choice([".md", ".md", ".html", ".txt"]), _page(chance))


def _put(files: dict[str, str], folder: str, name: str, text: str) -> None:
    if name not in {"", ".", ".."} and not (folder == "" and name.startswith("_")):
        files[f"{folder}/{name}".lstrip("/")] = text


def _page(chance: random.Random) -> str:
    lines: list[str] = []
    for line, share in (
        ("excerpt_separator: two", 0.05),
        ("excerpt: mine", 0.05),
        (f"title: {chance.choice(['T', 'Über', '10:30', 'a: b'][:3])}", 0.4),
        (f"permalink: {json.dumps(chance.choice(LINKS), ensure_ascii=False)}", 0.2),
        (f"date: {chance.choice(DATES)}", 0.25),
        (f"{chance.choice(['categories', 'category'])}: {chance.choice(CATEGORIES)}", 0.25),
        (f"{chance.choice(['tags', 'tag'])}: {chance.choice(['a b', '[x, y]', '[1, no]'])}", 0.2),
        (f"published: {chance.choice(['false', 'true', 'no'])}", 0.1),
        (f"slug: {chance.choice(['My Slug', 'über', 'a_b', '2020'])}", 0.1),
        (f"layout: {chance.choice(['default', 'none', 'x'])}", 0.2),
    ):
        if chance.random() < share and not line.startswith("slug: 2020"):
            lines.append(line)
    end = chance.choice(["---\n", "---\n", "---\n\n\n", "...\n", "--- \n"])
    return "---\n" + "".join(f"{line}\n" for line in lines) + end + chance.choice(BODIES)


def _config(chance: random.Random, labels: list[str], container: str, new: bool) -> str:
    templates = TEMPLATES + (ONLY_4 if new else [])
    config: dict[str, object] = {"time": "2022-05-06 07:08:09 UTC"}
    if chance.random() < 0.6:
        config["permalink"] = chance.choice([*STYLES, *STYLES, *_for_posts(templates)])
    if container:
        config["collections_dir"] = container
    if labels:
        config["collections"] = {label: _collection(chance, templates) for label in labels}
    if chance.random() < 0.3:
        config["exclude"] = chance.sample(
            ["docs", "*.txt", "docs/", "/a b", "a*", "**/deep", "blog/old", "?bout*", "x"], 2
        )
    if chance.random() < 0.3:
        config["include"] = chance.sample([".hidden", "_private", "about", "~*", "docs/deep"], 2)
    settings: tuple[tuple[str, object, float], ...] = (
        ("future", True, 0.3),
        ("unpublished", True, 0.2),
        ("limit_posts", 2, 0.1),
        ("timezone", chance.choice(["America/New_York", "Asia/Tokyo", "UTC"]), 0.4),
        ("markdown_ext", "md,txt", 0.1),
    )
    config |= {key: value for key, value, share in settings if chance.random() < share}
    if chance.random() < 0.5:
        config["defaults"] = [_default(chance, labels) for _ in range(chance.randint(1, 4))]
    return json.dumps(config, ensure_ascii=False, indent=1)


def _for_posts(templates: list[str]) -> list[str]:
    return [each for each in templates if ":output_ext" in each or each.endswith("/")]


def _collection(chance: random.Random, templates: list[str]) -> dict[str, object]:
    metadata: dict[str, object] = {"output": chance.random() < 0.8}
    if chance.random() < 0.6:
        metadata["permalink"] = chance.choice(templates)
    if chance.random() < 0.2:
        metadata["sort_by"] = chance.choice(["title", "layout", "tags", "none"])
    elif chance.random() < 0.1:
        metadata["order"] = ["about.md", "index.html", "sub/a b.md", "nothing.md", "about.md"]
    return metadata


def _default(chance: random.Random, labels: list[str]) -> dict[str, object]:
    scope: dict[str, object] = {}
    if chance.random() < 0.8:
        paths = [
            "",
            "docs",
            "docs/",
            "blog",
            "_posts",
            "docs/*",
            "**/*.md",
            "a*",
            "_docs/sub",
            "doc",
        ]
        scope["path"] = chance.choice(paths)
    if chance.random() < 0.6:
        scope["type"] = chance.choice(["posts", "pages", "page", "drafts", *labels])
    choices: dict[str, object] = {
        "layout": chance.choice(["page", "post"]),
        "permalink": chance.choice(["/def/:title/", "/d/:basename/", "/:path/y/"]),
        "categories": chance.choice(["x", "y z"]),
        "title": "From default",
        "published": False,
        "date": "2016-05-05",
    }
    rare = {"published", "date", "permalink"}
    values = {k: v for k, v in choices.items() if chance.random() < (0.08 if k in rare else 0.4)}
    return {"scope": scope, "values": values}


PLUGINS = (
    "jekyll-redirect-from,jekyll-paginate,jekyll-archives,jekyll-feed,jekyll-sitemap,"
    "jekyll-optional-front-matter,jekyll-readme-index,jekyll-titles-from-headings,"
    "jekyll-default-layout"
)
HEADINGS = [
    "# Plain title", "## It's *here*", "Under\n=====", "### A & B <b>c</b>", "#None",
    "text\n# Later",
    "# [link](x.html) and `code`", "  # Indented", "# Trailing ##", "# Foot[^1]", "Rule\n---", "",
]  # fmt: skip
REDIRECTS = ["/old/", "old.html", "[/a, /b/c.html]", "/old/x", "'/wp-admin/index.php'", "/über/"]


def make_with_plugins(seed: int, *, new: bool = True) -> dict[str, str]:
    """A site with all the plugins of PLUGINS."""
    files = make(seed, new=new)
    chance = random.Random(-seed - 1)
    config = json.loads(files["_config.yml"])
    config["plugins"] = PLUGINS.split(",")
    settings: dict[str, object] = {
        "paginate": chance.choice([1, 2, 3]),
        "paginate_path": chance.choice(["/page:num", "/blog/page:num/", "docs/p/:num"]),
        "jekyll-archives": {"enabled": chance.choice(["all", ["tags", "year"], ["categories"]])},
        "readme_index": {"remove_originals": chance.random() < 0.5, "with_frontmatter": True},
        "optional_front_matter": {"remove_originals": chance.random() < 0.5},
        "titles_from_headings": {"strip_title": True, "collections": chance.random() < 0.5},
        "feed": chance.choice([{"path": "atom.xml"}, {"collections": ["docs"]}, {"tags": True}]),
        "url": "https://example.org",
        "baseurl": "/base",
    }
    config |= {key: value for key, value in settings.items() if chance.random() < 0.6}
    files["_config.yml"] = json.dumps(config, ensure_ascii=False, indent=1)
    for name in list(files):
        if files[name].startswith("---\n"):
            files[name] = _with_redirects(chance, files[name]).replace(
                "text {{ x }}\n", chance.choice(HEADINGS) + "\n\ntext\n"
            )
    for folder in chance.sample(["", "docs", "blog", "a b"], 2):
        name = chance.choice(["README.md", "readme.markdown", "NOTES.md", "License.md"])
        _put(files, folder, name, chance.choice(HEADINGS) + "\n\nmore\n")
    for folder in chance.sample(["", "docs", "blog"], 2):
        _put(files, folder, "index.html", "---\n---\n")
    for layout in chance.sample(["default", "page", "post", "home", "archive"], 2):
        files[f"_layouts/{layout}.html"] = "---\n---\n{{ content }}"
    return files


def _with_redirects(chance: random.Random, text: str) -> str:
    if chance.random() < 0.3:
        text = text.replace("---\n", f"---\nredirect_from: {chance.choice(REDIRECTS)}\n", 1)
    if chance.random() < 0.1:
        text = text.replace("---\n", "---\nredirect_to: https://example.org/x\n", 1)
    return text
