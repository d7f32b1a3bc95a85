"""Moves files and renames anchors, and with them every reference that leads there."""

from jekyll_tools.moves.anchor import plan_rename
from jekyll_tools.moves.move import plan_move
from jekyll_tools.moves.plan import MoveError, Plan

__all__ = ["MoveError", "Plan", "plan_move", "plan_rename"]
