"""Mutation testing: change one thing in the program, run the tests that pass there, and see whether one of them fails.

    python -m benchmarks.mutants [--sample N] [--json FILE] claimcheck/model/when.py claimcheck/reasoning -- tests

With `--again FILE` only those changes are tried that had not been noticed when FILE was written (by `--json`); with
what was noticed then, they make the score.

Every change that can be made to a file is compiled into it once, behind a switch: a test run in a forked process turns
one of them on. So thousands of changes cost one start of pytest, functions under decorators are changed too, and it is
known which test passes through which change, also where the test starts a process of its own.

Changed are comparisons, `and`, `or`, `not`, conditions, numbers, words, `+` and its kin, what is returned, calls whose
result nobody takes, `raise`, `break`, `continue`, `any` and `all`, `min` and `max`, `sorted`; inside functions only.
Sentences for people (texts with a space in them) are left alone.
"""

from __future__ import annotations

import argparse
import ast
import atexit
import copy
import functools
import importlib.machinery
import importlib.util
import json
import os
import random
import resource
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent
ACTIVE = "CLAIMCHECK_MUTANT"
FILES = "CLAIMCHECK_MUTATED"
REACHED = "CLAIMCHECK_REACHED"
MOST_BYTES = 4_000_000_000
MOST_SECONDS = 30.0
"""Of tests for one change, the fastest first; what is not noticed by then counts as not noticed."""

_COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COUNT: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
}
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where, and from what to what."""

    number: int
    file: str
    line: int
    before: str
    after: str


@dataclass
class Switch:
    """Which change is on, and which were passed."""

    active: int = -1
    recording: bool = False
    reached: set[int] = field(default_factory=set)

    def pick(self, first: int, count: int) -> int:
        """0 for the program as it is, else the place of the active change among `count` from `first` on."""
        if self.recording:
            self.reached.update(range(first, first + count))
        place = self.active - first
        return place + 1 if 0 <= place < count else 0


SWITCH = Switch()


class Mutator(ast.NodeTransformer):
    """Puts every change of a file behind a switch."""

    def __init__(self, file: str, first: int) -> None:
        """`first` is the number of its first change."""
        self.file = file
        self.mutants: list[Mutant] = []
        self.first = first
        self.depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """For `ast.NodeTransformer`."""
        self.depth += 1
        begin = 1 if ast.get_docstring(node, clean=False) is not None else 0
        node.body = node.body[:begin] + [self.visit(each) for each in node.body[begin:]]
        self.depth -= 1
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """For `ast.NodeTransformer`."""
        node.body = [self.visit(each) for each in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """For `ast.NodeTransformer`."""
        if node.value is not None and self.depth:
            node.value = self.visit(node.value)
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """For `ast.NodeTransformer`."""
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                each.value = self.visit(each.value)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """For `ast.NodeTransformer`."""
        variants = []
        for place, operator in enumerate(node.ops):
            for other in _COMPARE[type(operator)]:
                variant = copy.deepcopy(node)
                variant.ops[place] = other()
                variants.append(variant)
        return self._switch(node, variants)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """For `ast.NodeTransformer`."""
        other = copy.deepcopy(node)
        other.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        shorter = []
        for place in range(len(node.values)):
            variant = copy.deepcopy(node)
            del variant.values[place]
            shorter.append(variant if len(variant.values) > 1 else variant.values[0])
        return self._switch(node, [other, *shorter])

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """For `ast.NodeTransformer`."""
        return self._switch(node, [copy.deepcopy(node.operand)])

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """For `ast.NodeTransformer`."""
        if type(node.op) not in _COUNT:
            return self.generic_visit(node)
        variant = copy.deepcopy(node)
        variant.op = _COUNT[type(node.op)]()
        return self._switch(node, [variant])

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """For `ast.NodeTransformer`."""
        return self._switch_statement(self.generic_visit(node), copy.deepcopy(node), ast.Pass())

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """For `ast.NodeTransformer`."""
        value = node.value
        if isinstance(value, bool):
            other: bool | int | float | str = not value
        elif isinstance(value, int | float):
            other = value + 1
        elif isinstance(value, str) and " " not in value.strip():
            other = f"X{value}"
        else:
            return node
        return self._switch(node, [ast.Constant(other)])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """For `ast.NodeTransformer`."""
        if isinstance(node.func, ast.Name) and node.func.id == "cast":
            return node
        variants = []
        if isinstance(node.func, ast.Name) and node.func.id in _NAMES:
            variant = copy.deepcopy(node)
            variant.func = ast.Name(_NAMES[node.func.id], ast.Load())
            if node.func.id == "sorted":
                variant.keywords = []
            variants.append(variant)
        return self._switch(node, variants)

    def visit_If(self, node: ast.If) -> ast.AST:
        """For `ast.NodeTransformer`."""
        return self._condition(node)

    def visit_While(self, node: ast.While) -> ast.AST:
        """For `ast.NodeTransformer`."""
        return self._condition(node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """For `ast.NodeTransformer`."""
        return self._condition(node)

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        """For `ast.NodeTransformer`."""
        tests = [self._negated(each) for each in node.ifs]
        node.iter = self.visit(node.iter)
        node.ifs = tests
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """For `ast.NodeTransformer`."""
        if node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None):
            return node
        before = copy.deepcopy(node)
        return self._switch_statement(self.generic_visit(node), before, ast.Return(ast.Constant(None)))

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """For `ast.NodeTransformer`."""
        if not isinstance(node.value, ast.Call):
            return self.generic_visit(node)
        before = copy.deepcopy(node)
        return self._switch_statement(self.generic_visit(node), before, ast.Pass())

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """For `ast.NodeTransformer`."""
        before = copy.deepcopy(node)
        return self._switch_statement(self.generic_visit(node), before, ast.Pass())

    def visit_Break(self, node: ast.Break) -> ast.AST:
        """For `ast.NodeTransformer`."""
        return self._switch_statement(node, node, ast.Pass())

    def visit_Continue(self, node: ast.Continue) -> ast.AST:
        """For `ast.NodeTransformer`."""
        return self._switch_statement(node, node, ast.Pass())

    def _condition(self, node: Any) -> ast.AST:  # noqa: ANN401
        test = self._negated(node.test)
        node.test = ast.Constant(value=True)
        if isinstance(node, ast.IfExp):
            node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        else:
            node.body = [self.visit(each) for each in node.body]
            node.orelse = [self.visit(each) for each in node.orelse]
        node.test = test
        return node  # type: ignore[no-any-return]

    def _negated(self, test: ast.expr) -> ast.expr:
        """A condition and its opposite; a comparison has one already."""
        if isinstance(test, ast.Compare | ast.UnaryOp | ast.BoolOp):
            return self.visit(test)  # type: ignore[no-any-return]
        return self._switch(test, [ast.UnaryOp(ast.Not(), copy.deepcopy(test))])  # type: ignore[return-value]

    def _switch(self, node: ast.expr, variants: Sequence[ast.expr]) -> ast.AST:
        if not self.depth:
            return node
        first = self._noted(node, variants)
        whole = self.generic_visit(node)
        if not variants:
            return whole
        result: ast.expr = whole  # type: ignore[assignment]
        for place, variant in enumerate(variants):
            result = ast.IfExp(_is(first, len(variants), place + 1), variant, result)
        return ast.copy_location(result, node)

    def _switch_statement(self, node: ast.AST, before: ast.AST, other: ast.stmt) -> ast.AST:
        if not self.depth:
            return node
        first = self._noted(before, [other])
        return ast.copy_location(ast.If(_is(first, 1, 1), [other], [node]), before)  # type: ignore[list-item]

    def _noted(self, node: ast.AST, variants: Sequence[ast.AST]) -> int:
        first = self.first + len(self.mutants)
        line = getattr(node, "lineno", 0)
        for number, each in enumerate(variants, start=first):
            self.mutants.append(Mutant(number, self.file, line, ast.unparse(node), ast.unparse(each)))
        return first


def _is(first: int, count: int, place: int) -> ast.expr:
    arguments: list[ast.expr] = [ast.Constant(first), ast.Constant(count)]
    call = ast.Call(ast.Name("__pick__", ast.Load()), arguments, [])
    return ast.Compare(call, [ast.Eq()], [ast.Constant(place)])


class Loader(importlib.machinery.SourceFileLoader):
    """Compiles a file with all its changes in it."""

    tree: ast.Module

    def get_code(self, fullname: str) -> CodeType | None:
        """Never from a cache."""
        del fullname
        return compile(self.tree, self.path, "exec")

    def exec_module(self, module: ModuleType) -> None:
        """With the switch within reach."""
        module.__dict__["__pick__"] = SWITCH.pick
        super().exec_module(module)


class Finder:
    """Finds the modules that are changed."""

    def __init__(self, files: Iterable[Path]) -> None:
        """`files` are inside the project; each gets its changes in the order given."""
        self.mutants: list[Mutant] = []
        self.loaders: dict[str, Loader] = {}
        for path in files:
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            mutator = Mutator(path.relative_to(ROOT).as_posix(), len(self.mutants))
            loader = Loader(name, str(path))
            loader.tree = ast.fix_missing_locations(mutator.visit(ast.parse(path.read_bytes())))
            self.loaders[name] = loader
            self.mutants += mutator.mutants

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """For importlib."""
        del path, target
        loader = self.loaders.get(name)
        return None if loader is None else importlib.util.spec_from_file_location(name, loader.path, loader=loader)


def install(files: Iterable[Path]) -> Finder:
    """Have some files imported with all their changes in them."""
    finder = Finder(files)
    sys.meta_path.insert(0, finder)
    return finder


def in_a_process() -> None:
    """What a Python process that a test has started does first (its `sitecustomize` calls this)."""
    install(Path(each) for each in os.environ[FILES].split(os.pathsep))
    SWITCH.active = int(os.environ.get(ACTIVE, "-1"))
    folder = os.environ.get(REACHED)
    if folder:
        SWITCH.recording = True
        atexit.register(
            lambda: Path(folder, str(os.getpid())).write_text(" ".join(map(str, SWITCH.reached)), encoding="ascii")
        )


@dataclass
class Known:
    """What a test did when nothing was changed."""

    seconds: float
    reached: list[int]


class Plugin:
    """Runs the tests that pytest has collected once for every change."""

    def __init__(self, mutants: Sequence[Mutant], workers: int, folder: Path) -> None:
        """`folder` takes what processes have to say."""
        self.mutants, self.workers, self.folder = mutants, workers, folder
        self.by_number = {each.number: each for each in mutants}
        self.outcomes: dict[int, str] = {}
        self.first: frozenset[str] = frozenset()

    def pytest_collection(self) -> None:
        """A failure need not be made small: that it fails is enough."""
        import hypothesis  # noqa: PLC0415

        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutants", hypothesis.settings.get_profile("steady"), phases=phases)
        hypothesis.settings.load_profile("mutants")

    def pytest_runtestloop(self, session: Any) -> bool:  # noqa: ANN401
        """In the place of pytest's own loop."""
        items = session.items
        _say(f"{len(items)} tests without a change ...")
        known = self._known(items)
        dropped = [items[at].nodeid for at, each in enumerate(known) if each is None]
        seconds = sum(each.seconds for each in known if each)
        _say(f"{len(items) - len(dropped)} pass in {seconds:.0f} s; left out: {dropped}")
        running: dict[int, tuple[int, float]] = {}
        started = time.monotonic()
        for done, mutant in enumerate(self.mutants):
            tests = [at for at, each in enumerate(known) if each is not None and mutant.number in each.reached]
            tests.sort(key=lambda at: (not self._first(items[at]), known[at].seconds))  # type: ignore[union-attr]
            if not tests:
                self.outcomes[mutant.number] = "no test passes here"
                continue
            while len(running) >= self.workers:
                self._reap(running)
            expected = sum(each.seconds for at in tests if (each := known[at]) is not None)
            process = os.fork()
            if process == 0:
                self._child(mutant, [items[at] for at in tests])
            running[process] = (mutant.number, time.monotonic() + min(expected, MOST_SECONDS) * 4 + 20)
            if done % 100 == 99:
                _say(f"{done + 1} of {len(self.mutants)} after {time.monotonic() - started:.0f} s")
        while running:
            self._reap(running)
        return True

    def _first(self, item: Any) -> bool:  # noqa: ANN401
        return str(item.path.name) in self.first

    def _known(self, items: Sequence[Any]) -> list[Known | None]:
        read, write = os.pipe()
        if os.fork() == 0:
            os.close(read)
            SWITCH.recording = True
            os.environ[REACHED] = str(self.folder)
            with os.fdopen(write, "w") as stream:
                for item in items:
                    json.dump(self._measured(item), stream)
                    stream.write("\n")
                    stream.flush()
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as stream:
            found = [json.loads(line) for line in stream]
        os.wait()
        return [None if each is None else Known(*each) for each in found]

    def _measured(self, item: Any) -> tuple[float, list[int]] | None:  # noqa: ANN401
        _forget()
        SWITCH.reached = set()
        started = time.monotonic()
        passed = _passes(item)
        for path in self.folder.iterdir():
            SWITCH.reached.update(map(int, path.read_text(encoding="ascii").split()))
            path.unlink()
        return (time.monotonic() - started, sorted(SWITCH.reached)) if passed else None

    def _child(self, mutant: Mutant, items: Sequence[Any]) -> None:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        SWITCH.active = mutant.number
        os.environ[ACTIVE] = str(mutant.number)
        _forget()
        started = time.monotonic()
        status = 0
        try:
            for item in items:
                if not _passes(item):
                    status = 1
                    break
                if time.monotonic() - started > MOST_SECONDS:
                    status = 2
                    break
        finally:
            os._exit(status)

    def _reap(self, running: dict[int, tuple[int, float]]) -> None:
        process, status = os.waitpid(-1, os.WNOHANG)
        if process in running:
            number, _ = running.pop(process)
            code = os.waitstatus_to_exitcode(status)
            outcome = {0: "survived", 1: "killed", 2: "survived (so far)"}.get(code, "killed (crash)")
            self.outcomes[number] = outcome
            if not outcome.startswith("killed"):
                _say(_told(self.by_number[number], outcome))
            return
        for each, (number, deadline) in list(running.items()):
            if time.monotonic() > deadline:
                os.killpg(each, signal.SIGKILL)
                os.waitpid(each, 0)
                del running[each]
                self.outcomes[number] = "killed (time)"
                return
        select.select([], [], [], 0.005)


