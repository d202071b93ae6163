#!/usr/bin/env bash
# statsmodels 0.15.0 (PyPI): a rater who did not rate is counted as one who chose "nan".
#
# `aggregate_raters` makes of a table with holes one more category, named nan. Two raters who agree on every unit, with a
# third who rated nothing, get Fleiss' kappa 0 instead of 1.
# Seen on 1 December 2026: categories [1, 2, nan], kappa 0.0
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check statsmodels==0.15.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

table, categories = aggregate_raters(numpy.array([[1, 1, numpy.nan], [2, 2, numpy.nan]]))
seen = ([str(each) for each in categories], round(float(fleiss_kappa(table)), 3))
print(seen)
raise SystemExit(seen != (["1.0", "2.0", "nan"], 0.0))
PYTHON
