"""A collection read from git: the same as its files, and nothing that the clone configures is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path, PurePosixPath

import pytest

from claimcheck.errors import UnreadableError, UsageError
from claimcheck.store.files import MAX_BYTES, Folder, Unreadable, differing
from claimcheck.store.load import load
from claimcheck.store.revision import Repository
from tests.conftest import TESTS, Run

FOLDER = PurePosixPath("claims")


def git(folder: Path, *words: str) -> str:
    settings = ["-c", "user.name=A curator", "-c", "user.email=curator@sarn.example", "-c", "init.defaultBranch=main"]
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    done = subprocess.run(["git", *settings, *words], cwd=folder, env=env, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A state of the files")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "fixtures" / "claims", tmp_path / "claims")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def repository(folder: Path) -> Repository:
    found = Repository.around(folder)
    assert found is not None
    return found


def test_a_revision_reads_as_its_files_do(clone: Path) -> None:
    revision = repository(clone).revision("HEAD", FOLDER)
    assert revision.prefix == "HEAD:claims/"
    assert load(revision).collection.incidents == load(Folder(clone / "claims", "claims/")).collection.incidents
    assert differing(revision, Folder(clone / "claims", "claims/")) == []
    assert revision.read("nothing.yaml") is None


def test_a_collection_may_be_the_whole_repository(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "fixtures" / "claims", tmp_path, dirs_exist_ok=True)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    revision = repository(tmp_path).revision("HEAD", PurePosixPath())
    assert revision.prefix == "HEAD:"
    assert list(load(revision).collection.incidents) == ["harbour-fire"]


@pytest.mark.parametrize("word", ["", "nope", "-x", "--output=stolen", "HEAD..HEAD", "HEAD^{tree}", "a\0b", "@{u}"])
def test_what_is_no_revision_is_refused_and_nothing_is_written(word: str, clone: Path) -> None:
    before = sorted(clone.iterdir())
    with pytest.raises(UsageError, match="no revision"):
        repository(clone).revision(word, FOLDER)
    assert sorted(clone.iterdir()) == before


@pytest.mark.parametrize("word", ["HEAD", "main", "@", ":/state", "HEAD@{0}"])
def test_whatever_git_calls_a_commit_will_do(word: str, clone: Path) -> None:
    assert repository(clone).commit(word) == git(clone, "rev-parse", "HEAD")


def test_odd_things_in_a_revision_are_named_and_not_followed(clone: Path) -> None:
    incidents = clone / "claims" / "incidents"
    (incidents / "linked.yaml").symlink_to("/etc/passwd")
    (incidents / "folder.yaml").mkdir()
    (incidents / "folder.yaml" / "inner").write_text("x", encoding="utf-8")
    (incidents / "large.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    (incidents / "ümläut.yaml").write_text("title: x", encoding="utf-8")
    (incidents / ".hidden.yaml").write_text("title: x", encoding="utf-8")
    commit(clone)
    revision = repository(clone).revision("HEAD", FOLDER)
    assert "incidents/ümläut.yaml" in revision.incidents()
    assert "incidents/.hidden.yaml" not in revision.incidents()
    for name, reason in (("linked", "a symbolic link"), ("folder", "a folder"), ("large", "more than the 5 MB")):
        with pytest.raises(Unreadable, match=reason):
            revision.read(f"incidents/{name}.yaml")


def test_a_bare_clone_and_a_second_work_tree_are_read_too(
    clone: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("other")
    git(clone, "clone", "--quiet", "--bare", str(clone), str(folder / "bare.git"))
    git(clone, "worktree", "add", "--quiet", str(folder / "tree"))
    for place in (folder / "bare.git", folder / "bare.git" / "refs", folder / "tree" / "claims"):
        assert list(load(repository(place).revision("HEAD", FOLDER)).collection.incidents) == ["harbour-fire"]


def test_a_folder_in_no_repository_is_in_none(tmp_path: Path) -> None:
    assert Repository.around(tmp_path) is None


def test_without_git_a_sentence_says_so(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(clone))
    with pytest.raises(UnreadableError, match="git is not installed"):
        repository(clone).commit("HEAD")


def test_a_repository_that_is_broken_is_refused_with_a_sentence(clone: Path, run: Run) -> None:
    (clone / ".git" / "config").write_text("[core\n", encoding="utf-8")
    result = run("changes")
    assert result.status == 2
    assert result.err.startswith("claimcheck: ")
    assert "Traceback" not in result.err


def hostile(clone: Path) -> Path:
    """A clone that runs a program wherever git lets it: hooks, monitors, filters, pagers, transports, aliases."""
    marker = clone / "it-ran"
    program = clone / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch '{marker}'\ncat \"$1\" 2>/dev/null\n", encoding="utf-8")
    program.chmod(0o755)
    (clone / ".gitattributes").write_text("*.yaml diff=evil filter=evil merge=evil\n", encoding="utf-8")
    commit(clone)
    hooks = clone / "hooks"
    hooks.mkdir()
    for name in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman", "pre-auto-gc"):
        shutil.copy(program, hooks / name)
    blob = git(clone, "rev-parse", "HEAD:claims/incidents/harbour-fire.yaml")
    settings = {
        "core.fsmonitor": str(program),
        "core.hooksPath": str(hooks),
        "core.pager": str(program),
        "core.editor": str(program),
        "core.sshCommand": str(program),
        "core.askPass": str(program),
        "core.gitProxy": str(program),
        "core.alternateRefsCommand": str(program),
        "credential.helper": f"!{program}",
        "diff.external": str(program),
        "diff.evil.textconv": str(program),
        "diff.evil.command": str(program),
        "filter.evil.smudge": str(program),
        "filter.evil.clean": str(program),
        "filter.evil.required": "true",
        "gpg.program": str(program),
        "log.showSignature": "true",
        "pager.ls-tree": str(program),
        "pager.cat-file": str(program),
        "alias.rev-parse": f"!{program}",
        "alias.cat-file": f"!{program}",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::{program}",
        "remote.origin.uploadpack": str(program),
        "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none",
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
    }
    for name, value in settings.items():
        git(clone, "config", name, value)
    (clone / ".git" / "objects" / blob[:2] / blob[2:]).unlink()  # to be fetched, in a partial clone, when it is read
    assert not marker.exists()
    return marker


@pytest.mark.parametrize("words", [[], ["HEAD"], ["HEAD", "HEAD"], ["HEAD", "harbour-fire"], ["--", "--output=stolen"]])
def test_nothing_that_a_clone_configures_is_run(words: list[str], clone: Path, run: Run) -> None:
    marker = hostile(clone)
    result = run("changes", *words)
    assert not marker.exists(), "the clone ran a program of its own"
    assert not (clone / "stolen").exists()
    assert result.status == (2 if words[1:] and words[1] != "HEAD" else 0)
    if result.status == 0:
        assert "left out harbour-fire" in result.err or words == ["HEAD", "HEAD"]
    subprocess.run(["git", "diff"], cwd=clone, capture_output=True, check=False, env={"PATH": os.environ["PATH"]})
    assert marker.exists(), "the trap does not even catch git itself"


def test_variables_of_the_environment_do_not_lead_elsewhere(clone: Path, run: Run) -> None:
    env = {"GIT_DIR": str(clone / "nowhere"), "GIT_WORK_TREE": "/", "GIT_INDEX_FILE": "/nowhere", "GIT_TRACE": "1"}
    result = run("changes", env=env)
    assert (result.status, result.err) == (0, "")
