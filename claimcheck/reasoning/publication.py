"""The part of a collection that may be shown to everybody.

What is not public is left out, and with it all that stands or falls with it: claims by or through a withheld speaker,
claims read in a withheld source, claims that took over words of a withheld claim, and the questions, answers, terms,
themes, sources, speakers and parties that only withheld claims bore on. Protected speakers are shown under another
name, everywhere; a quotation is never altered, so one that names them is withheld. Where neither will do (the title
of an incident, say), nothing is published at all.

Two collections that differ only in what is withheld have the same public part, byte for byte.

Cost: in proportion to the texts and to the names to be hidden.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from claimcheck.errors import PublicationError
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Answer, Incident, Question, Side, Theme
from claimcheck.model.record import Named, Record
from claimcheck.model.sensitivity import Sensitivity
from claimcheck.model.source import Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.reasoning.secrets import Secrets, phrases, slug
from claimcheck.reasoning.wording import terms_in

SPEAKER, SOURCE, CLAIM, QUESTION = "speaker:", "source:", "claim:", "question:"
Some = TypeVar("Some", bound=Record)


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown; how many records of each kind were withheld, and how many speakers have another name."""

    collection: Collection
    withheld: Mapping[str, int]
    renamed: int


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A text that would give somebody away and can neither be left out nor changed: what it is, and of which record."""

    what: str
    record: Record


def publish(collection: Collection) -> Published:
    """The part of a collection that may be shown. Takes time in proportion to its texts and to the names to be hidden.

    Raises:
        PublicationError: something that has to be shown would give somebody away.
    """
    publication = _Publication(collection)
    found = publication.obstacles()
    if found:
        kinds = Counter(each.what for each in found)
        listed = ", ".join(f"{kind} ({number})" if number > 1 else kind for kind, number in sorted(kinds.items()))
        raise PublicationError(
            f"nothing was published: a withheld or protected speaker would be recognised by {listed}",
            "`claimcheck check` shows where (rule gives-away)",
        )
    return publication.published()


def obstacles(collection: Collection) -> list[Obstacle]:
    """Where a collection names somebody whom it hides in a text that cannot be left out; in the order of the files."""
    if not any(each.known_as or each.sensitivity is not Sensitivity.PUBLIC for each in collection.speakers.values()):
        return []
    return _Publication(collection).obstacles()


class _Publication:
    """What is withheld and what everything else is called, worked out once."""

    def __init__(self, collection: Collection) -> None:
        self.whole = collection
        self.counts: Counter[str] = Counter()
        self.speakers_out, self.secrets = _hidden(collection)
        self.claims_out: dict[str, set[str]] = {}
        self.sources_out: dict[str, set[str]] = {}
        for incident in collection.incidents.values():
            withheld = {each.id for each in incident.sources.values() if self._withholds_source(each)}
            self.sources_out[incident.id] = withheld
            self.claims_out[incident.id] = self._withheld_claims(incident)
        self.secrets = replace(self.secrets, phrases=phrases(self._withheld_words()))
        kept = [each for each in collection.incidents.values() if not self._all_withheld(each)]
        self.parts = {
            each.id: _Part(each, self._lost_claims(each), self._kept_claims(each), self.sources_out[each.id])
            for each in kept
        }
        self.speakers = self._kept_speakers()
        self.protected = {each.id for each in self.speakers.values() if each.known_as}
        self.parties = self._kept_parties()
        self.themes = self._kept_themes()
        self.people = self._people()
        self.sides = self._sides()

    # what is withheld

    def _withholds_source(self, source: Source) -> bool:
        return source.sensitivity is not Sensitivity.PUBLIC or self.secrets.in_text(source.publisher)

    def _withheld_claims(self, incident: Incident) -> set[str]:
        """Claims that may not be shown; one of them may take others with it."""
        withheld: set[str] = set()
        while more := {
            c.id for c in incident.claims if c.id not in withheld and self._withholds(incident, c, withheld)
        }:
            withheld |= more
        return withheld

    def _withholds(self, incident: Incident, claim: Claim, withheld: set[str]) -> bool:
        if claim.sensitivity is not Sensitivity.PUBLIC or claim.source in self.sources_out[incident.id]:
            return True
        if {claim.speaker, *claim.via} & self.speakers_out or claim.party in self.speakers_out - set(
            self.whole.parties
        ):
            return True
        if any(map(self.secrets.in_text, (claim.quote, claim.translation))):
            return True
        if any(each is not None and self.secrets.cleaned(each) is None for each in (claim.text, claim.condition)):
            return True
        if claim.restates in withheld and (claim.inherited or claim.said is None):
            return True  # its words, its stance or its day would be those of the other
        stance = claim.stance
        silent = not (stance.commitments or stance.withholds)
        comments = [each for each in stance.comments if _commented(incident, each) not in withheld]
        return silent and bool(stance.comments) and not comments

    def _withheld_words(self) -> Iterator[str | None]:
        """Words by which a note could repeat a withheld record."""
        for incident in self.whole.incidents.values():
            for source in incident.sources.values():
                if source.id in self.sources_out[incident.id]:
                    yield from (source.title, source.url, source.archived, source.note, _joined(source.id))
            for claim in incident.claims:
                if claim.id in self.claims_out[incident.id]:
                    yield from (claim.quote, claim.translation, claim.text, claim.note, _joined(claim.id))
        for speaker in self.whole.speakers.values():
            if speaker.id in self.speakers_out:
                yield from (speaker.note, _joined(speaker.id))
            elif speaker.known_as:
                yield from (speaker.note, speaker.role, _joined(speaker.id))

    def _kept_claims(self, incident: Incident) -> list[Claim]:
        return [each for each in incident.standing if each.id not in self.claims_out[incident.id]]

    def _lost_claims(self, incident: Incident) -> list[Claim]:
        """What was withheld; a mere draft leaves nothing behind."""
        return [each for each in incident.claims if each.id in self.claims_out[incident.id]]

    def _all_withheld(self, incident: Incident) -> bool:
        return bool(incident.standing) and not self._kept_claims(incident)

    def _kept_speakers(self) -> dict[str, Speaker]:
        before = {
            each
            for incident in self.whole.incidents.values()
            for each in _heard(self._lost_claims(incident), incident.sources)
        }
        after = {each for part in self.parts.values() for each in _heard(part.claims, part.sources)}
        return {
            name: each
            for name, each in self.whole.speakers.items()
            if name not in self.speakers_out and (name in after or name not in before)
        }

    def _kept_parties(self) -> dict[str, Party]:
        party = self.whole.party
        before = {party(claim) for incident in self.whole.incidents.values() for claim in self._lost_claims(incident)}
        before |= {self.whole.party_of(each) for each in self.whole.speakers}
        after = {party(claim) for part in self.parts.values() for claim in part.claims}
        after |= {self.whole.party_of(each) for each in self.speakers}
        after |= {each for part in self.parts.values() for each in part.incident.disputants}
        after |= {
            each for part in self.parts.values() for side in part.incident.sides.values() for each in side.parties
        }
        return {name: each for name, each in self.whole.parties.items() if name in after or name not in before}

    def _kept_themes(self) -> dict[str, Theme]:
        before = {q.theme for incident in self.whole.incidents.values() for q in incident.questions.values()}
        after = {question.theme for part in self.parts.values() for question in part.questions.values()}
        return {name: each for name, each in self.whole.themes.items() if name in after or name not in before}

    # what everything is called

    def _people(self) -> dict[str, str]:
        """Speaker: the id that is shown; one that would give somebody away is made of the name that is shown."""
        telling = {name for name in self.speakers if name in self.protected or self.secrets.in_id(name)}
        taken = {*self.speakers, *self.parties} - telling
        ids = {name: name for name in self.speakers}
        return ids | {n: _free(slug(self._name(self.speakers[n])) or "speaker", taken) for n in ids if n in telling}

    def _sides(self) -> dict[str, str]:
        """Party: the id that is shown; a speaker who stands for itself is its own party."""
        telling = [name for name in self.parties if self.secrets.in_id(name)]
        taken = {*self.people.values(), *(set(self.parties) - set(telling))}
        names = {name: slug(self.secrets.cleaned(self.parties[name].name) or "") or "party" for name in telling}
        return {**self.people, **{name: name for name in self.parties}, **{n: _free(names[n], taken) for n in telling}}

    def _name(self, speaker: Speaker) -> str:
        return speaker.known_as or self.secrets.cleaned(speaker.name) or speaker.name

    # what cannot be helped

    def obstacles(self) -> list[Obstacle]:
        """Every text that has to be shown and would give somebody away."""
        found = [
            Obstacle("the name that stands for a protected speaker", each)
            for each in self.speakers.values()
            if self.secrets.in_text(each.known_as)
        ]
        found += [
            Obstacle("the name of a party", each)
            for each in self.parties.values()
            if self.secrets.cleaned(each.name) is None
        ]
        for theme in self.themes.values():
            found += self._asked(theme, "a theme")
        for part in self.parts.values():
            incident = part.incident
            found += [Obstacle("the id of an incident", incident)] * self.secrets.in_id(incident.id)
            if self.secrets.cleaned(incident.title) is None:
                found.append(Obstacle("the title of an incident", incident))
            for question in part.questions.values():
                found += self._asked(question, "a question")
        return found

    def _asked(self, asked: Question | Theme, what: str) -> Iterator[Obstacle]:
        answers = [each if isinstance(each, str) else each.words for each in asked.answers.values()]
        texts = [asked.ask, *answers, getattr(asked, "unit", None)]
        if any(each is not None and self.secrets.cleaned(each) is None for each in texts):
            yield Obstacle(f"the words of {what}", asked)
        if any(map(self.secrets.in_id, (asked.id, *asked.answers))):
            yield Obstacle(f"the id of {what} or of an answer", asked)

    # what is shown

    def published(self) -> Published:
        """The collection as it may be shown."""
        shown = Collection(
            incidents={name: self._incident(part) for name, part in self.parts.items()},
            speakers=_renamed_last(self.people, {name: self._speaker(each) for name, each in self.speakers.items()}),
            parties=_renamed_last(self.sides, {name: self._party(each) for name, each in self.parties.items()}),
            themes={
                name: _changed(
                    each,
                    ask=self._own(each.ask),
                    answers={a: self._own(text) for a, text in each.answers.items()},
                    note=self._remark(each.note),
                )
                for name, each in self.themes.items()
            },
        )
        return Published(shown, self._withheld(shown), len(self.protected))

    def _withheld(self, shown: Collection) -> dict[str, int]:
        whole = self.whole

        def inside(collection: Collection, what: str) -> int:
            return sum(len(getattr(each, what)) for each in collection.incidents.values())

        lost = {
            "incident": len(whole.incidents) - len(shown.incidents),
            "claim": inside(whole, "standing") - inside(shown, "standing"),
            "speaker": len(whole.speakers) - len(shown.speakers),
            "party": len(whole.parties) - len(shown.parties),
            "source": inside(whole, "sources") - inside(shown, "sources"),
            "question": inside(whole, "questions") - inside(shown, "questions"),
            "answer": self.counts["answer"],
            "theme": len(whole.themes) - len(shown.themes),
            "term": self.counts["term"],
            "text": self.counts["text"],
        }
        return {kind: number for kind, number in lost.items() if number}

    def _own(self, text: str | None) -> str | None:
        """Words of the curator's that have to stand, cleaned; counted if that changed them."""
        cleaned = self.secrets.cleaned(text)
        self.counts["text"] += cleaned != text
        return cleaned

    def _remark(self, text: str | None) -> str | None:
        """Words of the curator's that may go: they may not repeat a withheld record either."""
        cleaned = self.secrets.cleaned(text, phrases=True)
        self.counts["text"] += cleaned != text
        return cleaned

    def _verbatim(self, text: str | None) -> str | None:
        """Words of others, or none where they would give somebody away."""
        hidden = self.secrets.in_text(text, phrases=True)
        self.counts["text"] += hidden
        return None if hidden else text

    def _headline(self, title: str | None) -> str | None:
        hidden = self.secrets.in_text(title)
        self.counts["text"] += hidden
        return None if hidden else title

    def _address(self, address: str | None) -> str | None:
        hidden = self.secrets.in_address(address)
        self.counts["text"] += hidden
        return None if hidden else address

    def _answers(self, question: Question) -> dict[str, Answer]:
        """The answers that are shown; what lay within one that is not shown lies within the next that is."""
        known = question.answers
        return {
            name: _changed(
                each,
                words=self._own(each.words),
                within=each.within if each.within in known else None,
                excludes=tuple(other for other in each.excludes if other in known),
            )
            for name, each in known.items()
        }

    def _side(self, side: Side) -> Side:
        parties = tuple(self.sides[each] for each in side.parties if each in self.sides)
        return _changed(side, name=self._own(side.name), parties=parties, note=self._remark(side.note))

    def _speaker(self, speaker: Speaker) -> Speaker:
        party = self.sides.get(speaker.party) if speaker.party else None
        if speaker.id in self.protected:
            changes: dict[str, Any] = {"aliases": (), "role": None, "note": None, "known_as": None}
        else:
            aliases = tuple(each for each in speaker.aliases if not self.secrets.in_text(each))
            self.counts["text"] += len(speaker.aliases) - len(aliases)
            changes = {"aliases": aliases, "role": self._remark(speaker.role), "note": self._remark(speaker.note)}
        return _called(_changed(speaker, name=self._name(speaker), party=party, **changes), self.people[speaker.id])

    def _party(self, party: Party) -> Party:
        return _called(_changed(party, name=self._own(party.name), note=self._remark(party.note)), self.sides[party.id])

    def _incident(self, part: _Part) -> Incident:
        incident = part.incident
        self.counts["answer"] += part.answers_lost
        sources, claims = self._source_ids(part), self._claim_ids(part)
        terms = self._terms(part)
        return _changed(
            incident,
            title=self._own(incident.title),
            place=self._remark(incident.place),
            summary=self._remark(incident.summary),
            note=self._remark(incident.note),
            disputants=tuple(
                self.sides.get(each, each)
                for each in incident.disputants
                if each in self.sides or each in incident.sides
            ),
            sides={name: self._side(each) for name, each in incident.sides.items()},
            questions={name: self._question(each) for name, each in part.questions.items()},
            terms=terms,
            sources=_renamed_last(sources, {name: self._source(each, sources) for name, each in part.sources.items()}),
            claims=tuple(self._claim(incident, claim, claims, sources) for claim in part.claims),
        )

    def _question(self, question: Question) -> Question:
        answers = self._answers(question)
        return _changed(question, ask=self._own(question.ask), answers=answers, note=self._remark(question.note))

    def _terms(self, part: _Part) -> dict[str, dict[str, tuple[str, ...]]]:
        kept: dict[str, dict[str, tuple[str, ...]]] = {}
        for thing, terms in part.incident.terms.items():
            for term, forms in terms.items():
                left = tuple(each for each in forms if not self.secrets.in_text(each.rstrip("*")))
                if (thing, term) in part.terms_lost or not left or any(map(self.secrets.in_id, (thing, term))):
                    self.counts["term"] += 1
                else:
                    kept.setdefault(thing, {})[term] = left
        return kept

    def _source_ids(self, part: _Part) -> dict[str, str]:
        telling = [name for name in part.sources if self.secrets.in_id(name)]
        taken = set(part.sources) - set(telling)
        return {name: name for name in part.sources} | {name: _free("source-1", taken) for name in telling}

    def _source(self, source: Source, ids: Mapping[str, str]) -> Source:
        shown = _changed(
            source,
            title=self._headline(source.title),
            url=self._address(source.url),
            archived=self._address(source.archived),
            derived_from=tuple(self._origins(source, ids)),
            saved=None,
            note=self._remark(source.note),
        )
        return _called(shown, ids[source.id])

    def _origins(self, source: Source, ids: Mapping[str, str]) -> Iterator[str]:
        for each in source.derived_from:
            if each.startswith(SPEAKER):
                if each.removeprefix(SPEAKER) in self.people:
                    yield SPEAKER + self.people[each.removeprefix(SPEAKER)]
            elif each.removeprefix(SOURCE) in ids:
                yield ids[each.removeprefix(SOURCE)]

    def _claim_ids(self, part: _Part) -> dict[str, str]:
        """Claim: the id that is shown; none keeps one that was made for a protected speaker."""
        ids: dict[str, str] = {}
        behind = {
            c.id: next((each for each in (c.speaker, *c.via) if each in self.protected), None) for c in part.claims
        }
        kept = {c.id for c in part.claims if behind[c.id] is None and not self.secrets.in_id(c.id)}
        taken = kept | set(part.questions)
        for claim in part.claims:
            somebody = behind[claim.id]
            stem = self.people[somebody] if somebody else "claim"
            ids[claim.id] = claim.id if claim.id in kept else _free(f"{stem[:70]}-1", taken)
        return ids

    def _claim(self, incident: Incident, claim: Claim, ids: Mapping[str, str], sources: Mapping[str, str]) -> Claim:
        comments = []
        for each in claim.stance.comments:
            commented = _commented(incident, each)
            if commented is None:
                comments.append(each)
            elif commented in ids:
                comments.append(each.removesuffix(commented) + ids[commented])
        return _changed(
            claim,
            id=ids[claim.id],
            speaker=self.people[claim.speaker],
            as_=None if claim.speaker in self.protected else self._verbatim(claim.as_),
            party=self.sides[claim.party] if claim.party else None,
            via=tuple(self.people[each] for each in claim.via),
            stance=_changed(claim.stance, comments=tuple(comments)),
            condition=self._own(claim.condition),
            source=sources[claim.source],
            also_in=tuple(sources[each] for each in claim.also_in if each in sources),
            locator=self._verbatim(claim.locator),
            prefix=self._verbatim(claim.prefix),
            suffix=self._verbatim(claim.suffix),
            text=self._own(claim.text),
            restates=ids.get(claim.restates) if claim.restates else None,
            replaces=ids.get(claim.replaces) if claim.replaces else None,
            note=self._remark(claim.note),
        )


