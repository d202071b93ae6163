"""Where words occur: in quotes, paraphrases and translations, in titles, names and aliases.

Letters are compared folded (`characters.folding`), in any script; names are found in another script too, word by word
(`Kuznetsov` finds `Кузнецов`). A word is found where another begins with it, so that "kidnap" finds "kidnapped"; in
scripts that set no space before every word, anywhere. A phrase wants its whole words, in order. All must occur in one
and the same thing. Cost: in proportion to all the text that is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.characters.folding import letters, offsets, words
from claimcheck.characters.patterns import lazy
from claimcheck.characters.perhaps import skeletons
from claimcheck.errors import UsageError
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident
from claimcheck.model.keys import Sort
from claimcheck.model.keys import texts as written
from claimcheck.views.claims import MORE, ClaimRecord, claim_record
from claimcheck.views.listing import Filters, fitting_claims, fitting_incidents

_LEAST_SPELT = 3
_QUOTED = lazy(r'"([^"]*)"|([^"\s]+)')
_RUN_ON = lazy(
    "[\u0590-\u06ff"  # Hebrew and Arabic write articles and prepositions together with the word
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"  # Japanese and Chinese
)


@frozen
class Term:
    """Something to look for: the words as they were typed, and whether they are a phrase."""

    text: str
    phrase: bool


@frozen
class FoundIn:
    """A text in which something was found; `marks` are the beginnings and ends of what matched, in characters."""

    field: str
    text: str
    language: str | None
    marks: tuple[tuple[int, int], ...]


@frozen
class Hit:
    """A thing in which every word occurs, and the texts of it that hold them; a claim comes whole."""

    sort: Sort
    id: str
    incident: str | None
    name: str
    passages: tuple[FoundIn, ...]
    claim: ClaimRecord | None


@frozen
class Search:
    """What was looked for, and every hit: incidents, speakers, parties and sources by id, then claims."""

    schema: str
    terms: tuple[Term, ...]
    items: tuple[Hit, ...]
    names: dict[str, str]
    left_out: tuple[LeftOut, ...]


@frozen
class _Text:
    field: str
    text: str
    language: str | None = None
    own: bool = True
    """Whether the text makes its thing a hit; the name of its speaker alone makes no claim one."""


def search(collection: Collection, given: Sequence[str], filters: Filters) -> Search:
    """Everything in which all of some words occur, and that fits the filters.

    Raises:
        UsageError: there is nothing to look for.
        UnknownIdError: a filter names nothing.
    """
    terms = [term for each in given for term in _terms(each)]
    if not terms:
        raise UsageError("nothing to look for", "give a word or more; put a phrase in quotation marks")
    names = _all_names(collection)
    look = _Look([_pattern(term) for term in terms], [_spelt(term, names) for term in terms])
    claims = [(incident, claim) for incident, claim in fitting_claims(collection, filters)]
    hits = [*_incidents(collection, filters, claims, look), *_people(collection, filters, claims, look)]
    hits += [*_sources(collection, filters, claims, look), *_claims(collection, claims, look)]
    records = [hit.claim for hit in hits if hit.claim]
    people = sorted({each for record in records for each in (record.speaker, *record.via)})
    return Search(
        schema="claimcheck/search/1",
        terms=tuple(terms),
        items=tuple(hits),
        names={each: collection.speaker_name(each) for each in people},
        left_out=collection.left_out,
    )


_Claims = list[tuple[Incident, Claim]]


def _incidents(collection: Collection, filters: Filters, claims: _Claims, look: _Look) -> Iterator[Hit]:
    fitting = {incident.id for incident, _ in claims}
    for incident in fitting_incidents(collection, filters):
        if incident.id in fitting or not filters.about_claims:
            yield from look.hit(
                Sort.INCIDENT, incident.id, incident.id, incident.title, [_Text("title", incident.title)]
            )


def _people(collection: Collection, filters: Filters, claims: _Claims, look: _Look) -> Iterator[Hit]:
    speakers = {claim.speaker for _, claim in claims}
    for speaker in sorted(collection.speakers.values(), key=lambda each: each.id):
        if speaker.id in speakers or not filters.any:
            texts = [_Text("name", speaker.name), *(_Text("alias", alias) for alias in speaker.aliases)]
            yield from look.hit(Sort.SPEAKER, speaker.id, None, speaker.name, texts)
    parties = {collection.party(claim) for _, claim in claims}
    for party in sorted(collection.parties.values(), key=lambda each: each.id):
        if party.id in parties or not filters.any:
            yield from look.hit(Sort.PARTY, party.id, None, party.name, [_Text("name", party.name)])


def _sources(collection: Collection, filters: Filters, claims: _Claims, look: _Look) -> Iterator[Hit]:
    printing = {(incident.id, source) for incident, claim in claims for source in claim.sources}
    for incident in fitting_incidents(collection, filters):
        for source in incident.sources.values():
            if (incident.id, source.id) in printing or not filters.about_claims:
                texts = [_Text("publisher", source.publisher)]
                texts += [_Text("title", source.title, source.language)] if source.title else []
                yield from look.hit(Sort.SOURCE, source.id, incident.id, source.publisher, texts)


def _claims(collection: Collection, claims: _Claims, look: _Look) -> Iterator[Hit]:
    names: dict[str, list[_Text]] = {
        speaker.id: [_Text("speaker", each, own=False) for each in (speaker.name, *speaker.aliases)]
        for speaker in collection.speakers.values()
    }
    for incident, claim in claims:
        texts = [_Text("quote", claim.quote, incident.language(claim))] if claim.quote else []
        texts += [_Text("translation", claim.translation)] if claim.translation else []
        texts += [_Text("text", claim.text)] if claim.text else []
        texts += [
            _Text(e.name, each) for e in MORE if e.key.holds.prose for each in written(getattr(claim, e.attribute))
        ]
        for hit in look.hit(Sort.CLAIM, claim.id, incident.id, claim.id, [*texts, *names.get(claim.speaker, ())]):
            yield Hit(hit.sort, hit.id, hit.incident, hit.name, hit.passages, claim_record(collection, incident, claim))


_NAMES = frozenset(("name", "alias", "publisher", "speaker"))


@frozen(slots=False)
class _Look:
    """The patterns that must all be found; of names, also other spellings of the words (`characters.perhaps`)."""

    patterns: list[re.Pattern[str]]
    spellings: list[dict[str, list[tuple[int, int]]]]
    """For each pattern the names in which it is spelt otherwise, with the places."""

    def hit(self, sort: Sort, identifier: str, incident: str | None, name: str, texts: list[_Text]) -> Iterator[Hit]:
        """The thing with the texts that hold the words, if all of them occur and one in its own words."""
        bare = [letters(each.text) for each in texts]
        for pattern, spelt in zip(self.patterns, self.spellings, strict=True):
            if not any(pattern.search(text) for text in bare) and not (
                spelt and any(each.text in spelt for each in texts if each.field in _NAMES)
            ):
                return
        passages = [
            (each.own, FoundIn(each.field, each.text, each.language, self.marked(each, text)))
            for each, text in zip(texts, bare, strict=True)
        ]
        if any(own and passage.marks for own, passage in passages):
            yield Hit(sort, identifier, incident, name, tuple(each for _, each in passages if each.marks), None)

    def marked(self, text: _Text, bare: str) -> tuple[tuple[int, int], ...]:
        """What matched, letter by letter; of a name in which nothing did, what is spelt otherwise."""
        found = self.marks(text.text, bare)
        if not found and text.field in _NAMES:
            found = sorted({span for each in self.spellings for span in each.get(text.text, ())})
        return tuple(found)

    def marks(self, text: str, bare: str) -> list[tuple[int, int]]:
        """What matched, in order, as beginnings and ends in the text as it was written; no two overlap."""
        spans = sorted(match.span() for pattern in self.patterns for match in pattern.finditer(bare))
        places = offsets(text) if spans else []
        merged: list[tuple[int, int]] = []
        for start, end in spans:
            begin, close = places[start], _after(text, places[end - 1])
            if merged and begin <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(close, merged[-1][1]))
            else:
                merged.append((begin, close))
        return merged


def _after(text: str, place: int) -> int:
    """Where the letter at a place ends, with the marks that combine with it."""
    end = place + 1
    while end < len(text) and not letters(text[end]):
        end += 1
    return end


def _all_names(collection: Collection) -> set[str]:
    """Every name of a speaker, a party or a publisher."""
    people = {name for each in collection.speakers.values() for name in (each.name, *each.aliases)}
    printed = {source.publisher for each in collection.incidents.values() for source in each.sources.values()}
    return people | printed | {each.name for each in collection.parties.values()}


def _spelt(term: Term, names: set[str]) -> dict[str, list[tuple[int, int]]]:
    """Names that are perhaps spelt as a term in another script, and where; none if it is too short to be told."""
    wanted = [{bones for bones in skeletons(each) if len(bones) >= _LEAST_SPELT} for each in words(term.text)]
    found: dict[str, list[tuple[int, int]]] = {}
    if not all(wanted):
        return found
    latin = term.text.isascii()
    for name in names:
        if name.isascii() == latin:
            continue
        parts = [(set(skeletons(each.group())), *each.span()) for each in re.finditer(r"[^\W_]+", name)]
        for at in range(len(parts) - len(wanted) + 1):
            here = parts[at : at + len(wanted)]
            if all(bones & asked for (bones, _, _), asked in zip(here, wanted, strict=True)):
                found.setdefault(name, []).append((here[0][1], here[-1][2]))
    return found


def _terms(given: str) -> Iterator[Term]:
    """What one argument asks for: words, and phrases in quotation marks; with spaces and no marks, it is a phrase."""
    if '"' not in given:
        if words(given):
            yield Term(given.strip(), phrase=bool(re.search(r"\s", given.strip())))
        return
    for phrase, word in _QUOTED.findall(given):
        if words(phrase or word):
            yield Term((phrase or word).strip(), phrase=bool(phrase))


def _pattern(term: Term) -> re.Pattern[str]:
    parts = words(term.text)
    before = "" if _RUN_ON.match(parts[0]) else r"(?<![^\W_])"
    after = r"(?![^\W_])" if term.phrase else r"[^\W_]*"
    runs_on = _RUN_ON.match(parts[-1][-1]) is not None
    return re.compile(before + r"[\W_]*".join(map(re.escape, parts)) + ("" if runs_on else after))