def _forget() -> None:
    """Have nothing remembered of what ran before: whoever finds it remembered does not pass through it."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "claimcheck":
            for each in vars(module).values():
                if isinstance(each, functools._lru_cache_wrapper):  # noqa: SLF001 - there is no public name for it
                    each.cache_clear()


def _passes(item: Any) -> bool:  # noqa: ANN401
    from _pytest.runner import runtestprotocol  # noqa: PLC0415

    try:
        reports = runtestprotocol(item, log=False, nextitem=None)
    except BaseException:  # noqa: BLE001 - whatever a change makes of a test, it was noticed
        return False
    return all(each.passed or each.skipped for each in reports) and any(each.passed for each in reports)


def _told(mutant: Mutant, outcome: str) -> str:
    return f"{mutant.file}:{mutant.line}: {outcome}: {mutant.before[:100]}  ->  {mutant.after[:100]}"


def _say(text: str) -> None:
    sys.__stderr__.write(f"{text}\n")  # type: ignore[union-attr]
    sys.__stderr__.flush()  # type: ignore[union-attr]


def _summary(mutants: Sequence[Mutant], outcomes: dict[int, str]) -> Iterator[str]:
    by_file: dict[str, Counter[bool]] = {}
    for each in mutants:
        by_file.setdefault(each.file, Counter())[outcomes[each.number].startswith("killed")] += 1
    for file, counts in by_file.items():
        yield f"{counts[True] / counts.total():6.1%}  {counts[True]:5} of {counts.total():5}  {file}"
    total = sum(by_file.values(), Counter())
    yield f"{total[True] / max(total.total(), 1):6.1%}  {total[True]:5} of {total.total():5}  all"


def _keys(mutants: Sequence[Mutant]) -> dict[int, tuple[str, str, str, int]]:
    """What each change is, wherever its line stands by now: numbered among those that look alike."""
    counts: Counter[tuple[str, str, str]] = Counter()
    keys = {}
    for each in mutants:
        key = (each.file, each.before, each.after)
        counts[key] += 1
        keys[each.number] = (*key, counts[key])
    return keys


def _noticed(keys: dict[int, tuple[str, str, str, int]], path: Path) -> dict[int, str]:
    """What was noticed when a file was written."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    before = {(file, old, new, count): outcome for file, _, old, new, count, outcome in rows}
    return {number: before[key] for number, key in keys.items() if before.get(key, "").startswith("killed")}


