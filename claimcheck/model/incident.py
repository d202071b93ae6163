"""One contested event: its questions, its loaded terms, its sources and its claims."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from claimcheck.model.amount import Amount
from claimcheck.model.claim import Claim
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


Answers = Annotated[dict[Id, Words], OrEmpty, Key(Holds.REMARK, Public.REPLACED)]


class Theme(Named):
    """A question that recurs across incidents, with the answers that it may have."""

    ask: Annotated[Words, Key(Holds.REMARK, Public.REPLACED)] = Field(description="The question, in neutral words.")
    answers: Answers = Field(default_factory=dict, description="Answer id: the answer, in neutral words.")
    note: Note = Field(None, description="A remark for readers of the file.")


class Question(Named):
    """Something that the accounts disagree, or agree, about."""

    ask: Annotated[Words, Key(Holds.REMARK, Public.REPLACED, ask="question, in neutral words")] = Field(
        description="The question, in neutral words."
    )
    kind: Annotated[Kind, Key(Holds.CODE, Public.OPEN)] = Field(
        default=Kind.CHOICE, description="choice (default), date or number."
    )
    unit: Annotated[Words | None, Key(Holds.NAME, Public.REPLACED)] = Field(
        None, description="Unit of a number, such as years."
    )
    theme: Annotated[Id | None, Key(Holds.ID, Public.RENAMED, refers=(Sort.THEME,))] = Field(
        None, description="The theme that it asks; its answer ids are then the theme's, or a subset."
    )
    exclusive: Annotated[Flag, Key(Holds.FLAG, Public.OPEN)] = Field(
        default=True, description="False if several answers can hold together."
    )
    changes: Annotated[
        Changes,
        BeforeValidator(_changes),
        Key(Holds.FLAG, Public.OPEN),
        WithJsonSchema({"enum": ["forward", "true", "false", True, False]}),
    ] = Field(
        default=Changes.NO,
        description="true if the fact itself changes with time; forward if through the listed stages.",
    )
    answers: Answers = Field(
        default_factory=dict, description="Answer id: the answer, in neutral words that name the actor."
    )
    note: Note = Field(None, description="A remark for readers of the file.")

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
            return self.answers.get(answer, answer)
        return f"{answer} {self.unit}" if self.unit else answer

    def stage(self, answer: str) -> int:
        """The place of an answer in the listed order, from 0."""
        return list(self.answers).index(answer)


Form = Annotated[str, StringConstraints(pattern=r"^[^*]*[^*\s][^*]*\*?$", max_length=80)]
"""A form of a term: whole words, or a stem closed by `*`."""
Terms = Annotated[
    dict[Id, Annotated[tuple[Form, ...], BeforeValidator(as_tuple, json_schema_input_type=Form | list[Form])]], OrEmpty
]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Countries = Annotated[tuple[Country, ...], BeforeValidator(as_tuple, json_schema_input_type=Country | list[Country])]


MOST_CLAIMS = 50_000
"""Of one incident: no file holds more that say anything, and of those that say nothing each would be told."""


def _claims(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list) and len(value) > MOST_CLAIMS:
        raise ValueError(f"more than {MOST_CLAIMS:,} claims in one incident")
    return () if value == "" else value


_PARTS = Key(Holds.RECORDS, Public.PARTS)


class Incident(Named):
    """One contested event: one file in `claims/incidents/`."""

    title: Annotated[Words, Key(Holds.REMARK, Public.REPLACED)] = Field(description="Neutral title of the incident.")
    date: Annotated[Date | None, Key(Holds.DATE, Public.OPEN)] = Field(
        None, description="When it happened (EDTF), as uncertain as it is."
    )
    place: Annotated[Words | None, Key(Holds.NAME, Public.REMARK)] = Field(None, description="Where it happened.")
    countries: Annotated[
        Countries, Key(Holds.CODE, Public.OPEN, ordered=False, form="two capital letters such as GE")
    ] = Field((), description="ISO 3166-1 alpha-2 codes of the countries concerned, such as GE.")
    disputants: Annotated[Ids, Key(Holds.ID, Public.RENAMED, refers=(Sort.PARTY,))] = Field(
        (), description="The parties between whom it is contested, in the order of the columns."
    )
    summary: Annotated[Words | None, Key(Holds.REMARK, Public.REMARK)] = Field(
        None, description="What happened, in the curator's neutral words."
    )
    note: Note = Field(None, description="A remark for readers of the file.")
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
    claims: Annotated[tuple[Claim, ...], BeforeValidator(_claims), _PARTS] = Field(
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
        records = (self, *self.questions.values(), *self.sources.values(), *self.claims)
        found: set[tuple[str, str]] = set()
        for sort in (Sort.PARTY, Sort.SPEAKER, Sort.THEME):
            found.update((sort.value, each) for record in records for each in referred(record, sort))
        return frozenset(found | {("speaker", each) for kind, each in found if kind == "party"})

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
        """Claim: the first claim of the utterance that it belongs to; claims that restate one another share one."""
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
        """The same incident with some of its claims, which were said when they were said among all of them."""
        copy = self.with_only(claims)
        copy.__dict__["whole"] = self.whole  # without an underscore: publication forgets it with all that follows
        return copy

    def with_only(self, claims: tuple[Claim, ...]) -> Incident:
        """The same incident as if it had never had other claims: nothing follows from one that is not among them."""
        copy = self.model_copy(update={"claims": claims})
        for remembered in ("all_words", "by_id", "standing", "utterances", "whole"):
            copy.__dict__.pop(remembered, None)
        return copy

    @property
    def whole(self) -> Incident:
        """The incident that this one shows some claims of; itself if it shows all."""
        found: Incident = self.__dict__.get("whole", self)
        return found

    def day(self, claim: Claim) -> When | None:
        """When a claim was said: as written, else the day its source was published if that is one certain day.

        A claim that restates another is the same utterance: it was said when the other was, whether or not the other
        is among the claims that are shown.
        """
        if claim.said is None and claim.restates is not None:  # else the store has handed it on
            claim = self.whole.by_id.get(self.whole.utterances.get(claim.id, ""), claim)
        if claim.said is not None:
            return claim.said
        source = self.sources.get(claim.source)
        if source is not None and source.published is not None and source.published.exact:
            return source.published
        return None

    def holds_on(self, claim: Claim) -> When | None:
        """The day on which a claim about a changing fact is said to hold."""
        return claim.holds_on or self.day(claim)

    def language(self, claim: Claim) -> str | None:
        """Language of a claim's words: its own, else its source's."""
        if claim.language or not claim.quote:
            return claim.language
        source = self.sources.get(claim.source)
        return source.language if source else None


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
