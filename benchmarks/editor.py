"""Time `claimcheck lsp` in a made-up collection, as an editor feels it, beside the floor.

    python -m benchmarks.editor [--claims 20000] [--file 1000] [--edits 300]

The floor is what one keystroke needs in process: the incident loaded from its text, and its rules. A loaded machine
makes both slower; the ratio stays.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from claimcheck.checks.run import run
from claimcheck.checks.selection import selection
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from tests.editor.client import Client

_AT_EACH = 85
"""Claims of each of the other files."""


def main() -> None:
    """Write the collection, and time what an editor does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--file", type=int, default=1_000)
    parser.add_argument("--edits", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made(root, options.claims, options.file)
        _timed(root, options.edits)


def made(root: Path, claims: int, file: int) -> None:
    """A collection of so many claims: one file of some, the rest in files of 85; no party contradicts itself."""
    chance = random.Random(2009)  # noqa: S311 - the same on every run
    incidents = root / "claims" / "incidents"
    incidents.mkdir(parents=True)
    people = [f"  speaker-{at}:\n    name: Person {at} Sarnson\n    party: p{at % 8}" for at in range(600)]
    parties = [f"  p{at}: {{name: Party number {at}}}" for at in range(8)]
    shared = "\n".join(["parties:", *parties, "speakers:", *people])
    (root / "claims" / "speakers.yaml").write_text(f"{shared}\n", encoding="utf-8")
    (incidents / "big.yaml").write_text("\n".join(_incident("big", file, chance)), encoding="utf-8")
    for number in range((claims - file) // _AT_EACH):
        text = "\n".join(_incident(f"i{number}", _AT_EACH, chance))
        (incidents / f"i{number}.yaml").write_text(text, encoding="utf-8")


def _incident(name: str, claims: int, chance: random.Random) -> Iterator[str]:
    questions, sources = max(claims // 10, 2), max(claims // 8, 3)
    yield f"title: Incident {name}\ndate: 2031-01-01\ndisputants: [p0, p1]\nquestions:"
    for at in range(questions):
        yield f"  q{at}:\n    ask: What about {at}?\n    answers:\n      a: It was a {at}.\n      b: It was b {at}."
    yield "sources:"
    for at in range(sources):
        yield f"  s{at}:\n    publisher: Herald {at % 7}\n    published: 2031-0{1 + at % 9}-1{at % 9}\n    language: en"
    yield "claims:"
    for at in range(claims):
        who = chance.randrange(600)
        answer = "ab"[(who % 8 * 7 + at % questions) % 2]
        yield f"  - id: c{at}\n    speaker: speaker-{who}\n    stance:\n      asserts: {{q{at % questions}: {answer}}}"
        words = " ".join(chance.choice(("wall", "gate", "smoke", "crate", "night", "guard")) for _ in range(9))
        yield f"    source: s{chance.randrange(sources)}\n    quote: Of {name} number {at} they said {words}\n"


def _timed(root: Path, edits: int) -> None:
    path = root / "claims" / "incidents" / "big.yaml"
    floors = [floor(root) for _ in range(5)]
    began = time.perf_counter()
    client = Client(root)
    _told("start to `initialize`", [time.perf_counter() - began])
    client.open(path)
    _told("start to first diagnostics", [time.perf_counter() - began])
    _told("the floor: load one incident, its rules", [wall for wall, _ in floors])
    _told("the floor, processor time", [spent for _, spent in floors])
    uri, text = path.as_uri(), path.read_text(encoding="utf-8")
    at = text.index("quote: ", text.index("- id: c500") if "- id: c500" in text else 0) + len("quote: ")
    spent = spent_by(client)
    whole = [_keystroke(client, path, at + number, "x") for number in range(20)]
    sys.stdout.write(f"processor time of a keystroke: {50 * (spent_by(client) - spent):.0f} ms\n")
    half: list[float] = []
    asked: list[float] = []
    typed = '\n  - id: typed\n    speaker: speaker-7\n    stance: {asserts: {q1: a}}\n    quote: "'
    end = len(client.texts[uri])
    for number, key in enumerate(typed):
        took = _keystroke(client, path, end + number, key)
        (half if any(each["code"] == "syntax" for each in client.found[uri][1]) else whole).append(took)
    _told("keystroke to diagnostics, whole (0.1 s of it waiting)", whole)
    _told("keystroke to diagnostics, half-typed (the same)", half)
    resident = [memory(client)]
    for number in range(edits):
        client.type(path, at, "yz"[number % 2])
        time.sleep(0.02)
        if number % 5 == 0:
            began = time.perf_counter()
            client.at("completion" if number % 10 else "hover", path, text.index("speaker: ") + len("speaker: s"))
            asked.append(time.perf_counter() - began)
    _told("completion and hover while keys keep coming", asked)
    client.type(path, len(client.texts[uri]), '"')
    client.problems(path)
    began = time.perf_counter()
    client.at("rename", path, text.index("speaker: ") + len("speaker: s"), newName="somebody-else")
    _told("rename of a speaker over all files", [time.perf_counter() - began])
    resident.append(memory(client))
    sys.stdout.write(f"memory: {resident[0]:.0f} MB, after {edits} more edits {resident[1]:.0f} MB\n")
    client.stop()


def floor(root: Path) -> tuple[float, float]:
    """Elapsed and processor time of what a keystroke needs at least, were the whole file read for it."""
    folder = Folder(root / "claims", "claims/")
    shared = load(folder, ()).collection
    rules = selection().names
    began, spent = time.perf_counter(), time.process_time()
    loaded = load(folder, ["big"], shared)
    run(loaded.collection, loaded.locate, loaded.incident_of, names=rules)
    return time.perf_counter() - began, time.process_time() - spent


def _keystroke(client: Client, path: Path, offset: int, key: str) -> float:
    began = time.perf_counter()
    client.type(path, offset, key)
    client.problems(path)
    return time.perf_counter() - began


def spent_by(client: Client) -> float:
    """Seconds of processor time that the server has taken."""
    fields = Path(f"/proc/{client.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(client: Client) -> float:
    """Megabytes that the server has in memory."""
    status = Path(f"/proc/{client.process.pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


def _told(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    if not ordered:
        return
    late = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    sys.stdout.write(f"{what}: {1000 * statistics.median(ordered):.0f} ms, p95 {1000 * late:.0f} ms\n")


if __name__ == "__main__":
    main()
