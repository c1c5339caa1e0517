"""``python -m benchmarks.parity``: how much the check of parity finds, how often it is wrong, and how long it takes."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import briefgen
from briefgen.checks.parity import parity_diagnostics
from tests.unit.checks.parity.corpora import WRITTEN, Measured, declaration, measure, written

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "liaison-office" / "briefing.yaml"
_ROUNDS = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parity", description="Measure the check of parity.")
    parser.add_argument("--list", action="store_true", help="also print what is missed and what is wrong")
    options = parser.parse_args(arguments)
    print("set                     pairs  with a false alarm      planted  found")
    groups = {name: written(name) for name in WRITTEN}
    measured = {name: measure(pairs) for name, pairs in groups.items()}
    measured["all written pairs"] = measure(*groups.values())
    measured |= {
        f"Declaration, en and {tag}": measure(declaration("en", tag)) for tag in ("ar", "fr", "fa", "ur", "he")
    }
    for name, result in measured.items():
        _print(name, result)
        if options.list:
            _print_list(result)
    briefing = briefgen.load(EXAMPLE)
    found = list(parity_diagnostics(briefing))
    taken = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        list(parity_diagnostics(briefing))
        taken.append(time.perf_counter() - start)
    print(f"the example: {len(found)} diagnostics, {statistics.median(taken) * 1000:.1f} ms warm")
    return 0


def _print(name: str, result: Measured) -> None:
    wrong, share = len(result.false), 100 * len(result.false) / result.pairs
    line = f"{name:24}{result.pairs:5}  {wrong:3}, {share:4.1f} %"
    if result.planted:
        line += f"             {result.planted:7}  {result.found}, {100 * result.found / result.planted:.1f} %"
    print(line)


def _print_list(result: Measured) -> None:
    for pair, findings in result.false:
        print(f"  wrong: {pair.first.plain} | {pair.second.plain}: {[finding.message for finding in findings]}")
    for pair, planted in result.missed:
        print(f"  missed: {planted} in {pair.first.plain} | {pair.second.plain}")


if __name__ == "__main__":
    raise SystemExit(main())
