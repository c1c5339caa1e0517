"""One run: every tool sets every document in both arrangements, and every reader reads what it wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import briefgen
from benchmarks.readback import with_fpdf2, with_html, with_libreoffice, with_typst
from benchmarks.readback.sheet import ARABIC, Missing, Sheet, Tool, family_of
from benchmarks.texts import side_by_side_texts
from tests.extraction.corpus import ARRANGEMENTS, Document, Writing
from tests.extraction.measuring import Reading, Reason, read_back, reason_for_loss
from tests.extraction.record import OURS, Counts, Record, in_other_font
from tests.rendering.readers import READERS, reader_version

WRITINGS: Final[tuple[Writing, ...]] = ("English", "Arabic", "mixed")
Say: TypeAlias = Callable[[str], None]

_Maker: TypeAlias = Callable[[Document, str], bytes]
_Texts: TypeAlias = Sequence[tuple[Document, str, Reading]]


def other_tools() -> list[Tool]:
    """The tools that ours is compared with."""
    return [with_typst.tool(), *with_html.tools(), with_fpdf2.tool(), with_libreoffice.tool()]


def measure(
    texts: Sequence[Document],
    readers: Sequence[str],
    tools: Sequence[Tool],
    say: Say,
    *,
    arabic: Sequence[Path] = (),
    keep: Path | None = None,
) -> Record:
    """Set, read and compare.

    Args:
        texts: what is set.
        readers: the names of readers that are here.
        tools: those beside briefgen; whichever is missing is named in the record.
        say: is told what is being done.
        arabic: files of faces that the other tools set Arabic in, beside ours.
        keep: a folder for the files, to look at them.
    """
    versions, missing = _look(tools)
    makers = _makers([tool for tool in tools if tool.name in versions], arabic)
    found = {}
    for arrangement in ARRANGEMENTS:
        for name, make in makers.items():
            say(f"{name}, {arrangement}")
            files = [(document, make(document, arrangement)) for document in texts]
            _keep(keep, name, arrangement, files)
            found[arrangement, name] = {reader: _read(reader, files) for reader in readers}
    any_texts = found[ARRANGEMENTS[0], OURS][readers[0]]
    writings = Counter(sentence.writing for document in texts for sentence in document.sentences)
    return Record(
        readers={reader: reader_version(reader) for reader in readers},
        tools=versions,
        missing=missing,
        fonts=tuple(family_of(file) for file in arabic),
        sentences={writing: writings[writing] for writing in WRITINGS},
        words=sum(reading.words for _, _, reading in any_texts),
        counts={
            arrangement: {
                name: {reader: _counts(texts) for reader, texts in found[arrangement, name].items()} for name in makers
            }
            for arrangement in ARRANGEMENTS
        },
        lost={
            arrangement: {reader: _lost(texts) for reader, texts in found[arrangement, OURS].items()}
            for arrangement in ARRANGEMENTS
        },
    )


def _look(tools: Sequence[Tool]) -> tuple[dict[str, str], dict[str, str]]:
    """The versions of the tools that are here, ours first, and why the others are not."""
    versions, missing = {OURS: briefgen.__version__}, dict[str, str]()
    for tool in tools:
        try:
            versions[tool.name] = tool.look()
        except Missing as reason:
            missing[tool.name] = str(reason)
    return versions, missing


def _makers(tools: Sequence[Tool], arabic: Sequence[Path]) -> dict[str, _Maker]:
    """What sets a document: briefgen, and each tool, with our fonts and with the others."""
    makers: dict[str, _Maker] = {OURS: _by_briefgen}
    for tool in tools:
        makers[tool.name] = _maker(tool, ARABIC)
        makers |= {in_other_font(tool.name, family_of(file)): _maker(tool, file) for file in arabic}
    return makers


def _by_briefgen(document: Document, arrangement: str) -> bytes:
    return briefgen.render(document.briefing, edition=arrangement).pdf


def _maker(tool: Tool, arabic: Path) -> _Maker:
    return lambda document, arrangement: tool.make(Sheet.of(side_by_side_texts(document.briefing), arrangement, arabic))


def _read(reader: str, files: Sequence[tuple[Document, bytes]]) -> _Texts:
    found = [(document, READERS[reader](data)) for document, data in files]
    return [(document, text, read_back(document, text)) for document, text in found]


def _keep(folder: Path | None, name: str, arrangement: str, files: Sequence[tuple[Document, bytes]]) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for document, data in files:
            Path(folder, f"{name}-{arrangement}-{document.name.replace(' ', '-')}.pdf").write_bytes(data)


def _counts(texts: _Texts) -> Counts:
    readings = [reading for _, _, reading in texts]
    exact = Counter(sentence.writing for reading in readings for sentence in reading.exact)
    return Counts(
        exact={writing: exact[writing] for writing in WRITINGS},
        spaced=sum(len(reading.spaced) for reading in readings),
        words_found=sum(reading.words_found for reading in readings),
        tokens_found=sum(reading.tokens_found for reading in readings),
        foreign=sum(reading.foreign for reading in readings),
        characters=sum(reading.characters for reading in readings),
        direction_marks=sum(reading.direction_marks for reading in readings),
    )


def _lost(texts: _Texts) -> dict[str, dict[str, Reason]]:
    return {
        document.name: {str(sentence.place): reason_for_loss(sentence, text) for sentence in reading.lost}
        for document, text, reading in texts
    }
