"""The merge driver: three files in, one out, as git asks for it; git's own merge of lines where ours does not fit.

Nothing but the three files is read, and only `ours` is written, last and in one step.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from claimcheck.errors import EditError, UnreadableError
from claimcheck.frozen import frozen, replace
from claimcheck.store.files import MAX_BYTES
from claimcheck.store.merge.rename import Versions, follow
from claimcheck.store.merge.three import Labels, Merged, merge
from claimcheck.store.merge.units import MergeGroup, Uncut, cut, inside
from claimcheck.store.write import replace_file

BOM = "\ufeff"
_SECONDS = 60
_CONFLICTS = 127
"""git's exit status says how many conflicts there are, up to this many."""


@frozen
class MergeResult:
    """What a merge came to: the bytes, a line for each conflict, and remarks; `by_lines` says why git merged it."""

    data: bytes
    conflicts: tuple[str, ...]
    remarks: tuple[str, ...]
    by_lines: str = ""


def merge_files(base: Path, ours: Path, theirs: Path, name: str, labels: Labels) -> MergeResult:
    """Merge three files; `name` is where the file lies in the repository, and tells its kind. Nothing is written.

    Raises:
        UnreadableError: one of them cannot be read.
    """
    texts = [_read(each) for each in (base, ours, theirs)]
    try:
        return _structural([_decoded(each) for each in texts], name, labels)
    except Uncut as why:
        return _by_lines((base, ours, theirs), labels, str(why))
    except EditError:
        return _by_lines((base, ours, theirs), labels, "a version is not valid YAML; `claimcheck check` says where")


def put(path: Path, data: bytes) -> None:
    """Replace `ours` in one step.

    Raises:
        WriteError: it cannot be written.
    """
    replace_file(path, data)


def _structural(texts: list[tuple[str, str, bool]], name: str, labels: Labels) -> MergeResult:
    """The merge by records.

    Raises:
        Uncut, EditError: it has to be merged by lines.
    """
    marks = {mark for mark, text, _ in texts if text}
    newlines = {crlf for _, text, crlf in texts if "\n" in text}
    if len(marks) > 1 or len(newlines) > 1:
        raise Uncut("the three versions do not begin or end their lines in the same way")
    for _, text, _ in texts:
        if any(line.startswith(("<" * labels.size, ">" * labels.size)) for line in text.split("\n")):
            raise Uncut("a version holds markers of a conflict")
    base, ours, theirs = (text for _, text, _ in texts)
    if theirs in (ours, base):
        merged = Merged(ours)
    elif base == ours:
        merged = Merged(theirs)
    else:
        home = Path(name).name
        versions = follow(home, base, ours, theirs)
        merged = merge(versions.base, versions.ours, versions.theirs, labels=labels, themes=home == "themes.yaml")
        merged.remarks[:0] = versions.remarks
        _must_hold(versions, merged, labels)
    text = merged.text.replace("\n", "\r\n") if True in newlines else merged.text
    data = ((marks.pop() if marks else "") + text).encode("utf-8")
    return MergeResult(data, tuple(merged.conflicts), tuple(merged.remarks))


def _must_hold(versions: Versions, merged: Merged, labels: Labels) -> None:
    """Read the result again: each side of it is a file, and holds every record that it must, and no other.

    Raises:
        Uncut, EditError: it is not or does not.
    """
    base, ours, theirs = (_records(each) for each in (versions.base, versions.ours, versions.theirs))
    kept = {each for each in ours if each in theirs or each not in base}
    kept |= {each for each in theirs if each in ours or each not in base}
    if not merged.conflicts:
        if _records(cut(merged.text)) != kept:
            raise Uncut("the merged file would lack a record, or hold one too many")
        return
    for side, records in ((True, ours), (False, theirs)):
        if (kept & records) - _records(cut(_side(merged.text, labels, ours=side))):
            raise Uncut("the merged file would lack a record")


def _records(whole: MergeGroup) -> set[tuple[str, str]]:
    """The records of a file: section and id."""
    found: set[tuple[str, str]] = set()
    for section in whole.units:
        found.add((section.key, ""))
        group = inside(section, identified=section.key == "claims")
        found.update((section.key, unit.key) for unit in (group.units if group else ()))
    return found


def _side(text: str, labels: Labels, *, ours: bool) -> str:
    """A merged text with one side of each conflict."""
    kept: list[str] = []
    state = ""
    for line in text.splitlines(keepends=True) if "\r" not in text else text.split("\n"):
        if line.startswith("<" * labels.size + " "):
            state = "ours"
        elif state and line.startswith("|" * labels.size + " "):
            state = "base"
        elif state and line.rstrip("\n") == "=" * labels.size:
            state = "theirs"
        elif state and line.startswith(">" * labels.size + " "):
            state = ""
        elif not state or state == ("ours" if ours else "theirs"):
            kept.append(line)
    return "".join(kept)


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot read `{path}`: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"`{path}` is larger than {MAX_BYTES // 1_000_000} MB")
    return data


def _decoded(data: bytes) -> tuple[str, str, bool]:
    """The byte order mark, the text with line feeds alone, and whether its lines end in CR LF.

    Raises:
        Uncut: it is no text of ours.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Uncut("a version is not UTF-8") from error
    mark = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(BOM)
    if "\0" in text:
        raise Uncut("a version holds a NUL")
    crlf = "\r\n" in text
    if crlf and (text.count("\r\n") != text.count("\n") or text.count("\r") != text.count("\r\n")):
        raise Uncut("a version ends its lines in two ways")
    return mark, text.replace("\r\n", "\n") if crlf else text, crlf


def _by_lines(files: tuple[Path, Path, Path], labels: Labels, why: str) -> MergeResult:
    """What git's own merge makes of the three files."""
    base, ours, theirs = files
    words = ["git", "merge-file", "-p", "-q", f"--marker-size={labels.size}"]
    words += ["--diff3"] if labels.with_base else []
    words += ["-L", labels.ours, "-L", labels.base, "-L", labels.theirs, str(ours), str(base), str(theirs)]
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise UnreadableError("git could not be asked to merge the files by lines") from error
    if done.returncode > _CONFLICTS:  # a binary file
        return MergeResult(_read(ours), ("it cannot be merged, even by lines: ours stands",), (), why)
    if done.returncode < 0:
        raise UnreadableError("git could not merge the files by lines", done.stderr.decode(errors="replace").strip())
    conflicts = ("merged by lines, with conflicts",) if done.returncode else ()
    return MergeResult(done.stdout, conflicts, (), why)


def conflict_style() -> bool:
    """Whether git is told to show the base of a conflict too; the driver has to ask, for git does not say."""
    words = ["git", "config", "--get", "merge.conflictStyle"]
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.stdout.strip() in (b"diff3", b"zdiff3")


def labelled(labels: Labels, names: list[str]) -> Labels:
    """Labels with the names that git gave; one that it does not know begins with `%`."""
    given = [name if name and not name.startswith("%") else "" for name in names]
    ours, base, theirs = [*given, "", "", ""][:3]
    return replace(labels, ours=ours or labels.ours, base=base or labels.base, theirs=theirs or labels.theirs)


__all__ = ["Labels", "MergeResult", "conflict_style", "labelled", "merge_files", "put"]
