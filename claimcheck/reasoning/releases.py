"""What two releases of a collection tell together: what the later one hides can be read in the earlier one.

A text of the files is *hidden* where the later release shows it nowhere. It is told where the earlier one holds it. A
name is looked for in the earlier release as in everything else that is shown (`reasoning.secrets`). Whose name and
whose words both stand in it is unmasked: the words lead from the name to the other name that the later release has for
them. Where the files behind the earlier release are known, all this is asked in the other direction too, of those whom
it hid and the later one names.

Cost: in proportion to the texts of both releases, and of what is named to those who are hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from claimcheck.characters.folding import named
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.keys import Holds, declared, texts
from claimcheck.model.record import Record
from claimcheck.model.speaker import Speaker
from claimcheck.reasoning.publication import Publication
from claimcheck.reasoning.secrets import PHRASE, Secrets

_TEXTS = (Holds.WORDS, Holds.REMARK, Holds.NAME, Holds.PASSAGE, Holds.ADDRESS)
_ID = "id"


class What(StrEnum):
    """What the two tell."""

    UNMASKED = "unmasked"
    LINKED = "linked"
    NAMED = "named"
    HIDDEN = "hidden"
    REMOVED = "removed"


class ReleasedText(NamedTuple):
    """A text: where it stands (a record, or a line of a file), under which key there, and what it says."""

    place: str
    key: str
    text: str
    holds: Holds = Holds.WORDS


@frozen(slots=False)
class Release:
    """An earlier release: its texts, and the files that it was made of, where they are known.

    Without them it is known only as it can be read: a short text in it may be anybody's.
    """

    passages: tuple[ReleasedText, ...]
    behind: Collection | None = None


@frozen
class Told:
    """One thing that the two releases tell: of which record of the files, by what, and where that stands.

    `by` are claims for what is unmasked or linked, places for what is named, and keys for what is hidden.
    """

    what: What
    of: str
    by: tuple[str, ...]
    earlier: bool = False
    """Whether it is the earlier release that hides, and the later one that tells."""


def released(collection: Collection) -> Release:
    """What could be read of a collection once it was published, and the collection behind it.

    Raises:
        PublicationError: it cannot be published.
    """
    from claimcheck.reasoning.publication import publish  # noqa: PLC0415 - beside its class

    return Release(tuple(passages(publish(collection).collection)), collection)


def told(earlier: Release, later: Collection, shown: Collection) -> tuple[Told, ...]:
    """What an earlier release and the one of `later`, of which `shown` is the public part, tell together."""
    publication = Publication(later)
    old, new = _Bag(earlier.passages, whole=earlier.behind is not None), _Bag(passages(shown))
    found = [*_masked(publication, old, new), *_hidden(later, old, new)]
    if earlier.behind is not None:
        before = Publication(earlier.behind)
        found += _masked(before, new, old, earlier=True)
        found += _linked(before, publication)
        found += _removed(passages(earlier.behind), later, old, new)
    return tuple(sorted(found, key=lambda each: (list(What).index(each.what), each.earlier, each.of)))


def passages(collection: Collection) -> Iterator[ReleasedText]:
    """Every text of a collection with its place; drafts are nobody's to read."""
    for records in (collection.parties, collection.themes, collection.speakers):
        for name, record in records.items():
            yield from _of(record, name, name)
    for name, incident in collection.incidents.items():
        yield from _of(incident, name, name)
        for claim in incident.standing:
            yield from _of(claim, claim.id, f"{name}/{claim.id}")


def _of(record: Record, identifier: str, path: str) -> Iterator[ReleasedText]:
    """The texts of a record; those of records inside it, each by its id, have places of their own."""
    place = f"{type(record).__name__.lower()} {path}"
    yield ReleasedText(place, _ID, identifier, Holds.ID)
    for each in declared(type(record)):
        value = getattr(record, each.attribute)
        inner = {name: one for name, one in value.items() if isinstance(one, Record)} if isinstance(value, dict) else {}
        for name, one in inner.items():
            yield from _of(one, name, f"{path}/{name}")
        if each.key.holds in _TEXTS and not inner:
            yield from (ReleasedText(place, each.name, text, each.key.holds) for text in texts(value))


class _Bag:
    """What can be read in a release; texts that are not known each by itself count if they are long enough."""

    def __init__(self, found: Iterable[ReleasedText], *, whole: bool = True) -> None:
        self.passages = tuple(found)
        folded = [named(each.text) for each in self.passages]
        self.texts = frozenset(folded)
        self.run = "\n".join(folded)
        self.whole = whole

    def holds(self, text: str) -> bool:
        """Whether a text can be read there."""
        plain = named(text)
        return plain in self.texts or (len(plain) >= PHRASE and plain in self.run) if plain else False


