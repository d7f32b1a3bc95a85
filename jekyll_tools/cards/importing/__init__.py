"""Hand-written pages → records and includes: cards, agendas, organizers."""
