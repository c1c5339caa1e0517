"""Programs that take text out of PDF files, each as most users meet it: by its default call, page after page.

poppler is the program pdftotext. pdf.js needs node and the npm package pdfjs-dist, and ``NODE_PATH`` to find it. Both
may be missing; the other readers are Python packages of the group ``dev``.
"""

from __future__ import annotations

import functools
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import pymupdf
import pypdf
import pypdfium2

from tests.unit.pdf.reading import texts_by_element

Reader: TypeAlias = Callable[[bytes], str]

_PDFJS: Final = Path(__file__).with_name("read_pdfjs.mjs")


def read_with_pypdf(data: bytes) -> str:
    """All pages by pypdf."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def read_with_pymupdf(data: bytes) -> str:
    """All pages by MuPDF."""
    open_document: Any = pymupdf.open  # without types
    with open_document(stream=data, filetype="pdf") as document:
        return "\n".join(page.get_text() for page in document)


def read_with_pdfium(data: bytes) -> str:
    """All pages by PDFium, which is in Chrome and Edge."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def read_with_poppler(data: bytes) -> str:
    """All pages by pdftotext."""
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


def read_with_pdfjs(data: bytes) -> str:
    """All pages by pdf.js, which is in Firefox."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.pdf")
        path.write_bytes(data)
        return _node(str(path))


def read_tagged(data: bytes) -> str:
    """The structure tree, in its order, by a reader of our own: what a screen reader is given."""
    return "\n".join(texts_by_element(data, "Part"))


READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "poppler": read_with_poppler,
        "PDFium": read_with_pdfium,
        "pymupdf": read_with_pymupdf,
        "pypdf": read_with_pypdf,
        "pdf.js": read_with_pdfjs,
    }
)


def why_missing(reader: str) -> str:
    """Why a reader cannot be used here; empty where it can."""
    if reader == "poppler" and shutil.which("pdftotext") is None:
        return "pdftotext is not installed"
    if reader == "pdf.js":
        return _why_no_pdfjs()
    return ""


@functools.cache
def reader_version(reader: str) -> str:
    """The version of a reader that can be used here."""
    match reader:
        case "poppler":
            shown = subprocess.run(["pdftotext", "-v"], capture_output=True, check=True, text=True).stderr
            found = re.search(r"version ([0-9.]+)", shown)
            assert found is not None, shown
            return found.group(1)
        case "pdf.js":
            return _node("--version").strip()
        case "PDFium":
            info = pypdfium2.PDFIUM_INFO  # pypdfium2 has a version of its own
            return f"{info.major}.{info.minor}.{info.build}.{info.patch}"
        case _:
            return version(reader)


@functools.cache
def _why_no_pdfjs() -> str:
    if shutil.which("node") is None:
        return "node is not installed"
    try:
        _node("--version")
    except subprocess.CalledProcessError:
        return "node does not find pdfjs-dist; NODE_PATH names the folder node_modules that holds it"
    return ""


def _node(argument: str) -> str:
    return subprocess.run(["node", _PDFJS, argument], capture_output=True, check=True).stdout.decode()
