r"""What the tokens look like that keep their own direction, as regular expressions.

Every repetition that could run on is bounded or possessive, so that no text takes more than linear time. The order of
kinds decides where two begin at the same place. A kind never begins or ends inside a number or a Latin word, but may
touch an Arabic one: the conjunction و is written onto what follows it.

Where a choice had to be made between the ways in which people write, it follows CLDR 48 and the W3C's "Arabic & Persian
Layout Requirements":

- European digits go with the Latin signs around them. In Arabic, CLDR puts U+200E before the signs of ``-5`` and
  ``5%``: they stand where they stand in English. So do ranges, and a figure looks the same in both columns.
- Arabic-Indic digits go with the Arabic sentence. CLDR puts U+061C before the sign and behind the percent sign, so that
  ``٥-`` and ``٪٢٥`` are read from the right; a range is read from the right, too, first year first. That is what UAX #9
  gives (rules W4 and W5 join signs to European numbers only), and nothing is isolated. A date with strokes keeps the
  order of UAX #9, the one in which its author saw it: its day at the left. CLDR's ``d/M/y`` with U+200F in it, day at
  the right, stays so as well, since the marks are in the text.
- Extended Arabic-Indic digits, of Persian and Urdu, are European numbers for UAX #9 until an Arabic letter stands
  before them (W2). Their signs would change sides at the beginning of a paragraph, so ``with_isolates`` lets an Arabic
  letter mark stand there. Only a signed number is isolated: CLDR has U+200E before the minus of Persian.
- A telephone number is dialled from its left end, in all digits.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

RTL_LETTER: Final = (
    r"\u0591-\u05f4\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    r"\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RTL_DIGIT: Final = r"\u0660-\u066c\u06f0-\u06f9"  # with their percent sign and separators
_EASTERN: Final = r"\u0660-\u0669\u06f0-\u06f9"
_LTR_LETTER: Final = r"A-Za-zÀ-ÖØ-öø-ʯ\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
_SMALL_LETTER: Final = r"a-zß-öø-ÿα-ωа-я"
_SPACE: Final = r"[ \u00a0\u202f]"
_DASH: Final = rf"(?: {_SPACE}? [–—-] {_SPACE}? )"
_NUMBER: Final = r"[0-9]{1,20}+ (?: [.,:/][0-9]{1,20}+ ){0,9}+"
_PATH: Final = rf"(?: [!-~{RTL_LETTER}]* [A-Za-z0-9/_=&\#%{RTL_LETTER}-] )"


def _one_of(words: str) -> str:
    """An alternative of words, those of one first letter behind it; of two that begin alike the longer one is first."""
    groups = groupby(sorted(words.split(), key=lambda word: (word[0], -len(word), word)), key=lambda word: word[0])
    branches = (f"{re.escape(first)}(?:{'|'.join(re.escape(word[1:]) for word in group)})" for first, group in groups)
    return f"(?:{'|'.join(branches)})"


_MONTH: Final = (
    r"(?: Jan(?:uary)? | Feb(?:ruary)? | Mar(?:ch)? | Apr(?:il)? | May | June? | July? | Aug(?:ust)? | Sept?(?:ember)?"
    r" | Oct(?:ober)? | Nov(?:ember)? | Dec(?:ember)? ) (?![A-Za-z]) \.?"
)
# ISO 4217, and what is written instead of its codes in the region.
_CURRENCY_CODE: Final = _one_of(
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW ZWG JD KD BD LE LL NIS Rs SR TL"
)
_CURRENCY_SIGN: Final = r"(?: (?: US | [AC] )? \$ | [€£¥₪₹₺₽] )"
_CURRENCY: Final = rf"(?: {_CURRENCY_SIGN} {_SPACE}? | {_CURRENCY_CODE} {_SPACE} )"
_MAGNITUDE: Final = r"(?: [kKmMB] | bn | mn | tn | trn )"
_UNIT: Final = _one_of(
    "km km² km/h km2 m m² m³ m2 m3 m/s cm mm kg g mg t ha kWh MWh GWh TWh kW MW GW Hz kHz MHz GHz kB MB GB TB Mbps "
    "Gbps h min s ms l L ml mL ppm psi ft mi lb pp bps"
)
# A hyphen behind a letter is no minus: كوفيد-19, ב-12. The conjunction is one: و-5.
_SIGN: Final = rf"(?: (?<! [{RTL_LETTER}] ) | (?<= [\s(]و ) | (?<= ^و ) ) [+−-]"
_SIGNED: Final = rf"(?: {_SIGN} )? {_NUMBER}"
_DEGREES: Final = r"""° (?: [CF] | (?: [0-9]{1,2}['′] (?: [0-9]{1,2}(?:\.[0-9]{1,3})?["″] )? )?+ [NSEW] )?+"""
_MEASURE: Final = rf"(?: {_SPACE}? (?: [%‰] | {_DEGREES} | [€£¥₪₹₺₽$] ) )"  # the signs behind a number
_QUANTITY: Final = rf"(?: {_CURRENCY_SIGN} {_SPACE}? )? {_SIGNED} {_MEASURE}?"

_DATE: Final = r"(?: [0-9]{{1,4}} (?P<{0}>[/.-]) [0-9]{{1,2}} (?P={0}) [0-9]{{1,4}} )"
_CLOCK: Final = r"[0-9]{1,2} : [0-9]{2} (?: :[0-9]{2} (?: [.,][0-9]{1,9} )? )?"
_ZONE: Final = rf"""
    (?: Z | [+−-][0-9]{{2}}:?[0-9]{{2}}
    | {_SPACE}? (?: [AaPp]\.?[Mm]\.? | (?: GMT | UTC ) (?: [+−-][0-9]{{1,2}} (?: :[0-9]{{2}} )? )? ) )"""
_TIME: Final = rf"{_CLOCK} {_ZONE}? (?: {_DASH} {_CLOCK} {_ZONE}? )?"
# Behind a number: it goes on, or it counts what follows; then another kind has it.
_NO_MORE: Final = rf"(?! [/.:–-][0-9] | {_SPACE} [{_SMALL_LETTER}] | / [{_LTR_LETTER}] )"
# Behind a code: a longer phrase is left to "foreign", which keeps it together.
_NO_PHRASE: Final = rf"(?! (?: {_SPACE} | ['’&./-] ){{1,3}} \(? [{_LTR_LETTER}] )"

# A foreign word: letters and digits, the decimals of a number, and the signs that are written onto either end.
_LTR_WORD: Final = rf"""(?>
    [$€£¥@\#]? [{_LTR_LETTER}0-9_]++ (?: (?<=[0-9])[.,][0-9]++ [{_LTR_LETTER}]*+ )*+
    (?: [%‰°+\#]{{1,2}} (?![{_LTR_LETTER}0-9]) )?+ )"""
_LTR_WORDS: Final = rf"{_LTR_WORD} (?: (?: (?: {_SPACE} | ['’&./-] ){{1,3}} | [:+@–] ) {_LTR_WORD} )*+"

# Names of files end in one of these; others look like the name of a host or the end of a sentence.
_EXTENSION: Final = _one_of(
    "7z avi bmp cfg conf css csv dbf doc docx dwg eml epub geojson gif gz heic htm html ics ini jpeg jpg js json kml "
    "kmz log md mkv mov mp3 mp4 msg odp ods odt pdf png pps ppt pptx psd py rar rtf shp sql svg tar tex tif tiff tsv "
    "txt wav webm webp xls xlsm xlsx xml yaml yml zip DOC DOCX JPG PDF PNG PPT PPTX TXT XLS XLSX ZIP"
)
_SEGMENT: Final = r"(?> [A-Za-z0-9_.-]{1,80} )"
_FILE: Final = rf"""
    [A-Za-z]:[\\/] {_PATH}
    | \\\\ [A-Za-z0-9] {_PATH}
    | (?: (?<! [\w./~\\-] ) | (?<= [\s(«“"]و ) | (?<= ^و ) )
      (?: (?: ~ | \.{{1,2}} ) / {_SEGMENT} | / {_SEGMENT} / {_SEGMENT} ) (?: / {_SEGMENT} ){{0,20}} (?<= [A-Za-z0-9_] )
    | [A-Za-z0-9_] (?> [A-Za-z0-9_-]{{0,80}} ) (?: \. (?> [A-Za-z0-9_-]{{1,40}} ) ){{0,5}} \. {_EXTENSION}"""
_PHONE: Final = r"""
    (?: \+ | 00 | ٠٠ | ۰۰ ) [{0}] (?: (?: [ \u00a0] | [().-] ){{0,2}} [{0}] ){{5,14}}
    | \(?[0٠۰][{0}]{{1,3}}\)? (?: (?: (?: [ \u00a0] | - ) [{0}]{{2,5}} ){{2,4}} | [ \u00a0-][{0}]{{6,8}} )"""
_PERSIAN_SIGNED: Final = rf"{_SIGN} [\u06f0-\u06f9]{{1,20}} (?: [.,/\u066b\u066c][\u06f0-\u06f9]{{1,20}} ){{0,9}}"

_PARTS: Final = r"(?: [0-9]{1,9} \. ){1,5} [0-9]{1,9}"
_STAGE: Final = r"(?: [.-]? (?: alpha | beta | rc | dev | pre ) [.-]?[0-9]{0,9} )"

_LTR_KINDS: Final = {
    # Where all that stands in quotes is foreign, so is its punctuation: “Water: A Shared Crisis.”
    "quote": rf"""
        (?<= [“«"‘] ) (?= [{_LTR_LETTER}] ) {_LTR_WORDS}
        (?: (?: [.,:;!?…]{{1,2}} {_SPACE} {_LTR_WORDS} )++ [.!?…]{{0,3}}+ | [.!?…]{{1,3}}+ ) (?= [”»"’] )""",
    "email": r"(?<![._%+-]) [A-Za-z0-9._%+-]{1,64} @ [A-Za-z0-9-]{1,63} (?: \.[A-Za-z0-9-]{1,63} ){1,9}",
    "address": rf"(?: [a-z][a-z0-9+.-]{{1,30}}:// | www\. ) {_PATH}",
    "file": _FILE,
    "domain": rf"(?<![.-]) (?: [A-Za-z0-9-]{{1,63}}\. ){{1,9}} [A-Za-z]{{2,24}} (?: [/?\#] {_PATH}? )?",
    "phone": _PHONE.format("0-9" + _EASTERN),
    "date": rf"""
        {_DATE.format("stroke")} (?: (?: T | ,?{_SPACE} ) {_TIME} )?
        (?: (?: {_DASH} | / ) {_DATE.format("second")} (?: (?: T | ,?{_SPACE} ) {_TIME} )? )? {_NO_MORE}
        | (?: [0-9]{{1,2}} {_DASH} )? [0-9]{{1,2}} (?: st | nd | rd | th )? {_SPACE} {_MONTH}
          (?: ,? {_SPACE} [0-9]{{4}} )?+ (?: ,? {_SPACE} {_TIME} )?+ {_NO_PHRASE}
        | {_MONTH} {_SPACE} [0-9]{{1,2}} (?: st | nd | rd | th )? (?: {_DASH} [0-9]{{1,2}} )? , {_SPACE} [0-9]{{4}}
          (?: ,? {_SPACE} {_TIME} )?+ {_NO_PHRASE}""",
    "range": rf"""
        {_QUANTITY} (?: {_DASH} | (?<= % ) / ) {_QUANTITY}
        (?: {_SPACE}? (?: {_UNIT} | {_CURRENCY_CODE} ) )? {_NO_MORE}""",
    "time": rf"{_CLOCK} {_ZONE}? {_NO_MORE}",
    "serial": r"[0-9]{1,20} (?: [/.:–-][0-9]{1,20} ){2,9} | [0-9]{4} (?: [ \u00a0][0-9]{4} ){3,5}",
    "version": rf"""
        (?: [vV] {_PARTS} {_STAGE}? | {_PARTS} {_STAGE} | IPv[46] ) {_NO_PHRASE}""",
    "hashtag": rf"\# (?= [0-9_]*+ [{_LTR_LETTER}] ) [{_LTR_LETTER}0-9_]++ {_NO_PHRASE}",
    "handle": rf"@ (?= [0-9_]*+ [{_LTR_LETTER}] ) [{_LTR_LETTER}0-9_]++ (?: \.[{_LTR_LETTER}0-9_]++ )*+ {_NO_PHRASE}",
    "code": rf"""
        [A-Z][A-Z0-9]*+ (?: [:/+._-] [A-Z0-9]++ )++
        (?: (?<= \.[A-Z] ) \. | {_SPACE} \([0-9]{{4}}\) | \([A-Z0-9]{{1,9}}\) )?+ {_NO_PHRASE}""",
    "amount": rf"""
        (?: {_PERSIAN_SIGNED} | (?:
            {_CURRENCY}? {_SIGNED} {_MAGNITUDE}?
                (?: {_MEASURE} | {_SPACE}? (?: {_UNIT} | {_CURRENCY_CODE} ) )
            | {_CURRENCY} {_SIGNED} {_MAGNITUDE}?
            | {_SIGNED} {_MAGNITUDE}
            | {_SIGN} {_NUMBER} ) {_NO_MORE} )""",
    # Words that follow one another, what they count and a bracket among them included: World Health Organization (WHO),
    # 5.2 million people.
    "foreign": rf"""
        (?= [@\#$€£¥+−]? [0-9] | [@\#]? -? [{_LTR_LETTER}] )
        (?: {_QUANTITY} (?: {_DASH} {_QUANTITY} )? {_SPACE} (?= [{_SMALL_LETTER}] | {_MONTH} )
        | (?= [@\#$€£¥]? [0-9]{{0,20}} (?: [.,][0-9]{{1,20}} ){{0,9}} [/-]? [{_LTR_LETTER}] ) )
        {_LTR_WORDS}
        (?: {_SPACE}? \( {_LTR_WORDS} \) (?: {_SPACE} {_LTR_WORDS} )?+ )*+
        (?: (?: (?<= \.[A-Za-z] ) | (?<= \.[ \u00a0][A-Z] ) | (?<= \b[CJS][or] ) | (?<= \b(?:Ltd|Inc|etc) ) ) \. )?""",
}
# What a token can begin with is looked at first: most characters of an Arabic text are none of these.
_LTR_START: Final = rf"(?= [0-9{_EASTERN}{_LTR_LETTER}_+−\-$€£¥₪₹₺₽(@\#%./~\\] )"
LTR_TOKEN: Final = re.compile(
    rf"{_LTR_START} (?<! [0-9A-Za-z{_EASTERN}] ) (?: "
    + " | ".join(rf"(?P<{kind}> {pattern} ) (?! [0-9A-Za-z{_EASTERN}] )" for kind, pattern in _LTR_KINDS.items())
    + ")",
    re.VERBOSE,
)
"""A token that goes from left to right in a text that goes from right to left; the name of its group is its kind."""

EASTERN_NUMBER: Final = re.compile(
    rf"""(?= [+−\-(٠۰] ) (?<! [0-9A-Za-z{_EASTERN}] )
    (?: (?P<phone> {_PHONE.format(_EASTERN)} ) | (?P<amount> {_PERSIAN_SIGNED} ) ) (?! [0-9A-Za-z{_EASTERN}] )""",
    re.VERBOSE,
)
"""A number in Arabic-Indic digits that goes from left to right in any text."""

# A word may hold marks of direction, joiners, the stroke of a hashtag, and in Hebrew the quotes of an abbreviation.
_IN_WORD: Final = rf"[{RTL_LETTER}{_RTL_DIGIT}\u061c\u200c\u200d\u200f]*+"
_RTL_WORD: Final = rf"""(?>
    (?: (?<! [0-9A-Za-z] ) [\#@] )? [{RTL_LETTER}{_RTL_DIGIT}] {_IN_WORD}
    (?: (?: _++ [0-9]*+ | (?<= [\u05d0-\u05ea] ) ["'”] (?= [\u05d0-\u05ea] ) ) {_IN_WORD} )*+ )"""
# An initial is a letter by itself, and its full stop does not end a sentence: د. أ. الخطيب
_INITIAL: Final = rf"(?<! [{RTL_LETTER}] [{RTL_LETTER}] ) (?<= [{RTL_LETTER}] ) \."
_RTL_NEXT: Final = rf"""
    (?: [ \u00a0،؛؟۔'’–-]{{1,3}} | [./:] | {_INITIAL} {_SPACE} )
    (?: [0-9]++ (?: [.,:/–-][0-9]++ )*+ %?+ {_SPACE} )?+ {_RTL_WORD}"""
_RTL_WORDS: Final = rf"{_RTL_WORD} (?: {_RTL_NEXT} )*+"
_NUMBER_BEHIND: Final = rf"(?: {_SPACE} [0-9]++ (?: [.,:/–-][0-9]++ )*+ %?+ )?+"
# In brackets or quotes, Arabic words belong to the Arabic words before them: وزارة (الصحة) الأردنية.
_INSIDE: Final = rf"{_RTL_WORDS} {_NUMBER_BEHIND}"
_RTL_BRACKET: Final = rf"(?: \( {_INSIDE} \) | « {_INSIDE} » | [“\"] {_INSIDE} [”\"] )"
_RTL_PHRASE: Final = rf"{_RTL_WORDS} (?: {_SPACE}? {_RTL_BRACKET} (?: {_SPACE} {_RTL_WORDS} )?+ )*+"
# What only Arabic script has at the end of a sentence belongs to it, and the full stop of the last of several initials.
# Where all that stands in quotes or brackets is Arabic, so are its full stops and the number at its end.
_RTL_QUOTED: Final = rf"""
    (?<= [“«"(] ) {_RTL_PHRASE} (?: (?: [.!…:]{{1,3}} | [؟؛۔]++ ) {_SPACE} {_RTL_PHRASE} )*+
    {_NUMBER_BEHIND} [.!…؟؛۔]{{0,3}}+ (?= [”»")] )"""
_RTL_END: Final = rf"(?: [؟؛۔]++ | (?<= [.][{RTL_LETTER}] ) \. | (?<= [.][ \u00a0][{RTL_LETTER}] ) \. )?+"
RTL_TOKEN: Final = re.compile(
    rf"(?= [\#@{RTL_LETTER}{_RTL_DIGIT}] ) (?: {_RTL_QUOTED} | {_RTL_PHRASE} {_RTL_END} )", re.VERBOSE
)
"""Words that go from right to left, one after the other, in a text that goes from left to right."""

RTL_TAG: Final = re.compile(
    rf"""(?<! [0-9A-Za-z_\#@.] ) [\#@] [{RTL_LETTER}] [{RTL_LETTER}{_RTL_DIGIT}0-9A-Za-z\u200c\u200d]*+
    (?: _++ [{RTL_LETTER}{_RTL_DIGIT}0-9A-Za-z\u200c\u200d]++ )*+""",
    re.VERBOSE,
)
"""A hashtag or a handle in a script that goes from right to left."""

FILE_END: Final = re.compile(rf"\.{_EXTENSION}(?![0-9A-Za-z])")
"""Where the name of a file ends."""

IN_FILE_NAME: Final = re.compile(rf"[{RTL_LETTER}{_EASTERN}0-9A-Za-z_.~\u200c\u200d-]")
"""A character of the name of a file in Arabic letters."""

LONGEST_FILE_NAME: Final = 255
"""The most that file systems take."""
