"""One attributed assertion: a speaker takes a stance on answers, in certain words, on a date, in a source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Annotated, ClassVar, NamedTuple

from claimcheck.model.fields import Field, Fits, Least, Prepared
from claimcheck.model.keys import EditedAs, Holds, Key, Public, Shown, Sort, TakenOver, declared
from claimcheck.model.record import Flag, Id, Ids, Record, Words, as_tuple
from claimcheck.model.sensitivity import Sensitivity
from claimcheck.model.source import LANGUAGE_FORM, LanguageTag
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


Answer = Annotated[str, Fits(least=1, most=200)]
_Taken = Annotated[
    dict[
        Id,
        Annotated[
            tuple[Answer, ...],
            Least(1),  # a question alone says nothing, and would be lost in silence
            Prepared(as_tuple, Answer | Annotated[list[Answer], Least(1)]),
        ],
    ],
    Key(Holds.ANSWERS, Public.OPEN, refers=(Sort.QUESTION,)),
]
Reference = Annotated[str, Fits(r"^(claim:|question:)?[a-z0-9]+(-[a-z0-9]+)*$", most=90)]


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
    withholds: Annotated[Ids, Key(Holds.ID, Public.OPEN, refers=(Sort.QUESTION,), ordered=False)] = Field(
        default=(), description="Questions on which the speaker declines to take a position."
    )
    comments: Annotated[
        tuple[Reference, ...],
        Prepared(as_tuple, Reference | list[Reference]),
        Key(
            Holds.ID,
            Public.RENAMED,
            refers=(Sort.QUESTION, Sort.CLAIM),
            ordered=False,
            form="the id of a question or a claim",
        ),
    ] = Field(default=(), description="Questions or claims that the words bear on without taking a position.")

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


@cache
def _does_nothing() -> Stances:
    """The stances of words that do nothing; made once, for it is asked for whenever a claim is written out."""
    return Stances()


def _nothing() -> Stances:
    return _does_nothing().model_copy()


Fingerprint = Annotated[str, Fits(r"^[0-9a-f]{16}$")]


_ALONE, _WORDS = TakenOver.ALONE, TakenOver.WITH_WORDS
_AROUND = Key(Holds.PASSAGE, Public.VERBATIM, EditedAs.REWORDED, shown=Shown.EXPORTS)


def _refers(edit: EditedAs, sort: Sort, public: Public, taken_over: TakenOver | None = None) -> Key:
    return Key(Holds.ID, public, edit, (sort,), taken_over=taken_over)


class Claim(Record):
    """One attributed assertion."""

    id: Annotated[Id, Key(Holds.ID, Public.RENAMED, edit=None, refers=(Sort.CLAIM,))] = Field(
        description="Name of the claim, unique in its incident."
    )
    speaker: Annotated[Id, _refers(EditedAs.REATTRIBUTED, Sort.SPEAKER, Public.FALLS, _ALONE)] = Field(
        description="Who asserts: an id of `speakers.yaml`."
    )
    as_: Annotated[
        Words | None,
        Key(
            Holds.NAME,
            Public.DESCRIPTION,
            EditedAs.REATTRIBUTED,
            taken_over=_ALONE,
            ask="as (how the speaker was described then; may be empty)",
        ),
    ] = Field(default=None, alias="as", description="How the speaker was described then.")
    party: Annotated[Id | None, _refers(EditedAs.REATTRIBUTED, Sort.PARTY, Public.FALLS, _ALONE)] = Field(
        default=None, description="Whom the speaker spoke for, where it differs from the speaker's party."
    )
    via: Annotated[Ids, _refers(EditedAs.REATTRIBUTED, Sort.SPEAKER, Public.FALLS, _ALONE)] = Field(
        default=(), description="Speakers who relayed the words inside the text, nearest to the speaker first."
    )
    stance: Annotated[Stances, Key(Holds.RECORDS, Public.PARTS, EditedAs.RESTANCED, taken_over=_ALONE)] = Field(
        default_factory=_nothing, description="What the words do to answers of questions."
    )
    condition: Annotated[Words | None, Key(Holds.WORDS, Public.REPLACED, EditedAs.RESTANCED, taken_over=_ALONE)] = (
        Field(default=None, description="The condition under which it is said to hold; it never clashes.")
    )
    said: Annotated[Date | None, Key(Holds.DATE, Public.OPEN, EditedAs.REDATED, taken_over=_ALONE)] = Field(
        default=None,
        description="When it was said (EDTF); left out, the certain day on which its first source was published.",
    )
    holds_on: Annotated[Date | None, Key(Holds.DATE, Public.OPEN, EditedAs.REDATED, taken_over=_ALONE)] = Field(
        default=None, description="The day on which a changing fact is said to hold; default `said`."
    )
    source: Annotated[Id, _refers(EditedAs.RESOURCED, Sort.SOURCE, Public.FALLS)] = Field(
        description="Where it was read: an id of this incident's sources."
    )
    also_in: Annotated[Ids, Key(Holds.ID, Public.RENAMED, EditedAs.RESOURCED, refers=(Sort.SOURCE,), ordered=False)] = (
        Field(default=(), description="Further sources of this incident that print the same words.")
    )
    locator: Annotated[Words | None, Key(Holds.PASSAGE, Public.VERBATIM, EditedAs.RESOURCED)] = Field(
        default=None, description="Where in the source: a page, a minute."
    )
    quote: Annotated[Words | None, Key(Holds.WORDS, Public.DECIDES, EditedAs.REWORDED, taken_over=_WORDS)] = Field(
        default=None, description="The words, verbatim, 30 words at most."
    )
    prefix: Annotated[Words | None, _AROUND] = Field(
        default=None, description="What stands just before the quote, where that is not unique."
    )
    suffix: Annotated[Words | None, _AROUND] = Field(
        default=None, description="What stands just after the quote, where that is not unique."
    )
    language: Annotated[
        LanguageTag | None, Key(Holds.CODE, Public.OPEN, EditedAs.REWORDED, taken_over=_WORDS, form=LANGUAGE_FORM)
    ] = Field(default=None, description="Language of the quote (BCP 47); default the source's.")
    translation: Annotated[Words | None, Key(Holds.WORDS, Public.DECIDES, EditedAs.REWORDED, taken_over=_WORDS)] = (
        Field(default=None, description="The quote in the language of the collection.")
    )
    text: Annotated[Words | None, Key(Holds.WORDS, Public.REPLACED, EditedAs.REWORDED, taken_over=_WORDS)] = Field(
        default=None, description="A paraphrase, where there is no quote."
    )
    unrelated_terms: Annotated[
        Ids, Key(Holds.ID, Public.RENAMED, EditedAs.ANNOTATED, ordered=False, shown=Shown.NOWHERE)
    ] = Field(
        default=(),
        description="Terms that stand in the quote but are about something else there; `wording` leaves them out.",
    )
    restates: Annotated[Id | None, _refers(EditedAs.RELINKED, Sort.CLAIM, Public.RENAMED)] = Field(
        default=None, description="The claim that this one gives in other words: the same utterance."
    )
    replaces: Annotated[Id | None, _refers(EditedAs.RELINKED, Sort.CLAIM, Public.RENAMED)] = Field(
        default=None, description="The earlier claim that this one takes back or corrects."
    )
    sensitivity: Annotated[Sensitivity, Key(Holds.CODE, Public.OPEN, EditedAs.RECLASSIFIED, shown=Shown.NOWHERE)] = (
        Field(default=Sensitivity.PUBLIC, description="public (default), internal or restricted; see `--public`.")
    )
    note: Annotated[Words | None, Key(Holds.REMARK, Public.REMARK, EditedAs.ANNOTATED, ask="note (may be empty)")] = (
        Field(default=None, description="A remark for readers of the file.")
    )
    reviewed: Annotated[
        Fingerprint | None,
        Key(
            Holds.CODE,
            Public.WITHHELD,
            EditedAs.ANNOTATED,
            shown=Shown.NOWHERE,
            form="what `claimcheck review` writes: 16 hexadecimal digits",
        ),
    ] = Field(default=None, description="Fingerprint of what somebody reviewed; `claimcheck review` writes it.")
    draft: Annotated[Flag, Key(Holds.FLAG, Public.OPEN, edit=None, shown=Shown.NOWHERE)] = Field(
        default=False, description="True for a claim still to be judged; it appears in no view."
    )

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


def inherited_keys(how: TakenOver) -> tuple[str, ...]:
    """The keys that a claim which restates another takes over in some way, where it leaves them out."""
    return tuple(each.name for each in declared(Claim) if each.key.taken_over is how)
