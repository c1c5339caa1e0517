"""What readers of PDF get back from our files and from those of other tools: ``python -m benchmarks.readback``."""
