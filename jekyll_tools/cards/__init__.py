"""Records ⇄ HTML includes: people, groups of cards, agenda, organizers, photos."""
