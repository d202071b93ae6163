"""What follows from the claims: the tables of the design, row by row, and the laws that hold for any claims at all.

A claim is written as one line: who, on which day of March 2031 (`-`: unknown), stance and answer; behind `|`, more
keys. Claims are called a, b, c … in their order. The port's people are `p1`, `p2` …, the union's `u1`, `u2`; a watchman
`w` and his sister `s` stand for themselves.
"""

from __future__ import annotations

import itertools
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.characters.folding import read_apart
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.model.stance import Polarity, Stance
from claimcheck.model.when import When
from claimcheck.reasoning.as_of import as_of
from claimcheck.reasoning.asking import By, Clock
from claimcheck.reasoning.clashes import Clash, ClashSide
from claimcheck.reasoning.origins import Origins, of_claim, of_incident, of_question, rings
from claimcheck.reasoning.positions import Held, Position, Standing, StepKind, parties, standings
from claimcheck.reasoning.wording import occurs, uses, without_quotations
from claimcheck.store.load import load

CHOICE = "ask: Q, answers: {x: X., y: Y., z: Z.}"
SINGLE = "ask: Q, answers: {x: X.}"
TOGETHER = "ask: Q, exclusive: false, answers: {x: X., y: Y., z: Z.}"
DAYS_TOGETHER = "ask: Q, kind: date, exclusive: false"
DATE = "ask: Q, kind: date"
NUMBER = "ask: Q, kind: number"
CHANGES = "ask: Q, changes: true, answers: {x: X., y: Y., z: Z.}"
FORWARD = "ask: Q, changes: forward, answers: {x: X., y: Y., z: Z.}"
KINDS = {
    "choice": CHOICE,
    "single": SINGLE,
    "together": TOGETHER,
    "days-together": DAYS_TOGETHER,
    "date": DATE,
    "number": NUMBER,
    "changes": CHANGES,
    "forward": FORWARD,
}

SPEAKERS = """
parties: {port: {name: Port}, union: {name: Union}}
speakers:
  p1: {name: Ilse Brandt, party: port}
  p2: {name: Tomas Reek, party: port}
  p3: {name: An employee, party: port, unnamed: true}
  p4: {name: Another employee, party: port, unnamed: true}
  pb: {name: The office of the port, party: port, body: true}
  u1: {name: Marta Olin, party: union}
  u2: {name: Jan Olin, party: union}
  w: {name: Piet Aal}
  s: {name: Anna Aal}
  herald: {name: Sarn Herald, aliases: [The Herald]}
  radio: {name: Coast Radio}
"""


@dataclass
class Texts:
    """A collection in memory."""

    files: dict[str, str]
    prefix: str = "claims/"

    def incidents(self) -> list[str]:
        return sorted(name for name in self.files if name.startswith("incidents/"))

    def read(self, name: str) -> bytes | None:
        return self.files[name].encode() if name in self.files else None


def read(incident: str, speakers: str = SPEAKERS, **others: str) -> tuple[Collection, Incident]:
    files = {f"incidents/{name}.yaml": text for name, text in {"fire": incident, **others}.items()}
    loaded = load(Texts({"speakers.yaml": speakers, **files}))
    assert [str(each) for each in loaded.diagnostics if each.severity is Severity.ERROR] == []
    return loaded.collection, loaded.collection.incidents["fire"]


def line(name: str, written: str) -> str:
    claim, _, more = written.partition("|")
    who, day, stance, answer = claim.split(maxsplit=3)
    value = answer.strip() if stance in ("withholds", "comments") else f"{{q: {answer.strip()}}}"
    keys = [f"id: {name}, speaker: {who}, source: herald, text: T, stance: {{{stance}: {value}}}"]
    keys += [f"said: '{day if day.startswith(('2031', '..')) else f'2031-03-{day}'}'"] if day != "-" else []
    return f"  - {{{', '.join([*keys, *([more] if more else [])])}}}"


def text(question: str, claims: Sequence[str], names: Sequence[str] = string.ascii_lowercase) -> str:
    lines = [line(name, each) for name, each in zip(names, claims, strict=False)]
    head = ["title: Fire", "disputants: [port, union]", f"questions: {{q: {{{question}}}}}"]
    return "\n".join([*head, "sources: {herald: {publisher: Sarn Herald}}", "claims:", *lines])


def standing(question: str, claims: Sequence[str], by: By = By.PARTY) -> Standing:
    return standings(*read(text(question, claims)), by)[0]


def short(clash: Clash) -> str:
    """A clash in few words: `contested direct a b/c`; the rule is told by other tests."""
    return f"{clash.scope} {clash.strength} {'/'.join(' '.join(side.claims) for side in clash.between)}"


