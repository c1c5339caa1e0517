"""What came out when it was last measured: ``python -m benchmarks.readback --write`` measures and writes it anew."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from tests.extraction.corpus import ARRANGEMENTS, Writing
from tests.extraction.measuring import Reason

FILE: Final = Path(__file__).with_name("measured.json")
OURS: Final = "briefgen"
# Mappings of mappings stand on lines of their own, the innermost ones on one line.
_INNERMOST: Final = re.compile(r"\{[^{}]*\}")
HOW_TO_RENEW: Final = "python -m benchmarks.readback --write"


def in_other_font(tool: str, family: str) -> str:
    """What a tool is called that sets Arabic in another font than ours."""
    return f"{tool}, {family}"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a reader gives back of the files of a tool, over all documents.

    Attributes:
        exact: of each writing, how many sentences come out, white space left out of the comparison.
        spaced: how many come out with their white space too.
        words_found: how many words occur in the text.
        tokens_found: how many of them stand there as words.
        foreign: presentation forms and private-use characters.
        characters: how many characters there are, without white space and marks of direction.
        direction_marks: how many invisible marks of direction, which nobody has written.
    """

    exact: Mapping[Writing, int]
    spaced: int
    words_found: int
    tokens_found: int
    foreign: int
    characters: int
    direction_marks: int


@dataclass(frozen=True, slots=True)
class Record:
    """One run of the benchmark.

    Attributes:
        readers: the version of each reader.
        tools: the version of each tool; the first is briefgen.
        missing: tools that were not there, with the reason.
        fonts: families of Arabic fonts that the other tools were also tried with, beside ours.
        sentences: how many of each writing are looked for.
        words: how many words there are.
        counts: for each arrangement, tool and reader; with another font, the tool is called by ``in_other_font``.
        lost: of our own files, for each arrangement and reader: the place of each lost sentence of a document, and why.
    """

    readers: Mapping[str, str]
    tools: Mapping[str, str]
    missing: Mapping[str, str]
    fonts: Sequence[str]
    sentences: Mapping[Writing, int]
    words: int
    counts: Mapping[str, Mapping[str, Mapping[str, Counts]]]
    lost: Mapping[str, Mapping[str, Mapping[str, Mapping[str, Reason]]]]

    def write(self) -> None:
        """Write it to its file."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        text = _INNERMOST.sub(lambda match: " ".join(match.group().split()), text)
        FILE.write_text(text + "\n", encoding="utf-8", newline="\n")

    @classmethod
    def read(cls) -> Record:
        """The one that was written last."""
        data: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
        counts = {
            arrangement: {
                tool: {reader: Counts(**values) for reader, values in readers.items()}
                for tool, readers in data["counts"][arrangement].items()
            }
            for arrangement in ARRANGEMENTS
        }
        return cls(**{**data, "counts": counts})

    def share(self, arrangement: str, tool: str, reader: str, *, with_english: bool) -> float:
        """The share of all sentences that come out, or of the Arabic and mixed ones."""
        exact = self.counts[arrangement][tool][reader].exact
        counted = [writing for writing in self.sentences if with_english or writing != "English"]
        return sum(exact[writing] for writing in counted) / sum(self.sentences[writing] for writing in counted)

    def best_of_others(self, arrangement: str, reader: str, *, with_english: bool, font: str | None = None) -> float:
        """The largest share of a tool that is not ours, with our fonts or with another one; 0 where there is none."""
        others = [tool if font is None else in_other_font(tool, font) for tool in self.tools if tool != OURS]
        shares = (self.share(arrangement, tool, reader, with_english=with_english) for tool in others)
        return max(shares, default=0.0)
