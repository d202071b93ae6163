"""Whether the words of each claim stand in the saved copy of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from claimcheck.copies.asides import Asides, QuoteFound
from claimcheck.copies.closest import Closest, closest
from claimcheck.copies.differences import Difference, differences, lacking
from claimcheck.copies.folder import Copies, Copy
from claimcheck.copies.goes_on import RestOfSentence, rest_of
from claimcheck.copies.quotations import FoldedSpan, Quotation
from claimcheck.copies.readers.reading import Passed
from claimcheck.copies.remembered import (
    Memory,
    PassedOver,
    QuotePlace,
    RememberedQuote,
    RememberedSource,
    mark_of,
)
from claimcheck.copies.unreadable import UnreadableCopy
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident
from claimcheck.model.record import Record

CUT = "cut-quote"
"""The name by which a comment lets a quote stand that leaves out what turns it."""
DIFFERS = "copy-differs"
"""The name by which a comment lets a source stand whose copy says otherwise."""


class Outcome(StrEnum):
    """What came of looking for a quote."""

    MATCHED = "matched"
    NOT_FOUND = "not-found"
    NOT_UNIQUE = "not-unique"
    COPY_CHANGED = "copy-changed"
    NO_COPY = "no-copy"
    NO_QUOTE = "no-quote"


FAILURES = frozenset({Outcome.NOT_FOUND, Outcome.COPY_CHANGED})


@frozen
class CheckedQuote:
    """One quote in one source that prints it; `at` is the first place where it stands.

    `passed` is what was passed over there, `rest` what its sentence says before and behind it, `allowed` the reason
    that a comment gives for leaving that out.
    """

    claim: str
    source: str
    outcome: Outcome
    at: QuotePlace | None
    closest: Closest | None
    passed: tuple[PassedOver, ...] = ()
    rest: RestOfSentence | None = None
    allowed: str | None = None

    @property
    def cut(self) -> bool:
        """Whether the rest of the sentence turns the quote, and nobody gave a reason for leaving it out."""
        return self.rest is not None and bool(self.rest.turns) and self.allowed is None


@frozen
class Said:
    """What a copy says otherwise than the record of its source; `allowed` is the reason that a comment gives."""

    source: str
    differences: tuple[Difference, ...]
    allowed: str | None = None


@frozen
class Verification:
    """Every claim with every source that prints it, in the order of the files; every outcome is counted."""

    schema: str
    items: tuple[CheckedQuote, ...]
    counts: dict[str, int]
    sources: tuple[Said, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def failed(self) -> bool:
        """Whether a quote was not found, a copy has changed, or one says otherwise than its source's record."""
        return any(each.outcome in FAILURES for each in self.items) or any(not each.allowed for each in self.sources)


@frozen
class Anchor:
    """What would make a quote unique: a claim and what stands just before and after its first place in its source."""

    incident: str
    claim: Claim
    place: QuotePlace
    prefix: str
    suffix: str


@frozen
class Unrecorded:
    """A copy of which not everything is recorded: its hash (None if it is), and what it says of itself."""

    incident: str
    source: str
    file: str
    sha256: str | None
    known: dict[str, str]


@dataclass
class Findings:
    """An answer, and what was met on the way: what could be written down, and what a reader should be told."""

    verification: Verification
    anchors: list[Anchor] = field(default_factory=list)
    unanchored: list[str] = field(default_factory=list)
    unrecorded: list[Unrecorded] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


Allowed = Callable[[str, Record], str | None]
"""The reason that a comment gives for letting a finding of this name stand at a record."""


class _Job(NamedTuple):
    """A claim to be looked for in a source that prints it."""

    number: int
    incident: Incident
    claim: Claim
    source: str


@dataclass
class _Looked:
    """What came of the jobs of one source."""

    items: dict[int, CheckedQuote] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)
    unanchored: list[str] = field(default_factory=list)
    unrecorded: Unrecorded | None = None
    said: Said | None = None
    remarks: list[str] = field(default_factory=list)


