"""Drawing to bytes: the only place that knows PDF objects and operators (ISO 32000-1, PDF 1.7).

::

    canvas      what layout draws on: text, decoration, figures, links, places
    text        lines of glyphs to text operators      marking    marked content and its numbers
    codes       clusters to character codes            fonts      codes to a font in the file
    sfnt        composite glyphs in a TrueType file    structure  the structure tree
    navigation  destinations, outline, links           metadata   Info and XMP
    document    the file as a whole: its catalog       writer     its bytes: streams, cross-references, identifier
    objects     raw objects and strings
"""
