"""`claimcheck lsp` as an editor meets it: a process, messages over pipes, texts that are half typed.

`make test-editor` runs these; the answers themselves are tested without a process in tests/test_assist.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.editor import floor, made, memory, spent_by
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


# What an editor asks


DOCUMENT_CHANGES = {
    "workspace": {"workspaceEdit": {"documentChanges": True}, "codeLens": {"refreshSupport": True}},
    "textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}},
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_places_are_right_in_every_encoding(collection: Path, tmp_path: Path, encoding: str) -> None:
    crate = collection / "incidents" / "crate.yaml"
    client = Client(tmp_path, encoding)
    assert client.encoding == encoding
    before = CRATE.replace("It was the wiring", "ქარი 😀 თქვა \u2028 провод").replace(
        "source: herald\n    quote: Some", "source: herald # 😀 щ\n    quote: Some"
    )
    client.open(crate, before)
    at = before.index("провод") + 3
    client.type(crate, at, "😀я")
    client.type(crate, at + 2, "", instead_of=1)
    line = "  - {id: typed, as: ქარი 😀, speaker: nobody-such, stance: {}, source: herald, text: Щ}\n"
    client.type(crate, len(client.texts[crate.as_uri()]), line)
    found = [each for each in client.problems(crate) if each["code"] == "unknown-speaker"]
    assert [client.words(crate, each["range"]) for each in found] == ["nobody-such"]
    text = client.texts[crate.as_uri()]
    offered = client.at("completion", crate, text.index("nobody-such"))["items"]
    assert {client.words(crate, each["textEdit"]["range"]) for each in offered} == {"nobody-such"}
    told = client.at("hover", crate, text.index("herald, text"))
    assert client.words(crate, told["range"]) == "herald"
    assert client.stop() == ""


def test_a_claim_is_typed_from_nothing_by_completion(client: Client, crate: Path) -> None:
    client.open(crate)

    def choose(label: str, *, typed: str = "") -> None:
        """Type a little, and take what is offered."""
        uri = crate.as_uri()
        client.type(crate, len(client.texts[uri]), typed)
        items = client.at("completion", crate, len(client.texts[uri]))["items"]
        (item,) = (each for each in items if each["label"] == label)
        where = item["textEdit"]["range"]
        start, end = (client.offset(client.texts[uri], where[side]) for side in ("start", "end"))
        assert end == len(client.texts[uri])
        client.type(crate, start, item["textEdit"]["newText"], instead_of=end - start)

    choose("id", typed="  - i")
    choose("speaker", typed="keel-doubts\n    sp")
    choose("keel", typed="mira")
    choose("stance", typed="\n    st")
    choose("doubts", typed="{do")
    choose("cause", typed="{")
    choose("set", typed="some")
    choose("source", typed="}}\n    so")
    choose("herald", typed="sarn")
    choose("text", typed="\n    te")
    client.type(crate, len(client.texts[crate.as_uri()]), "Said that nobody could know.\n")
    assert client.problems(crate) == []
    new = client.texts[crate.as_uri()].removeprefix(CRATE)
    assert new == (
        "  - id: keel-doubts\n    speaker: keel\n    stance: {doubts: {cause: set}}\n    source: herald\n"
        "    text: Said that nobody could know.\n"
    )


def test_a_speaker_is_renamed_over_three_files(collection: Path, tmp_path: Path) -> None:
    crate, other = (collection / "incidents" / name for name in ("crate.yaml", "other.yaml"))
    other.write_text(CRATE.replace("A crate", "Another crate, of which voss spoke"), encoding="utf-8")
    client = Client(tmp_path, "utf-16", DOCUMENT_CHANGES)
    client.open(crate)
    at = CRATE.index("voss\n    stance") + 1
    ready = client.at("prepareRename", crate, at)
    assert ready["placeholder"] == "voss"
    before = {path: path.read_bytes() for path in (crate, other, collection / "speakers.yaml")}
    edit = client.at("rename", crate, at, newName="jan-voss")
    assert {each["textDocument"]["version"] for each in edit["documentChanges"]} == {1, None}
    client.apply(edit)
    for path in (crate, other):
        assert client.problems(path) == []
        assert client.texts[path.as_uri()] == before[path].decode().replace("speaker: voss", "speaker: jan-voss")
    assert "  jan-voss: {" in client.texts[(collection / "speakers.yaml").as_uri()]
    assert {path: path.read_bytes() for path in before} == before
    refused = client.try_to_ask(
        "textDocument/rename",
        textDocument={"uri": crate.as_uri()},
        position=client.position(CRATE, at),
        newName="keel",
    )
    assert refused["error"]["message"] == "`keel` is taken; two things would become one: choose another id"
    assert client.stop() == ""


def test_each_action_mends_what_it_is_offered_for(collection: Path, tmp_path: Path) -> None:
    crate = collection / "incidents" / "crate.yaml"
    client = Client(tmp_path, "utf-16", DOCUMENT_CHANGES)
    bad = CRATE.replace("speaker: voss", "speaker: vos").replace("the wiring, and", "the\u200b wiring, and")
    bad = bad.replace("sources:\n", "  smoke: {ask: Was there smoke?, answers: {smoke: There was smoke.}}\nsources:\n")
    done = set()
    found = client.open(crate, bad)
    for each in found:
        for action in _actions(client, crate, each["range"]):
            assert client.texts[crate.as_uri()] == bad
            client.apply(action["edit"])
            if action["title"].startswith("Allow"):  # the reason is a person's to write
                at = client.texts[crate.as_uri()].index(" -- ") + 4
                client.type(crate, at, "somebody will speak to it")
            else:
                client.type(crate, 0, "# mended\n")  # another version: what is said of it is said after the edit
            left = client.problems(crate)
            assert action["diagnostics"][0]["message"] not in [one["message"] for one in left], action["title"]
            done.add(action["title"])
            changed = client.texts[crate.as_uri()]
            client.type(crate, 0, bad, instead_of=len(changed))
            shared = collection / "speakers.yaml"
            if shared.as_uri() in client.texts:
                client.type(shared, 0, SPEAKERS, instead_of=len(client.texts[shared.as_uri()]))
            client.problems(crate)
    assert len([each for each in done if each.startswith("Mend: ")]) == 1
    assert done >= {"Change to `voss`", "Declare speaker `vos`", "Allow `unused` here, because …"}
    assert crate.read_text(encoding="utf-8") == CRATE
    assert client.stop() == ""


def _actions(client: Client, path: Path, where: dict[str, Any]) -> list[dict[str, Any]]:
    client.problems(path)
    document = {"uri": path.as_uri()}
    found = client.ask("textDocument/codeAction", textDocument=document, range=where, context={"diagnostics": []})
    return found or []


def test_lists_lenses_and_formatting(collection: Path, tmp_path: Path) -> None:
    crate = collection / "incidents" / "crate.yaml"
    client = Client(tmp_path, "utf-16", DOCUMENT_CHANGES)
    client.open(crate, CRATE.replace("disputants: [port, union]\n", "") + "disputants: [port, union]\n")
    document = {"uri": crate.as_uri()}
    assert [each["name"] for each in client.ask("textDocument/documentSymbol", textDocument=document)] == [
        "questions",
        "sources",
        "claims",
    ]
    (lens,) = client.ask("textDocument/codeLens", textDocument=document)
    assert lens["command"]["title"] == "contested: Sarn Port Authority, Dockers' Union"
    assert {each["name"] for each in client.ask("workspace/symbol", query="voss")} == {"voss (Jan Voss)", "voss-set"}
    text = client.texts[crate.as_uri()]
    (home,) = client.at("definition", crate, text.index("keel") if "keel" in text else text.index("voss\n    stance"))
    assert home["uri"] == (collection / "speakers.yaml").as_uri()
    context = {"includeDeclaration": True}
    assert len(client.at("references", crate, text.index("cause: set"), context=context)) == 3
    assert len(client.at("documentHighlight", crate, text.index("cause: set"))) == 3
    options = {"tabSize": 2, "insertSpaces": True}
    edits = client.ask("textDocument/formatting", textDocument=document, options=options)
    client.apply({"documentChanges": [{"textDocument": document, "edits": edits}]})
    assert client.texts[crate.as_uri()].startswith("title: A crate\ndate: 2031-03-04\ndisputants: [port, union]\n")
    assert client.stop() == ""


# What nobody sends who means well


def test_messages_that_are_not_understood_are_no_end(client: Client, crate: Path) -> None:
    client.open(crate)
    assert "error" in client.try_to_ask("textDocument/noSuchThing", textDocument={"uri": crate.as_uri()})
    client.tell("noSuchNotification", anything=1)
    client.tell("textDocument/didChange", textDocument={"uri": "file:///nowhere.yaml", "version": 3}, contentChanges=[])
    client.tell("textDocument/didClose", textDocument={"uri": "file:///nowhere.yaml"})
    document = {"uri": crate.as_uri()}
    far = {"line": 99999, "character": 99999}
    for method in ("completion", "hover", "definition", "documentHighlight"):
        client.ask(f"textDocument/{method}", textDocument=document, position=far)
    client.tell(
        "textDocument/didOpen", textDocument={"uri": "untitled:1", "languageId": "yaml", "version": 1, "text": "a"}
    )
    assert client.ask("textDocument/hover", textDocument={"uri": "untitled:1"}, position=far) is None
    client.type(crate, len(CRATE), "#")
    assert client.problems(crate) == []


def test_a_file_that_is_in_no_collection_gets_nothing(client: Client, crate: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes.yaml"
    other.write_text("a: {", encoding="utf-8")
    text = {"uri": other.as_uri(), "languageId": "yaml", "version": 1, "text": "a: {"}
    client.tell("textDocument/didOpen", textDocument=text)
    client.open(crate)
    assert other.as_uri() not in client.found


def test_the_disk_holds_again_when_a_file_is_closed(client: Client, crate: Path) -> None:
    client.open(crate, CRATE.replace("speaker: voss", "speaker: vos"))
    assert [each["code"] for each in client.found[crate.as_uri()][1]] == ["unknown-speaker"]
    client.close(crate)
    while client.found[crate.as_uri()][1]:
        client.hear()


def test_nothing_is_written(client: Client, crate: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != "stderr.txt"}
    client.open(crate)
    client.type(crate, len(CRATE), "  - id: x")
    client.problems(crate)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != "stderr.txt"} == before


# As fast, and as small, as it was


def test_the_memory_stays_level_and_a_key_costs_less_than_the_file(tmp_path: Path) -> None:
    """A short form of `make bench-editor`: a file of 1,000 claims, a thousand edits of one of them."""
    made(tmp_path, 3_000, 1_000)
    path = tmp_path / "claims" / "incidents" / "big.yaml"
    client = Client(tmp_path)
    try:
        assert not [each for each in client.open(path) if each["severity"] == 1]
        at = client.texts[path.as_uri()].index("quote: Of big number 500") + len("quote: ")
        for number in range(100):
            client.type(path, at, "yz"[number % 2], instead_of=number % 2)
        client.problems(path)
        before, spent = memory(client), spent_by(client)
        for _ in range(10):
            client.type(path, at, "a", instead_of=1)
            client.problems(path)
        each = (spent_by(client) - spent) / 10
        for number in range(900):
            client.type(path, at, "yz"[number % 2], instead_of=number % 2)
            if number % 90 == 0:
                client.problems(path)
        client.problems(path)
        assert memory(client) < min(before * 1.15 + 5, 200)
        assert each < 2 * max(floor(tmp_path)[1] for _ in range(3))
        assert client.stop() == ""
    finally:
        client.end()