def verify(
    collection: Collection,
    copies: Copies,
    incidents: Sequence[str] = (),
    allowed: Allowed = lambda _name, _record: None,
    memory: Memory | None = None,
) -> Findings:
    """Look for the words of every claim (drafts apart) in the copies of the sources that print it.

    Each copy is read once, however many sources share it, and held no longer than it is needed. Takes time in
    proportion to the copies, and for each quote to the length of its copy. Of a source whose copy, record and quotes
    are those of which `memory` knows what came, only the hash of the copy is taken.

    Raises:
        UnknownIdError: no such incident.
    """
    jobs = list(_jobs(collection, incidents))
    looked: dict[tuple[str, str], _Looked] = {(job.incident.id, job.source): _Looked() for job in jobs}
    for (incident, source), mine in _by_copy(jobs, copies):
        looked[incident, source] = _Source(copies, allowed, mine, memory).look()
    items = {number: item for each in looked.values() for number, item in each.items.items()}
    counted = Counter(each.outcome for each in items.values())
    parts = list(looked.values())
    return Findings(
        Verification(
            "claimcheck/verify/1",
            tuple(items[number] for number in range(len(jobs))),
            {outcome.value: counted[outcome] for outcome in Outcome},
            tuple(each.said for each in parts if each.said is not None),
            collection.left_out,
        ),
        sorted((one for each in parts for one in each.anchors), key=lambda one: one.claim.location),
        [one for each in parts for one in each.unanchored],
        [each.unrecorded for each in parts if each.unrecorded is not None],
        [one for each in parts for one in each.remarks],
    )


def _jobs(collection: Collection, incidents: Sequence[str]) -> Iterator[_Job]:
    number = 0
    for name in dict.fromkeys(incidents or collection.incidents):
        incident = collection.incident(name)
        for claim in incident.standing:
            for source in claim.sources if quoted(claim) else (claim.source,):
                yield _Job(number, incident, claim, source)
                number += 1


def _by_copy(jobs: list[_Job], copies: Copies) -> Iterator[tuple[tuple[str, str], list[_Job]]]:
    """The jobs of each source, sources that share a copy one behind the other."""
    by_source: dict[tuple[str, str], list[_Job]] = {}
    for job in jobs:
        by_source.setdefault((job.incident.id, job.source), []).append(job)
    by_file: dict[str, list[tuple[str, str]]] = {}
    for names, mine in by_source.items():
        by_file.setdefault(copies.find(mine[0].incident, names[1]) or "", []).append(names)
    return ((names, by_source[names]) for several in by_file.values() for names in several)


