#!/usr/bin/env bash
# webvtt-py 0.6.0 (PyPI): the text of a caption keeps its character references.
#
# In WebVTT `&amp;` and `&lt;` stand for & and <, which is what a viewer reads. `Caption.text`, which does take away tags,
# gives them as written: a quotation "the port & the union" is not found in the captions that show it.
# Seen on 1 December 2026: 'The port &amp; the union', while '<v Ilse Brandt>' is taken away
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check webvtt-py==0.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import io

import webvtt

captions = """WEBVTT

00:00:01.000 --> 00:00:02.000
<v Ilse Brandt>The port &amp; the union
"""
seen = [each.text for each in webvtt.from_buffer(io.StringIO(captions))]
print(seen)
raise SystemExit(seen != ["The port &amp; the union"])
PYTHON
