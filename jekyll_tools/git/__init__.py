"""What git knows of a site: its files as they were at a commit, or are in the index."""

from jekyll_tools.git.command import GitError, Repository, repository_of
from jekyll_tools.git.overlay import Laid, laid_over

__all__ = ["GitError", "Laid", "Repository", "laid_over", "repository_of"]
