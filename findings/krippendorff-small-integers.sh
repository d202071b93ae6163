#!/usr/bin/env bash
# krippendorff 0.9.0 (PyPI): alpha of codes kept as small unsigned integers is wrong.
#
# The same codes of two coders give an interval alpha of .901 as floats and .679 as numpy's uint8, the type that an
# image, a data frame kept small or a file of codes often has: differences and products are formed in that type and
# wrap around. Nothing is said. Convert to float first.
# Seen on 1 December 2026: float .901, uint8 .679
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check krippendorff==0.9.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import krippendorff
import numpy

codes = [[1, 2, 3, 3, 2, 1, 4, 1], [1, 2, 3, 4, 2, 2, 4, 1]]
seen = {
    kind: round(float(krippendorff.alpha(numpy.array(codes, dtype=kind), level_of_measurement="interval")), 3)
    for kind in ("float64", "uint8")
}
print(seen)
raise SystemExit(seen != {"float64": 0.901, "uint8": 0.679})
PYTHON
