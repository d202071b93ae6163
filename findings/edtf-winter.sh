#!/usr/bin/env bash
# edtf 5.0.2 (PyPI): winter is a single month.
#
# Spring, summer and autumn (`2031-21`, `-22`, `-23`, EDTF level 1) are three months each by `lower_strict()` and
# `upper_strict()`. Winter, `2031-24`, is 1 to 31 December: January and February, before or after, are in no season of
# any year, and a report "in the winter of 2031" that is read by these days no longer covers 10 January.
# Seen on 1 December 2026: 2031-23 -> 1 September to 30 November; 2031-24 -> 1 to 31 December
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2 pyparsing==3.3.3
"$folder/venv/bin/python" - <<'PYTHON'
import time

import edtf

def days(text):
    value = edtf.parse_edtf(text)
    return [time.strftime("%m-%d", day) for day in (value.lower_strict(), value.upper_strict())]

seen = {text: days(text) for text in ("2031-21", "2031-22", "2031-23", "2031-24")}
print(seen)
expected = {
    "2031-21": ["03-01", "05-31"],
    "2031-22": ["06-01", "08-31"],
    "2031-23": ["09-01", "11-30"],
    "2031-24": ["12-01", "12-31"],
}
raise SystemExit(seen != expected)
PYTHON
