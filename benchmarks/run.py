"""Each measurement beside its peer, in one run: medians of interleaved rounds, as a table.

    python -m benchmarks.run            # 20,000 claims, 9 rounds: some twenty minutes
    python -m benchmarks.run --small    # 200 claims, 1 round: whether it all runs and finds what was planted
    python -m benchmarks.run --large    # growth: 200,000 claims too

Whatever else the machine does falls on both sides of a ratio; milliseconds alone say little. A peer that cannot be had
is skipped by name. No number fails a run; a clash that was planted and not found does.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import pty
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import generate

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "explanation" / "performance.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
CLAIMCHECK = str(Path(sys.executable).with_name("claimcheck"))
SHIPPED = HERE.parent / "claims"
PYTHON = "python -c pass"


@dataclass(frozen=True)
class Program:
    """Something to time: its command line, where it runs, and what has to be done before each time."""

    words: list[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    terminal: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the table: what is measured, over what, and how large the quotient may be."""

    what: str
    ours: str
    peer: str
    reach: float
    dream: float


ROWS = (
    Row("`--version`", "version", PYTHON, 2.0, 1.6),
    Row("`--help`", "help", PYTHON, 9, 6),
    Row("TAB completion", "completion", PYTHON, 9, 6),
    Row("`contrast` of a shipped incident, on a terminal", "contrast again", PYTHON, 18, 9),
    Row("the same, not asked before", "contrast", PYTHON, 18, 9),
    Row("`list` of the shipped collection, on a terminal", "list again", PYTHON, 18, 9),
    Row("the same, not asked before", "list", PYTHON, 18, 9),
    Row("`contrast` of one incident among all", "contrast among", "contrast alone", 1.15, 1.0),
    Row("cold `check`", "check cold", "bean-check cold", 0.85, 0.42),
    Row("cold `check`", "check cold", "yamllint", 1 / 14, 1 / 30),
    Row("cold `check`", "check cold", "check-jsonschema", 1 / 10, 1 / 20),
    Row("warm `check`", "check warm", "bean-check warm", 0.15, 0.09),
    Row("warm `search`", "search again", "bean-check warm", 0.15, 0.09),
    Row("the same, not asked before", "search", "bean-check warm", 0.15, 0.09),
    Row("`list claims`, all rows, piped", "claims again", "hledger register", 1 / 8, 1 / 15),
    Row("the same, not asked before", "claims", "hledger register", 1 / 8, 1 / 15),
    Row("`check` after an edit of one file", "check edited", "bean-check edited", 1 / 8, 1 / 15),
    Row("`crossref`, warm", "crossref again", "bean-check warm", 1.0, 0.3),
    Row("`wording --theme`, warm", "wording again", "bean-check warm", 1.0, 0.3),
    Row("`crossref --similar`", "similar again", "bean-check cold", 0.5, 0.25),
    Row("the same, not asked before", "similar", "bean-check cold", 0.5, 0.25),
)

COLD = ("check cold", "claims", "search", "similar")
AGAIN = ("check edited", "check warm", "claims again", "search again", "crossref again", "wording again")
"""What is asked of ten times as many claims, once and, of the others, for the second time."""


@dataclass
class Bench:
    """A collection, what is beside it, and the seconds of every round."""

    root: Path
    claimcheck: str
    programs: dict[str, Program] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)

    @property
    def collection(self) -> Path:
        """The folder that holds the generated `claims/`."""
        return self.root / "many"


