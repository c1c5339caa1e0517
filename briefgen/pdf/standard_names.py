"""Names that the standards give to parts of a PDF file, and words that every file of ours has beside its briefing.

Whoever looks for a word in a file passes over these where they stand as names: a ``/Border`` is not about a border.
"""

from __future__ import annotations

from typing import Final

# ISO 32000-1 and ISO 32000-2: keys of dictionaries and values that are names; structure types and attributes.
_NAMES: Final = """
AA AESV2 AESV3 AF AFRelationship AHx AIS AP ASCII85Decode ASCIIHexDecode AbsoluteColorimetric AcroForm Action
ActualText After All Alphabetical Alternate AlternatePresentations Alternative Annot Annotation Annots AppDefault Art
ArtBox Artifact Ascent Aside Attached Attestation AuthEvent Author Auto BBox Background BackgroundColor BaseEncoding
BaseFont BaseVersion BaselineShift Before BibEntry BitsPerComponent BitsPerCoordinate BitsPerFlag BitsPerSample
BlackIs1 BlackPoint BleedBox Block BlockAlign BlockQuote Border BorderColor BorderStyle BorderThickness Bottom Bounds
Btn ByteRange CCITTFaxDecode CFM CIDFontType0 CIDFontType0C CIDFontType2 CIDInit CIDSet CIDSystemInfo CIDToGIDMap CMYK
CMap CMapName CMapType CalGray CalRGB Cap CapHeight Caption Caret Catalog Center CenterWindow Cert Changes CharProcs
CharSet CheckSum Circle ClassMap Code ColSpan Collection Color ColorSpace ColorTransform Colorants Colors Column
ColumnCount ColumnGap ColumnWidths Columns Comments Components Content Contents ContinuedList Coords Count Courier
CreationDate Creator CropBox Crypt CryptFilter CryptFilterDecodeParms DCTDecode DOS DPart DPartRoot DSS Dashed Data
Decimal Decode DecodeParms Default DefaultCMYK DefaultForPrinting DefaultGray DefaultRGB Desc DescendantFonts Descent
Description Dest DestOutputProfile Dests DeviceCMYK DeviceGray DeviceN DeviceRGB Differences Direction Disc
DisplayDocTitle Div DocMDP DocOpen Document DocumentFragment Domain Dotted Double Duplex Dur EFF EFOpen EarlyChange
EmbeddedFile EmbeddedFiles Encode EncodedByteAlign Encoding Encrypt EncryptMetadata EncryptedPayload End EndIndent
EndOfBlock EndOfLine Event ExtGState Extend Extends ExtensionLevel Extensions External FDecodeParms FENote FFilter Ff
FieldMDP Fields Figure FileAttachment Filespec Filter First FirstChar FirstPage Fit FitB FitBH FitBV FitH FitR FitV
FitWindow Flags FlateDecode Font FontBBox FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName
FontStretch FontWeight Footer Form FormType Formula FreeText FullScreen Function FunctionType Functions GTS_PDFA1
GTS_PDFX GlyphOrientationVertical GoTo GoToE GoToR Groove Group Header Headers Height Helvetica HelveticaBold Hidden
Hide HideAnnotationActions HideMenubar HideToolbar HideWindowUI Highlight ICCBased IDTree IRT Identity Image ImageB
ImageC ImageI ImageMask Import ImportData Index Indexed Info Ink InkList Inline InlineAlign Inset Intent Interpolate
ItalicAngle JBIG2Decode JBIG2Globals JPXDecode JavaScript Justify Keywords Kids L2R LBody LZWDecode Lab Lang Last
LastChar LastModified LastPage Launch Layer Layout Lbl Leading Legal Length Length1 Length2 Length3 Level Limits Line
LineArt LineHeight LineNum LineThrough Linearized Link List ListNumbering Locked LowerAlpha LowerRoman LrTb Luminosity
MCID MCR MMType1 MacExpertEncoding MacRomanEncoding MarkInfo MarkStyle Marked Mask Matrix Matte MaxLen MaxWidth
Measure MediaBox Metadata Middle MissingWidth Mix ModDate Movie Multiply Name Named Names Namespace Namespaces
NeedAppearances NeedsRendering NewWindow Next NextPage NonFullScreenPageMode NonStruct None Normal Note NumberTree
Nums OBJR OCG OCGs OCMD OCProperties ObjStm Off Open OpenAction OpenType Optional Order Ordered Ordering Outlines
OutputCondition OutputConditionIdentifier OutputIntent OutputIntents Outset Overline PZ Padding Page PageElement
PageLabel PageLabels PageLayout PageMode PageNum Pages Pagination PaintType Paper Params Parent ParentTree
ParentTreeNextKey Part Pattern PatternType Perceptual Perms Phone PieceInfo Placement PolyLine Polygon Popup Predictor
PresSteps Preserve Prev PrevPage Print PrintArea PrintClip PrintPageRange PrintScaling PrinterMark Private ProcSet
Producer Properties Quote R2L Range Rect Redact Ref Reference Registry RegistryName RelativeColorimetric Rendition
Replace Required Requirements ResetForm Resources ReversedChars RichMedia Ridge RlTb RoleMap RoleMapNS Root Rotate Row
RowSpan Rows Ruby RubyAlign RubyPosition RunLengthDecode SMask SMaskInData Saturation Schema Scope Screen Sect
Separation SeparationInfo SetOCGState Shading ShadingType Sig SigFlags SimpleFontFamily SinglePage Size Solid Sound
Source SpaceAfter SpaceBefore Span SpiderInfo Square Squiggly Stamp Standard StandardEncoding Start StartIndent StdCF
StemH StemV StmF StrF StrikeOut Strong StructElem StructParent StructParents StructTreeRoot Style Sub SubFilter
Subject SubmitForm Subtype Summary Supplement Suspects Symbol TBody TBorderStyle TFoot THead TOC TOCI TPadding Table
Tabs TbLr TbRl Text TextAlign TextDecorationColor TextDecorationThickness TextDecorationType TextIndent Thread Threads
Thumb TilingType TimesRoman Title ToUnicode Toggle Top Trans TransformMethod TransformParams TrapNet Trapped TrimBox
TrueType TwoColumnLeft TwoColumnRight TwoPageLeft TwoPageRight Type Type0 Type1 Type1C Type3 UR URI Underline Unix
Unordered UpperAlpha UpperRoman Usage UseAttachments UseCMap UseNone UseOC UseOutlines UseThumbs UserProperties
UserUnit Version Vertices View ViewArea ViewClip ViewerPreferences WMode Warichu Watermark WhitePoint Widget Width
Widths WinAnsiEncoding WritingMode XFA XHeight XObject XRef XRefStm XStep XYZ YStep ZapfDingbats Zoom
"""
NAMES: Final = frozenset(_NAMES.split())