class _Part:
    """What is left of an incident, before anything is renamed."""

    def __init__(self, incident: Incident, gone: list[Claim], claims: list[Claim], sources_out: set[str]) -> None:
        self.incident = incident
        self.claims = claims
        self.sources = _kept_sources(incident, gone, claims, sources_out)
        before, after = _bearings(incident, gone), _bearings(incident, claims)
        lost = before - after
        self.questions = {
            name: _without_answers(each, {answer for of, answer in lost if of == name})
            for name, each in incident.questions.items()
            if (name, None) not in lost
        }
        self.answers_lost = sum(
            len(incident.questions[name].answers) - len(each.answers) for name, each in self.questions.items()
        )
        used = _terms_used(incident, gone), _terms_used(incident, claims)
        self.terms_lost = used[0] - used[1]


def _hidden(collection: Collection) -> tuple[set[str], Secrets]:
    """The speakers to be withheld, and what must not be read.

    With somebody hidden go those whose own name would tell theirs, relatives among them.
    """
    everybody = collection.speakers
    out = {name for name, each in everybody.items() if each.sensitivity is not Sensitivity.PUBLIC}
    while True:
        hidden = tuple(
            _changed(each, known_as=None) if name in out else each
            for name, each in everybody.items()
            if name in out or each.known_as
        )
        shown = [each for name, each in everybody.items() if name not in out and not each.known_as]
        last_names = Secrets(hidden=hidden).holds_last_name
        aliases = [name for each in shown for name in each.aliases if not last_names(name)]
        secrets = Secrets(
            hidden=hidden,
            shown=tuple(each.name for each in shown) + tuple(aliases),
            open_ids=frozenset(collection.parties),
        )
        more = {each.id for each in shown if _tells(secrets, each)}
        if not more:
            return out, secrets
        out |= more