ROWS = """
# states without a clash
nobody
  choice:
  open
only silence on the record
  choice: p1 04 withholds q / u1 04 comments q
  open
one party
  choice: p1 04 asserts x / p2 05 asserts x
  one-sided
one party denies
  choice: p1 04 denies x
  one-sided
two affirm one answer
  choice: p1 04 asserts x / u1 09 concedes x
  agreed
two affirm, one with a hedge
  choice: p1 04 asserts x / u1 09 suggests x
  agreed
two agree, a third denies another
  choice: p1 04 asserts x / u1 09 implies x / w 05 denies y
  agreed
one affirms, another denies another answer
  choice: p1 04 asserts x / u1 09 denies y
  compatible
two deny
  choice: p1 04 denies x / u1 09 denies x
  compatible
two deny the only answer
  single: p1 04 denies x / u1 09 denies x
  compatible

# clashes between parties
affirmed and denied
  choice: p1 04 asserts x / u1 04 denies x
  contested; contested direct a/b
two answers
  choice: p1 04 asserts x / u1 04 implies y
  contested; contested direct a/b
whenever it was said
  choice: p1 04 asserts x / u1 - asserts y
  contested; contested direct a/b
a hedge
  choice: p1 04 suggests x / u1 04 asserts y
  in-tension; contested in-tension a/b
a doubt
  choice: p1 04 doubts x / u1 04 asserts x
  in-tension; contested in-tension a/b
two hedges
  choice: p1 04 doubts x / u1 04 suggests x
  in-tension; contested in-tension a/b
a hedge beside certain words
  choice: p1 04 asserts x / p2 04 suggests x / u1 04 asserts y
  contested; contested direct a/c; contested in-tension b/c
one entry for many claims
  choice: p1 04 asserts x / p2 05 asserts x / u1 04 denies x / u2 06 denies x
  contested; contested direct a b/c d
three sides
  choice: p1 04 asserts x / u1 04 asserts y / w 04 asserts z
  contested; contested direct a/b; contested direct a/c; contested direct b/c

a hedge on the other side
  choice: p1 04 asserts x / u1 04 asserts y / u2 04 suggests y
  contested; contested direct a/b; contested in-tension a/c

# what does not count
a draft
  choice: p1 04 asserts x / u1 04 asserts y | draft: true
  one-sided
a condition
  choice: p1 04 asserts x / u1 04 asserts y | condition: if so
  one-sided
relayed alone
  choice: w 04 asserts x | via: s
  open
relayed by another party
  choice: p1 04 asserts x / w 04 asserts y | via: s
  one-sided; as-relayed direct a/b
relayed beside its own
  choice: w 04 asserts x / w 09 asserts y | via: s
  one-sided; as-relayed direct a/b
relayed, with a hedge
  choice: w 04 suggests x / w 09 asserts y | via: s
  one-sided; as-relayed in-tension a/b
relayed, against another party's own
  choice: p1 04 asserts x | via: s / u1 04 asserts y
  one-sided; as-relayed direct a/b
relayed by its own party
  choice: p1 04 asserts x | via: p2 / u1 04 asserts y
  contested; contested direct a/b
relayed by both
  choice: p1 04 asserts x | via: [p2, s] / u1 04 asserts y
  one-sided; as-relayed direct a/b
for another party that day
  choice: p1 04 asserts x | party: union / u1 04 asserts x
  one-sided
replaced
  choice: p1 04 asserts x / u1 04 asserts y / u1 05 asserts x | replaces: b
  agreed; union shifted; shift direct b/c
replaced, nobody knows when
  choice: p1 - asserts x / p1 - asserts y | replaces: a
  one-sided
replaced on the same day
  choice: p1 04 asserts x / p1 04 asserts y | replaces: a
  one-sided
replaced on the same day, the other way round
  choice: p1 04 asserts y / p1 04 asserts x | replaces: a
  one-sided
replaced, with a hedge
  choice: p1 04 suggests x / u1 04 asserts y / u1 05 asserts x | replaces: b
  agreed; union shifted; shift direct b/c
restated
  choice: p1 04 asserts x / p1 09 asserts x | restates: a
  one-sided
one utterance cannot clash with itself
  choice: p1 04 suggests [x, y] / p1 04 suggests [x, y] | restates: a
  one-sided
nor as somebody else restates it
  choice: w 04 suggests [x, y] / w 04 suggests [x, y] | restates: a, via: s
  one-sided

but its speaker can contradict it at another time
  choice: p1 04 suggests [x, y] / p1 04 asserts y
  split; varying-accounts in-tension a/b

# inside a party: shifts
a shift
  choice: p1 04 asserts x / p1 05 asserts y
  one-sided; port shifted; shift direct a/b
a shift of another voice
  choice: p1 04 asserts x / p2 05 asserts y
  one-sided; port shifted; shift direct a/b
a shift to denial
  choice: p1 04 asserts x / p1 05 denies x
  one-sided; port shifted; shift direct a/b
a shift to doubt
  choice: p1 04 asserts x / p1 05 doubts x
  one-sided; port shifted; shift in-tension a/b
whatever the order in the file
  choice: p1 05 asserts y / p1 04 asserts x
  one-sided; port shifted; shift direct b/a
the earlier stance is taken again
  choice: p1 04 asserts x / p1 05 asserts y / p2 06 asserts x
  one-sided; port shifted; shift direct a/b; shift direct b/c
the earlier stance is taken again that day
  choice: p1 04 asserts x / p1 05 asserts y / p2 05 asserts x
  split; split direct c/b
perhaps taken again
  choice: p1 04 asserts x / p1 05 asserts y / p1 - asserts x
  split; varying-accounts direct c/b
the later one said twice
  choice: p1 04 asserts x / p1 05 asserts y / p2 06 asserts y
  one-sided; port shifted; shift direct a/b
a chain is told link by link
  choice: p1 04 asserts x / p1 05 asserts y / p1 06 asserts z
  one-sided; port shifted; shift direct a/b; shift direct b/c
a shift leaves a contest standing
  choice: p1 04 asserts x / p1 05 asserts y / u1 05 asserts y
  contested; port shifted; contested direct a/c; shift direct a/b
a shift from what was taken back
  choice: p1 04 asserts x / p1 05 asserts y | replaces: a / u1 04 asserts y
  agreed; port shifted; shift direct a/b
whole months in order
  choice: p1 2031-02 asserts x / p1 2031-03 asserts y
  one-sided; port shifted; shift direct a/b

the earlier stance, taken again, was taken back
  choice: p1 04 asserts x / p1 05 asserts y / p1 06 asserts x / p1 07 asserts y | replaces: c
  one-sided; port shifted; shift direct a c/b d; shift direct b/c
what was taken back is no link of a chain
  choice: p1 04 asserts x / p1 05 asserts y / p1 06 asserts z | replaces: b
  one-sided; port shifted; shift direct a/b; shift direct b/c
what goes with the end is no link of a chain
  choice: p1 04 asserts x / p1 05 denies x / p1 06 asserts y
  one-sided; port shifted; shift direct a/b
what goes with the beginning is no link of a chain
  choice: p1 04 asserts x / p1 05 denies z / p1 06 asserts z
  one-sided; port shifted; shift direct a/c; shift direct b/c
shifted, though the first cannot be ordered
  choice: p1 2031-03 asserts x / p1 05 asserts y / p1 09 asserts x
  split; port shifted; shift direct b/c; varying-accounts direct a/b

# inside a party: accounts that vary or split
one voice on one day
  choice: p1 04 asserts x / p1 04 asserts y
  split; varying-accounts direct a/b
one voice, days that cannot be ordered
  choice: p1 2031-03 asserts x / p1 05 asserts y
  split; varying-accounts direct a/b
one voice, about a day
  choice: p1 04~ asserts x / p1 05 asserts y
  split; varying-accounts direct a/b
one voice, later about a day
  choice: p1 04 asserts x / p1 05~ asserts y
  split; varying-accounts direct a/b
one voice, some day until then
  choice: p1 04 asserts x / p1 ../2031-04 asserts y
  split; varying-accounts direct a/b
one voice, some day from then on
  choice: p1 2031-03-04/.. asserts x / p1 2031-04-05 asserts y
  split; varying-accounts direct a/b
one voice, some day from then on, and then
  choice: p1 2031-03-04/.. asserts x / p1 04 asserts x / p1 2031-04-05 asserts y
  split; varying-accounts direct a/c
one voice, an unknown day
  choice: p1 - asserts x / p1 05 asserts y
  split; varying-accounts direct a/b
two voices on one day
  choice: p1 04 asserts x / p2 04 asserts y
  split; split direct a/b
two voices, no day
  choice: p1 - asserts x / p2 - denies x
  split; split direct a/b
two voices, a hedge
  choice: p1 04 suggests x / p2 04 asserts y
  split; split in-tension a/b
agreement is not reached by a split side
  choice: p1 04 asserts x / p2 04 suggests y / u1 04 asserts x
  in-tension; contested in-tension b/c; split in-tension a/b

# answers that go together
together
  together: p1 04 asserts x / u1 04 asserts y
  compatible
together, one answer shared
  together: p1 04 asserts [x, y] / u1 04 asserts y
  agreed
together, one answer contested
  together: p1 04 asserts [x, y] / u1 04 asserts y / w 04 denies x
  contested; contested direct a/c
together, one answer in tension
  together: p1 04 asserts [x, y] / u1 04 asserts y / w 04 doubts x
  in-tension; contested in-tension a/c
together, one answer split
  together: p1 04 asserts x / p2 04 denies x / u1 04 asserts y
  split; split direct a/b
together, a shift
  together: p1 04 asserts x / p1 05 denies x
  one-sided; port shifted; shift direct a/b
together, one after the other is no shift
  together: p1 04 asserts x / p1 05 asserts y
  one-sided

together, nobody says when
  days-together:
  open

# dates
two days
  date: p1 04 asserts 2031-03-01 / u1 04 asserts 2031-03-02
  contested; contested direct a/b
a day in a month
  date: p1 04 asserts 2031-03-01 / u1 04 asserts 2031-03
  agreed
overlapping intervals
  date: p1 04 asserts 2031-03-01/2031-03-05 / u1 04 asserts 2031-03-05/..
  compatible
overlapping two by two is overlapping
  date: p1 04 asserts 2031-03-01/2031-03-04 / u1 04 asserts 2031-03-03/2031-03-06 / w 04 asserts 2031-03-04/2031-03-09
  compatible
about another day
  date: p1 04 asserts 2031-03-01~ / u1 04 asserts 2031-03-05
  in-tension; contested in-tension a/b
perhaps another day
  date: p1 04 asserts 2031-03-01? / u1 04 asserts 2031-03-05%
  in-tension; contested in-tension a/b
three days by one voice
  date: p1 04 asserts 2031-03-01 / p1 04 asserts 2031-03-02 / p1 04 asserts 2031-03-03
  split; varying-accounts direct a/b; varying-accounts direct a/c; varying-accounts direct b/c
a month, and two days of it one after the other
  date: p1 04 asserts 2031-03-01 / p1 05 asserts 2031-03-02 / u1 04 asserts 2031-03
  compatible; port shifted; shift direct a/b
a denied day
  date: p1 04 denies 2031-03-01 / u1 04 asserts 2031-03-01
  contested; contested direct a/b
a day inside a denied range
  date: p1 04 denies 2031-03 / u1 04 asserts 2031-03-01
  contested; contested direct a/b
a range that only touches a denied one
  date: p1 04 denies 2031-03 / u1 04 asserts 2031-03-30/2031-04-02
  compatible
a month of which one day is denied
  date: p1 04 denies 2031-03-01 / u1 04 asserts 2031-03
  compatible
a denied range, about a day
  date: p1 04 denies 2031-03 / u1 04 asserts 2031-03-01~
  in-tension; contested in-tension a/b
two denied days
  date: p1 04 denies 2031-03-01 / u1 04 denies 2031-03-02
  compatible
another day later
  date: p1 04 asserts 2031-03-01 / p1 05 asserts 2031-03-02
  one-sided; port shifted; shift direct a/b

# numbers
two numbers
  number: p1 04 asserts 100 / u1 04 asserts 120
  contested; contested direct a/b
a number in a range
  number: p1 04 asserts 100/120 / u1 04 asserts 120
  agreed
at least and at most
  number: p1 04 asserts ../120 / u1 04 asserts 300/..
  contested; contested direct a/b
at most, by both
  number: p1 04 asserts ../120 / u1 04 asserts ../100
  agreed
at least, by both
  number: p1 04 asserts 100/.. / u1 04 asserts 120/..
  agreed
at most, and one of them
  number: p1 04 asserts ../120 / u1 04 asserts 100
  agreed
about a number
  number: p1 04 asserts 100~ / u1 04 asserts 120
  in-tension; contested in-tension a/b
a number outside a denied range
  number: p1 04 denies 100/200 / u1 04 asserts 300
  compatible
a number inside a denied open range
  number: p1 04 denies 100/.. / u1 04 asserts 300
  contested; contested direct a/b

# a fact that changes
a change of the fact
  changes: p1 04 asserts x / p1 05 asserts y
  one-sided; port shifted
standing positions of two parties
  changes: p1 04 asserts x / u1 05 asserts y
  compatible
a party's earlier position is history
  changes: p1 04 asserts x / p1 05 asserts y / u1 04 asserts y
  contested; port shifted; contested direct a/c
back again
  changes: p1 04 asserts x / p1 05 asserts y / p1 06 asserts x / u1 09 asserts x
  agreed; port shifted
by the day on which it holds
  changes: p1 04 asserts x | holds_on: 2031-03-09 / p1 05 asserts y | holds_on: 2031-03-01 / u1 05 asserts x
  agreed; port shifted
two on one day about a changing fact
  changes: p1 04 asserts x / p2 04 asserts y
  split; split direct a/b
denied later
  changes: p1 04 asserts x / p1 05 denies x / u1 05 asserts x
  contested; port shifted; contested direct b/c

what stands was said more than once
  changes: p1 04 asserts x / p1 05 asserts x / u1 05 asserts y
  contested; contested direct b/c
said twice is not shifted
  changes: p1 04 asserts x / p1 05 asserts x
  one-sided
another stance that goes with the first
  changes: p1 04 asserts x / p1 05 denies y
  one-sided
what others relay makes nothing history
  changes: w 04 asserts x / w 09 asserts y | via: s / u1 04 asserts z
  contested; contested direct c/a
what others relay is not made history
  changes: w 04 asserts x | via: s / w 09 asserts y / u1 05 asserts z
  compatible
what was taken back makes nothing history
  changes: p1 04 asserts x / p1 05 asserts y / p1 - asserts x | replaces: b / u1 04 asserts z
  contested; port shifted; contested direct a/d; contested in-tension c/d
about a day after a certain one
  changes: p1 04 asserts x / p1 05 asserts y / p1 06~ asserts y / u1 05 asserts z
  contested; port shifted; contested direct b/d; contested in-tension c/d; varying-accounts in-tension a/c
some day until then makes nothing history
  changes: p1 04 asserts x / p1 ../2031-04 asserts y / u1 04 asserts x
  in-tension; contested in-tension b/c; varying-accounts in-tension a/b
some day until then, and then
  changes: p1 04 asserts x / p1 ../2031-04 asserts y / p1 05 asserts y / u1 05 asserts z
  contested; port shifted; contested direct c/d; contested in-tension b/d; varying-accounts in-tension a/b

# a fact that moves forward
a step forward
  forward: p1 04 asserts x / p1 05 asserts y
  one-sided; port shifted
a step back
  forward: p1 04 asserts y / p1 05 asserts x
  one-sided; port shifted; shift direct a/b
two stages on one day
  forward: p1 04 asserts x / u1 04 asserts y
  contested; contested direct a/b
a later day, a later stage
  forward: p1 04 asserts x / u1 05 asserts y
  compatible
a later day, an earlier stage
  forward: p1 04 asserts y / u1 05 asserts x
  contested; contested direct a/b
a month and its first day
  forward: p1 2031-03 asserts x / u1 01 asserts y
  compatible
a stage denied, an earlier one later
  forward: p1 04 denies y / u1 05 asserts x
  compatible
a step back that was taken back
  forward: p1 04 asserts y / u1 05 asserts x / u1 06 asserts y | replaces: b
  agreed; union shifted
a step back of one's own that was taken back
  forward: p1 04 asserts y / p1 05 asserts x / p1 06 asserts y | replaces: b
  one-sided; port shifted; shift direct a/b
only what was said later is a step back
  forward: p1 05 asserts y / p1 06 asserts x / p1 04 asserts x
  one-sided; port shifted; shift direct a/b
a step back between two steps
  forward: p1 04 asserts y / p1 06 asserts y / p1 05 asserts x
  one-sided; port shifted; shift direct a/c
days that cannot be ordered
  forward: p1 2031-03 asserts y / u1 05 asserts x
  compatible
one stage on two days
  forward: p1 04 asserts y / u1 05 asserts y
  agreed
the last stage denied later
  forward: p1 04 asserts z / u1 05 denies z
  contested; contested direct a/b
a stage denied before it is reached
  forward: p1 04 denies y / p1 05 asserts y
  one-sided; port shifted
a stage denied before another reaches it
  forward: p1 04 denies y / u1 05 asserts y
  compatible
a stage that lies behind may be denied later
  forward: p1 04 asserts x / u1 05 denies x
  compatible
two voices of a party about one day
  forward: p1 04 asserts x / p2 04 asserts y
  split; split direct a/b
"""


