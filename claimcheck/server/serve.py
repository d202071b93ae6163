"""`claimcheck lsp`: a language server on standard input and output.

Texts are looked at in a thread of their own, one look at a time; a newer text makes an older look stop. Requests are
answered meanwhile, from the last that is known. Nothing is written, nothing is opened, and a slip of ours is answered
with nothing and one line in the editor's log.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from claimcheck.assist.completion import complete
from claimcheck.assist.desk import Desk, Job, Report
from claimcheck.assist.hover import hover
from claimcheck.assist.looking import Superseded
from claimcheck.assist.text import Change, Text, Units
from claimcheck.server import convert
from claimcheck.server.rooms import Rooms

PAUSE = 0.1
"""Seconds without a keystroke after which a text is looked at."""
LONGEST = 1.0
"""Seconds after which it is looked at however busily somebody types."""
_BREATH = 0.005
"""Seconds between two looks at closed files: time for what the editor asks."""
_WATCHED = ("**/*.yaml", "**/claimcheck.toml")
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
        self._since: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._complained = ""

    @property
    def units(self) -> Units:
        """In what the editor counts columns."""
        chosen = self.server_capabilities.position_encoding
        return Units(str(getattr(chosen, "value", chosen) or Units.UTF16.value))

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
                desk.changed(name, [Change(convert.stretch(text, each.range, self.units), each.text)], version)
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
        for desk in self.rooms.desks:
            job = self.guard(desk.next)
            if job is not None:
                self._busy = True
                asked = self._looker.submit(job.run)
                asked.add_done_callback(lambda done, desk=desk, job=job: self._back(loop, desk, job, done))  # type: ignore[misc]
                return

    def _back(self, loop: asyncio.AbstractEventLoop, desk: Desk, job: Job, done: Future[Any]) -> None:
        """From the thread that looks to the one that answers; the editor may be gone."""
        try:
            loop.call_soon_threadsafe(self._done, desk, job, done)
        except RuntimeError:
            self._busy = False

    def _done(self, desk: Desk, job: Job, done: Future[Any]) -> None:
        self._busy = False
        error = done.exception()
        if error is None:
            for each in self.guard(lambda: desk.take(job, done.result())) or ():
                self.guard(lambda report=each: self.show(desk, report))  # type: ignore[misc]
            self._complain(desk)
        elif not isinstance(error, Superseded):
            self.log(f"claimcheck: {type(error).__name__}: {error}")
            desk.failed(job)
        self._wake(0 if job.urgent else _BREATH)

    def show(self, desk: Desk, report: Report) -> None:
        """Show what was found in a file."""
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                self.rooms.uri(desk, report.name), convert.diagnostics(report, self.units), report.version
            )
        )

    def _complain(self, desk: Desk) -> None:
        """Say once that the settings cannot be read."""
        error = str(desk.settings_error or "")
        if error and error != self._complained:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, error))
        self._complained = error

    def text(self, uri: str) -> tuple[Desk, str, Text] | None:
        """An open file of a collection."""
        found = self.rooms.find(uri)
        return (*found, found[0].text(found[1])) if found else None


def make(version: str) -> Server:
    """A server that answers."""
    server = Server(version)

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        watched = server.client_capabilities.workspace and server.client_capabilities.workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob) for glob in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted = types.Registration("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([wanted]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: types.DidChangeWatchedFilesParams) -> None:
        server.guard(lambda: server.disk([each.uri for each in params.changes]))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.guard(lambda: server.disk([params.text_document.uri]))

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(" {[,:")))
    def completion(params: types.CompletionParams) -> types.CompletionList | None:
        return server.guard(lambda: _completion(server, params))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovering(params: types.HoverParams) -> types.Hover | None:
        return server.guard(lambda: _hover(server, params))

    return server


def _completion(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    found = server.text(params.text_document.uri)
    if found is None:
        return None
    desk, name, text = found
    return convert.items(text, complete(desk, name, convert.spot(text, params.position, server.units)), server.units)


def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    found = server.text(params.text_document.uri)
    if found is None:
        return None
    desk, name, text = found
    told = hover(desk, name, convert.spot(text, params.position, server.units))
    if told is None:
        return None
    lines = types.MarkupContent(types.MarkupKind.PlainText, "\n".join(told.lines))
    return types.Hover(lines, convert.range_of(text, told.where, server.units))


def serve(version: str) -> None:
    """Serve the editor that has started this process, until it goes away; `version` is what it is told of us."""
    for logger in ("pygls", "asyncio"):
        logging.getLogger(logger).addHandler(logging.NullHandler())
        logging.getLogger(logger).propagate = False
    gc.enable()  # a command is over before that is worth its while; this one may run for days
    server = make(version)
    reading = os.fdopen(os.dup(sys.stdin.fileno()), "rb")  # pygls closes what it is given
    writing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    try:
        server.start_io(reading, writing)
    finally:
        server.rooms.stop()
