"""One contested event: its questions, its loaded terms, its sources and its claims."""

from __future__ import annotations

from collections.abc import Collection as AnyCollection
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar

from claimcheck.model.amount import Amount
from claimcheck.model.claim import Claim
from claimcheck.model.day import out_days
from claimcheck.model.fields import Around, Field, Fits, Prepared, Reader
from claimcheck.model.keys import Holds, Key, Public, Sort, referred
from claimcheck.model.range import Range
from claimcheck.model.record import Flag, Id, Ids, Named, Note, OrEmpty, Record, Words, as_tuple
from claimcheck.model.source import Source
from claimcheck.model.values import Date
from claimcheck.model.when import When


class Kind(StrEnum):
    """What an answer to a question is: a declared choice, a date or a number."""

    CHOICE = "choice"
    DATE = "date"
    NUMBER = "number"


class Changes(StrEnum):
    """Whether the fact itself changes with time: not, in any order, or forward through the listed stages."""

    NO = "false"
    ANYHOW = "true"
    FORWARD = "forward"


def _changes(value: Any) -> Any:  # noqa: ANN401 - a validator sees whatever was written
    return str(value).lower() if isinstance(value, bool) else value


_PARTS = Key(Holds.RECORDS, Public.PARTS)


class Answer(Record):
    """One possible answer to a question, in neutral words, and how it lies to the others."""

    words: Annotated[Words, Key(Holds.REMARK, Public.REPLACED)] = Field(
        alias="is", description="The answer, in neutral words that name the actor."
    )
    within: Annotated[Id | None, Key(Holds.ID, Public.OPEN)] = Field(
        default=None, description="The wider answer of which this is a case: to affirm this one is to affirm that one."
    )
    excludes: Annotated[Ids, Key(Holds.ID, Public.OPEN, ordered=False)] = Field(
        default=(), description="Answers that cannot hold beside this one; then all others can."
    )

    _plain: ClassVar[bool] = False

    @property
    def plain(self) -> bool:
        """Whether its words stand in the file alone, without the key `is`."""
        return self._plain

    def as_json(self, *, exclude: AnyCollection[str] = (), defaults: bool = True) -> Any:  # noqa: ANN401
        """Its words alone where nothing else is said of it."""
        return super().as_json(exclude=exclude, defaults=defaults) if self.within or self.excludes else self.words


def _answer(value: Any, validate: Reader) -> Any:  # noqa: ANN401 - whatever was written
    if not isinstance(value, str):
        return validate(value)
    answer = validate({"is": value})
    answer.__dict__["_plain"] = True
    return answer


Answers = Annotated[dict[Id, Annotated[Answer, Around(_answer, Words | Answer)]], OrEmpty, _PARTS]
ThemeAnswers = Annotated[dict[Id, Words], OrEmpty, Key(Holds.REMARK, Public.REPLACED)]


class Side(Named):
    """Parties that an incident sets together without making them one voice: each keeps its name."""

    name: Annotated[Words, Key(Holds.NAME, Public.REPLACED, ask="name, as it is to be printed")] = Field(
        description="Name as it is printed, such as Russian side."
    )
    parties: Annotated[Ids, Key(Holds.ID, Public.RENAMED, refers=(Sort.PARTY,), ordered=False)] = Field(
        description="The parties of the side, each in this side only."
    )
    note: Note = Field(default=None, description="A remark for readers of the file.")


class Theme(Named):
    """A question that recurs across incidents, with the answers that it may have."""

    ask: Annotated[Words, Key(Holds.REMARK, Public.REPLACED, ask="question, in neutral words")] = Field(
        description="The question, in neutral words."
    )
    answers: ThemeAnswers = Field(default_factory=dict, description="Answer id: the answer, in neutral words.")
    note: Note = Field(default=None, description="A remark for readers of the file.")