def rows() -> Iterator[object]:
    lines = [each for each in ROWS.splitlines() if each and not each.startswith("#")]
    for name, case, expected in zip(*[iter(lines)] * 3, strict=True):
        kind, _, claims = case.strip().partition(":")
        state, *told = expected.strip().split("; ")
        yield pytest.param(kind, [each for each in claims.strip().split(" / ") if each], state, told, id=name)


@pytest.mark.parametrize(("kind", "claims", "state", "told"), list(rows()))
def test_a_row_of_the_design(kind: str, claims: list[str], state: str, told: list[str]) -> None:
    got = standing(KINDS[kind], claims)
    shifted = [f"{each.party} shifted" for each in got.positions if each.shifted]
    assert sorted([*map(short, got.clashes), *shifted]) == sorted(told)
    assert got.state == state


@pytest.mark.parametrize(
    ("question", "one", "other", "rule"),
    [
        (CHOICE, "asserts x", "denies x", "opposite-polarity"),
        (CHOICE, "asserts x", "asserts y", "exclusive-answers"),
        (TOGETHER, "asserts x", "denies x", "opposite-polarity"),
        (DATE, "asserts 2030", "asserts 2031", "disjoint-dates"),
        (NUMBER, "asserts 1", "asserts 2", "disjoint-numbers"),
        (DATE, "asserts 2030-01", "denies 2030", "opposite-polarity"),
        (NUMBER, "asserts 3", "denies 2/4", "opposite-polarity"),
    ],
)
def test_a_clash_says_by_which_rule(question: str, one: str, other: str, rule: str) -> None:
    for pair in ([f"p1 04 {one}", f"u1 04 {other}"], [f"p1 04 {other}", f"u1 04 {one}"]):
        assert [clash.rule for clash in standing(question, pair).clashes] == [rule]


