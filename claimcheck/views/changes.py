"""What a change to the files means: which claims and questions say something else, and which clashes came and went.

A record is what was written, wherever it stands: a moved line, a comment and a reordered key are no change. A thing
under a new id that says the same is renamed, and that is always said; where others name it by its new id, that is no
further change. Drafts stand in no view and count as absent. Cost: in proportion to both collections and their
standings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Changes as Changing
from claimcheck.model.incident import Incident
from claimcheck.model.keys import EditedAs, declared
from claimcheck.reasoning.clashes import Clash, ClashRule, ClashScope, ClashSide, Strength
from claimcheck.reasoning.positions import standings
from claimcheck.views.written import Renames, Written, listed, same, written

FACETS = {edit: tuple(each.name for each in declared(Claim) if each.key.edit is edit) for edit in EditedAs}
"""Which keys of a claim make which kind of change; beside these, claims are `added`, `removed` and `renamed`.

Of anything else the kind is `question-added`, `source-renamed` and the like.
"""

_SECTIONS = ("questions", "terms", "sources", "claims")


@frozen
class Change:
    """One change: in which incident (none, of what all share), of which claim, and the keys that differ, then and now.

    Of anything but a claim, its id stands among the keys, under the sort of thing that it is.
    """

    kind: str
    incident: str | None
    claim: str | None
    old: Written | None
    new: Written | None


@frozen
class ClashThere:
    """A clash and its incident; ids are those of the side that it is or was found on."""

    incident: str
    question: str
    rule: ClashRule
    scope: ClashScope
    strength: Strength
    between: tuple[ClashSide, ClashSide]


@frozen
class ClashChanges:
    """Clashes between positions that the new files have and the old ones have not, and the reverse."""

    appeared: tuple[ClashThere, ...]
    gone: tuple[ClashThere, ...]


@frozen
class AllChanges:
    """Every change between two states of a collection, by incident and id; how many incidents have been compared."""

    schema: str
    compared: int
    changes: tuple[Change, ...]
    clashes: ClashChanges
    left_out: tuple[LeftOut, ...]

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.changes or self.clashes.appeared or self.clashes.gone)


def changes(old: Collection, new: Collection, incident_id: str | None = None, *, identical: int = 0) -> AllChanges:
    """What differs between two states of a collection; of one incident and what it names, if one is given.

    An incident that could not be read on either side is left out on both. `identical` is the number of incidents that
    neither holds because their files are the same.
    """
    lost = {each.incident: each for each in (*old.left_out, *new.left_out)}
    names, found = Renames(), list[Change]()
    for sort, section in (("party", "parties"), ("theme", "themes"), ("speaker", "speakers")):
        before, after = (listed(sorted(getattr(each, section).items())) for each in (old, new))
        found += _things(None, sort, before, after, names)
    if incident_id is not None:
        used = _used(old, incident_id) | _used(new, incident_id)
        found = [each for each in found if _names_any(each, used)]
    here, there = ({each for each in side.incidents if each not in lost} for side in (old, new))
    whole = {name: written(old.incidents[name]) for name in sorted(here - there)}
    moved = names.note("incident", whole, {name: written(new.incidents[name]) for name in sorted(there - here)})
    pairs = {name: name for name in here & there} | moved
    appeared, gone = list[ClashThere](), list[ClashThere]()
    for name in sorted((here | there) - set(moved)):
        before_name = next((each for each, now in pairs.items() if now == name), name)
        was = old.incidents.get(before_name) if before_name in here else None
        now = new.incidents.get(name) if name in there else None
        if name in moved.values():
            found.append(Change("incident-renamed", name, None, {"incident": before_name}, {"incident": name}))
        renames = names.inside()
        found += _incident(name, was, now, renames)
        ours, theirs = _clashes(old, was, name, renames), _clashes(new, now, name, Renames())
        gone += [each for key, each in ours.items() if key not in theirs]
        appeared += [each for key, each in theirs.items() if key not in ours]
    return AllChanges(
        schema="claimcheck/changes/1",
        compared=len(here | there) - len(moved) + identical,
        changes=tuple(found),
        clashes=ClashChanges(tuple(appeared), tuple(gone)),
        left_out=tuple(lost[name] for name in sorted(lost)),
    )


def _incident(name: str, was: Incident | None, now: Incident | None, names: Renames) -> Iterator[Change]:
    """The changes of one incident; of one that came or went, that and its claims."""
    if was is None or now is None:
        there = was or now
        assert there is not None  # noqa: S101 - it is on one side at least
        head = {"incident": name, "title": there.title}
        yield Change(
            "incident-removed" if was else "incident-added", name, None, head if was else None, head if now else None
        )
    else:
        before, after = ({k: v for k, v in written(each).items() if k not in _SECTIONS} for each in (was, now))
        yield from _differing("incident-changed", name, {"incident": name}, names.translated(before), before, after)
        before, after = (written(each).get("terms", {}) for each in (was, now))
        for group in sorted({*before, *after}):
            if not same(before.get(group), after.get(group)):
                yield Change("terms-changed", name, None, _group(group, before), _group(group, after))
        yield from _questions(name, was, now, names)
        yield from _things(
            name, "source", listed(sorted(was.sources.items())), listed(sorted(now.sources.items())), names
        )
    yield from _claims(name, was, now, names)


def _group(group: str, groups: Mapping[str, Any]) -> Written | None:
    return {"group": group, "terms": groups[group]} if group in groups else None


def _things(
    incident: str | None, sort: str, before: dict[str, Written], after: dict[str, Written], names: Renames
) -> Iterator[Change]:
    """What came, went, has another id or says something else, of one sort of thing with ids."""
    translated = {name: names.translated(each) for name, each in before.items()}
    moved = names.note(sort, translated, after)
    for name in sorted({*before, *after} - set(moved)):
        past = next((each for each, now in moved.items() if now == name), name)
        if past != name:
            yield Change(f"{sort}-renamed", incident, None, {sort: past}, {sort: name})
        elif name not in before:
            yield Change(f"{sort}-added", incident, None, None, {sort: name, **after[name]})
        elif name not in after:
            yield Change(f"{sort}-removed", incident, None, {sort: name, **before[name]}, None)
        else:
            yield from _differing(
                f"{sort}-changed", incident, {sort: name}, translated[name], before[name], after[name]
            )


def _differing(  # noqa: PLR0913 - two sides, and what they are of
    kind: str, incident: str | None, head: Written, translated: Written, before: Written, after: Written
) -> Iterator[Change]:
    keys = [key for key in {**before, **after} if not same(translated.get(key), after.get(key))]
    if keys:
        old, new = ({**head, **{key: side.get(key) for key in sorted(keys)}} for side in (before, after))
        yield Change(kind, incident, None, old, new)


def _questions(name: str, was: Incident, now: Incident, names: Renames) -> Iterator[Change]:
    """Questions apart from their answers, then the answers of those that are on both sides."""
    before, after = (listed(sorted(each.questions.items())) for each in (was, now))
    moved = names.note("question", {each: names.translated(record) for each, record in before.items()}, after)
    for past, each in sorted(moved.items()):
        yield Change("question-renamed", name, None, {"question": past}, {"question": each})
    bare = [
        {each: _without_answers(record) for each, record in side.items() if each not in settled}
        for side, settled in ((before, moved), (after, moved.values()))
    ]
    yield from _things(name, "question", bare[0], bare[1], names)
    pairs = {each: each for each in before if each in after} | names.new["question"]
    for past, each in sorted(pairs.items(), key=lambda pair: pair[1]):
        answers = [side.get("answers", {}) for side in (before[past], after[each])]
        yield from _answers(name, each, answers[0], answers[1], names)
        kept = [names.answer(each, answer) for answer in answers[0] if names.answer(each, answer) in answers[1]]
        forward = now.questions[each].changes is Changing.FORWARD
        if forward and kept != [answer for answer in answers[1] if answer in kept]:
            old, new = ({"question": each, "answers": list(side)} for side in answers)
            yield Change("stages-reordered", name, None, old, new)


def _without_answers(question: Written) -> Written:
    return {key: value for key, value in question.items() if key != "answers"}


def _answers(incident: str, question: str, before: Written, after: Written, names: Renames) -> Iterator[Change]:
    """Answers of one question: the same words under another id are renamed."""
    texts = ({each: {"text": text} for each, text in side.items()} for side in (before, after))
    moved = Renames().note("answer", *texts)
    names.new.setdefault("answer", {}).update({f"{question}/{old}": new for old, new in moved.items()})

    def entry(answer: str, answers: Written) -> Written:
        written = answers[answer]
        return {"question": question, "answer": answer} | ({"text": written} if isinstance(written, str) else written)

    for past, each in sorted(moved.items()):
        yield Change("answer-renamed", incident, None, entry(past, before), entry(each, after))
    for each in sorted({*before, *after} - set(moved) - set(moved.values())):
        if each not in before:
            yield Change("answer-added", incident, None, None, entry(each, after))
        elif each not in after:
            yield Change("answer-removed", incident, None, entry(each, before), None)
        elif before[each] != after[each]:
            yield Change("answer-changed", incident, None, entry(each, before), entry(each, after))


def _claims(name: str, was: Incident | None, now: Incident | None, names: Renames) -> Iterator[Change]:
    """What came, went, has another id or says something else among the claims."""
    before, after = (
        listed((claim.id, claim) for claim in side.standing) if side is not None else {} for side in (was, now)
    )
    _pair_claims(before, after, names)
    moved = names.new.get("claim", {})
    pasts = {each: past for past, each in moved.items()}
    for each in sorted({*before, *after} - set(moved)):
        past = pasts.get(each, each)
        if past != each:
            yield Change("renamed", name, each, {"id": past}, {"id": each})
        if past not in before:
            yield Change("added", name, each, None, {"id": each, **after[each]})
        elif each not in after:
            yield Change("removed", name, each, {"id": each, **before[each]}, None)
        else:
            yield from _facets(name, each, before[past], after[each], names)


def _pair_claims(before: dict[str, Written], after: dict[str, Written], names: Renames) -> None:
    """Find claims with a new id: those that say the same, whatever claims they name, then those of the same words."""
    for kept in (_content, _words):
        moved = dict(names.new.get("claim", {}))
        taken = set(moved.values())
        names.note(
            "claim",
            {each: kept(each, names.translated(record)) for each, record in before.items() if each not in moved},
            {each: kept(each, record) for each, record in after.items() if each not in taken},
        )


def _content(_: str, claim: Written) -> Written:
    return {key: value for key, value in claim.items() if key not in FACETS[EditedAs.RELINKED]}


def _words(identifier: str, claim: Written) -> Written:
    """Who said what; a claim without words of its own is like none but itself."""
    words = claim.get("quote") or claim.get("text")
    return {"words": words, "speaker": claim.get("speaker")} if words else {"id": identifier}


def _facets(name: str, claim: str, before: Written, after: Written, names: Renames) -> Iterator[Change]:
    translated = names.translated(before)
    for kind, keys in FACETS.items():
        differing = [key for key in keys if not same(translated.get(key), after.get(key))]
        if differing:
            old, new = ({key: side.get(key) for key in differing} for side in (before, after))
            yield Change(kind, name, claim, old, new)


def _clashes(collection: Collection, incident: Incident | None, name: str, names: Renames) -> dict[object, ClashThere]:
    """The clashes of an incident, by what they are between in the ids of now."""
    if incident is None:
        return {}
    found: dict[object, ClashThere] = {}
    for standing in standings(collection, incident):
        for each in standing.clashes:
            there = ClashThere(name, each.question, each.rule, each.scope, each.strength, each.between)
            found.setdefault(_clash_key(each, names), there)
    return found


def _clash_key(clash: Clash, names: Renames) -> object:
    question = names.of("question", clash.question)
    sides = [
        (
            names.of("party", side.party),
            names.of("speaker", side.as_told_by or ""),
            names.answer(question, side.answer),
            side.polarity,
        )
        for side in clash.between
    ]
    ordered = tuple(sides) if clash.scope is ClashScope.SHIFT else frozenset(sides)
    return (question, clash.rule, clash.scope, clash.strength, ordered)


def _used(collection: Collection, incident_id: str) -> set[str]:
    """Every shared thing that an incident names, as `sort:id`."""
    incident = collection.incidents.get(incident_id)
    if incident is None:
        return set()
    speakers = {each for claim in incident.standing for each in (claim.speaker, *claim.via)}
    parties = {*incident.disputants, *(collection.party(claim) for claim in incident.standing)}
    parties |= {collection.party_of(each) for each in speakers}
    themes = {each.theme for each in incident.questions.values() if each.theme}
    named = (("speaker", speakers), ("party", parties), ("theme", themes))
    return {f"{sort}:{each}" for sort, words in named for each in words}


def _names_any(change: Change, used: set[str]) -> bool:
    sort = change.kind.partition("-")[0]
    return any(side is not None and f"{sort}:{side[sort]}" in used for side in (change.old, change.new))
