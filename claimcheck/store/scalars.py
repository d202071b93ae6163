"""How a new text stands in YAML: plain or quoted, as ruamel.yaml decides, so that every reader reads the same words.

ruamel.yaml is asked under YAML 1.1 and 1.2: a text stands plain only where it is a text to both, else in double
quotation marks: `NO`, `on`, `12:30`, `017`, `0o17` and `2009` are quoted. What is plainly plain it never sees, for it
takes a millisecond; that is most of what is written. It also gives a second opinion on records that were written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from claimcheck.characters import escape, has_unseen, unseen

MOST_READ_BACK = 200
"""Records that are read back in one write."""
LEAST_READ_BACK = 5
"""Of each file, where a write goes to many."""
_PLAINLY = re.compile(r"[^\W\d_](?:[\w .;'’“”()/?=+%-]|:(?=[^\s:])|,(?= )){5,}")
"""Words that no reader takes for anything else: a letter first, and more than the five of `false` in all."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_REFERENCE = re.compile(r"[a-z]+:[a-z0-9-]*[a-z][a-z0-9-]*")
_HEAD = "k: "


def plain(text: str, *, flow: bool) -> bool:
    """Whether a text may stand without quotation marks; `flow`, in brackets or braces."""
    return _short(text, flow) if len(text) < 40 else _whether_plain(text, flow)


@lru_cache(maxsize=4096)
def _short(text: str, flow: bool) -> bool:  # noqa: FBT001 - a cache takes no keywords apart
    return _whether_plain(text, flow)


def _whether_plain(text: str, flow: bool) -> bool:  # noqa: FBT001
    if not text or text != text.strip() or not text.isprintable() or has_unseen(text):
        return False
    if flow and any(each in text for each in ",?[]{}:") and not _REFERENCE.fullmatch(text):
        return False
    return plainly(text) or _plain(text, flow)


def plainly(text: str) -> bool:
    """Whether anybody can see that a text may stand without quotation marks, outside brackets and braces."""
    return text[-1:] not in (" ", ":") and _PLAINLY.fullmatch(text) is not None


def quoted(text: str) -> str:
    """A text in double quotation marks, on one line; a character that nobody would see becomes an escape."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString  # noqa: PLC0415 - takes a tenth of a second

    made = _dumped(DoubleQuotedScalarString(text), (1, 2), flow=False)
    hidden = {offset for offset, _ in unseen(made)}
    return "".join(escape(each) if at in hidden else each for at, each in enumerate(made)) if hidden else made


def same_to_others(lines: Sequence[str], value: Any) -> bool:  # noqa: ANN401 - texts, lists and mappings
    """Whether ruamel.yaml reads in some lines of a file what was meant, where anything could be misread."""
    return not _doubtful(value) or _read("\n".join(lines)) == _texts(value)


def _read(text: str) -> Any:  # noqa: ANN401
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        return YAML(typ="base", pure=True).load(text)
    except YAMLError:
        return None


@lru_cache(maxsize=4096)
def _plain(text: str, flow: bool) -> bool:  # noqa: FBT001 - a cache takes no keywords apart
    return all(_dumped(text, version, flow=flow) == text for version in ((1, 1), (1, 2)))


def _dumped(text: str, version: tuple[int, int], *, flow: bool) -> str:
    """A text as ruamel.yaml writes it behind a key."""
    from ruamel.yaml import YAML  # noqa: PLC0415

    yaml = YAML(typ="rt", pure=True)
    yaml.version, yaml.width, yaml.default_flow_style = version, 2**31, flow
    stream = io.StringIO()
    yaml.dump({"k": text}, stream)
    written = stream.getvalue().partition("---")[2].strip()  # behind the directive that tells the version
    return written.removeprefix("{").removesuffix("}" if flow else "").removeprefix(_HEAD)


def _doubtful(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, str):
        return not (plainly(value) or _ID.fullmatch(value))
    return any(map(_doubtful, (*value, *value.values()) if isinstance(value, Mapping) else value))


def _texts(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _texts(each) for key, each in value.items()}
    return [_texts(each) for each in value]
