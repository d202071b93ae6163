#!/usr/bin/env bash
# undate 0.8.0 (PyPI), a library for uncertain dates: the marks of uncertainty are read and dropped.
#
# `2031-03-05~` (about), `2031-03-05?` (perhaps) and `2031-03-05%` (both) are parsed as EDTF without a word, and the value
# equals the certain day: written out again, the mark is gone.
# Seen on 1 December 2026: each of the three -> 2031-03-05, equal to Undate(2031, 3, 5)
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check undate==0.8.0
"$folder/venv/bin/python" - <<'PYTHON'
from undate import Undate

certain = Undate(2031, 3, 5)
read = {text: Undate.parse(text, "EDTF") for text in ("2031-03-05~", "2031-03-05?", "2031-03-05%")}
seen = {text: (value.format("EDTF"), value == certain) for text, value in read.items()}
print(seen)
raise SystemExit(set(seen.values()) != {("2031-03-05", True)})
PYTHON
