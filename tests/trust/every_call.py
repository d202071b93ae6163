"""Every command that only looks, one after the other, and what each said, as JSON: for comparing places and Pythons.

    python every_call.py FOLDER [reversed]

It needs nothing but claimcheck, so that any Python that can run it can run this. With `reversed`, folders are listed
the other way round, as another file system might.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any


def outcome(words: list[str]) -> list[str]:
    """Exit status, stdout and stderr of one call."""
    from claimcheck.__main__ import main  # noqa: PLC0415 - after what is done to `os`

    kept = sys.stdout, sys.stderr
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stdout, sys.stderr = out, err
    try:
        status = main(words)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout, sys.stderr = kept
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))
    return [str(status), *texts]


def main(folder: Path, lines: list[str]) -> dict[str, list[str]]:
    """Every line's outcome, and the hash of every file that was written to `out/`."""
    os.chdir(folder)
    found = {line: outcome(line.format(out="out").split()) for line in lines}
    written = sorted(path for path in Path("out").rglob("*") if path.is_file())
    return found | {path.as_posix(): [hashlib.sha256(path.read_bytes()).hexdigest()] for path in written}


def turn_round() -> None:
    """List folders the other way round."""
    listdir = os.listdir

    def other(path: Any = ".") -> Any:  # noqa: ANN401
        return listdir(path)[::-1]

    os.listdir = other


if __name__ == "__main__":
    if "reversed" in sys.argv:
        turn_round()
    json.dump(main(Path(sys.argv[1]), json.load(sys.stdin)), sys.stdout)
