"""Flowables of reportlab that a program gives, as tagged content in the fonts of the theme."""
