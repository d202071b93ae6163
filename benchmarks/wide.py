"""One incident of many parties and questions: what a command takes of it, in seconds of CPU and MB at most.

    python -m benchmarks.wide                                  # 300 parties, 600 questions: `sql positions`
    python -m benchmarks.wide --parties 7 --questions 2000 --claims 15000 -- stats

Every claim answers one question; most parties say nothing on most of them. 15,000 claims on 2,000 questions are as many
as a file may hold. Each command runs in a process of its own,
without the cache, and its answer goes nowhere. `sql` needs the environment of `make test-scale`. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.generate import WORDS

DAYS = [f"2031-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
QUESTION = {"ask": "What of it?", "answers": {"yes": "It is so.", "no": "It is not."}}
RECURRING = 20  # questions of a theme, for `crossref --theme so`


def main() -> None:
    """Make the incident, run the command, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parties", type=int, default=300)
    parser.add_argument("--questions", type=int, default=600)
    parser.add_argument("--claims", type=int, default=6000)
    parser.add_argument("--most", type=int, help="MB that the command may take at most")
    parser.add_argument("command", nargs="*", default=["sql", "positions", "--format", "jsonl"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wide(Path(folder), given.parties, given.questions, given.claims)
        words = [sys.executable, "-m", "claimcheck", *given.command, "--claims", folder]
        shape = f"{given.parties} parties, {given.questions} questions, {given.claims} claims"
        seconds, memory = taken(words)
        print(f"{shape}: `{' '.join(given.command)}` took {seconds:.1f} s of CPU, {memory:.0f} MB")
        if given.most is not None and memory > given.most:
            raise SystemExit(f"more than {given.most} MB")


def wide(folder: Path, parties: int, questions: int, claims: int) -> None:
    """Write the collection. Who says what on which day follows from the number of the claim."""
    names = [f"party-{number}" for number in range(parties)]
    asked = [f"question-{number}" for number in range(questions)]
    incident = {
        "title": "A long affair",
        "disputants": names[:2],
        "questions": {each: QUESTION | ({"theme": "so"} if at < RECURRING else {}) for at, each in enumerate(asked)},
        "sources": {f"herald-{each}": {"publisher": "Herald", "published": each} for each in DAYS},
        "claims": [_claim(number, names, asked) for number in range(claims)],
    }
    people = {
        "parties": {each: {"name": each.capitalize()} for each in names},
        "speakers": {f"speaker-{each}": {"name": f"Speaker of {each}", "party": each} for each in names},
    }
    (folder / "incidents").mkdir()
    for name, made in (("speakers", people), ("themes", {"so": QUESTION}), ("incidents/affair", incident)):
        (folder / f"{name}.yaml").write_text(json.dumps(made, indent=1), encoding="utf-8")


def _claim(number: int, names: list[str], asked: list[str]) -> dict[str, object]:
    mixed = number * 2654435761 % 2**32
    stance = ("asserts", "asserts", "suggests", "denies")[mixed // 7 % 4]
    return {
        "id": f"claim-{number}",
        "speaker": f"speaker-{names[mixed % len(names)]}",
        "stance": {stance: {asked[number % len(asked)]: ("yes", "no")[mixed // 31 % 2]}},
        "source": f"herald-{DAYS[mixed // 101 % len(DAYS)]}",
        "quote": " ".join(WORDS[(mixed + at * 97) % len(WORDS)] for at in range(12)) + f" {number}",
    }


def taken(words: list[str]) -> tuple[float, float]:
    """The seconds of CPU, and the MB at most, of a process.

    Raises:
        SystemExit: it failed, or had something to say, such as that it left the incident out.
    """
    anew = {**os.environ, "CLAIMCHECK_NO_CACHE": "1"}
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=said, env=anew) as process,
    ):
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = said.read().decode()
    if process.returncode or told:
        raise SystemExit(f"`{' '.join(words)}` ended with {process.returncode}: {told}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
