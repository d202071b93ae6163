"""A dispute in which either side could be the other: two shipping lines about a buoy of Sarn harbour.

`swapped` gives each the other's name and id, wherever they stand; a page that favours neither comes out with the names
swapped and nothing else. The names are of one length, so that no line breaks elsewhere.
"""

from __future__ import annotations

import re

from tests.conftest import TESTS

SPEAKERS = (TESTS / "either_way" / "speakers.yaml").read_text(encoding="utf-8")
INCIDENT = (TESTS / "either_way" / "buoy.yaml").read_text(encoding="utf-8")

_OTHER = {"aster": "birch", "birch": "aster", "Aster": "Birch", "Birch": "Aster"}


def swapped(text: str) -> str:
    """`text` with each of the two lines in the place of the other."""
    return re.sub("|".join(_OTHER), lambda match: _OTHER[match.group()], text)
