"""Drawing to bytes: the only place that knows PDF objects and operators (ISO 32000-1, PDF 1.7; ISO 32000-2, PDF 2.0).

::

    canvas      what layout draws on: text, decoration, figures, links, places
    text        lines of glyphs to text operators      marking    marked content and its numbers
    codes       clusters to character codes            numbering  codes to numbers, and ToUnicode
    fonts       codes to a font in the file            sfnt       glyphs in another order in a TrueType file
    font_report what there is to say about a font      structure  the structure tree
    navigation  destinations, outline, links           metadata   Info and XMP
    document    the file as a whole: its catalog       writer     its bytes: streams, cross-references, identifier
    objects     raw objects and strings                profiles   which standards a file claims
    colour      sRGB and the output intent             attachments  files in the file
    checks      what is refused before it is written   nesting    which element may stand in which
    breaches    codes and clauses of what is refused   encryption  files with a password
    vocabulary  structure types of PDF 1.7 and 2.0
"""
