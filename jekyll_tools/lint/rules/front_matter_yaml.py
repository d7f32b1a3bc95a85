"""Front matter that is not valid YAML is dropped without a word: title, layout and permalink go.

Jekyll prints a line that is easily lost and publishes the page without its front matter.

Bad:
    ---
    title: Talks: an overview
    ---
    Hello.

Good:
    ---
    title: "Talks: an overview"
    ---
    Hello.
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, SiteView, rule


@rule()
def front_matter_yaml(site: SiteView) -> Iterator[Finding]:
    for problem in site.site.problems:
        if problem.kind in ("bad-yaml", "bad-front-matter") and not problem.path.startswith(
            "_data/"
        ):
            at = problem.offset or 0
            yield Finding(
                problem.path,
                at,
                at,
                f"the front matter cannot be read: {problem.message}",
                "Jekyll drops all of it; correct the YAML",
                pages=(problem.path,),
            )
