"""`claimcheck lsp`: a language server on standard input and output.

Texts are looked at in a thread of their own, one look at a time; a newer text makes an older look stop. Requests are
answered meanwhile, from the last that is known. Nothing is written, nothing is opened, and a slip of ours is answered
with nothing and one line in the editor's log.
"""

from __future__ import annotations

import gc
import logging
import os
import sys

from lsprotocol import types

from claimcheck.server.answers import answer
from claimcheck.server.server import Server

_WATCHED = ("**/*.yaml", "**/claimcheck.toml")


def listen(server: Server) -> None:
    """Answer what an editor tells without asking for anything."""

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
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


def serve(version: str) -> None:
    """Serve the editor that has started this process, until it goes away; `version` is what it is told of us."""
    for logger in ("pygls", "asyncio"):
        logging.getLogger(logger).addHandler(logging.NullHandler())
        logging.getLogger(logger).propagate = False
    gc.disable()  # it would be looked for in the middle of a keystroke: the server does it when nobody types
    server = Server(version)
    listen(server)
    answer(server)
    gc.freeze()  # what has been imported stays
    reading = os.fdopen(os.dup(sys.stdin.fileno()), "rb")  # pygls closes what it is given
    writing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    try:
        server.start_io(reading, writing)
    finally:
        server.rooms.stop()
