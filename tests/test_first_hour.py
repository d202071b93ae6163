"""The first hour: one incident of 12 claims from nothing, typed at a terminal of 80 columns, and how much typing it is.

`docs/tutorial/first-hour.md` shows parts of it, as they look. What is typed beside the words that are quoted or
paraphrased is counted, and so is what the same took in the build before, where `BEFORE` was typed: with the words that
its prompts ask for, and with TAB wherever that completes them.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pexpect
import pytest

from tests.conftest import Golden, Run

PAGE = Path(__file__).parent.parent / "docs/tutorial/first-hour.md"
QUOTED = ("quote (verbatim; empty for a paraphrase)", "paraphrase")
"""What stands behind these is not counted: but the Enter is."""
Session = tuple[str, list[tuple[str, str]]]
"""A command, and what is answered to which prompt; a prompt is named by its beginning."""

_ID, _WRITE, _MORE = ("id", ""), ("Write this", ""), ("anything more?", "")


def _party(name: str, identifier: str) -> Session:
    return ("add party", [("name", name), ("id", identifier), _WRITE])


def _speaker(name: str, party: str, role: str) -> Session:
    answers = [("name", name), ("a person, unnamed", ""), ("party", party), ("role", role), _MORE, _ID, _WRITE]
    return ("add speaker", answers)


def _source(publisher: str, day: str) -> Session:
    answers = [("publisher", publisher), ("title", ""), ("published", day), ("language", "en"), ("address", "")]
    return ("add source sarn-fire", [*answers, _MORE, _ID, _WRITE])


def _claim(speaker: str, source: str, words: str, stance: str, *, said: str = "", text: bool = False) -> Session:
    spoken = [("quote", ""), ("paraphrase", words)] if text else [("quote", words)]
    answers = [("speaker", speaker), ("source", source), *spoken, ("said", said), ("stance", stance)]
    return ("add claim sarn-fire", [*answers, _MORE, _ID, _WRITE])


NOW: list[Session] = [
    ("init", []),
    ("new sarn-fire", [("title", "Fire in warehouse 4 of Sarn harbour")]),
    _party("Sarn Port Authority", "port"),
    _party("Dockers' Union of Sarn", "union"),
    _speaker("Ilse Brandt", "p", "harbour captain"),
    _speaker("Marta Olin", "u", "chair of the union"),
    _speaker("Piet Aal", "", "night watchman"),
    (
        "add question sarn-fire",
        [
            ("question", "How did the fire begin?"),
            ("kind", ""),
            ("answer id", "accident"),
            ("in words", "Old wiring of the port caught fire."),
            ("answer id", "set"),
            ("in words", "Somebody set the fire."),
            ("answer id", ""),
            ("do its answers", ""),
            _MORE,
            ("id", "cause"),
            _WRITE,
        ],
    ),
    (
        "add question sarn-fire",
        [("question", "When did it begin?"), ("kind", "d"), _MORE, ("id", "began-on"), _WRITE],
    ),
    _source("Sarn Herald", "2031-03-05"),
    _source("Coast Radio", "2031-03-06"),
    _claim("i", "s", "It was the old wiring, nothing more", "a c a"),
    _claim("", "", "It began in the night to the fourth", "a b 2031-03-03/2031-03-04"),
    _claim("m", "", "Nobody set anything on fire", "de c s"),
    _claim("", "", "It began on the fifth, after midnight", "a b 2031-03-05"),
    _claim("p", "", "Declined to say how it began.", "w c", text=True),
    _claim("", "", "The lamps went out first, at about three", "i c a", said="2031-03-04"),
    _claim("m", "c", "The wiring was rotten, and the port knew it", "a c a"),
    _claim("", "", "We had warned of it in January", "i c a", said="2031-01"),
    _claim("i", "", "We now know that it was set", "a c s"),
    _claim("", "", "It may have begun before midnight", "su b ../2031-03-03"),
    _claim("m", "", "The port cannot know that", "do c s"),
    _claim("p", "", "Said that he had seen nobody at the warehouse.", "pre c s", text=True),
]


def _claim_before(speaker: str, source: str, words: str, stance: str, *, said: str = "", text: bool = False) -> Session:
    spoken = [("quote", ""), ("paraphrase", words)] if text else [("quote", words)]
    word, question, answer = [*stance.split(), ""][:3]
    does = (
        [("stance", word), ("question", question), ("answer", answer)]
        if answer
        else [("stance", word), ("on", question)]
    )
    last = [("another stance", ""), ("as", ""), ("note", ""), _ID, _WRITE]
    command = "add claim sarn-fire" + (f" --said {said}" if said else "")  # no prompt asked for it
    return (command, [("speaker", speaker), ("source", source), *spoken, *does, *last])


_I, _M, _P, _H, _C = "i\t", "m\t", "p\t", "s\t", "c\t"
BEFORE: list[Session] = [
    _claim_before(_I, _H, "It was the old wiring, nothing more", "as\t c\t a\t"),
    _claim_before(_I, _H, "It began in the night to the fourth", "as\t b\t 2031-03-03/2031-03-04"),
    _claim_before(_M, _H, "Nobody set anything on fire", "de\t c\t s\t"),
    _claim_before(_M, _H, "It began on the fifth, after midnight", "as\t b\t 2031-03-05"),
    _claim_before(_P, _H, "Declined to say how it began.", "w\t c\t", text=True),
    _claim_before(_P, _H, "The lamps went out first, at about three", "i\t c\t a\t", said="2031-03-04"),
    _claim_before(_M, _C, "The wiring was rotten, and the port knew it", "as\t c\t a\t"),
    _claim_before(_M, _C, "We had warned of it in January", "i\t c\t a\t", said="2031-01"),
    _claim_before(_I, _C, "We now know that it was set", "as\t c\t s\t"),
    _claim_before(_I, _C, "It may have begun before midnight", "su\t b\t ../2031-03-03"),
    _claim_before(_M, _C, "The port cannot know that", "do\t c\t s\t"),
    _claim_before(_P, _C, "Said that he had seen nobody at the warehouse.", "pr\t c\t s\t", text=True),
]
"""The claims, as they were typed in the build before."""


def keystrokes(sessions: Iterable[Session]) -> int:
    """What is typed for claims: each answer and its Enter, but no word of a quote or a paraphrase; and what a command
    needed beyond its name."""
    count = 0
    for command, answers in sessions:
        if command.startswith("add claim"):
            count += len(command.removeprefix("add claim sarn-fire"))
            count += sum(1 + (0 if prompt in ("quote", "paraphrase") else len(typed)) for prompt, typed in answers)
    return count


_WHOLE = {
    "speaker": ("ilse-brandt", "marta-olin", "piet-aal"),
    "source": ("sarn-herald-2031-03-05", "coast-radio-2031-03-06"),
    "stance": ("asserts", "denies", "implies", "suggests", "doubts", "precludes", "withholds"),
    "question": ("cause", "began-on"),
    "on": ("cause",),
    "answer": ("accident", "set"),
}


def whole(sessions: Iterable[Session]) -> list[Session]:
    """The same with every word typed to its end: TAB is known to those who know it."""

    def word(prompt: str, typed: str) -> str:
        return next((each for each in _WHOLE.get(prompt, ()) if each.startswith(typed.strip("\t"))), typed)

    return [
        (command, [(prompt, word(prompt, typed) if "\t" in typed else typed) for prompt, typed in answers])
        for command, answers in sessions
    ]


def test_it_takes_less_than_three_fifths_of_the_typing_that_it_took() -> None:
    assert len([each for each in NOW if each[0].startswith("add claim")]) == len(BEFORE) == 12
    now, before, with_tab = keystrokes(NOW), keystrokes(whole(BEFORE)), keystrokes(BEFORE)
    assert (now, before, with_tab) == (228, 633, 299)
    assert now <= 0.6 * before
    assert now <= 0.8 * with_tab  # a day, and whatever else is asked now and was not


def play(folder: Path, sessions: Iterable[Session]) -> list[str]:
    """What stands on the screen, session by session."""
    shown = []
    for command, answers in sessions:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "claimcheck", *command.split()],
            cwd=str(folder),
            env={"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8"},
            encoding="utf-8",
            timeout=30,
            dimensions=(40, 80),
        )
        text = ""
        for prompt, typed in answers:
            child.expect(rf"(?:^|\n)(?: *){re.escape(prompt)}[^\n]*: $")
            text += f"{child.before}{child.after}"
            child.sendline(typed)
        child.expect(pexpect.EOF)
        text += str(child.before)
        child.close()
        assert child.exitstatus == 0, text
        shown.append(f"$ claimcheck {command}\n" + text.replace("\r", "").strip("\n"))
    return shown


@pytest.fixture(scope="module")
def hour(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("hour")
    return folder, play(folder, NOW)


def test_the_hour_ends_in_a_collection_without_an_error(hour: tuple[Path, list[str]], run: Run) -> None:
    folder, _ = hour
    done = run("check", cwd=folder)
    assert done.status == 0, done.out
    assert run("list", "claims", "--format", "jsonl", cwd=folder).out.count("\n") == 12
    assert "cause — contested" in run("contrast", "sarn-fire", cwd=folder).out


def test_the_tutorial_shows_the_hour_as_it_is(hour: tuple[Path, list[str]], golden: Golden) -> None:
    _, shown = hour
    text = PAGE.read_text(encoding="utf-8")
    parts = iter(["\n\n".join(shown[:4]), shown[4], shown[7], shown[9], "\n\n".join(shown[11:14])])
    golden(
        PAGE,
        re.sub(
            r"(?<=```text\n\$ claimcheck).*?(?=\n```)",
            lambda _: next(parts).removeprefix("$ claimcheck"),
            text,
            flags=re.DOTALL,
        ),
    )
