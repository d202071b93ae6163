"""Three filled sheets of a generated collection, with planted errors and holes; and how long it takes to measure them.

    python -m benchmarks.agreement --incidents 1000 --claims 20

Each incident has five questions. The time is that of `agreement` over three sheets with 2,000 samples, beside a cold
`check` of the same collection by the same program; whatever else the machine does falls on both. What was planted is
counted again: each coder has coded one unit in `--errors` otherwise, and left one in `--holes` open.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import generate

CLAIMCHECK = str(Path(sys.executable).with_name("claimcheck"))
FIFTH = "questions:\n  fifth:\n    ask: Was anybody seen?\n    answers: {seen: Somebody was., unseen: Nobody was.}\n"
CODERS = ("anna", "ben", "cleo")


def main() -> None:
    """Generate, fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=1000)
    parser.add_argument("--claims", type=int, default=20, help="claims an incident, on average")
    parser.add_argument("--samples", type=int, default=2000)
    parser.add_argument("--errors", type=int, default=50, help="one unit in so many is coded otherwise")
    parser.add_argument("--holes", type=int, default=25, help="one unit in so many is left open")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder to keep the collection and the sheets in")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp())
    try:
        claims, planted = make(folder, options.incidents, options.claims, options.errors, options.holes)
        checks, measures, peaks = [], [], []
        for _ in range(options.rounds):
            checks.append(run(folder, "check", "--no-cache")[0])
            seconds, peak, found = run(folder, *words(options.samples))
            measures.append(seconds)
            peaks.append(peak)
        told = {(each["unit"], each["question"]) for each in json.loads(found)["disagreements"]}
        check, measure = statistics.median(checks), statistics.median(measures)
        print(f"{claims:,} claims, 5 questions an incident, {len(CODERS)} coders, {options.samples:,} samples")
        print(f"agreement {measure:.2f} s; cold check {check:.2f} s; ÷ {measure / check:.2f}; peak {max(peaks):.0f} MB")
        print(f"planted {len(planted):,} disagreements, found {len(told):,}")
        if told != planted:
            raise SystemExit("what was planted is not what was found")
    finally:
        if options.keep is None:
            shutil.rmtree(folder)


def make(folder: Path, incidents: int, claims: int, errors: int, holes: int) -> tuple[int, set[tuple[str, str]]]:
    """A collection with five questions an incident and three sheets; how many claims, and where coders differ."""
    plan = generate.generate(folder, incidents, claims)
    for path in (folder / "claims" / "incidents").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("questions:\n", FIFTH, 1), encoding="utf-8")
    run(folder, "recode", "-o", "sheet.csv")
    chance = random.Random(1)  # noqa: S311 - the same sheets every time
    given: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for coder in CODERS:
        with (folder / "sheet.csv").open(encoding="utf-8", newline="") as source, (folder / f"{coder}.csv").open(
            "w", encoding="utf-8", newline=""
        ) as goal:  # fmt: skip
            reader = csv.DictReader(source)
            writer = csv.DictWriter(goal, reader.fieldnames or [])
            writer.writeheader()
            for row in reader:
                key = (row["unit"], row["question"])
                answer = row["answers"].partition(" = ")[0]
                code = ("asserts", answer) if sum(map(ord, "".join(key))) % 5 == 0 else ("nothing", "")
                if chance.random() < 1 / errors:
                    code = ("denies", answer)
                if chance.random() < 1 / holes:
                    code = ("", "")
                else:
                    given.setdefault(key, set()).add(code)
                writer.writerow(row | {"stance": code[0], "answer": code[1]})
    return plan.claims, {key for key, codes in given.items() if len(codes) > 1}


def words(samples: int) -> list[str]:
    """The call that is timed."""
    sheets = [f"{each}.csv" for each in CODERS]
    return ["agreement", *sheets, "--sheets-only", "--samples", str(samples), "--format", "json", "-o", "found.json"]


def run(folder: Path, *arguments: str) -> tuple[float, float, str]:
    """Seconds and peak memory (MB) of one call, and the record that it wrote."""
    began = time.perf_counter()
    child = subprocess.Popen([CLAIMCHECK, *arguments], cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(arguments)}: exit {os.waitstatus_to_exitcode(status)}")
    unit = 1 if sys.platform == "darwin" else 1024
    record = folder / "found.json"
    return seconds, usage.ru_maxrss * unit / 1e6, record.read_text(encoding="utf-8") if record.exists() else ""


if __name__ == "__main__":
    main()
