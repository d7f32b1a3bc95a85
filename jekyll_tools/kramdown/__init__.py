"""kramdown text → HTML and document (mistune dialect): ids, links, images, spans."""

from jekyll_tools.kramdown.convert import Conversion, to_html
from jekyll_tools.kramdown.document import Document, Heading
from jekyll_tools.kramdown.ids import automatic_id
from jekyll_tools.kramdown.options import JEKYLL, Options, from_config

__all__ = [
    "JEKYLL",
    "Conversion",
    "Document",
    "Heading",
    "Options",
    "automatic_id",
    "from_config",
    "to_html",
]
