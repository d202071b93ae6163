#!/usr/bin/env bash
# undate 0.8.0 (PyPI): an open end comes back as an unknown end.
#
# In EDTF `2031-03-05/..` goes on without an end, and `2031-03-05/` has an end that nobody knows. Read and written by undate
# the first becomes the second (while `../2031-03` keeps its dots): "since then" turns into "until some day".
# Seen on 1 December 2026: 2031-03-05/.. -> 2031-03-05/ ; ../2031-03 -> ../2031-03
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check undate==0.8.0
"$folder/venv/bin/python" - <<'PYTHON'
from undate import Undate

seen = {text: Undate.parse(text, "EDTF").format("EDTF") for text in ("2031-03-05/..", "../2031-03")}
print(seen)
raise SystemExit(seen != {"2031-03-05/..": "2031-03-05/", "../2031-03": "../2031-03"})
PYTHON
