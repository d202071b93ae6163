"""Coverage-guided fuzzing of what reads: `python -m tests.trust.fuzz TARGET SECONDS`, which `make fuzz` does.

`parse` is given bytes as one file; `check` a whole collection in memory: the bytes are cut at `\\x00--NAME` lines into
files; `names` a name that must not be read and a text; `rows` a table that is imported. What is found is kept in
`build/fuzz/crash-*`; put it into `tests/trust/test_found.py` when it is mended.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["claimcheck.store", "claimcheck.checks", "claimcheck.model", "claimcheck.reasoning", "claimcheck.exchange"]
):
    from claimcheck.characters import unseen
    from claimcheck.characters.folding import named, read
    from claimcheck.checks.run import run
    from claimcheck.errors import UsageError
    from claimcheck.exchange.from_csl_json import read_csl_json
    from claimcheck.exchange.incoming import read_csv, read_jsonl
    from claimcheck.exchange.mapping import Map
    from claimcheck.exchange.plan import plan
    from claimcheck.model.speaker import Speaker
    from claimcheck.reasoning.secrets import Secrets
    from claimcheck.store.load import load
    from claimcheck.store.parse import parse
    from claimcheck.store.tree import MAX_PROBLEMS

from tests.trust.memory import Memory, collection, joined

FIXTURE = Path(__file__).parent.parent / "fixtures" / "claims"
SECONDS = 5.0


def one_file(data: bytes) -> None:
    """A text is read or refused: nothing is raised, every problem has a place."""
    parsed = parse(data)
    assert len(parsed.problems) <= 3 * MAX_PROBLEMS + 1
    lines = data.count(b"\n") + 2 if b"\n" in data else data.count(b"\r") + 2
    for each in parsed.problems:
        assert 1 <= each.line <= lines  # as an editor counts
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


def protected_name(data: bytes) -> None:
    """A name in a text is found, and what is made of the text holds it no more."""
    started = time.process_time()
    name, _, text = data.decode("utf-8", errors="replace").partition("|")
    name, text = " ".join(name.split()), text[:2000]
    assert read(read(text)) == read(text)
    assert named(named(text)) == named(text)
    if not any(map(str.isalpha, named(name))):
        return
    secrets = Secrets((Speaker(name=name, known_as="a worker"),))
    assert secrets.in_text(f"So {name} said") or len(named(name)) < 3
    cleaned = secrets.cleaned(f"{text} {name} {text}")
    assert cleaned is None or not secrets.in_text(cleaned)
    secrets.in_id("a-b")
    secrets.in_address(text)
    assert time.process_time() - started < SECONDS


def imported_rows(data: bytes) -> None:
    """A table is read or refused, and each of its rows is taken or has a place and a reason."""
    known = load(Memory(collection(FIRE))).collection
    readers = ((read_csv, "claims"), (read_jsonl, "claims"), (read_csv, "speakers"), (read_csl_json, "sources"))
    for reader, kind in readers:
        try:
            found = reader("table", data)
            made, _ = plan("table", known, found, Map(kind).checked(found.columns))
        except UsageError:
            continue
        for each in made.troubles:
            assert each.row >= 1
            assert each.message


def seeds(what: str) -> list[bytes]:
    """Texts to begin with."""
    tree = {path.relative_to(FIXTURE).as_posix(): path.read_bytes() for path in sorted(FIXTURE.rglob("*.yaml"))}
    if what == "names":
        names = ("Xu Li|So Xu\u00adLi said", "Пётр Кузнецов|Петру, #KuznetsovPetr", "王小明|王 小明")
        return [each.encode() for each in names]
    if what == "rows":
        return [b"speaker,quote,source,incident\nwho,a,b,fire\n", b'{"speaker": "who"}\n', b'[{"id": "a"}]']
    rules = [path.read_bytes() for path in sorted(FIXTURE.parent.parent.joinpath("rules").glob("*.yaml"))]
    return (
        [*tree.values(), *rules]
        if what == "parse"
        else [joined(tree), *(joined({"incidents/fire.yaml": each}) for each in rules)]
    )


FIRE = joined({path.relative_to(FIXTURE).as_posix(): path.read_bytes() for path in sorted(FIXTURE.rglob("*.yaml"))})
TARGETS = {"parse": one_file, "check": whole_collection, "names": protected_name, "rows": imported_rows}


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
        atheris.Setup([sys.argv[0], folder, *options, *more], TARGETS[what])
        try:
            atheris.Fuzz()
        finally:
            dictionary.unlink(missing_ok=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
