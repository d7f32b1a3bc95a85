"""Photos of people: made ready for cards, held against one policy, mended, shown."""
