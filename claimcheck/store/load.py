"""All texts to one collection and what is wrong with them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any, Generic, TypeVar

from claimcheck.characters.patterns import lazy
from claimcheck.errors import guess
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim, inherited_keys
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Allowance, Diagnostic, Severity
from claimcheck.model.fields import validated
from claimcheck.model.incident import Incident, Theme
from claimcheck.model.keys import TakenOver, declared
from claimcheck.model.location import Location, Path
from claimcheck.model.record import Id, Named, is_id
from claimcheck.model.speaker import Party, Speaker
from claimcheck.store.files import INCIDENTS, Files, Unreadable, identifiers, named
from claimcheck.store.structure import INCIDENT, SPEAKERS, THEMES, Shape, SpeakersFile, misfits, place
from claimcheck.store.tree import ALLOWING, MAX_PROBLEMS, Gap, Mapping, Mark, Node, Parsed, Scalar, Sequence, placed

Some = TypeVar("Some")
Parsing = Callable[[str, bytes], Parsed]
"""The tree of a file, by its name in the collection and its bytes."""
Making = Callable[[Mapping, str], Mapping]
"""The tree of an incident with records in the places of what they were made of before, and the file that it is of."""
_TOP = Mark(0, 0)
_MOST_RECENT = 4
"""Trees that are remembered until a finding asks where it stands."""
_TAKEN_OVER, _TAKEN_OVER_WITH_WORDS = inherited_keys(TakenOver.ALONE), inherited_keys(TakenOver.WITH_WORDS)
_NEEDED = tuple(each.name for each in declared(Claim) if each.required and each.name in _TAKEN_OVER)
"""What a claim must say, or take over."""
_LINE_END = lazy("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass
class Loaded:
    """What was read, and what is wrong with it.

    The collection holds broken incidents too, as far as they could be read, for the checks; `tasks/opening.py` takes
    them out before any view sees them.
    """

    collection: Collection
    diagnostics: list[Diagnostic]
    files: Files
    trees: Callable[[str], Any] = field(repr=False)
    lines: Callable[[str], list[str]] = field(repr=False)
    allowing: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def allowances(self) -> list[Allowance]:
        """What comments in the files let stand; the texts of those that may have one are in `allowing`, by name."""
        from claimcheck.store.allowances import allowances  # noqa: PLC0415 - answers do not ask for them

        found = self.allowing.items()
        return [each for name, data in found for each in allowances(name, self.files.prefix + name, data)]

    def locate(self, file: str, path: Path, *, at_key: bool = False) -> Location:
        """The place of a value in a file of this collection; the file may be read again for it."""
        name = file.removeprefix(self.files.prefix)
        return Location(file, *place(self.trees(name), path, at_key=at_key))

    def line(self, file: str, number: int) -> str:
        """A line of a file of this collection, counted from 1; empty where there is none."""
        lines = self.lines(file.removeprefix(self.files.prefix))
        return lines[number - 1] if number <= len(lines) else ""

    def incident_of(self, file: str) -> str | None:
        """The incident that a file is about; None for the shared files."""
        name = file.removeprefix(self.files.prefix)
        if not name.startswith(f"{INCIDENTS}/"):
            return None
        return identifiers([name])[0] if name.endswith(".yaml") else name


def load(  # noqa: PLR0913 - what is read, and what of it is kept by others
    files: Files,
    incidents: Iterable[str] | None = None,
    shared: Collection | None = None,
    step: Callable[[int, int], None] | None = None,
    parsing: Parsing | None = None,
    making: Making | None = None,
) -> Loaded:
    """Read the shared files (unless they have been read before) and the incidents named (default: all).

    Everything that is wrong becomes a diagnostic; nothing is raised for bad data. An incident that is named and not
    there is left out without a word: who asked for it says so. `step` is told how many of how many have been read.
    `parsing` makes a tree of the bytes of a named file, for whoever keeps trees; no tree is changed.
    `making` spares whoever keeps records, too, to have them validated again.
    Takes time in proportion to the bytes that are read.
    """
    with _without_collector():
        reader = _Reader(files, parsing, making)
        if shared is None:
            speakers, parties, themes = reader.shared()
        else:
            speakers, parties, themes = dict(shared.speakers), dict(shared.parties), dict(shared.themes)
            reader.unread |= shared.unread
        names = reader.listing() if incidents is None else [named(each) for each in incidents if is_id(each)]
        found: dict[str, Incident] = {}
        for done, name in enumerate(names, start=1):
            incident = reader.incident(name)
            if incident is not None:
                found[incident.id] = incident
            if step is not None:
                step(done, len(names))
    collection = Collection(found, speakers, parties, themes, unread=frozenset(reader.unread))
    lines = lru_cache(maxsize=4)(lambda name: _lines(files, name))
    diagnostics = sorted(reader.diagnostics, key=lambda each: each.sort_key)
    return Loaded(collection, diagnostics, files, reader.parsed_again, lines, reader.allowing)


@frozen(slots=False)
class Listed:
    """The ids of all incidents, and what is wrong with the names of files in their folder."""

    incidents: list[str]
    diagnostics: list[Diagnostic]
    unread: frozenset[str]


def listed(files: Files) -> Listed:
    """What lies in the folder of incidents; no file of it is read."""
    reader = _Reader(files)
    names = identifiers(reader.listing())
    for each in names:
        if not is_id(each):
            reader.incident(named(each))
    return Listed([each for each in names if is_id(each)], reader.diagnostics, frozenset(reader.unread))


def _parsing(_: str, data: bytes) -> Parsed:
    from claimcheck.store.parse import parse  # noqa: PLC0415 - a call for which all is kept needs no parser

    return parse(data)


def _lines(files: Files, name: str) -> list[str]:
    """The lines of a file, as its parser counts them."""
    try:
        data = files.read(name) or b""
    except Unreadable:
        return []
    return _LINE_END.split(data.decode("utf-8", errors="replace").removeprefix("\ufeff"))


class _Reader:
    """Reads files one after the other and gathers what is wrong."""

    def __init__(self, files: Files, parsing: Parsing | None = None, making: Making | None = None) -> None:
        self.files = files
        self.making = making or (lambda tree, _: tree)
        self.parsing = parsing or _parsing
        self.recent: dict[str, Parsed] = {}
        self.diagnostics: list[Diagnostic] = []
        self.allowing: dict[str, bytes] = {}
        self.unread: set[str] = set()

    def listing(self) -> list[str]:
        """The files of all incidents; what lies beside them is named."""
        try:
            names = self.files.incidents()
        except Unreadable as problem:
            self.report(INCIDENTS, 1, 1, problem.message, problem.hint, rule="unreadable", incident=None)
            self.unread.add(f"{INCIDENTS}/")
            return []
        for name in names:
            if name.endswith(".yaml"):
                continue
            hint = "an incident is a file that ends in .yaml" if name.endswith((".yml", ".YAML")) else ""
            self.report(name, 1, 1, "not an incident: it is not read", hint, rule="not-read", severity=Severity.WARNING)
        return [name for name in names if name.endswith(".yaml")]

    def shared(self) -> tuple[dict[str, Speaker], dict[str, Party], dict[str, Theme]]:
        """Speakers, parties and themes."""
        people, themes = SpeakersFile(), dict[str, Theme]()
        tree, gap = self.tree("speakers.yaml", None)
        self.unread |= gap.ids if gap else frozenset()
        if tree is None:
            self.lose(("speakers", "parties"), "speakers.yaml")
        else:
            fitted = self.fit(SpeakersFile.model_validate, tree, "speakers.yaml", SPEAKERS)
            people = fitted.record or people
            self.unread.update(fitted.unread if fitted.record else ("speakers/", "parties/"))
            self.name("speakers.yaml", tree, ("speakers",), people.speakers)
            self.name("speakers.yaml", tree, ("parties",), people.parties)
        tree, gap = self.tree("themes.yaml", None)
        self.unread |= gap.ids if gap else frozenset()
        if tree is None:
            self.lose(("themes",), "themes.yaml")
        else:
            named_themes = self.fit(partial(validated, dict[Id, Theme]), tree, "themes.yaml", THEMES)
            themes = named_themes.record or themes
            self.unread.update(named_themes.unread if named_themes.record else ("themes/",))
            self.name("themes.yaml", tree, (), themes)
        return people.speakers, people.parties, themes

    def lose(self, sections: Iterable[str], name: str) -> None:
        """Note sections that may stand in a file of which nothing could be read."""
        if any(each.location.file == self.shown(name) for each in self.diagnostics):
            self.unread.update(f"{section}/" for section in sections)

    def incident(self, name: str) -> Incident | None:
        """One incident, as far as it can be read."""
        identifier = identifiers([name])[0]
        if not is_id(identifier):
            self.unread.add(f"{INCIDENTS}/")
            message = f"`{identifier}` is not an id"
            self.report(name, 1, 1, message, "name the file after an id such as glukhov-2009.yaml", incident=identifier)
            return None
        before = len(self.diagnostics)
        tree, gap = self.tree(name, identifier)
        if tree is None:
            return None if len(self.diagnostics) == before else _nothing(identifier, Location(self.shown(name)))
        tree, inherited, orphans = self.inherit(name, tree, gap)
        fitted = self.fit(Incident.model_validate, self.making(tree, self.shown(name)), name, INCIDENT, orphans)
        incident = fitted.record
        if incident is None:
            return _nothing(identifier, Location(self.shown(name)))
        incident.named(identifier)
        incident.lacking(frozenset(fitted.unread) | (gap.ids if gap else frozenset()))
        file = self.shown(name)
        incident.placed(Location(file, tree.line, tree.column), ())
        self.name(name, tree, ("sides",), incident.sides)
        self.name(name, tree, ("questions",), incident.questions)
        self.name(name, tree, ("sources",), incident.sources)
        for index, claim in zip(fitted.claims, incident.claims, strict=True):
            item = tree["claims"][index]
            claim.placed(Location(file, item.line, item.column), ("claims", index))
            claim.belongs(identifier, inherited.get(claim.id, frozenset()))
        return incident

    def parsed_again(self, name: str) -> Any:  # noqa: ANN401 - whatever the file holds
        """The tree of a file that has been read before; the last few are remembered."""
        return self.parsed(name, None).tree

    def parsed(self, name: str, data: bytes | None) -> Parsed:
        """A file as it was parsed a moment ago, else from `data`, else from its bytes."""
        known = self.recent.get(name)
        if known is None:
            known = self.parsing(name, (self.files.read(name) or b"") if data is None else data)
            if len(self.recent) >= _MOST_RECENT:
                del self.recent[next(iter(self.recent))]
            self.recent[name] = known
        return known

    def tree(self, name: str, incident: str | None) -> tuple[Mapping | None, Gap | None]:
        """The mapping that a file holds, and what was left out of it; None where it is missing, empty or unreadable."""
        try:
            data = self.files.read(name)
        except Unreadable as problem:
            self.report(name, 1, 1, problem.message, problem.hint, rule="unreadable", incident=incident)
            return None, None
        if data is None:
            return None, None
        parsed = self.parsed(name, data)
        if parsed.gap is not None:
            self.allow(name, parsed.gap.data)
        elif not any(each.grave for each in parsed.problems):
            self.allow(name, data)
        for each in parsed.problems:
            severity, rule = (Severity.ERROR, "syntax") if each.grave else (Severity.WARNING, "yaml-loss")
            self.report(name, each.line, each.column, each.message, each.hint, rule, severity, incident)
        if isinstance(parsed.tree, Mapping):
            return parsed.tree, parsed.gap
        if parsed.tree is None and incident is None:
            return None, None
        if not any(each.grave for each in parsed.problems):
            what = "nothing" if parsed.tree is None else "a list" if isinstance(parsed.tree, Sequence) else "only text"
            self.report(name, 1, 1, f"expected `key: value` lines, found {what}", "", incident=incident)
        return None, None

    def allow(self, name: str, data: bytes) -> None:
        """Note that there may be comments in a file that let something stand."""
        if ALLOWING in data:
            self.allowing[name] = data

    def inherit(
        self, name: str, tree: Mapping, gap: Gap | None
    ) -> tuple[Mapping, dict[str, frozenset[str]], frozenset[int]]:
        """The tree with what claims that restate another leave out, the keys that each took over, and orphans.

        An orphan lacks what it would take over from a claim that is not there; the tree that was given stays.
        """
        if not isinstance(tree.get("claims"), Sequence):
            return tree, {}, frozenset()
        tree = _with_claims(tree)
        claims = tree["claims"]
        written = {
            each["id"]: each for each in claims if isinstance(each, Mapping) and isinstance(each.get("id"), Scalar)
        }
        bases = {**gap.claims, **written} if gap else written
        lost = gap.ids if gap else frozenset[str]()
        orphans = frozenset(
            at for at, each in enumerate(claims) if self.orphan(name, at, each, bases, without_a_word=lost)
        )
        inherited: dict[str, frozenset[str]] = {}

        for start in written.values():
            chain: dict[str, Mapping] = {}
            claim: Mapping | None = start
            while claim is not None and claim["id"] not in inherited:
                chain[claim["id"]] = claim
                inherited[claim["id"]] = frozenset()
                other = claim.get("restates")
                if isinstance(other, Scalar) and other in chain:
                    ring = list(chain)[list(chain).index(other) :]
                    index = next(at for at, each in enumerate(claims) if each is claim)
                    path = ("claims", index, "restates")
                    self.report(name, other.line, other.column, *_in_a_circle(ring), path=path)
                    chain.popitem()
                    break
                claim = written.get(other) if isinstance(other, Scalar) else None
            for each in reversed(chain.values()):  # whoever is restated has taken over from others before
                base = bases.get(each["restates"]) if isinstance(each.get("restates"), Scalar) else None
                if base is not None:
                    inherited[each["id"]] = _take_over(each, base)
        return tree, inherited, orphans

    def orphan(
        self, name: str, at: int, claim: Node, bases: AnyMapping[str, Mapping], *, without_a_word: AbstractSet[str]
    ) -> bool:
        """Whether a claim leaves out what it would take over from one that is not there; that is said, and no more."""
        other = claim.get("restates") if isinstance(claim, Mapping) else None
        if not isinstance(other, Scalar) or not other or other in bases or all(key in claim for key in _NEEDED):
            return False
        if other not in without_a_word:
            meant = guess(other, bases)
            path = ("claims", at, "restates")
            what = f"unknown claim `{other}`"
            self.report(
                name, other.line, other.column, what, meant.hint, "unknown-claim", path=path, candidates=meant.words
            )
        return True

    def fit(
        self,
        validate: Callable[[Any], Some],
        tree: Mapping,
        name: str,
        shape: Shape,
        orphans: AbstractSet[int] = frozenset(),
    ) -> Fitted[Some]:
        """The record that a tree holds; what does not fit is reported, taken out, and the rest tried again."""
        fitted = Fitted[Some](claims=list(range(len(tree.get("claims") or ()))))
        rest = tree
        for _ in range(3):
            try:
                fitted.record = validate(rest)
            except ValueError as problem:
                from claimcheck.model.judge import faults  # noqa: PLC0415 - who has said what is wrong

                wrong, many = faults(problem, MAX_PROBLEMS)
                found = misfits(wrong, rest, shape)
            else:
                break
            for misfit in dict.fromkeys(found):
                if any(str(step).startswith("\x00") for step in misfit.path):  # the parser has said why
                    continue
                path = fitted.whole(misfit.path)
                if misfit.lacks in _NEEDED and path[0] == "claims" and path[1] in orphans:
                    continue  # what is wrong is the claim that it restates, and that has been said
                line, column = place(rest, misfit.path, at_key=misfit.at_key)
                more: Any = {"path": path, "at_key": misfit.at_key, "candidates": misfit.candidates}
                self.report(name, line, column, misfit.message, misfit.hint, **more)
            if many:
                what = f"more than {MAX_PROBLEMS:,} things do not fit: the others are not listed"
                self.report(name, 1, 1, what, "mend these first")
                break
            rest = without(rest, {misfit.path for misfit in found}, shape, fitted)
        return fitted

    def name(self, name: str, tree: Mapping, path: Path, records: AnyMapping[str, Named]) -> None:
        """Tell each record its key and its place."""
        section: Any = tree
        for step in path:
            section = section[step] if section.get(step) else Mapping()
        keys = {str(key): key for key in section}
        for identifier, record in records.items():
            key = keys[identifier]
            record.named(identifier)
            record.placed(Location(self.shown(name), key.line, key.column), (*path, identifier))

    def shown(self, name: str) -> str:
        return self.files.prefix + name

    def report(  # noqa: PLR0913 - a diagnostic has this many parts
        self,
        name: str,
        line: int,
        column: int,
        message: str,
        hint: str,
        rule: str = "structure",
        severity: Severity = Severity.ERROR,
        incident: str | None = None,
        *,
        path: Path = (),
        at_key: bool = False,
        candidates: tuple[str, ...] = (),
    ) -> None:
        if incident is None and name.startswith(f"{INCIDENTS}/"):
            incident = identifiers([name])[0] if name.endswith(".yaml") else None
        location = Location(self.shown(name), line, column)
        self.diagnostics.append(
            Diagnostic(location, severity, rule, message, hint, incident, path, at_key, candidates=candidates)
        )


@dataclass
class Fitted(Generic[Some]):
    """A record and what had to be left out of it: ids, and which claims (by place in the file) remain."""

    record: Some | None = None
    unread: list[str] = field(default_factory=list)
    claims: list[int] = field(default_factory=list)

    def whole(self, path: Path) -> Path:
        """The path in the file of what stands at a path among the claims that remain."""
        if len(path) > 1 and path[0] == "claims" and isinstance(path[1], int):
            return ("claims", self.claims[path[1]], *path[2:])
        return path


def _in_a_circle(ring: list[str]) -> tuple[str, str]:
    """What is wrong with claims that restate one another, and a hint."""
    if len(ring) == 1:
        return "a claim cannot restate itself", "name the other claim, or leave the key out"
    path = " → ".join([*ring, ring[0]])
    return f"claims restate one another in a circle: {path}", "the one that was said first restates none"


def _with_claims(tree: Mapping) -> Mapping:
    """A copy of a tree in which claims that restate another can be completed; all else is the same."""
    copied = Mapping(tree)
    copied.mark = tree.mark
    claims = tree["claims"]
    copied["claims"] = Sequence(
        _copy(each) if isinstance(each, Mapping) and "restates" in each else each for each in claims
    )
    copied["claims"].mark = claims.mark
    return copied


def _copy(mapping: Mapping) -> Mapping:
    copied = Mapping(mapping)
    copied.mark = mapping.mark
    return copied


def _take_over(claim: Mapping, base: Mapping) -> frozenset[str]:
    """Give a claim what it leaves out and the one that it restates has; the keys."""
    taken = [key for key in _TAKEN_OVER if key in base and key not in claim]
    if "quote" not in claim and "text" not in claim:
        taken += [key for key in _TAKEN_OVER_WITH_WORDS if key in base and key not in claim]
    for key in taken:
        claim[key] = base[key]
    return frozenset(taken)


def without(tree: Mapping, broken: set[Path], shape: Shape, fitted: Fitted[Any]) -> Mapping:
    """A copy of a tree without its broken parts: whole claims, questions and so on, or single keys at the top."""
    rest = Mapping(tree)
    rest.mark = tree.mark
    gone: dict[str | int, set[str | int]] = {}
    for path in broken:
        if len(path) >= 2 and isinstance(tree.get(path[0]), Mapping | Sequence):
            gone.setdefault(path[0], set()).add(path[1])
        elif path:
            fitted.unread += [str(path[0]), f"{path[0]}/"]  # of themes it is an id, elsewhere a section
            rest.pop(path[0], None)
    for section, items in gone.items():
        if section not in rest:
            continue
        whole = tree[section]
        if isinstance(whole, Mapping) and (None,) not in shape:
            fitted.unread += [str(item) for item in items]
            part: Any = Mapping({key: value for key, value in whole.items() if key not in items})
        elif isinstance(whole, Sequence) and section == "claims":
            lost = [whole[item] for item in items if isinstance(item, int)]
            fitted.unread += [str(each.get("id", "?")) if isinstance(each, Mapping) else "?" for each in lost]
            fitted.claims = [index for at, index in enumerate(fitted.claims) if at not in items]
            part = Sequence(each for at, each in enumerate(whole) if at not in items)
        else:
            fitted.unread += [str(section), f"{section}/"]
            del rest[section]
            continue
        part.mark = whole.mark
        rest[section] = part
    if shape is INCIDENT:
        # a section that is not there may be one of the keys that were taken out, misspelt
        fitted.unread += [
            f"{key}/" for key in ("questions", "sources", "claims") if key not in rest and len(rest) < len(tree)
        ]
        for key, value in (("title", Scalar("?")), ("questions", Mapping()), ("claims", Sequence())):
            if key not in rest:
                rest[placed(key, _TOP)] = value
                if key == "claims":
                    fitted.claims = []
    return rest


def _nothing(identifier: str, location: Location) -> Incident:
    """An incident of which nothing could be read."""
    incident = Incident(title="?", questions={}, claims=())
    incident.named(identifier)
    incident.placed(location, ())
    incident.lacking(frozenset(("questions/", "sources/", "claims/")))
    return incident


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hold the garbage collector while many small objects are made: it would take longer than the validation."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
