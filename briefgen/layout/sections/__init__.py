"""The sections of a briefing, each as cells of one language."""