class Question(Named):
    """Something that the accounts disagree, or agree, about."""

    ask: Annotated[Words, Key(Holds.REMARK, Public.REPLACED, ask="question, in neutral words")] = Field(
        description="The question, in neutral words."
    )
    kind: Annotated[Kind, Key(Holds.CODE, Public.OPEN)] = Field(
        default=Kind.CHOICE, description="choice (default), date or number."
    )
    unit: Annotated[Words | None, Key(Holds.NAME, Public.REPLACED)] = Field(
        default=None, description="Unit of a number, such as years."
    )
    theme: Annotated[Id | None, Key(Holds.ID, Public.RENAMED, refers=(Sort.THEME,))] = Field(
        default=None,
        description="The theme that it asks; its answers are then the theme's, a subset, or within one of them.",
    )
    exclusive: Annotated[Flag, Key(Holds.FLAG, Public.OPEN)] = Field(
        default=True, description="False if several answers can hold together."
    )
    changes: Annotated[
        Changes,
        Prepared(_changes, schema={"enum": ["forward", "true", "false", True, False]}),
        Key(Holds.FLAG, Public.OPEN),
    ] = Field(
        default=Changes.NO,
        description="true if the fact itself changes with time; forward if through the listed stages.",
    )
    answers: Answers = Field(
        default_factory=dict,
        description="Answer id: the answer, in neutral words that name the actor, or `is`, `within` and `excludes`.",
    )
    note: Note = Field(default=None, description="A remark for readers of the file.")

    def value(self, answer: str) -> Range | None:
        """The date or number that an answer writes; None on a choice.

        Raises:
            ValueError: the answer is not a value of this question's kind.
        """
        if self.kind is Kind.DATE:
            return When.parse(answer)
        if self.kind is Kind.NUMBER:
            return Amount.parse(answer)
        return None

    def text(self, answer: str) -> str:
        """An answer in words; a value as it was written, with its unit."""
        if self.kind is Kind.CHOICE:
            known = self.answers.get(answer)
            return known.words if known else answer
        return f"{answer} {self.unit}" if self.unit else answer

    @cached_property
    def wider(self) -> dict[str, tuple[str, ...]]:
        """Of each answer, the answers that it lies within, the nearest first."""
        found: dict[str, tuple[str, ...]] = {}
        for start in self.answers:
            chain: list[str] = []
            at = self.answers[start].within
            while at is not None and at in self.answers and at != start and at not in chain:
                chain.append(at)
                at = self.answers[at].within
            found[start] = tuple(chain)
        return found

    def lies_within(self, answer: str, other: str) -> bool:
        """Whether to affirm a declared answer is to affirm another (or that one itself)."""
        return answer == other or other in self.wider.get(answer, ())

    @cached_property
    def separate(self) -> bool:
        """Whether each answer stands by itself: not all of them exclude one another."""
        return not self.exclusive or self._excluded is not None

    @cached_property
    def _excluded(self) -> frozenset[tuple[str, str]] | None:
        """The pairs that exclude each other, both ways round; None where none is named."""
        named = {(one, other) for one, answer in self.answers.items() for other in answer.excludes}
        return frozenset(named | {(other, one) for one, other in named}) if named else None

    def exclude(self, one: str, other: str) -> bool:
        """Whether two declared answers cannot hold together: all where none `excludes`, else the pairs that are named.

        What lies within an answer is excluded with it; narrower and wider never exclude each other.
        """
        if self.lies_within(one, other) or self.lies_within(other, one):
            return False
        named = self._excluded
        if named is None:
            return self.exclusive
        wider = self.wider
        others = (other, *wider.get(other, ()))
        return any((left, right) in named for left in (one, *wider.get(one, ())) for right in others)

    def stage(self, answer: str) -> int:
        """The place of an answer in the listed order, from 0; a narrower one has that of its wider."""
        return self._places[(answer, *self.wider[answer])[-1]]

    def place(self, answer: str) -> int:
        """The place of an answer among those that are declared, from 0; behind them all if it is not."""
        return self._places.get(answer, len(self._places))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {answer: place for place, answer in enumerate(self.answers)}

    @cached_property
    def last_stage(self) -> int:
        """The place of the last stage."""
        return max((self.stage(answer) for answer in self.answers), default=0)

    def theme_answer(self, answer: str, theme: Theme) -> str | None:
        """The answer of a theme as which an answer is compared: itself, or the nearest that it lies within."""
        return next((each for each in (answer, *self.wider.get(answer, ())) if each in theme.answers), None)


