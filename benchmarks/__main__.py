"""``python -m benchmarks``: how long one document takes, beside other ways to make it. README.md says what is warm."""

from __future__ import annotations

import argparse
import json
import platform
import statistics
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import briefgen
from benchmarks import with_briefgen, with_reportlab, with_weasyprint
from benchmarks.measure import Contender, measure
from benchmarks.texts import side_by_side_texts

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "liaison-office" / "briefing.yaml"


def main() -> None:
    """Measure what the arguments say and print it."""
    options = _options()
    briefing = briefgen.load(options.briefing)
    content = side_by_side_texts(briefing)
    contenders = with_briefgen.contenders(briefing)
    skipped: dict[str, str] = {}
    contenders.append(with_reportlab.contender(content))
    weasyprint = with_weasyprint.contender(content)
    if isinstance(weasyprint, Contender):
        contenders.append(weasyprint)
    else:
        skipped["WeasyPrint"] = weasyprint
    measure(contenders, options.rounds)
    phases = with_briefgen.phases_ms(briefing, options.rounds) if options.phases else {}
    ltr, rtl = content.characters(rtl=False), content.characters(rtl=True)
    print(f"{options.briefing.name}, side by side: {ltr:,} characters left to right, {rtl:,} right to left.")
    print(f"Medians of {options.rounds} interleaved rounds in one process, Python {platform.python_version()}.\n")
    _print_table(contenders, skipped)
    _print_phases(phases)
    if options.keep:
        _keep(contenders, options.keep)
    if options.json:
        report = _report(contenders, skipped, phases, options.rounds)
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast briefgen is.")
    parser.add_argument("--rounds", type=_count, default=25, help="how often each one renders (default: %(default)s)")
    parser.add_argument("--phases", action="store_true", help="also measure the phases of briefgen")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="also write the documents, to look at them")
    parser.add_argument("--briefing", type=Path, default=EXAMPLE, help="a bilingual briefing (default: the example)")
    return parser.parse_args()


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("at least one round is needed")
    return count


def _print_table(contenders: Sequence[Contender], skipped: Mapping[str, str]) -> None:
    first = contenders[0]
    heads = ("median, ms", "ratio", "least, ms", "ratio", "file, kB", "pages")
    print(f"{'':32}" + "".join(f"{head:>11}" for head in heads))
    for contender in contenders:
        median, least = contender.median_ms, contender.least_ms
        times = f"{median:11.1f}{median / first.median_ms:11.2f}{least:11.1f}{least / first.least_ms:11.2f}"
        print(f"{contender.name:32}{times}{len(contender.document.pdf) / 1000:11.1f}{contender.document.pages:11}")
    for name, reason in skipped.items():
        print(f"{name:32}skipped, {reason}")


def _print_phases(phases: Mapping[str, Sequence[float]]) -> None:
    if phases:
        print(f"\n{'Phases of briefgen':32}{'median, ms':>11}{'least, ms':>22}")
    for name, times in phases.items():
        print(f"{name:32}{statistics.median(times):11.1f}{min(times):22.1f}")


def _keep(contenders: Sequence[Contender], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for i, contender in enumerate(contenders, 1):
        (folder / f"{i}-{contender.name.split()[0].strip(',').lower()}.pdf").write_bytes(contender.document.pdf)


def _report(
    contenders: Sequence[Contender],
    skipped: Mapping[str, str],
    phases: Mapping[str, Sequence[float]],
    rounds: int,
) -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("reportlab", "uharfbuzz", "deflate", "icu4py", "python-bidi")},
        "rounds": rounds,
        "contenders": [
            {
                "name": contender.name,
                "median_ms": round(contender.median_ms, 3),
                "least_ms": round(contender.least_ms, 3),
                "median_ratio": round(contender.median_ms / contenders[0].median_ms, 3),
                "least_ratio": round(contender.least_ms / contenders[0].least_ms, 3),
                "file_bytes": len(contender.document.pdf),
                "pages": contender.document.pages,
            }
            for contender in contenders
        ],
        "skipped": dict(skipped),
        "phases_ms": {name: round(statistics.median(times), 3) for name, times in phases.items()},
    }


if __name__ == "__main__":
    main()
