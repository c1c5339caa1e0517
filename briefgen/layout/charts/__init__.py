"""Charts from the numbers of a briefing."""
