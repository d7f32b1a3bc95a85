"""Holds what jt says of a site against what the real Jekyll builds; knows no rule of render/.

An oracle must not share the code that it checks: of jt only the reading of HTML tags is used here.
"""

from jekyll_tools.verify.agreement import Agreement, Seconds
from jekyll_tools.verify.built import Build, BuiltPage, read_built
from jekyll_tools.verify.compare import compare
from jekyll_tools.verify.failure import VerifyError
from jekyll_tools.verify.jekyll import build

__all__ = [
    "Agreement",
    "Build",
    "BuiltPage",
    "Seconds",
    "VerifyError",
    "build",
    "compare",
    "read_built",
]
