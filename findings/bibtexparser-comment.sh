#!/usr/bin/env bash
# bibtexparser 2.1.0 (PyPI): a remark behind a field becomes part of the next field's name.
#
# biber, which reads BibLaTeX files, takes % inside an entry for a comment up to the end of the line. bibtexparser makes
# one name of the remark and of the key that follows it: the date is there, under the name "% seen\n date", the entry
# counts as parsed, and who asks for `date` finds none.
# Seen on 1 December 2026: keys 'title' and '% seen\n date', no failed block
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bibtexparser==2.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import bibtexparser

library = bibtexparser.parse_string("@online{fire,\n title = {Fire in hall 4}, % seen\n date = {2031-03-05}\n}\n")
seen = ([each.key for each in library.entries[0].fields], len(library.failed_blocks))
print(seen)
raise SystemExit(seen != (["title", "% seen\n date"], 0))
PYTHON
