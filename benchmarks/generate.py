"""A seeded generator of collections that look like real ones, of any size, with clashes in known numbers.

    python -m benchmarks.generate --incidents 1000 --claims 20 -o DIR

Files are in flow and block style, with folded and quoted scalars in several scripts and loaded terms; `check` finds
nothing wrong with them. Of every four questions one is contested, one is split inside a party, one agreed and one
one-sided, and every second incident repeats a quote of the one before with 30 % of its words changed. `plan.json`
beside the collection says how many of each there are and which claims are alike, so that a run can be checked by
counting.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

COMMON = """
the harbour watch crew fire night wall road village river border guard officer witness letter order gate bridge convoy
radio signal market square station train depot smoke window door light morning evening winter summer north south east
west report answer question denial apology promise warning visit escort uniform truck engine wheel document list name
number street house roof cellar garden field forest hill valley camp tent stove bread water coffee
"""


def _words(*syllables: str) -> tuple[str, ...]:
    """Every word that takes one of each of some lists of syllables."""
    return tuple("".join(each) for each in product(*(each.split() for each in syllables)))


# as many words as people use, the common ones more often, or every quote would be like every other
RARE = _words("ar bel cor dun fal gor han is kal lor mar ner", "a e o u", "l m n r s", "an ek il or")
WORDS = tuple(COMMON.split()) * 8 + RARE
CYRILLIC = _words("бел гор дун кар лес мар нев пар сол тор", "а е о у", "л м н р с", "а ы ой ам")
GEORGIAN = _words("არ ბელ გორ დუნ კარ ლეს მარ ნევ პარ სოლ", "ა ე ო უ", "ლ მ ნ რ ს", "ი ის ით თან")
ARABIC = _words("ال بال وال", "حد ليل طر شه ضب مد نه جس خي رس", "و ا ي", "د ل ق م ر ة ن ب")
STATES = ("contested", "split", "agreed", "one-sided")
TERMS = ("seized", "patrolled")
PARTIES = 12
SPEAKERS = 120
QUESTIONS = 4


def main() -> None:
    """Write one collection."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=1000)
    parser.add_argument("--claims", type=int, default=20, help="claims an incident, on average")
    parser.add_argument("--seed", type=int, default=2009)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    generate(options.output, options.incidents, options.claims, options.seed)


@dataclass
class Plan:
    """What was planted: claims, questions of each state, pairs of quotes that are alike; and who speaks."""

    claims: int = 0
    states: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    alike: list[tuple[str, str]] = field(default_factory=list)
    speakers: set[int] = field(default_factory=set)
    quote: str = ""
    """The quote, of the incident before, that the next one repeats with other words in it."""


def generate(folder: Path, incidents: int, claims: int, seed: int = 2009) -> Plan:
    """Write a collection to `folder/claims` and what was planted to `folder/plan.json`."""
    chance = random.Random(seed)  # noqa: S311 - the same collection every time is what is wanted
    root = folder / "claims"
    (root / "incidents").mkdir(parents=True, exist_ok=True)
    plan = Plan()
    left = incidents * claims
    for number in range(incidents):
        share = left // (incidents - number)
        size = max(QUESTIONS * 2, min(60, round(share * chance.choice((0.4, 0.7, 1, 1.3, 1.6)))))
        if number == incidents - 1:
            size = max(QUESTIONS * 2, left)
        left -= size
        text = "".join(_incident(chance, plan, number, size))
        (root / "incidents" / f"incident-{number:05}.yaml").write_text(text, encoding="utf-8")
        plan.claims += size
        for state in STATES:
            plan.states[state] += 1
    (root / "speakers.yaml").write_text("".join(_speakers(plan.speakers)), encoding="utf-8")
    (root / "themes.yaml").write_text(_THEMES, encoding="utf-8")
    planted = {"claims": plan.claims, "states": plan.states, "alike": plan.alike}
    (folder / "plan.json").write_text(json.dumps(planted, indent=1) + "\n", encoding="utf-8")
    return plan


_THEMES = """\
taken-or-left:
  ask: Was the person taken away, or did the person leave?
  answers: {taken: Taken against their will., left: Left of their own will.}
"""


def _speakers(heard: set[int]) -> Iterator[str]:
    yield "parties:\n"
    for party in sorted({speaker % PARTIES for speaker in heard}):
        yield f"  party-{party}: {{name: Party number {party}}}\n"
    yield "speakers:\n"
    for speaker in sorted(heard):
        party = speaker % PARTIES
        name = f"{RARE[speaker].title()} {RARE[-speaker].title()}"
        yield f"  speaker-{speaker}:\n    name: {name}\n    party: party-{party}\n"


