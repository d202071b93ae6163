"""The shipped SQL questions put to archives of 10^5 to 10^7 claims, on DuckDB and on Spark: seconds, memory, disk.

    make bench-archives                                                        # 10^5 claims on both: some minutes
    make bench-archives ARCHIVES='--duckdb 100000 1000000 10000000 --spark 100000 1000000 --write'    # an hour

Each question is asked in a process of its own, which makes all that the question is built on and the whole answer
inside the engine, and brings only counts out of it. First a small archive is compared, value by value, with what
`claimcheck export parquet` makes of the same collection in files; then every count of states and shifts that was
planted has to be found. `--keep FILE` remembers what has been measured, so that a run can go on where another stopped.
Archives are made in the temporary folder (`TMPDIR`) and removed: some 75 MB for a million claims, beside what an engine
writes. Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from benchmarks.archive import Planted, archive, as_files
from claimcheck.exchange.parquet import part
from claimcheck.exchange.tables import TABLES

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "performance.md"
BEGIN, END = "<!-- archives: begin -->\n", "<!-- archives: end -->\n"
QUESTIONS = ("contested", "positions", "silent", "shifts", "clashes", "crossref", "wording", "origins")
"""Those that users ask; all others are what these are built on."""
OF = {
    "contested": "SELECT state, COUNT(*) AS found FROM contested GROUP BY state",
    "shifts": "SELECT COUNT(*) AS found FROM (SELECT DISTINCT collection, incident FROM shifts) AS incidents",
}
"""What is asked of a question; of any other, how many rows it has."""
ENGINES = {"duckdb": "DuckDB", "spark": "Spark"}
SMALL = 1000


@dataclass(frozen=True)
class Measured:
    """One question to one archive: what it took, and what came out."""

    seconds: float
    starting: float
    """Of these, until the engine was ready to be asked."""
    memory: float
    """GB that all its processes held at most, together."""
    disk: float
    """GB that it wrote to the temporary folder, at most."""
    found: list[list[Any]]


def main() -> None:
    """Compare, make, ask, count and print; write the table to the page with `--write`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ENGINES:
        parser.add_argument(f"--{name}", type=int, nargs="*", default=[100_000], help="numbers of claims")
    parser.add_argument("--collection", type=int, default=50_000, help="claims in one collection")
    parser.add_argument("--memory", type=int, nargs=2, default=[16, 8], help="GB that DuckDB and Spark may take")
    parser.add_argument("--cores", type=int, default=2, help="on which all runs")
    parser.add_argument("--most", type=int, default=1800, help="seconds for one question")
    parser.add_argument("--keep", type=Path, help="remember what has been measured in this file")
    parser.add_argument("--write", action="store_true", help=f"write the table to {PAGE.name}")
    parser.add_argument("--ask", nargs=3, metavar=("ENGINE", "QUESTION", "DIR"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        ask_one(*given.ask, memory=dict(zip(ENGINES, given.memory, strict=True))[given.ask[0]])
        return
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: given.cores])
    compare()
    kept = Kept(given.keep)
    for claims in sorted({*given.duckdb, *given.spark}):
        engines = [name for name in ENGINES if claims in getattr(given, name)]
        wanted = [(name, each) for name in engines for each in QUESTIONS if kept.get(name, each, claims) is None]
        if not wanted:
            continue
        with made(claims, given.collection, kept) as (folder, planted):
            for name, question in wanted:
                measured = measure(given, name, question, folder)
                kept.put(name, question, claims, measured)
                print(f"{claims:>12,}  {name:6}  {question:10}  {cell(measured)}", flush=True)
                see_to_it(planted, question, measured)
    table = "".join(rows(kept, given))
    print(table)
    if given.write:
        text = PAGE.read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        PAGE.write_text(before + BEGIN + table + END + rest.split(END)[1], encoding="utf-8")


