"""One attributed assertion: a speaker takes a stance on answers, in certain words, on a date, in a source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple

from pydantic import BeforeValidator, Field

from claimcheck.model.record import Flag, Id, Ids, Record, Words, as_tuple
from claimcheck.model.sensitivity import Sensitivity
from claimcheck.model.source import LanguageTag
from claimcheck.model.stance import POSITIONS, Polarity, Stance
from claimcheck.model.values import Date

_POSITION_KEYS = tuple((stance.value, stance) for stance in POSITIONS)


class Commitment(NamedTuple):
    """What a claim does to one answer of one question."""

    question: str
    answer: str
    stance: Stance

    @property
    def polarity(self) -> Polarity:
        """Affirms or denies; a commitment always has one."""
        return self.stance.polarity or Polarity.AFFIRMS


Answer = Annotated[str, Field(min_length=1, max_length=200)]
_Taken = Annotated[
    dict[Id, Annotated[tuple[Answer, ...], BeforeValidator(as_tuple, json_schema_input_type=Answer | list[Answer])]],
    Field(default_factory=dict),
]
Reference = Annotated[str, Field(pattern=r"^(claim:|question:)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=90)]


class Stances(Record):
    """What the words of one claim do: to which answers of which questions."""

    asserts: _Taken = Field(default_factory=dict, description="Question: the answer that the words assert.")
    implies: _Taken = Field(default_factory=dict, description="Question: the answer that the words presuppose.")
    concedes: _Taken = Field(
        default_factory=dict, description="Question: the answer granted against the speaker's own interest."
    )
    suggests: _Taken = Field(default_factory=dict, description="Question: the answer put forward with a hedge.")
    denies: _Taken = Field(default_factory=dict, description="Question: the answer that the words deny.")
    precludes: _Taken = Field(
        default_factory=dict, description="Question: the answer that the words presuppose to be false."
    )
    doubts: _Taken = Field(default_factory=dict, description="Question: the answer that the words call doubtful.")
    withholds: Ids = Field((), description="Questions on which the speaker declines to take a position.")
    comments: Annotated[
        tuple[Reference, ...], BeforeValidator(as_tuple, json_schema_input_type=Reference | list[Reference])
    ] = Field((), description="Questions or claims that the words bear on without taking a position.")

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """Every answer that the words affirm or deny, in the order of the stances."""
        values = self.__dict__
        return tuple(
            Commitment(question, answer, stance)
            for key, stance in _POSITION_KEYS
            for question, answers in values[key].items()
            for answer in answers
        )

    @cached_property
    def questions(self) -> frozenset[str]:
        """Every question that the words bear on, with a position or without; of comments also ids of claims."""
        bearing = {commitment.question for commitment in self.commitments}
        comments = {each.removeprefix("question:") for each in self.comments if not each.startswith("claim:")}
        return frozenset(bearing | set(self.withholds) | comments)

    def taken(self, stance: Stance) -> dict[str, tuple[str, ...]]:
        """The answers that the words take this stance on, by question."""
        answers: dict[str, tuple[str, ...]] = getattr(self, stance.value)
        return answers

    def __bool__(self) -> bool:
        """Whether the words do anything at all."""
        return bool(self.commitments or self.withholds or self.comments)


Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Claim(Record):
    """One attributed assertion."""

    id: Id = Field(description="Name of the claim, unique in its incident.")
    speaker: Id = Field(description="Who asserts: an id of `speakers.yaml`.")
    as_: Words | None = Field(None, alias="as", description="How the speaker was described then.")
    party: Id | None = Field(None, description="Whom the speaker spoke for, where it differs from the speaker's party.")
    via: Ids = Field((), description="Speakers who relayed the words inside the text, nearest to the speaker first.")
    stance: Stances = Field(
        default_factory=Stances.model_construct, description="What the words do to answers of questions."
    )
    condition: Words | None = Field(None, description="The condition under which it is said to hold; it never clashes.")
    said: Date | None = Field(
        None,
        description="When it was said (EDTF); left out, the certain day on which its first source was published.",
    )
    holds_on: Date | None = Field(None, description="The day on which a changing fact is said to hold; default `said`.")
    source: Id = Field(description="Where it was read: an id of this incident's sources.")
    also_in: Ids = Field((), description="Further sources of this incident that print the same words.")
    locator: Words | None = Field(None, description="Where in the source: a page, a minute.")
    quote: Words | None = Field(None, description="The words, verbatim, 30 words at most.")
    prefix: Words | None = Field(None, description="What stands just before the quote, where that is not unique.")
    suffix: Words | None = Field(None, description="What stands just after the quote, where that is not unique.")
    language: LanguageTag | None = Field(None, description="Language of the quote (BCP 47); default the source's.")
    translation: Words | None = Field(None, description="The quote in the language of the collection.")
    text: Words | None = Field(None, description="A paraphrase, where there is no quote.")
    unrelated_terms: Ids = Field(
        (), description="Terms that stand in the quote but are about something else there; `wording` leaves them out."
    )
    restates: Id | None = Field(None, description="The claim that this one gives in other words: the same utterance.")
    replaces: Id | None = Field(None, description="The earlier claim that this one takes back or corrects.")
    sensitivity: Sensitivity = Field(
        default=Sensitivity.PUBLIC, description="public (default), internal or restricted; see `--public`."
    )
    note: Words | None = Field(None, description="A remark for readers of the file.")
    reviewed: Fingerprint | None = Field(
        None, description="Fingerprint of what somebody reviewed; `claimcheck review` writes it."
    )
    draft: Flag = Field(default=False, description="True for a claim still to be judged; it appears in no view.")

    _incident: ClassVar[str] = ""
    _inherited: ClassVar[frozenset[str]] = frozenset()

    @property
    def incident(self) -> str:
        """The incident that it belongs to."""
        return self._incident

    @property
    def inherited(self) -> frozenset[str]:
        """The keys that it did not write but took over from the claim that it restates."""
        return self._inherited

    def belongs(self, incident: str, inherited: frozenset[str] = frozenset()) -> None:
        """Note the incident that it belongs to; called once, by the store."""
        self.__dict__.update(_incident=incident, _inherited=inherited)

    @property
    def full_id(self) -> str:
        """Its id outside its file."""
        return f"{self._incident}/{self.id}"

    @property
    def words(self) -> str:
        """The quote or, without one, the paraphrase."""
        return self.quote or self.text or ""

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source that prints it, the one it was read in first."""
        return (self.source, *self.also_in)

    def on(self, question: str) -> Iterator[Commitment]:
        """What it does to the answers of one question."""
        return (commitment for commitment in self.stance.commitments if commitment.question == question)


INHERITED = ("speaker", "as", "party", "via", "stance", "condition", "said", "holds_on")
"""What a claim that restates another takes over where it leaves it out."""
INHERITED_WORDS = ("quote", "language", "translation", "text")
"""Taken over together, and only by a claim that has no words of its own."""