@dataclass
class _Source:
    """The claims of one source, and its copy."""

    copies: Copies
    allowed: Allowed
    jobs: list[_Job]
    memory: Memory | None = None
    looked: _Looked = field(default_factory=_Looked)

    @property
    def incident(self) -> Incident:
        return self.jobs[0].incident

    @property
    def name(self) -> str:
        """The full name of the source."""
        return f"{self.incident.id}/{self.jobs[0].source}"

    def look(self) -> _Looked:
        """Read the copy if there is a quote to be found in it, and look for each."""
        mark = self.mark()
        kept = self.memory.recall(self.name) if self.memory is not None and mark is not None else None
        if kept is not None and kept.mark == mark and len(kept.quotes) == len(self.jobs):
            return self.taken_up(kept)
        copy = self.copy() if any(quoted(job.claim) for job in self.jobs) else None
        asides = Asides(copy.words, copy.reading.passed) if copy is not None else None
        for job in self.jobs:
            self.looked.items[job.number] = self.check(job, copy, asides)
        if self.memory is not None and copy is not None and mark == self.mark_for(copy.sha256):
            self.memory.keep(self.name, self.remembered(mark))
        return self.looked

    def mark(self) -> str | None:
        """What stands for all that is asked of this source; None if nothing is to be kept of it."""
        name = self.copies.find(self.incident, self.jobs[0].source)
        if self.memory is None or name is None or not any(quoted(job.claim) for job in self.jobs):
            return None
        try:
            return self.mark_for(self.copies.sha256(name))
        except UnreadableCopy:
            return None  # the reading says why

    def mark_for(self, sha256: str) -> str:
        """What stands for all that is asked, of a copy with this hash."""
        source = self.jobs[0].source
        name = self.copies.find(self.incident, source) or ""
        asked = [
            (job.claim.full_id, quoted(job.claim), job.claim.quote, job.claim.prefix, job.claim.suffix,
             job.claim.source == source, self.incident.language(job.claim))
            for job in self.jobs
        ]  # fmt: skip
        return mark_of(name, sha256, self.incident.sources.get(source), asked)

    def remembered(self, mark: str) -> RememberedSource:
        """What came of looking, to be kept."""
        anchors = {each.claim.full_id: (each.prefix, each.suffix) for each in self.looked.anchors}
        items = [(job, self.looked.items[job.number]) for job in self.jobs]
        quotes = [
            RememberedQuote(
                each.outcome, each.at, each.closest, each.passed, each.rest,
                anchors.get(job.claim.full_id), job.claim.full_id in self.looked.unanchored,
            )
            for job, each in items
        ]  # fmt: skip
        new, said = self.looked.unrecorded, self.looked.said
        unrecorded = (new.sha256, new.known) if new is not None else None
        unlike = said.differences if said is not None else ()
        return RememberedSource(mark, tuple(quotes), unrecorded, unlike, tuple(self.looked.remarks))

    def taken_up(self, kept: RememberedSource) -> _Looked:
        """What came of looking the last time, which would come of it now."""
        source = self.jobs[0].source
        known = self.incident.sources.get(source)
        for job, each in zip(self.jobs, kept.quotes, strict=True):
            reason = self.allowed(CUT, job.claim) if each.rest is not None and each.rest.turns else None
            self.looked.items[job.number] = CheckedQuote(
                job.claim.full_id,
                self.name,
                Outcome(each.outcome),
                each.at,
                each.closest,
                each.passed,
                each.rest,
                reason,
            )
            if each.anchor is not None and each.at is not None:
                self.looked.anchors.append(Anchor(self.incident.id, job.claim, each.at, *each.anchor))
            elif each.unanchored:
                self.looked.unanchored.append(job.claim.full_id)
        self.looked.remarks += kept.remarks
        if kept.unrecorded is not None:
            name = self.copies.find(self.incident, source) or ""
            self.looked.unrecorded = Unrecorded(self.incident.id, source, name, *kept.unrecorded)
        if kept.differences and known is not None:
            self.looked.said = Said(self.name, kept.differences, self.allowed(DIFFERS, known))
        return self.looked

    def copy(self) -> Copy | None:
        """The copy of the source; what is wrong with it is a remark."""
        source = self.jobs[0].source
        name = self.copies.find(self.incident, source)
        if name is None:
            return None
        known = self.incident.sources.get(source)
        try:
            copy = self.copies.read(name, known)
        except UnreadableCopy as problem:
            self.looked.remarks.append(f"{self.name}: no copy can be read from `{name}`: {problem}")
            return None
        self.looked.remarks += [f"{self.name}, `{name}`: {each}" for each in copy.reading.remarks]
        if known is not None:
            missing = lacking(known, copy.reading.known)
            sha256 = None if self.recorded else copy.sha256
            if sha256 or missing:
                self.looked.unrecorded = Unrecorded(self.incident.id, source, name, sha256, missing)
            unlike = differences(known, copy.reading.known)
            if unlike:
                self.looked.said = Said(self.name, unlike, self.allowed(DIFFERS, known))
        return copy

    @property
    def recorded(self) -> str | None:
        """The hash that the source records of its copy."""
        known = self.incident.sources.get(self.jobs[0].source)
        return known.saved.sha256 if known is not None and known.saved is not None else None

    def check(self, job: _Job, copy: Copy | None, asides: Asides | None) -> CheckedQuote:
        claim = job.claim
        names = (claim.full_id, self.name)
        if not quoted(claim):
            return CheckedQuote(*names, Outcome.NO_QUOTE, None, None)
        if copy is None or asides is None:
            return CheckedQuote(*names, Outcome.NO_COPY, None, None)
        first = job.source == claim.source
        prefix, suffix = (claim.prefix or "", claim.suffix or "") if first else ("", "")
        quotation = Quotation(claim.quote or "", prefix, suffix)
        found = _found(quotation, copy, asides)
        at = _place(copy, [each.span for each in found])
        if at is None:
            changed = self.recorded not in (None, copy.sha256)
            return CheckedQuote(
                *names, Outcome.COPY_CHANGED if changed else Outcome.NOT_FOUND, None, closest(quotation, copy)
            )
        passed = tuple(_passed(copy, each) for each in found[0].passed)
        rest = rest_of(copy.words.origin, at.start, at.end, self.incident.language(claim))
        reason = self.allowed(CUT, claim) if rest is not None and rest.turns else None
        outcome = Outcome.MATCHED if at.times == 1 else Outcome.NOT_UNIQUE
        if self.recorded not in (None, copy.sha256):
            outcome = Outcome.COPY_CHANGED
        elif at.times > 1 and first:
            self.anchor(claim, quotation, copy, at, found[0].span)
        return CheckedQuote(*names, outcome, at, None, passed, rest, reason)

    def anchor(self, claim: Claim, quotation: Quotation, copy: Copy, at: QuotePlace, span: FoldedSpan) -> None:
        found = surroundings(quotation.quote, copy, span)
        if found is None:
            self.looked.unanchored.append(claim.full_id)
        else:
            self.looked.anchors.append(Anchor(self.incident.id, claim, at, *found))


