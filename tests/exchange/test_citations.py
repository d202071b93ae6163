"""Sources, read by bibtexparser and set in a citation style by citeproc-py."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_file
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from claimcheck.characters import one_line
from claimcheck.model.collection import Collection
from claimcheck.model.when import When

UNESCAPED = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{each}": each for each in "{}%$#&_"},
}


def plain(tex: str) -> str:
    return re.sub("|".join(map(re.escape, UNESCAPED)), lambda found: UNESCAPED[found[0]], tex)


def test_bibtexparser_reads_every_source(exported: Path, collection: Collection) -> None:
    library = parse_file(str(exported / "biblatex.bib"), encoding="UTF-8")
    assert library.failed_blocks == []
    sources = [(i.id, each) for i in collection.incidents.values() for each in i.sources.values()]
    assert [each.key for each in library.entries] == [f"{incident}/{source.id}" for incident, source in sources]
    for entry, (_, source) in zip(library.entries, sources, strict=True):
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        assert entry.entry_type == ("online" if source.url else "misc")
        publisher = fields.get("organization") or fields["publisher"]
        assert plain(publisher[1:-1]) == one_line(source.publisher)
        if source.title:
            assert plain(fields["title"][1:-1]) == one_line(source.title)
        if source.published and "X" not in source.published.text:
            assert When.parse(fields["date"]) == source.published


@pytest.mark.filterwarnings("ignore:.*unsupported.*:UserWarning")  # `custom` is in the standard, not in citeproc-py
def test_citeproc_sets_every_source(exported: Path, collection: Collection) -> None:
    items = json.loads((exported / "csl-json.json").read_text(encoding="utf-8"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    lines = [str(each) for each in bibliography.bibliography()]
    assert len(lines) == len(items) == sum(len(each.sources) for each in collection.incidents.values())
    text = "\n".join(lines)
    years = {each["issued"]["date-parts"][0][0] for each in items if "date-parts" in each.get("issued", {})}
    assert not [year for year in years if str(year) not in text]
