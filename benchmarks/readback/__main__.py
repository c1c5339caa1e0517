"""``python -m benchmarks.readback``: what readers of PDF get back, from our files and from those of other tools."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.readback.invented import invented_lines
from benchmarks.readback.run import measure, other_tools
from tests.extraction.corpus import ARRANGEMENTS, Document, documents
from tests.extraction.measuring import REASONS
from tests.extraction.record import OURS, Record, in_other_font
from tests.rendering.readers import READERS, why_missing
from tools.readback_tables import readback_tables
from tools.write_tables import DOCS, renewed


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the arguments say and print it."""
    options = _options(arguments)
    missing = {reader: reason for reader in READERS if (reason := why_missing(reader))}
    if options.write and (missing or options.own or not options.arabic or options.invented is not None):
        print(
            f"the record needs our texts, every reader, the other tools and --arabic {missing or ''}", file=sys.stderr
        )
        return 1
    tools = [] if options.own else other_tools()
    readers = [reader for reader in READERS if reader not in missing]
    texts = documents() if options.invented is None else [invented_lines(options.invented)]
    record = measure(
        texts, readers, tools, lambda text: print(text, file=sys.stderr), arabic=options.arabic, keep=options.keep
    )
    for arrangement in ARRANGEMENTS:
        _print_table(record, arrangement)
    for name, reason in {**missing, **record.missing}.items():
        print(f"{name}: missing, {reason}")
    if options.lost:
        _print_lost(record, texts, options.lost)
    if options.write:
        record.write()
        page = DOCS / "reading-back.md"
        text = renewed(page.read_text(encoding="utf-8"), readback_tables())
        page.write_text(text, encoding="utf-8", newline="\n")

    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readback", description="Measure what is read back.")
    parser.add_argument("--own", action="store_true", help="only briefgen, without the other tools")
    parser.add_argument("--invented", type=int, metavar="SEED", help="take sixty mixed lines that nobody has seen")
    parser.add_argument("--lost", choices=READERS, help="also print the sentences of briefgen that a reader loses")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="also write the documents, to look at them")
    parser.add_argument(
        "--arabic", type=Path, metavar="FILE", nargs="*", default=[], help="try the other tools with this font too"
    )
    parser.add_argument("--write", action="store_true", help="write the record that the tests and the manual use")
    return parser.parse_args(arguments)


def _print_table(record: Record, arrangement: str) -> None:
    for font in (None, *record.fonts):
        suffix = "" if font is None else f", the other tools with {font}"
        print(f"\n{arrangement}{suffix}: sentences that come out, per cent, all / Arabic and mixed")
        tools = [tool if font is None or tool == OURS else in_other_font(tool, font) for tool in record.tools]
        print(f"{'':9}" + "".join(f"{tool:>14}" for tool in record.tools) + f"{'ratio':>14}")
        for reader in record.readers:
            cells = "".join(f"{_percents(record, arrangement, tool, reader):>14}" for tool in tools)
            print(f"{reader:9}{cells}{_ratios(record, arrangement, reader, font):>14}")
    print(f"\n{arrangement}, briefgen, per cent")
    print(f"{'':9}{'words':>9}{'as words':>10}{'exact with spaces':>19}{'foreign':>9}{'direction marks':>17}")
    for reader in record.readers:
        counts = record.counts[arrangement][OURS][reader]
        found, tokens = 100 * counts.words_found / record.words, 100 * counts.tokens_found / record.words
        spaced = 100 * counts.spaced / sum(record.sentences.values())
        print(f"{reader:9}{found:9.2f}{tokens:10.2f}{spaced:19.1f}{counts.foreign:9}{counts.direction_marks:17}")


def _percents(record: Record, arrangement: str, tool: str, reader: str) -> str:
    shares = (record.share(arrangement, tool, reader, with_english=with_english) for with_english in (True, False))
    return " / ".join(f"{100 * share:.1f}" for share in shares)


def _ratios(record: Record, arrangement: str, reader: str, font: str | None) -> str:
    found = []
    for with_english in (True, False):
        best = record.best_of_others(arrangement, reader, with_english=with_english, font=font)
        ours = record.share(arrangement, OURS, reader, with_english=with_english)
        found.append(f"{ours / best:.2f}" if best else "-")
    return " / ".join(found)


def _print_lost(record: Record, texts: Sequence[Document], reader: str) -> None:
    for arrangement in ARRANGEMENTS:
        for document in texts:
            lost = record.lost[arrangement][reader][document.name]
            for sentence in document.sentences:
                if reason := lost.get(str(sentence.place)):
                    print(f"{arrangement}, {sentence.kind} {sentence.place}: {REASONS[reason]}\n    {sentence.text}")


if __name__ == "__main__":
    sys.exit(main())
