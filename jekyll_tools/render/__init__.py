"""Page → Rendering: Liquid, then kramdown, then layout, every piece traced to its source."""

from jekyll_tools.render.drops import is_html
from jekyll_tools.render.reads import CLOCK, Question, Reads, as_a_whole, page_key
from jekyll_tools.render.reference import Reference, references
from jekyll_tools.render.renderer import Renderer
from jekyll_tools.render.rendering import Rendering
from jekyll_tools.render.target import Leads, Target, Targets, always_there, target_of
from jekyll_tools.render.urls import Urls

__all__ = [
    "CLOCK",
    "Leads",
    "Question",
    "Reads",
    "Reference",
    "Renderer",
    "Rendering",
    "Target",
    "Targets",
    "Urls",
    "always_there",
    "as_a_whole",
    "is_html",
    "page_key",
    "references",
    "target_of",
]
