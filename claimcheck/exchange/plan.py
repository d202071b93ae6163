"""Rows to records of a collection: with ids that stay the same, and without what is there already."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ValidationError

from claimcheck.errors import did_you_mean, nearest
from claimcheck.exchange.incoming import Row, Rows
from claimcheck.exchange.mapping import MODELS, Map
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.record import ID_PATTERN
from claimcheck.reasoning.review import fingerprint
from claimcheck.store.parse import Mapping as Tree
from claimcheck.store.parse import Mark, Node, Sequence, Text
from claimcheck.store.structure import INCIDENT, SPEAKERS, misfits
from claimcheck.views.plan import SCHEMA, Duplicate, Entry, Plan, Trouble

_ID = re.compile(ID_PATTERN)
_LONGEST = 80
_VOICES = ("speaker", "via", "party")


def plan(file: str, collection: Collection, rows: Rows, mapping: Map, step: Callable[[], None] = lambda: None) -> Plan:
    """What rows become, and which of them cannot; `step` is called once for each row.

    An id that a row does not give is made from what the row says, so that the same row has the same id in every run and
    in whatever order. Takes time in proportion to the rows and the collection.
    """
    planner = _Planner(collection, mapping)
    for row in rows.rows:
        step()
        planner.take(row)
    troubles = sorted([*rows.troubles, *planner.troubles], key=lambda each: each.row)
    number = len(rows.rows) + len({each.row for each in rows.troubles})
    return Plan(
        SCHEMA, file, mapping.kind, number, tuple(planner.entries), tuple(planner.duplicates), tuple(troubles), False
    )


class _Planner:
    """Takes one row after the other."""

    def __init__(self, collection: Collection, mapping: Map) -> None:
        self.collection = collection
        self.map = mapping
        self.model = MODELS[mapping.kind]
        self.entries: list[Entry] = []
        self.duplicates: list[Duplicate] = []
        self.troubles: list[Trouble] = []
        self.names = _by_name(collection)
        self.voices = {name.casefold(): identifier for name, identifier in self.names.items()}
        self.there: dict[str | None, dict[str, str]] = {}  # what says what, by home: gist to id
        self.rows: dict[tuple[str | None, str], int] = {}  # ids given out in this run, by home, and to which row

    def take(self, row: Row) -> None:
        """Make a record of a row, or say why not."""
        record = self.map.record(row)
        home = record.pop("incident", None)
        if self.map.kind == "speakers":
            home = None
        elif not isinstance(home, str) or home not in self.collection.incidents:
            message = f"no incident `{home}`" if home else "it is not said to which incident it belongs"
            hint = did_you_mean(str(home), self.collection.incidents) if home else "give `--incident`, or map a column"
            self.refuse(row, "incident", message, hint)
            return
        if not self.voiced(row, record):
            return
        given = record.pop("id", None)
        thing = self.fitted(row, record)
        if thing is None:
            return
        gist = _gist(thing)
        there = self.existing(home)
        if gist in there:
            taken = self.rows.get((home, there[gist]))
            same = f"row {taken}" if taken is not None else f"{home}/{there[gist]}" if home else there[gist]
            self.duplicates.append(Duplicate(row.number, there[gist], same))
            return
        identifier = self.identifier(row, given, thing, home, gist)
        if identifier:
            there[gist] = identifier
            self.rows[home, identifier] = row.number
            self.entries.append(Entry(row.number, home, identifier, {"id": identifier, **record}))

    def voiced(self, row: Row, record: dict[str, Any]) -> bool:
        """Put ids in the place of names of speakers and parties; whether all are known."""
        for key in _VOICES if self.map.kind == "claims" else ():
            value = record.get(key)
            if isinstance(value, str):
                record[key] = self.voices.get(value.casefold(), value)
            elif isinstance(value, list):
                record[key] = [self.voices.get(str(each).casefold(), each) for each in value]
            for each in [record[key]] if isinstance(value, str) else record.get(key) or ():
                if isinstance(each, str) and _ID.fullmatch(each) is None:
                    close = nearest(each, self.names)
                    hint = did_you_mean(each, close) or "add it to speakers.yaml, or give its id under [values]"
                    self.refuse(row, key, f"no {key if key == 'party' else 'speaker'} `{each}`", hint)
                    return False
        return True

    def fitted(self, row: Row, record: dict[str, Any]) -> BaseModel | None:
        """The record as the model takes it; what does not fit is said in the words of `check`."""
        try:
            return self.model.model_validate({"id": "x", **record} if self.model is Claim else record)
        except ValidationError as problem:
            section, name = self.map.kind, "x" if self.map.kind != "claims" else 0
            inner = {"id": "x", **record} if self.model is Claim else record
            whole = _tree({section: [inner] if name == 0 else {name: inner}})
            errors = [{**each, "loc": (section, name, *each["loc"])} for each in problem.errors(include_url=False)]
            shape = SPEAKERS if section == "speakers" else INCIDENT
            for misfit in misfits(errors, whole, shape):
                key = str(misfit.path[2]) if len(misfit.path) > 2 else ""
                self.refuse(row, key, misfit.message, misfit.hint)
            return None

    def identifier(self, row: Row, given: object, thing: BaseModel, home: str | None, gist: str) -> str:
        """The id of a row: as given, else made; empty where another record has it."""
        known = self.known(home)
        if given is not None:
            word = str(given) if _ID.fullmatch(str(given)) and len(str(given)) <= _LONGEST else _slug(str(given))
            if not word:
                self.refuse(row, "id", f"`{given}` is not an id, and none can be made of it", "")
            elif (home, word) in self.rows:
                self.refuse(row, "id", f"row {self.rows[home, word]} has the id `{word}` too", "")
            elif word in known:
                self.refuse(row, "id", f"`{word}` is there already, and says something else", "")
            else:
                return word
            return ""
        word = _made(thing, gist)
        if word in known or (home, word) in self.rows:
            word = f"{word[: _LONGEST - 9].rstrip('-')}-{gist[:8]}"
        return word

    def known(self, home: str | None) -> Mapping[str, object]:
        """The records of the kind that are there, by id."""
        if home is None:
            return self.collection.speakers
        incident = self.collection.incidents[home]
        return incident.by_id if self.map.kind == "claims" else incident.sources

    def existing(self, home: str | None) -> dict[str, str]:
        """What the records that are there say, and their ids."""
        if home not in self.there:
            self.there[home] = {
                _gist(each): name for name, each in self.known(home).items() if isinstance(each, BaseModel)
            }
        return self.there[home]

    def refuse(self, row: Row, key: str, message: str, hint: str) -> None:
        """Note why a row cannot be imported."""
        self.troubles.append(Trouble(row.number, self.map.column(key) if key else None, message, hint))


def _by_name(collection: Collection) -> dict[str, str]:
    """Ids of speakers and parties by the names that, in whatever case, only one of them has."""
    found: dict[str, dict[str, str]] = {}  # folded: id and the name as it is printed
    for party in collection.parties.values():
        found.setdefault(party.name.casefold(), {})[party.id] = party.name
    for speaker in collection.speakers.values():
        for name in (speaker.name, *speaker.aliases):
            found.setdefault(name.casefold(), {})[speaker.id] = name
    alone = [next(iter(each.items())) for each in found.values() if len(each) == 1]
    return {name: identifier for identifier, name in alone}


def _gist(thing: BaseModel) -> str:
    """What a record says, whatever its id: hexadecimal digits."""
    if isinstance(thing, Claim):
        return fingerprint(thing)
    said = thing.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def _made(thing: BaseModel, gist: str) -> str:
    """An id from what a record says."""
    if isinstance(thing, Claim):
        return f"{thing.speaker[: _LONGEST - 9].rstrip('-')}-{gist[:8]}"
    words = [getattr(thing, key, None) for key in ("publisher", "name", "published")]
    plain = [_slug(str(each)) for each in words if each]
    return (
        "-".join(filter(None, plain))[:_LONGEST].rstrip("-")
        if plain[0]
        else f"{type(thing).__name__.lower()}-{gist[:8]}"
    )


def _slug(text: str) -> str:
    """Words as an id; empty where none of them is written in Latin letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", errors="ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].strip("-")


def _tree(value: object) -> Node:
    """A record as the parser would give it, for those who say what is wrong with it."""
    made: Node
    if isinstance(value, dict):
        made = Tree({_tree(key): _tree(each) for key, each in value.items()})
    elif isinstance(value, list):
        made = Sequence(map(_tree, value))
    else:
        made = Text(value)
    made.mark = Mark(0, 0)
    return made
