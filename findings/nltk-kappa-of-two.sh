#!/usr/bin/env bash
# nltk 3.10.4 (PyPI): weighted kappa changes with a number that should not matter.
#
# Cohen's weighted kappa does not depend on the scale of the weights. `AnnotationTask.weighted_kappa(max_distance=...)` does:
# for the same table and the same squared distances it gives .737 with the default 1.0, .474 with 2 and -.053 with 4,
# the greatest distance that occurs, which is what the name asks for.
# Seen on 1 December 2026: 1.0 -> 0.737, 2 -> 0.474, 4 -> -0.053 (right: 0.737)
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check nltk==3.10.4
"$folder/venv/bin/python" - <<'PYTHON'
from nltk.metrics.agreement import AnnotationTask

table = [[4, 1, 0], [1, 3, 1], [0, 2, 3]]
pairs = [(row, column) for row in range(3) for column in range(3) for _ in range(table[row][column])]
data = [each for unit, (one, other) in enumerate(pairs) for each in (("a", unit, one), ("b", unit, other))]
task = AnnotationTask(data=data, distance=lambda one, other: (one - other) ** 2)
seen = [round(task.weighted_kappa(max_distance=most), 3) for most in (1.0, 2, 4)]
print(seen)
raise SystemExit(seen != [0.737, 0.474, -0.053])
PYTHON
