"""Which loaded words each side uses for the thing, since when and how often.

Cost: in proportion to the text, and to the number of terms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.stance import Polarity
from claimcheck.model.when import When
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.statements import told_by, whose

_CLAUSE = re.compile(r"[,.;:!?–—…]|\bbut\b|\bно\b|\bа\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|nor|neither|cannot|не|нет|ни|nicht|kein\w*|ne|pas)\b|n['’]t\b", re.IGNORECASE
)

# a single quotation mark opens before a word and closes after one; inside a word it is an apostrophe
_MARK = re.compile("[“„\"«'‘]")
_OPENS = re.compile(r"[“„\"«]|(?<!\w)['‘](?=\w)")
_APOSTROPHE = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_CLOSES = {
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    '"': re.compile('"'),
    "«": re.compile("»"),
    "'": _APOSTROPHE,
    "‘": _APOSTROPHE,
}


@dataclass(frozen=True, slots=True)
class Use:
    """One party's use of one term: how often, since when, in which claims; `rejected` if only to deny it."""

    group: str
    term: str
    party: str
    as_told_by: str | None
    count: int
    rejected: bool
    first: When | None
    claims: tuple[str, ...]
    publishers: tuple[str, ...]


def uses(collection: Collection, incident: Incident, by: By = By.PARTY) -> list[Use]:
    """Every use of a declared term in a quote, by group and term in the order of the file, then by first day.

    Takes time in proportion to the words of all quotes times the number of terms.
    """
    found: dict[tuple[str, str, str, str | None, bool], list[Claim]] = {}
    for claim in incident.standing:
        if not claim.quote:
            continue
        party, teller = whose(collection, claim, by), told_by(collection, claim, by)
        for group, term, place in terms_in(incident, claim.quote):
            key = (group, term, party, teller, _rejected(claim, claim.quote, place))
            claims = found.setdefault(key, [])
            if claim not in claims[-1:]:
                claims.append(claim)
    order = {(group, term): at for at, (group, term) in enumerate(_declared(incident))}
    made = [_use(incident, key, claims) for key, claims in found.items()]
    side = {party: place for place, party in enumerate(incident.disputants)}  # of two on one day, never by their ids

    def by_first_day(use: Use) -> tuple[object, ...]:
        return (
            _day_key(use.first),
            side.get(collection.party_of(use.party), len(side)),
            use.party,
            use.as_told_by or "",
        )

    return sorted(made, key=lambda use: (order[use.group, use.term], use.rejected, *by_first_day(use)))


def terms_in(incident: Incident, text: str) -> Iterator[tuple[str, str, int]]:
    """The declared terms that a text uses: group, term and the offset of each use."""
    folded = fold(text)
    for group, terms in incident.terms.items():
        for term, forms in terms.items():
            stems, pattern = _pattern(forms)
            if any(stem in folded for stem in stems):  # which is quicker to see than where
                for match in pattern.finditer(folded):
                    yield group, term, match.start()


def occurs(forms: tuple[str, ...], folded: str) -> bool:
    """Whether one of the forms of a term stands in a folded text."""
    stems, pattern = _pattern(forms)
    return any(stem in folded for stem in stems) and pattern.search(folded) is not None


def fold(text: str) -> str:
    """A text for comparing words: composed (NFC) and in lower case, as long as the original where that is possible."""
    return unicodedata.normalize("NFC", text).lower()


def without_quotations(prose: str) -> str:
    """`prose` with spaces for everything in quotation marks, the marks included; offsets stay."""
    if not _MARK.search(prose):  # quicker to see than that none opens
        return prose
    kept: list[str] = []
    end = 0
    unclosed: set[str] = set()
    for opened in _OPENS.finditer(prose):
        mark = opened.group()
        if opened.start() < end or mark in unclosed:
            continue
        closed = _CLOSES[mark].search(prose, opened.end())
        if closed is None:
            unclosed.add(mark)  # nor is any that follows: or very many open marks would take for ever
            continue
        kept += [prose[end : opened.start()], " " * (closed.end() - opened.start())]
        end = closed.end()
    return "".join([*kept, prose[end:]])


@lru_cache(maxsize=1024)
def _pattern(forms: tuple[str, ...]) -> tuple[list[str], re.Pattern[str]]:
    """The beginnings of the forms of a term, one of which must stand in a text, and what finds them there."""
    stems = [fold(form).removesuffix("*") for form in forms]
    ends = [r"\w*" if form.endswith("*") else "" for form in forms]
    found = "|".join(re.escape(stem) + end for stem, end in zip(stems, ends, strict=True))
    return stems, re.compile(rf"(?<!\w)(?:{found})(?!\w)")


def _rejected(claim: Claim, quote: str, place: int) -> bool:
    """Whether a term stands in what the claim denies.

    A claim that only denies rejects its terms; one that denies and affirms in one breath ("not captured, he fled")
    rejects those whose clause holds a negation.
    """
    polarities = {commitment.polarity for commitment in claim.stance.commitments}
    if Polarity.DENIES not in polarities:
        return False
    if Polarity.AFFIRMS not in polarities:
        return True
    begin = max((match.end() for match in _CLAUSE.finditer(quote, 0, place)), default=0)
    ending = _CLAUSE.search(quote, place)
    return _NEGATION.search(quote, begin, ending.start() if ending else len(quote)) is not None


def _use(incident: Incident, key: tuple[str, str, str, str | None, bool], claims: list[Claim]) -> Use:
    group, term, party, teller, rejected = key
    ordered = sorted(claims, key=lambda claim: (_day_key(incident.day(claim)), claim.id))
    publishers = {incident.sources[claim.source].publisher for claim in claims if claim.source in incident.sources}
    return Use(
        group=group,
        term=term,
        party=party,
        as_told_by=teller,
        count=len(claims),
        rejected=rejected,
        first=incident.day(ordered[0]),
        claims=tuple(claim.id for claim in ordered),
        publishers=tuple(sorted(publishers)),
    )


def _declared(incident: Incident) -> Iterator[tuple[str, str]]:
    return ((group, term) for group, terms in incident.terms.items() for term in terms)


def _day_key(day: When | None) -> tuple[bool, tuple[int, int, str]]:
    return (day is None, day.sort_key if day else (0, 0, ""))
