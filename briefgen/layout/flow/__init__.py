"""Flowables: what breaks over pages, stands level beside each other, and draws itself."""
