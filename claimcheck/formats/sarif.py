"""Problems of texts as SARIF 2.1.0, the form in which tools that look at code or text exchange what they find.

Source: OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 27 March 2020.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import quote

from claimcheck.characters import visible
from claimcheck.formats.json import Plain
from claimcheck.formats.json import write as write_json
from claimcheck.formats.problems import ShownProblem, ShownRule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "claimcheck/v1"


def sarif(problems: Sequence[ShownProblem], rules: Sequence[ShownRule], version: str) -> str:
    """One run of the program at a `version`, with all rules by which it looked."""
    places = {rule.name: place for place, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    run: dict[str, Plain] = {
        "tool": {
            "driver": {"name": "claimcheck", "semanticVersion": version, "rules": [_rule(each) for each in rules]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, places, seen) for each in problems],
    }
    return write_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: ShownRule) -> Plain:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {"text": rule.text.partition("\n\n")[2].partition("\n\n")[0].replace("\n", " ")},
        "help": {"text": rule.text, "markdown": rule.text},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(problem: ShownProblem, places: dict[str, int], seen: Counter[str]) -> Plain:
    file: Plain = {"uri": quote(os.fsencode(problem.uri)), "uriBaseId": "%SRCROOT%"}
    region: Plain = {"startLine": problem.line, "startColumn": problem.column}
    location: Plain = {"physicalLocation": {"artifactLocation": file, "region": region}}
    return {
        "ruleId": problem.rule,
        "ruleIndex": places[problem.rule],
        "level": problem.severity,
        "message": {"text": visible(problem.words)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: _fingerprint(problem, seen)},
    }


def _fingerprint(problem: ShownProblem, seen: Counter[str]) -> str:
    """What stays the same when lines above are added or taken away: rule, file, words, and which of the same kind."""
    words = f"{problem.rule}\0{problem.uri}\0{problem.source.strip()}"
    seen[words] += 1
    return sha256(f"{words}\0{seen[words]}".encode("utf-8", "backslashreplace")).hexdigest()[:32]
