"""Every command, as it is called here: on the incident `fire`, its claim `one`, the speaker `captain`."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from claimcheck.characters import unseen
from tests.conftest import Result, _environment, _status, _stream, _written
from tests.trust.conftest import count

FIRST = re.compile(r"claimcheck|claims/|(--[a-z-]+|`.*|the new [a-z]+): error \[")
"""With what a refusal begins: the program, a place in a file, or the option or record that was refused."""

SECONDS = 5.0
ADD = "add claim fire --id new --speaker captain --source herald --asserts cause=set --quote It-was-set"
LOOKING = {
    "recode": ["recode fire", "recode --sample 2 --seed 3"],
    "agreement": ["agreement copies/fire/sheet.csv", "agreement copies/fire/sheet.csv --format json"],
    "list": ["list", "list claims --format csv", "list speakers --format md", "list sources --format jsonl"],
    "show": ["show fire", "show fire/one", "show captain --format json", "show fire/herald --format md"],
    "search": ["search fire", "search o --format csv"],
    "contrast": ["contrast fire", "contrast fire --full", "contrast fire --format md", "contrast fire --format json"],
    "diff": ["diff fire captain union --format md", "diff fire port union --format json"],
    "changes": ["changes", "changes HEAD --format json"],
    "history": ["history captain", "history union --format json"],
    "timeline": ["timeline fire", "timeline fire --format md"],
    "origins": ["origins fire", "origins fire/one --format json"],
    "wording": ["wording fire", "wording fire --format json"],
    "crossref": ["crossref", "crossref --format md"],
    "stats": ["stats", "stats --format json"],
    "report": ["report fire", "report fire --format html", "report --all -o {out}/reports --format html"],
    "site": ["site -o {out}/site", "site --public -o {out}/public"],
    "verify": ["verify", "verify fire --full", "verify --format csv"],
    "draft": [
        "draft copies/fire/herald.txt fire --source herald",
        "draft copies/fire/herald.txt fire --source herald --format md",
    ],
    "export": [
        *(
            f"export {name}"
            for name in ["csv", "jsonl", "schema-org", "csl-json", "biblatex", "argdown", "graphml", "dot"]
        ),
        "export sqlite -o {out}/claims.db",
    ],
    "sql": ["sql contested --show"],
    "check": ["check", "check --format full", "check --format json", "check --format github", "check --format sarif"],
    "schema": ["schema incident"],
    "completion": ["completion bash"],
}
WRITING = {
    "adjudicate": ["adjudicate copies/fire/sheet.csv"],
    "attach": ["attach fire/herald {out}/page.html"],
    "merge": ["merge {out}/base {out}/ours {out}/theirs fire.yaml"],
    "init": ["init {out}/empty"],
    "new": ["new other --title Other"],
    "add": [
        ADD,
        "add speaker --id another --name Another",
        "add source fire --id leaflet --publisher Leaflet",
        "add term fire --group g --id lit --form lit",
    ],
    "set": ["set fire --summary It-burnt --disputants port", "set fire --place Sarn"],
    "edit": ["edit fire/one", "edit captain"],
    "rename": ["rename captain skipper", "rename fire/one first"],
    "move": ["move fire/one quay --force"],
    "remove": ["remove captain --force", "remove fire/one --force", "remove herald --force"],
    "review": ["review fire/one"],
    "import": [
        "import copies/fire/claims.csv --incident fire --write",
        "import copies/fire/sources.json --as sources --incident fire",
    ],
    "fmt": ["fmt", "fmt --diff", "fmt --check"],
    "demo": ["demo {out}/demo"],
    "verify": ["verify --record", "verify --anchor"],
    "check": ["check --fix"],
    "schema": ["schema --write"],
    "draft": ["draft copies/fire/herald.txt fire --source herald --write"],
}
LOOK = [line for lines in LOOKING.values() for line in lines]
WRITE = [line for lines in WRITING.values() for line in lines]


def call(line: str, folder: Path, env: Mapping[str, str | None] | None = None) -> tuple[Result, float]:
    """One call in a folder, in this process, and the seconds of the processor that it took."""
    words = line.format(out=folder / "out").split()
    out, err = _stream(), _stream()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _environment(
            folder, 100, {"EDITOR": "true", "CLAIMCHECK_NO_CACHE": "1", **(env or {})}
        ).items():
            patch.setenv(name, value)
        patch.delenv("VISUAL", raising=False)
        patch.chdir(folder)
        patch.setattr(sys, "stdin", _stream())
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        started = time.process_time()
        status = _status(words)
        spent = time.process_time() - started
    count(calls_made=1)
    return Result(status, _written(out), _written(err)), spent


def well_mannered(line: str, folder: Path, env: Mapping[str, str | None] | None = None) -> Result:
    """A call, and the rule for all: 0, 1 or 2; said in visible characters, in time; never an exception."""
    result, spent = call(line, folder, env)
    assert result.status in (0, 1, 2), (line, result)
    for text in (result.out, result.err):
        assert unseen(text.replace("\r\n", "").replace("\n", "")) == [], line
        assert "Traceback" not in text, line
    assert result.status != 2 or FIRST.match(result.err), (line, result.err)
    assert spent < SECONDS, (line, spent)
    return result


def strays(folder: Path) -> list[str]:
    """Locks and half-written files that somebody left."""
    return [each.name for each in (folder / "claims").rglob(".*")]