# ISO 32000-1, 7.2 to 7.5 and 9.10.3: the words between objects, and those of maps of codes.
KEYWORDS: Final = frozenset(
    {
        "endobj", "stream", "endstream", "startxref", "trailer", "begincmap", "endcmap", "findresource", "usecmap",
        "defineresource", "currentdict", "codespacerange", "begincodespacerange", "beginbfchar", "beginbfrange",
    }
)  # fmt: skip

# What stands around the briefing in a file of ours: descriptions, identifiers, and what XMP says of itself.
MACHINE_TEXTS: Final = (
    "The briefing from which this document was made, for briefgen",
    "How briefgen made this document",
    "briefing.json rendering.json application/json mailto: tel: https: http:",
    "producer edition theme page_size profile fit own_locales date modern true false null",
    "side-by-side sequential tete-beche one-page",
    "Adobe Identity UCS Identity-H sRGB IEC61966-2.1 XML PDF",
    "IBM Plex Sans Arabic Hebrew Light Text Regular Medium Medm SemiBold SmBld Bold Italic",
    "IBMPlexSans IBMPlexSansArabic IBMPlexSansHebrew OBJ",
    "PDF/UA identification name Integer internal part revision rev year conformance amendment",
    "http://www.aiim.org/pdfua/ns/id/ http://www.aiim.org/pdfa/ns/id/ http://www.aiim.org/pdfa/ns/extension/",
    "http://www.aiim.org/pdfa/ns/schema# http://www.aiim.org/pdfa/ns/property# http://ns.adobe.com/pdf/1.3/",
    "http://ns.adobe.com/xap/1.0/ http://purl.org/dc/elements/1.1/ http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "adobe:ns:meta/ W5M0MpCehiHzreSzNTczkc9d xpacket begin end x:xmpmeta rdf:RDF rdf:Description rdf:about rdf:Alt",
    "rdf:Seq rdf:Bag rdf:li rdf:parseType Resource xml:lang x-default xmlns dc:title dc:creator dc:description",
    "dc:language",
    "pdf:Producer xmp:CreateDate xmp:ModifyDate xmp:MetadataDate xmp:CreatorTool pdfaid pdfuaid pdfaExtension:schemas",
    "pdfaSchema:schema pdfaSchema:namespaceURI pdfaSchema:prefix pdfaSchema:property pdfaProperty:name",
    "pdfaProperty:valueType pdfaProperty:category pdfaProperty:description",
    "http://iso.org/pdf/ssn http://iso.org/pdf2/ssn https://www.w3.org/1998/Math/MathML",
)
