"""`claimcheck lsp` as an editor meets it: a process, messages over pipes, texts that are half typed.

`make test-editor` runs these; the answers themselves are tested without a process in tests/test_assist.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.client import Client

pytestmark = pytest.mark.skipif(
    not os.environ.get("CLAIMCHECK_TEST_EDITOR"), reason="a language server is run by `make test-editor` only"
)

SPEAKERS = """\
parties:
  port: {name: Sarn Port Authority}
  union: {name: Dockers' Union}
speakers:
  brandt: {name: Ilse Brandt, party: port, role: harbour captain, aliases: [Ильзе Брандт]}
  voss: {name: Jan Voss, party: union}
  keel: {name: Mira Keel}
"""
CRATE = """\
title: A crate
date: 2031-03-04
disputants: [port, union]
questions:
  cause:
    ask: What set the crates on fire?
    answers:
      wiring: The wiring caught fire.
      set: Somebody set them on fire.
sources:
  herald: {publisher: Sarn Herald, published: 2031-03-05}
claims:
  - id: brandt-wiring
    speaker: brandt
    stance: {asserts: {cause: wiring}}
    source: herald
    quote: It was the wiring, and nothing but the wiring
  - id: voss-set
    speaker: voss
    stance: {asserts: {cause: set}}
    source: herald
    quote: Somebody set them on fire that night
"""


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    root = tmp_path / "claims"
    (root / "incidents").mkdir(parents=True)
    (root / "speakers.yaml").write_text(SPEAKERS, encoding="utf-8")
    (root / "incidents" / "crate.yaml").write_text(CRATE, encoding="utf-8")
    return root


@pytest.fixture
def crate(collection: Path) -> Path:
    return collection / "incidents" / "crate.yaml"


@pytest.fixture
def client(tmp_path: Path, collection: Path) -> Iterator[Client]:
    assert collection.is_dir()
    running = Client(tmp_path)
    yield running
    assert running.end() == ""
    assert not [line for line in running.log if "Error" in line]


def test_a_slip_is_underlined_while_it_is_typed(client: Client, crate: Path) -> None:
    assert client.open(crate) == []
    at = CRATE.index("voss\n    stance") + 4
    client.type(crate, at, "e")
    (found,) = client.problems(crate)
    assert client.words(crate, found["range"]) == "vosse"
    assert found["code"] == "unknown-speaker"
    assert found["message"] == "unknown speaker `vosse`\ndid you mean `voss`?"
    client.type(crate, at, "", instead_of=1)
    assert client.problems(crate) == []


def test_a_half_typed_claim_hides_no_other(client: Client, crate: Path) -> None:
    client.open(crate)
    client.type(crate, len(CRATE), "  - id: typed\n    stance: {asserts: {ca")
    (found,) = client.problems(crate)
    assert found["code"] == "syntax"
    text = client.texts[crate.as_uri()]
    client.type(crate, text.index("brandt\n    stance"), "x")
    assert sorted(each["code"] for each in client.problems(crate)) == ["syntax", "unknown-speaker"]


def test_a_speaker_is_found_by_name_in_another_script(client: Client, crate: Path) -> None:
    client.open(crate)
    new = "  - id: typed\n    speaker: Бра"
    client.type(crate, len(CRATE), new)
    offered = client.at("completion", crate, len(CRATE) + len(new))["items"]
    assert [(each["label"], each["textEdit"]["newText"]) for each in offered] == [("brandt", "brandt")]
    assert client.words(crate, offered[0]["textEdit"]["range"]) == "Бра"


def test_what_stands_behind_a_claim_is_told(client: Client, crate: Path) -> None:
    client.open(crate)
    told = client.at("hover", crate, CRATE.index("voss-set") + 2)
    assert told["contents"]["kind"] == "plaintext"
    assert "Clashes with brandt-wiring: answers that exclude each other" in told["contents"]["value"]


def test_a_client_says_good_bye(client: Client, crate: Path) -> None:
    client.open(crate)
    assert client.stop() == ""


def test_a_client_goes_away_without_a_word(client: Client, crate: Path) -> None:
    client.open(crate)
    assert client.process.stdin
    client.process.stdin.close()
    client.process.wait(10)
