"""The part of a collection that may be shown to everybody.

What is not public is left out, and with it all that stands or falls with it: claims by or through a withheld speaker,
claims read in a withheld source, claims that took over words of a withheld claim, and the questions, answers, terms,
themes, sources, speakers and parties that only withheld claims bore on. Protected speakers are shown under another
name, everywhere; a quotation is never altered, so one that names them is withheld. Where neither will do (the title
of an incident, say), nothing is published at all.

Each key says on the model what becomes of it (`model.keys.Public`); this walks over the keys, and what says nothing is
left out. Two collections that differ only in what is withheld have the same public part, byte for byte.

Cost: in proportion to the texts and to the names to be hidden.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from claimcheck.errors import PublicationError
from claimcheck.frozen import frozen, replace
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Answer, Incident, Question, Side, Theme
from claimcheck.model.keys import Holds, Key, Public, Sort, declared, named_in, referred, texts
from claimcheck.model.record import Named, Record
from claimcheck.model.sensitivity import Sensitivity
from claimcheck.model.source import Source
from claimcheck.model.speaker import Party, Speaker
from claimcheck.reasoning.secrets import Secrets, phrases, slug
from claimcheck.reasoning.wording import terms_in

Ids = Mapping[Sort, Mapping[str, str]]
"""Of each sort of thing, the id that is shown; what is withheld has none."""
_REPEATABLE = (Holds.WORDS, Holds.REMARK, Holds.ADDRESS)
"""What a note could repeat a withheld record by; names are looked for by themselves."""
_NOTHING: Mapping[str, object] = {}
_TITLES: dict[type[Record], str] = {Incident: "an incident", Question: "a question", Theme: "a theme", Party: "a party"}
Some = TypeVar("Some", bound=Record)


@frozen
class Published:
    """What may be shown; how many records of each kind were withheld, and how many speakers have another name."""

    collection: Collection
    withheld: Mapping[str, int]
    renamed: int


@frozen
class Obstacle:
    """A text that would give somebody away and can neither be left out nor changed: what it is, and of which record."""

    what: str
    record: Record


def publish(collection: Collection) -> Published:
    """The part of a collection that may be shown. Takes time in proportion to its texts and to the names to be hidden.

    Raises:
        PublicationError: something that has to be shown would give somebody away.
    """
    publication = Publication(collection)
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
    return Publication(collection).obstacles()


class Publication:
    """What is withheld of a collection and what everything else is called, worked out once."""

    def __init__(self, collection: Collection) -> None:
        self.whole = collection
        self.counts: Counter[str] = Counter()
        self.speakers_out, self.secrets = _hidden(collection)
        self.claims_out: dict[str, set[str]] = {}
        self.sources_out: dict[str, set[str]] = {}
        for incident in collection.incidents.values():
            withheld = {each.id for each in incident.sources.values() if self._withholds(incident, each)}
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

    def _withheld_claims(self, incident: Incident) -> set[str]:
        """Claims that may not be shown; one of them may take others with it."""
        withheld: set[str] = set()
        while more := {
            c.id for c in incident.claims if c.id not in withheld and self._withholds_claim(incident, c, withheld)
        }:
            withheld |= more
        return withheld

    def _withholds(self, incident: Incident, record: Claim | Source) -> bool:
        """Whether a record may not be shown for what it says itself."""
        if record.sensitivity is not Sensitivity.PUBLIC:
            return True
        for each in declared(type(record)):
            value, public = getattr(record, each.attribute), each.key.public
            if not value:
                continue
            if public is Public.DECIDES and any(map(self.secrets.in_text, texts(value))):
                return True
            if public is Public.REPLACED and any(self.secrets.cleaned(text) is None for text in texts(value)):
                return True
            if public is Public.FALLS and self._names_withheld(incident, value, each.key):
                return True
        return False

    def _names_withheld(self, incident: Incident, value: Any, key: Key) -> bool:  # noqa: ANN401
        out = {
            Sort.SPEAKER: self.speakers_out,
            Sort.PARTY: self.speakers_out - set(self.whole.parties),  # a speaker may stand for itself
            Sort.SOURCE: self.sources_out.get(incident.id, set()),
        }
        return any(word in out.get(sort, ()) for sort in key.refers for word in named_in(value, key, sort))

    def _withholds_claim(self, incident: Incident, claim: Claim, withheld: set[str]) -> bool:
        if self._withholds(incident, claim):
            return True
        if claim.restates in withheld and (claim.inherited or claim.said is None):
            return True  # its words, its stance or its day would be those of the other
        stance = claim.stance
        silent = not (stance.commitments or stance.withholds)
        comments = [each for each in stance.comments if _commented(incident, each) not in withheld]
        return silent and bool(stance.comments) and not comments

    def _withheld_words(self) -> Iterator[str]:
        """Words by which a note could repeat a withheld record."""
        for incident in self.whole.incidents.values():
            gone: list[Source | Claim] = [s for s in incident.sources.values() if s.id in self.sources_out[incident.id]]
            for record in (*gone, *self._lost_claims(incident)):
                yield from _told(record, lambda key: key.holds in _REPEATABLE)
        for speaker in self.whole.speakers.values():
            if speaker.id in self.speakers_out:
                yield from _told(speaker, lambda key: key.holds in _REPEATABLE)
            elif speaker.known_as:
                yield from _told(speaker, lambda key: key.holds in _REPEATABLE or key.public is Public.REMARK)

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
            if self.secrets.in_name(each.known_as)
        ]
        for shared in (*self.parties.values(), *self.themes.values()):
            found += self._told_by(shared)
        for part in self.parts.values():
            for record in (part.incident, *part.incident.sides.values(), *part.questions.values()):
                found += self._told_by(record)
        return found

    def _told_by(self, record: Named) -> Iterator[Obstacle]:
        """What has to be shown of a record and would give somebody away."""
        what = _TITLES.get(type(record), f"a {type(record).__name__.lower()}")
        answers = record.answers if isinstance(record, Question | Theme) else None
        parts = [each for each in (answers or {}).values() if isinstance(each, Answer)]
        telling = [
            f"the {'words' if answers is not None else each.name} of {what}"
            for part in (record, *parts)
            for each in declared(type(part))
            if each.key.public is Public.REPLACED
            and any(self.secrets.cleaned(text) is None for text in texts(getattr(part, each.attribute)))
        ]
        yield from (Obstacle(each, record) for each in dict.fromkeys(telling))
        if answers is not None and any(map(self.secrets.in_id, (record.id, *answers))):
            yield Obstacle(f"the id of {what} or of an answer", record)
        if isinstance(record, Incident | Side) and self.secrets.in_id(record.id):
            yield Obstacle(f"the id of {what}", record)

    # what is shown

    def published(self) -> Published:
        """The collection as it may be shown."""
        ids: Ids = {Sort.SPEAKER: self.people, Sort.PARTY: self.sides, Sort.THEME: {each: each for each in self.themes}}
        shown = Collection(
            incidents={name: self._incident(part, ids) for name, part in self.parts.items()},
            speakers=_renamed_last(
                self.people, {name: self._speaker(each, ids) for name, each in self.speakers.items()}
            ),
            parties=_renamed_last(
                self.sides,
                {name: _called(self._shown(each, ids), self.sides[name]) for name, each in self.parties.items()},
            ),
            themes={name: self._shown(each, ids) for name, each in self.themes.items()},
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

    def _shown(
        self, record: Some, ids: Ids, *, protected: bool = False, settled: Mapping[str, object] = _NOTHING
    ) -> Some:
        """A record as it may be shown, key by key; `settled` keys are given.

        Of what is `protected`, only what can name nobody is shown.
        """
        changes: dict[str, object] = {}
        for each in declared(type(record)):
            public, value = each.key.public, getattr(record, each.attribute)
            given = each.attribute in settled and public is not Public.WITHHELD
            if given:
                value = settled[each.attribute]
            elif public is Public.WITHHELD or (protected and public not in (Public.OPEN, Public.RENAMED)):
                value = type(record).model_fields[each.attribute].get_default()
            elif public in (Public.FALLS, Public.RENAMED):
                value = self._renamed(value, each.key, ids)
            elif public is Public.PARTS:
                value = self._parts(value, ids)
            elif public is not Public.OPEN:
                value = self._cleaned(value, public)
            changes[each.attribute] = value
        return _changed(record, **changes)

    def _parts(self, value: Any, ids: Ids) -> Any:  # noqa: ANN401 - whatever a key may hold
        if isinstance(value, Record):
            return self._shown(value, ids)
        if isinstance(value, Mapping):
            return {name: self._parts(each, ids) for name, each in value.items()}
        return tuple(self._parts(each, ids) for each in value) if isinstance(value, tuple) else value

    def _renamed(self, value: Any, key: Key, ids: Ids) -> Any:  # noqa: ANN401
        """A reference, or several, by the ids that are shown; None for one to what is withheld."""
        if not isinstance(value, str):
            return tuple(new for each in value if (new := self._renamed(each, key, ids))) if value else value
        prefix, colon, word = value.rpartition(":")
        sorts = (Sort(prefix),) if colon else key.refers
        new = next((ids[sort][word] for sort in sorts if word in ids[sort]), None)
        return new and f"{prefix}{colon}{new}"

    def _cleaned(self, value: Any, public: Public) -> Any:  # noqa: ANN401
        """Words as they may be shown, each text by itself, and counted where that changed them; None for one that goes.

        Of words of the curator's, names are replaced; those of others are never altered.
        """
        if isinstance(value, Mapping):
            return {name: self._cleaned(each, public) for name, each in value.items()}
        if isinstance(value, tuple):
            return tuple(kept for each in value if (kept := self._cleaned(each, public)) is not None)
        if value is None or isinstance(value, Record):
            return value
        secrets, shown = self.secrets, str(value)
        if public in (Public.REPLACED, Public.REMARK):
            cleaned = secrets.cleaned(shown, phrases=public is Public.REMARK)
        elif public is Public.ADDRESS:
            cleaned = None if secrets.in_address(shown) else shown
        else:
            repeats = public in (Public.VERBATIM, Public.DESCRIPTION)
            cleaned = None if secrets.in_text(shown, phrases=repeats) else shown
        self.counts["text"] += cleaned != shown
        return cleaned

    def _speaker(self, speaker: Speaker, ids: Ids) -> Speaker:
        shown = self._shown(speaker, ids, protected=speaker.id in self.protected, settled={"name": self._name(speaker)})
        return _called(shown, self.people[speaker.id])

    def _incident(self, part: _Part, shared: Ids) -> Incident:
        self.counts["answer"] += part.answers_lost
        sources, claims = self._source_ids(part), self._claim_ids(part)
        questions = {each: each for each in part.questions}
        parties = {each: each for each in part.incident.sides} | dict(shared[Sort.PARTY])
        ids: Ids = {**shared, Sort.PARTY: parties, Sort.SOURCE: sources, Sort.QUESTION: questions, Sort.CLAIM: claims}
        terms = self._terms(part)
        words = {term for group in terms.values() for term in group}
        shown_sources = {name: _called(self._shown(s, ids), sources[name]) for name, s in part.sources.items()}
        settled = {
            "questions": self._parts(part.questions, ids),
            "terms": terms,
            "sources": _renamed_last(sources, shown_sources),
            "claims": tuple(self._claim(claim, ids, words) for claim in part.claims),
        }
        return self._shown(part.incident, ids, settled=settled)

    def _claim(self, claim: Claim, ids: Ids, terms: set[str]) -> Claim:
        personal = claim.speaker in self.protected
        gone = [each.attribute for each in declared(Claim) if personal and each.key.public is Public.DESCRIPTION]
        unrelated = tuple(each for each in claim.unrelated_terms if each in terms)
        return self._shown(claim, ids, settled={**dict.fromkeys(gone), "unrelated_terms": unrelated})

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

    def _claim_ids(self, part: _Part) -> dict[str, str]:
        """Claim: the id that is shown; none keeps one that was made for a protected speaker."""
        ids: dict[str, str] = {}
        behind = {
            c.id: next((each for each in referred(c, Sort.SPEAKER) if each in self.protected), None)
            for c in part.claims
        }
        kept = {c.id for c in part.claims if behind[c.id] is None and not self.secrets.in_id(c.id)}
        taken = kept | set(part.questions)
        for claim in part.claims:
            somebody = behind[claim.id]
            stem = self.people[somebody] if somebody else "claim"
            ids[claim.id] = claim.id if claim.id in kept else _free(f"{stem[:70]}-1", taken)
        return ids


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
        name = ahead.pop()
        if name in incident.sources and name not in out and name not in kept:
            kept.add(name)
            ahead += referred(incident.sources[name], Sort.SOURCE)
    return {name: each for name, each in incident.sources.items() if name in kept}


def _bearings(incident: Incident, claims: Iterable[Claim]) -> set[tuple[str, str | None]]:
    """Questions (with None) and answers of questions that claims bear on."""
    found: set[tuple[str, str | None]] = set()
    for claim in claims:
        for taken in claim.stance.commitments:
            found |= {(taken.question, None), (taken.question, taken.answer)}
        comments = {each for each in claim.stance.comments if _commented(incident, each) is None}
        found |= {(each.removeprefix("question:"), None) for each in (*claim.stance.withholds, *comments)}
    return found


def _terms_used(incident: Incident, claims: Iterable[Claim]) -> set[tuple[str, str]]:
    return {(thing, term) for claim in claims if claim.quote for thing, term, _ in terms_in(incident, claim.quote)}


def _heard(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Iterator[str]:
    for claim in claims:
        yield from referred(claim, Sort.SPEAKER)
    for source in sources.values():
        yield from referred(source, Sort.SPEAKER)


def _commented(incident: Incident, reference: str) -> str | None:
    """The claim that a comment is about; None where it is about a question."""
    prefix, _, word = reference.rpartition(":")
    about_question = prefix == Sort.QUESTION or (not prefix and word in incident.questions)
    return None if about_question or word not in incident.by_id else word


def _told(record: Claim | Named, tells: Callable[[Key], bool]) -> Iterator[str]:
    """The texts of the keys that tell something of a record, and its id, if that can be no word of prose."""
    if "-" in record.id:
        yield record.id
    for each in declared(type(record)):
        if tells(each.key):
            yield from texts(getattr(record, each.attribute))


def _free(wanted: str, taken: set[str]) -> str:
    """The first free id `stem-N`; marks it as used."""
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
            excludes = tuple(each for each in answer.excludes if each in question.answers and each not in lost)
            kept[name] = _changed(answer, within=wider, excludes=excludes)
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
