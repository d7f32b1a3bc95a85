"""The agenda of an event: its records, its include, and agendas written by hand."""
