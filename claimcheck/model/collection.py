"""Everything that was written, with the look-ups that checks and views share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claimcheck.errors import AmbiguousIdError, UnknownIdError, nearest
from claimcheck.frozen import field, frozen
from claimcheck.model.claim import Claim, Stances
from claimcheck.model.incident import Answer, Incident, Question, Side, Theme
from claimcheck.model.keys import Key, Sort, declared
from claimcheck.model.names import VOICES, perhaps, resolved
from claimcheck.model.record import Record
from claimcheck.model.source import Saved, Source
from claimcheck.model.speaker import Party, Speaker

RECORDS: tuple[type[Record], ...] = (
    Incident,
    Side,
    Question,
    Answer,
    Theme,
    Source,
    Saved,
    Claim,
    Stances,
    Speaker,
    Party,
)
"""Every record that a file can hold."""


def keys_that(fit: Callable[[Key], bool]) -> frozenset[str]:
    """The names of the keys of any record that are of some kind."""
    return frozenset(each.name for record in RECORDS for each in declared(record) if fit(each.key))


@frozen
class LeftOut:
    """An incident that could not be read, and how many errors it has."""

    incident: str
    errors: int


@frozen
class Found:
    """What an id names: the kind of thing, its incident where it has one, and the thing."""

    sort: Sort
    incident: Incident | None
    thing: Incident | Party | Speaker | Theme | Question | Claim | Source


@frozen(slots=False)
class Collection:
    """All incidents with the shared speakers, parties and themes; ids in the order of the files."""

    incidents: Mapping[str, Incident]
    speakers: Mapping[str, Speaker]
    parties: Mapping[str, Party]
    themes: Mapping[str, Theme]
    left_out: tuple[LeftOut, ...] = field(default=())
    unread: frozenset[str] = field(default=frozenset())
    """Ids in the shared files that could not be read; `speakers/` and the like stand for a whole section."""
    mentioned: frozenset[tuple[str, str]] = field(default=frozenset())
    """What incidents that have been looked at before, and are not in here, refer to (`Incident.mentions`)."""
    declared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The forms of the terms that such incidents declare."""
    beside: bool = field(default=False)
    """Whether speakers, parties and themes are only referred to: what is wrong with them is found elsewhere."""

    def lost(self, section: str, word: str) -> bool:
        """Whether an id of a shared section may be there and just could not be read, which is an error of its own."""
        return word in self.unread or f"{section}/" in self.unread

    def incident(self, name: str) -> Incident:
        """The incident of that id.

        Raises:
            UnknownIdError: there is none.
        """
        if name not in self.incidents:
            raise UnknownIdError("incident", name, self.incidents)
        return self.incidents[name]

    def party(self, claim: Claim) -> str:
        """Whom a claim's speaker speaks for: the claim's own word, else the speaker's, else the speaker itself."""
        return claim.party or self.party_of(claim.speaker)

    def party_of(self, speaker: str) -> str:
        """The party of a speaker, or the speaker itself."""
        known = self.speakers.get(speaker)
        return (known.party if known else None) or speaker

    def name(self, identifier: str) -> str:
        """The printed name of a party or a speaker."""
        known = self.parties.get(identifier) or self.speakers.get(identifier)
        return known.name if known else identifier

    def speaker_name(self, identifier: str) -> str:
        """The printed name of a speaker, even where a party has the same id."""
        known = self.speakers.get(identifier) or self.parties.get(identifier)
        return known.name if known else identifier

    def teller(self, claim: Claim) -> str | None:
        """The outermost speaker of another party who relayed a claim; None where nobody of another party did."""
        party = self.party(claim)
        others = [speaker for speaker in claim.via if self.party_of(speaker) != party]
        return others[-1] if others else None

    def find(self, identifier: str) -> Found:
        """What an id names; `claim:`, `source:` and the like tell where an id names more than one kind of thing.

        Raises:
            UnknownIdError: nothing has that id.
            AmbiguousIdError: it names more than one kind of thing, and no prefix tells which.
        """
        prefix, colon, rest = identifier.partition(":")
        wanted = Sort(prefix) if colon and prefix in set(Sort) else None
        word = rest if wanted else identifier
        found = self._named(word, wanted) or self._called(word, wanted)
        if not found:
            raise self._nothing(wanted, word)
        person = {each.sort for each in found} == {Sort.PARTY, Sort.SPEAKER}
        if len(found) > 1 and person and len(found) == 2:
            speaker = next(each for each in found if each.sort is Sort.SPEAKER)
            members = [each for each in self.speakers if self.party_of(each) == word]
            if members == [word]:  # one and the same: a speaker who stands for itself, and nobody else
                return speaker
        if len(found) > 1:
            choices = ", ".join(f"`{self._spelled(each, word)}`" for each in found)
            raise AmbiguousIdError(f"`{word}` names more than one thing", f"say which: {choices}")
        return found[0]

    def _named(self, word: str, wanted: Sort | None) -> list[Found]:
        home, slash, inner = word.partition("/")
        if slash:
            incident = self.incidents.get(home)
            return _inside(incident, inner, wanted) if incident else []
        shared: list[Found] = []
        for sort, things in (
            (Sort.INCIDENT, self.incidents),
            (Sort.PARTY, self.parties),
            (Sort.SPEAKER, self.speakers),
            (Sort.THEME, self.themes),
        ):
            if word in things and wanted in (None, sort):
                thing = things[word]
                shared.append(Found(sort, thing if isinstance(thing, Incident) else None, thing))
        inside = [found for incident in self.incidents.values() for found in _inside(incident, word, wanted)]
        return shared or inside

    def _called(self, word: str, wanted: Sort | None) -> list[Found]:
        """Who is called so, where no id is."""
        sorts = VOICES if wanted is None else (wanted,) if wanted in VOICES else ()
        identifier = resolved(self, word, sorts)
        if identifier == word:
            return []
        return [each for each in self._named(identifier, wanted) if each.sort in sorts]

    def _nothing(self, wanted: Sort | None, word: str) -> UnknownIdError:
        """That nothing has an id, with what comes nearest."""
        known = self._known(wanted, word)
        error = UnknownIdError(wanted or "id", word, known)
        if "/" not in word and not nearest(word, known):
            error.hint = perhaps(self, word, VOICES if wanted is None else [wanted]) or error.hint
        return error

    def _known(self, sort: Sort | None, word: str) -> list[str]:
        home, slash, _ = word.partition("/")
        incidents = [self.incidents[home]] if slash and home in self.incidents else list(self.incidents.values())
        known: list[str] = []
        for kind, shared in (
            (Sort.INCIDENT, self.incidents),
            (Sort.PARTY, self.parties),
            (Sort.SPEAKER, self.speakers),
            (Sort.THEME, self.themes),
        ):
            known += list(shared) if sort in (None, kind) else []
        for incident in incidents:
            inner = [
                *(incident.questions if sort in (None, Sort.QUESTION) else ()),
                *(incident.sources if sort in (None, Sort.SOURCE) else ()),
                *(incident.by_id if sort in (None, Sort.CLAIM) else ()),
            ]
            known += [f"{incident.id}/{each}" if slash else each for each in inner]
        return known

    def _spelled(self, found: Found, word: str) -> str:
        if found.incident is None or found.sort is Sort.INCIDENT or "/" in word:
            return f"{found.sort}:{word}"
        return f"{found.sort}:{found.incident.id}/{word}"


def _inside(incident: Incident, word: str, wanted: Sort | None) -> list[Found]:
    found: list[Found] = []
    if word in incident.questions:
        found.append(Found(Sort.QUESTION, incident, incident.questions[word]))
    if word in incident.by_id:
        found.append(Found(Sort.CLAIM, incident, incident.by_id[word]))
    if word in incident.sources:
        found.append(Found(Sort.SOURCE, incident, incident.sources[word]))
    return [each for each in found if wanted in (None, each.sort)]
