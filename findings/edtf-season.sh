#!/usr/bin/env bash
# edtf 5.0.2 (PyPI): a season is a single month.
#
# `2031-24` is "winter 2031" (EDTF level 1). `lower_strict()` and `upper_strict()` answer 1 and 31 December: January and
# February of a winter, and two thirds of every other season, are left out. A report "in the spring of 2031" that is
# read by these days no longer covers 30 May.
# Seen on 1 December 2026: 2031-21 -> March, 2031-22 -> June, 2031-23 -> September, 2031-24 -> December
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
    "2031-21": ["03-01", "03-31"],
    "2031-22": ["06-01", "06-30"],
    "2031-23": ["09-01", "09-30"],
    "2031-24": ["12-01", "12-31"],
}
raise SystemExit(seen != expected)
PYTHON
