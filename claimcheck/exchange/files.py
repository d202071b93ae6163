"""What a file with rows in it is: by its name, by what it holds, and the rows of each kind."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from claimcheck.errors import UsageError
from claimcheck.exchange.incoming import DELIMITERS, Rows, read_csv, read_jsonl

FORMS = ("csv", "xlsx", "ods", "jsonl", "json", "csl-json", "bibtex", "claimreview", "annotations")
"""What a file can be; `--from` takes these words."""
ONLY_SOURCES = ("csl-json", "bibtex")
_ENDINGS = {
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".ods": "ods",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".jsonld": "json", ".bib": "bibtex", ".bibtex": "bibtex",
}  # fmt: skip
_SPREADSHEETS = ("xlsx", "ods")
_NAMES = {
    "csv": "CSV", "xlsx": "an Excel workbook", "ods": "an OpenDocument spreadsheet", "jsonl": "JSON lines",
    "json": "JSON", "csl-json": "CSL-JSON", "bibtex": "BibTeX", "claimreview": "ClaimReview",
    "annotations": "web annotations",
}  # fmt: skip
_WORDS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}


class ReadAs(NamedTuple):
    """How a file is to be read: what its rows become, which sheet of it, and what parts its cells."""

    kind: str = "claims"
    sheet: str | None = None
    delimiter: str | None = None


def form_named(name: str, told: str | None) -> str:
    """What a file is: as it was told, or as its name ends.

    Raises:
        UsageError: it does not say.
    """
    form = told or _ENDINGS.get(PurePath(name).suffix.lower(), "")
    if not form:
        raise UsageError(f"`{name}` does not say what it is", f"give `--from` and one of: {', '.join(FORMS)}")
    return form


def form_of(form: str, shown: str, data: bytes) -> str:
    """What a file is that should have some form; in JSON also by what it holds.

    Raises:
        UsageError: it is something else.
    """
    if (found := _kind(data)) and not (form in _SPREADSHEETS and found[0] == form):
        what, hint = found[1:]
        raise UsageError(f"{shown} is {what}, not {_NAMES[form]}", hint)
    if form in _SPREADSHEETS and not found:
        raise UsageError(f"{shown} is not {_NAMES[form]}", "if it holds text, name it .csv or give `--from csv`")
    if form == "json":
        from claimcheck.exchange.from_json import sort_of  # noqa: PLC0415 - of JSON alone

        return sort_of(shown, data)
    return form


def rows_of(form: str, shown: str, data: bytes, reading: ReadAs) -> Rows:
    """The rows of a file of some form.

    Raises:
        UsageError: it cannot be read, or is not to be read so.
    """
    if reading.sheet is not None and form not in _SPREADSHEETS:
        raise UsageError(f"{shown} is {_NAMES[form]} and has no sheets", "leave `--sheet` out")
    if reading.delimiter is not None and form != "csv":
        raise UsageError(f"{shown} is {_NAMES[form]} and has no delimiter", "leave `--delimiter` out")
    if form == "csv":
        return read_csv(shown, data, _delimiter(reading.delimiter))
    if form in _SPREADSHEETS:
        from claimcheck.exchange.from_spreadsheet import read_spreadsheet  # noqa: PLC0415 - an extra

        return read_spreadsheet(shown, data, reading.sheet)
    if form == "jsonl":
        return read_jsonl(shown, data)
    if form == "bibtex":
        from claimcheck.exchange.from_bibtex import read_bibtex  # noqa: PLC0415 - only who has one waits

        return read_bibtex(shown, data)
    if form == "csl-json":
        from claimcheck.exchange.from_csl_json import read_csl_json  # noqa: PLC0415

        return read_csl_json(shown, data)
    if form == "claimreview":
        from claimcheck.exchange.from_claimreview import read_claimreview  # noqa: PLC0415

        return read_claimreview(shown, data, reading.kind)
    if form == "annotations":
        from claimcheck.exchange.from_annotations import read_annotations  # noqa: PLC0415

        return read_annotations(shown, data, reading.kind)
    from claimcheck.exchange.from_json import read_json  # noqa: PLC0415

    return read_json(shown, data)


def _delimiter(word: str | None) -> str | None:
    """What parts cells, by the sign itself or its name.

    Raises:
        UsageError: it is more than one sign.
    """
    if word is None:
        return None
    sign = _WORDS.get(word.lower(), word)
    if len(sign) != 1 or sign in '"\r\n' or (not sign.isprintable() and sign != "\t"):
        names = ", ".join(repr(each)[1:-1] for each in DELIMITERS)
        raise UsageError(f"--delimiter {word}: expected one sign", f"such as {names}, or tab")
    return sign


def _kind(data: bytes) -> tuple[str, str, str] | None:
    """What a file is that is no text, by its first bytes: its form, if it is one that is read, its name and a hint."""
    if data.startswith(b"PK"):
        if b"application/vnd.oasis.opendocument.spreadsheet" in data[:200] or b"content.xml" in data[-100_000:]:
            return "ods", _NAMES["ods"], "name it .ods, or give `--from ods`"
        if b"xl/" in data[-1_000_000:] or b"xl/" in data[:100_000]:
            return "xlsx", _NAMES["xlsx"], "name it .xlsx, or give `--from xlsx`"
        return "", "an archive (ZIP)", "take the table out of it"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "", "protected by a password", "save it without one"
        return "", "a workbook of old Excel (.xls)", "save it as .xlsx"
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        return "", "a PDF", ""
    if head.startswith((b"<!doctype html", b"<html")):
        return "", "a web page", "was a page of login saved in its place?"
    if data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")):
        return "", "a packed file", "unpack it"
    if data.startswith(b"SQLite format 3"):
        return "", "a database of SQLite", "export the table as CSV"
    return None
