"""What is wrong with one file as it stands in an editor, and what its records are.

A look is a value: it is worked out by any thread from texts that nobody changes meanwhile. Between its steps it asks
whether anybody still wants to know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from claimcheck.assist.again import Before, Made
from claimcheck.assist.outline import Outline, read
from claimcheck.assist.text import EditorText
from claimcheck.checks.allow import judge
from claimcheck.checks.manual import ELSEWHERE, manuals
from claimcheck.checks.run import run
from claimcheck.checks.selection import Selection
from claimcheck.frozen import field, frozen, replace
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Allowance, Diagnostic, Severity
from claimcheck.model.incident import Incident, mentioned
from claimcheck.model.location import Location, Path
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.positions import parties, standings
from claimcheck.store.files import INCIDENTS, SHARED, Files, identifiers
from claimcheck.store.load import Loaded, load
from claimcheck.store.parse import parse
from claimcheck.store.tree import Mapping as Tree
from claimcheck.store.tree import Node, Parsed

STANDINGS = "shown_standings"
"""Where an incident keeps how its questions stand."""
_MENTIONS = "shown_mentions"
"""Where a claim keeps what it mentions."""
Mentions = frozenset[tuple[str, str]]


class Superseded(Exception):  # noqa: N818 - never reaches a user
    """Nobody waits for this look any more: the text has changed."""


@frozen(slots=False)
class Open:
    """A file that is open in an editor: text and version, the lines just edited, the tree when it was last whole.

    `clean` is the text and its tree when it last had no problem for a parser.
    """

    name: str
    text: EditorText
    version: int | None = None
    dirty: frozenset[int] = frozenset()
    before: Node | None = None
    clean: Before | None = None


@frozen(slots=False)
class Seen:
    """What was found in one file; `incident` is its records, `tree` what it was read from.

    `half` says that a record was left out, for somebody is typing it; `gone` are its lines.
    """

    name: str
    text: EditorText | None
    version: int | None
    diagnostics: tuple[Diagnostic, ...]
    incident: Incident | None = None
    collection: Collection | None = None
    tree: Node | None = None
    half: bool = False
    gone: frozenset[int] = frozenset()
    mentions: Mentions = frozenset()
    whole: bool = True
    clean: Before | None = None


@frozen(slots=False)
class SharedSeen:
    """Speakers, parties and themes, and what was found in their files apart from the rules."""

    loaded: Loaded
    files: Mapping[str, Seen]

    @property
    def collection(self) -> Collection:
        """Without any incident."""
        return self.loaded.collection


@frozen(slots=False)
class Looking:
    """What is looked at: the files with the open texts in their places, and by which rules.

    `stop` is asked between the steps.
    """

    files: Files
    texts: Mapping[str, Open]
    selection: Selection
    stop: Callable[[], bool]
    seen: Mapping[str, Seen] = field(default_factory=dict)

    def shared(self) -> SharedSeen:
        """The shared files.

        Raises:
            Superseded: nobody waits for it.
        """
        parsed: dict[str, Parsed] = {}
        loaded = load(self.files, (), parsing=lambda name, data: self._parsed(name, data, parsed))
        self._go_on()
        found = {
            name: Seen(
                name,
                *self._version(name),
                tuple(each for each in loaded.diagnostics if self._name(each) == name),
                tree=parsed[name].tree if name in parsed else None,
                half=(gap := parsed[name].gap if name in parsed else None) is not None,
                gone=gap.lines if gap else frozenset(),
                clean=self._clean(name, parsed.get(name)),
            )
            for name in SHARED
        }
        return SharedSeen(loaded, found)

    def rules_of_shared(self, shared: SharedSeen, mentioned: Mentions | None) -> dict[str, Seen]:
        """The shared files with what the rules find; what incidents mention is None where not all are known."""
        unread = shared.collection.unread | ({f"{INCIDENTS}/"} if mentioned is None else frozenset())
        whole = replace(shared.collection, unread=unread, mentioned=mentioned or frozenset())
        found = run(whole, shared.loaded.locate, shared.loaded.incident_of, whole=True, names=self.selection.names)
        kept = self._judged(shared.loaded, [*shared.loaded.diagnostics, *found], shared.loaded.allowances)
        return {
            name: replace(each, diagnostics=tuple(one for one in kept if self._name(one) == name))
            for name, each in shared.files.items()
        }

    def incident(self, name: str, shared: Collection) -> Seen:
        """The file of one incident.

        Raises:
            Superseded: nobody waits for it.
        """
        parsed: dict[str, Parsed] = {}
        before = self.seen.get(name)
        loaded = load(
            self.files,
            identifiers([name]),
            shared,
            parsing=lambda each, data: self._parsed(each, data, parsed),
            making=Made(before.tree, before.incident) if before else None,
        )
        self._go_on()
        own = self.files.prefix + name

        def locate(file: str, path: Path, *, at_key: bool = False) -> Location:
            """What is found in the shared files is their own look's: they are not read for it."""
            return loaded.locate(file, path, at_key=at_key) if file == own else Location(file)

        beside = replace(loaded.collection, beside=True)
        found = run(beside, locate, loaded.incident_of, names=self.selection.names)
        self._go_on()
        mine = [each for each in (*loaded.diagnostics, *found) if self._name(each) == name]
        kept = self._judged(loaded, mine, loaded.allowances)
        incident = next(iter(loaded.collection.incidents.values()), None)
        known = parsed.get(name)
        gap = known.gap if known else None
        return Seen(
            name,
            *self._version(name),
            tuple(kept),
            incident,
            loaded.collection,
            known.tree if known else None,
            half=gap is not None,
            gone=gap.lines if gap else frozenset(),
            mentions=incident.mentioned_by(map(_mentioned, incident.claims)) if incident else frozenset(),
            whole=incident is None or not incident.unread,
            clean=self._clean(name, known),
        )

    def standings(self, seen: Seen) -> Seen:
        """How the questions of a file stand, kept with its records; it is asked for when nothing else is to be done."""
        incident, collection = seen.incident, seen.collection
        if incident is not None and collection is not None:
            everyone = parties(collection, incident, By.PARTY)
            kept = standings(collection, incident, By.PARTY, everyone)
            self._go_on()
            incident.__dict__[STANDINGS] = kept
        return seen

    def _parsed(self, name: str, data: bytes, kept: dict[str, Parsed]) -> Parsed:
        self._go_on()
        there = self.texts.get(name)
        found = (
            parse(data) if there is None else read(Outline(name, there.text, there.dirty), there.before, there.clean)
        )
        kept[name] = found
        self._go_on()
        return found

    def _clean(self, name: str, parsed: Parsed | None) -> Before | None:
        text, _ = self._version(name)
        if text is None or parsed is None or parsed.problems or not isinstance(parsed.tree, Tree):
            return None
        return Before(text, parsed.tree)

    def _judged(self, loaded: Loaded, found: list[Diagnostic], allowances: list[Allowance]) -> list[Diagnostic]:
        ran = self.selection.names - ELSEWHERE.keys()
        kept = judge(found, allowances, _severities(), ran, loaded.incident_of).kept
        return sorted((each for each in kept if self.selection.shows(each)), key=lambda each: each.sort_key)

    def _version(self, name: str) -> tuple[EditorText | None, int | None]:
        there = self.texts.get(name)
        return (there.text, there.version) if there else (None, None)

    def _name(self, found: Diagnostic) -> str:
        return found.location.file.removeprefix(self.files.prefix)

    def _go_on(self) -> None:
        if self.stop():
            raise Superseded


def _mentioned(claim: Claim) -> Mentions:
    """What a claim mentions; most are as they were a keystroke ago."""
    kept: Mentions | None = claim.__dict__.get(_MENTIONS)
    if kept is None:
        kept = claim.__dict__[_MENTIONS] = mentioned(claim)
    return kept


@cache
def _severities() -> dict[str, Severity]:
    """How grave each rule is."""
    return {each.name: each.severity for each in manuals()}