def test_each_answer_that_goes_with_others_has_a_state_of_its_own() -> None:
    got = standing(TOGETHER, ["p1 04 asserts [x, y]", "u1 04 denies x", "u2 04 asserts y"])
    assert {each.id: each.state for each in got.answers} == {"x": "contested", "y": "agreed", "z": "open"}
    exclusive = standing(CHOICE, ["p1 04 asserts x"])
    assert {each.state for each in exclusive.answers} == {None}


def test_clashes_are_told_in_one_order() -> None:
    """Between parties first, then inside them, then as relayed; of each, direct ones first; by party and answer."""
    claims = [
        "w 04 asserts y",
        "s 04 suggests z",
        "u1 04 asserts x",
        "p2 04 asserts z",
        "p1 04 suggests y",
        "p1 04 asserts x",
        "w 09 asserts x | via: s",
        "w 09 asserts z",
        "w 09 asserts x | via: p1",
    ]
    told = [short(clash) for clash in standing(CHOICE, claims).clashes]
    assert told == [
        "contested direct f/a",
        "contested direct f/h",
        "contested direct d/c",
        "contested direct d/a",
        "contested direct c/a",
        "contested direct c/h",
        "contested in-tension f/b",
        "contested in-tension e/c",
        "contested in-tension e/h",
        "contested in-tension e/b",
        "contested in-tension c/b",
        "contested in-tension a/b",
        "shift direct a/h",
        "varying-accounts in-tension f/e",
        "split direct f/d",
        "split in-tension e/d",
        "as-relayed direct d/g",
        "as-relayed direct d/i",
        "as-relayed direct a/g",
        "as-relayed direct a/i",
        "as-relayed direct h/g",
        "as-relayed direct h/i",
        "as-relayed in-tension e/g",
        "as-relayed in-tension e/i",
        "as-relayed in-tension g/b",
        "as-relayed in-tension i/b",
    ]


def test_days_and_numbers_are_listed_in_their_order() -> None:
    days = standing(DATE, ["p1 04 asserts 2031-03-09", "u1 04 denies 2031-03", "w 04 asserts ../2031-03-04"]).answers
    assert [each.id for each in days] == ["2031-03", "../2031-03-04", "2031-03-09"]
    numbers = standing(NUMBER, ["p1 04 asserts 100", "u1 04 denies 20/30", "w 04 asserts 3"]).answers
    assert [each.id for each in numbers] == ["3", "20/30", "100"]


def test_a_clash_between_positions_by_speaker() -> None:
    rows = ["p1 04 asserts x", "p2 04 asserts y", "p1 04 asserts y"]
    got = standing(CHOICE, rows, By.SPEAKER)
    assert sorted(map(short, got.clashes)) == ["contested direct a/b", "varying-accounts direct a/c"]
    assert [each.party for each in got.positions] == ["p1", "p2"]


def test_a_position_gathers_what_a_party_holds() -> None:
    claims = ["p1 04 implies x", "p2 05 doubts y", "p1 06 withholds q", "p1 07 asserts y | condition: if so"]
    (port,) = standing(CHOICE, claims).positions
    assert (port.affirms, port.denies) == (("x",), ("y",))
    assert (port.implied, port.hedged, port.withheld, port.conditional, port.shifted) == (True, True, True, True, False)
    assert port.claims == ("a", "b", "c", "d")
    assert [(str(step.day), step.claim, step.answer, step.polarity, step.stance) for step in port.path] == [
        ("2031-03-04", "a", "x", Polarity.AFFIRMS, Stance.IMPLIES),
        ("2031-03-05", "b", "y", Polarity.DENIES, Stance.DOUBTS),
    ]


def test_what_a_party_says_of_one_question_is_no_part_of_its_position_on_another() -> None:
    claims = ["p1 04 asserts x", "u1 04 implies x", "w 04 denies x"]
    other = "  - {id: d, speaker: p1, source: herald, text: T, condition: if so, stance: {asserts: {r: x}}}\n"
    collection, incident = read(text(f"{CHOICE}}}, r: {{{CHOICE}", claims) + "\n" + other)
    on_q, on_r = standings(collection, incident)
    assert [(each.party, each.claims, each.conditional) for each in on_q.positions] == [
        ("port", ("a",), False),
        ("union", ("b",), False),
        ("w", ("c",), False),
    ]
    assert [each.implied for each in on_q.positions] == [False, True, False]
    assert [(each.party, each.claims, each.conditional) for each in on_r.positions] == [("port", ("d",), True)]


def test_positions_stand_in_the_order_of_the_parties_and_claims_in_that_of_their_days() -> None:
    claims = ["w 04 asserts x", "u1 04 asserts x", "p1 - asserts x", "p1 05 asserts x", "p2 04 asserts x"]
    positions = standing(CHOICE, claims).positions
    assert [(each.party, each.claims) for each in positions] == [
        ("port", ("e", "d", "c")),
        ("union", ("b",)),
        ("w", ("a",)),
    ]


def test_by_speaker_whoever_else_tells_it_sets_it_apart() -> None:
    claims = ["p1 04 asserts x", "p1 04 asserts y | via: p2", "p1 04 asserts z | via: [p2, s, p1]"]
    positions = standing(CHOICE, claims, By.SPEAKER).positions
    assert [(each.party, each.as_told_by, each.affirms) for each in positions] == [
        ("p1", None, ("x",)),
        ("p1", "p2", ("y",)),
        ("p1", "s", ("z",)),
    ]


def test_a_claim_on_a_question_that_is_not_there_counts_nowhere() -> None:
    collection, incident = read(text(CHOICE, ["p1 04 asserts x", "u1 04 asserts y"]))
    gone = incident.model_copy(update={"questions": {}})
    assert standings(collection, gone) == []


def test_what_another_party_relays_is_a_position_apart() -> None:
    claims = ["w 04 asserts x", "w 05 asserts y | via: s", "w 06 asserts z | via: p1", "w 07 asserts y | via: [s, p1]"]
    positions = standing(CHOICE, claims).positions
    assert [(each.party, each.as_told_by, each.affirms) for each in positions] == [
        ("w", None, ("x",)),
        ("w", "p1", ("y", "z")),
        ("w", "s", ("y",)),
    ]
    assert [each.shifted for each in positions] == [False, False, False]


def test_what_was_taken_back_stays_in_the_path_and_no_longer_stands() -> None:
    (port,) = standing(CHOICE, ["p1 04 asserts x", "p1 05 asserts y | replaces: a"]).positions
    assert (port.affirms, [(step.claim, step.replaced) for step in port.path]) == (("y",), [("a", True), ("b", False)])


