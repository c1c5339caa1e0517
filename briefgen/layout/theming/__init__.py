"""Theme files: what they may say, reading and checking them, and the styles that they give."""