def _tells(secrets: Secrets, speaker: Speaker) -> bool:
    """Whether a speaker's own name tells that of somebody hidden, as it would be printed."""
    name = secrets.cleaned(speaker.name)
    if name is None or secrets.related(speaker):
        return True
    return (speaker.body or speaker.unnamed) and secrets.holds_last_name(name)


def _kept_sources(
    incident: Incident, gone: Iterable[Claim], claims: Iterable[Claim], out: set[str]
) -> dict[str, Source]:
    """Public sources that stand behind a shown claim or another such source, or behind no claim that is gone."""
    before = {each for claim in gone for each in claim.sources}
    ahead = [each for claim in claims for each in claim.sources]
    ahead += [each for each in incident.sources if each not in before]
    kept: set[str] = set()
    while ahead:
        name = ahead.pop().removeprefix(SOURCE)
        if name in incident.sources and name not in out and name not in kept:
            kept.add(name)
            ahead += incident.sources[name].derived_from
    return {name: each for name, each in incident.sources.items() if name in kept}


def _bearings(incident: Incident, claims: Iterable[Claim]) -> set[tuple[str, str | None]]:
    """Questions (with None) and answers of questions that claims bear on."""
    found: set[tuple[str, str | None]] = set()
    for claim in claims:
        for taken in claim.stance.commitments:
            found |= {(taken.question, None), (taken.question, taken.answer)}
        found |= {(each, None) for each in claim.stance.withholds}
        asked = [each.removeprefix(QUESTION) for each in claim.stance.comments if _commented(incident, each) is None]
        found |= {(each, None) for each in asked}
    return found


