"""What to do next, the most useful first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from jekyll_tools.lint import Finding
from jekyll_tools.report.summary import count
from jekyll_tools.site import Site

_MANY = 30  # findings; more are not mended in a day


def steps(site: Site, findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Pairs of a command and what it does."""
    safe = sum(finding.fix is not None and finding.fix.safe for finding in findings)
    if safe:
        yield "jt lint --fix", f"repairs {count(safe, 'finding')} and changes nothing else"
    left = Counter(
        finding.rule
        for finding in findings
        if finding.severity == "error" and not (finding.fix and finding.fix.safe)
    )
    if left:
        ((rule, number),) = left.most_common(1)
        yield (
            f"jt lint --select {rule}",
            f"shows where to begin: {count(number, 'error')} that no safe fix repairs",
        )
    if len(findings) - safe > _MANY:
        yield "jt baseline", "accepts what is there now; later runs report what is new"
    if not _has_hook(site):
        yield "jt init", "puts the hook and the check of pull requests into the repository"
    yield "jt verify", "compares all this with a build of the real Jekyll"


def _has_hook(site: Site) -> bool:
    """Whether the site's repository runs jt already, as far as the site's own folder says."""
    files = (".pre-commit-config.yaml", ".github/workflows/jt.yml")
    return any("jt" in site.read(path) for path in files)
