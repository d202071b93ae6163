"""SQLite: everything a collection holds, in STRICT tables, with a full-text index; Datasette opens it as it is.

The same collection gives the same bytes, whichever version of the library wrote them. Ids are those that are used
outside their files: `incident/claim`, `incident/question`, `incident/source`. Where a table refers to a row that has a
`name` or a `title`, Datasette shows the first of these instead of the id, so that it is never NULL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from claimcheck.exchange.rows import certain, claims, earliest, latest
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.when import When
from claimcheck.reasoning.positions import standings
from claimcheck.views.claims import MORE, claim_record, more_texts

VERSION = 1
"""Of the tables; also in `PRAGMA user_version`."""
_LIBRARY = slice(96, 100)  # where a file names the library that wrote it (SQLite file format, 1.3.16)
_LEAST_LIBRARY = (3_037_000).to_bytes(4, "big")  # the first that knows STRICT tables

SCHEMA = """
CREATE TABLE incidents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, date TEXT, date_earliest TEXT, date_latest TEXT, place TEXT,
    summary TEXT, note TEXT
) STRICT;
CREATE TABLE incident_countries (
    incident TEXT NOT NULL REFERENCES incidents (id), place INTEGER NOT NULL, country TEXT NOT NULL,
    PRIMARY KEY (incident, place)
) STRICT;
CREATE TABLE incident_disputants (
    incident TEXT NOT NULL REFERENCES incidents (id), place INTEGER NOT NULL, party TEXT NOT NULL,
    PRIMARY KEY (incident, place)
) STRICT;
CREATE TABLE parties (id TEXT PRIMARY KEY, name TEXT NOT NULL, note TEXT) STRICT;
CREATE TABLE speakers (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, party TEXT, role TEXT, unnamed INTEGER NOT NULL, body INTEGER NOT NULL,
    note TEXT
) STRICT;
CREATE TABLE speaker_aliases (
    speaker TEXT NOT NULL REFERENCES speakers (id), place INTEGER NOT NULL, alias TEXT NOT NULL,
    PRIMARY KEY (speaker, place)
) STRICT;
CREATE TABLE themes (id TEXT PRIMARY KEY, ask TEXT NOT NULL, note TEXT) STRICT;
CREATE TABLE theme_answers (
    theme TEXT NOT NULL REFERENCES themes (id), place INTEGER NOT NULL, answer TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (theme, place)
) STRICT;
CREATE TABLE questions (
    id TEXT PRIMARY KEY, incident TEXT NOT NULL REFERENCES incidents (id), ask TEXT NOT NULL, kind TEXT NOT NULL,
    theme TEXT REFERENCES themes (id), exclusive INTEGER NOT NULL, changes TEXT NOT NULL, unit TEXT,
    state TEXT NOT NULL, note TEXT
) STRICT;
CREATE TABLE answers (
    question TEXT NOT NULL REFERENCES questions (id), place INTEGER NOT NULL, answer TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (question, place)
) STRICT;
CREATE TABLE terms (
    incident TEXT NOT NULL REFERENCES incidents (id), place INTEGER NOT NULL, thing TEXT NOT NULL, term TEXT NOT NULL,
    form TEXT NOT NULL, PRIMARY KEY (incident, place)
) STRICT;
CREATE TABLE sources (
    id TEXT PRIMARY KEY, incident TEXT NOT NULL REFERENCES incidents (id), publisher TEXT NOT NULL,
    name TEXT NOT NULL, title TEXT, published TEXT, published_earliest TEXT, published_latest TEXT, language TEXT,
    url TEXT, archived TEXT, accessed TEXT, saved_file TEXT, saved_sha256 TEXT, note TEXT
) STRICT;
CREATE TABLE source_origins (
    source TEXT NOT NULL REFERENCES sources (id), place INTEGER NOT NULL, derived_from_source TEXT,
    derived_from_speaker TEXT, PRIMARY KEY (source, place)
) STRICT;
CREATE TABLE claims (
    id TEXT PRIMARY KEY, incident TEXT NOT NULL REFERENCES incidents (id),
    speaker TEXT NOT NULL REFERENCES speakers (id), speaker_name TEXT NOT NULL, said_as TEXT, party TEXT NOT NULL,
    party_name TEXT NOT NULL, as_told_by TEXT, stance TEXT NOT NULL, condition TEXT, said TEXT, said_earliest TEXT,
    said_latest TEXT, holds_on TEXT, source TEXT NOT NULL REFERENCES sources (id), locator TEXT, quote TEXT,
    prefix TEXT, suffix TEXT, language TEXT, translation TEXT, text TEXT, restates TEXT REFERENCES claims (id),
    replaces TEXT REFERENCES claims (id), note TEXT/* more */
) STRICT;
CREATE TABLE stances (
    claim TEXT NOT NULL REFERENCES claims (id), place INTEGER NOT NULL, stance TEXT NOT NULL, polarity TEXT,
    certain INTEGER, question TEXT REFERENCES questions (id), answer TEXT, answer_text TEXT,
    commented_claim TEXT REFERENCES claims (id), PRIMARY KEY (claim, place)
) STRICT;
CREATE TABLE claim_sources (
    claim TEXT NOT NULL REFERENCES claims (id), place INTEGER NOT NULL, source TEXT NOT NULL REFERENCES sources (id),
    PRIMARY KEY (claim, place)
) STRICT;
CREATE TABLE claim_via (
    claim TEXT NOT NULL REFERENCES claims (id), place INTEGER NOT NULL, speaker TEXT NOT NULL REFERENCES speakers (id),
    PRIMARY KEY (claim, place)
) STRICT;
CREATE TABLE clashes (
    id INTEGER PRIMARY KEY, question TEXT NOT NULL REFERENCES questions (id), rule TEXT NOT NULL, scope TEXT NOT NULL,
    strength TEXT NOT NULL
) STRICT;
CREATE TABLE clash_sides (
    clash INTEGER NOT NULL REFERENCES clashes (id), side INTEGER NOT NULL, party TEXT NOT NULL, as_told_by TEXT,
    answer TEXT NOT NULL, polarity TEXT NOT NULL, PRIMARY KEY (clash, side)
) STRICT;
CREATE TABLE clash_claims (
    clash INTEGER NOT NULL REFERENCES clashes (id), side INTEGER NOT NULL,
    claim TEXT NOT NULL REFERENCES claims (id), PRIMARY KEY (clash, side, claim)
) STRICT;
CREATE TABLE left_out (incident TEXT PRIMARY KEY, errors INTEGER NOT NULL) STRICT;
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    quote, translation, text, speaker_name, note, content="claims", tokenize='unicode61 remove_diacritics 2'
);
CREATE INDEX claims_incident ON claims (incident);
CREATE INDEX claims_speaker ON claims (speaker);
CREATE INDEX claims_party ON claims (party);
CREATE INDEX claims_source ON claims (source);
CREATE INDEX stances_question ON stances (question);
"""

Row = tuple[str | int | None, ...]


def write(collection: Collection) -> bytes:
    """A collection as a database file. Cost: that of the standings of its questions."""
    database = sqlite3.connect(":memory:")
    try:
        more = "".join(f", {each.name} TEXT" for each in MORE)
        tables = SCHEMA.replace("/* more */", more)
        database.executescript("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8';" + tables)
        database.execute(f"PRAGMA user_version = {VERSION}")
        for table, rows in _tables(collection):
            for row in rows:
                places = ", ".join("?" * len(row))
                database.execute(f"INSERT INTO {table} VALUES ({places})", row)  # noqa: S608 - names of our own
        database.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
        database.execute("INSERT INTO claims_fts (claims_fts) VALUES ('optimize')")
        database.commit()
        database.execute("VACUUM")
        data = bytearray(database.serialize())
    finally:
        database.close()
    data[_LIBRARY] = _LEAST_LIBRARY
    return bytes(data)


def _tables(collection: Collection) -> Iterator[tuple[str, Iterable[Row]]]:
    """Every table but the index, each after those that it refers to."""
    incidents = collection.incidents.values()
    yield "incidents", (_incident(each) for each in incidents)
    yield "incident_countries", ((i.id, at, each) for i in incidents for at, each in enumerate(i.countries))
    yield "incident_disputants", ((i.id, at, each) for i in incidents for at, each in enumerate(i.disputants))
    yield "parties", ((each.id, each.name, each.note) for each in collection.parties.values())
    yield (
        "speakers",
        ((s.id, s.name, s.party, s.role, int(s.unnamed), int(s.body), s.note) for s in collection.speakers.values()),
    )
    yield "speaker_aliases", ((s.id, at, a) for s in collection.speakers.values() for at, a in enumerate(s.aliases))
    yield "themes", ((each.id, each.ask, each.note) for each in collection.themes.values())
    yield "theme_answers", _theme_answers(collection)
    yield "questions", (row for each in incidents for row in _questions(collection, each))
    yield (
        "answers",
        (
            (f"{i.id}/{q.id}", at, answer, each.words)
            for i in incidents
            for q in i.questions.values()
            for at, (answer, each) in enumerate(q.answers.items())
        ),
    )
    yield "terms", (row for each in incidents for row in _terms(each))
    yield "sources", (row for each in incidents for row in _sources(each))
    yield "source_origins", (row for each in incidents for row in _origins(each))
    yield "claims", (_claim(collection, incident, claim) for incident, claim in claims(collection))
    yield (
        "stances",
        (
            (claim.full_id, at, *row)
            for incident, claim in claims(collection)
            for at, row in enumerate(_stances(incident, claim))
        ),
    )
    yield (
        "claim_sources",
        (
            (claim.full_id, at, f"{incident.id}/{source}")
            for incident, claim in claims(collection)
            for at, source in enumerate(claim.sources)
        ),
    )
    yield "claim_via", ((c.full_id, at, each) for _, c in claims(collection) for at, each in enumerate(c.via))
    clashes = [
        (f"{incident.id}/{clash.question}", incident, clash)
        for incident in incidents
        for standing in standings(collection, incident)
        for clash in standing.clashes
    ]
    yield (
        "clashes",
        (
            (number, question, clash.rule, clash.scope, clash.strength)
            for number, (question, _, clash) in enumerate(clashes, 1)
        ),
    )
    yield (
        "clash_sides",
        (
            (number, side, of.party, of.as_told_by, of.answer, of.polarity)
            for number, (_, _, clash) in enumerate(clashes, 1)
            for side, of in enumerate(clash.between, 1)
        ),
    )
    yield (
        "clash_claims",
        (
            (number, side, f"{incident.id}/{claim}")
            for number, (_, incident, clash) in enumerate(clashes, 1)
            for side, of in enumerate(clash.between, 1)
            for claim in of.claims
        ),
    )
    yield "left_out", ((each.incident, each.errors) for each in collection.left_out)


def _incident(incident: Incident) -> Row:
    date = incident.date
    days = (_written(date), earliest(date), latest(date))
    return (incident.id, incident.title, *days, incident.place, incident.summary, incident.note)


def _theme_answers(collection: Collection) -> Iterator[Row]:
    for theme in collection.themes.values():
        for at, (answer, text) in enumerate(theme.answers.items()):
            yield theme.id, at, answer, text


def _questions(collection: Collection, incident: Incident) -> Iterator[Row]:
    for standing in standings(collection, incident):
        asked = standing.question
        name = f"{incident.id}/{asked.id}"
        how = (asked.theme, int(asked.exclusive), asked.changes.value, asked.unit, standing.state.value, asked.note)
        yield (name, incident.id, asked.ask, asked.kind.value, *how)


def _terms(incident: Incident) -> Iterator[Row]:
    forms = (
        (thing, term, form)
        for thing, terms in incident.terms.items()
        for term, forms in terms.items()
        for form in forms
    )
    for at, row in enumerate(forms):
        yield (incident.id, at, *row)


def _sources(incident: Incident) -> Iterator[Row]:
    for source in incident.sources.values():
        when, saved = source.published, source.saved
        yield (
            f"{incident.id}/{source.id}",
            incident.id,
            source.publisher,
            source.title or ", ".join(filter(None, (source.publisher, _written(when)))),
            source.title,
            *(_written(when), earliest(when), latest(when)),
            source.language,
            source.url,
            source.archived,
            _written(source.accessed),
            *((saved.file, saved.sha256) if saved else (None, None)),
            source.note,
        )


def _origins(incident: Incident) -> Iterator[Row]:
    for source in incident.sources.values():
        for at, each in enumerate(source.derived_from):
            speaker = each.removeprefix("speaker:") if each.startswith("speaker:") else None
            origin = None if speaker else f"{incident.id}/{each.removeprefix('source:')}"
            yield f"{incident.id}/{source.id}", at, origin, speaker


def _claim(collection: Collection, incident: Incident, claim: Claim) -> Row:
    known = claim_record(collection, incident, claim)
    return (
        claim.full_id,
        incident.id,
        *(claim.speaker, known.speaker_name, known.as_),
        *(known.party, known.party_name, known.as_told_by),
        _stance(claim),
        claim.condition,
        *(_written(known.said), earliest(known.said), latest(known.said)),
        _written(claim.holds_on),
        *(f"{incident.id}/{claim.source}", claim.locator),
        *(claim.quote, claim.prefix, claim.suffix, known.language, claim.translation, claim.text),
        *(_shown(incident, each) for each in (claim.restates, claim.replaces)),
        claim.note,
        *more_texts(claim).values(),
    )


def _stance(claim: Claim) -> str:
    """What a claim does, on one line, to be read and faceted by."""
    taken = [f"{each.stance} {each.question}: {each.answer}" for each in claim.stance.commitments]
    taken += [f"withholds {each}" for each in claim.stance.withholds]
    return "; ".join([*taken, *(f"comments {each}" for each in claim.stance.comments)])


def _stances(incident: Incident, claim: Claim) -> Iterator[Row]:
    for each in claim.stance.commitments:
        question = incident.questions.get(each.question)
        words = question.text(each.answer) if question else each.answer
        name = f"{incident.id}/{each.question}"
        yield (each.stance, each.polarity, int(certain(question, each)), name, each.answer, words, None)
    for question_id in claim.stance.withholds:
        yield ("withholds", None, None, f"{incident.id}/{question_id}", None, None, None)
    for reference in claim.stance.comments:
        prefix, _, word = reference.rpartition(":")
        asked = prefix != "claim" and word in incident.questions
        if asked:
            yield ("comments", None, None, f"{incident.id}/{word}", None, None, None)
        else:
            yield ("comments", None, None, None, None, None, _shown(incident, word))


def _shown(incident: Incident, claim: str | None) -> str | None:
    """The full id of a claim that another refers to; None for a draft, which has no row."""
    known = incident.by_id.get(claim or "")
    return None if known is None or known.draft else known.full_id


def _written(when: When | None) -> str | None:
    return None if when is None else when.text
