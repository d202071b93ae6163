"""What every command keeps to: streams, colours, widths, exit statuses, bad data, bad calls, hostile text."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import cmarkgfm
import html5lib
import pexpect
import pytest
from cmarkgfm.cmark import Options

from claimcheck.characters import unseen
from claimcheck.cli.table import COMMANDS
from tests.conftest import TESTS, Corpus, Run, _environment
from tests.formats import hostile

ROOT = TESTS.parent
FIXTURES = TESTS / "fixtures"
FIRE = FIXTURES / "claims" / "incidents" / "harbour-fire.yaml"
PROGRAM = f"{sys.executable} -m claimcheck"
WHO = {f"GIT_{role}_{what}": "ann@sarn.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the shipped collection, with one stance misspelt in one incident."""
    shutil.copytree(ROOT / "claims", tmp_path / "claims")
    path = tmp_path / "claims" / "incidents" / "glukhov-2009.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{asserts: {departure: taken}}", "{assserts: {departure: taken}}", 1), "utf-8")
    assert path.read_text(encoding="utf-8") != text
    return tmp_path


def shell(command: str, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A pipeline, in a process of its own; the status is that of its first command that failed."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=cwd,
        env={**_environment(cwd, None, None), **(env or {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# Streams


def test_a_closed_pipe_ends_quietly() -> None:
    done = shell(f"{PROGRAM} contrast glukhov-2009 --full | head -3; echo ${{PIPESTATUS[0]}}", ROOT)
    *lines, status = done.stdout.splitlines()
    assert (len(lines), status, done.stderr) == (3, "0", "")


def test_a_reader_that_never_reads_ends_it_quietly_too() -> None:
    done = shell(f"{PROGRAM} report glukhov-2009 | true; echo ${{PIPESTATUS[0]}}", ROOT)
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.parametrize("command", ["list", "contrast glukhov-2009", "report glukhov-2009", "check --format json"])
def test_a_full_disk_is_told(command: str) -> None:
    done = shell(f"{PROGRAM} {command} > /dev/full", ROOT)
    assert done.returncode == 2
    assert re.fullmatch(r"claimcheck: cannot write the result: .*\n", done.stderr), done.stderr


def test_a_closed_output_is_told_and_is_no_traceback() -> None:
    done = shell(f"{PROGRAM} list >&-", ROOT)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("claimcheck: cannot write")


def test_a_closed_error_stream_stops_nothing(broken: Path) -> None:
    done = shell(f"{PROGRAM} list 2>&-", broken)
    assert (done.returncode, "setrakov-2023" in done.stdout) == (0, True)


def test_results_go_out_and_everything_else_goes_elsewhere(run: Run) -> None:
    good = run("list", "--format", "json", cwd=FIXTURES)
    assert good.err == ""
    assert json.loads(good.out)
    bad = run("contrast", "nowhere", cwd=FIXTURES)
    assert (bad.status, bad.out) == (2, "")
    assert bad.err.startswith("claimcheck: ")


def test_a_file_gets_what_the_screen_would_have_got(run: Run, tmp_path: Path) -> None:
    for form in ("table", "md", "json"):
        shown = run("contrast", "harbour-fire", "--format", form, cwd=FIXTURES).out
        result = run("contrast", "harbour-fire", "--format", form, "-o", str(tmp_path / form), cwd=FIXTURES)
        assert (result.status, result.out, result.err) == (0, "", "")
        assert (tmp_path / form).read_text(encoding="utf-8") == shown


def test_a_file_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    result = run("list", "-o", str(tmp_path / "no" / "such" / "folder"), cwd=FIXTURES)
    assert (result.status, result.out) == (2, "")
    assert "cannot write" in result.err


# Screens


def test_a_pipe_gets_100_columns_and_no_colour(run: Run) -> None:
    result = run("contrast", "harbour-fire", cwd=FIXTURES)
    assert result.out == run("contrast", "harbour-fire", cwd=FIXTURES, columns=100).out
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    ("words", "env", "coloured"),
    [
        ([], {"TERM": "xterm-256color"}, True),
        (["--no-color"], {"TERM": "xterm-256color"}, False),
        ([], {"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ([], {"TERM": "xterm-256color", "NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(words: list[str], env: dict[str, str], coloured: bool) -> None:  # noqa: FBT001
    whole = {**_environment(FIXTURES, None, None), **env}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "claimcheck", "contrast", "harbour-fire", *words],
        cwd=str(FIXTURES),
        env=whole,
        dimensions=(40, 72),
        encoding="utf-8",
        timeout=30,
    )
    shown = child.read()
    child.close()
    assert child.exitstatus == 0
    assert ("\x1b[" in shown) is coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r\n", "\n")
    assert max(map(len, plain.splitlines())) <= 72
    assert "Sarn Port Authority" in plain


def test_colour_can_be_asked_for_in_a_pipe_and_adds_nothing_but_colour(run: Run) -> None:
    plain = run("contrast", "harbour-fire", cwd=FIXTURES).out
    coloured = run("contrast", "harbour-fire", cwd=FIXTURES, env={"FORCE_COLOR": "1"}).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert run("contrast", "harbour-fire", cwd=FIXTURES, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out == plain
    assert run("contrast", "harbour-fire", "--no-color", cwd=FIXTURES, env={"FORCE_COLOR": "1"}).out == plain


def test_a_record_is_never_coloured(run: Run) -> None:
    for form in ("json", "md"):
        assert (
            "\x1b" not in run("contrast", "harbour-fire", "--format", form, cwd=FIXTURES, env={"FORCE_COLOR": "1"}).out
        )


@pytest.mark.parametrize("columns", ["abc", "0", "-5", "", "1", "99999"])
def test_a_strange_width_breaks_nothing(columns: str, run: Run) -> None:
    result = run("contrast", "harbour-fire", cwd=FIXTURES, env={"COLUMNS": columns})
    assert (result.status, result.err) == (0, "")
    assert "Marta Olin" in result.out


# Calls


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (["contrats", "harbour-fire"], "`contrast`"),
        (["lst"], "`list`"),
        (["contrast", "harbor-fire"], "`harbour-fire`"),
        (["contrast", "harbour-fire", "--question", "couse"], "`cause`"),
        (["contrast", "harbour-fire", "--parties", "port,unon"], "`union`"),
        (["contrast", "harbour-fire", "--partys", "port"], "--parties"),
        (["list", "claims", "--speakr", "union"], "--speaker"),
        (["list", "clams"], "claims"),
        (["contrast", "harbour-fire", "--format", "jsn"], "json"),
        (["report", "harbor-fire"], "`harbour-fire`"),
        (["show", "harbour-fire/captain-wirin"], "`harbour-fire/captain-wiring`"),
        (["contrast", "harbour-fire", "--as-of", "yesterday"], "2009-01-27"),
    ],
)
def test_a_slip_of_the_hand_is_answered_with_the_nearest_word(words: list[str], nearest: str, run: Run) -> None:
    result = run(*words, cwd=FIXTURES)
    assert (result.status, result.out) == (2, "")
    assert nearest in result.err
    assert len(result.err.splitlines()) <= 4


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, run: Run) -> None:
    result = run(command, "--help")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(f"Usage: claimcheck {command}")
    assert max(map(len, result.out.splitlines())) <= 100


def test_help_lists_every_command_in_its_order(run: Run) -> None:
    listed = re.findall(r"^  ([a-z]+)  +\S", run("--help").out.partition("Commands:")[2], re.MULTILINE)
    assert listed == list(COMMANDS)


def test_no_command_is_a_wish_for_help(run: Run) -> None:
    result = run()
    assert result.status == 2
    assert result.out.startswith("Usage: claimcheck")


def test_an_argument_that_is_missing_is_named(run: Run) -> None:
    result = run("contrast", cwd=FIXTURES)
    assert (result.status, result.out) == (2, "")
    assert "INCIDENT" in result.err


def test_options_stand_anywhere_after_the_command(run: Run) -> None:
    one = run("contrast", "--format", "json", "harbour-fire", "--claims", str(FIXTURES / "claims"))
    other = run("contrast", "harbour-fire", "--format", "json", cwd=FIXTURES)
    assert one.status == 0
    assert one.out == other.out


def test_outside_a_collection_it_says_how_to_get_one(run: Run) -> None:
    for words in (["list"], ["contrast", "harbour-fire"], ["check"], ["report", "--all", "-o", "x"], ["show", "x"]):
        result = run(*words)
        assert (result.status, result.out) == (2, "")
        assert "claimcheck demo" in result.err


def test_a_collection_is_found_upwards_or_named(run: Run, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "claims", tmp_path / "claims")
    inner = tmp_path / "deep" / "down"
    inner.mkdir(parents=True)
    expected = run("list", cwd=FIXTURES).out
    assert run("list", cwd=inner).out == expected
    away = {"CLAIMCHECK_CLAIMS": str(FIXTURES / "claims")}
    assert run("list", cwd=Path("/"), env=away).out == expected
    assert run("list", "--claims", str(FIXTURES / "claims"), cwd=Path("/")).out == expected
    missing = run("list", "--claims", "nowhere", cwd=inner)
    assert (missing.status, missing.out) == (2, "")
    assert "nowhere" in missing.err


def test_the_demo_is_copied_and_its_commands_work_there(run: Run, tmp_path: Path) -> None:
    result = run("demo", "try")
    assert (result.status, result.err) == (0, "")
    commands = re.findall(r"^  claimcheck (.*)$", result.out, re.MULTILINE)
    assert commands
    for command in commands:
        shown = run(*command.split(), cwd=tmp_path / "try")
        assert (shown.status, shown.err) == (0, "")
        assert shown.out
    here = {path.relative_to(ROOT): path.read_bytes() for path in (ROOT / "claims").rglob("*.yaml")}
    there = {path.relative_to(tmp_path / "try"): path.read_bytes() for path in (tmp_path / "try").rglob("*.yaml")}
    assert there == here
    again = run("demo", "try")
    assert (again.status, again.out) == (2, "")
    assert "already there" in again.err


# Bad data


def test_check_finds_a_misspelt_stance_at_its_place(broken: Path, run: Run) -> None:
    result = run("check", cwd=broken)
    assert result.status == 1
    (line,) = (each for each in result.out.splitlines() if ": error [" in each)
    text = (broken / "claims" / "incidents" / "glukhov-2009.yaml").read_text(encoding="utf-8")
    row, place = next((n, each) for n, each in enumerate(text.splitlines(), start=1) if "assserts" in each)
    assert line.startswith(f"claims/incidents/glukhov-2009.yaml:{row}:{place.index('assserts') + 1}: error [")
    assert "`asserts`" in line


@pytest.mark.parametrize("command", ["contrast", "report", "show"])
def test_an_incident_with_an_error_is_never_shown(command: str, broken: Path, run: Run) -> None:
    result = run(command, "glukhov-2009", cwd=broken)
    assert (result.status, result.out) == (2, "")
    assert "assserts" in result.err
    assert "`asserts`" in result.err
    assert run(command, "setrakov-2023", cwd=broken).status == 0


def test_a_list_goes_on_without_a_broken_incident_and_says_so(broken: Path, run: Run) -> None:
    result = run("list", cwd=broken)
    assert result.status == 0
    assert "glukhov-2009" in result.err
    assert re.search(r"^glukhov-2009 +not read", result.out, re.MULTILINE)
    answer = json.loads(run("list", "--format", "json", cwd=broken).out)
    assert "glukhov-2009" not in {each["id"] for each in answer["items"]}
    assert answer["left_out"] == [{"incident": "glukhov-2009", "errors": 1}]
    strict = run("list", "--strict", cwd=broken)
    assert (strict.status, strict.out) == (2, "")
    assert "assserts" in strict.err


@pytest.mark.parametrize("name", ["speakers.yaml", "themes.yaml"])
def test_an_error_in_a_shared_file_touches_every_incident(name: str, run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "claims", tmp_path / "claims")
    path = tmp_path / "claims" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n  nonsense: [\n", encoding="utf-8")
    incidents = sorted(each.stem for each in (tmp_path / "claims" / "incidents").glob("*.yaml"))
    for incident in incidents:
        result = run("contrast", incident)
        assert (result.status, result.out) == (2, "")
        assert f"claims/{name}:" in result.err
    answer = json.loads(run("list", "--format", "json").out)
    assert answer["items"] == []
    assert [each["incident"] for each in answer["left_out"]] == incidents
    assert run("check").status == 1


@pytest.mark.parametrize("command", ["list speakers", "export csv", "changes"])
def test_an_error_in_a_shared_file_is_said_where_there_is_no_incident_yet(
    command: str, corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    corpus(speakers="speakers:\n  ann: {name: Ann}\n  bob: {nmae: Bob}\n")
    shell("git init -q . && git commit -q --allow-empty -m first", tmp_path, WHO)
    result = run(*command.split())
    assert result.status == 0
    assert "claims/speakers.yaml:3:9: error [structure] unknown key `nmae`" in result.err


def test_to_the_public_it_is_only_said_that_there_are_errors(corpus: Corpus, run: Run) -> None:
    corpus(speakers="speakers:\n  ann: {name: Ann}\n  bob: {nmae: Bob}\n")
    result = run("export", "csv", "--public")
    assert "left out what has 2 errors in it" in result.err
    assert "nmae" not in result.err


@pytest.mark.parametrize(
    "command",
    [
        *("list", "stats", "show ann", "show fire", "contrast fire", "export csv --public", "fmt"),
        *("check claims/speakers.yaml", "rename ann bea", "changes"),
    ],
)
def test_incidents_that_cannot_be_listed_end_it_with_a_sentence(command: str, run: Run, tmp_path: Path) -> None:
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "incidents").write_text("a file\n", encoding="utf-8")
    (claims / "speakers.yaml").write_text("speakers:\n  ann: {name: Ann}\n", encoding="utf-8")
    shell("git init -q . && git add claims/speakers.yaml && git commit -q -m first", tmp_path, WHO)
    result = run(*command.split())
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("claimcheck: `claims/incidents`: the folder cannot be listed")


def test_one_wrong_name_among_the_incidents_leaves_out_that_file_alone(corpus: Corpus, run: Run) -> None:
    nothing = "title: Nothing\nquestions: {}\nclaims: []\n"
    corpus({"Bad Name": nothing, "fire": nothing})
    result = run("list", "--format", "json")
    answer = json.loads(result.out)
    assert result.status == 0
    assert [each["id"] for each in answer["items"]] == ["fire"]
    assert [each["incident"] for each in answer["left_out"]] == ["Bad Name"]


# Hostile text

TRICKS = ("[sic]", "[/b]", "[link=https://evil.example]x[/link]", "a | b", "<b>bold</b>", "`code`", "{{ x }}")
DRIVERS = {"\x1b[31m": "\\u001b[31m", "\u202e": "\\u202e", "\x9b": "\\u009b", "\x07": "\\u0007", "\u200b": "\\u200b"}


@pytest.fixture
def hostile_collection(corpus: Corpus) -> Path:
    words = json.dumps(" ".join(TRICKS) + " " + " ".join(DRIVERS))
    text = FIRE.read_text(encoding="utf-8")
    text = text.replace("quote: We now know that this was arson", f"quote: {words}")
    text = text.replace("title: Fire in warehouse 4 of Sarn harbour", f"title: {words}")
    shared = FIXTURES / "claims"
    return corpus(
        {"fire": text},
        (shared / "speakers.yaml").read_text(encoding="utf-8").replace("name: Tomas Reek", f"name: {words}"),
        (shared / "themes.yaml").read_text(encoding="utf-8"),
    )


@pytest.mark.parametrize(
    "command",
    [
        "contrast fire",
        "contrast fire --full",
        "contrast fire --format md",
        "report fire",
        "report fire --format table",
        "show fire",
        "show port-spokesman",
        "list claims",
        "list claims --format md",
        "list claims --format csv",
        "list speakers",
        "check",
    ],
)
@pytest.mark.usefixtures("hostile_collection")
def test_hostile_words_neither_vanish_nor_act(command: str, run: Run) -> None:
    result = run(*command.split(), columns=400)
    assert result.status == 0, result.err
    assert unseen(result.out.replace("\n", "")) == []
    assert unseen(result.err.replace("\n", "")) == []
    if command == "check":
        return
    shown = result.out
    if "md" in command or command == "report fire":
        html = cmarkgfm.github_flavored_markdown_to_html(shown, Options.CMARK_OPT_UNSAFE)
        page = html5lib.parse(html.replace("<!-- -->", ""), namespaceHTMLElements=False)
        assert not {"b", "script"} & {element.tag for element in page.iter()}
        assert not [link for link in page.iter("a") if "evil" in str(link.get("href"))]
        shown = "".join(page.itertext())
    for words in (*TRICKS, *DRIVERS.values()):
        assert words in shown, words


@pytest.mark.usefixtures("hostile_collection")
def test_hostile_words_are_whole_in_json(run: Run) -> None:
    result = run("contrast", "fire", "--format", "json")
    assert unseen(result.out.replace("\n", "")) == []
    answer = json.loads(result.out)
    words = " ".join(TRICKS) + " " + " ".join(DRIVERS)
    assert answer["incident"]["title"] == words
    assert answer["claims"]["spokesman-set"]["quote"] == words


@pytest.mark.parametrize("word", [*hostile.TERMINAL, *hostile.UNSEEN, "", "../../etc/passwd", "a/b/c", "-", "\n"])
def test_a_hostile_id_is_refused_in_one_visible_sentence(word: str, run: Run) -> None:
    for command in ("show", "contrast"):
        result = run(command, "--", word, cwd=FIXTURES)
        assert (result.status, result.out) == (2, "")
        assert unseen(result.err.replace("\n", "")) == []
        assert "Traceback" not in result.err


# Stability


@pytest.mark.parametrize("command", ["contrast glukhov-2009", "list claims --format json"])
def test_same_files_give_the_same_bytes_anywhere(command: str, run_process: Run) -> None:
    places: list[dict[str, str | None]] = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": None, "PYTHONIOENCODING": "ascii"},
    ]
    results = [run_process(*command.split(), cwd=ROOT, env=env) for env in places]
    assert {each.status for each in results} == {0}
    assert len({each.out for each in results}) == 1


@pytest.mark.parametrize(("module", "step"), [("store.load", "load"), ("tasks.again", "key")])
def test_an_interrupt_ends_it_with_130(module: str, step: str, tmp_path: Path) -> None:
    fifo = tmp_path / "claims" / "incidents"
    fifo.mkdir(parents=True)
    shutil.copy(FIRE, fifo / "fire.yaml")
    script = (
        "import signal, sys, os\n"
        f"import claimcheck.{module} as module\n"
        "def wait(*_, **__): print('waiting', file=sys.stderr, flush=True); signal.pause()\n"
        f"module.{step} = wait\n"
        "from claimcheck.__main__ import main\n"
        "sys.exit(main(['list']))\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stderr is not None
    assert child.stderr.readline() == "waiting\n"
    time.sleep(0.05)
    os.kill(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert (child.returncode, out) == (130, "")
    assert "Traceback" not in err


# Completion


@pytest.mark.parametrize(
    ("words", "place", "expected"),
    [
        ("claimcheck contrast gl", 2, {"glukhov-2009"}),
        ("claimcheck con", 1, {"contrast"}),
        ("claimcheck contrast glukhov-2009 --question depa", 4, {"departure"}),
        ("claimcheck list claims --speaker drob", 4, {"drobyshevsky"}),
        ("claimcheck show setrakov-", 2, {"setrakov-2023"}),
    ],
)
def test_ids_complete_in_the_shell(words: str, place: int, expected: set[str], run_process: Run) -> None:
    env: dict[str, str | None] = {
        "_CLAIMCHECK_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(place),
    }
    result = run_process(cwd=ROOT, env=env)
    assert (result.status, result.err) == (0, "")
    assert set(result.out.split()) == expected


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script(name: str, run: Run) -> None:
    result = run("completion", name)
    assert (result.status, result.err) == (0, "")
    assert "_CLAIMCHECK_COMPLETE" in result.out
    assert "%(" not in result.out


def test_completion_keeps_quiet_outside_a_collection(run_process: Run) -> None:
    env: dict[str, str | None] = {
        "_CLAIMCHECK_COMPLETE": "complete_bash",
        "COMP_WORDS": "claimcheck contrast gl",
        "COMP_CWORD": "2",
    }
    result = run_process(env=env)
    assert (result.out.strip(), result.err) == ("", "")
