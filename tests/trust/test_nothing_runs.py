"""Opening what a stranger made runs nothing of it, reads nothing beside it, tells nobody, and names nobody."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimcheck.characters import unseen
from tests.conftest import TESTS, Corpus, Run
from tests.trust.calls import LOOK, WRITE, call, well_mannered
from tests.trust.conftest import TALLY, count, often
from tests.trust.test_any_bytes import PEOPLE_SOUND, SOUND, lay_beside

PROGRAM = Path(sys.executable).with_name("claimcheck")
ASKED_OF_GIT = {"rev-parse", "ls-tree", "cat-file"}


@pytest.fixture
def clone(corpus: Corpus, tmp_path: Path) -> Path:
    """A clone that would run `ran` by every way that git and Python offer."""
    corpus({"fire": json.dumps(SOUND)}, PEOPLE_SOUND.decode())
    lay_beside(tmp_path, json.dumps(SOUND).encode())
    trap = tmp_path / "trap"
    trap.write_text(f'#!/bin/sh\necho "$0 $*" >> \'{tmp_path}/ran\'\ncat "$1" 2>/dev/null\n')
    trap.chmod(0o755)
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitattributes").write_text("*.yaml diff=evil filter=evil merge=evil\n")
    git(tmp_path, "add", "claims", ".gitattributes")
    git(tmp_path, "commit", "--quiet", "--message", "one")
    for hook in (
        "post-checkout",
        "pre-commit",
        "post-index-change",
        "fsmonitor-watchman",
        "reference-transaction",
        "pre-auto-gc",
    ):
        shutil.copy(trap, tmp_path / ".git" / "hooks" / hook)
    for name, value in {
        "core.fsmonitor": trap,
        "core.pager": trap,
        "core.editor": trap,
        "core.sshCommand": trap,
        "core.gitProxy": trap,
        "core.hooksPath": tmp_path / ".git" / "hooks",
        "core.alternateRefsCommand": trap,
        "uploadpack.packObjectsHook": trap,
        "diff.external": trap,
        "diff.evil.textconv": trap,
        "diff.evil.command": trap,
        "filter.evil.clean": trap,
        "filter.evil.smudge": trap,
        "filter.evil.process": trap,
        "filter.evil.required": "true",
        "merge.evil.driver": trap,
        "credential.helper": f"!{trap}",
        "alias.rev-parse": f"!{trap}",
        "alias.cat-file": f"!{trap}",
        "alias.ls-tree": f"!{trap}",
        "gpg.program": trap,
        "log.showSignature": "true",
        "pager.log": trap,
    }.items():
        git(tmp_path, "config", name, str(value))
    for module in ("yaml", "rich", "jinja2", "json", "sitecustomize", "usercustomize", "conftest", "claimcheck"):
        (tmp_path / f"{module}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write(__name__)\n")
        (tmp_path / "claims" / f"{module}.py").write_text("raise SystemExit(77)\n")
    (tmp_path / "claims" / "blocks.html").write_text("{{ cycler.__init__.__globals__.os.system('touch ran') }}")
    path = tmp_path / "claims" / "incidents" / "fire.yaml"
    path.write_text(path.read_text().replace("A fire", "{{ 7 * 7 }} ${7*7} $(touch ran) `touch ran`"))
    (tmp_path / "ran").unlink(missing_ok=True)
    return tmp_path


def git(folder: Path, *words: str) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    named = ["-c", "user.name=x", "-c", "user.email=x@sarn.example"]
    subprocess.run(["git", *named, *words], cwd=folder, env=env, check=True, capture_output=True)


def test_the_traps_of_this_page_work(clone: Path) -> None:
    """Else that nothing ran would show nothing."""
    subprocess.run(["git", "diff"], cwd=clone, check=False, capture_output=True)
    assert "diff" in (clone / "ran").read_text() or "trap" in (clone / "ran").read_text()
    (clone / "ran").unlink()
    subprocess.run([sys.executable, "-c", "import yaml"], cwd=clone, check=False, capture_output=True)
    assert (clone / "ran").read_text() == "yaml"


@pytest.mark.parametrize("line", ["check", "changes HEAD", "report fire --format html", "fmt"])
def test_the_program_runs_nothing_of_the_folder_that_it_is_called_in(line: str, clone: Path) -> None:
    done = subprocess.run(
        [str(PROGRAM), *line.split()], cwd=clone, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    count(calls_made=1)
    assert done.returncode == 0, done.stderr
    assert not (clone / "ran").exists(), (clone / "ran").read_text()


def watched(work: Callable[[], Any]) -> list[tuple[str, str]]:
    """What happens while some work is done, by Python's own account (PEP 578), in a process of its own."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        seen: list[tuple[str, str]] = []
        on = True

        def hook(event: str, given: tuple[Any, ...]) -> None:
            if not on:
                return
            if event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"):
                seen.append((event, " ".join(map(str, given[1] if event == "subprocess.Popen" else given))))
            elif event.startswith(
                ("socket.", "pickle.", "urllib.", "ftplib.", "smtplib.", "webbrowser.", "ctypes.dlopen")
            ):
                seen.append((event, repr(given)))
            elif event == "open":
                path, mode, flags = given
                writes = (
                    bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if isinstance(flags, int) else "w" in str(mode)
                )
                seen.append(
                    (
                        "write" if writes else "read",
                        os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path),
                    )
                )
            elif event in ("os.remove", "os.rename", "os.mkdir", "os.symlink", "os.link", "os.chmod"):
                seen.append(("write", str(given[0])))

        sys.addaudithook(hook)
        try:
            work()
        finally:
            on = False
            with os.fdopen(writer, "w") as stream:
                json.dump(seen, stream)
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        found = [(event, what) for event, what in json.load(stream)]
    os.waitpid(process, 0)
    return found


