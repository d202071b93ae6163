"""One collection as an editor shows it: which texts are open, what was found in them, what is to be looked at next.

The desk belongs to one thread. It hands out jobs, each a function that another thread may run, and takes what they
found; what was found about a text that has changed meanwhile is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from claimcheck.assist.looking import Looking, Mentions, Open, Seen, SharedSeen
from claimcheck.assist.text import EditorText, TextChange
from claimcheck.checks.selection import Selection, selection
from claimcheck.errors import ClaimcheckError
from claimcheck.frozen import frozen, replace
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.model.incident import Incident, Question
from claimcheck.model.keys import Sort
from claimcheck.model.source import Source
from claimcheck.store.files import SHARED, Folder, Unreadable
from claimcheck.store.overlay import Overlay
from claimcheck.store.settings import check_settings
from claimcheck.tasks.checking import selected


class FileReport(NamedTuple):
    """What an editor is to show of one file, and the version of the text that it is about."""

    name: str
    version: int | None
    text: EditorText
    diagnostics: tuple[Diagnostic, ...]


class ListedThing(NamedTuple):
    """A thing of the collection: its id, its sort, what else it is called, its file and the line of its id, from 0."""

    id: str
    sort: str
    names: str
    name: str
    line: int


@frozen(slots=False)
class Job:
    """Something to look at; `urgent` if somebody waits for it."""

    name: str
    run: Callable[[], Seen | SharedSeen | dict[str, Seen]]
    urgent: bool
    stamp: int


@dataclass(eq=False)
class Desk:
    """What is open of one collection, and what was found."""

    folder: Folder
    open: dict[str, Open] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    """Of open files, and of shared ones."""
    whole: dict[str, Seen] = field(default_factory=dict)
    """Of open files, when they could last be read whole."""
    shared: SharedSeen | None = None
    settings_error: ClaimcheckError | None = None
    _listed: dict[str, tuple[ListedThing, ...]] = field(default_factory=dict)
    """Everything with an id in incidents that are not open."""
    _selection: Selection | None = None
    _unweighed: dict[str, None] = field(default_factory=dict)
    """Open incidents of which nobody has worked out how their questions stand."""
    _stale: dict[str, None] = field(default_factory=dict)
    _shared_stale: bool = True
    _rules_stale: bool = True
    _closed: dict[str, None] | None = None
    """Closed incidents that have still to be looked at; None: all of them."""
    _mentions: dict[str, tuple[Mentions, bool]] = field(default_factory=dict)
    _said: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    _stamp: int = 0

    # What the editor does

    def opened(self, name: str, text: str, version: int | None) -> None:
        """A file is opened."""
        self.open[name] = Open(name, EditorText(text), version)
        self._touched(name)

    def changed(self, name: str, changes: Iterable[TextChange], version: int | None) -> None:
        """A file is edited."""
        there = self.open[name]
        text, dirty = there.text, there.dirty
        for each in changes:
            first, last = (text.spot(text.offset(spot)).line for spot in each.where)
            added = len(EditorText(each.new).lines) - 1
            moved = added - (last - first)
            dirty = frozenset(
                {line if line < first else line + moved for line in dirty if not first <= line <= last}
                | set(range(first, first + added + 1))
            )
            text = text.edited(each)
        self.open[name] = replace(there, text=text, dirty=dirty, version=version)
        self._touched(name)

    def replaced(self, name: str, text: str, version: int | None) -> None:
        """A file has another text, nobody knows where."""
        there = self.open[name]
        self.open[name] = replace(there, text=EditorText(text), dirty=frozenset(), version=version)
        self._touched(name)

    def closed(self, name: str) -> None:
        """A file is closed: what holds is what the disk says."""
        self.open.pop(name, None)
        self.whole.pop(name, None)
        self.seen.pop(name, None)
        self._unweighed.pop(name, None)
        self._touched(name)
        if name not in SHARED:
            self._stale.pop(name, None)
            if self._closed is not None:
                self._closed[name] = None

    def disk(self, names: Iterable[str] | None = None) -> None:
        """Files have changed on the disk (None: nobody knows which)."""
        known = None if names is None else set(names)
        if known is None or known & set(SHARED):
            self._shared_stale = True
        if known is None:
            self._closed = None
        elif self._closed is not None:
            self._closed.update(dict.fromkeys(sorted(known - set(SHARED) - self.open.keys())))
        self._selection = None
        self._stamp += 1

    def _touched(self, name: str) -> None:
        self._stamp += 1
        if name in SHARED:
            self._shared_stale = True
        else:
            self._stale[name] = None

    # What is to be looked at

    def next(self, *, idle: bool = True) -> Job | None:
        """What is to be looked at next; `idle` says that there is time for closed files, too."""
        stamp = self._stamp
        looking = Looking(self.files, dict(self.open), self.selection, lambda: self._stamp != stamp, self.seen)
        if self._shared_stale or self.shared is None:
            return Job("", looking.shared, urgent=True, stamp=stamp)
        shared = self.shared
        stale = next(iter(self._stale), None)
        if stale is not None:
            return Job(stale, lambda: looking.incident(stale, shared.collection), urgent=True, stamp=stamp)
        mentioned = self._mentioned() if self._closed is not None and not self._closed else None
        if self._rules_stale:
            return Job("", lambda: looking.rules_of_shared(shared, mentioned), urgent=True, stamp=stamp)
        if not idle:
            return None
        unweighed = next(iter(self._unweighed), None)
        if unweighed is not None and unweighed in self.seen:
            before = self.seen[unweighed]
            return Job(unweighed, lambda: looking.standings(before), urgent=False, stamp=stamp)
        if self._closed is None:
            self._closed = dict.fromkeys(each for each in self.incident_files() if each not in self.open)
            for gone in self._mentions.keys() - self._closed.keys() - self.open.keys():
                del self._mentions[gone]
                self._listed.pop(gone, None)
        closed = next(iter(self._closed), None)
        if closed is None:
            return None
        return Job(closed, lambda: looking.incident(closed, shared.collection), urgent=False, stamp=stamp)

    def take(self, job: Job, found: Seen | SharedSeen | dict[str, Seen]) -> list[FileReport]:
        """Take what a job found; what is to be shown of it."""
        if job.stamp != self._stamp:
            return []
        if isinstance(found, SharedSeen):
            return self._take_shared(found)
        if isinstance(found, dict):
            self._rules_stale = False
            self.seen |= found
            return [report for each in found.values() for report in self._report(each)]
        return self._take_incident(found)

    def failed(self, job: Job) -> None:
        """A job ended with a slip of ours: it is not tried again before something changes."""
        if job.stamp != self._stamp:
            return
        self._stale.pop(job.name, None)
        self._unweighed.pop(job.name, None)
        if self._closed is not None:
            self._closed.pop(job.name, None)
        if not job.name:
            self._shared_stale = self.shared is None
            self._rules_stale = False

    def _take_shared(self, found: SharedSeen) -> list[FileReport]:
        before = self.shared
        for name, each in found.files.items():
            self._keep(name, each)
            self.seen[name] = replace(each, diagnostics=self.seen[name].diagnostics) if name in self.seen else each
        self.shared = found
        self._shared_stale = False
        self._rules_stale = True
        if before is None or not _same(before.collection, found.collection):
            self._stale |= dict.fromkeys(name for name in self.open if name not in SHARED)
            self._closed = None
        return [
            report
            for name, each in found.files.items()
            if any(one.rule == "syntax" for one in each.diagnostics)
            for report in self._report(each)
        ]

    def _take_incident(self, found: Seen) -> list[FileReport]:
        name = found.name
        if self.seen.get(name) is found:  # its questions have been weighed
            self._unweighed.pop(name, None)
            return []
        self._stale.pop(name, None)
        if self._closed is not None:
            self._closed.pop(name, None)
        known = (found.mentions, found.whole)
        if self._mentions.get(name) != known and not found.half:
            self._mentions[name] = known
            self._rules_stale = self._rules_stale or not self._closed
        if self._closed is not None and not self._closed and name not in self.open:
            self._rules_stale = True
        if found.incident is not None and not found.half and name not in self.open:
            self._listed[name] = things_of(found.incident, name)
        if name in self.open:
            self._keep(name, found)
            self.seen[name] = found
            if not found.half:
                self._unweighed[name] = None
        return list(self._report(found))

    def _keep(self, name: str, found: Seen) -> None:
        """Remember what was read whole, and that its text has no edit that cannot be read."""
        there = self.open.get(name)
        if there is not None and not found.half and found.tree is not None:
            self.open[name] = replace(there, dirty=frozenset(), before=found.tree, clean=found.clean)
            self.whole[name] = found
        elif there is not None and found.half:  # edits elsewhere can be read
            self.open[name] = replace(there, dirty=there.dirty & found.gone)

    def _report(self, found: Seen) -> Iterator[FileReport]:
        """What is to be shown of a file; of one that was never open, its errors alone."""
        there = self.open.get(found.name)
        diagnostics = found.diagnostics
        if there is None:
            diagnostics = tuple(each for each in diagnostics if each.severity is Severity.ERROR)
            if not diagnostics and not self._said.get(found.name):
                return
        if self._said.get(found.name) == diagnostics and there is None:
            return
        self._said[found.name] = diagnostics
        text = there.text if there is not None else self.text(found.name)
        yield FileReport(found.name, there.version if there else None, text, diagnostics)

    # What is known

    @property
    def listed(self) -> dict[str, tuple[ListedThing, ...]]:
        """Everything with an id, by its file, as far as it has been looked at."""
        opened = {name: each.incident for name, each in self.whole.items() if each.incident is not None}
        return self._listed | {name: things_of(each, name) for name, each in opened.items()}

    @property
    def files(self) -> Overlay:
        """The files with the open texts in their places."""
        return Overlay(self.folder, {name: each.text.data for name, each in self.open.items()})

    @property
    def selection(self) -> Selection:
        """By which rules is looked, as the keepers of the collection have settled."""
        if self._selection is None:
            try:
                self._selection = selected(check_settings(self.folder), None, None, None)
                self.settings_error = None
            except ClaimcheckError as error:
                self.settings_error = error
                self._selection = selection()
        return self._selection

    def text(self, name: str) -> EditorText:
        """The text of a file: as it is open, else as it is on the disk; empty where it cannot be read."""
        if name in self.open:
            return self.open[name].text
        try:
            data = self.folder.read(name) or b""
        except Unreadable:
            return EditorText("")
        return EditorText(data.decode("utf-8", errors="replace"))

    def collection(self, name: str) -> Collection | None:
        """The last that is known of an incident, with the speakers, parties and themes."""
        seen = self.seen.get(name) or self.whole.get(name)
        if seen is not None and seen.collection is not None:
            return seen.collection
        return self.shared.collection if self.shared else None

    def incidents(self, name: str) -> Iterator[Incident]:
        """The records of a file: as they are now, then as they were when it could be read whole."""
        for each in (self.seen.get(name), self.whole.get(name)):
            if each is not None and each.incident is not None:
                yield each.incident

    def questions(self, name: str) -> dict[str, Question]:
        """The questions of an incident, with one that is just being typed as it was before."""
        return {
            key: each for incident in reversed(list(self.incidents(name))) for key, each in incident.questions.items()
        }

    def sources(self, name: str) -> dict[str, Source]:
        """The sources of an incident, with one that is just being typed as it was before."""
        return {
            key: each for incident in reversed(list(self.incidents(name))) for key, each in incident.sources.items()
        }

    def incident_files(self) -> list[str]:
        """The files of all incidents."""
        try:
            return [each for each in self.files.incidents() if each.endswith(".yaml")]
        except Unreadable:
            return []

    def _mentioned(self) -> Mentions | None:
        """What all incidents mention; None where one of them could not be read whole."""
        if not all(whole for _, whole in self._mentions.values()):
            return None
        return frozenset[tuple[str, str]]().union(*(each for each, _ in self._mentions.values()))


def things_of(incident: Incident, name: str) -> tuple[ListedThing, ...]:
    """Everything in an incident that has an id."""
    found = [ListedThing(incident.id, Sort.INCIDENT, incident.title, name, 0)]
    for key, question in incident.questions.items():
        found.append(ListedThing(key, Sort.QUESTION, question.ask, name, question.location.line - 1))
    for key, source in incident.sources.items():
        found.append(ListedThing(key, Sort.SOURCE, source.publisher, name, source.location.line - 1))
    found += [ListedThing(each.id, Sort.CLAIM, "", name, each.location.line - 1) for each in incident.claims]
    return tuple(found)


def _same(one: Collection, other: Collection) -> bool:
    return (one.speakers, one.parties, one.themes, one.unread) == (
        other.speakers,
        other.parties,
        other.themes,
        other.unread,
    )
