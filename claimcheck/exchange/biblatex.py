"""BibLaTeX: the sources of a collection, their dates in EDTF (level 1), which biblatex reads as it is."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.characters import one_line
from claimcheck.exchange.edtf import level_1
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source
from claimcheck.model.when import When

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "&": r"\&",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def write(collection: Collection) -> str:
    """The sources of a collection as a `.bib` file. Takes time in proportion to the sources."""
    return "\n".join(
        _entry(incident, source) for incident in collection.incidents.values() for source in incident.sources.values()
    )


def _entry(incident: Incident, source: Source) -> str:
    lines = [f"  {name} = {{{value}}},\n" for name, value in _fields(incident, source)]
    return f"@{'online' if source.url else 'misc'}{{{incident.id}/{source.id},\n{''.join(lines)}}}\n"


def _fields(incident: Incident, source: Source) -> Iterator[tuple[str, str]]:
    if source.title:
        yield "title", f"{{{_text(source.title)}}}"  # braced twice: no style may change the capitals of a headline
    yield "organization" if source.url else "publisher", f"{{{_text(source.publisher)}}}"
    if source.published:
        yield "date", _date(source.published)
    if source.url:
        yield "url", _address(source.url)
    if source.accessed:
        yield "urldate", _date(source.accessed)
    if source.language:
        yield "language", source.language
    if source.archived:
        yield "addendum", f"Archived: \\url{{{_address(source.archived)}}}"
    if source.note:
        yield "annotation", _text(source.note)
    sources = [each.removeprefix("source:") for each in source.derived_from if not each.startswith("speaker:")]
    if sources:
        yield "related", ",".join(f"{incident.id}/{each}" for each in sources)
        yield "relatedstring", "Repeats"
    yield "keywords", incident.id


def _text(text: str) -> str:
    return one_line(text).translate(_ESCAPES)


def _address(address: str) -> str:
    """An address as it is; what would end the field is percent-encoded, which leads to the same place."""
    return one_line(address).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _date(when: When) -> str:
    return level_1(when)
