"""Coverage-guided fuzzing of what reads: `python -m tests.trust.fuzz parse|check SECONDS`, which `make fuzz` does.

`parse` is given bytes as one file; `check` a whole collection in memory: the bytes are cut at `\\x00--NAME` lines into
files. What is found is kept in `build/fuzz/crash-*`; put it into `tests/trust/test_found.py` when it is mended.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["claimcheck.store", "claimcheck.checks", "claimcheck.model"]):
    from claimcheck.characters import unseen
    from claimcheck.checks.run import run
    from claimcheck.store.load import load
    from claimcheck.store.parse import MAX_PROBLEMS, parse

from tests.trust.memory import Memory, collection, joined

FIXTURE = Path(__file__).parent.parent / "fixtures" / "claims"
SECONDS = 5.0


def one_file(data: bytes) -> None:
    """A text is read or refused: nothing is raised, every problem has a place."""
    parsed = parse(data)
    assert len(parsed.problems) <= 2 * MAX_PROBLEMS + 1
    for each in parsed.problems:
        assert each.line >= 1
        assert each.column >= 1
        assert each.message


def whole_collection(data: bytes) -> None:
    """A collection is loaded and checked: nothing is raised, every finding is one visible line with a place."""
    started = time.process_time()
    loaded = load(Memory(collection(data)))
    found = [*loaded.diagnostics, *run(loaded.collection, loaded.locate, loaded.incident_of, whole=True)]
    for each in found:
        line = each.sentence()
        assert unseen(line) == []
        assert "\n" not in line
        assert each.location.line >= 1
        assert each.location.column >= 1
    assert time.process_time() - started < SECONDS


def seeds(what: str) -> list[bytes]:
    """Texts to begin with."""
    tree = {path.relative_to(FIXTURE).as_posix(): path.read_bytes() for path in sorted(FIXTURE.rglob("*.yaml"))}
    rules = [path.read_bytes() for path in sorted(FIXTURE.parent.parent.joinpath("rules").glob("*.yaml"))]
    return (
        [*tree.values(), *rules]
        if what == "parse"
        else [joined(tree), *(joined({"incidents/fire.yaml": each}) for each in rules)]
    )


def main(what: str, seconds: str, *more: str) -> None:
    """Fuzz for some seconds; libFuzzer's own words go to stderr."""
    with tempfile.TemporaryDirectory() as folder:
        for number, each in enumerate(seeds(what)):
            Path(folder, f"seed-{number}").write_bytes(each)
        dictionary = Path(folder).with_suffix(".dict")
        words = [
            "claims:",
            "\\x0a  - ",
            "stance:",
            "asserts:",
            "restates:",
            "replaces:",
            "quote:",
            "&a",
            "*a",
            "!!x",
            "? ",
            "|-",
            "\\x00--",
            "speakers.yaml",
        ]
        dictionary.write_text("".join(f'"{word}"\n' for word in words))
        options = [
            f"-max_total_time={seconds}",
            "-timeout=10",
            "-rss_limit_mb=1500",
            "-max_len=20000",
            f"-dict={dictionary}",
        ]
        atheris.Setup([sys.argv[0], folder, *options, *more], {"parse": one_file, "check": whole_collection}[what])
        try:
            atheris.Fuzz()
        finally:
            dictionary.unlink(missing_ok=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
