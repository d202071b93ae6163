#!/usr/bin/env bash
# warcio 1.8.1 with brotli 1.2.1 (PyPI): a record compressed with Brotli cannot be read.
#
# Most web servers send Brotli to a browser, and archives keep what was sent. warcio looks for a module `brotli` and uses
# it; with the package of that name its decompressor lacks the attribute that warcio asks for, and reading the body of a
# valid record ends in an AttributeError. gzip reads well.
# Seen on 1 December 2026: gzip b'<p>It was set</p>'; br AttributeError ... 'unused_data'
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check warcio==1.8.1 brotli==1.2.1
"$folder/venv/bin/python" - <<'PYTHON'
import gzip
import io

import brotli
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

def read(coding, body):
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    headers = [("Content-Type", "text/html"), ("Content-Encoding", coding)]
    http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    page = "https://herald.example/fire"
    writer.write_record(writer.create_warc_record(page, "response", payload=io.BytesIO(body), http_headers=http))
    file.seek(0)
    try:
        return next(iter(ArchiveIterator(file))).content_stream().read()
    except AttributeError as error:
        return "AttributeError" if "unused_data" in str(error) else str(error)

page = b"<p>It was set</p>"
seen = {"gzip": read("gzip", gzip.compress(page)), "br": read("br", brotli.compress(page))}
print(seen)
raise SystemExit(seen != {"gzip": page, "br": "AttributeError"})
PYTHON
