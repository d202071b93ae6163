#!/usr/bin/env bash
# edtf 5.0.2 (PyPI): an interval whose end is not known is given an end, ten years on.
#
# `2031-03-05/` (EDTF level 1: from 5 March 2031, end unknown) answers `upper_strict()` with 5 March 2041, as if that day
# were written. The open end `2031-03-05/..` has no such day, and `upper_strict()` raises TypeError.
# Who sorts or filters sources by such days gets a bound that nobody stated.
# Seen on 1 December 2026: 2031-03-05/ -> 2041-03-05; 2031-03-05/.. -> TypeError
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2 pyparsing==3.3.3
"$folder/venv/bin/python" - <<'PYTHON'
import time

import edtf

def end(text):
    try:
        return time.strftime("%Y-%m-%d", edtf.parse_edtf(text).upper_strict())
    except TypeError:
        return "TypeError"

seen = {text: end(text) for text in ("2031-03-05/2031-03-07", "2031-03-05/", "2031-03-05/..")}
print(seen)
expected = {"2031-03-05/2031-03-07": "2031-03-07", "2031-03-05/": "2041-03-05", "2031-03-05/..": "TypeError"}
raise SystemExit(seen != expected)
PYTHON
