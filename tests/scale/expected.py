"""The rows that each shipped question must give, taken from the records of the views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.stance import Polarity
from claimcheck.model.when import When
from claimcheck.reasoning.clashes import ClashScope, ClashSide
from claimcheck.reasoning.positions import Position
from claimcheck.views.contrast import Contrast, QuestionRecord, contrast
from claimcheck.views.crossref import theme_across
from claimcheck.views.origins import origins_of
from claimcheck.views.wording import Wording, wording_of_incident

Row = tuple[object, ...]
CLASHES = """
    SELECT
        collection, incident, question, rule, scope, strength,
        one.party, NULLIF(one.teller, '') AS teller, one.answer, one.polarity,
        other.party AS other_party, NULLIF(other.teller, '') AS other_teller,
        other.answer AS other_answer, other.polarity AS other_polarity
    FROM clashes
    JOIN held AS one USING (collection, incident, question, number)
    JOIN (
        SELECT collection, incident, question, number AS other_number, party, teller, answer, polarity FROM held
    ) AS other USING (collection, incident, question, other_number)
"""
"""What is in two shipped questions together: positions by their names, as the records have them."""


def contested(incident: Incident, answer: Contrast) -> Iterator[Row]:
    for each in answer.questions:
        own = [one for one in each.positions if one.as_told_by is None and (one.affirms or one.denies)]
        yield (incident.id, each.id, each.ask, each.state.value, len(own), len(each.clashes))


def clashes(incident: Incident, answer: Contrast) -> Iterator[Row]:
    for question in answer.questions:
        for each in question.clashes:
            sides = [(one.party, one.as_told_by, one.answer, one.polarity.value) for one in each.between]
            how = (each.rule.value, each.scope.value, each.strength.value)
            yield in_order((incident.id, question.id, *how, *sides[0], *sides[1]))


def shifts(incident: Incident, answer: Contrast) -> Iterator[Row]:
    for question in answer.questions:
        for each in question.clashes:
            if each.scope is ClashScope.SHIFT:
                taken: list[object] = []
                for side in each.between:
                    taken += [side.answer, side.polarity.value, _since(question, side)]
                one = each.between[0]
                yield (incident.id, question.id, one.party, *taken, each.rule.value, each.strength.value)


def in_order(row: Row) -> Row:
    """A clash with its two sides in one order, but for a shift, of which the earlier comes first."""
    at = len(row) - 8
    one, other = sorted((row[at : at + 4], row[at + 4 :]), key=repr)
    return row if "shift" in row else (*row[:at], *one, *other)


def positions(incident: Incident, answer: Contrast) -> Iterator[Row]:
    for question in answer.questions:
        for each in question.positions:
            who = (incident.id, question.id, each.party, each.as_told_by)
            for one in each.holds:
                told: tuple[str, str, str | None, bool] = (one.answer, one.polarity.value, one.grade.value, one.implied)
                yield (*who, "holds", *told, _first_of(each, one.answer, one.polarity), each.shifted)
            for one in each.taken_back:
                told = (one.answer, one.polarity.value, None, False)
                yield (*who, "taken back", *told, None, each.shifted)
            for one in each.on_condition:
                yield (*who, "on a condition", one.answer, one.polarity.value, None, False, None, each.shifted)
            if each.withheld:
                yield (*who, "withholds", None, None, None, False, None, each.shifted)
        for party in question.commented:
            yield (incident.id, question.id, party, None, "comments", None, None, None, False, None, False)


def silent(incident: Incident, answer: Contrast) -> Iterator[Row]:
    for question in answer.questions:
        for party in question.silent:
            yield (incident.id, question.id, party, party in incident.contesting)


def wording(incident: Incident, answer: Wording) -> Iterator[Row]:
    brought = {
        (each.group, each.term, user.party, user.as_told_by) for each in answer.careers for user in each.brought_in
    }
    for rejected, uses in ((False, answer.uses), (True, answer.rejected)):
        for each in uses:
            key = (each.group, each.term, each.party, each.as_told_by)
            first = each.first.text if each.first else None
            in_first = None if rejected else key in brought
            yield (incident.id, *key, rejected, each.count, each.utterances, first, in_first)


def origins(collection: Collection, incident: Incident) -> Iterator[Row]:
    for question in incident.questions.values():
        answer = origins_of(collection, f"question:{incident.id}/{question.id}")
        whole = answer.origins
        if whole.reports:
            yield (incident.id, question.id, None, None, whole.reports, whole.voices, whole.parties)
        for each in answer.positions:
            polarity = each.polarity.value if each.polarity else None
            counts = (each.origins.reports, each.origins.voices, each.origins.parties)
            if each.origins.reports:  # else all of it was taken back
                yield (incident.id, question.id, each.answer, polarity, *counts)


def crossref(collection: Collection) -> Iterator[Row]:
    for name, theme in collection.themes.items():
        for answer in theme_across(collection, name).incidents:
            head = answer.incident
            happened = head.date.text if head.date else None
            asked = collection.incident(head.id).questions
            for question in answer.questions:
                for each in question.positions:
                    for one in each.holds:
                        who = (name, head.id, happened, question.id, question.state.value, each.party, each.as_told_by)
                        compared = asked[question.id].theme_answer(one.answer, theme)
                        how = (one.answer, one.polarity.value, one.grade.value, one.implied, each.shifted)
                        yield (*who, compared, *how)


_OF_CONTRAST: dict[str, Callable[[Incident, Contrast], Iterable[Row]]] = {
    "contested": contested,
    "clashes": clashes,
    "shifts": shifts,
    "positions": positions,
    "silent": silent,
}


def expected(name: str, collections: dict[str, Collection]) -> list[Row]:
    """The rows of one question to many collections, each with the name of its collection in front, in any order."""
    made: list[Row] = []
    for called, collection in collections.items():
        made += [(called, *row) for row in _rows(name, collection)]
    return made


def everything(collections: dict[str, Collection]) -> dict[str, list[Row]]:
    """The rows of every question, each contrast and each count of origins made once."""
    found: dict[str, list[Row]] = {name: [] for name in (*_OF_CONTRAST, "wording", "origins", "crossref")}
    for called, collection in collections.items():
        for incident in collection.incidents.values():
            answer = contrast(collection, incident.id)
            for name, rows in _OF_CONTRAST.items():
                found[name] += [(called, *row) for row in rows(incident, answer)]
            worded = wording_of_incident(collection, incident.id)
            found["wording"] += [(called, *row) for row in wording(incident, worded)]
            found["origins"] += [(called, *row) for row in origins(collection, incident)]
        found["crossref"] += [(called, *row) for row in crossref(collection)]
    return found


def _rows(name: str, collection: Collection) -> Iterable[Row]:
    return [row[1:] for row in everything({"": collection})[name]]


def _since(question: QuestionRecord, side: ClashSide) -> object:
    """The first day on which a party can have taken one side of a clash."""
    (own,) = [each for each in question.positions if (each.party, each.as_told_by) == (side.party, side.as_told_by)]
    return _first_of(own, side.answer, side.polarity)


def _first_of(position: Position, answer: str, polarity: Polarity) -> object:
    return _first([step.day for step in position.path if (step.answer, step.polarity) == (answer, polarity)])


def _first(days: list[When | None]) -> object:
    return min((day.earliest for day in days if day is not None and day.earliest is not None), default=None)
