"""Beginning, adding, editing, renaming and putting in order, from the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from claimcheck.errors import UsageError
from claimcheck.store.editor import at_line, editor
from tests.conftest import TESTS, Run

CLAIM = ("--speaker", "fire-chief", "--source", "radio-03-06", "--asserts", "cause=set", "--quote", "It was set [sic]")
HARBOUR = "claims/incidents/harbour-fire.yaml"


@pytest.fixture
def sarn(tmp_path: Path) -> Path:
    """The fixtures under git, with a file that is written in a way of its own."""
    shutil.copytree(TESTS / "fixtures/claims", tmp_path / "claims")
    path = tmp_path / HARBOUR
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "core.autocrlf", "false")
    git(tmp_path, "add", "-A")
    git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@sarn.example", "commit", "-qm", "all")
    return tmp_path


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def changes(folder: Path) -> list[str]:
    return git(folder, "diff", "--numstat").split("\n")[:-1]


# add


def test_a_claim_is_exactly_the_lines_that_are_added(sarn: Path, run: Run) -> None:
    done = run("add", "claim", "harbour-fire", "--id", "chief-set", *CLAIM)
    assert done.status == 0
    assert (
        done.err == "claimcheck: `chief-set`: no `said`, so the day is 2031-03-06, when `radio-03-06` was published\n"
    )
    assert done.out == f"added claim harbour-fire/chief-set to {HARBOUR}\n"
    assert changes(sarn) == [f"6\t0\t{HARBOUR}"]
    assert (
        (sarn / HARBOUR)
        .read_bytes()
        .endswith(
            b"\r\n\r\n  - id: chief-set\r\n    speaker: fire-chief\r\n    stance: {asserts: {cause: set}}\r\n"
            b"    source: radio-03-06\r\n    quote: It was set [sic]\r\n"
        )
    )


@pytest.mark.parametrize(
    ("words", "added", "file"),
    [
        (["source", "harbour-fire", "--id", "kurier-2", "--publisher", "Kurier", "--language", "no"], 3, HARBOUR),
        (["question", "harbour-fire", "--id", "why", "--ask", "Why?", "--answer", "no=No: none."], 4, HARBOUR),
        (
            ["speaker", "--id", "mayor", "--name", "Ada Ost", "--aliases", "A. Ost", "--unnamed"],
            4,
            "claims/speakers.yaml",
        ),
        (["party", "--id", "town", "--name", "Town: Sarn"], 1, "claims/speakers.yaml"),
    ],
)
def test_other_records_are_only_added_lines_too(words: list[str], added: int, file: str, sarn: Path, run: Run) -> None:
    done = run("add", *words)
    assert (done.status, done.err) == (0, "")
    assert changes(sarn) == [f"{added}\t0\t{file}"]
    assert run("check").status == 0


@pytest.mark.parametrize("text", ["- {id: a, %s}\n- id: b\n  %s\n", "claims:\n- {id: a, %s}\n- {id: b, %s}\n", "json"])
def test_claims_come_from_a_file_in_yaml_or_json(text: str, sarn: Path, run: Run) -> None:
    record = {"speaker": "fire-chief", "source": "kurier", "draft": True, "note": None}
    if text == "json":
        given = json.dumps([{"id": "a", "text": "One", **record, "said": 2031}, {"id": "b", "text": "Two", **record}])
    else:
        flow = "speaker: fire-chief, source: kurier, text: One, draft: true"
        given = text % (flow, flow.replace("One", "Two").replace(", ", "\n  " if "\n  %s" in text else ", "))
    done = run("add", "claim", "harbour-fire", "--from", "-", "--said", "2031-03", stdin=given)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [f"added claim harbour-fire/{each} to {HARBOUR}" for each in "ab"]
    assert (sarn / HARBOUR).read_text(encoding="utf-8").count("    said: 2031-03\n") == 2
    assert changes(sarn) == [f"14\t0\t{HARBOUR}"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["claim", "harbour-fire", *CLAIM], "a claim needs `--id` and has none"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM[2:]], "a claim needs `--speaker` and has none"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM[:-2]], "a claim needs `--quote` (or `--text`) and has none"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM[:4], "--quote", "x"], "a claim needs a stance such as"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM, "--denies", "cause"], "--denies: `cause` is not of the form"),
        (["claim", "harbour-fir", "--id", "a", *CLAIM], "did you mean `harbour-fire`?"),
        (["claim", "harbour-fire", "--id", "captain-wiring", *CLAIM], "duplicate claim `captain-wiring`"),
        (["claim", "harbour-fire", "--id", "A b", *CLAIM], "[structure] `A b` does not fit"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM, "--said", "2031-13"], "no such month: `2031-13`"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM, "--via", "nobody"], "unknown speaker `nobody`"),
        (["speaker", "--id", "fire-chief", "--name", "x"], "`fire-chief` is there already"),
        (["speaker", "--name", "x"], "a speaker needs `--id` and has none"),
        (["party", "--from", "nowhere.yaml"], "cannot read `nowhere.yaml`"),
        (["source", "harbour-fire", "--id", "a", "--publisher", "x", "--url", "ftp://a"], "http:// or https://"),
        (["source", "harbour-fire", "--id", "a", "--publisher", "\udcff"], "not valid Unicode"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(words: list[str], said: str, sarn: Path, run: Run) -> None:
    done = run("add", *words)
    assert done.status == 2
    assert said in done.err
    assert done.out == ""
    assert changes(sarn) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "the standard input holds nothing"),
        ("just words", "holds something else than `key: value` lines"),
        ("a: [", "the standard input, line 2: not valid YAML"),
        ("[{id: [a], name: x}]", "an `id` is one word"),
        ("[{id: a, name: x}, {id: a, name: y}]", "`a` is given twice"),
        ("[{name: x}]", "a party needs `id` and has none"),
        ("[{id: a, name: x, colour: red}]", "unknown key `colour`"),
        ("[]", "`-` holds no party"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(given: str, said: str, sarn: Path, run: Run) -> None:
    done = run("add", "party", "--from", "-", stdin=given)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert changes(sarn) == []


def test_a_dry_run_shows_the_lines_and_writes_none(sarn: Path, run: Run) -> None:
    done = run("add", "claim", "harbour-fire", "--id", "a", *CLAIM, "--note", "\u202eevil\u202c", "--dry-run")
    assert done.status == 0
    assert "+    quote: It was set [sic]\n" in done.out
    assert "\u202e" not in done.out
    assert changes(sarn) == []


def test_an_error_that_was_there_before_does_not_stand_in_the_way(sarn: Path, run: Run) -> None:
    (sarn / "claims/incidents/other.yaml").write_text("title: Other\nquestions: {}\nclaims: [{id: a}]\n")
    assert run("add", "claim", "harbour-fire", "--id", "a", *CLAIM).status == 0


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["source", "harbour-fire", "--id", "a", "--publisher", "x", "--published", "5.3.2031"], "--published: error"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM, "--said", "2031-13"], "--said: error"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM, "--via", "nobody"], "--via: error"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM, "--denies", "cause=sat"], "--denies: error"),
        (["claim", "harbour-fire", "--id", "A b", *CLAIM], "--id: error"),
        (["speaker", "--id", "A b", "--name", "x"], "--id: error"),
        (["claim", "harbour-fire", "--id", "a", *CLAIM[:4], "--text", "x", "--restates", "no"], "the new claim: error"),
        (["question", "harbour-fire", "--id", "why", "--ask", "Why?", "--answer", "A b=No."], "--answer: error"),
        (["speaker", "--id", "mayor", "--name", "x", "--party", "twon"], "--party: error"),
        (["claim", "harbour-fire", "--from", "-", "--id", "a"], "`said` of `a`: error"),
    ],
)
def test_what_is_wrong_is_named_by_its_option_and_not_by_a_line_that_is_not_there(
    words: list[str], said: str, run: Run
) -> None:
    given = "- {speaker: fire-chief, source: kurier, text: One, draft: true, said: 2031-13}"
    done = run("add", *words, stdin=given)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(said)
    assert ".yaml" not in done.err


# new and init


def test_a_new_incident_passes_check_and_is_in_order(tmp_path: Path, run: Run) -> None:
    assert run("init").status == 0
    assert run("init").out == "claims is a collection already\n"
    made = run("new", "sarn-fire", "--title", "Fire: at 4", "--date", "2031-03", "--country", "NO", "--place", "Sarn")
    assert (made.status, made.out, made.err) == (0, "made claims/incidents/sarn-fire.yaml\n", "")
    text = (tmp_path / "claims/incidents/sarn-fire.yaml").read_text(encoding="utf-8")
    head = '# yaml-language-server: $schema=../schema/incident.json\ntitle: "Fire: at 4"\ndate: 2031-03\nplace: Sarn\n'
    assert text.startswith(head + 'countries: ["NO"]\n')
    for command in (["check"], ["fmt", "--check"]):
        done = run(*command)
        assert (done.status, done.out) == (0, "")
    assert (tmp_path / "claims/incidents" / "../schema/incident.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sarn-fire"], "an incident needs `--title` and has none"),
        (["Sarn Fire", "--title", "x"], "`Sarn Fire` is not an id"),
        (["harbour-fire", "--title", "x"], "is there already"),
        (["sarn-fire", "--title", "x", "--disputant", "prot"], "did you mean `port`?"),
        (["sarn-fire", "--title", "x", "--date", "2031-02-31"], "--date: error"),
        (["sarn-fire", "--title", "x", "--disputant", "prot"], "--disputant: error"),
        (["../../evil", "--title", "x"], "is not an id"),
    ],
)
def test_an_incident_that_cannot_be_begun(words: list[str], said: str, sarn: Path, run: Run) -> None:
    done = run("new", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert git(sarn, "status", "--short") == ""


# rename


@pytest.mark.parametrize(
    ("old", "new", "numbers"),
    [
        ("harbour-captain", "captain", {HARBOUR: 2, "claims/speakers.yaml": 1}),
        ("port", "authority", {HARBOUR: 1, "claims/speakers.yaml": 4}),
        ("party:union", "dockers", {HARBOUR: 1, "claims/speakers.yaml": 3}),
        ("speaker:union", "dockers", {HARBOUR: 1, "claims/speakers.yaml": 1}),
        ("night-watchman", "watchman", {HARBOUR: 1, "claims/speakers.yaml": 1}),
        ("captain-wiring", "wires", {HARBOUR: 2}),
        ("harbour-fire/cause", "how", {HARBOUR: 7}),
        ("source:herald-03-05", "herald", {HARBOUR: 5}),
        ("accident-or-arson", "fire-or-arson", {HARBOUR: 1, "claims/themes.yaml": 1}),
        ("harbour-fire/safety/wiring", "wires", {HARBOUR: 3}),
        ("harbour-fire/inquiry/opened", "begun", {HARBOUR: 2}),
        ("accident-or-arson/set", "lit", {HARBOUR: 3, "claims/themes.yaml": 1}),
        ("term:harbour-fire/arson", "set-on-fire", {HARBOUR: 1}),
        ("group:harbour-fire/the-fire", "the-blaze", {HARBOUR: 1}),
    ],
)
def test_an_id_is_renamed_wherever_it_stands(old: str, new: str, numbers: dict[str, int], sarn: Path, run: Run) -> None:
    before = json.loads(run("contrast", "harbour-fire", "--format", "json").out)
    done = run("rename", old, new)
    assert (done.status, done.out) == (0, "".join(f"changed {file}\n" for file in sorted(numbers)))
    assert changes(sarn) == [f"{number}\t{number}\t{file}" for file, number in sorted(numbers.items())]
    assert run("check").status == 0
    after = json.loads(run("contrast", "harbour-fire", "--format", "json").out)
    word = old.rpartition("/")[2].rpartition(":")[2]
    assert [each["state"] for each in after["questions"]] == [each["state"] for each in before["questions"]]
    assert word == "union" or old.startswith("term:") or f'"{word}"' not in json.dumps(after)
    run("rename", f"{old.removesuffix(word)}{new}", word)
    assert changes(sarn) == []


def test_an_incident_is_renamed_with_its_file(sarn: Path, run: Run) -> None:
    assert run("rename", "harbour-fire", "sarn-fire").status == 0
    assert [each.name for each in (sarn / "claims/incidents").iterdir()] == ["sarn-fire.yaml"]
    assert run("contrast", "sarn-fire").status == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nobody", "somebody", "no id `nobody` in this collection"),
        ("harbour-captain", "fire-chief", "`fire-chief` is taken"),
        ("captain-wiring", "spokesman-set", "`spokesman-set` is taken"),
        ("harbour-captain", "Captain", "`Captain` is not an id"),
        ("harbour-captain", "harbour-captain", "is its id already"),
        ("captain-wiring", "cause", "names a question and a claim"),
        ("harbour-fire/cause/set", "lit", "claimcheck rename accident-or-arson/set lit"),
        ("harbour-fire/safety/wiring", "exits", "`exits` is taken"),
        ("accident-or-arson/set", "accident", "`accident` is taken"),
        ("term:harbour-fire/arson", "accident", "`accident` is taken"),
        ("harbour-fire/safety/wire", "x", "did you mean `harbour-fire/safety/wiring`"),
    ],
)
def test_a_rename_that_cannot_be_changes_nothing(old: str, new: str, said: str, sarn: Path, run: Run) -> None:
    before = git(sarn, "diff")
    done = run("rename", old, new)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert git(sarn, "diff") == before


# fmt


def test_fmt_says_shows_and_does(sarn: Path, run: Run) -> None:
    checked = run("fmt", "--check")
    assert (checked.status, checked.out) == (1, f"would change {HARBOUR}\n")
    shown = run("fmt", "--diff", "harbour-fire")
    assert shown.status == 0
    assert "+    restates: captain-wiring\n" in shown.out
    assert changes(sarn) == []
    assert run("fmt").out == f"changed {HARBOUR}\n"
    assert changes(sarn) == [f"1\t1\t{HARBOUR}"]
    assert (run("fmt").out, run("fmt", "--check").status) == ("", 0)


def test_fmt_leaves_a_file_that_it_cannot_read(sarn: Path, run: Run) -> None:
    (sarn / "claims/incidents/broken.yaml").write_text("title: a\ntitle: b\n")
    done = run("fmt")
    assert done.status == 2
    assert "duplicate key `title`" in done.err
    assert "left as it is: incidents/broken.yaml" in done.err
    assert done.out == f"changed {HARBOUR}\n"


# edit


def script(folder: Path, text: str) -> str:
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return f"'{path}' --with option"


def test_edit_opens_the_file_and_keeps_what_was_saved(sarn: Path, run: Run) -> None:
    by_hand = script(sarn, 'echo "$@" > called; printf "# by hand\\n" >> "$3"')
    done = run("edit", "captain-wiring", env={"EDITOR": by_hand})
    assert (done.status, done.err) == (0, "")
    assert (sarn / "called").read_text() == f"--with option {sarn / HARBOUR}\n"
    assert changes(sarn) == [f"1\t0\t{HARBOUR}"]


def test_edit_says_what_is_wrong_and_never_loses_the_text(sarn: Path, run: Run) -> None:
    by_hand = script(sarn, 'printf "  - {id: new, speaker: nobody, source: kurier}\\r\\n" >> "$3"')
    done = run("edit", "harbour-fire", env={"VISUAL": by_hand, "EDITOR": "false"})
    assert done.status == 1
    assert "unknown speaker `nobody`" in done.err
    assert changes(sarn) == [f"1\t0\t{HARBOUR}"]


def test_an_editor_is_a_list_of_words_and_no_shell(sarn: Path, run: Run) -> None:
    done = run("edit", "harbour-fire", env={"EDITOR": "true ; touch b"})
    assert done.status == 0
    assert not (sarn / "b").exists()
    assert run("edit", "harbour-fire", env={"EDITOR": "no-such-editor"}).status == 2
    assert run("edit", "no-such-id", env={"EDITOR": "true"}).status == 2


@pytest.mark.parametrize(
    ("command", "called"),
    [
        ("vim", ["vim", "+7", "f.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "f.yaml"]),
        ("code", ["code", "--wait", "--goto", "f.yaml:7"]),
        ("subl -w", ["subl", "-w", "f.yaml:7"]),
        ("my-editor", ["my-editor", "f.yaml"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(command: str, called: list[str]) -> None:
    assert at_line(editor({"EDITOR": command}), Path("f.yaml"), 7) == called


def test_without_an_editor_it_is_said_how_to_name_one() -> None:
    with pytest.raises(UsageError, match="cannot make out the editor"):
        editor({"EDITOR": "vim 'oops"})


def test_edit_says_what_it_found_and_what_came_of_it(sarn: Path, run: Run) -> None:
    at = f"claim captain-wiring ({HARBOUR}:73)"
    done = run("edit", "captain-wiring", env={"EDITOR": "true"})
    assert (done.status, done.out, done.err) == (0, f"{at}: its file is as it was\n", "")
    by_hand = script(sarn, 'printf "# by hand\\n" >> "$3"')
    done = run("edit", "claim:captain-wiring", env={"EDITOR": by_hand})
    assert (done.status, done.out) == (0, f"{at}: its file is changed; no problem came with it\n")
    by_hand = script(
        sarn, 'printf "  - {id: new, speaker: fire-chief, source: kurier, text: Insisted., draft: true}\\r\\n" >> "$3"'
    )
    done = run("edit", "captain-wiring", env={"EDITOR": by_hand})
    assert done.out.endswith("came with it\n")


# themes, sides, terms, and what an incident says of itself


@pytest.mark.parametrize(
    ("words", "added", "file"),
    [
        (
            ["theme", "--id", "watched", "--ask", "Was it watched?", "--answer", "no=No: not so."],
            {"claims/themes.yaml": (4, 0)},
            "",
        ),
        (
            ["side", "harbour-fire", "--id", "shore", "--name", "The shore", "--parties", "fire-service"],
            {HARBOUR: (3, 0)},
            "",
        ),
        (
            ["term", "harbour-fire", "--group", "the-fire", "--id", "blaze", "--form", "blaz*", "--form", "ember*"],
            {HARBOUR: (1, 0)},
            "",
        ),
        (["term", "harbour-fire", "--group", "the-guard", "--id", "asleep", "--form", "slept"], {HARBOUR: (2, 0)}, ""),
        (
            ["term", "harbour-fire", "--id", "arson", "--form", "torch*", "--form", "arson*"],
            {HARBOUR: (1, 1)},
            "arson: [arson*, set on fire, torch*]",
        ),
    ],
)
def test_themes_sides_and_terms_are_added_lines(
    words: list[str], added: dict[str, tuple[int, int]], file: str, sarn: Path, run: Run
) -> None:
    shown = run("add", *words, "--dry-run")
    assert (shown.status, shown.err, changes(sarn)) == (0, "", [])
    done = run("add", *words)
    assert (done.status, done.err) == (0, "")
    assert changes(sarn) == [f"{more}\t{less}\t{name}" for name, (more, less) in added.items()]
    assert file in (sarn / HARBOUR).read_text(encoding="utf-8")
    assert run("check").status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["theme", "--id", "x"], "a theme needs `--ask` and has none"),
        (["theme", "--id", "A b", "--ask", "x"], "--id: error"),
        (["side", "harbour-fire", "--id", "x", "--name", "y"], "a side needs `--parties` and has none"),
        (["side", "harbour-fire", "--id", "x", "--name", "y", "--parties", "prot"], "--parties: error"),
        (["term", "harbour-fire", "--id", "x"], "a term needs `--id` and `--form`"),
        (["term", "harbour-fire", "--id", "x", "--form", "x"], "in which group of rival words is `x`?"),
        (["term", "harbour-fire", "--id", "arson", "--form", "arson*"], "has these forms already"),
        (["term", "harbour-fire", "--id", "arson", "--form", "*x"], "does not fit"),
        (["term", "harbour", "--id", "arson", "--form", "x"], "did you mean `harbour-fire`?"),
    ],
)
def test_what_is_wrong_with_them_is_said(words: list[str], said: str, sarn: Path, run: Run) -> None:
    done = run("add", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert changes(sarn) == []


def test_an_incident_is_set_key_by_key(sarn: Path, run: Run) -> None:
    words = (
        "--disputants",
        "port",
        "--disputants",
        "fire-service",
        "--summary",
        "It burnt: that is all.",
        "--place",
        "",
    )
    assert "+summary:" in run("set", "harbour-fire", *words, "--dry-run").out
    assert changes(sarn) == []
    done = run("set", "harbour-fire", *words)
    assert (done.status, done.out, done.err) == (0, f"changed {HARBOUR}\n", "")
    assert changes(sarn) == [f"2\t5\t{HARBOUR}"]
    text = (sarn / HARBOUR).read_text(encoding="utf-8")
    assert 'disputants: [port, fire-service]\nsummary: "It burnt: that is all."\n' in text
    assert "\nplace:" not in text
    assert run("set", "harbour-fire", *words).out.endswith("says that already\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "nothing to set"),
        (["--disputants", "prot"], "--disputants: error"),
        (["--date", "2031-13"], "--date: error"),
        (["--countries", "Sarn"], "--countries: error"),
        (["--title", ""], "missing key `title`"),
    ],
)
def test_what_an_incident_cannot_be_set_to(words: list[str], said: str, sarn: Path, run: Run) -> None:
    done = run("set", "harbour-fire", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert changes(sarn) == []


def test_a_text_of_a_file_is_written_like_any_other(sarn: Path, run: Run) -> None:
    """Its id could not be written where nobody had asked for the same word before: it knew its place in the file."""
    done = run("add", "party", "--from", "-", stdin="[{id: '1e9', name: '0x2f'}]")
    assert (done.status, done.err) == (0, "")
    assert changes(sarn) == ["1\t0\tclaims/speakers.yaml"]
