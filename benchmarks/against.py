"""This build beside an earlier one, by turns on the same files: what has become slower, or larger?

    python -m benchmarks.against af115c9 [--claims 20000] [--pairs 7]

Of the revision a wheel is made and put into an environment of its own with the dependencies that its lock names, as is
done with the files as they stand here; environments are kept in `benchmarks/.cache`. The collection is the one that the
earlier build ships, and a generated one. Start-up and answers that are given again are counted in instructions, by
callgrind where valgrind is there: a count does not depend on what else the machine does. Everything else is CPU time
of the process and its children (medians of pairs) and the peak of its memory. Without a revision, the one that
`benchmarks/before.txt` names.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import generate

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = HERE / ".cache"
INSTRUCTIONS, SECONDS, MEMORY = 1.03, 1.05, 1.05
"""How much of the earlier build's cost the new one's may be."""
ROWS = 2_000
INCIDENT = "glukhov-2009"


@dataclass(frozen=True)
class Build:
    """A build: what it is called, and its program."""

    name: str
    program: Path

    def run(
        self, *words: str, folder: Path, before: tuple[str, ...] = (), **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Call it; the same hashes every time."""
        variables = {**os.environ, "PYTHONHASHSEED": "0", "XDG_CACHE_HOME": str(folder / f".cache-{self.name}"), **env}
        command = [*before, str(self.program.with_name("python")), str(self.program), *words]
        return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Cost:
    """What a call took: seconds of CPU, and kilobytes at the most."""

    seconds: float
    memory: int


