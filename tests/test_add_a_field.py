"""A key that is added as `docs/how-to/add-a-field.md` says is everywhere, but in no public copy without a rule."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPEAKERS = """
parties: {port: {name: Port}}
speakers:
  captain: {name: Ilse Brandt, party: port}
  piet-aal: {name: Piet Aal, known_as: a worker on the quay}
"""
INCIDENT = """
title: The fire on the quay
questions: {began: {ask: How did it begin?, answers: {arson: It was lit., fault: A cable failed.}}}
sources: {herald: {publisher: Herald, published: 2031-03-02}}
claims:
  - id: captain-arson
    speaker: captain
    stance: {asserts: {began: arson}}
    source: herald
    tone: under zeal, with Piet Aal in the room
    quote: It was lit
  - id: captain-later
    speaker: captain
    stance: {asserts: {began: arson}}
    source: herald
    tone: in quiet zest
    quote: It was lit by somebody
"""
ROWS = "id,speaker,source,quote,stance,question,answer,tone\nnew,captain,herald,Lit,asserts,began,arson,with zing\n"
EXPORTS = ("csv", "jsonl", "sqlite", "schema-org", "argdown", "graphml", "dot")
"""Formats that have claims; `csl-json` and `biblatex` have sources, as the reference says."""
DRIVER = """
import contextlib, io, json, sys
from claimcheck.__main__ import main
from pathlib import Path
said = {}
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(words)
        except SystemExit as end:
            status = end.code
    said[" ".join(words)] = [status, out.getvalue(), err.getvalue()]
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the key that the page adds, and a collection that uses it."""
    folder = tmp_path_factory.mktemp("field")
    shutil.copytree(ROOT / "claimcheck", folder / "claimcheck", ignore=shutil.ignore_patterns("__pycache__"))
    page = (ROOT / "docs/how-to/add-a-field.md").read_text("utf-8")
    field = textwrap.dedent(re.search(r"   ```python\n(.*?)   ```\n", page, re.DOTALL)[1])  # type: ignore[index]
    model = folder / "claimcheck/model/claim.py"
    before, locator, after = model.read_text("utf-8").partition("    locator: ")
    end = after.index("    quote: ")
    model.write_text(before + locator + after[:end] + textwrap.indent(field, "    ") + after[end:], "utf-8")
    (folder / "claims/incidents").mkdir(parents=True)
    (folder / "claims/speakers.yaml").write_text(SPEAKERS, "utf-8")
    (folder / "claims/incidents/fire.yaml").write_text(INCIDENT, "utf-8")
    (folder / "rows.csv").write_text(ROWS, "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "claims")
    git(folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first")
    return folder


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def ran(program: Path, *commands: list[str]) -> Mapping[str, tuple[int, str, str]]:
    environment = {**os.environ, "PYTHONPATH": str(program), "CLAIMCHECK_NO_CACHE": "1", "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(commands)],
        cwd=program,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    said: Mapping[str, tuple[int, str, str]] = json.loads(done.stdout)
    return said


def exports(*more: str) -> list[list[str]]:
    made = [["export", name, *more, "-o", f"out/{name}"] for name in EXPORTS]
    return [*made, ["site", *more, "-o", "out/site"], ["report", "--all", *more, "-o", "out/reports"]]


def test_it_stands_in_all_answers_and_exports(program: Path) -> None:
    shutil.rmtree(program / "out", ignore_errors=True)
    (program / "out").mkdir()
    asked = [
        ["check"],
        ["show", "captain-arson"],
        ["show", "captain-arson", "--format", "json"],
        ["report", "fire"],
        ["search", "zeal"],
        ["list", "claims", "--format", "json"],
        ["list", "claims", "--format", "csv"],
    ]
    said = ran(program, *asked, *exports())
    assert said["check"][0] == 0, said["check"]
    for words in asked[1:]:
        status, out, err = said[" ".join(words)]
        assert status == 0, err
        assert "under zeal, with Piet Aal in the room" in out.replace("*", ""), words
    assert "Tone: under zeal" in said["show captain-arson"][1]
    assert "Tone: under zeal" in said["report fire"][1]
    assert json.loads(said["list claims --format json"][1])["items"][0]["tone"].startswith("under zeal")
    for name in EXPORTS:
        assert b"under zeal, with Piet Aal in the room" in (program / "out" / name).read_bytes(), name
    for name in ("site", "reports"):
        texts = [each.read_text("utf-8") for each in (program / "out" / name).rglob("*") if each.is_file()]
        assert any("under zeal" in each for each in texts), name


def test_it_stands_in_the_tables(program: Path) -> None:
    script = (
        "import claimcheck; from claimcheck.exchange.tables import rows;"
        "print([(t.columns[-1].name, r[-1]) for t, m in rows(claimcheck.load('claims'))"
        " if t.name == 'claims' for r in m])"
    )
    environment = {**os.environ, "PYTHONPATH": str(program), "CLAIMCHECK_NO_CACHE": "1"}
    out = subprocess.run([sys.executable, "-c", script], cwd=program, env=environment, capture_output=True, check=True)
    assert out.stdout.decode().startswith("[('tone', 'under zeal, with Piet Aal in the room')")


def test_an_edit_of_it_is_a_change(program: Path) -> None:
    file = program / "claims/incidents/fire.yaml"
    file.write_text(INCIDENT.replace("under zeal", "in zealous calm"), "utf-8")
    try:
        status, out, _ = ran(program, ["changes", "HEAD", "--exit-code"])["changes HEAD --exit-code"]
    finally:
        file.write_text(INCIDENT, "utf-8")
    assert status == 1
    assert re.search(r"reworded\W+captain-arson\W+tone: ", out), out


def test_it_is_an_option_is_asked_for_completed_and_imported(program: Path) -> None:
    words = ["add", "claim", "fire", "--speaker", "captain", "--source", "herald", "--id", "dry", "--tone", "in a zone"]
    words += ["--quote", "Lit", "--asserts", "began=arson", "--dry-run"]
    imported = ["import", "rows.csv", "--incident", "fire", "--write"]
    file = program / "claims/incidents/fire.yaml"
    try:
        said = ran(program, ["add", "claim", "--help"], words, imported, ["schema", "incident"])
        assert "tone: with zing" in file.read_text("utf-8"), said[" ".join(imported)]
    finally:
        file.write_text(INCIDENT, "utf-8")
    assert "--tone" in said["add claim --help"][1]
    assert "In which tone it was said." in said["add claim --help"][1]
    assert "tone: in a zone" in said[" ".join(words)][1], said[" ".join(words)]
    assert json.loads(said["schema incident"][1])["$defs"]["Claim"]["properties"]["tone"]


def public_bytes(program: Path) -> dict[str, bytes]:
    shutil.rmtree(program / "out", ignore_errors=True)
    (program / "out").mkdir()
    asked = [["report", "fire", "--public", "--format", form] for form in ("md", "json", "html", "table")]
    said = ran(program, *asked, *exports("--public"))
    assert all(status == 0 for status, _, _ in said.values()), said
    found = {words: (out + err).encode() for words, (_, out, err) in said.items()}
    return found | {str(each): each.read_bytes() for each in (program / "out").rglob("*") if each.is_file()}


def test_it_is_in_no_public_copy_until_its_rule_says_so(program: Path) -> None:
    for name, data in public_bytes(program).items():
        assert b"zeal" not in data, name
        assert b"zest" not in data, name
    model = program / "claimcheck/model/claim.py"
    text = model.read_text("utf-8")
    ruled = text.replace(
        "(Holds.WORDS, edit=EditedAs.REWORDED, ask=", "(Holds.WORDS, Public.VERBATIM, EditedAs.REWORDED, ask="
    )
    assert ruled != text
    model.write_text(ruled, "utf-8")
    try:
        found = public_bytes(program)
    finally:
        model.write_text(text, "utf-8")
    assert all(b"zeal" not in data and b"Piet" not in data for data in found.values())
    for words in ("report fire --public --format md", str(program / "out/csv"), str(program / "out/sqlite")):
        assert b"in quiet zest" in found[words], words
