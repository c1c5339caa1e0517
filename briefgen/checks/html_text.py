"""The text of a page in HTML, as a reader sees it: blocks apart, and nothing that is not shown."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from briefgen.checks.plain_text import UnreadableTextError, marked_encoding

_BLOCKS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section
        select summary table tbody td tfoot th thead tr ul
        """,
    )
)
_NOT_SHOWN: Final = frozenset({"noscript", "script", "style", "template", "title"})

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
_BLOCK_BREAKS = re.compile(r" *\n(?: *\n)+ *")
_LINE_BREAK = re.compile(r" *\n *")

# The page says how it is encoded in its first 1,024 bytes (HTML, 4.2.5.4).
_DECLARED_WITHIN: Final = 1_024
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)")
# What the labels of the Encoding Standard, 4.2 mean: a page "in Latin 1" is in windows-1252.
_RENAMED: Final = {
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "unicode": "utf-8",
    "utf-16": "utf-8",
    "utf-16be": "utf-8",
    "utf-16le": "utf-8",
    "x-mac-roman": "mac-roman",
}
_KNOWN = re.compile(
    r"utf-?8|windows-125[0-8]|windows-874|iso-8859-(?:[2-8]|10|1[3-6])|koi8-[ru]|macintosh|gbk|gb2312|gb18030|big5|"
    r"euc-(?:jp|kr)|shift_jis|iso-2022-jp"
)


def html_text(data: bytes) -> str:
    """The text of a page; blocks are set apart by blank lines, and white space is collapsed.

    Scripts, styles, templates and the title are left out. What style sheets hide is not known, and stays.

    Raises:
        UnreadableTextError: the bytes are not in the encoding that the page names, or it names an unknown one.
    """
    parser = _Parser()
    parser.feed(_decoded(data))
    parser.close()
    text = _BLOCK_BREAKS.sub("\n\n", "".join(parser.pieces))
    return "\n\n".join(_LINE_BREAK.sub("\n", block).strip() for block in text.split("\n\n")).strip()


def _decoded(data: bytes) -> str:
    encoding = marked_encoding(data)
    if encoding is None:
        declared = _DECLARED.search(data[:_DECLARED_WITHIN])
        label = declared.group(1).decode("ascii").lower() if declared else "utf-8"
        encoding = _RENAMED.get(label, label)
        if encoding == label and not _KNOWN.fullmatch(label):
            raise UnreadableTextError(f'it says that its encoding is "{label}", which is not known')
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"it is not in its encoding, {encoding}: byte 0x{data[error.start]:02X} at offset {error.start:,}"
        raise UnreadableTextError(message) from error
    if "\x00" in text:
        raise UnreadableTextError("it has null characters, so it is no page in HTML")
    return text


class _Parser(HTMLParser):
    """Collects what is shown; a break between blocks is a blank line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden: str | None = None  # the element that is not shown, while in it
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the protocol
        if self._hidden is not None:
            self._depth += tag == self._hidden
        elif tag in _NOT_SHOWN:
            self._hidden, self._depth = tag, 1
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag == "br":
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML, only foreign elements close themselves: "<script/>" opens a script.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden is None:
            if tag in _BLOCKS:
                self.pieces.append("\n\n")
        elif tag == self._hidden:
            self._depth -= 1
            if not self._depth:
                self._hidden = None

    def handle_data(self, data: str) -> None:
        if self._hidden is None:
            self.pieces.append(_WHITE_SPACE.sub(" ", data))
