"""The HTML of an include whose lines are indented by four or more becomes a block of code.

kramdown reads four spaces as code, also when an include wrote them; visitors see the tags.

Bad:
    Hello.

    {% include box.html %}

    == _includes/box.html ==
        <div class="box">
          <p>News</p>
        </div>

Good:
    Hello.

    {% include box.html %}

    == _includes/box.html ==
    <div class="box">
      <p>News</p>
    </div>
"""

from collections.abc import Iterator

from jekyll_tools.lint.markdown_facts import markdown_finding, markdown_origin
from jekyll_tools.lint.rule import Finding, PageView, Severity, rule
from jekyll_tools.patterns import late

_TAG = late(r"(?: {4,}|\t)\s*</?[a-zA-Z][\w-]*(?:\s[^<>]*)?>")


@rule(severity=Severity.WARNING)
def indented_include(page: PageView) -> Iterator[Finding]:
    document = page.rendering.document
    text = page.rendering.expanded.text
    for span in document.code if document else ():
        line = text.rfind("\n", 0, span.start) + 1
        if not _TAG.match(text, line):
            continue
        origin = markdown_origin(page, span)
        if origin is not None and origin.via and origin.path.startswith("_includes/"):
            message = "the HTML of this include becomes a block of code: its lines are indented"
            advice = "take the white space at the start of the lines away"
            yield from markdown_finding(page, span, message, advice)
