#!/usr/bin/env bash
# Datasette 0.65.5 (PyPI): a full-text index whose table is named in single quotes is not found.
#
# SQLite takes content='claims' and content="claims" alike for an external-content table, and its own documentation writes
# the single quotes. Datasette looks for the table by a pattern that knows double quotes, brackets and bare words: with
# single quotes there is no search box, and `_search=` is ignored without a word, so that a search for a word that
# occurs nowhere answers with every row.
# Seen on 1 December 2026: rows for a word that is in no row: 1 with single quotes, 0 with double quotes
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check datasette==0.65.5
cd "$folder"
venv/bin/python - <<'PYTHON'
import json
import sqlite3
import subprocess

def rows(content):
    with sqlite3.connect("sarn.db") as database:
        database.executescript(
            "drop table if exists claims_fts; drop table if exists claims;"
            "create table claims (id integer primary key, quote text);"
            "insert into claims values (1, 'It was the old wiring');"
            f"create virtual table claims_fts using fts5 (quote, content={content});"
            "insert into claims_fts (claims_fts) values ('rebuild');"
        )
    database.close()
    call = ["venv/bin/datasette", "sarn.db", "--get", "/sarn/claims.json?_search=lamp&_shape=objects"]
    return len(json.loads(subprocess.run(call, capture_output=True, check=True, text=True).stdout)["rows"])

seen = {"single": rows("'claims'"), "double": rows('"claims"')}
print(seen)
raise SystemExit(seen != {"single": 1, "double": 0})
PYTHON
