"""How a question to the collection may be put. It stands apart from what answers it: options of commands name it."""

from __future__ import annotations

from enum import StrEnum


class By(StrEnum):
    """Whose positions are set side by side."""

    PARTY = "party"
    SPEAKER = "speaker"


class Clock(StrEnum):
    """Which of the clocks tells whether a claim was there yet."""

    PUBLISHED = "published"
    SAID = "said"


class Per(StrEnum):
    """For what figures of agreement are given one by one."""

    QUESTION = "question"
    CODER = "coder"
    PARTY = "party"