class Kept:
    """What has been measured, in memory and, where a file is given, in that."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.all: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else {}

    def get(self, engine: str, question: str, claims: int) -> Measured | None:
        """One measurement; None if it has not been made."""
        found = self.all.get(f"{engine} {question} {claims}")
        return Measured(**found) if found else None

    def put(self, engine: str, question: str, claims: int, measured: Measured | None) -> None:
        """Remember one measurement; None is one that took too long."""
        self.note(f"{engine} {question} {claims}", asdict(measured) if measured else None)

    def note(self, key: str, what: object) -> None:
        """Remember anything."""
        self.all[key] = what
        if self.path:
            self.path.write_text(json.dumps(self.all, indent=1) + "\n", encoding="utf-8")

    def sizes(self, engine: str) -> list[int]:
        """The numbers of claims at which an engine was asked."""
        return sorted({int(key.split()[2]) for key in self.all if key.startswith(f"{engine} ")})


# What is made


def compare() -> None:
    """See to it that the tables of the generator are those that the program makes of the same collection in files."""
    from pyarrow.parquet import read_table  # noqa: PLC0415

    name = "archive-00000"
    with tempfile.TemporaryDirectory(prefix="claimcheck-bench-") as scratch:
        root = Path(scratch)
        archive(root / "made", SMALL)
        for file, text in as_files(root / "made", name).items():
            path = root / "claims" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        words = ["export", "parquet", str(root / "exported"), "--collection", name, "--claims", str(root / "claims")]
        subprocess.run([sys.executable, "-m", "claimcheck", *words, "--strict"], check=True, stderr=subprocess.DEVNULL)
        for table in TABLES:
            ours, theirs = (
                read_table(root / each / part(table.name, name), partitioning=None) for each in ("made", "exported")
            )
            if not (ours.equals(theirs) and ours.schema.equals(theirs.schema, check_metadata=True)):
                sys.exit(f"the generated table `{table.name}` is not the one that is exported")
    print(f"{SMALL:,} claims: all {len(TABLES)} tables as `claimcheck export parquet` makes them")


@contextlib.contextmanager
def made(claims: int, collection: int, kept: Kept) -> Iterator[tuple[Path, Planted]]:
    """An archive, until it has been asked."""
    with tempfile.TemporaryDirectory(prefix="claimcheck-archive-") as name:
        began = time.perf_counter()
        planted = archive(Path(name), claims, collection)
        seconds, size = time.perf_counter() - began, held(Path(name))
        print(f"{claims:>12,}  claims in {planted.collections:,} collections: {size / 1e6:,.0f} MB, {seconds:.0f} s")
        kept.note(f"archive {claims}", {"bytes": size, "collections": planted.collections, "seconds": seconds})
        yield Path(name), planted


def see_to_it(planted: Planted, question: str, measured: Measured | None) -> None:
    """End the run if what was planted is not what was found."""
    if measured is None:
        return
    found = measured.found
    if question == "contested" and dict(map(tuple, found)) != planted.states:
        sys.exit(f"planted {planted.states}, found {found}")
    if question == "shifts" and found != [[planted.shifts]]:
        sys.exit(f"planted {planted.shifts} incidents with a shift, found {found}")


# What is measured


def measure(given: argparse.Namespace, engine: str, question: str, folder: Path) -> Measured | None:
    """Ask in a process of its own; None if that takes longer than it may."""
    words = ["--ask", engine, question, str(folder), "--memory", *map(str, given.memory)]
    with tempfile.TemporaryDirectory(prefix="claimcheck-bench-") as scratch, Room(Path(scratch)) as room:
        began = time.perf_counter()
        try:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.archives", *words],
                env={**os.environ, "TMPDIR": scratch},
                stdout=subprocess.PIPE,
                check=True,
                timeout=given.most,
            )
        except subprocess.TimeoutExpired:
            return None
        seconds = time.perf_counter() - began
    said = json.loads(done.stdout)
    return Measured(seconds, said["starting"], said["memory"], room.most / 1e9, said["found"])


def ask_one(name: str, question: str, folder: str, *, memory: int) -> None:
    """What the process of its own does: ask, and print what came out as JSON."""
    from claimcheck.exchange.engines import engine  # noqa: PLC0415

    began = time.perf_counter()
    with engine(name, Path(folder), memory) as ask:
        starting = time.perf_counter() - began
        found = ask(OF.get(question, f"SELECT COUNT(*) AS found FROM {question}")).rows  # noqa: S608
        memory_used = peak(os.getpid()) / 1e6
    print(json.dumps({"starting": starting, "memory": memory_used, "found": found}))


def peak(process: int) -> int:
    """The kB that a process and all that it started held at most; of each its own most, so rather too many."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        children = [each.read_text(encoding="utf-8") for each in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:  # it has ended
        return 0
    own = (int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return next(own, 0) + sum(peak(int(child)) for each in children for child in each.split())


class Room:
    """How much a folder holds at most, looked at four times a second."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.most = folder, 0
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(0.25):
            self.most = max(self.most, held(self.folder))


def held(folder: Path) -> int:
    """The bytes below a folder, of which files may go while they are counted."""
    size = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                size += os.stat(os.path.join(root, name)).st_size  # noqa: PTH116, PTH118 - thousands of them
    return size


# What is told


def rows(kept: Kept, given: argparse.Namespace) -> Iterable[str]:
    """The table, and how it came about."""
    columns = [(name, claims) for name in ENGINES for claims in kept.sizes(name)]
    yield "| |" + "".join(f" {ENGINES[name]}, {power(claims)} |" for name, claims in columns) + "\n"
    yield "|---|" + "---:|" * len(columns) + "\n"
    for question in QUESTIONS:
        cells = (told(kept, name, question, claims) for name, claims in columns)
        yield f"| `{question}` | " + " | ".join(cells) + " |\n"
    disks = []
    for name, claims in columns:
        most = max((each.disk for question in QUESTIONS if (each := kept.get(name, question, claims))), default=0)
        disks.append(f"{most:.1f} GB")
    yield "| on disk, at most | " + " | ".join(disks) + " |\n"
    sizes = {claims: kept.all[f"archive {claims}"] for claims in sorted({claims for _, claims in columns})}
    yield "\nThe archives: "
    yield "; ".join(
        f"{power(claims)} claims in {each['collections']:,} collections, {each['bytes'] / 1e6:,.0f} MB "
        f"({each['bytes'] / claims:.0f} bytes a claim)"
        for claims, each in sizes.items()
    )
    yield f".\n{platform.system()}, {given.cores} processors, Python {platform.python_version()}; "
    yield f"DuckDB {version('duckdb')} with at most {given.memory[0]} GB, "
    yield f"Spark {version('pyspark')} in one process with at most {given.memory[1]} GB for Java.\n"


def told(kept: Kept, engine: str, question: str, claims: int) -> str:
    """One cell: what it took, or that it took too long, or nothing where it was not asked."""
    if f"{engine} {question} {claims}" not in kept.all:
        return ""
    return cell(kept.get(engine, question, claims))


def cell(measured: Measured | None) -> str:
    """Seconds and GB."""
    if measured is None:
        return "too long"
    seconds = f"{measured.seconds:.1f}" if measured.seconds < 10 else f"{measured.seconds:.0f}"
    return f"{seconds} s, {measured.memory:.1f} GB"


def power(claims: int) -> str:
    """A number of claims as people write it: `10⁷`."""
    digits = str(claims)
    if set(digits[1:]) != {"0"} or digits[0] != "1":
        return f"{claims:,}"
    return "10" + "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(each)] for each in str(len(digits) - 1))


if __name__ == "__main__":
    main()
