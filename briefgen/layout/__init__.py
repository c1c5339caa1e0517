"""From a briefing to a story of flowables, each with its node of the structure tree."""
