"""From a paragraph of characters to lines of positioned glyphs: order, runs, shapes, breaks."""