def _terms_used(incident: Incident, claims: Iterable[Claim]) -> set[tuple[str, str]]:
    return {(thing, term) for claim in claims if claim.quote for thing, term, _ in terms_in(incident, claim.quote)}


def _heard(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Iterator[str]:
    for claim in claims:
        yield from (claim.speaker, *claim.via)
    for source in sources.values():
        yield from (each.removeprefix(SPEAKER) for each in source.derived_from if each.startswith(SPEAKER))


def _commented(incident: Incident, reference: str) -> str | None:
    """The claim that a comment is about; None where it is about a question."""
    if reference.startswith(QUESTION):
        return None
    word = reference.removeprefix(CLAIM)
    if not reference.startswith(CLAIM) and word in incident.questions:
        return None
    return word if word in incident.by_id else None


def _joined(identifier: str) -> str | None:
    """An id that no word of prose can be."""
    return identifier if "-" in identifier else None


def _free(wanted: str, taken: set[str]) -> str:
    """The first id of a series that nobody has; it is taken then."""
    stem, _, number = wanted.rpartition("-")
    if not number.isdigit():
        stem, number = wanted, ""
    name, at = wanted, int(number or 1)
    while name in taken:
        at += 1
        name = f"{stem}-{at}"
    taken.add(name)
    return name


def _without_answers(question: Question, lost: set[str | None]) -> Question:
    """A question without some of its answers; what lay within one of them lies within the next that is left."""
    kept = {}
    for name, answer in question.answers.items():
        if name not in lost:
            wider = next((each for each in question.wider[name] if each not in lost), None)
            kept[name] = answer if wider == answer.within else _changed(answer, within=wider)
    return _changed(question, answers=kept)


def _changed(record: Some, **changes: object) -> Some:
    """A copy of a record with other values; what it had worked out from the old ones is forgotten."""
    copy = record.model_copy(update=changes)
    fields = type(record).model_fields
    for name in [each for each in copy.__dict__ if each not in fields and not each.startswith("_")]:
        del copy.__dict__[name]
    return copy


SomeNamed = TypeVar("SomeNamed", bound=Named)


def _renamed_last(ids: Mapping[str, str], records: Mapping[str, SomeNamed]) -> dict[str, SomeNamed]:
    """Records under the ids that are shown, renamed ones last: in a sorted file their place would tell the old id."""
    kept = {name: each for name, each in records.items() if ids[name] == name}
    return kept | {ids[name]: records[name] for name in sorted(records.keys() - kept.keys(), key=ids.__getitem__)}


def _called(record: SomeNamed, name: str) -> SomeNamed:
    record.named(name)
    return record