def _named(whole: Secrets, bag: _Bag) -> dict[str, tuple[str, ...]]:
    """Of those who are hidden, the places of a release that name them."""
    telling = [each for each in bag.passages if _names(whole, each)]
    found = {}
    for each in whole.hidden:
        alone = Secrets((each,), shown=whole.shown, open_ids=whole.open_ids)
        places = [_place(passage) for passage in telling if _names(alone, passage)]
        if places:
            found[each.id] = tuple(dict.fromkeys(places))
    return found


def _names(secrets: Secrets, passage: ReleasedText) -> bool:
    if passage.holds is Holds.ID:
        return secrets.in_id(passage.text)
    if passage.holds is Holds.ADDRESS:
        return secrets.in_address(passage.text)
    return secrets.in_text(passage.text)


def _place(passage: ReleasedText) -> str:
    return f"{passage.place} ({passage.key})" if passage.key else passage.place


def _masked(hiding: Publication, other: _Bag, own: _Bag, *, earlier: bool = False) -> Iterator[Told]:
    """Whom one release hides and the other names, and whose words lead from one to the other.

    Somebody whom the earlier release left out altogether is not told by one that names them: nobody sees that they
    were left out.
    """
    for name, places in _named(hiding.secrets, other).items():
        words = _common(hiding, name, other, own) if name in hiding.protected else ()
        if words:
            yield Told(What.UNMASKED, f"speaker {name}", words, earlier)
        if not earlier:
            yield Told(What.NAMED, f"speaker {name}", places)


def _common(publication: Publication, speaker: str, *bags: _Bag) -> tuple[str, ...]:
    """The claims of somebody whose words stand in all of these."""
    return tuple(
        f"{incident}/{claim.id}"
        for incident, claim in _claims_of(publication, speaker)
        if any(all(bag.holds(words) for bag in bags) for words in _words(claim))
    )


def _claims_of(publication: Publication, speaker: str) -> Iterator[tuple[str, Claim]]:
    for name, part in publication.parts.items():
        for claim in part.claims:
            if speaker in (claim.speaker, *claim.via):
                yield name, claim


def _words(claim: Claim) -> list[str]:
    return [each for each in (claim.quote, claim.text, claim.translation) if each]


def _hidden(later: Collection, old: _Bag, new: _Bag) -> Iterator[Told]:
    """Texts of the files that the later release shows nowhere, and that can be read in the earlier one."""
    found: dict[str, list[str]] = {}
    for each in passages(later):
        if not new.holds(each.text) and (old.whole or len(named(each.text)) >= PHRASE) and old.holds(each.text):
            found.setdefault(each.place, []).append(each.key)
    for place, keys in found.items():
        sort, _, path = place.partition(" ")
        if sort != "answer" or not {f"question {path.rpartition('/')[0]}", f"theme {path}"} & found.keys():
            yield Told(What.HIDDEN, place, tuple(dict.fromkeys(keys)))


def _linked(before: Publication, after: Publication) -> Iterator[Told]:
    """Who has one name that stands for them in the earlier release and another in the later, with the same words."""
    spoken: dict[str, Speaker] = {}
    for name in sorted(before.protected):
        for _, claim in _claims_of(before, name):
            if claim.speaker == name:
                spoken |= {named(words): before.speakers[name] for words in _words(claim)}
    for name in sorted(after.protected):
        known_as = after.speakers[name].known_as
        claims = [
            f"{incident}/{claim.id}"
            for incident, claim in _claims_of(after, name)
            for words in _words(claim)
            if (was := spoken.get(named(words))) is not None and named(was.known_as or "") != named(known_as or "")
        ]
        if claims:
            yield Told(What.LINKED, f"speaker {name}", tuple(dict.fromkeys(claims)))


def _removed(behind: Iterable[ReleasedText], later: Collection, old: _Bag, new: _Bag) -> Iterator[Told]:
    """Records of the earlier release of which the files hold nothing any more, under whatever id."""
    now = _Bag(passages(later))
    places, shown = ({each.place for each in bag.passages} for bag in (now, old))
    gone: dict[str, list[str]] = {}
    kept = set()
    for each in behind:
        if each.key == _ID or each.place in places or each.place not in shown:
            continue
        if now.holds(each.text) or new.holds(each.text):
            kept.add(each.place)
        elif old.holds(each.text):
            gone.setdefault(each.place, []).append(each.key)
    for place, keys in gone.items():
        if place not in kept:
            yield Told(What.REMOVED, place, tuple(dict.fromkeys(keys)))
