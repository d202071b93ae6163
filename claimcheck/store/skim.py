"""The keys of a section of a file, read without a YAML parser: it must be quick, and may be wrong.

For completion in a shell and for hints; whatever is shown or written is read by `parse`.
"""

from __future__ import annotations

import re

from claimcheck.characters.patterns import lazy
from claimcheck.store.files import Files

ID = lazy(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = lazy(rf"^  ({ID.pattern}):", re.MULTILINE)


def keys_of(files: Files, name: str, section: str | None) -> list[str]:
    """The keys of a section of a file; without a section, those of the file."""
    text = (files.read(name) or b"").decode("utf-8", errors="replace")
    if section is None:
        return re.findall(rf"^({ID.pattern}):", text, re.MULTILINE)
    _, _, rest = f"\n{text}".partition(f"\n{section}:")
    return _KEY.findall(re.split(r"\n[a-z]", rest, maxsplit=1)[0])