@pytest.mark.parametrize("line", [*LOOK[:: often(3, 1)], *WRITE[:: often(3, 1)]])
def test_every_command_runs_git_at_most_reads_and_writes_where_it_is_told_and_speaks_to_nobody(
    line: str, clone: Path
) -> None:
    seen = watched(lambda: call(line, clone))
    assert seen, "nothing was watched"
    count(inputs_tried=1)
    assert not (clone / "ran").exists(), (clone / "ran").read_text()
    inside: tuple[str, ...] = (str(clone / "claims"), str(clone / "out"))
    if line.startswith(("schema", "init", "demo", "new", "draft", "verify")):
        inside += (str(clone),)
    for event, what in seen:
        if event == "subprocess.Popen":
            assert what.split()[0].rpartition("/")[2] in ("git", "true"), what
            assert "git" not in what.split()[0] or ASKED_OF_GIT & set(what.split()), what
        elif event == "write":
            place = os.path.normpath(os.path.join(clone, what))  # noqa: PTH118
            assert place.startswith((*inside, os.environ[TALLY])) or place == os.devnull or what.isdigit(), what
        elif event == "read":
            place = os.path.realpath(os.path.join(clone, what))  # noqa: PTH118
            assert not place.startswith(("/etc/passwd", "/root/.ssh", "/home")), what
        else:
            raise AssertionError((event, what))


# Ids and names


@pytest.mark.parametrize(
    "word",
    ["../up", "/etc/passwd", "..", "a/../../b", "a\\b", "con", "fire\n", ".hidden", "-rf", "~", "a" * 300, "fire.yaml"],
)
@pytest.mark.parametrize(
    "line",
    [
        "new {} --title x",
        "show {}",
        "report {}",
        "contrast {}",
        "rename captain {}",
        "rename fire {}",
        "fmt {}",
        "draft copies/fire/herald.txt fire --write --source {}",
        "add speaker --id {} --name x",
        "export csv {}",
    ],
)
def test_no_id_leads_out_of_the_collection(line: str, word: str, clone: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in clone.rglob("*") if path.is_file() and ".git/" not in str(path)}
    around = sorted(clone.parent.iterdir())
    words = [word if each == "{}" else each for each in line.split()]
    result = run(*words, cwd=clone, env={"CLAIMCHECK_NO_CACHE": "1"})
    count(inputs_tried=1, calls_made=1)
    harmless = word == "con" and result.status == 0
    assert result.status == 2 or harmless, result
    assert "Traceback" not in result.err
    assert sorted(clone.parent.iterdir()) == around
    if not harmless:
        assert {
            path: path.read_bytes() for path in clone.rglob("*") if path.is_file() and ".git/" not in str(path)
        } == before


