"""The tables of the page about reading back, from the record of ``python -m benchmarks.readback --write``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.extraction.corpus import ARRANGEMENTS, documents
from tests.extraction.measuring import REASONS, Reason
from tests.extraction.record import OURS, Record, in_other_font
from tools.stage_tables import table

_KINDS = {
    "example": "the example briefing",
    "declaration": "the Universal Declaration",
    "A": "A: long lines that wrap",
    "B": "B: joined letters, foreign names",
    "C": "C: lam-alef",
    "D": "D: vowel marks",
    "E": "E: letters beyond Arabic, signs",
    "F": "F: files, versions, codes",
    "G": "G: numbers and digits",
    "H": "H: brackets and quotation marks",
    "I": "I: telephones, addresses, dates",
    "J": "J: words that people search for",
}


def readback_tables() -> dict[str, str]:
    """The tables of the page, by their names."""
    record = Record.read()
    tables = {
        "versions": _versions(record),
        "readers": _readers(record),
        "kinds": _kinds(record),
        "reasons": _reasons(record),
    }
    for arrangement in ARRANGEMENTS:
        tables[f"others-{arrangement}"] = _others(record, arrangement, None)
        for font in record.fonts:
            tables[f"others-{arrangement}-{font.lower().replace(' ', '-')}"] = _others(record, arrangement, font)
    return tables


def _versions(record: Record) -> str:
    rows = [*record.readers.items(), *((tool, version) for tool, version in record.tools.items() if tool != OURS)]
    missing = [(tool, f"missing: {reason}") for tool, reason in record.missing.items()]
    return table(("Program", "Version"), [*rows, *missing])


def _readers(record: Record) -> str:
    """What comes out of our own files."""
    rows = []
    sentences = sum(record.sentences.values())
    for reader in record.readers:
        for arrangement in ARRANGEMENTS:
            counts = record.counts[arrangement][OURS][reader]
            shares = [record.share(arrangement, OURS, reader, with_english=english) for english in (True, False)]
            found = [*shares, counts.spaced / sentences, counts.words_found / record.words]
            found.append(counts.tokens_found / record.words)
            marks = f"{1000 * counts.direction_marks / counts.characters:.0f}"
            rows.append((reader, arrangement, *map(_percent, found), str(counts.foreign), marks))
    heads = (
        "Reader",
        "Edition",
        "Sentences",
        "Arabic and mixed",
        "With their spaces",
        "Words",
        "Words apart",
        "Foreign",
        "Direction marks",
    )
    return table(heads, rows)


def _kinds(record: Record) -> str:
    """How many sentences of each kind come out: one after the other / side by side."""
    of_kind = Counter(sentence.kind for document in documents() for sentence in document.sentences)
    lost = {
        (arrangement, reader): Counter(kind for kind, _ in _losses(record, arrangement, reader))
        for arrangement in ARRANGEMENTS
        for reader in record.readers
    }
    rows = [
        (
            shown,
            str(of_kind[kind]),
            *(
                " / ".join(str(of_kind[kind] - lost[arrangement, reader][kind]) for arrangement in ARRANGEMENTS)
                for reader in record.readers
            ),
        )
        for kind, shown in _KINDS.items()
    ]
    return table(("Kind", "Of", *record.readers), rows)


def _reasons(record: Record) -> str:
    """How many sentences are lost for each reason: one after the other / side by side."""
    rows = []
    for reason, shown in REASONS.items():
        cells = [
            " / ".join(
                str(sum(why == reason for _, why in _losses(record, arrangement, reader)))
                for arrangement in ARRANGEMENTS
            )
            for reader in record.readers
        ]
        rows.append((shown, *cells))
    return table(("What is wrong", *record.readers), rows)


def _losses(record: Record, arrangement: str, reader: str) -> Iterator[tuple[str, Reason]]:
    """The kind and the reason of each sentence that a reader loses."""
    for document in documents():
        places: Mapping[str, Reason] = record.lost[arrangement][reader][document.name]
        for sentence in document.sentences:
            if str(sentence.place) in places:
                yield sentence.kind, places[str(sentence.place)]


def _others(record: Record, arrangement: str, font: str | None) -> str:
    """All sentences / Arabic and mixed ones that come out of the files of each tool, and how often the best as many."""
    rows: list[Sequence[str]] = []
    for reader in record.readers:
        cells, ratios = [], []
        for tool in record.tools:
            name = tool if font is None or tool == OURS else in_other_font(tool, font)
            shares = [record.share(arrangement, name, reader, with_english=english) for english in (True, False)]
            cells.append(" / ".join(map(_percent, shares)))
        for english in (True, False):
            best = record.best_of_others(arrangement, reader, with_english=english, font=font)
            ours = record.share(arrangement, OURS, reader, with_english=english)
            ratios.append(f"{ours / best:.1f}" if best else "–")
        rows.append((reader, *cells, " / ".join(ratios)))
    return table(("Reader", *record.tools, "Times the best"), rows)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
