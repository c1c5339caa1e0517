"""How fast briefgen renders, beside two other ways to make the same pages. Run with ``python -m benchmarks``."""