def _incident(chance: random.Random, plan: Plan, number: int, size: int) -> Iterator[str]:
    one, other = chance.sample(range(PARTIES), 2)
    year = 1990 + number % 35
    sources = max(2, size // 4)
    yield f"title: {_sentence(chance, 6).capitalize()} {number}\n"
    yield f"date: {year}-03-{1 + number % 28:02}\nplace: {_sentence(chance, 2)}\ncountries: [NO]\n"
    yield f"disputants: [party-{one}, party-{other}]\n"
    yield f"summary: >-\n  {_sentence(chance, 14)}\n  {_sentence(chance, 14)}.\n\nquestions:\n"
    for at, state in enumerate(STATES):
        theme = "    theme: taken-or-left\n" if at == 0 else ""
        yield f"  {state}:\n    ask: {_sentence(chance, 8).capitalize()}?\n{theme}    answers:\n"
        for answer in {"agreed": ("taken",), "one-sided": ("left",)}.get(state, ("taken", "left")):
            yield f"      {answer}: {_sentence(chance, 6).capitalize()}.\n"
    yield "terms:\n  the-act:\n    seized: [seiz*, захва*]\n    patrolled: [patrol*]\n\nsources:\n"
    for source in range(sources):
        day = f"{year}-04-{1 + source % 28:02}"
        yield f"  source-{source}:\n    publisher: Paper {source % 9}\n    published: {day}\n    language: en\n"
        yield f"    url: https://paper-{source % 9}.example/{number}/{source}\n"
    yield "\nclaims:\n"
    for claim in range(size):
        yield from _claim(chance, plan, claim, (one, other), number, sources)


def _claim(  # noqa: PLR0913 - what a claim is made from
    chance: random.Random, plan: Plan, claim: int, disputants: tuple[int, int], number: int, sources: int
) -> Iterator[str]:
    state = STATES[claim % QUESTIONS]
    turn = claim // QUESTIONS
    party, answer = {
        "contested": (disputants[turn % 2], ("taken", "left")[turn % 2]),
        "split": (disputants[0], ("taken", "left")[turn % 2]),
        "agreed": (disputants[turn % 2], "taken"),
        "one-sided": (disputants[1], "left"),
    }[state]
    speaker = party + PARTIES * ((turn + number) % (SPEAKERS // PARTIES))
    plan.speakers.add(speaker)
    stance = f"{{asserts: {{{state}: {answer}}}}}"
    yield f"  - id: claim-{claim}\n    speaker: speaker-{speaker}\n"
    if claim % 3:
        yield f"    stance: {stance}\n"
    else:
        yield f"    stance:\n      asserts:\n        {state}: {answer}\n"
    # one day for all claims of a question: what differs on one day is a split, not a shift
    yield f"    said: 1989-12-31\n    source: source-{claim % sources}\n"
    script = chance.random()
    if script < 0.15:
        words, language = CYRILLIC, "ru"
    elif script < 0.25:
        words, language = GEORGIAN, "ka"
    elif script < 0.3:
        words, language = ARABIC, "ar"
    else:
        words, language = WORDS, "en"
    quote = " ".join(chance.choice(words) for _ in range(chance.randint(8, 26)))
    if claim == 0:
        language, quote = "en", _repeated(chance, plan, number)
    elif claim <= len(TERMS):
        quote = f"{TERMS[claim - 1]} {quote}"
    if chance.random() < 0.2:
        half = len(quote) // 2
        cut = quote.index(" ", half) if " " in quote[half:] else len(quote)
        yield f"    quote: >-\n      {quote[:cut]}\n      {quote[cut + 1 :] or 'so'}\n"
    elif chance.random() < 0.2:
        yield f'    quote: "{quote}: [sic] {chance.choice(words)}"\n'
    else:
        yield f"    quote: {quote}\n"
    if language != "en":
        yield f"    language: {language}\n    translation: {_sentence(chance, 12)}\n"
    if claim % 7 == 0:
        yield f"    note: {_sentence(chance, 10)}\n"


def _repeated(chance: random.Random, plan: Plan, number: int) -> str:
    """The quote of the incident before with 30 % of its words changed; the next one repeats a fresh one."""
    words = plan.quote.split()
    for place in chance.sample(range(len(words)), round(len(words) * 0.3)):
        words[place] = chance.choice(WORDS)
    if number % 2:
        plan.alike.append((f"incident-{number - 1:05}/claim-0", f"incident-{number:05}/claim-0"))
        return " ".join(words)
    plan.quote = " ".join(chance.choice(WORDS) for _ in range(20))
    return plan.quote


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words))


if __name__ == "__main__":
    main()
