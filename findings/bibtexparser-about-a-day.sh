#!/usr/bin/env bash
# bibtexparser 2.1.0 (PyPI): decoding LaTeX makes an approximate date certain.
#
# BibLaTeX writes "about 5 March 2031" as date = {2031-03-05~} (EDTF). The middleware that turns LaTeX into text is applied
# to every field, takes ~ for the blank that does not break, and leaves "2031-03-05" and an invisible character:
# stripped of blanks, as dates are, it is a certain day.
# Seen on 1 December 2026: '2031-03-05\xa0'
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bibtexparser==2.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware

text = "@online{fire, title = {Fire}, date = {2031-03-05~}}\n"
library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
seen = library.entries[0]["date"]
print(repr(seen), repr(seen.strip()))
raise SystemExit(seen != "2031-03-05\xa0")
PYTHON
