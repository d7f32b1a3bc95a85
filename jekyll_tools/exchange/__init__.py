"""From and to elsewhere: speakers from tables and conference systems; calendar, JSON-LD, CSV."""
