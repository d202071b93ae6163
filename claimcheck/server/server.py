"""The server of one editor: what it types, what is looked at, and what it is shown."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from claimcheck.assist.desk import Desk, FileReport, Job
from claimcheck.assist.looking import Superseded
from claimcheck.assist.text import ColumnUnits, EditorText, TextChange
from claimcheck.server import convert
from claimcheck.server.rooms import Rooms

PAUSE = 0.1
"""Seconds without a keystroke after which a text is looked at."""
LONGEST = 1.0
"""Seconds after which it is looked at however busily somebody types."""
QUIET = 1.0
"""Seconds without a keystroke after which there is time for closed files, and for how questions stand."""
_LOOKS = 500
"""Looks after which there is garbage to be looked for, however busily somebody types."""
_BREATH = 0.005
"""Seconds between two looks at closed files: time for what the editor asks."""
Answer = TypeVar("Answer")


class _Protocol(LanguageServerProtocol):
    """pygls without its copies of the texts, which lose their lines (`TextDocument.lines`): the desk has its own."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A file is opened."""
        _server_of(self).guard(lambda: _server_of(self).did_open(params))

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A file is edited."""
        _server_of(self).guard(lambda: _server_of(self).did_change(params))

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A file is closed."""
        _server_of(self).guard(lambda: _server_of(self).did_close(params))


def _server_of(protocol: LanguageServerProtocol) -> Server:
    server = protocol._server  # noqa: SLF001 - pygls has no other way
    assert isinstance(server, Server)  # noqa: S101 - we made it
    return server


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self, version: str) -> None:
        super().__init__("claimcheck", version, protocol_cls=_Protocol)
        self.rooms = Rooms()
        self._looker = ThreadPoolExecutor(1, thread_name_prefix="look")
        self._busy = False
        self._due = 0.0
        self._quiet = 0.0
        self._since: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._complained = ""
        self._looks = 0

    @property
    def units(self) -> ColumnUnits:
        """In what the editor counts columns."""
        chosen = self.server_capabilities.position_encoding
        return ColumnUnits(str(getattr(chosen, "value", chosen) or ColumnUnits.UTF16.value))

    def guard(self, work: Callable[[], Answer]) -> Answer | None:
        """Do something; a slip of ours is a line in the editor's log, and no answer."""
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the editor goes on
            self.log(f"claimcheck: {type(error).__name__}: {error}")
            return None

    def log(self, line: str) -> None:
        """A line in the editor's log."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Warning, line.replace("\n", " ")[:500]))

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ANN401, ARG002 - as pygls calls it
        """A message that cannot be understood: a line in the log, where there is still somebody to read it."""
        self.log(f"claimcheck: {type(error).__name__}")

    # What the editor does

    def did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A file is opened."""
        document = params.text_document
        found = self.rooms.enter(document.uri)
        if found is not None:
            desk, name = found
            desk.opened(name, document.text, document.version)
            self.look(at_once=True)

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A file is edited."""
        found = self.rooms.find(params.text_document.uri)
        if found is None:
            return
        desk, name = found
        version = params.text_document.version
        for each in params.content_changes:
            if isinstance(each, types.TextDocumentContentChangeWholeDocument):
                desk.replaced(name, each.text, version)
            else:
                text = desk.text(name)
                desk.changed(name, [TextChange(convert.stretch(text, each.range, self.units), each.text)], version)
        self.look()

    def did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A file is closed."""
        found = self.rooms.leave(params.text_document.uri)
        if found is not None:
            desk, name = found
            desk.closed(name)
            self.look()

    def disk(self, changed: list[str] | None = None) -> None:
        """Files have changed on the disk (None: nobody knows which)."""
        self.rooms.disk(changed)
        self.look(at_once=True)

    # Looking

    def look(self, *, at_once: bool = False) -> None:
        """Look at what has changed: soon, or when somebody has stopped typing."""
        now = asyncio.get_running_loop().time()
        self._since = self._since or now
        self._due = now if at_once else min(now + PAUSE, self._since + LONGEST)
        self._quiet = now if at_once else now + QUIET
        self._wake(self._due - now)

    def _wake(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(max(seconds, 0), self._pump)

    def _pump(self) -> None:
        """Hand the next job to the thread that looks, if it is free and it is time."""
        if self._busy:
            return
        loop = asyncio.get_running_loop()
        if loop.time() < self._due - 0.001:
            self._wake(self._due - loop.time())
            return
        self._since = None
        idle = loop.time() >= self._quiet - 0.001
        for desk in self.rooms.desks:
            job = self.guard(lambda desk=desk: desk.next(idle=idle))  # type: ignore[misc]
            if job is not None:
                self._busy = True
                asked = self._looker.submit(job.run)
                asked.add_done_callback(lambda done, desk=desk, job=job: self._back(loop, desk, job, done))  # type: ignore[misc]
                return
        if not idle:
            self._wake(self._quiet - loop.time())
        elif self._looks:
            self._clean()

    def _back(self, loop: asyncio.AbstractEventLoop, desk: Desk, job: Job, done: Future[Any]) -> None:
        """From the thread that looks to the one that answers; the editor may be gone."""
        try:
            loop.call_soon_threadsafe(self._done, desk, job, done)
        except RuntimeError:
            self._busy = False

    def _done(self, desk: Desk, job: Job, done: Future[Any]) -> None:
        self._busy = False
        self._looks += 1
        if self._looks >= _LOOKS:
            self._clean()
        error = done.exception()
        if error is None:
            for each in self.guard(lambda: desk.take(job, done.result())) or ():
                self.guard(lambda report=each: self.show(desk, report))  # type: ignore[misc]
            self._complain(desk)
            if not job.urgent and desk.seen.get(job.name) is done.result():
                self._lenses_changed()
        elif not isinstance(error, Superseded):
            self.log(f"claimcheck: {type(error).__name__}: {error}")
            desk.failed(job)
        self._wake(0 if job.urgent else _BREATH)

    def _clean(self) -> None:
        """Look for garbage: records that refer to one another and that nobody else knows."""
        self._looks = 0
        gc.collect()

    def show(self, desk: Desk, report: FileReport) -> None:
        """Show what was found in a file."""
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                self.rooms.uri(desk, report.name), convert.diagnostics(report, self.units), report.version
            )
        )

    def _lenses_changed(self) -> None:
        """How the questions stand has been worked out: an editor that can asks again."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def _complain(self, desk: Desk) -> None:
        """Say once that the settings cannot be read."""
        error = str(desk.settings_error or "")
        if error and error != self._complained:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, error))
        self._complained = error

    def text(self, uri: str) -> tuple[Desk, str, EditorText] | None:
        """An open file of a collection."""
        found = self.rooms.find(uri)
        return (*found, found[0].text(found[1])) if found else None
