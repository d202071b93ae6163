"""What `export csv` and `export jsonl` wrote, taken apart: a row is a claim, its speaker, party, sources and questions.

An export fills in what follows from the speaker and the source of a claim: what the collection says already is left out
of the claim again. Of what an export does not hold, nothing is made up: what stands in its place is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from claimcheck.characters import unguard
from claimcheck.errors import UsageError
from claimcheck.exchange.incoming import Row, Rows, Value
from claimcheck.exchange.rows import BETWEEN
from claimcheck.model.claim import inherited_keys
from claimcheck.model.collection import Collection
from claimcheck.model.keys import TakenOver
from claimcheck.model.stance import POSITIONS
from claimcheck.model.when import When
from claimcheck.views.claims import MORE
from claimcheck.views.plan import Trouble

_CSV = frozenset({"speaker_name", "as_told_by", "said_earliest", "asserts", "publisher"})
_JSONL = "claimcheck/claim/"
_SAME = ("condition", "holds_on", "locator", "quote", "prefix", "suffix", "translation", "text")
_MORE = ("restates", "replaces", "note", *(each.name for each in MORE))
_SOURCE = ("publisher", "title", "published", "url", "archived")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FORMULA = ("=", "+", "-", "@", "\t")

Thing = dict[str, Any]


def is_export(rows: Rows) -> bool:
    """Whether rows are those of a file that `export csv` or `export jsonl` wrote."""
    schema = rows.rows[0].cells.get("schema") if rows.rows else None
    return {*rows.columns} >= _CSV or (isinstance(schema, str) and schema.startswith(_JSONL))


def taken_apart(rows: Rows, kind: str, collection: Collection) -> Rows:
    """The rows of an export as rows of the records that they tell of, each once.

    Raises:
        UsageError: such a file has none of them.
    """
    plain = {*rows.columns} >= _CSV
    if plain and kind == "questions":
        raise UsageError("`export csv` writes no questions in words", "`export jsonl` does")
    told = Rows(troubles=rows.troubles, remarks=list(rows.remarks), own={}, keeps_ids=True)
    raw = plain and any(
        isinstance(each, str) and each[:1] in _FORMULA for row in rows.rows for each in row.cells.values()
    )
    claims = [(row.number, _of_csv(row.cells, raw=raw) if plain else _of_jsonl(row.cells)) for row in rows.rows]
    taker = _Taker(collection, told)
    for number, claim in claims:
        getattr(taker, kind)(number, claim)
    taker.settle()
    told.rows = [Row(number, cells) for number, cells in taker.found.values()]
    told.columns = list(dict.fromkeys(key for row in told.rows for key in row.cells))
    told.own = {each: each for each in told.columns}
    return told


def _of_csv(cells: Mapping[str, Value], *, raw: bool) -> Thing:
    """A row of CSV as the object that JSON lines would have, with what it knows of the speaker and the source."""
    text = {key: each if raw else unguard(each) for key, each in cells.items() if isinstance(each, str)}

    def several(key: str) -> list[str]:
        return [each for each in text.get(key, "").split(BETWEEN) if each]

    speaker, party = text.get("speaker", ""), text.get("party", "")
    return {
        **{key: text[key] for key in ("id", "incident", "as", "language", "said", *_SAME, *_MORE) if key in text},
        "speaker": _full({
            "id": speaker,
            "name": text.get("speaker_name"),
            "unnamed": "true" if text.get("unnamed") == "true" else None,
            "party": party if party != speaker else None,
        }),
        "party": _full({"id": party, "name": text.get("party_name")}),
        "via": [{"id": each} for each in several("via")],
        "stance": [
            {"stance": word.value, "question": {"id": question}, "answer": answer}
            for word in POSITIONS
            for question, _, answer in (each.partition("=") for each in several(word.value))
        ],
        "withholds": [{"id": each} for each in several("withholds")],
        "comments": several("comments"),
        "source": _full({"id": text.get("source", ""), **{key: text.get(key) for key in _SOURCE}}),
        "also_in": [{"id": each} for each in several("also_in")],
    }  # fmt: skip


def _of_jsonl(cells: Mapping[str, Any]) -> Thing:
    """A line of JSON lines, with the ids that hold inside the incident."""
    incident = cells.get("incident")
    home = incident.get("id", "") if isinstance(incident, dict) else str(incident or "")
    lists = {key: cells.get(key) or [] for key in ("via", "stance", "withholds", "comments", "also_in")}
    return {**cells, **lists, "incident": home, "id": str(cells.get("id", "")).removeprefix(f"{home}/")}


class _Taker:
    """Takes the records of one kind out of claims; what stands in several is one."""

    def __init__(self, collection: Collection, told: Rows) -> None:
        self.collection = collection
        self.told = told
        self.found: dict[tuple[str, str], tuple[int, Thing]] = {}
        self.short: set[tuple[str, str]] = set()

    def put(self, row: int, home: str, record: Thing, lacks: str = "") -> Thing:
        """A record under its id; one that says more goes before one that says less. `lacks` is what it should have."""
        key = (home, str(record.get("id", "")))
        if lacks and lacks not in record:
            record = {**record, lacks: record.get("id", "")}
            if key in self.found:
                return self.found[key][1]
            self.remark(row, f"the file does not say the `{lacks}` of `{key[1]}`", "its id stands in the place of it")
        elif key in self.found:
            before = self.found[key][1]
            if before.get(lacks) == key[1] != record.get(lacks):
                before[lacks] = record[lacks]
                self.told.remarks = [each for each in self.told.remarks if f"of `{key[1]}`" not in each.message]
            for name, value in record.items():
                before.setdefault(name, value)
            return before
        self.found[key] = (row, {**({"incident": home} if home else {}), **record})
        return self.found[key][1]

    def speakers(self, row: int, claim: Thing) -> None:
        """Who speaks, and who relays."""
        for each in (claim["speaker"], *claim["via"]):
            self.put(row, "", dict(each), "name")
        found, party = self.found.get(("", claim["speaker"]["id"])), claim["speaker"].get("party")
        if found and party and found[1].get("party") != party:
            message = f"`{claim['speaker']['id']}` speaks for `{party}` here"
            self.remark(row, message, "its first party is taken, and claims keep theirs")

    def parties(self, row: int, claim: Thing) -> None:
        """For whom they speak."""
        if claim["party"]["id"] == claim["speaker"].get("party") or claim["party"]["id"] != claim["speaker"]["id"]:
            self.put(row, "", dict(claim["party"]), "name")

    def sources(self, row: int, claim: Thing) -> None:
        """Where it was read."""
        for each in (claim["source"], *claim["also_in"]):
            self.put(row, claim["incident"], dict(each), "publisher")

    def questions(self, row: int, claim: Thing) -> None:
        """What it bears on, with the answers that somebody takes."""
        for taken in claim["stance"]:
            question = self.question(row, claim["incident"], taken["question"])
            if question.get("kind", "choice") == "choice":
                answers = question.setdefault("answers", {})
                answers.setdefault(taken["answer"], taken.get("answer_text") or taken["answer"])
        for each in claim["withholds"]:
            self.question(row, claim["incident"], each)

    def question(self, row: int, home: str, told: Thing) -> Thing:
        """A question that a claim tells of; a theme that is not there cannot be its own."""
        theme = told.get("theme")
        known = theme in self.collection.themes
        usual = {"kind": "choice", "exclusive": "true", "changes": "false", "theme": theme if not known else None}
        made = self.put(row, home, {key: each for key, each in told.items() if each != usual.get(key)}, "ask")
        if theme and not known:
            self.remark(row, f"there is no theme `{theme}`", "the questions come without it")
        return made

    def derive(self, row: int, home: str, record: Thing) -> None:
        """Leave out what a source derives from where nobody tells of it."""
        incident = self.collection.incidents.get(home)
        for each in list(record.get("derived_from", ())):
            _, sign, name = each.rpartition(":")
            there = (home, name) in self.found or (incident is not None and name in incident.sources)
            if not (name in self.collection.speakers if sign else there):
                record["derived_from"] = [other for other in record["derived_from"] if other != each]
                self.remark(row, f"the file does not tell of `{each}`", "the source comes without it")

    def remark(self, row: int, message: str, hint: str) -> None:
        """Note what is not as it was, once."""
        if not any(each.message == message for each in self.told.remarks):
            self.told.remarks.append(Trouble(row, None, message, hint))

    def claims(self, row: int, claim: Thing) -> None:
        """The claim itself, as the export has it."""
        record: Thing = {"speaker": claim["speaker"]["id"], "source": claim["source"]["id"]}
        record |= {key: claim[key] for key in ("id", "as", "said", "language", *_SAME, *_MORE) if claim.get(key)}
        record |= {key: [each["id"] for each in claim[key]] for key in ("via", "also_in") if claim[key]}
        record |= {"party": claim["party"]["id"], "stance": _stance(claim)}
        self.put(row, claim["incident"], record)

    def settle(self) -> None:
        """Leave out what need not be said: what follows from speakers, sources and claims, or what nobody tells of."""
        whole = {key: dict(record) for key, (_, record) in self.found.items()}
        for key, (row, record) in self.found.items():
            self.derive(row, key[0], record)
            if "speaker" in record:
                self.shorten(key, whole)

    def shorten(self, key: tuple[str, str], whole: Mapping[tuple[str, str], Thing]) -> Thing:
        """A claim without what follows from its speaker and its source; from a claim that it restates it takes over."""
        row, record = self.found[key]
        if key in self.short:
            return record
        self.short.add(key)
        other = (key[0], record.get("restates", ""))
        if other not in whole:
            for name in self.usual(record, key[0]):
                del record[name]
            return record
        before = self.shorten(other, whole)
        spare = _taken_over(record, whole[other])
        if "language" not in spare and "language" in self.usual(record, key[0]):
            del record["language"]
        for name in spare:
            if name in before:
                record[name] = before[name]
            else:
                del record[name]
        self.told.spare[row] = frozenset(spare)
        return record

    def usual(self, record: Thing, home: str) -> list[str]:
        """What a claim says just as its speaker and its source do."""
        incident = self.collection.incidents.get(home)
        speaker = self.collection.speakers.get(record["speaker"])
        named = (record["source"], *record.get("also_in", ()))
        sources = [incident.sources.get(each) for each in named] if incident else []
        known = {
            "party": (speaker.party if speaker else None) or record["speaker"],
            "as": speaker.role if speaker else None,
            "language": sources[0].language if sources and sources[0] else None,
            "said": _printed(each.published for each in sources if each),
        }
        return [key for key, value in known.items() if key in record and record[key] == value]


def _taken_over(record: Thing, before: Thing) -> list[str]:
    """What a claim says just as the claim does that it restates, from which it would take it over."""
    keys = [*inherited_keys(TakenOver.ALONE)]
    if all(record.get(key) == before.get(key) for key in ("quote", "text")):
        keys += inherited_keys(TakenOver.WITH_WORDS)
    return [key for key in keys if key in record and record[key] == before.get(key)]


def _printed(days: Iterable[When | None]) -> str | None:
    """The day that a claim has which says none: the first certain one of its sources."""
    return min((each.text for each in days if each is not None and _DAY.fullmatch(each.text)), default=None)


def _stance(claim: Thing) -> Thing:
    """What the words do, in the form of the files."""
    found: Thing = {}
    for taken in claim["stance"]:
        about = found.setdefault(taken["stance"], {})
        question, answer = taken["question"]["id"], taken["answer"]
        before = about.get(question)
        about[question] = answer if before is None else [*(before if isinstance(before, list) else [before]), answer]
    if claim["withholds"]:
        found["withholds"] = [each["id"] for each in claim["withholds"]]
    if claim["comments"]:
        found["comments"] = list(claim["comments"])
    return found


def _full(thing: Mapping[str, str | None]) -> Thing:
    return {key: each for key, each in thing.items() if each}
