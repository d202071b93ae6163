"""BibTeX and BibLaTeX to sources, read by `bibtexparser`, which comes with the extra `bibtex`."""

from __future__ import annotations

import logging
import re

from claimcheck.errors import UsageError
from claimcheck.exchange.incoming import Row, Rows, Value, decoded
from claimcheck.views.plan import Trouble

_MONTHS = {name: f"{at:02}" for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
_ADDRESSES = ("url", "archiveurl", "archived")
_LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "german": "de", "ngerman": "de", "austrian": "de-AT", "french": "fr", "italian": "it", "spanish": "es",
    "portuguese": "pt", "brazilian": "pt-BR", "dutch": "nl", "polish": "pl", "czech": "cs", "russian": "ru",
    "ukrainian": "uk", "belarusian": "be", "armenian": "hy", "georgian": "ka", "turkish": "tr", "arabic": "ar",
    "hebrew": "he", "persian": "fa", "farsi": "fa", "estonian": "et", "latvian": "lv", "lithuanian": "lt",
    "finnish": "fi", "swedish": "sv", "danish": "da", "norwegian": "no", "greek": "el", "hungarian": "hu",
    "romanian": "ro", "bulgarian": "bg", "serbian": "sr", "croatian": "hr", "chinese": "zh", "japanese": "ja",
}  # fmt: skip
"""Names of the LaTeX package babel, and their tags."""


def read_bibtex(name: str, data: bytes) -> Rows:
    """The entries of a file as rows with the keys of a source; a row is the line on which an entry begins.

    Raises:
        UsageError: `bibtexparser` is not installed.
    """
    try:
        from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - an extra
        from bibtexparser.model import Entry, ParsingFailedBlock  # noqa: PLC0415
    except ImportError as error:
        hint = "pip install 'claimcheck-ledger[bibtex]', or export CSL-JSON instead"
        raise UsageError("BibTeX is read by `bibtexparser`, which is not installed", hint) from error
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it has to say comes back as failed blocks
    library = parse_string(decoded(name, data))
    found = Rows()
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, ParsingFailedBlock):
            reason = " ".join(str(getattr(block, "error", "")).split()) or "it does not end"
            found.troubles.append(Trouble(line, None, f"not BibTeX: {reason}", "is a brace missing?"))
        elif isinstance(block, Entry):
            fields = {key.lower(): _text(key.lower(), str(each.value)) for key, each in block.fields_dict.items()}
            cells = {key: value for key, value in _source(block.key, fields).items() if value}
            found.rows.append(Row(line, cells))
    return found


def _source(key: str, fields: dict[str, str]) -> dict[str, Value]:
    def first(*names: str) -> str:
        return next((fields[each] for each in names if fields.get(each)), "")

    language = first("langid", "language", "hyphenation")
    archived = first("archiveurl", "archived")
    return {
        "id": key,
        "publisher": first("journaltitle", "journal", "organization", "institution", "publisher", "howpublished")
        or _people(first("author", "editor")),
        "title": ": ".join(filter(None, (first("title"), first("subtitle")))),
        "published": first("date") or _date(fields),
        "language": _LANGUAGES.get(language.lower(), language),
        "url": first("url"),
        "archived": archived if archived.startswith("http") else "",
        "accessed": first("urldate"),
        "note": first("note", "annotation"),
    }


def _text(key: str, value: str) -> str:
    """A field as people read it; in an address `%` begins no comment."""
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - comes with bibtexparser

    if key in _ADDRESSES:
        return re.sub(r"\\([%#&_~$])(?:\{\})?", r"\1", value.strip("{}"))
    if any(each in value for each in "\\{}$~%"):
        value = LatexNodes2Text(math_mode="verbatim").latex_to_text(value)
    return " ".join(value.split())


def _people(names: str) -> str:
    """`Brandt, Ilse and Olin, Marta` as people write it."""
    turned = [" ".join(reversed([part.strip() for part in each.split(",", 1)])) for each in names.split(" and ")]
    return ", ".join(filter(None, (each.strip() for each in turned)))


def _date(fields: dict[str, str]) -> str:
    year, month, day = (fields.get(each, "") for each in ("year", "month", "day"))
    month = _MONTHS.get(month[:3].lower(), month.zfill(2) if month.isdigit() else "")
    return "-".join([year, *([month, *([day.zfill(2)] if day.isdigit() else [])] if month else [])]) if year else ""