TermForm = Annotated[str, Fits(r"^[^*]*[^*\s][^*]*\*?$", most=80)]
"""A form of a term: whole words, or a stem closed by `*`."""
Terms = Annotated[dict[Id, Annotated[tuple[TermForm, ...], Prepared(as_tuple, TermForm | list[TermForm])]], OrEmpty]
Country = Annotated[str, Fits(r"^[A-Z]{2}$")]
Countries = Annotated[tuple[Country, ...], Prepared(as_tuple, Country | list[Country])]


MOST_CLAIMS = 50_000
"""Most claims in one incident. A 5 MB file cannot hold more; empty ones would each be reported."""


def _claims(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list) and len(value) > MOST_CLAIMS:
        raise ValueError(f"more than {MOST_CLAIMS:,} claims in one incident")
    return () if value == "" else value


class Incident(Named):
    """One contested event: one file in `claims/incidents/`."""

    title: Annotated[Words, Key(Holds.REMARK, Public.REPLACED)] = Field(description="Neutral title of the incident.")
    date: Annotated[Date | None, Key(Holds.DATE, Public.OPEN)] = Field(
        default=None, description="When it happened (EDTF), as uncertain as it is."
    )
    place: Annotated[Words | None, Key(Holds.NAME, Public.REMARK)] = Field(
        default=None, description="Where it happened."
    )
    countries: Annotated[
        Countries, Key(Holds.CODE, Public.OPEN, ordered=False, form="two capital letters such as GE")
    ] = Field(default=(), description="ISO 3166-1 alpha-2 codes of the countries concerned, such as GE.")
    disputants: Annotated[Ids, Key(Holds.ID, Public.RENAMED, refers=(Sort.PARTY,))] = Field(
        default=(), description="The parties or sides between whom it is contested, in the order of the columns."
    )
    sides: Annotated[dict[Id, Side], OrEmpty, _PARTS] = Field(
        default_factory=dict, description="Side id: parties that are set together without being one voice."
    )
    summary: Annotated[Words | None, Key(Holds.REMARK, Public.REMARK)] = Field(
        default=None, description="What happened, in the curator's neutral words."
    )
    note: Note = Field(default=None, description="A remark for readers of the file.")
    questions: Annotated[dict[Id, Question], OrEmpty, _PARTS] = Field(description="Question id: the question.")
    terms: Annotated[
        dict[Id, Terms],
        OrEmpty,
        Key(Holds.NAME, Public.PARTS, form="a form such as kidnap* or fled, with `*` at the end only"),
    ] = Field(
        default_factory=dict, description="Group: rival words for one thing, each with its forms; * closes a stem."
    )
    sources: Annotated[dict[Id, Source], OrEmpty, _PARTS] = Field(
        default_factory=dict, description="Source id: the source."
    )
    claims: Annotated[tuple[Claim, ...], Prepared(_claims), _PARTS] = Field(
        description="The claims, in the curator's order."
    )

    _unread: ClassVar[frozenset[str]] = frozenset()

    @property
    def unread(self) -> frozenset[str]:
        """Ids of claims, questions and sources that stand in the file but could not be read.

        `questions/` and the like stand for a whole section that could not be read.
        """
        return self._unread

    def lost(self, section: str, word: str) -> bool:
        """Whether an id of a section may stand in the file and just could not be read, which is an error of its own."""
        return word in self._unread or f"{section}/" in self._unread

    def lacking(self, unread: frozenset[str]) -> None:
        """Note what could not be read; called once, by the store."""
        self.__dict__["_unread"] = unread

    @property
    def mentions(self) -> frozenset[tuple[str, str]]:
        """The shared things that it refers to, each as its kind and its id."""
        return self.mentioned_by(mentioned(each) for each in self.claims)

    def mentioned_by(self, claims: Iterable[frozenset[tuple[str, str]]]) -> frozenset[tuple[str, str]]:
        """The shared things that it refers to, given what each claim does (`mentioned`)."""
        records = (self, *self.sides.values(), *self.questions.values(), *self.sources.values())
        found = frozenset().union(*(mentioned(each) for each in records), *claims)
        found -= {("party", each) for each in self.sides}
        return frozenset(found | {("speaker", each) for kind, each in found if kind == "party"})

    @property
    def contesting(self) -> tuple[str, ...]:
        """The parties and sides between whom it is contested, each once; every side is one of them."""
        return tuple(dict.fromkeys((*self.disputants, *self.sides)))

    @cached_property
    def sides_of(self) -> dict[str, str]:
        """Party: the side that it belongs to."""
        return {party: side for side, each in reversed(self.sides.items()) for party in each.parties}

    @cached_property
    def all_words(self) -> str:
        """Every text in it, one behind another: what is not in here need not be looked for in each."""
        found = [each for claim in self.claims for each in vars(claim).values() if type(each) is str]
        _gather((each for each in self.written if each is not self.claims), found)
        return " ".join(found)

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def standing(self) -> tuple[Claim, ...]:
        """The claims that views may show: all but drafts."""
        return tuple(claim for claim in self.claims if not claim.draft)

    @cached_property
    def utterances(self) -> dict[str, str]:
        """Claim: the first claim of the utterance that it belongs to; claims that restate one another share one.

        They do whether or not all of them are among the claims that are shown.
        """
        if self.whole is not self:
            return self.whole.utterances
        first: dict[str, str] = {}
        for claim in self.claims:
            chain: dict[str, None] = {}
            at: str | None = claim.id
            while at is not None and at in self.by_id and at not in first and at not in chain:
                chain[at] = None
                at = self.by_id[at].restates
            if chain:
                root = first[at] if at in first else next(reversed(chain))
                first |= dict.fromkeys(chain, root)
        return first

    def with_claims(self, claims: tuple[Claim, ...]) -> Incident:
        """A copy with fewer claims; days are still derived from the full incident."""
        copy = self.with_only(claims)
        copy.__dict__["whole"] = self.whole  # without an underscore: publication forgets it with all that follows
        return copy

    def with_only(self, claims: tuple[Claim, ...]) -> Incident:
        """The same incident as if it had never had other claims: nothing follows from one that is not among them."""
        copy = self.model_copy(update={"claims": claims})
        for remembered in (
            "all_words",
            "by_id",
            "out_by",
            "printed_in",
            "said",
            "standing",
            "utterances",
            "whole",
            "days",
            "replacing",
            "worked_out",
        ):
            copy.__dict__.pop(remembered, None)
        return copy

    @property
    def whole(self) -> Incident:
        """The incident that this one shows some claims of; itself if it shows all."""
        found: Incident = self.__dict__.get("whole", self)
        return found

    def day(self, claim: Claim) -> When | None:
        """The best guess at when a claim was said; `reasoning.days` has what bounds it.

        As written; else the day on which its source was published, if that is one certain day, or an earlier such day
        of another. A claim that restates another is the same utterance: it was said when the other was, whether or not
        the other is among the claims that are shown.
        """
        return self.whole.said.get(self.whole.utterances.get(claim.id, claim.id))

    @cached_property
    def out(self) -> dict[str, int]:
        """Of each source, the day number by which it was out, where that is known."""
        return out_days(self.sources)

    @property
    def _counted(self) -> tuple[Claim, ...]:
        """The claims that tell the day of an utterance: drafts do not, but of what nobody else says."""
        live = {self.utterances[claim.id] for claim in self.standing}
        return tuple(claim for claim in self.claims if not claim.draft or self.utterances[claim.id] not in live)

    @cached_property
    def printed_in(self) -> dict[str, list[str]]:
        """Of each utterance, by its first claim, the sources of all claims that give it."""
        found: dict[str, list[str]] = {}
        for claim in self._counted:
            found.setdefault(self.utterances[claim.id], []).extend(claim.sources)
        return found

    @cached_property
    def out_by(self) -> dict[str, int]:
        """Of each utterance, by its first claim, the day number by which one of its sources was out."""
        out, printed = self.out, self.printed_in
        days = {first: [out[each] for each in names if each in out] for first, names in printed.items()}
        return {first: min(found) for first, found in days.items() if found}

    @cached_property
    def said(self) -> dict[str, When]:
        """Of each utterance, by its first claim, the best guess at its day, where there is one.

        Of several days that were written the earliest counts; one after the words were out is the day of a retelling.
        """
        written: dict[str, list[When]] = {}
        owns: dict[str, Claim] = {}
        for claim in self._counted:
            first = self.utterances[claim.id]
            if claim.id == first or first not in owns:
                owns[first] = claim
            if claim.said is not None:
                written.setdefault(first, []).append(claim.said)
        found: dict[str, When] = {}
        for first, names in self.printed_in.items():
            days, own, out = written.get(first, []), owns[first], self.out_by.get(first)
            there = [each for each in days if each.qualified or not _after(each.low, out)] or days
            published = self._first_published(own.source, names) if own.said is None else None
            if published is not None and not _after(published.low, out):
                there = [published, *there]
            if there:
                found[first] = min(there, key=_earliest_first)
        return found

    def _first_published(self, own: str, names: Iterable[str]) -> When | None:
        """The earliest certain day on which one of some sources came out, if the source of the words did not before."""
        days = [self.sources[each].published for each in names if each in self.sources]
        certain = [each for each in days if each is not None and each.exact]
        first = min(certain, key=lambda day: day.sort_key, default=None)
        mine = self.sources[own].published if own in self.sources else None
        if first is None or mine is None or not (mine.exact or first.surely_before(mine)):
            return None
        return first

    def holds_on(self, claim: Claim) -> When | None:
        """The day on which a claim about a changing fact is said to hold."""
        return claim.holds_on or self.day(claim)

    def language(self, claim: Claim) -> str | None:
        """Language of a claim's words: its own, else its source's."""
        if claim.language or not claim.quote:
            return claim.language
        source = self.sources.get(claim.source)
        return source.language if source else None


def mentioned(record: Record) -> frozenset[tuple[str, str]]:
    """The shared things that a record itself refers to, each as its kind and its id."""
    sorts = (Sort.PARTY, Sort.SPEAKER, Sort.THEME)
    return frozenset((sort.value, each) for sort in sorts for each in referred(record, sort))


def _earliest_first(day: When) -> tuple[int, int]:
    return (day.low or 0, day.high if day.high is not None else date.max.toordinal())


def _after(day: int | None, other: int | None) -> bool:
    return day is not None and other is not None and day > other


def _gather(values: Iterable[Any], found: list[str]) -> None:
    """Add all texts among some values, however deep they lie, to those that have been found."""
    for each in values:
        kind = type(each)
        if kind is str:
            found.append(each)
        elif not each or kind is When:
            continue
        elif kind is tuple:
            _gather(each, found)
        elif kind is dict:
            _gather(each.values(), found)
        elif isinstance(each, Record):
            _gather(vars(each).values(), found)  # with its place and its id, which do no harm
