"""For what figures of agreement are given one by one. It stands apart from what gives them: an option names it."""

from __future__ import annotations

from enum import StrEnum


class By(StrEnum):
    """What the figures are given for."""

    QUESTION = "question"
    CODER = "coder"
    PARTY = "party"
