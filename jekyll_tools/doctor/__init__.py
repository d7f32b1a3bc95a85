"""Site → diagnosis: what kind of site it is, and what Jekyll does with it without a word."""

from jekyll_tools.doctor.check import Check, Diagnosis, State
from jekyll_tools.doctor.diagnosis import diagnose

__all__ = ["Check", "Diagnosis", "State", "diagnose"]
