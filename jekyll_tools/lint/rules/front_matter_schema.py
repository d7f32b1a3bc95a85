"""A post without its author, a date that is none: a JSON Schema says what front matter holds.

`schemas` maps a glob on the path of pages to the schema's path in the site. The schema sees the
front matter as written, without the defaults of `_config.yml`.

Bad:
    == _config.yml ==
    exclude: [schemas]
    jekyll_tools: {lint: {rules: {front-matter-schema: {schemas: {"*.md": schemas/page.json}}}}}
    == schemas/page.json ==
    {"properties": {"title": {"type": "string"}}, "additionalProperties": false}
    == page.md ==
    ---
    titel: Talks
    ---
    Hello.

Good:
    == _config.yml ==
    exclude: [schemas]
    jekyll_tools: {lint: {rules: {front-matter-schema: {schemas: {"*.md": schemas/page.json}}}}}
    == schemas/page.json ==
    {"properties": {"title": {"type": "string"}}, "additionalProperties": false}
    == page.md ==
    ---
    title: Talks
    ---
    Hello.
"""

from collections.abc import Iterator, Mapping

from jekyll_tools.lint.rule import Finding, SiteView, rule
from jekyll_tools.lint.site_schemas import Schemas


@rule()
def front_matter_schema(site: SiteView, *, schemas: Mapping[str, str] = {}) -> Iterator[Finding]:
    known = Schemas(site, schemas)
    yield from known.wrong()
    for page in site.site.pages if schemas else ():
        if page.file is not None and page.generator is None and page.readable:
            yield from known.check(page.path, page.own)