def test_on_a_question_that_changes_the_last_position_stands() -> None:
    (port,) = standing(CHANGES, ["p1 04 asserts x", "p1 05 asserts y"]).positions
    assert (port.affirms, port.shifted, [step.answer for step in port.path]) == (("y",), True, ["x", "y"])


def test_silent_are_those_who_neither_took_a_position_nor_withheld_nor_commented() -> None:
    sides = ["p1 04 asserts x", "u1 04 withholds q", "w 04 comments q", "s 04 comments a"]
    assert standing(CHOICE, sides).silent == ()
    assert standing(CHOICE, ["w 04 asserts x"]).silent == ("port", "union")
    incident = text(CHOICE, ["p1 04 asserts x"]).replace("questions: {", "questions: {r: {ask: R, kind: date}, ")
    collection, fire = read(incident)
    assert [each.silent for each in standings(collection, fire)] == [("port", "union"), ("union",)]


def test_a_comment_on_a_claim_bears_on_its_questions() -> None:
    got = standing(CHOICE, ["p1 04 asserts x", "w 04 comments a", "s 04 comments claim:b", "u1 04 comments question:q"])
    assert got.comments == ("b", "d")


def test_a_comment_says_whether_it_is_about_a_claim_or_a_question_of_one_name() -> None:
    names = ["q", "b", "c", "d"]
    claims = ["p1 04 withholds r", "w 04 comments claim:q", "s 04 comments question:q", "u1 04 comments r"]
    written = text(f"{CHOICE}}}, r: {{{CHOICE}", claims, names).replace("withholds: r", "asserts: {r: x}")
    on_q, on_r = standings(*read(written))
    assert (on_q.comments, on_r.comments) == (("c",), ("b", "d"))


def test_disputants_stand_first_in_their_order() -> None:
    speakers = ["w", "radio", "s", "u1", "herald", "p1"]
    collection, incident = read(text(CHOICE, [f"{each} 04 asserts x" for each in speakers]))
    assert parties(collection, incident) == ["port", "union", "w", "s", "herald", "radio"]
    assert parties(collection, incident, By.SPEAKER) == ["p1", "u1", "w", "s", "herald", "radio"]


# --- laws

PEOPLE = ["p1", "p2", "u1", "u2", "w"]
LINES = st.builds(
    "{} {} {} {}{}".format,
    st.sampled_from(PEOPLE),
    st.sampled_from(["-", "03", "04", "05", "06", "2031-03", "04~"]),
    st.sampled_from(["asserts", "asserts", "denies", "suggests", "doubts", "implies"]),
    st.sampled_from(["x", "y", "z", "[x, y]"]),
    st.sampled_from(["", "", "", " | via: s", " | condition: c", " | via: [p2, u1]"]),
)
QUESTIONS = st.sampled_from([CHOICE, TOGETHER, CHANGES, FORWARD])
CLAIMS = st.lists(LINES, max_size=7)


def facts(got: Standing) -> tuple[object, ...]:
    """All that is computed of a question, free of the order of names that are only ordered for display."""
    return (
        got.state,
        {each.id: each.state for each in got.answers},
        frozenset(map(_whatever_the_ties, got.positions)),
        frozenset(got.silent),
        frozenset((each.rule, each.scope, each.strength, _pair(each)) for each in got.clashes),
    )


def _whatever_the_ties(position: Position) -> tuple[object, ...]:
    """A position but for what the order of the file decides: which of several claims of one day comes first."""

    def held(several: tuple[Held, ...]) -> frozenset[object]:
        return frozenset(
            (each.answer, each.polarity, each.grade, each.implied, frozenset(each.claims)) for each in several
        )

    return (
        (position.party, position.as_told_by, position.affirms, position.denies),
        (held(position.holds), held(position.on_condition), held(position.taken_back)),
        (frozenset(position.withholding), position.withheld, position.conditional, position.shifted),
        frozenset(replace(each, kind=StepKind.FIRST) for each in position.path),
        frozenset(position.claims),
    )


def _pair(clash: Clash) -> tuple[ClashSide, ...] | frozenset[ClashSide]:
    """Which side comes first says something of a shift only."""
    sides = tuple(replace(side, claims=tuple(sorted(side.claims))) for side in clash.between)
    return sides if clash.scope == "shift" else frozenset(sides)