NAMES = [
    "a\x1b[31mb",
    "a\nb",
    "\u202ea",
    "$(touch ran)",
    "`touch ran`",
    "a;touch ran",
    "-rf",
    "a b",
    "'",
    '"',
    "*",
    "a\udcff",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_of_a_file_is_shown_and_nothing_else(name: str, clone: Path, run: Run) -> None:
    (clone / "claims" / "incidents" / f"{name}.yaml").write_bytes(b"claims:   []\nquestions: {}\ntitle: x\n")
    article = f"copies/fire/{name}.txt"
    (clone / "copies" / "fire" / "herald.txt").rename(clone / article)
    for words in (
        *(line.split() for line in ("check", "list", "stats", "fmt --diff", "fmt --check", "changes", "fmt")),
        ["report", "--all", "-o", "out"],
        ["draft", article, "fire", "--source", "herald"],
        ["import", article, "--from", "csv"],
        ["fmt", name],
        ["fmt", "--", name],
    ):
        result = run(*words, cwd=clone)
        count(calls_made=1)
        assert result.status in (0, 1, 2)
        for text in (result.out, result.err):
            assert unseen(text.replace("\n", "")) == [], words
            assert not any(line.startswith("b") for line in text.splitlines()), "a name broke its line"
    assert not (clone / "ran").exists()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_no_name_that_it_could_take_for_a_command(
    name: str, shell: str, clone: Path, run: Run
) -> None:
    (clone / "claims" / "incidents" / f"{name}.yaml").write_bytes(b"")
    env: dict[str, str | None] = {
        "_CLAIMCHECK_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "claimcheck contrast ",
        "COMP_CWORD": "2",
        "_TYPER_COMPLETE_ARGS": "claimcheck contrast ",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    told = run(cwd=clone, env=env).out
    (clone / "claims" / "incidents" / f"{name}.yaml").unlink()
    assert "fire" in told
    assert told == run(cwd=clone, env=env).out


# Things that are no files


def a_fifo(path: Path) -> None:
    os.mkfifo(path)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_socket(path: Path) -> None:
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_way_out(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def a_ring(path: Path) -> None:
    path.with_name("other").symlink_to(path.name)
    path.symlink_to("other")


THINGS = [a_fifo, a_device, a_socket, a_loop, a_folder, a_way_out, a_ring]
PLACES = [
    "claims/incidents/odd.yaml",
    "claims/speakers.yaml",
    "claims/themes.yaml",
    "copies/fire/herald.txt",
    "claimcheck.toml",
]
CALLS = [
    "check",
    "list",
    "contrast odd",
    "report odd",
    "verify",
    "fmt",
    "fmt odd",
    "rename captain skipper",
    "stats",
    "export csv odd",
    "draft copies/fire/herald.txt fire --source herald",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.__name__)
def test_what_is_no_file_is_named_and_not_opened(thing: Callable[[Path], None], place: str, clone: Path) -> None:
    path = clone / place
    path.unlink(missing_ok=True)
    thing(path)
    told = ""
    for line in CALLS:
        result = well_mannered(line, clone)
        assert "root:" not in result.out + result.err
        told += result.out + result.err
    assert place.rpartition("/")[2].removesuffix(".txt") in told


def test_a_whole_collection_that_is_a_link_elsewhere_is_read_and_one_that_is_a_loop_is_told(clone: Path) -> None:
    (clone / "claims").rename(clone / "real")
    (clone / "claims").symlink_to("real")
    assert well_mannered("check", clone).status == 0
    (clone / "claims").unlink()
    (clone / "claims").symlink_to("claims")
    assert well_mannered("check", clone).status == 2


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("site -o {out}", "incidents"),
        ("site -o {out}", "index.html"),
        ("site -o {out}", ".claimcheck-site.json"),
        ("report --all -o {out} --format html", "fire.html"),
        ("report --all -o {out}", "index.md"),
    ],
)
def test_nothing_is_written_through_a_link_in_the_folder_of_output(line: str, link: str, clone: Path) -> None:
    away = clone.parent / "away"
    shutil.rmtree(away, ignore_errors=True)
    away.mkdir()
    goal = away if link == "incidents" else away / "file"
    (clone / "out" / link).symlink_to(goal)
    result = well_mannered(line, clone)
    assert result.status == 2, result
    assert "symbolic link" in result.err
    assert list(away.iterdir()) == []


# What a report tells


@pytest.mark.parametrize("line", LOOK)
def test_no_result_holds_a_local_path_or_a_user_name(line: str, clone: Path) -> None:
    inner = clone / "somebody-secret" / "here"
    inner.mkdir(parents=True)
    for name in ("claims", "copies", "out"):
        (clone / name).rename(inner / name)
    git(inner, "init", "--quiet")
    git(inner, "add", "claims")
    git(inner, "commit", "--quiet", "--message", "x")
    result, _ = call(
        line.replace("{out}", "out"),
        inner,
        {"USER": "somebody-secret", "LOGNAME": "somebody-secret", "HOME": "/home/somebody-secret"},
    )
    assert result.status in (0, 1), result
    whole = [
        result.out.encode(),
        result.err.encode(),
        *(path.read_bytes() for path in (inner / "out").rglob("*") if path.is_file()),
    ]
    hidden = {"somebody-secret", str(clone), os.uname().nodename, str(TESTS)}
    if line == "completion bash" or line.startswith("schema"):
        hidden = {"somebody-secret", str(clone)}
    assert [word for word in hidden for text in whole if word.encode() in text] == []


def test_a_hostile_list_of_pages_takes_away_nothing(clone: Path) -> None:
    (clone / "out" / "mine.html").write_text("mine")
    (clone / "kept.html").write_text("kept")
    for text in (
        '{"pages": ["../kept.html", "/etc/passwd", "mine.html/../../kept.html"]}',
        "[" * 100_000,
        "\0",
        "[]",
        '{"pages": {"a": 1}}',
    ):
        (clone / "out" / ".claimcheck-site.json").write_text(text)
        assert well_mannered("site -o {out}", clone).status == 0
        assert (clone / "kept.html").read_text() == "kept"
    assert (clone / "out" / "mine.html").read_text() == "mine"


@pytest.mark.parametrize("brackets", ["[", "{x=", "x=[", "[a."])
def test_very_many_brackets_in_settings_are_told(brackets: str, clone: Path) -> None:
    (clone / "claimcheck.toml").write_text(f"x = {brackets * 100_000}")
    result = well_mannered("check", clone)
    assert result.status == 2
    assert "claimcheck.toml: more than 1,000 brackets" in result.err