def _found(quotation: Quotation, copy: Copy, asides: Asides) -> list[QuoteFound]:
    """Where a quote stands as it is; only if it does not, where it stands if asides are passed over."""
    plain = quotation.spans(copy.words)
    if not plain:
        return asides.spans(quotation)
    if not _after_line_end(copy, plain):
        return [QuoteFound(span, ()) for span in plain]
    halves = [(span, asides.hyphen_before(span.start)) for span in plain]
    return [QuoteFound(span, (half,) if half else ()) for span, half in halves]


def _after_line_end(copy: Copy, spans: list[FoldedSpan]) -> bool:
    """Whether one of them begins behind a hyphen and a space, where there might have been the end of a line."""
    return any(copy.words.text[max(0, span.start - 2) : span.start] == "- " for span in spans)


def _passed(copy: Copy, passed: Passed) -> PassedOver:
    start, end = copy.words.start(passed.start), copy.words.end(passed.end)
    return PassedOver(passed.what.value, " ".join(copy.words.origin[start:end].split()))


def quoted(claim: Claim) -> bool:
    """Whether a claim has a quote of its own: words taken over from the claim that it restates stand elsewhere."""
    return claim.quote is not None and "quote" not in claim.inherited


def surroundings(quote: str, copy: Copy, span: FoldedSpan) -> tuple[str, str] | None:
    """The shortest of some prefixes and suffixes with which a quote stands in one place only, or None."""
    text = copy.words.text
    for length in (32, 64, 128, 256):
        start, end = max(0, span.start - length), min(len(text), span.end + length)
        prefix, suffix = text[start : span.start], text[span.end : end]
        if start > 0 and " " in prefix.strip():
            prefix = prefix[prefix.index(" ") :]
        if end < len(text) and " " in suffix.strip():
            suffix = suffix[: suffix.rindex(" ")]
        if len(Quotation(quote, prefix, suffix).spans(copy.words)) == 1:
            return _as_printed(copy, span.start - len(prefix), span.start), _as_printed(
                copy, span.end, span.end + len(suffix)
            )
    return None


def _as_printed(copy: Copy, start: int, end: int) -> str:
    if start >= end:
        return ""
    return " ".join(copy.words.origin[copy.words.start(start) : copy.words.end(end)].split())


def _place(copy: Copy, spans: list[FoldedSpan]) -> QuotePlace | None:
    if not spans:
        return None
    start, end = copy.words.start(spans[0].start), copy.words.end(spans[0].end)
    where = copy.reading.place(start)
    if copy.reading.needs_click(start, end):
        where += ", which a click opens"
    return QuotePlace(start, end, copy.line(start), len(spans), where)
