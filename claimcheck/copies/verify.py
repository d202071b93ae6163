"""Whether the words of each claim stand in the saved copy of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from claimcheck.copies.closest import Closest, closest
from claimcheck.copies.folder import Copies, Copy
from claimcheck.copies.quotations import Quotation, Span
from claimcheck.copies.unreadable import UnreadableCopy
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident


class Outcome(StrEnum):
    """What came of looking for a quote."""

    MATCHED = "matched"
    NOT_FOUND = "not-found"
    NOT_UNIQUE = "not-unique"
    COPY_CHANGED = "copy-changed"
    NO_COPY = "no-copy"
    NO_QUOTE = "no-quote"


FAILURES = frozenset({Outcome.NOT_FOUND, Outcome.COPY_CHANGED})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: in characters of the text, from 0, and on which line, from 1; how many times; and where.

    `where` fits the kind of the copy: a line, a paragraph, a page, a time or a message.
    """

    start: int
    end: int
    line: int
    times: int
    where: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One quote in one source that prints it; `at` is the first place where it stands."""

    claim: str
    source: str
    outcome: Outcome
    at: Place | None
    closest: Closest | None


@dataclass(frozen=True, slots=True)
class Verification:
    """Every claim with every source that prints it, in the order of the files; every outcome is counted."""

    schema: str
    items: tuple[Checked, ...]
    counts: dict[str, int]
    left_out: tuple[LeftOut, ...]

    @property
    def failed(self) -> bool:
        """Whether a quote was not found or a copy has changed."""
        return any(each.outcome in FAILURES for each in self.items)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What would make a quote unique: a claim and what stands just before and after its first place in its source."""

    incident: str
    claim: Claim
    place: Place
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A copy whose hash is not recorded."""

    incident: str
    source: str
    file: str
    sha256: str


@dataclass
class Findings:
    """An answer, and what was met on the way: what could be written down, and what a reader should be told."""

    verification: Verification
    anchors: list[Anchor] = field(default_factory=list)
    unanchored: list[str] = field(default_factory=list)
    unrecorded: list[Unrecorded] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def verify(collection: Collection, copies: Copies, incidents: Sequence[str] = ()) -> Findings:
    """Look for the words of every claim (drafts apart) in the copies of the sources that print it.

    Each copy is read once. Takes time in proportion to the copies, and for each quote to the length of its copy.

    Raises:
        UnknownIdError: no such incident.
    """
    findings = Findings(Verification("claimcheck/verify/1", (), {}, collection.left_out))
    items: list[Checked] = []
    for name in dict.fromkeys(incidents or collection.incidents):
        items += _Incident(collection.incident(name), copies, findings).checked()
    counted = Counter(each.outcome for each in items)
    counts = {outcome.value: counted[outcome] for outcome in Outcome}
    findings.verification = Verification("claimcheck/verify/1", tuple(items), counts, collection.left_out)
    return findings


@dataclass(frozen=True)
class _Incident:
    """The claims of one incident, source by source."""

    incident: Incident
    copies: Copies
    findings: Findings

    def checked(self) -> Iterable[Checked]:
        """The claims in their order, each with its sources in theirs; a copy is held no longer than it is needed."""
        pairs = list(self.pairs())
        done: dict[int, Checked] = {}
        by_source: dict[str, list[int]] = {}
        for number, (_, source) in enumerate(pairs):
            by_source.setdefault(source, []).append(number)
        for source, numbers in by_source.items():
            copy = self.copy(source) if any(quoted(pairs[number][0]) for number in numbers) else None
            for number in numbers:
                done[number] = self.check(pairs[number][0], source, copy)
        return (done[number] for number in range(len(pairs)))

    def pairs(self) -> Iterator[tuple[Claim, str]]:
        for claim in self.incident.standing:
            for source in claim.sources if quoted(claim) else (claim.source,):
                yield claim, source

    def copy(self, source: str) -> Copy | None:
        """The copy of a source; what is wrong with it is a remark."""
        name = self.copies.find(self.incident, source)
        if name is None:
            return None
        try:
            copy = self.copies.read(name, self.incident.sources.get(source))
        except UnreadableCopy as problem:
            self.findings.remarks.append(f"{self.incident.id}/{source}: no copy can be read from `{name}`: {problem}")
            return None
        self.findings.remarks += [f"{self.incident.id}/{source}, `{name}`: {each}" for each in copy.reading.remarks]
        if self.recorded(source) is None:
            self.findings.unrecorded.append(Unrecorded(self.incident.id, source, name, copy.sha256))
        return copy

    def recorded(self, source: str) -> str | None:
        """The hash that a source records of its copy."""
        known = self.incident.sources.get(source)
        return known.saved.sha256 if known is not None and known.saved is not None else None

    def check(self, claim: Claim, source: str, copy: Copy | None) -> Checked:
        names = (claim.full_id, f"{self.incident.id}/{source}")
        if not quoted(claim):
            return Checked(*names, Outcome.NO_QUOTE, None, None)
        if copy is None:
            return Checked(*names, Outcome.NO_COPY, None, None)
        first = source == claim.source
        prefix, suffix = (claim.prefix or "", claim.suffix or "") if first else ("", "")
        quotation = Quotation(claim.quote or "", prefix, suffix)
        spans = quotation.spans(copy.words)
        at = _place(copy, spans)
        nearest = None if spans else closest(quotation, copy)
        if self.recorded(source) not in (None, copy.sha256):
            return Checked(*names, Outcome.COPY_CHANGED, at, nearest)
        if at is None:
            return Checked(*names, Outcome.NOT_FOUND, None, nearest)
        if at.times == 1:
            return Checked(*names, Outcome.MATCHED, at, None)
        if first:
            self.anchor(claim, quotation, copy, at, spans[0])
        return Checked(*names, Outcome.NOT_UNIQUE, at, None)

    def anchor(self, claim: Claim, quotation: Quotation, copy: Copy, at: Place, span: Span) -> None:
        found = surroundings(quotation.quote, copy, span)
        if found is None:
            self.findings.unanchored.append(claim.full_id)
        else:
            self.findings.anchors.append(Anchor(self.incident.id, claim, at, *found))


def quoted(claim: Claim) -> bool:
    """Whether a claim has a quote of its own: words taken over from the claim that it restates stand elsewhere."""
    return claim.quote is not None and "quote" not in claim.inherited


def surroundings(quote: str, copy: Copy, span: Span) -> tuple[str, str] | None:
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


def _place(copy: Copy, spans: list[Span]) -> Place | None:
    if not spans:
        return None
    start, end = copy.words.start(spans[0].start), copy.words.end(spans[0].end)
    where = copy.reading.place(start)
    if copy.reading.needs_click(start, end):
        where += ", which a click opens"
    return Place(start, end, copy.line(start), len(spans), where)