def main() -> None:
    """Generate, measure, count and print; write the table to the page with `--write`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="200 claims, one round, no page written")
    parser.add_argument("--large", action="store_true", help="also 200,000 claims, once: growth and memory")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--peers", type=Path, default=None, help="a virtual environment that holds the peers")
    parser.add_argument("--write", action="store_true", help=f"write the table to {PAGE.name}")
    parser.add_argument("--claimcheck", default=CLAIMCHECK, help="the program; default: that of this Python")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="claimcheck-bench-") as name:
        bench = Bench(Path(name), given.claimcheck)
        incidents = 10 if given.small else 1000
        plan = generate.generate(bench.collection, incidents, 20)
        found = count(bench, bench.collection / "claims")
        print(f"planted and found: {found} of {plan.states} ({plan.claims} claims)")
        if found != plan.states:
            sys.exit("what was planted is not what was found")
        recall = alike(bench, bench.collection / "claims", plan.alike)
        prepare(bench, given.peers)
        measure(bench, 1 if given.small else given.rounds)
        table = "".join([*rows(bench), f"\nRecall of planted near-duplicates (30 % of words changed): {recall:.3f}.\n"])
        if given.large:
            table += growth(bench)
    print(table)
    if given.write and not given.small:
        text = PAGE.read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        PAGE.write_text(before + BEGIN + table + END + rest.split(END)[1], encoding="utf-8")


# What is counted


def count(bench: Bench, claims: Path) -> dict[str, int]:
    """How many questions are in each state."""
    items = ask(bench, "list", "questions", "--claims", str(claims), "--format", "json")["items"]
    states = [each["state"] for each in items]
    return {state: states.count(state) for state in generate.STATES}


def alike(bench: Bench, claims: Path, planted: Iterable[tuple[str, str]]) -> float:
    """How many of the planted pairs of quotes `crossref --similar` finds."""
    items = ask(bench, "crossref", "--similar", "--claims", str(claims), "--format", "json")["items"]
    pairs = {frozenset(each) for each in planted}
    known = {
        frozenset(f"{place['incident']}/{place['claim']}" for place in (one, other))
        for each in items
        for one in each["places"]
        for other in each["others"]
    }
    return len(pairs & known) / len(pairs)


def ask(bench: Bench, *words: str) -> dict[str, Any]:
    """An answer as JSON."""
    done = subprocess.run([bench.claimcheck, *words, "--no-cache"], capture_output=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


# What is timed


def prepare(bench: Bench, given: Path | None) -> None:
    """Name every program, and make what it reads."""
    alone = bench.root / "alone"
    incident = "incident-00005"
    (alone / "claims" / "incidents").mkdir(parents=True)
    for name in ("speakers.yaml", "themes.yaml", f"incidents/{incident}.yaml"):
        shutil.copy(bench.collection / "claims" / name, alone / "claims" / name)
    ledgers = bench.root / "ledgers"
    ledgers.mkdir()
    shutil.copytree(bench.collection, bench.root / "edited")  # or an edit would make every answer a new one
    # in a process of its own: whoever starts a program lends it the memory that it holds itself
    subprocess.run([sys.executable, "-m", "benchmarks.peers", bench.collection / "claims", ledgers], check=True)
    schema = subprocess.run([bench.claimcheck, "schema", "incident"], capture_output=True, check=True).stdout
    (ledgers / "incident.schema.json").write_bytes(schema)
    shipped = min(path.stem for path in (SHIPPED / "incidents").glob("*.yaml"))
    completion = [
        "_CLAIMCHECK_COMPLETE=complete_bash",
        "COMP_WORDS=claimcheck contrast ",
        "COMP_CWORD=2",
        bench.claimcheck,
    ]

    def ours(*words: str, folder: Path = bench.collection, terminal: bool = False) -> Program:
        return Program([bench.claimcheck, *words], folder, terminal=terminal)

    bench.programs = {
        PYTHON: Program([sys.executable, "-c", "pass"], bench.root),
        "version": ours("--version"),
        "help": ours("--help"),
        "completion": Program(["env", *completion], bench.collection),
        "contrast": ours("contrast", shipped, "--no-cache", folder=SHIPPED.parent, terminal=True),
        "contrast again": ours("contrast", shipped, folder=SHIPPED.parent, terminal=True),
        "list": ours("list", "--no-cache", folder=SHIPPED.parent, terminal=True),
        "list again": ours("list", folder=SHIPPED.parent, terminal=True),
        "contrast among": ours("contrast", incident, "--no-cache"),
        "contrast alone": ours("contrast", incident, "--no-cache", folder=alone),
        "check cold": ours("check", "--no-cache"),
        "check warm": ours("check"),
        "check edited": Program(
            [bench.claimcheck, "check"], bench.root / "edited", edit(bench.root / "edited", "*/incidents/*.yaml")
        ),
        "search": ours("search", "harbour", "letter", "--no-cache"),
        "search again": ours("search", "harbour", "letter"),
        "claims": ours("list", "claims", "--no-cache"),
        "claims again": ours("list", "claims"),
        "crossref again": ours("crossref"),
        "wording again": ours("wording", "--theme", "taken-or-left"),
        "similar again": ours("crossref", "--similar"),
        "similar": ours("crossref", "--similar", "--no-cache"),
    }
    bean = found(bench, "bean-check", given)
    for state in ("cold", "warm", "edited") if bean else ():
        (ledgers / state).mkdir()
        ledger = Path(shutil.copy(ledgers / "claims.beancount", ledgers / state))
        words = [bean, *(["--no-cache"] if state == "cold" else []), str(ledger)]
        before = edit(ledger.parent, "*.beancount") if state == "edited" else lambda: None
        bench.programs[f"bean-check {state}"] = Program(words, ledgers, before)
    if hledger := found(bench, "hledger", given):
        bench.programs["hledger register"] = Program(
            [hledger, "-f", str(ledgers / "claims.journal"), "register"], ledgers
        )
    if yamllint := found(bench, "yamllint", given):
        bench.programs["yamllint"] = Program([yamllint, "-d", "relaxed", "claims"], bench.collection)
    if validator := found(bench, "check-jsonschema", given):
        files = [str(path) for path in sorted((bench.collection / "claims" / "incidents").iterdir())]
        schema_file = str(ledgers / "incident.schema.json")
        bench.programs["check-jsonschema"] = Program([validator, "--schemafile", schema_file, *files], bench.collection)


def found(bench: Bench, name: str, given: Path | None) -> str:
    """Where a peer is; nothing, and its name among those left out, where it cannot be had."""
    path = shutil.which(name, path=f"{given / 'bin' if given else ''}{os.pathsep}{os.environ['PATH']}") or ""
    if not path:
        bench.skipped.append(name)
    return path


def edit(folder: Path, pattern: str) -> Callable[[], None]:
    """What changes one of some files each time it is called: a comment more at its end."""
    chance = random.Random(2009)  # noqa: S311

    def change() -> None:
        with chance.choice(sorted(folder.glob(pattern))).open("a", encoding="utf-8") as stream:
            stream.write(f"# {chance.random()}\n" if "yaml" in pattern else f"; {chance.random()}\n")

    return change


def measure(bench: Bench, rounds: int) -> None:
    """Run everything in turn, in another order each round; what takes a minute is not run again."""
    chance = random.Random(2009)  # noqa: S311
    for name, program in bench.programs.items():
        bench.seconds[name] = []
        once(bench, program)  # files into memory, caches filled
    for _ in range(rounds):
        for name in chance.sample(list(bench.programs), len(bench.programs)):
            if sum(bench.seconds[name]) < 60:
                bench.seconds[name].append(once(bench, bench.programs[name])[0])


def once(bench: Bench, program: Program) -> tuple[float, float]:
    """The seconds that one run takes, and the MB that it holds at most."""
    program.before()
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, "TERM": "xterm-256color", "XDG_CACHE_HOME": str(bench.root / "cache"), "LC_ALL": "C.UTF-8"}
    ours, theirs = pty.openpty() if program.terminal else (-1, subprocess.DEVNULL)
    if program.terminal:
        threading.Thread(target=drain, args=(ours,), daemon=True).start()
    began = time.perf_counter()
    child = subprocess.Popen(
        program.words, cwd=program.folder, env=environment, stdout=theirs, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if program.terminal:
        os.close(theirs)
    if child.returncode not in (0, 1):
        sys.exit(f"{' '.join(program.words[:4])} ended with {child.returncode}")
    return seconds, used.ru_maxrss / 1000


def drain(terminal: int) -> None:
    """Read what a program prints on a terminal, until it has ended."""
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            pass
    os.close(terminal)


# What is told


def rows(bench: Bench) -> Iterable[str]:
    """The table, and how it came about."""
    yield "| what | ÷ | measured | reach | dream | ms |\n|---|---|---:|---:|---:|---:|\n"
    for row in ROWS:
        if row.peer not in bench.seconds:
            yield f"| {row.what} | {row.peer} | skipped | | | |\n"
            continue
        ours, peer = (statistics.median(bench.seconds[each]) for each in (row.ours, row.peer))
        name = row.peer.replace("contrast alone", "that incident alone")
        yield (
            f"| {row.what} | {name} | **{share(ours / peer)}** | {share(row.reach)} | {share(row.dream)} "
            f"| {ours * 1000:,.0f} ÷ {peer * 1000:,.0f} |\n"
        )
    rounds = max(map(len, bench.seconds.values()))
    used = once(bench, bench.programs["check cold"])[1]
    yield f"\nMedians of {rounds} interleaved rounds (of 1 to {rounds} where a run takes long). "
    yield f"Peak memory of the cold `check`: {used:,.0f} MB.\n"
    yield f"{platform.platform()}, {os.cpu_count()} processors, Python {platform.python_version()}; "
    yield ", ".join(filter(None, map(version, ("bean-check", "hledger", "yamllint", "check-jsonschema"), [bench] * 4)))
    yield f".{' Skipped: ' + ', '.join(bench.skipped) + '.' if bench.skipped else ''}\n"


def share(value: float) -> str:
    """A quotient: as `1/14` where it is small."""
    return f"1/{1 / value:.0f}" if value < 0.14 else f"{value:.2f}" if value < 3 else f"{value:.1f}"


def version(name: str, bench: Bench) -> str:
    """What a peer says of itself."""
    known = [program.words[0] for key, program in bench.programs.items() if key.partition(" ")[0] == name]
    if not known:
        return ""
    done = subprocess.run([known[0], "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"\d+(?:\.\d+)+", done.stdout + done.stderr)
    return f"{name} {number.group() if number else '?'}"


def growth(bench: Bench) -> str:
    """Ten times as many claims: how many times as long, and how much memory."""
    large = Bench(bench.root / "large", bench.claimcheck)
    generate.generate(large.collection, 10_000, 20)
    lines = ["\n| 200,000 claims in 10,000 files | seconds | ÷ 20,000 claims | peak, MB |\n|---|---:|---:|---:|\n"]
    for name in (*COLD, *AGAIN):
        program = bench.programs[name]
        before = edit(large.collection, "*/incidents/*.yaml") if name == "check edited" else program.before
        moved = Program(program.words, large.collection, before)
        if name in AGAIN:
            once(large, moved)
        seconds, used = once(large, moved)
        times = seconds / statistics.median(bench.seconds[name])
        lines.append(f"| {name} | {seconds:.2f} | {times:.1f} | {used:,.0f} |\n")
    return "".join(lines)


if __name__ == "__main__":
    main()
