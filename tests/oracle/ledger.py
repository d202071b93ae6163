"""The files, read into plain records: who says what to which answers, on which days, and what was taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.oracle.values import ANY_DAY, EVER, Span, day, number

AFFIRMS, DENIES = "affirms", "denies"
PLAINEST_FIRST = ("asserts", "denies", "concedes", "suggests", "doubts", "implies", "precludes")
POLARITY = {
    "asserts": AFFIRMS,
    "implies": AFFIRMS,
    "concedes": AFFIRMS,
    "suggests": AFFIRMS,
    "denies": DENIES,
    "precludes": DENIES,
    "doubts": DENIES,
}
HEDGES = ("suggests", "doubts")
INHERITED = ("speaker", "party", "via", "stance", "condition", "said", "holds_on")
_ARCHIVED = re.compile(r"/web/(\d{4})(\d{2})(\d{2})")

Tree = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """An answer as it was written; two are the same by value (`120` is `120.0`), never by spelling."""

    text: str = field(compare=False)
    value: str | Span


@dataclass(frozen=True)
class Position:
    """What a party affirms or denies; apart from that, what others say that it does."""

    party: str
    answer: Answer
    polarity: str
    told_by: str = ""  # the outermost teller of another party


@dataclass(frozen=True)
class Claim:
    """A claim with all that it inherits."""

    id: str
    place: int = field(compare=False)
    speaker: str = field(compare=False)
    party: str = field(compare=False)
    told_by: str = field(compare=False)  # the outermost teller of another party
    utterance: str = field(compare=False)  # the claim that it restates in the end, else itself
    stance: Mapping[str, Any] = field(compare=False)
    condition: str = field(compare=False)
    holds_on: str = field(compare=False)
    sources: tuple[str, ...] = field(compare=False)
    quoted: bool = field(compare=False)
    via: tuple[str, ...] = field(compare=False)
    written: Tree = field(compare=False)


@dataclass(frozen=True)
class Word:
    """What one claim does to one answer of one question."""

    claim: Claim
    question: str
    stance: str
    answer: Answer

    @property
    def polarity(self) -> str:
        return POLARITY[self.stance]

    @property
    def position(self) -> Position:
        return Position(self.claim.party, self.answer, self.polarity, self.claim.told_by)

    @property
    def weak(self) -> bool:
        """Hedged or qualified: in tension with others at most."""
        value = self.answer.value
        return self.stance in HEDGES or (isinstance(value, Span) and value.qualified)


class Ledger:
    """One incident. `seen` are the claims that count, of all that could be read on some day: drafts never do."""

    def __init__(self, incident: Tree, speakers: Tree) -> None:
        self.incident = incident
        self.questions: Tree = incident.get("questions") or {}
        self.sources: Tree = incident.get("sources") or {}
        self.speakers: Tree = speakers.get("speakers") or {}
        self.written = {each["id"]: each for each in incident.get("claims") or [] if each.get("draft") != "true"}
        self.claims = [self._claim(id_, place) for place, id_ in enumerate(self.written)]
        self.seen = {each.id for each in self.claims}
        self._days: dict[str, Span] = {}  # worked out once: all else is worked out each time

    def as_seen(self, ids: set[str]) -> Ledger:
        """The same, of which only some claims count; the days of the words are what they were."""
        other = Ledger.__new__(Ledger)
        other.__dict__.update(self.__dict__)
        other.seen = ids
        return other

    # Who says it

    def _claim(self, id_: str, place: int) -> Claim:
        own = self.written[id_]
        chain = [own]
        while "restates" in chain[-1]:
            chain.append(self.written[chain[-1]["restates"]])
        whole = {key: each[key] for each in reversed(chain) for key in INHERITED if key in each}
        words = next(each for each in chain if "quote" in each or "text" in each)
        party = whole.get("party") or self.party_of(whole["speaker"])
        via = tuple(listed(whole.get("via")))
        return Claim(
            id=id_,
            place=place,
            speaker=whole["speaker"],
            party=party,
            told_by=next((each for each in reversed(via) if self.party_of(each) != party), ""),
            utterance=chain[-1]["id"],
            stance=whole.get("stance") or {},
            condition=whole.get("condition", ""),
            holds_on=whole.get("holds_on", ""),
            sources=(own["source"], *listed(own.get("also_in"))),
            quoted="quote" in words,
            via=via,
            written=own,
        )

    def party_of(self, speaker: str) -> str:
        return str(self.speakers[speaker].get("party") or speaker)

    @property
    def sides(self) -> dict[str, list[str]]:
        return {side: each["parties"] for side, each in (self.incident.get("sides") or {}).items()}

    @property
    def disputants(self) -> list[str]:
        declared = listed(self.incident.get("disputants"))
        return [*declared, *(side for side in self.sides if side not in declared)]

    def side_of(self, party: str) -> str:
        """The side that a party is in; a party in none stands for itself."""
        return next((side for side, parties in self.sides.items() if party in parties), party)

    # What it says

    def in_view(self) -> list[Claim]:
        return [each for each in self.claims if each.id in self.seen]

    def words(self, question: str) -> list[Word]:
        """Everything affirmed and denied on a question, in the order of the file, what was taken back too."""
        return [
            Word(claim, question, stance, self.answer(question, text))
            for claim in self.in_view()
            for stance in POLARITY
            for text in listed((claim.stance.get(stance) or {}).get(question))
        ]

    def answer(self, question: str, text: str) -> Answer:
        kind = self.questions[question].get("kind", "choice")
        if kind == "date":
            return Answer(text, day(text))
        if kind == "number":
            return Answer(text, number(text))
        return Answer(text, text)

    def spoken_of(self, claim: Claim) -> set[str]:
        """The questions that a claim speaks of; a comment on a claim names none."""
        taken = {question for stance in POLARITY for question in claim.stance.get(stance) or {}}
        return taken | self.withheld(claim) | self.commented(claim)

    @staticmethod
    def withheld(claim: Claim) -> set[str]:
        return set(listed(claim.stance.get("withholds")))

    def commented(self, claim: Claim) -> set[str]:
        """The questions that it comments on (a bare id that is a question's names the question)."""
        comments = [each.removeprefix("question:") for each in listed(claim.stance.get("comments"))]
        return {each for each in comments if each in self.questions}

    def within(self, question: str, one: Answer, other: Answer) -> bool:
        """Whether an answer is another one or lies within it."""
        if isinstance(one.value, Span) and isinstance(other.value, Span):
            return one.value.inside(other.value)
        return other.value in self._wider(question, str(one.value))

    def _wider(self, question: str, answer: str) -> list[str]:
        """An answer and those that it lies within, the nearest first."""
        declared = self.questions[question]["answers"][answer]
        inside = declared.get("within") if isinstance(declared, Mapping) else None
        return [answer, *(self._wider(question, inside) if inside else [])]

    def exclude_each_other(self, question: str, one: Answer, other: Answer) -> bool:
        """Whether two answers, both affirmed, cannot both hold."""
        asked = self.questions[question]
        if isinstance(one.value, Span) and isinstance(other.value, Span):
            return asked.get("exclusive") != "false" and one.value.disjoint(other.value)
        if self.within(question, one, other) or self.within(question, other, one):
            return False
        named = self.named_pairs(question)
        if not named:
            return bool(asked.get("exclusive") != "false")
        ours, theirs = self._wider(question, str(one.value)), self._wider(question, str(other.value))
        return any((a, b) in named or (b, a) in named for a in ours for b in theirs)

    def named_pairs(self, question: str) -> set[tuple[str, str]]:
        """The pairs of answers that `excludes` names."""
        declared = self.questions[question].get("answers") or {}
        return {
            (answer, other)
            for answer, each in declared.items()
            if isinstance(each, Mapping)
            for other in listed(each.get("excludes"))
        }

    def stage(self, question: str, answer: Answer) -> int:
        """The place of a stage among those listed; a narrower one has that of its wider."""
        widest = self._wider(question, str(answer.value))[-1]
        return [each for each in self.questions[question]["answers"] if len(self._wider(question, each)) == 1].index(
            widest
        )

    def last_stage(self, question: str) -> int:
        return max(self.stage(question, Answer(each, each)) for each in self.questions[question]["answers"])

    def changes(self, question: str) -> str:
        """ "" for a fact that does not change, "true", or "forward"."""
        written = str(self.questions[question].get("changes", ""))
        return "" if written == "false" else written

    # On which days

    def out_by(self, source: str, asked: tuple[str, ...] = ()) -> float:
        """The day by which a source was out; EVER where nothing says."""
        written = self.sources[source]
        published = day(written["published"]) if "published" in written else None
        if published and published.one:
            return float(published.first)
        bounds = [EVER]
        if published and not published.qualified:
            bounds.append(float(published.last))
        for other, each in self.sources.items():
            origins = [origin.removeprefix("source:") for origin in listed(each.get("derived_from"))]
            if source in origins and other not in asked:
                bounds.append(self.out_by(other, (*asked, source)))
        archived = _ARCHIVED.search(written.get("archived", ""))
        if archived:
            bounds.append(float(day("-".join(archived.groups())).last))
        if "accessed" in written and not day(written["accessed"]).qualified:
            bounds.append(float(day(written["accessed"]).last))
        return min(bounds)

    def not_out_before(self, source: str) -> float:
        published = day(self.sources[source].get("published", "../.."))
        return -EVER if published.qualified else float(published.first)

    def utterance(self, claim: Claim) -> list[Claim]:
        """A claim with all that are one utterance with it."""
        return [each for each in self.claims if each.utterance == claim.utterance]

    def out(self, claim: Claim) -> float:
        """The day by which the words of an utterance were out."""
        return min(self.out_by(source) for each in self.utterance(claim) for source in each.sources)

    def said(self, claim: Claim) -> Span | None:
        """What is known of the day of an utterance: what was written, else the day on which its source came out.

        Of several days the earliest counts; one after the words were out is the day of a retelling. Words that another
        party relays were said at some time before they were told.
        """
        together, first = self.utterance(claim), self.named(claim.utterance)
        days = [day(each.written["said"]) for each in together if "said" in each.written]
        if "said" not in first.written and not first.told_by:
            days += self._came_out(first, [source for each in together for source in each.sources])
        out = self.out(claim)
        days = [each for each in days if each.qualified or each.first <= out]
        return min(days, key=lambda each: (each.first, each.last), default=None)

    def _came_out(self, claim: Claim, sources: list[str]) -> list[Span]:
        """The first certain day on which one of some sources came out, if the claim's own is certain or later."""
        days = [day(self.sources[each]["published"]) for each in sources if "published" in self.sources[each]]
        first = min((each for each in days if each.one), key=lambda each: each.first, default=None)
        own = self.sources[claim.sources[0]].get("published")
        if first is None or own is None or not (day(own).one or (not day(own).qualified and first.before(day(own)))):
            return []
        return [first]

    def day(self, claim: Claim) -> Span:
        """The first and the last possible day of an utterance."""
        if claim.utterance not in self._days:
            self._days[claim.utterance] = self._day(claim)
        return self._days[claim.utterance]

    def _day(self, claim: Claim) -> Span:
        said = self.said(claim)
        if said is None or said.qualified:
            return Span(-EVER, self.out(claim))
        return Span(said.first, min(said.last, self.out(claim)))

    def day_of_fact(self, claim: Claim) -> Span:
        """The day of which a changing fact is said to hold."""
        if claim.holds_on:
            holds = day(claim.holds_on)
            return ANY_DAY if holds.qualified else holds
        return self._telling(claim) if self.said(claim) is None else self.day(claim)

    def _telling(self, claim: Claim) -> Span:
        """The day on which words were told, of which nobody says when they were said."""
        sources = [source for each in self.utterance(claim) for source in each.sources]
        published = [day(self.sources[each].get("published", "../..")) for each in sources]
        out = self.out(claim)
        if any(each.one and each.first == out for each in published):
            return Span(out, out)
        first = min(self.not_out_before(source) for source in sources)
        return Span(first if first <= out else -EVER, out)

    def when(self, word: Word) -> Span:
        """The day that decides the order of two words on a question."""
        return self.day_of_fact(word.claim) if self.changes(word.question) else self.day(word.claim)

    # What was taken back

    def may_replace(self, new: Claim, old: Claim) -> bool:
        """Whether a claim can take another back; where it cannot, `check` says so."""
        return (
            not new.condition
            and not new.told_by
            and not old.told_by
            and (new.speaker == old.speaker or new.party == old.party)
            and new.utterance != old.utterance
            and not self.day(new).before(self.day(old))
            and not self._in_a_circle(new)
        )

    def errors(self) -> set[str]:
        """The claims of which `check` says that days or replacements are in error."""
        replacing = [each for each in self.claims if "replaces" in each.written]
        wrong = {each.id for each in replacing if not self.may_replace(each, self.named(each.written["replaces"]))}
        dated = [each for each in self.claims if "said" in each.written]
        return wrong | {each.id for each in dated if self._said_too_late(each)}

    def _said_too_late(self, claim: Claim) -> bool:
        """Whether words were out before they are said to have been said; of a restatement, in its own sources."""
        said = day(claim.written["said"])
        retold = min(self.out_by(source) for source in claim.sources)
        out = self.out(claim) if claim.id == claim.utterance else retold
        return not said.qualified and said.first > out

    def _in_a_circle(self, claim: Claim) -> bool:
        reached, ahead = set(), self._replaced_by(claim)
        while ahead:
            each = ahead.pop()
            if each.utterance == claim.utterance:
                return True
            if each.utterance not in reached:
                reached.add(each.utterance)
                ahead += self._replaced_by(each)
        return False

    def _replaced_by(self, claim: Claim) -> list[Claim]:
        return [self.named(each.written["replaces"]) for each in self.utterance(claim) if "replaces" in each.written]

    def named(self, id_: str) -> Claim:
        return next(each for each in self.claims if each.id == id_)

    def taken_back(self, claim: Claim, question: str) -> list[Claim]:
        """The claims that take a claim back on a question."""
        return [
            new
            for named in self.claims
            if "replaces" in named.written
            and self.named(named.written["replaces"]).utterance == claim.utterance
            and self.may_replace(named, self.named(named.written["replaces"]))
            for new in self.utterance(named)
            if new.id in self.seen
            and (question in self.spoken_of(new) or not self.spoken_of(new) & self.spoken_of(claim))
        ]

    def is_own(self, word: Word) -> bool:
        """Whether it is a party's own word, whether or not it still stands."""
        return not word.claim.told_by and not word.claim.condition

    def kept(self, word: Word) -> bool:
        """Whether nothing takes it back."""
        return not self.taken_back(word.claim, word.question)


def listed(value: Any) -> list[str]:  # noqa: ANN401 - whatever was written
    if not value:
        return []
    return [value] if isinstance(value, str) else list(value)


def read(folder: Path) -> dict[str, Ledger]:
    """The incidents of a collection."""
    speakers = load((folder / "speakers.yaml").read_text())
    return {
        path.stem: Ledger(load(path.read_text()), speakers) for path in sorted((folder / "incidents").glob("*.yaml"))
    }


def load(text: str) -> dict[str, Any]:
    """A file in which every scalar is text."""
    return yaml.load(text, Loader=yaml.CBaseLoader) or {}  # noqa: S506 - it makes nothing but texts
