"""A record without its photo, a misspelt key: a JSON Schema says what records look like.

`schemas` maps a glob on the path of data files to the schema's path in the site.

Bad:
    == _config.yml ==
    exclude: [people.json]
    jekyll_tools: {lint: {rules: {data-schema: {schemas: {_data/speakers.yml: people.json}}}}}
    == people.json ==
    {"items": {"required": ["name"], "properties": {"name": {"type": "string"}}}}
    == _data/speakers.yml ==
    - nam: Ada

Good:
    == _config.yml ==
    exclude: [people.json]
    jekyll_tools: {lint: {rules: {data-schema: {schemas: {_data/speakers.yml: people.json}}}}}
    == people.json ==
    {"items": {"required": ["name"], "properties": {"name": {"type": "string"}}}}
    == _data/speakers.yml ==
    - name: Ada
"""

from collections.abc import Iterator, Mapping

from jekyll_tools.lint.rule import Finding, SiteView, rule
from jekyll_tools.lint.site_schemas import Schemas


@rule()
def data_schema(site: SiteView, *, schemas: Mapping[str, str] = {}) -> Iterator[Finding]:
    known = Schemas(site, schemas)
    yield from known.wrong()
    for path, value in site.site.data_files.items() if schemas else ():
        yield from known.check(path, value)
