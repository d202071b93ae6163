"""An editor, as far as a language server can tell: it keeps texts, edits them in its own units, and hears what is said.

It counts places by encoding the line, and shares no code with the server.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

PATIENCE = 20.0
_WIDTH = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
_CODEC = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Client:
    """`claimcheck lsp`, asked as an editor asks it."""

    def __init__(
        self, folder: Path, encoding: str | None = "utf-16", capabilities: dict[str, Any] | None = None
    ) -> None:
        self.errors = (folder / "stderr.txt").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "claimcheck", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            cwd=folder,
            env={"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")},
        )
        self.said: queue.Queue[dict[str, Any]] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.number = 0
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.found: dict[str, tuple[int | None, list[dict[str, Any]]]] = {}
        self.log: list[str] = []
        general = {"positionEncodings": [encoding]} if encoding else {}
        wanted = {"general": general, "textDocument": {}, "workspace": {}, **(capabilities or {})}
        answer = self.ask("initialize", processId=os.getpid(), rootUri=folder.as_uri(), capabilities=wanted)
        self.able = answer["capabilities"]
        self.encoding = self.able.get("positionEncoding", "utf-16")
        self.tell("initialized")

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            size = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self.said.put(json.loads(stream.read(size)))

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def tell(self, method: str, **parameters: Any) -> None:  # noqa: ANN401 - the protocol's own
        self.send({"method": method, "params": parameters})

    def ask(self, method: str, **parameters: Any) -> Any:  # noqa: ANN401
        answer = self.try_to_ask(method, **parameters)
        assert "error" not in answer, answer
        return answer["result"]

    def try_to_ask(self, method: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401
        self.number += 1
        self.send({"id": self.number, "method": method, "params": parameters})
        while True:
            message = self.hear()
            if message.get("id") == self.number and "method" not in message:
                return message

    def hear(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered with nothing."""
        message = self.said.get(timeout=seconds)
        if "method" in message:
            if "id" in message:
                self.send({"id": message["id"], "result": None})
            if message["method"] == "textDocument/publishDiagnostics":
                about = message["params"]
                self.found[about["uri"]] = (about.get("version"), about["diagnostics"])
            if message["method"] == "window/logMessage":
                self.log.append(message["params"]["message"])
        return message

    # Files

    def open(self, path: Path, text: str | None = None) -> list[dict[str, Any]]:
        """Open a file; what is wrong with it."""
        uri = path.as_uri()
        self.texts[uri] = path.read_bytes().decode() if text is None else text
        self.versions[uri] = 1
        self.found.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": self.texts[uri]}
        self.tell("textDocument/didOpen", textDocument=document)
        return self.problems(path)

    def close(self, path: Path) -> None:
        self.tell("textDocument/didClose", textDocument={"uri": path.as_uri()})

    def type(self, path: Path, offset: int, new: str, *, instead_of: int = 0) -> None:
        """Put something at an offset, in the place of so many characters."""
        uri = path.as_uri()
        text = self.texts[uri]
        where = {"start": self.position(text, offset), "end": self.position(text, offset + instead_of)}
        self.texts[uri] = text[:offset] + new + text[offset + instead_of :]
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"range": where, "text": new}])

    def problems(self, path: Path, seconds: float = PATIENCE) -> list[dict[str, Any]]:
        """What is wrong with the text as it stands now."""
        uri, until = path.as_uri(), time.monotonic() + seconds
        while self.found.get(uri, (None,))[0] != self.versions[uri]:
            self.hear(max(until - time.monotonic(), 0.001))
        return self.found[uri][1]

    def position(self, text: str, offset: int) -> dict[str, int]:
        line, start = _line(text, offset)
        return {
            "line": line,
            "character": len(text[start:offset].encode(_CODEC[self.encoding])) // _WIDTH[self.encoding],
        }

    def offset(self, text: str, position: dict[str, int]) -> int:
        start = 0
        for _ in range(position["line"]):
            _, start = _next(text, start)
        line = text[start : _next(text, start)[0]].encode(_CODEC[self.encoding])
        return start + len(line[: position["character"] * _WIDTH[self.encoding]].decode(_CODEC[self.encoding]))

    def words(self, path: Path, where: dict[str, Any]) -> str:
        """What stands in a range of a text."""
        text = self.texts[path.as_uri()]
        return text[self.offset(text, where["start"]) : self.offset(text, where["end"])]

    def at(self, method: str, path: Path, offset: int, **more: Any) -> Any:  # noqa: ANN401
        """Ask about a place."""
        uri = path.as_uri()
        place = self.position(self.texts[uri], offset)
        return self.ask(f"textDocument/{method}", textDocument={"uri": uri}, position=place, **more)

    def apply(self, edit: dict[str, Any]) -> None:
        """Make a workspace edit."""
        for change in edit["documentChanges"]:
            path = Path(change["textDocument"]["uri"].removeprefix("file://"))
            if path.as_uri() not in self.texts:
                self.open(path)
            text = self.texts[path.as_uri()]
            for each in sorted(change["edits"], key=lambda one: -self.offset(text, one["range"]["start"])):
                start, end = (self.offset(text, each["range"][side]) for side in ("start", "end"))
                self.type(path, start, each["newText"], instead_of=end - start)

    def stop(self) -> str:
        """Say good-bye; what the server wrote to its standard error."""
        if self.process.poll() is None:
            self.ask("shutdown")
            self.tell("exit")
        assert self.process.wait(PATIENCE) == 0
        return self.end()

    def end(self) -> str:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.listener.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None and not stream.closed:
                stream.close()
        self.errors.close()
        return Path(self.errors.name).read_text(encoding="utf-8")


def _next(text: str, start: int) -> tuple[int, int]:
    """Where the line that begins at an offset ends, and where the next one begins."""
    for at in range(start, len(text)):
        if text[at] in "\r\n":
            return at, at + (2 if text[at : at + 2] == "\r\n" else 1)
    return len(text), len(text)


def _line(text: str, offset: int) -> tuple[int, int]:
    """The number of the line of an offset, and where it begins."""
    line = start = 0
    while True:
        end, behind = _next(text, start)
        if offset <= end or behind == len(text) == end:
            return line, start
        line, start = line + 1, behind
