"""Keeps article.html by the programs that people use, and writes what they make into `made/`.

    python -m tests.evidence.make            # needs Chromium, Node.js, LibreOffice Writer, Wget, and single-file-cli

Debian: `apt-get install chromium libreoffice-writer wget nodejs npm`, and `make test-browser` once for playwright-core;
`npm install single-file-cli` in a folder that SINGLE_FILE names, or single-file on the PATH. What is not installed is
named and left as it is. The files differ from run to run in dates and boundaries, in nothing that a test looks at.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
MADE = HERE / "made"
SINGLE_FILE = os.environ.get("SINGLE_FILE") or shutil.which("single-file") or ""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing is said."""


def main() -> None:
    """Serve the article and keep it, in every way that there is a program for."""
    MADE.mkdir(exist_ok=True)
    with ThreadingHTTPServer(("127.0.0.1", 8731), partial(_Quiet, directory=str(HERE))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = "http://127.0.0.1:8731/article.html"
        chromium(address)
        single_file(address)
        wget(address)
        server.shutdown()
    libreoffice()


def run(*words: str, cwd: Path = HERE) -> bool:
    """Run a program; whether it is there."""
    if shutil.which(words[0]) is None:
        sys.stdout.write(f"{words[0]} is not here\n")
        return False
    subprocess.run(words, cwd=cwd, check=True, capture_output=True, timeout=300)
    return True


def chromium(address: str) -> None:
    run("node", "snapshot.mjs", address, "made/article.mhtml", "made/article.chromium.pdf")


def single_file(address: str) -> None:
    browser = ["--browser-executable-path", "/usr/bin/chromium", "--browser-arg=--no-sandbox"]
    for name, more in (("article.singlefile.html", []), ("article.packed.html", ["--compress-content"])):
        (MADE / name).unlink(missing_ok=True)
        run(SINGLE_FILE or "single-file", address, f"made/{name}", *browser, *more)


def wget(address: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if not run("wget", "--warc-file=article", "--output-document=/dev/null", address, cwd=Path(folder)):
            return
        warc = Path(folder) / "article.warc.gz"
        shutil.copy(warc, MADE / "article.warc.gz")
        wacz(warc.read_bytes(), address)


def wacz(warc: bytes, address: str) -> None:
    """Pack a WARC as a WACZ 1.1.1: its index, and what is in it."""
    record = json.dumps(
        {"url": address, "mime": "text/html", "status": "200", "offset": "0", "filename": "article.warc.gz"}
    )
    index = gzip.compress(f"example,herald)/fire 20310305211400 {record}\n".encode(), mtime=0)
    parts = {"archive/article.warc.gz": warc, "indexes/index.cdx.gz": index}
    resources = [
        {
            "name": Path(name).name,
            "path": name,
            "hash": f"sha256:{sha256(data).hexdigest()}",
            "bytes": len(data),
        }
        for name, data in parts.items()
    ]
    package = {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    with zipfile.ZipFile(MADE / "article.wacz", "w", zipfile.ZIP_STORED) as packed:
        for name, data in {**parts, "datapackage.json": json.dumps(package).encode()}.items():
            packed.writestr(zipfile.ZipInfo(name, (2031, 3, 5, 22, 14, 0)), data)


def libreoffice() -> None:
    with tempfile.TemporaryDirectory() as folder:
        export = "pdf:writer_web_pdf_Export"
        if run("soffice", "--headless", "--convert-to", export, "--outdir", folder, str(HERE / "article.html")):
            shutil.copy(Path(folder) / "article.pdf", MADE / "article.libreoffice.pdf")


if __name__ == "__main__":
    main()
