"""Who may see a record."""

from __future__ import annotations

from enum import StrEnum


class Sensitivity(StrEnum):
    """For whom a record is meant; what is not public never leaves by `--public`.

    The program treats `internal` and `restricted` alike: the two words are for the people who keep the files.
    """

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"
