"""A page whose layout does not exist is published bare, and Jekyll only prints a warning.

With a theme that is not on the disk the layout may be the theme's: then nothing is reported.

Bad:
    == _layouts/article.html ==
    {{ content }}
    == page.md ==
    ---
    layout: artcle
    ---
    Hello.

Good:
    == _layouts/article.html ==
    {{ content }}
    == page.md ==
    ---
    layout: article
    ---
    Hello.
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import FileEdit, Finding, Fix, SiteView, rule
from jekyll_tools.nearest import nearest, question
from jekyll_tools.text import Edit


@rule()
def layout_missing(site: SiteView) -> Iterator[Finding]:
    layouts = site.site.layouts
    users = [page for page in site.site.pages if page.written and page.layout]
    for user in users if not site.theme_is_open else ():
        if user.layout is None or user.layout == "none" or user.layout in layouts:
            continue
        if user.generator == "jekyll-redirect-from":
            continue  # the plugin brings the layout
        near = nearest(user.layout, layouts)
        place = site.place(user.own, "layout")
        if place is None:
            continue  # the layout comes from the defaults in _config.yml
        edit = FileEdit(place.path, Edit(place.start, place.end, near)) if near else None
        yield Finding(
            place.path,
            place.start,
            place.end,
            f'there is no layout "{user.layout}"',
            question(near) if near else "add it to _layouts/ or name another",
            user.layout,
            Fix(f'use the layout "{near}"', (edit,), safe=False) if edit and near else None,
            pages=(user.path,),
        )
