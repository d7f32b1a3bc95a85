"""The commands about people: list, add, edit, remove, import."""