@given(QUESTIONS, CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_in_the_file_does_not_matter(question: str, claims: list[str], random: object) -> None:
    order = list(range(len(claims)))
    getattr(random, "shuffle")(order)  # noqa: B009 - hypothesis' own kind of Random
    one = standings(*read(text(question, claims)))[0]
    other = standings(
        *read(text(question, [claims[at] for at in order], [string.ascii_lowercase[at] for at in order]))
    )[0]
    assert facts(one) == facts(other)


@given(QUESTIONS, CLAIMS)
def test_swapping_two_parties_swaps_their_names_and_nothing_else(question: str, claims: list[str]) -> None:
    written = text(question, claims)
    names = {"port": "union", "union": "port", "p1": "u1", "u1": "p1", "p2": "u2", "u2": "p2"}
    swapped = [_renamed(each, names) for each in claims]
    one = standings(*read(written))[0]
    other = standings(*read(text(question, swapped).replace("[port, union]", "[union, port]")))[0]
    assert facts(_swapped(one, names)) == facts(other)


@given(QUESTIONS, CLAIMS, CLAIMS)
def test_an_unrelated_incident_changes_nothing(question: str, claims: list[str], elsewhere: list[str]) -> None:
    written = text(question, claims)
    alone = standings(*read(written))
    beside = standings(*read(written, flood=text(CHOICE, elsewhere)))
    assert alone == beside


@given(QUESTIONS, CLAIMS)
def test_a_clash_is_told_once_and_about_claims_that_differ(question: str, claims: list[str]) -> None:
    got = standing(question, claims)
    entries = [(each.rule, each.scope, each.strength, frozenset(each.between)) for each in got.clashes]
    assert len(entries) == len(set(entries))
    for clash in got.clashes:
        one, other = clash.between
        assert (one.answer, one.polarity) != (other.answer, other.polarity)
        assert (one.party == other.party) or clash.scope in ("contested", "as-relayed")
        assert (clash.scope == "as-relayed") is (one.as_told_by is not None or other.as_told_by is not None)


@given(QUESTIONS, CLAIMS)
def test_relayed_drafted_and_conditional_claims_never_set_a_state(question: str, claims: list[str]) -> None:
    counted = [each for each in claims if "via: s" not in each and "condition" not in each and "[p2, u1]" not in each]
    names = [name for name, each in zip(string.ascii_lowercase, claims, strict=False) if each in counted]
    whole = standings(*read(text(question, claims)))[0]
    kept = [each for each in claims if each in counted]
    part = standings(*read(text(question, kept, names)))[0]
    told = {(each.party, each.as_told_by) for each in whole.positions}
    if not any(teller for _, teller in told) or all("[p2, u1]" not in each for each in claims):
        assert whole.state == part.state


def _renamed(written: str, names: dict[str, str]) -> str:
    claim, bar, more = written.partition("|")
    who, _, rest = claim.partition(" ")
    for name in ("p2", "u1"):
        more = more.replace(name, f"<{names[name]}>")
    return f"{names.get(who, who)} {rest}{bar}{more.replace('<', '').replace('>', '')}"


def _swapped(got: Standing, names: dict[str, str]) -> Standing:
    def position(each: Position) -> Position:
        path = tuple(replace(step, speaker=names.get(step.speaker, step.speaker)) for step in each.path)
        teller = names.get(each.as_told_by, each.as_told_by) if each.as_told_by else None
        return replace(each, party=names.get(each.party, each.party), as_told_by=teller, path=path)

    def side(each: ClashSide) -> ClashSide:
        teller = names.get(each.as_told_by, each.as_told_by) if each.as_told_by else None
        return replace(each, party=names.get(each.party, each.party), as_told_by=teller)

    return replace(
        got,
        positions=tuple(map(position, got.positions)),
        silent=tuple(names.get(each, each) for each in got.silent),
        clashes=tuple(replace(each, between=(side(each.between[0]), side(each.between[1]))) for each in got.clashes),
    )


# --- as of a day

PUBLISHED = """
title: Fire
questions: {q: {ask: Q, answers: {x: X.}}}
sources:
  early: {publisher: A, published: 2031-03-04}
  late: {publisher: B, published: 2031-03-09}
  month: {publisher: C, published: 2031-03}
  about: {publisher: D, published: 2031-03-04~}
  undated: {publisher: E}
claims:
  - {id: early, speaker: p1, stance: {asserts: {q: x}}, source: early, text: T}
  - {id: late, speaker: p1, stance: {asserts: {q: x}}, source: late, text: T}
  - {id: said-early, speaker: p1, stance: {asserts: {q: x}}, said: 2031-03-01, source: late, text: T}
  - {id: in-both, speaker: p1, stance: {asserts: {q: x}}, said: 2031-03-04, source: late, also_in: early, text: T}
  - {id: month, speaker: p1, stance: {asserts: {q: x}}, said: 2031-03, source: month, text: T}
  - {id: about, speaker: p1, stance: {asserts: {q: x}}, said: 2031-03-04~, source: about, text: T}
  - {id: undated, speaker: p1, stance: {asserts: {q: x}}, source: undated, text: T}
  - {id: either, speaker: p1, stance: {asserts: {q: x}}, said: 2031-03-01, source: late, also_in: undated, text: T}
  - {id: draft, speaker: p1, source: undated, text: T, draft: true}
"""


@pytest.mark.parametrize(
    ("day", "clock", "kept", "unordered"),
    [
        ("2031-03-03", Clock.PUBLISHED, "", "month about undated either"),
        ("2031-03-04", Clock.PUBLISHED, "early in-both", "month about undated either"),
        ("2031-03-09", Clock.PUBLISHED, "early late said-early in-both either", "month about undated"),
        ("2031-03-31", Clock.PUBLISHED, "early late said-early in-both month either", "about undated"),
        ("2031-03", Clock.PUBLISHED, "early late said-early in-both month either", "about undated"),
        ("2031-02", Clock.PUBLISHED, "", "about undated"),  # what was said later cannot have been in print
        ("2031-03-04", Clock.SAID, "early said-early in-both either", "month about undated"),
        ("2031-02-28", Clock.SAID, "", "about undated"),
        ("2031-03/..", Clock.PUBLISHED, "early late said-early in-both month about undated either draft", ""),
        ("2031-03-31~", Clock.PUBLISHED, "", "early late said-early in-both month about undated either"),
        ("2031-03?/..", Clock.PUBLISHED, "", "early late said-early in-both month about undated either"),
    ],
)
def test_as_of_a_day_there_is_what_was_surely_there(day: str, clock: Clock, kept: str, unordered: str) -> None:
    collection, incident = read(PUBLISHED)
    then = as_of(collection, incident, When.parse(day), clock)
    assert " ".join(claim.id for claim in then.incident.claims) == kept
    assert " ".join(then.unordered) == unordered


@pytest.mark.parametrize(
    ("published", "there"),
    [
        (["2031-03-04/.."], None),
        (["2031-03-10/.."], False),
        (["../2031-03-09"], True),
        (["../2031-03-10"], None),
        (["2031-03-09/2031-03-12"], None),
        (["2031-03", "2031-03-10"], None),
        (["2031-03-10", "2031-03-11"], False),
        (["2031-03-10", "2031-03-09"], True),
    ],
)
def test_what_was_printed_between_two_days_was_there_only_if_it_surely_was(
    published: list[str], *, there: bool | None
) -> None:
    printed = [f"s{at}: {{publisher: P, published: {day}}}" for at, day in enumerate(published)]
    also = [f"s{at}" for at in range(1, len(published))]
    claim = f"{{id: a, speaker: p1, stance: {{asserts: {{q: x}}}}, text: T, source: s0, also_in: [{', '.join(also)}]}}"
    collection, incident = read(
        f"title: T\nquestions: {{q: {{{SINGLE}}}}}\nsources: {{{', '.join(printed)}}}\nclaims: [{claim}]"
    )
    then = as_of(collection, incident, When.parse("2031-03-09"))
    assert (len(then.incident.claims), len(then.unordered)) == (there is True, there is None)


@given(st.dates(), st.dates())
def test_as_of_a_later_day_there_is_no_less(one: object, other: object) -> None:
    collection, incident = read(PUBLISHED)
    earlier, later = sorted([str(one), str(other)])
    before = {claim.id for claim in as_of(collection, incident, When.parse(earlier)).incident.claims}
    assert before <= {claim.id for claim in as_of(collection, incident, When.parse(later)).incident.claims}


# --- wording


def test_terms_are_counted_by_side_and_those_of_a_denial_are_rejected() -> None:
    collection, incident = read("""
title: Fire
questions: {q: {ask: Q, answers: {x: X., y: Y.}}}
terms:
  fire:
    arson: [arson*, set on fire, поджо*]
    accident: [accident]
  people: {saboteurs: [sabot*]}
sources:
  s: {publisher: Sarn Herald, published: 2031-03-05}
  t: {publisher: Coast Radio, published: 2031-03-04}
claims:
  - {id: a, speaker: p1, stance: {asserts: {q: x}}, source: s, quote: "Arson, I say: ARSONISTS did it"}
  - {id: b, speaker: p2, stance: {asserts: {q: x}}, source: t, quote: это поджог}
  - {id: c, speaker: u1, stance: {denies: {q: x}}, source: s, quote: This was no arson}
  - {id: d, speaker: u2, stance: {denies: {q: x}, asserts: {q: y}}, source: s, quote: "It was not set on fire, it was an accident"}
  - {id: e, speaker: w, via: s, stance: {asserts: {q: y}}, source: s, quote: An accident}
  - {id: f, speaker: w, stance: {asserts: {q: y}}, source: s, text: He called it arson.}
  - {id: g, speaker: w, stance: {asserts: {q: y}}, source: s, quote: Accidental; parsonage; harson}
  - {id: h, speaker: p1, source: s, quote: Sabotage, draft: true}
""")  # noqa: E501 - a claim on a line
    got = [
        (use.term, use.party, use.as_told_by, use.count, use.rejected, str(use.first), str(use.first_by), use.claims)
        for use in uses(collection, incident)
    ]
    assert got == [
        ("arson", "port", None, 2, False, "2031-03-04", "None", ("b", "a")),
        ("arson", "union", None, 2, True, "2031-03-05", "None", ("c", "d")),
        ("accident", "union", None, 1, False, "2031-03-05", "None", ("d",)),
        ("accident", "w", "s", 1, False, "None", "2031-03-05", ("e",)),
    ]
    assert uses(collection, incident)[0].publishers == ("Coast Radio", "Sarn Herald")


def test_uses_of_a_term_stand_by_their_first_day_then_by_party_the_party_itself_before_what_others_tell() -> None:
    collection, incident = read("""
title: Fire
disputants: [union, port]
questions: {q: {ask: Q, answers: {x: X., y: Y.}}}
terms: {fire: {blaze: [blaze], arson: [arson]}, people: {saboteurs: [sabot*]}}
sources: {s: {publisher: Sarn Herald}}
claims:
  - {id: a, speaker: w, stance: {asserts: {q: x}}, source: s, quote: arson by sabotage}
  - {id: b, speaker: s, via: w, stance: {asserts: {q: x}}, said: 2031-03-05, source: s, quote: arson}
  - {id: c, speaker: s, stance: {asserts: {q: x}}, said: 2031-03-05, source: s, quote: arson}
  - {id: d, speaker: p1, stance: {asserts: {q: x}}, said: 2031-03-05, source: s, quote: arson and arson again}
  - {id: e, speaker: u1, stance: {asserts: {q: x}}, said: 2031-03-05, source: s, quote: arson}
  - {id: f, speaker: u2, stance: {denies: {q: x}}, said: 2031-03-01, source: s, quote: no arson}
  - {id: g, speaker: w, stance: {asserts: {q: x}}, source: s, quote: a blaze}
  - {id: h, speaker: p1, stance: {asserts: {q: x}}, source: s, quote: arson}
""")
    got = [(each.term, each.party, each.as_told_by, each.claims) for each in uses(collection, incident)]
    assert got == [
        ("blaze", "w", None, ("g",)),
        ("arson", "union", None, ("e",)),
        ("arson", "port", None, ("d", "h")),
        ("arson", "s", None, ("c",)),
        ("arson", "s", "w", ("b",)),
        ("arson", "w", None, ("a",)),
        ("arson", "union", None, ("f",)),
        ("saboteurs", "w", None, ("a",)),
    ]


@pytest.mark.parametrize(
    ("quote", "rejected"),
    [
        ("No arson but an accident", True),
        ("No, arson, and no accident", False),
        ("Look, it was not so, it was arson, and no accident", False),
        ("It was an accident, there was no arson, and that is all", True),
        ("It wasn't arson", True),
        ("Это не поджог, а авария", True),
        ("Это поджог, а не авария", False),
    ],
)
def test_who_denies_and_affirms_in_one_breath_rejects_the_words_of_the_negated_clause(
    quote: str, *, rejected: bool
) -> None:
    collection, incident = read(f"""
title: Fire
questions: {{q: {{ask: Q, answers: {{x: X., y: Y.}}}}}}
terms: {{fire: {{arson: [arson, поджог]}}}}
sources: {{s: {{publisher: Sarn Herald}}}}
claims:
  - {{id: a, speaker: w, stance: {{denies: {{q: x}}, asserts: {{q: y}}}}, source: s, quote: "{quote}"}}
""")
    assert [each.rejected for each in uses(collection, incident)] == [rejected]


@pytest.mark.parametrize(
    ("prose", "left"),
    [
        ("no marks, don't worry", "no marks, don't worry"),
        ("he 'fled', they say", "he       , they say"),
        ('he “fled” and „went“ and «left» and "ran"', "he        and        and        and      "),
        ("the workers' 'strike.' ended", "the workers'           ended"),
        ("he “fled, they 'went' and “ran", "he “fled, they        and “ran"),
        ("he “fled “and” went", "he             went"),
        ("«a»«b»", "      "),
    ],
)
def test_what_stands_in_quotation_marks_is_blanked_and_every_place_stays(prose: str, left: str) -> None:
    assert without_quotations(prose) == left


@given(st.text("ab '“”„«»\"‘’.", max_size=30))
def test_prose_without_its_quotations_is_as_long_and_says_nothing_else(prose: str) -> None:
    left = without_quotations(prose)
    assert len(left) == len(prose)
    assert all(new in (old, " ") for old, new in zip(prose, left, strict=True))


@pytest.mark.parametrize(
    ("forms", "text", "there"),
    [
        (("arson", "поджо*"), "Arsonists did it", False),
        (("arson", "поджо*"), "It was ARSON", True),
        (("arson", "поджо*"), "ПОДЖОГ", True),
        (("fire", "arson"), "parson", False),
        (("arson",), "It was arson", True),
    ],
)
def test_a_form_of_a_term_is_a_whole_word_or_the_beginning_of_one(
    forms: tuple[str, ...], text: str, *, there: bool
) -> None:
    assert occurs(forms, read_apart(text)) is there


# --- first voices

REPEATED = """
title: Fire
questions: {q: {ask: Q, exclusive: false, answers: {x: X., y: Y., z: Z.}}}
sources:
  wire: {publisher: Wire}
  one: {publisher: One, derived_from: wire}
  two: {publisher: Two, derived_from: ["source:wire", "speaker:radio"]}
  three: {publisher: Three, derived_from: [one, two]}
  herald: {publisher: Sarn Herald}
  copy: {publisher: Coast Radio, derived_from: herald}
  agency: {publisher: Coast Radio, derived_from: "speaker:herald"}
claims:
"""


def origins(*claims: str) -> Origins:
    head = "stance: {asserts: {q: x}}, text: T"
    lines = [f"  - {{id: {string.ascii_lowercase[at]}, {head}, {each}}}" for at, each in enumerate(claims)]
    return of_incident(*read(REPEATED + "\n".join(lines)))


@pytest.mark.parametrize(
    ("claims", "counts", "voices"),
    [
        ([], (0, 0, 0), ""),
        (["speaker: p1, source: wire"], (1, 1, 1), "p1"),
        (["speaker: p1, source: wire, also_in: [one, two, three]"], (4, 1, 1), "p1"),
        (["speaker: p1, source: one", "restates: a, source: two", "restates: b, source: three"], (3, 1, 1), "p1"),
        (["speaker: p1, source: one", "restates: a, source: one"], (1, 1, 1), "p1"),
        (["speaker: p1, source: one", "speaker: p1, source: one"], (2, 1, 1), "p1"),
        (["speaker: p1, source: one", "speaker: p2, source: two", "speaker: u1, source: one"], (3, 3, 2), "p1 p2 u1"),
        # an unnamed voice or a body is not independent of its own party
        (["speaker: p3, source: one"], (1, 1, 1), "p3"),
        (
            ["speaker: p3, source: one", "speaker: p4, source: one", "speaker: pb, source: one"],
            (3, 1, 1),
            "p3 (p4) (pb)",
        ),
        (
            ["speaker: p3, source: one", "speaker: p1, source: one", "speaker: pb, source: one"],
            (3, 1, 1),
            "(p3) p1 (pb)",
        ),
        (["speaker: p3, source: one", "speaker: u1, source: one"], (2, 2, 2), "p3 u1"),
        # what another party relays ends at its outermost teller
        (["speaker: w, via: s, source: one"], (1, 1, 1), "s"),
        (["speaker: w, via: [s, u1], source: one"], (1, 1, 1), "u1"),
        (["speaker: p1, via: p2, source: one"], (1, 1, 1), "p1"),
        (["speaker: p1, via: [p2, s], source: one"], (1, 1, 1), "s"),
        (["speaker: p1, via: [s, p2], source: one"], (1, 1, 1), "s"),
        (["speaker: w, source: one", "speaker: w, via: s, source: one", "speaker: s, source: one"], (3, 2, 2), "w s"),
        # an outlet that repeats others is no first voice; a person whom it quotes is
        (["speaker: radio, source: copy"], (1, 1, 1), "herald"),
        (["speaker: radio, source: agency"], (1, 1, 1), "herald"),
        (["speaker: radio, via: p1, source: copy"], (1, 1, 1), "p1"),
        (["speaker: herald, source: herald, also_in: wire"], (2, 1, 1), "herald"),
        (["speaker: radio, source: agency", "speaker: herald, source: herald"], (2, 1, 1), "herald"),
        (["speaker: p1, source: copy", "speaker: p1, source: agency"], (2, 1, 1), "p1"),
        (["speaker: herald, source: agency"], (1, 1, 1), "herald"),
        (["speaker: p1, party: union, source: one", "speaker: u1, source: one"], (2, 2, 1), "p1 u1"),
    ],
)
def test_reports_are_counted_and_voices_and_parties(
    claims: list[str], counts: tuple[int, int, int], voices: str
) -> None:
    got = origins(*claims)
    assert (got.reports, got.voices, got.parties) == counts
    assert " ".join(each.id if each.counted else f"({each.id})" for each in got.first) == voices


def test_an_outlet_without_a_speaker_of_its_name_is_a_voice_as_a_source() -> None:
    got = of_incident(
        *read(
            REPEATED.replace("Coast Radio, derived_from: herald", "Coast Radio, derived_from: wire")
            + "  - {id: a, speaker: radio, stance: {asserts: {q: x}}, source: copy, text: T}"
        )
    )
    assert [(each.id, each.parties) for each in got.first] == [("publisher:Wire", ("publisher:Wire",))]
    assert [(each.depth, each.id, each.first) for each in got.tree[2:]] == [(2, "wire", False), (3, "Wire", True)]


def test_one_publisher_is_one_voice_however_many_articles_and_however_it_is_spelt() -> None:
    sources = REPEATED.replace("Wire}", "Wíre}").replace(
        "Coast Radio, derived_from: herald", "Coast Radio, derived_from: [wire, other]"
    )
    sources = sources.replace("  herald:", "  other: {publisher: WIRE}\n  herald:", 1)
    got = of_incident(*read(sources + "  - {id: a, speaker: radio, stance: {asserts: {q: x}}, source: copy, text: T}"))
    assert (got.reports, got.voices, got.parties) == (1, 1, 1)
    assert [each.id for each in got.first] == ["publisher:Wíre"]


def test_who_took_it_back_is_named_apart_and_counted_nowhere() -> None:
    got = origins(
        "speaker: p1, source: one",
        "restates: a, source: two",
        "speaker: u1, source: one",
        "speaker: p1, source: two, replaces: b",
    )
    assert (got.reports, got.voices, got.parties) == (2, 2, 2)
    assert [each.id for each in got.first] == ["u1", "p1"]
    assert [(each.id, each.claims) for each in got.taken_back] == [("p1", ("a", "b"))]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_the_claims_decides_nothing_of_origins(order: tuple[int, ...]) -> None:
    claims = ["speaker: p1, party: union, source: one", "speaker: p1, source: one", "speaker: p3, source: one"]
    got = origins(*(claims[at] for at in order))
    assert (got.reports, got.voices, got.parties) == (3, 1, 2)
    assert {each.id: (each.parties, each.counted) for each in got.first} == {
        "p1": (("port", "union"), True),
        "p3": (("port",), False),
    }


def test_the_tree_leads_from_a_claim_over_its_sources_to_the_first_voice() -> None:
    got = origins("speaker: p1, via: [p2], source: three")
    shown = [("  " * each.depth) + each.id + " *" * each.first + " …" * each.repeated for each in got.tree]
    assert shown == [
        "a",
        "  three",
        "    one",
        "      wire",
        "        p2",
        "          p1 *",
        "    two",
        "      wire …",
        "      radio",
        "        p2",
        "          p1 *",
    ]


@pytest.mark.parametrize(
    ("claim", "tree"),
    [
        ("speaker: radio, source: copy", ["a", "  copy", "    herald", "      herald *"]),
        ("speaker: p1, source: copy", ["a", "  copy", "    herald", "      p1 *"]),
        ("speaker: radio, source: agency", ["a", "  agency", "    herald *"]),
        ("speaker: herald, source: agency", ["a", "  agency", "    herald *"]),
        ("speaker: p1, source: agency", ["a", "  agency", "    herald", "      p1 *"]),
        ("speaker: wire, source: one", ["a", "  one", "    wire", "      wire *"]),
    ],
)
def test_below_an_outlet_stands_whoever_was_first(claim: str, tree: list[str]) -> None:
    shown = [("  " * each.depth) + each.id + " *" * each.first for each in origins(claim).tree]
    assert shown == tree


def test_origins_can_be_asked_of_a_claim_and_of_one_side_of_a_question() -> None:
    head = "stance: {%s: {q: %s}}, text: T"
    claims = [
        f"  - {{id: a, speaker: p1, source: one, {head % ('asserts', 'x')}}}",
        "  - {id: b, restates: a, source: two}",
        f"  - {{id: c, speaker: u1, source: two, {head % ('denies', 'x')}}}",
        f"  - {{id: d, speaker: u2, source: two, {head % ('asserts', '[y, z]')}}}",
        f"  - {{id: e, speaker: w, source: two, condition: if, {head % ('asserts', 'y')}}}",
        "  - {id: f, speaker: s, source: two, draft: true, text: T}",
    ]
    collection, incident = read(REPEATED + "\n".join(claims))
    for claim in ("a", "b"):
        assert of_claim(collection, incident, incident.by_id[claim]).reports == 2
    assert [each.id for each in of_claim(collection, incident, incident.by_id["f"]).first] == ["s"]
    asked = [
        of_question(collection, incident, "q"),
        of_question(collection, incident, "q", "x"),
        of_question(collection, incident, "q", "x", Polarity.DENIES),
        of_question(collection, incident, "q", "z"),
    ]
    assert [" ".join(voice.id for voice in each.first) for each in asked] == ["p1 u1 u2", "p1 u1", "u1", "u2"]


def test_sources_in_a_circle_are_found_and_do_not_stop_the_count() -> None:
    sources = (
        "a: [b], b: [c], c: [a, d], d: [], e: [e], f: [b, e], g: [d, d], h: [source:i], i: [g, h], j: [speaker:radio]"
    )
    written = [
        f"{each.split(':', 1)[0]}: {{publisher: P, derived_from: {each.split(':', 1)[1]}}}" for each in _split(sources)
    ]
    claim = "{id: x, speaker: p1, stance: {asserts: {q: x}}, source: f, also_in: [a, h, j], text: T}"
    collection, incident = read(
        f"title: T\nquestions: {{q: {{{SINGLE}}}}}\nsources: {{{', '.join(written)}}}\nclaims: [{claim}]"
    )
    assert rings(incident) == [("a", "b", "c"), ("e",), ("h", "i")]
    got = of_incident(collection, incident)
    assert (got.reports, got.voices, got.parties) == (4, 1, 1)


def _split(written: str) -> list[str]:
    return [each + "]" for each in written.rstrip("]").split("], ")]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=16))
def test_circles_of_sources_are_circles_and_every_circle_is_met(edges: list[tuple[int, int]]) -> None:
    behind = {at: sorted({end for start, end in edges if start == at}) for at in range(8)}
    sources = [
        f"s{at}: {{publisher: P, derived_from: [{', '.join(f's{end}' for end in ends)}]}}"
        for at, ends in behind.items()
    ]
    collection, incident = read(f"title: T\nquestions:\nsources: {{{', '.join(sources)}}}\nclaims:")
    found = rings(incident)
    for ring in found:
        for one, other in zip(ring, (*ring[1:], ring[0]), strict=True):
            assert int(other[1:]) in behind[int(one[1:])]
    assert bool(found) is _has_circle(behind)
    assert len({source for ring in found for source in ring}) == sum(map(len, found))
    assert of_incident(collection, incident).tree == ()


def _has_circle(behind: dict[int, list[int]]) -> bool:
    left = dict(behind)
    while free := [at for at, ends in left.items() if not any(end in left for end in ends)]:
        for at in free:
            del left[at]
    return bool(left)
