"""Adding by hand, on a real terminal: questions, completion, second thoughts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

from tests.conftest import TESTS, Run
from tests.test_coders import PLANTED, as_recorded, differently, fill

TAB = "\t"


@pytest.fixture
def sarn(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "fixtures/claims", tmp_path / "claims")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    return tmp_path


def terminal(folder: Path, *words: str, **env: str) -> pexpect.spawn[str]:
    """The program on a terminal of its own."""
    wanted = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8", **env}
    return pexpect.spawn(
        sys.executable,
        ["-m", "claimcheck", *words],
        cwd=str(folder),
        env=wanted,
        encoding="utf-8",
        timeout=15,
        dimensions=(40, 200),
    )


def answer(child: pexpect.spawn[str], question: str, text: str) -> None:
    child.expect_exact(question)
    child.sendline(text)


def added(folder: Path) -> str:
    diff = subprocess.run(["git", "diff", "-U0"], cwd=folder, check=True, capture_output=True, text=True).stdout
    assert not [line for line in diff.splitlines() if line.startswith("-") and not line.startswith("---")]
    return "".join(f"{line[1:]}\n" for line in diff.splitlines() if line.startswith("+") and not line.startswith("+++"))


def test_a_claim_is_typed_with_completion_and_a_slip(sarn: Path) -> None:
    child = terminal(sarn, "add", "claim", "harbour-fire")
    answer(child, "speaker (who asserts it) [coast-radio]: ", "fire-cheif")
    child.expect_exact("`fire-cheif` is not known here; did you mean `fire-chief`")
    answer(child, "speaker (who asserts it) [coast-radio]: ", f"fire{TAB}")
    answer(child, "source (where you read it) [radio-03-06]: ", f"kur{TAB}")
    answer(child, "quote (verbatim; empty for a paraphrase): ", "Er sagte [sic]: „niemand“ # war's")
    answer(child, "translation from de (may be empty): ", "He said [sic]: nobody was it")
    answer(child, "said on (may be empty): ", "2031-3-1")
    child.expect_exact("`2031-3-1` is not a date; did you mean `2031-03-01`?")
    answer(child, "said on (may be empty): ", "2031-03-07")
    answer(child, "stance (asserts, implies", f"den{TAB}")
    answer(child, "question: ", f"cau{TAB}")
    answer(child, "answer (accident, set): ", f"s{TAB}")
    answer(child, "anything more? (a stance, via, condition, replaces, also-in; empty: no): ", "sug")
    answer(child, "question: ", "crates")
    answer(child, "answer (a number): ", "many")
    child.expect_exact("`many` is not a number")
    answer(child, "answer (a number): ", "100/..")
    answer(child, "anything more? (a stance, via, condition, replaces, also-in; empty: no): ", "as")
    answer(child, "as: ", "chief of the firemen")
    answer(child, "anything more? (a stance, via, condition, replaces, also-in; empty: no): ", "")
    answer(child, "id [fire-chief-set]: ", "captain-wiring")
    child.expect_exact("`captain-wiring` is taken")
    answer(child, "id [fire-chief-set]: ", "")
    child.expect_exact("+  - id: fire-chief-set")
    answer(child, "Write this to claims/incidents/harbour-fire.yaml? [Y/n]: ", "y")
    child.expect_exact("added claim harbour-fire/fire-chief-set to claims/incidents/harbour-fire.yaml")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert added(sarn) == (
        "\n"
        "  - id: fire-chief-set\n"
        "    speaker: fire-chief\n"
        "    as: chief of the firemen\n"
        "    stance:\n"
        "      denies: {cause: set}\n"
        "      suggests: {crates: 100/..}\n"
        "    said: 2031-03-07\n"
        "    source: kurier\n"
        '    quote: "Er sagte [sic]: „niemand“ # war\'s"\n'
        '    translation: "He said [sic]: nobody was it"\n'
    )


def test_a_source_a_question_and_a_speaker_are_typed(sarn: Path) -> None:
    child = terminal(sarn, "add", "source", "harbour-fire", "--language", "en", "--yes")
    answer(child, "publisher (whose text it is): ", "Küsten Kurier")
    answer(child, "title (may be empty): ", "")
    answer(child, "published on (may be empty): ", "2031-03-10")
    answer(child, "address (may be empty): ", "")
    answer(child, "anything more? (such as archived, derived-from, note; empty: no): ", "")
    answer(child, "id [kusten-kurier-2031-03-10]: ", "")
    child.expect_exact("added source")
    child.expect(pexpect.EOF)
    child = terminal(sarn, "add", "question", "harbour-fire", "--yes")
    answer(child, "question, in neutral words: ", "Who raised the alarm?")
    answer(child, "kind (choice, date or number; empty for choice): ", "")
    answer(child, "theme that it asks (may be empty): ", "")
    answer(child, "answer id: ", "no")
    answer(child, "in words: ", "Nobody did.")
    answer(child, "answer id (empty: no more): ", "")
    answer(child, "anything more? (such as changes, note; empty: no): ", "")
    answer(child, "id: ", "alarm")
    child.expect_exact("added question")
    child.expect(pexpect.EOF)
    child = terminal(sarn, "add", "speaker", "--yes")
    answer(child, "name, as it is to be printed: ", "Ada Ost")
    answer(child, "a person, unnamed (by the source), or a body? [person]: ", "")
    answer(child, "party (empty: speaks for nobody else): ", "")
    answer(child, "role, such as spokesman of the port (may be empty): ", "mayor")
    answer(child, "anything more? (such as aliases, note; empty: no): ", "")
    answer(child, "id [ada-ost]: ", "")
    child.expect_exact("added speaker")
    child.expect(pexpect.EOF)
    assert added(sarn) == (
        "  alarm:\n    ask: Who raised the alarm?\n    answers:\n"
        '      "no": Nobody did.\n'
        "  kusten-kurier-2031-03-10:\n    publisher: Küsten Kurier\n    published: 2031-03-10\n    language: en\n"
        "  ada-ost: {name: Ada Ost, role: mayor}\n"
    )


def test_second_thoughts_write_nothing(sarn: Path) -> None:
    words = ["--id", "town", "--name", "Town of Sarn"]
    child = terminal(sarn, "add", "party", *words)
    answer(child, "Write this to claims/speakers.yaml? [Y/n]: ", "n")
    child.expect_exact("nothing was written")
    child.expect(pexpect.EOF)
    child = terminal(sarn, "add", "party")
    child.expect_exact("name, as it is to be printed: ")
    child.sendeof()
    child.expect_exact("nothing was written: the input ended")
    child.expect(pexpect.EOF)
    child = terminal(sarn, "add", "party")
    child.expect_exact("name, as it is to be printed: ")
    time.sleep(0.3)  # the prompt is there a moment before Python listens
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert added(sarn) == ""


def test_edit_offers_to_open_the_file_again(sarn: Path) -> None:
    by_hand = sarn / "by-hand"
    by_hand.write_text('#!/bin/sh\nif [ -e once ]; then sed -i s/no-one/fire-chief/ "$1"; exit; fi\ntouch once\n')
    with by_hand.open("a") as stream:
        stream.write('printf "\\n  - {id: new, speaker: no-one, source: kurier, quote: x, draft: true}\\n" >> "$1"\n')
    by_hand.chmod(0o755)
    child = terminal(sarn, "edit", "harbour-fire", EDITOR=str(by_hand))
    child.expect_exact("unknown speaker `no-one`")
    answer(child, "Open `claims/incidents/harbour-fire.yaml` again? [Y/n]: ", "")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert added(sarn) == "\n  - {id: new, speaker: fire-chief, source: kurier, quote: x, draft: true}\n"


def test_what_must_be_chosen_from_nothing_is_not_asked_for_ever(sarn: Path) -> None:
    (sarn / "claims/incidents/flood.yaml").write_text("title: The flood\n", encoding="utf-8")
    child = terminal(sarn, "add", "claim", "flood")
    answer(child, "speaker (who asserts it): ", "fire-chief")
    child.expect_exact("no source is there to choose from")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2


def test_somebody_new_is_added_on_the_way_to_a_claim(sarn: Path) -> None:
    child = terminal(sarn, "add", "claim", "harbour-fire")
    answer(child, "speaker (who asserts it) [coast-radio]: ", "Zsófia Quist")
    answer(child, "Add `Zsófia Quist` as a new speaker? [Y/n]: ", "y")
    answer(child, "a person, unnamed (by the source), or a body? [person]: ", "")
    answer(child, "party (empty: speaks for nobody else): ", "")
    answer(child, "role, such as spokesman of the port (may be empty): ", "diver")
    answer(child, "anything more? (such as aliases, note; empty: no): ", "")
    answer(child, "id [zsofia-quist]: ", "")
    answer(child, "Write this to claims/speakers.yaml? [Y/n]: ", "y")
    child.expect_exact("added speaker zsofia-quist to claims/speakers.yaml")
    answer(child, "source (where you read it) [radio-03-06]: ", "")
    answer(child, "quote (verbatim; empty for a paraphrase): ", "Nobody was down there but me that night")
    answer(child, "said on [2031-03-06, the day of its source]: ", "")
    answer(child, "stance (asserts, implies", "asserts")
    answer(child, "question: ", "cause")
    answer(child, "answer (accident, set): ", "accident")
    answer(child, "anything more? (a stance, via, condition, replaces, also-in; empty: no): ", "")
    answer(child, "id [zsofia-quist-accident]: ", "")
    answer(child, "Write this to claims/incidents/harbour-fire.yaml? [Y/n]: ", "y")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "  zsofia-quist: {name: Zsófia Quist, role: diver}\n" in added(sarn)
    assert "    speaker: zsofia-quist\n" in added(sarn)


def test_a_theme_and_a_side_are_typed(sarn: Path) -> None:
    child = terminal(sarn, "add", "theme", "--yes")
    answer(child, "question, in neutral words: ", "Was anybody warned?")
    answer(child, "answer id: ", "Warned!")
    child.expect_exact("`Warned!` is not an id")
    answer(child, "answer id: ", "warned")
    answer(child, "in words: ", "Somebody was.")
    answer(child, "answer id (empty: no more): ", "")
    answer(child, "id: ", "accident-or-arson")
    child.expect_exact("`accident-or-arson` is taken")
    answer(child, "id: ", "anybody-warned")
    child.expect_exact("added theme anybody-warned")
    child.expect(pexpect.EOF)
    child = terminal(sarn, "add", "side", "harbour-fire", "--yes")
    answer(child, "name, as it is to be printed: ", "The firemen")
    answer(child, "party: ", "fire-chief")
    child.expect_exact("`fire-chief` is not known here")
    answer(child, "party: ", f"fire-s{TAB}")
    answer(child, "another party (empty: that is all): ", "")
    answer(child, "id [the-firemen]: ", "")
    child.expect_exact("added side")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "anybody-warned:\n  ask: Was anybody warned?\n" in added(sarn)
    assert "  the-firemen: {name: The firemen, parties: [fire-service]}\n" in added(sarn)


def test_a_disagreement_is_settled_with_a_slip_and_one_is_left(sarn: Path, run: Run) -> None:
    run("recode", "-o", "sheet.csv")
    fill(sarn / "sheet.csv", sarn / "anna.csv", differently(as_recorded(sarn / "claims"), PLANTED))
    child = terminal(sarn, "adjudicate", "Anna=anna.csv")
    child.expect_exact("1 of 5")
    answer(child, "; empty: later; q: leave: ", "7")
    answer(child, "; empty: later; q: leave: ", "1")
    child.expect_exact("2 of 5")
    answer(child, "; empty: later; q: leave: ", "")
    child.expect_exact("3 of 5")
    answer(child, "; empty: later; q: leave: ", "q")
    child.expect_exact("1 of 5 disagreements settled, 4 open")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert added(sarn) == ""
