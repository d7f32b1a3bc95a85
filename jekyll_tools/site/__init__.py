"""The site as Jekyll sees it, read from the disk: what is published, where, and with what data."""

from __future__ import annotations

from jekyll_tools.site.disk import Overlay
from jekyll_tools.site.excerpts import excerpt_source
from jekyll_tools.site.images import ImageSize
from jekyll_tools.site.known import DATA, Given, Known
from jekyll_tools.site.page import Page, Paginator
from jekyll_tools.site.problems import Open, Problem, SiteError
from jekyll_tools.site.profile import Profile
from jekyll_tools.site.reading import read_site
from jekyll_tools.site.site import CollectionDocs, Site
from jekyll_tools.site.statics import StaticFile
from jekyll_tools.site.templates import Layout

__all__ = [
    "DATA",
    "CollectionDocs",
    "Given",
    "ImageSize",
    "Known",
    "Layout",
    "Open",
    "Overlay",
    "Page",
    "Paginator",
    "Problem",
    "Profile",
    "Site",
    "SiteError",
    "StaticFile",
    "excerpt_source",
    "read_site",
]
