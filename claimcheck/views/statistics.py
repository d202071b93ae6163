"""The state of a collection: how much of what it holds, and what is missing.

Cost: in proportion to the claims of the collection, and to the standings of its incidents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claimcheck.characters.folding import named
from claimcheck.frozen import frozen
from claimcheck.model.claim import Stances
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Incident
from claimcheck.model.language import foreign
from claimcheck.model.stance import Stance
from claimcheck.model.when import When
from claimcheck.reasoning.balance import Balance, balance
from claimcheck.reasoning.positions import standings


@frozen
class Tally:
    """How many claims; `id` is null where that is not known."""

    id: str | None
    name: str | None
    claims: int


@frozen
class Totals:
    """How many of each kind; drafts are not counted among the claims."""

    incidents: int
    questions: int
    claims: int
    drafts: int
    quotes: int
    sources: int
    publishers: int
    speakers: int
    parties: int
    themes: int


@frozen
class Missing:
    """A claim or source that lacks something; `language` is that of the words."""

    incident: str
    id: str
    language: str | None


@frozen
class SilentOn:
    """A question of an incident and the disputants of whom no statement on it is recorded."""

    incident: str
    question: str
    ask: str
    disputants: tuple[str, ...]


@frozen
class Statistics:
    """What a collection holds and lacks; tallies by number, then by id, years in order.

    A claim counts once for each stance that it takes. Its year is that in which it was said, null where the day may
    lie in more than one. `no_archive` holds sources with an address that no archive keeps, `balance` the incidents
    that have disputants.
    """

    schema: str
    totals: Totals
    parties: tuple[Tally, ...]
    stances: tuple[Tally, ...]
    languages: tuple[Tally, ...]
    years: tuple[Tally, ...]
    untranslated: tuple[Missing, ...]
    no_address: tuple[Missing, ...]
    no_archive: tuple[Missing, ...]
    silent: tuple[SilentOn, ...]
    balance: tuple[Balance, ...]
    names: dict[str, str]
    left_out: tuple[LeftOut, ...]


def statistics(collection: Collection) -> Statistics:
    """The state of a collection."""
    incidents = sorted(collection.incidents.values(), key=lambda each: each.id)
    claims = [(incident, claim) for incident in incidents for claim in incident.standing]
    sources = [(incident, source) for incident in incidents for source in incident.sources.values()]
    parties = Counter(collection.party(claim) for _, claim in claims)
    stances = Counter(stance for _, claim in claims for stance in Stance if _takes(claim.stance, stance))
    silent = tuple(each for incident in incidents for each in _silent(collection, incident))
    balances = tuple(balance(collection, incident) for incident in incidents if incident.contesting)
    return Statistics(
        schema="claimcheck/stats/1",
        totals=Totals(
            incidents=len(incidents),
            questions=sum(len(incident.questions) for incident in incidents),
            claims=len(claims),
            drafts=sum(claim.draft for incident in incidents for claim in incident.claims),
            quotes=sum(claim.quote is not None for _, claim in claims),
            sources=len(sources),
            publishers=len({named(source.publisher) for _, source in sources}),
            speakers=len({claim.speaker for _, claim in claims}),
            parties=len(parties),
            themes=len(collection.themes),
        ),
        parties=_by_number((party, collection.name(party), number) for party, number in parties.items()),
        stances=tuple(Tally(stance.value, None, stances[stance]) for stance in Stance if stances[stance]),
        languages=_by_number(
            (language, None, number)
            for language, number in Counter(
                incident.language(claim) for incident, claim in claims if claim.quote
            ).items()
        ),
        years=tuple(
            Tally(year, None, number)
            for year, number in sorted(
                Counter(_year(incident.day(claim)) for incident, claim in claims).items(),
                key=lambda each: (each[0] is None, each[0] or ""),
            )
        ),
        untranslated=tuple(
            Missing(incident.id, claim.id, incident.language(claim))
            for incident, claim in claims
            if claim.quote and not claim.translation and foreign(incident.language(claim))
        ),
        no_address=tuple(
            Missing(incident.id, source.id, source.language)
            for incident, source in sources
            if not source.url and not source.archived
        ),
        no_archive=tuple(
            Missing(incident.id, source.id, source.language)
            for incident, source in sources
            if source.url and not source.archived
        ),
        silent=silent,
        balance=balances,
        names=_names(collection, silent, balances),
        left_out=collection.left_out,
    )


def _names(collection: Collection, silent: Iterable[SilentOn], balances: Iterable[Balance]) -> dict[str, str]:
    """The printed names of all parties and sides that an answer speaks of."""
    found = {name: collection.name(name) for each in silent for name in each.disputants}
    for each in balances:
        sides = collection.incidents[each.incident].sides
        for party in (*(share.party for share in each.shares), *each.through_others):
            found[party] = sides[party].name if party in sides else collection.name(party)
    return dict(sorted(found.items()))


def _takes(stances: Stances, stance: Stance) -> bool:
    if stance is Stance.WITHHOLDS:
        return bool(stances.withholds)
    return bool(stances.comments if stance is Stance.COMMENTS else stances.taken(stance))


def _silent(collection: Collection, incident: Incident) -> Iterator[SilentOn]:
    for standing in standings(collection, incident):
        quiet = tuple(party for party in incident.disputants if party in standing.silent)
        if quiet:
            yield SilentOn(incident.id, standing.question.id, standing.question.ask, quiet)


def _by_number(found: Iterable[tuple[str | None, str | None, int]]) -> tuple[Tally, ...]:
    tallies = [Tally(*each) for each in found]
    return tuple(sorted(tallies, key=lambda each: (-each.claims, each.id is None, each.name or "", each.id or "")))


def _year(day: When | None) -> str | None:
    if day is None or day.earliest is None or day.latest is None or day.earliest.year != day.latest.year:
        return None
    return f"{day.earliest.year:04d}"
