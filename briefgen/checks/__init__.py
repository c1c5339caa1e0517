"""Editorial checks: whether what a briefing says agrees with its sources, with itself and in both languages."""