def main() -> None:
    """Build, measure by turns, print; exit 1 if something costs more than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision", nargs="?", default=(HERE / "before.txt").read_text(encoding="utf-8").strip())
    parser.add_argument("--claims", type=int, default=20_000, help="claims of the generated collection")
    parser.add_argument("--pairs", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="claimcheck-against-") as name:
        folder = Path(name)
        builds = (build(given.revision, folder / "before"), build(None, folder / "after"))
        print(f"before: {given.revision}; after: the files as they stand; medians of {given.pairs} pairs\n")
        print("| what | before | after | after / before | at most |\n|---|--:|--:|--:|--:|")
        too_much = [*_in_instructions(builds, folder), *_in_seconds(builds, folder, given.claims, given.pairs)]
    sys.exit(f"more than it may be: {', '.join(too_much)}" if too_much else 0)


# Two builds


def build(revision: str | None, source: Path) -> Build:
    """A revision (None: the files as they stand) as a wheel in an environment, which is made if it is not there."""
    source.mkdir()
    if revision:
        files = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True, check=True).stdout
        subprocess.run(["tar", "-x"], cwd=source, input=files, check=True)
    else:
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        for each in (each for each in names if (ROOT / each).is_file()):
            (source / each).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / each, source / each)
    lock = (source / "requirements-dev.lock").read_text(encoding="utf-8")
    pins = "".join(f"{each}\n" for each in re.findall(r"^[a-z0-9][^ \\\n]*==[^\\\n]+", lock, re.MULTILINE))
    name = revision[:12] if revision else "after"
    home = CACHE / f"{name}-{hashlib.sha256(f'{sys.version}{pins}'.encode()).hexdigest()[:8]}"
    program = Build("before" if revision else "after", home / "bin" / "claimcheck")
    if revision and program.program.exists():
        return program
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"], cwd=source, check=True, capture_output=True
    )
    (wheel,) = (source / "dist").iterdir()
    if not program.program.exists():
        print(f"making {home.relative_to(ROOT)} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
    (home / "pins.txt").write_text(pins, encoding="utf-8")
    pip = [str(home / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "uninstall", "--yes", "claimcheck-ledger"], check=True, stderr=subprocess.DEVNULL)
    subprocess.run([*pip, "install", "--constraint", str(home / "pins.txt"), str(wheel)], check=True)
    return program


# What is counted


def _in_instructions(builds: tuple[Build, Build], folder: Path) -> Iterator[str]:
    """Start-up, and answers that were given before, on the collection that the earlier build ships."""
    if shutil.which("valgrind") is None:
        print("skipped, for there is no valgrind: instructions", file=sys.stderr)
        return
    builds[0].run("demo", ".", folder=folder)
    for words in (["--version"], ["--help"], ["contrast", INCIDENT], ["list"], ["check"]):
        found = []
        for each in builds:
            for _ in range(2):  # compiled, and the answer kept
                each.run(*words, folder=folder)
            found.append(_instructions(each, words, folder))
        yield from _row(f"`{' '.join(words)}`", "M instructions", [each / 1e6 for each in found], INSTRUCTIONS)


def _instructions(build: Build, words: list[str], folder: Path) -> int:
    counter = ("valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}")
    done = build.run(*words, folder=folder, before=counter)
    return int(re.findall(r"Collected : (\d+)", done.stderr)[0])


def _in_seconds(builds: tuple[Build, Build], folder: Path, claims: int, pairs: int) -> Iterator[str]:
    """What is done anew: a cold check, of the shipped and of a large collection, and an import."""
    large = folder / "large"
    generate.generate(large, max(claims // 20, 1), 20)
    table = folder / "rows.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["speaker", "source", "draft", "quote"])
        speaker, source = _voices(folder / "claims" / "incidents" / f"{INCIDENT}.yaml")
        writer.writerows([speaker, source, "true", f"Words of the row {number}"] for number in range(ROWS))
    imports = ("import", str(table), "--incident", INCIDENT, "--write")

    def fresh() -> None:
        shutil.rmtree(folder / "fresh", ignore_errors=True)
        shutil.copytree(folder / "claims", folder / "fresh" / "claims")

    for what, where, words, before in (
        ("cold `check`, shipped collection", folder, ("check", "--no-cache"), None),
        (f"cold `check`, {claims:,} claims", large, ("check", "--no-cache"), None),
        (f"`import` of {ROWS:,} rows", folder / "fresh", imports, fresh),
    ):
        costs: tuple[list[Cost], list[Cost]] = ([], [])
        for _ in range(pairs):
            for kept, each in zip(costs, builds, strict=True):
                if before is not None:
                    before()
                kept.append(_cost(each, words, where))
        seconds = [statistics.median(cost.seconds for cost in each) for each in costs]
        memory = [statistics.median(cost.memory for cost in each) / 1024 for each in costs]
        yield from _row(what, "s", seconds, SECONDS)
        yield from _row(what, "MB", memory, MEMORY)


def _cost(build: Build, words: tuple[str, ...], folder: Path) -> Cost:
    """Through a process of its own, of which the system counts what its children took."""
    program = (
        "import resource, subprocess, sys\n"
        "status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "if status.returncode not in (0, 1): sys.exit(status.stderr.decode())\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
    )
    done = build.run(*words, folder=folder, before=(sys.executable, "-c", program))
    if done.returncode:
        sys.exit(f"{build.name}: {' '.join(words)}: {done.stderr}")
    seconds, memory = done.stdout.split()
    return Cost(float(seconds), int(memory))


def _voices(incident: Path) -> tuple[str, str]:
    """A speaker and a source of an incident."""
    text = incident.read_text(encoding="utf-8")
    return tuple(re.findall(rf"^    {key}: (\S+)$", text, re.MULTILINE)[0] for key in ("speaker", "source"))


def _row(what: str, unit: str, found: list[float], most: float) -> Iterator[str]:
    """One line of the table; what costs more than it may."""
    before, after = found
    print(f"| {what}, {unit} | {before:,.2f} | {after:,.2f} | {after / before:.3f} | {most} |", flush=True)
    if after / before > most:
        yield f"{what}, {unit}"


if __name__ == "__main__":
    main()
