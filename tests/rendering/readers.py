"""Programs that take text out of PDF files, as a user's reader or script would."""

from __future__ import annotations

import io
from typing import Any

import pymupdf
import pypdf


def read_with_pypdf(data: bytes) -> str:
    """All pages by pypdf."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def read_with_pymupdf(data: bytes) -> str:
    """All pages by MuPDF."""
    open_document: Any = pymupdf.open  # without types
    with open_document(stream=data, filetype="pdf") as document:
        return "\n".join(page.get_text() for page in document)