def main(words: Sequence[str]) -> int:
    """Run from the command line; 0 unless fewer than `--least` percent were noticed."""
    split = words.index("--") if "--" in words else len(words)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, help="so many changes, drawn by chance but always the same")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--again", type=Path, help="what --json wrote: only what was not noticed then")
    parser.add_argument("--first", nargs="*", default=(), help="names of test files that are asked before others")
    parser.add_argument("--least", type=float, default=0.0)
    options = parser.parse_args(words[:split])
    paths = [
        each.resolve()
        for given in options.files
        for each in (sorted(given.rglob("*.py")) if given.is_dir() else [given])
        if each.name != "__init__.py"
    ]
    finder = install(paths)
    mutants, keys = finder.mutants, _keys(finder.mutants)
    if options.sample is not None and options.sample < len(mutants):
        chosen = random.Random(0).sample(mutants, options.sample)  # noqa: S311
        mutants = sorted(chosen, key=lambda each: each.number)
    before = _noticed(keys, options.again) if options.again else {}
    noticed = {each.number: before[each.number] for each in mutants if each.number in before}
    with tempfile.TemporaryDirectory() as folder:
        reached = Path(folder, "reached")
        reached.mkdir()
        Path(folder, "sitecustomize.py").write_text(
            f"import os, sys\nsys.path.insert(0, {str(ROOT)!r})\n"
            f"if {FILES!r} in os.environ:\n    from benchmarks.mutants import in_a_process\n    in_a_process()\n"
        )
        os.environ[FILES] = os.pathsep.join(map(str, paths))
        os.environ["PYTHONPATH"] = folder
        plugin = Plugin([each for each in mutants if each.number not in noticed], options.workers, reached)
        plugin.first = frozenset(options.first)
        import pytest  # noqa: PLC0415

        pytest.main(["-p", "no:cacheprovider", "-p", "no:xdist", *words[split + 1 :]], plugins=[plugin])
    outcomes = noticed | plugin.outcomes
    for each in mutants:
        outcome = outcomes.setdefault(each.number, "not tried")
        if not outcome.startswith("killed"):
            sys.stdout.write(f"{_told(each, outcome)}\n")
    sys.stdout.write("\n".join(_summary(mutants, outcomes)) + "\n")
    if options.json:
        rows = [
            [each.file, each.line, each.before, each.after, keys[each.number][-1], outcomes[each.number]]
            for each in mutants
        ]
        options.json.write_text(json.dumps(rows, indent=0), encoding="utf-8")
    killed = sum(each.startswith("killed") for each in outcomes.values())
    return 0 if killed >= len(mutants) * options.least / 100 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
