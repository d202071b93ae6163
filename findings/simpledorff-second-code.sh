#!/usr/bin/env bash
# simpledorff 0.0.2 (PyPI): the second code that a coder gave to a unit vanishes.
#
# Where one coder coded a unit twice, differently, as happens in every long table, alpha is that of the table without the
# second row: no error, no warning, and which of the two counts is decided by their order.
# Seen on 1 December 2026: with the second row .444, without it .444, with the two in the other order 1.0
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check simpledorff==0.0.2 pandas==3.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import pandas
import simpledorff

rows = [("u1", "A", "x"), ("u1", "B", "x"), ("u2", "A", "x"), ("u2", "B", "y"), ("u3", "A", "y"), ("u3", "B", "y")]

def alpha(table):
    frame = pandas.DataFrame(table, columns=["document_id", "annotator_id", "annotation"])
    names = {"experiment_col": "document_id", "annotator_col": "annotator_id", "class_col": "annotation"}
    return round(float(simpledorff.calculate_krippendorffs_alpha_for_df(frame, **names)), 3)

again = ("u2", "A", "y")
seen = [alpha(rows), alpha([*rows, again]), alpha([again, *rows])]
print(seen)
raise SystemExit(seen != [0.444, 0.444, 1.0])
PYTHON
