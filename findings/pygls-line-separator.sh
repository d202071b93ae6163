#!/usr/bin/env bash
# pygls 2.1.1 (PyPI): after a line separator in the text every later edit lands a line too early.
#
# The language server protocol ends a line at \n, \r\n or \r and nowhere else. `TextDocument` counts lines with
# `str.splitlines`, which also ends one at U+2028: pasted from a PDF or a web page, it makes the server's copy of the
# text differ from the editor's for good, and diagnostics, renames and fixes go to wrong places.
# Seen on 1 December 2026: line 1, characters 6 to 9 ("two") are to be replaced; "three" is put into line 0 instead
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pygls==2.1.1 lsprotocol==2025.0.0
"$folder/venv/bin/python" - <<'PYTHON'
from lsprotocol import types
from pygls.workspace import TextDocument

text = "as: one\u2028pasted\nnote: two\n"
document = TextDocument("file:///sarn.yaml", text, language_id="yaml")
span = types.Range(types.Position(1, 6), types.Position(1, 9))
document.apply_change(types.TextDocumentContentChangePartial(range=span, text="three"))
print(repr(document.source))
raise SystemExit(document.source != "as: one\u2028pastedthree\nnote: two\n")
PYTHON
