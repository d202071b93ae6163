"""A collection as tables: what a person wrote, in rows and columns, for programs that ask in SQL.

`TABLES` says what each table and column holds, `rows` fills them; neither knows who reads them. Every table begins with
`collection`, so that the tables of many collections can lie in one folder; a reference is that column and the ids as
they are in the files: `(collection, incident, claim)`, `(collection, speaker)`.

What follows from a person's words by the order of a list, by a chain of references or by spelling stands in columns and
rows of its own (`day`, `utterance`, `outlet`, `derivations`, `term_uses`), because SQL cannot say it plainly. What the
collection says of a question (clashes, states, positions) does not: that is asked in SQL. Cost: in proportion to what
is written, and to the sources behind a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from claimcheck.characters.folding import named
from claimcheck.exchange.rows import certain
from claimcheck.frozen import frozen
from claimcheck.model.amount import Amount
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.day import Day
from claimcheck.model.incident import Changes, Incident
from claimcheck.model.range import QUALIFIERS, Range
from claimcheck.model.source import Source
from claimcheck.model.when import When
from claimcheck.reasoning.days import days, holding
from claimcheck.reasoning.origins import SPEAKER, outlets_by_name
from claimcheck.reasoning.taking_back import taken_back
from claimcheck.reasoning.wording import uses
from claimcheck.views.claims import MORE, claim_record, more_texts

VERSION = 2
"""Of the tables and their columns."""


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    DAY = "day"
    TRUTH = "true or false"


@frozen
class Column:
    """A column: its name, what it holds and what that means."""

    name: str
    type: Type
    means: str


@frozen
class TableShape:
    """A table: what one row of it stands for, and its columns, without `collection`, which begins every table."""

    name: str
    row: str
    columns: tuple[Column, ...]


Value = str | int | Decimal | date | bool | None
Row = tuple[Value, ...]

_LETTER = {"i": Type.WHOLE, "n": Type.NUMBER, "d": Type.DAY, "b": Type.TRUTH}


def _table(name: str, row: str, columns: Mapping[str, str]) -> TableShape:
    """A table; `name:i` is a column of whole numbers, `:n` of numbers, `:d` of days, `:b` of truths, else of texts."""
    made = []
    for each, means in columns.items():
        word, _, letter = each.partition(":")
        made.append(Column(word, _LETTER.get(letter, Type.TEXT), means))
    return TableShape(name, row, tuple(made))


def _date(name: str, what: str) -> dict[str, str]:
    """The columns of a date as uncertain as the world left it."""
    return {
        name: f"{what}, as written (EDTF)",
        f"{name}_earliest:d": "first day that it can be; none where the beginning is open",
        f"{name}_latest:d": "last day that it can be; none where the end is open",
    }


def _bounds_of(name: str, what: str) -> dict[str, str]:
    """The columns of a day as it is ordered: by what was written and by what was printed when."""
    return {
        f"{name}_first:d": f"first day on which {what}, none where nothing tells",
        f"{name}_last:d": f"last day on which {what}, none where nothing tells",
    }


_PLACE = {"place:i": "order in the file, from 0"}
_NOTE = {"note": "a remark of the curator's"}

TABLES = (
    _table(
        "incidents",
        "incident",
        {
            "incident": "id",
            "title": "neutral title",
            **_date("happened", "when it happened"),
            "scene": "where it happened",
            "summary": "what happened, in the curator's neutral words",
            **_NOTE,
        },
    ),
    _table(
        "disputants",
        "party or side between whom an incident is contested",
        {"incident": "id", "party": "id of the party or side", **_PLACE},
    ),
    _table(
        "sides",
        "party that an incident puts on a side with others",
        {"incident": "id", "party": "id of the party", "side": "id of the side", "name": "name of the side", **_PLACE},
    ),
    _table("parties", "declared party", {"party": "id", "name": "name as it is printed", **_NOTE}),
    _table(
        "speakers",
        "speaker",
        {
            "speaker": "id",
            "name": "name as it is printed",
            "party": "id of whom the speaker speaks for, itself if for nobody else",
            "role": "office or role",
            "unnamed:b": "whether it is a voice that its source does not name",
            "body:b": "whether it is an office or organisation that speaks without a name",
            **_NOTE,
        },
    ),
    _table("themes", "theme", {"theme": "id", "ask": "the question that recurs", **_NOTE}),
    _table("theme_answers", "answer of a theme", {"theme": "id", "answer": "id", "words": "in words", **_PLACE}),
    _table(
        "questions",
        "question",
        {
            "incident": "id",
            "question": "id in its incident",
            **_PLACE,
            "ask": "the question in words",
            "kind": "`choice`, `date` or `number`",
            "theme": "id of the theme that it asks",
            "exclusive:b": "whether its answers exclude each other",
            "changes": "whether the fact itself changes: `false`, `true` (in any order) or `forward`",
            "unit": "unit of a number",
            **_NOTE,
        },
    ),
    _table(
        "answers",
        "declared answer of a question",
        {
            "incident": "id",
            "question": "id",
            "answer": "id",
            **_PLACE,
            "words": "in words",
            "within": "id of the wider answer of which it is a case",
            "stage:i": "place among the stages of a fact that changes forward: its own, or that of its wider answer",
        },
    ),
    _table(
        "wider",
        "declared answer with one that it is, or lies within, at any distance",
        {"incident": "id", "question": "id", "answer": "id", "wider": "id of that answer"},
    ),
    _table(
        "exclusions",
        "two answers of which a question says that they exclude each other",
        {"incident": "id", "question": "id", "answer": "id", "other": "id of the answer that cannot hold beside it"},
    ),
    _table(
        "terms",
        "loaded term of an incident",
        {"incident": "id", "thing": "what it is a word for", "term": "id", **_PLACE},
    ),
    _table(
        "sources",
        "source",
        {
            "incident": "id",
            "source": "id in its incident",
            "publisher": "whose text it is",
            "publisher_folded": "that name as names are compared: one publisher is one voice",
            "outlet": "id of the speaker who has the publisher's name, or has it for an alias",
            "title": "headline",
            **_date("published", "when it was published"),
            "published_qualified:b": "whether that day is uncertain or approximate, so that its bounds prove nothing",
            "language": "language (BCP 47)",
            "url": "where it was read",
            "archived": "an archived copy",
            **_NOTE,
        },
    ),
    _table(
        "derivations",
        "source with one of those that it goes back to, at any distance",
        {
            "incident": "id",
            "source": "id of the source that repeats",
            "origin_source": "id of the source that it goes back to; none where that is an outlet not seen",
            "origin_speaker": "id of the outlet not seen",
            "direct:b": "whether the file says so itself, and not only by way of others",
            "ends:b": "whether nothing is known to stand behind it",
        },
    ),
    _table(
        "claims",
        "claim; drafts are left out",
        {
            "incident": "id",
            "claim": "id in its incident",
            **_PLACE,
            "utterance": "id of one claim of the same utterance: claims that restate one another share it",
            "speaker": "id of who asserts",
            "speaker_name": "name as it is printed",
            "said_as": "how the speaker was described then, else the role",
            "party": "id of whom the speaker spoke for, itself if for nobody else",
            "party_name": "name of the party",
            "as_told_by": "id of the outermost of another party who relayed it; none for somebody's own word",
            "condition": "the condition under which it is said to hold; it never clashes",
            **_date("said", "the best guess at the day on which it was said"),
            **_bounds_of("said", "it was said"),
            "holds_on": "day on which a changing fact is said to hold (EDTF)",
            "source": "id of the source in which it was read",
            "locator": "where in the source",
            "quote": "the words, verbatim",
            "language": "language of the words (BCP 47)",
            "translation": "the quote in the language of the collection",
            "text": "a paraphrase",
            "restates": "id of the claim that it gives in other words",
            "replaces": "id of the claim that it takes back or corrects",
            **_NOTE,
            **{each.name: str(Claim.model_fields[each.attribute].description) for each in MORE},
        },
    ),
    _table(
        "stances",
        "thing that a claim does: to an answer, to a question that it withholds, to what it comments on",
        {
            "incident": "id",
            "claim": "id",
            **_PLACE,
            "stance": "`asserts`, `implies`, `concedes`, `suggests`, `denies`, `precludes`, `doubts`, `withholds` or "
            "`comments`",
            "polarity": "`affirms` or `denies`; none where no position is taken",
            "certainty": "`certain` or `hedged`; a value that is uncertain or approximate makes it hedged",
            "question": "id of the question",
            "answer": "id of the answer; a date or number as written",
            "commented_claim": "id of the claim that is commented on",
            "value": "the answer in one spelling: `120` and `120.0` are one",
            **_date("day", "day on which it counts: `said` or, of a fact that changes, the day that it is about"),
            **_bounds_of("day", "that can be"),
            "value_first:d": "of a date: first day that it can be",
            "value_last:d": "last day that it can be",
            "value_least:n": "of a number: the least that it can be",
            "value_most:n": "the most that it can be",
            "value_above:b": "whether it is more than the least, which does not belong to it",
            "value_below:b": "whether it is less than the most",
        },
    ),
    _table(
        "taken_back",
        "claim that another takes back, on one question",
        {"incident": "id", "claim": "id", "question": "id", "taken_back_by": "id of the claim that does so"},
    ),
    _table(
        "claim_sources",
        "source that prints a claim; the one it was read in has `place` 0",
        {"incident": "id", "claim": "id", "source": "id", **_PLACE},
    ),
    _table(
        "relays",
        "speaker who relayed a claim; the one nearest to the speaker has `place` 0",
        {"incident": "id", "claim": "id", "speaker": "id", **_PLACE},
    ),
    _table(
        "term_uses",
        "loaded term that stands in the quote of a claim",
        {
            "incident": "id",
            "claim": "id",
            "thing": "what it is a word for",
            "term": "id",
            "rejected:b": "whether the words reject it",
        },
    ),
    _table(
        "left_out",
        "incident that could not be read, and is in no other table",
        {"incident": "id", "errors:i": "number of its errors"},
    ),
)
"""Every table, in the order of the reference."""


def rows(collection: Collection) -> Iterator[tuple[TableShape, list[Row]]]:
    """Every table with its rows, in the order of the files; without the column `collection`."""
    filled: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    filled["parties"] = [(each.id, each.name, each.note) for each in collection.parties.values()]
    filled["speakers"] = [
        (each.id, each.name, collection.party_of(each.id), each.role, each.unnamed, each.body, each.note)
        for each in collection.speakers.values()
    ]
    filled["themes"] = [(each.id, each.ask, each.note) for each in collection.themes.values()]
    filled["theme_answers"] = [
        (theme.id, answer, words, place)
        for theme in collection.themes.values()
        for place, (answer, words) in enumerate(theme.answers.items())
    ]
    filled["left_out"] = [(each.incident, each.errors) for each in collection.left_out]
    known = outlets_by_name(collection)
    for incident in collection.incidents.values():
        for name, made in _of_incident(collection, incident, known):
            filled[name] += made
    for table in TABLES:
        yield table, filled[table.name]


def _of_incident(
    collection: Collection, incident: Incident, known: Mapping[str, str]
) -> Iterator[tuple[str, Iterable[Row]]]:
    name = incident.id
    yield (
        "incidents",
        [(name, incident.title, *_bounds(incident.date), incident.place, incident.summary, incident.note)],
    )
    yield "disputants", [(name, each, place) for place, each in enumerate(incident.contesting)]
    yield (
        "sides",
        [
            (name, party, side.id, side.name, place)
            for side in incident.sides.values()
            for place, party in enumerate(side.parties)
            if incident.sides_of[party] == side.id
        ],
    )
    yield "questions", _questions(incident)
    yield (
        "answers",
        [
            (name, question.id, answer, place, each.words, each.within, question.stage(answer))
            for question in incident.questions.values()
            for place, (answer, each) in enumerate(question.answers.items())
        ],
    )
    yield (
        "wider",
        [
            (name, question.id, answer, each)
            for question in incident.questions.values()
            for answer in question.answers
            for each in (answer, *question.wider[answer])
        ],
    )
    yield (
        "exclusions",
        [
            (name, question.id, answer, other)
            for question in incident.questions.values()
            for answer, each in question.answers.items()
            for other in each.excludes
        ],
    )
    declared = [(thing, term) for thing, terms in incident.terms.items() for term in terms]
    yield "terms", [(name, *each, place) for place, each in enumerate(declared)]
    yield "sources", [_source(name, source, known) for source in incident.sources.values()]
    yield "derivations", [row for source in incident.sources for row in _derivations(incident, source)]
    utterance, said = _utterances(incident), days(collection, incident)
    yield (
        "claims",
        [
            _claim(collection, incident, claim, (place, utterance[claim.id]), said[claim.id])
            for place, claim in enumerate(incident.standing)
        ],
    )
    yield (
        "stances",
        [
            (name, claim.id, place, *row)
            for claim in incident.standing
            for place, row in enumerate(_stances(incident, claim, said[claim.id]))
        ],
    )
    yield (
        "taken_back",
        [
            (name, claim, question, by)
            for claim, questions in taken_back(collection, incident).items()
            for question, by in questions.items()
        ],
    )
    yield (
        "claim_sources",
        [(name, claim.id, each, at) for claim in incident.standing for at, each in enumerate(claim.sources)],
    )
    yield "relays", [(name, claim.id, each, at) for claim in incident.standing for at, each in enumerate(claim.via)]
    yield "term_uses", _term_uses(collection, incident)


def _questions(incident: Incident) -> Iterator[Row]:
    for place, each in enumerate(incident.questions.values()):
        how = (each.kind.value, each.theme, each.exclusive, each.changes.value, each.unit, each.note)
        yield (incident.id, each.id, place, each.ask, *how)


def _source(incident: str, source: Source, known: Mapping[str, str]) -> Row:
    when = source.published
    return (
        incident,
        source.id,
        source.publisher,
        named(source.publisher),
        known.get(named(source.publisher)),
        source.title,
        *_bounds(when),
        when.qualified if when else None,
        *(source.language, source.url, source.archived, source.note),
    )


def _derivations(incident: Incident, source: str) -> Iterator[Row]:
    """All that a source goes back to, each once; a source that is not there ends the way, as one that repeats none."""
    written = incident.sources[source].derived_from
    ahead, found = list(reversed(written)), dict[str, None]()
    while ahead:
        each = ahead.pop().removeprefix("source:")
        if each not in found:
            found[each] = None
            known = incident.sources.get(each)
            ahead += reversed(known.derived_from) if known else ()
    direct = {each.removeprefix("source:") for each in written}
    for each in found:
        known = incident.sources.get(each)
        outlet = each.removeprefix(SPEAKER) if each.startswith(SPEAKER) else None
        ends = known is None or not known.derived_from
        yield (incident.id, source, None if outlet else each, outlet, each in direct, ends)


def _utterances(incident: Incident) -> dict[str, str]:
    """Claim: the first claim of its utterance that is not a draft."""
    first: dict[str, str] = {}
    return {each.id: first.setdefault(incident.utterances[each.id], each.id) for each in incident.standing}


def _claim(collection: Collection, incident: Incident, claim: Claim, at: tuple[int, str], said: Day) -> Row:
    known = claim_record(collection, incident, claim)
    return (
        *(incident.id, claim.id, *at),
        *(claim.speaker, known.speaker_name, known.as_),
        *(known.party, known.party_name, known.as_told_by),
        claim.condition,
        *_bounds(known.said),
        *_known(said),
        claim.holds_on.text if claim.holds_on else None,
        *(claim.source, claim.locator, claim.quote, known.language, claim.translation, claim.text),
        *(_shown(incident, each) for each in (claim.restates, claim.replaces)),
        claim.note,
        *more_texts(claim).values(),
    )


def _stances(incident: Incident, claim: Claim, said: Day) -> Iterator[Row]:
    for each in claim.stance.commitments:
        question = incident.questions.get(each.question)
        value = question.value(each.answer) if question else None
        day = holding(incident, claim, said) if question and question.changes is not Changes.NO else said
        how = (each.stance.value, each.polarity.value, "certain" if certain(question, each) else "hedged")
        when = (*_bounds(day.guess), *_known(day))
        yield (*how, each.question, each.answer, None, _one_spelling(each.answer, value), *when, *_limits(value))
    silent = (None, None, None, *_bounds(said.guess), *_known(said), *_limits(None))
    for question_id in claim.stance.withholds:
        yield ("withholds", None, None, question_id, *silent)
    for reference in claim.stance.comments:
        prefix, _, word = reference.rpartition(":")
        asked = prefix != "claim" and word in incident.questions
        other = None if prefix == "question" else _shown(incident, word)
        yield ("comments", None, None, word if asked else None, None, other, *silent[2:])


def _one_spelling(answer: str, value: Range | None) -> str:
    """An answer in the same letters however it was written."""
    if value is None:
        return answer
    ends = (value.earliest, value.latest) if isinstance(value, When) else (value.low, value.high)
    low, high = (_plain(each) for each in ends)
    marks = "".join(each for each in value.text if each in QUALIFIERS)
    if isinstance(value, Amount):
        low, high = (">" if value.low_open else "") + low, ("<" if value.high_open else "") + high
    return f"{low}/{high}{marks}"


def _plain(bound: Decimal | int | date | None) -> str:
    return ".." if bound is None else f"{bound.normalize():f}" if isinstance(bound, Decimal) else str(bound)


def _limits(value: Range | None) -> Row:
    """The columns of what a date or number can be."""
    if isinstance(value, When):
        return (value.earliest, value.latest, None, None, None, None)
    if isinstance(value, Amount):
        return (None, None, value.low, value.high, value.low_open, value.high_open)
    return (None,) * 6


def _known(day: Day) -> Row:
    return tuple(None if each is None else date.fromordinal(each) for each in (day.first, day.last))


def _term_uses(collection: Collection, incident: Incident) -> Iterator[Row]:
    for use in uses(collection, incident):
        for claim in use.claims:
            yield (incident.id, claim, use.group, use.term, use.rejected)


def _shown(incident: Incident, claim: str | None) -> str | None:
    """The id of a claim that another refers to; None for a draft, which has no row."""
    known = incident.by_id.get(claim or "")
    return None if known is None or known.draft else known.id


def _bounds(when: When | None) -> tuple[str | None, date | None, date | None]:
    return (None, None, None) if when is None else (when.text, when.earliest, when.latest)
