"""A real editor's language server on our schema: yaml-language-server over stdio, as VS Code runs it.

`make test-editor` installs it; elsewhere these tests are skipped.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claimcheck.model.claim import Claim
from claimcheck.model.stance import Stance
from claimcheck.store.schema import FileSort, modeline
from tests.conftest import TESTS, Run

HERE = Path(__file__).parent
SERVER = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
SHIPPED = sorted((TESTS.parent / "claims").rglob("*.yaml"))
PATIENCE = 30.0

INCIDENT = """\
title: A crate
questions:
  crate:
    ask: Who took it?
    answers: {union: The union took it.}
sources:
  herald: {publisher: Sarn Herald, published: 2031-04-01}
claims:
  - id: one
    speaker: union
    stance: {denys: {crate: union}}
    source: herald
    text: No.
  - id: two
    speaker: union
    stance:
      denies: {crate: union}
      #
    source: herald
    text: No.
    holds_on: 2031
"""


def lacking() -> str:
    """Why these tests cannot run here; an empty text if they can."""
    if not os.environ.get("CLAIMCHECK_TEST_EDITOR"):
        return "a language server is run by `make test-editor` only"
    if shutil.which("node") is None:
        return "no Node.js here"
    if not SERVER.exists():
        return "`npm ci` has not been run in tests/editor"
    return ""


pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())


class Server:
    """The language server, asked as an editor asks it."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            ["node", str(SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        )
        self.said: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.number = 0
        root = folder.as_uri()
        capabilities = {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}
        self.ask("initialize", processId=os.getpid(), rootUri=root, capabilities=capabilities)
        self.tell("initialized")
        wanted = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
        self.tell("workspace/didChangeConfiguration", settings=wanted)

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            size = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self.said.put(json.loads(stream.read(size)))

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def tell(self, method: str, **parameters: Any) -> None:  # noqa: ANN401 - the protocol's own
        self._send({"method": method, "params": parameters})

    def ask(self, method: str, **parameters: Any) -> Any:  # noqa: ANN401
        self.number += 1
        self._send({"id": self.number, "method": method, "params": parameters})
        while True:
            message = self.hear()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def hear(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered with nothing."""
        message = self.said.get(timeout=PATIENCE)
        if "id" in message and "method" in message:
            items = message.get("params", {}).get("items", [])
            self._send({"id": message["id"], "result": [None] * len(items) if items else None})
        return message

    def open(self, path: Path) -> list[dict[str, Any]]:
        """Open a file; what is wrong with it."""
        text = path.read_text(encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        while True:
            message = self.hear()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == path.as_uri():
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def at(self, method: str, path: Path, line: int, column: int) -> Any:  # noqa: ANN401
        """Ask about a place, counted from 1."""
        place = {"line": line - 1, "character": column - 1}
        return self.ask(f"textDocument/{method}", textDocument={"uri": path.as_uri()}, position=place)


@pytest.fixture
def collection(tmp_path: Path, run: Run) -> Path:
    """A collection as `init` makes it, with its schemas beside the files."""
    assert run("init").status == 0
    assert (tmp_path / "claims" / "schema" / "incident.json").is_file()
    return tmp_path / "claims"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("editor"))
    yield running
    running.process.kill()
    running.process.wait()
    for stream in (running.process.stdin, running.process.stdout):
        if stream is not None:
            stream.close()


def _incident(collection: Path, text: str = INCIDENT) -> tuple[Path, list[str]]:
    path = collection / "incidents" / "crate.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{modeline(FileSort.INCIDENT)}\n{text}", encoding="utf-8")
    return path, path.read_text(encoding="utf-8").split("\n")


def test_a_bad_stance_is_underlined_at_its_place(collection: Path, server: Server) -> None:
    path, lines = _incident(collection)
    (found,) = server.open(path)
    line = next(number for number, each in enumerate(lines) if "denys" in each)
    assert found["range"]["start"] == {"line": line, "character": lines[line].index("denys")}
    assert "denys" in found["message"]
    assert found["severity"] == 1


def test_stances_are_offered_where_one_is_to_be_written(collection: Path, server: Server) -> None:
    text = INCIDENT.replace("denys", "denies").replace("      #\n", "      \n")
    path, lines = _incident(collection, text)
    assert server.open(path) == []
    line = next(number for number, each in enumerate(lines, start=1) if each == "      ")
    answer = server.at("completion", path, line, 7)
    offered = {each["label"] for each in answer["items"]}
    assert offered >= {each.value for each in Stance if each is not Stance.DENIES}


def test_what_a_key_means_is_shown_in_our_words(collection: Path, server: Server) -> None:
    path, lines = _incident(collection, INCIDENT.replace("denys", "denies"))
    server.open(path)
    line = next(number for number, each in enumerate(lines, start=1) if "holds_on" in each)
    answer = server.at("hover", path, line, 6)
    shown = json.dumps(answer["contents"], ensure_ascii=False).replace("\\", "")
    description = Claim.model_fields["holds_on"].description
    assert description
    assert description.partition(";")[0] in shown


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_an_editor_finds_nothing_wrong_with_the_files_that_ship(source: Path, collection: Path, server: Server) -> None:
    sort = FileSort.INCIDENT if source.parent.name == "incidents" else FileSort(source.stem)
    name = source.relative_to(TESTS.parent / "claims")
    path = collection / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{modeline(sort)}\n{source.read_text(encoding='utf-8')}", encoding="utf-8")
    assert [(each["range"]["start"]["line"], each["message"]) for each in server.open(path)] == []


def test_a_new_incident_has_its_schema_at_once(collection: Path, server: Server, run: Run) -> None:
    for name in ("crate", "hall"):
        assert run("new", name, "--title", "A crate").status == 0
    good, bad = (collection / "incidents" / f"{name}.yaml" for name in ("crate", "hall"))
    bad.write_text(bad.read_text(encoding="utf-8").replace("\ntitle:", "\ntitel:", 1), encoding="utf-8")
    assert server.open(good) == []
    assert any("titel" in each["message"] for each in server.open(bad))
