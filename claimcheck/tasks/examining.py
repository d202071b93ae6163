"""What is wrong with a collection, found incident by incident.

A rule sees one incident and the shared files; one that has to see more is told what the other incidents mention. So
incidents are read a few at a time, whatever the size of the collection; what was found in one is kept until its file,
or a shared one, changes; and where much is to be read, two processes share it.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pydantic import TypeAdapter, ValidationError

from claimcheck.checks.rules import loaded_elsewhere
from claimcheck.checks.run import rule_name, run
from claimcheck.frozen import field, frozen, replace
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Allowance, Diagnostic
from claimcheck.store import cache, witness
from claimcheck.store.files import INCIDENTS, Folder, named
from claimcheck.store.load import Listed, Loaded, listed, load
from claimcheck.tasks import again
from claimcheck.tasks.progress import Progress, silent

AT_ONCE = 64
"""Incidents that are in memory at one time."""
WORTH_SHARING = 4_000_000
"""Bytes from which on a second process earns what it costs; docs/explanation/performance.md has the figures."""


@frozen(slots=False)
class FileExamined:
    """What was found in the file of one incident, and what it was found from."""

    seen: tuple[witness.Sight, ...]
    diagnostics: tuple[Diagnostic, ...]
    allowances: tuple[Allowance, ...]
    mentions: frozenset[tuple[str, str]]
    whole: bool
    declared: frozenset[str] = frozenset()
    """The forms of its terms, and the bare words of its prose: what is loaded in one incident is watched in others."""
    words: str = ""


@frozen(slots=False)
class _Kept:
    """What the cache holds of a collection: the parts, and the shared files that they were found with."""

    shared: tuple[witness.Sight, ...] = ()
    parts: dict[str, FileExamined] = field(default_factory=dict)


@frozen(slots=False)
class Examined:
    """Everything that was found; `loaded` holds the shared files alone."""

    loaded: Loaded
    diagnostics: list[Diagnostic]
    allowances: list[Allowance]
    incidents: int


_KEPT = TypeAdapter(_Kept)
_PARTS = TypeAdapter(dict[str, FileExamined])


def examine(
    folder: Folder,
    rules: frozenset[str],
    *,
    remember: bool = True,
    processes: int = 1,
    progress: Progress = silent,
) -> Examined:
    """Everything that is wrong with a collection by some rules, and the comments that let findings stand.

    With `remember`, what was found before and still holds is taken from the cache, and what is found is kept there. A
    second process is started only where `processes` allows one and there is enough to read.

    Takes time in proportion to the number of files and to the size of those that have changed since the last time.
    """
    with witness.watch() as seen:
        shared = load(folder, ())
    names = listed(folder)
    key = _key(folder, rules) if remember else None
    kept = _recall(key, tuple(dict.fromkeys(seen)))
    parts: dict[str, FileExamined] = {}
    for name, part in kept.items():
        seen_now = witness.as_it_was(part.seen)
        if seen_now:
            parts[name] = replace(part, seen=tuple(seen_now))
            witness.trust(seen_now)
    rest = [each for each in names.incidents if each not in parts]
    parts |= _found(_Search(folder, shared.collection, rules, progress), rest, processes)
    parts = {each: parts[each] for each in names.incidents}
    if key is not None and parts != kept:
        cache.keep(key, _KEPT.dump_python(_Kept(tuple(dict.fromkeys(seen)), parts), mode="json"))
    return _put_together(folder, shared, names, parts, rules)


def _put_together(
    folder: Folder, shared: Loaded, names: Listed, parts: dict[str, FileExamined], rules: frozenset[str]
) -> Examined:
    """What was found in the incidents, with what can be told of the shared files by it."""
    broken = {f"{INCIDENTS}/"} if not all(part.whole for part in parts.values()) else set[str]()
    mentioned = frozenset[tuple[str, str]]().union(*(part.mentions for part in parts.values()))
    whole = replace(shared.collection, unread=shared.collection.unread | names.unread | broken, mentioned=mentioned)
    found = run(whole, shared.locate, shared.incident_of, whole=True, names=rules)
    found += _loaded_elsewhere(folder, shared.collection, parts, rules)
    return Examined(
        shared,
        [*shared.diagnostics, *names.diagnostics, *found, *(e for part in parts.values() for e in part.diagnostics)],
        [*shared.allowances, *(each for part in parts.values() for each in part.allowances)],
        len(parts),
    )


def _loaded_elsewhere(
    folder: Folder, shared: Collection, parts: dict[str, FileExamined], rules: frozenset[str]
) -> list[Diagnostic]:
    """Words that another incident declares: known when all have been read, and looked up in those that hold one."""
    wanted = rules & {rule_name(loaded_elsewhere)}
    declared = {name: part.declared for name, part in parts.items() if part.declared}
    if not wanted or not declared:
        return []
    names = loaded_elsewhere.suspects(declared, {name: part.words.split() for name, part in parts.items()})
    found = []
    for start in range(0, len(names), AT_ONCE):
        loaded = load(folder, names[start : start + AT_ONCE], shared)
        here = replace(loaded.collection, declared=declared)
        found += run(here, loaded.locate, loaded.incident_of, whole=True, names=wanted)
    return found


# What was found before


def _key(folder: Folder, rules: frozenset[str]) -> str | None:
    if cache.folder() is None:
        return None
    return repr((again.program(), "check", str(folder.root.absolute()), folder.prefix, sorted(rules)))


def _recall(key: str | None, shared: tuple[witness.Sight, ...]) -> dict[str, FileExamined]:
    """The parts that were found with shared files as they are now."""
    try:
        kept = _KEPT.validate_python(cache.recall(key)) if key is not None else _Kept()
    except ValidationError:
        return {}
    # without their contents: a file older than the clock's resolution is the same file
    return kept.parts if witness.as_it_was(kept.shared) and _paths(kept.shared) == _paths(shared) else {}


def _paths(sights: Iterable[witness.Sight]) -> set[tuple[str, str]]:
    return {(kind, path) for kind, path, _ in sights}


# What is found anew


@frozen(slots=False)
class _Search:
    """What is looked for, and where; `progress` is told how far it is."""

    folder: Folder
    shared: Collection
    rules: frozenset[str]
    progress: Progress


def _found(search: _Search, names: list[str], processes: int) -> dict[str, FileExamined]:
    if processes < 2 or not hasattr(os, "fork") or sum(_size(search.folder, each) for each in names) < WORTH_SHARING:
        return dict(_examined(search, names))
    return _in_two(search, names)


def _examined(search: _Search, names: Sequence[str]) -> Iterator[tuple[str, FileExamined]]:
    """Incident by incident, a few of them at a time."""
    folder, watched = search.folder, rule_name(loaded_elsewhere) in search.rules
    for start in range(0, len(names), AT_ONCE):
        search.progress("incidents checked", start, len(names))
        with witness.watch() as seen:
            loaded = load(folder, names[start : start + AT_ONCE], search.shared)
            found = run(loaded.collection, loaded.locate, loaded.incident_of, names=search.rules)
        diagnostics, allowances = defaultdict(list), defaultdict(list)
        sights: dict[str, dict[witness.Sight, None]] = defaultdict(dict)
        for each in [*loaded.diagnostics, *found]:
            diagnostics[each.location.file].append(each)
        for comment in loaded.allowances:
            allowances[comment.location.file].append(comment)
        for sight in seen:
            sights[sight[1]][sight] = None
        for name in names[start : start + AT_ONCE]:
            file = folder.prefix + named(name)
            incident = loaded.collection.incidents.get(name)
            yield (
                name,
                FileExamined(
                    tuple(sights[os.path.abspath(folder.root / named(name))]),  # noqa: PTH100 - as a witness writes it
                    tuple(diagnostics[file]),
                    tuple(allowances[file]),
                    incident.mentions if incident else frozenset(),
                    incident is None or not incident.unread,
                    loaded_elsewhere.declared_forms(incident) if incident and watched else frozenset(),
                    " ".join(sorted(loaded_elsewhere.bare_words(incident))) if incident and watched else "",
                ),
            )
    search.progress("incidents checked", len(names), len(names))


def _in_two(search: _Search, names: list[str]) -> dict[str, FileExamined]:
    """The same by two processes; each takes every second incident."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            quiet = replace(search, progress=silent)  # one of them tells how far it is
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(_PARTS.dump_json(dict(_examined(quiet, names[1::2]))))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        found = dict(_examined(search, names[::2]))
        other = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:  # out of memory, perhaps; a mistake of ours will show itself here
        return found | dict(_examined(search, names[1::2]))
    for name, part in _PARTS.validate_json(other).items():
        witness.trust(part.seen)
        found[name] = part
    return found


def _size(folder: Folder, name: str) -> int:
    try:
        return (folder.root / named(name)).stat().st_size
    except OSError:
        return 0
