"""What briefgen itself says in a language, and how it writes dates and numbers."""
