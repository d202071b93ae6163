"""What an answer costs: nothing is done once for each pair of claims, or of claims and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimcheck.blocks import Link
from claimcheck.formats.problems import ShownProblem, full
from claimcheck.formats.wrapping import cells
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.pages.report import report_page
from claimcheck.store.parse import parse
from claimcheck.views import written as written_records
from claimcheck.views.crossref import publisher_across
from claimcheck.views.listing import SourceRow
from claimcheck.views.report import report
from claimcheck.views.timeline import timeline
from claimcheck.views.written import Renames
from tests.conftest import Corpus, Run
from tests.invention import read, written

MANY = 60


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each claim was asked for its sources."""
    asked: Counter[str] = Counter()
    sources = Claim.sources

    def ask(claim: Claim) -> tuple[str, ...]:
        asked[claim.id] += 1
        return sources.__get__(claim)  # type: ignore[no-any-return]

    monkeypatch.setattr(Claim, "sources", property(ask))
    return asked


@pytest.fixture
def many_sources() -> Collection:
    """As many claims as sources; each is printed in its own and, once more, in the next one."""
    names = [f"s{at}" for at in range(MANY)]
    sources = {name: {"publisher": "Herald", "published": "2031-03-02"} for name in names}
    claims = [
        {"id": f"c{at}", "speaker": "ann", "stance": {"asserts": {"cause": "set"}}, "quote": f"It was set {at}"}
        | {"source": name, "also_in": [names[at - 1]]}
        for at, name in enumerate(names)
    ]
    return read(written(claims, sources=sources))


def test_a_timeline_does_not_look_at_all_claims_for_each_source(
    many_sources: Collection, looked_at: Counter[str]
) -> None:
    printed = {each.source: each.claims for each in timeline(many_sources, "invention").events if each.source}
    assert printed["s0"] == ("c0", "c1")
    assert 0 < max(looked_at.values()) < MANY / 4


def test_a_publisher_s_claims_are_not_looked_at_for_each_source(
    many_sources: Collection, looked_at: Counter[str]
) -> None:
    assert [each.claims for each in publisher_across(many_sources, "Herald").sources] == [2] * MANY
    assert 0 < max(looked_at.values()) < MANY / 4


def test_what_has_another_id_is_not_compared_with_all_that_has(monkeypatch: pytest.MonkeyPatch) -> None:
    text, calls = written_records._text, []

    def noted(value: Any) -> str:  # noqa: ANN401
        calls.append(value)
        return text(value)

    monkeypatch.setattr(written_records, "_text", noted)
    old = {f"old-{at}": {"quote": f"words {at // 2}"} for at in range(MANY)}
    new = {f"new-{at}": {"quote": f"words {at // 2}"} for at in reversed(range(MANY))}
    found = Renames().note("claim", old, new)
    assert len(calls) == 2 * MANY
    assert found == {f"old-{at}": f"new-{at ^ 1}" for at in range(MANY)}  # of those alike, the first is paired first


class Walked(tuple[SourceRow, ...]):
    """Sources that count how often somebody goes through them."""

    __slots__ = ()
    walks = 0

    def __iter__(self) -> Iterator[SourceRow]:
        Walked.walks += 1
        return super().__iter__()


def test_a_report_does_not_go_through_its_sources_for_each_claim_or_source(
    many_sources: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Walked, "walks", 0)
    answer = report(many_sources, "invention")
    report_page(replace(answer, sources=Walked(answer.sources)))
    assert 0 < Walked.walks < MANY / 4


def test_a_report_does_not_compare_what_was_printed_on_one_day(
    many_sources: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    equal, compared = Link.__eq__, []

    def noted(link: Link, other: object) -> bool:
        compared.append(link)
        return equal(link, other)

    answer = report(many_sources, "invention")
    monkeypatch.setattr(Link, "__eq__", noted)
    assert Link("a", "#b") == Link("a", "#b")
    report_page(answer)
    assert 0 < len(compared) < 10 * MANY


@pytest.mark.parametrize("word", ["火", "e\u0301"], ids=["wide", "accents"])
def test_a_long_line_is_not_measured_for_each_of_its_characters(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = []

    def noted(text: str) -> int:
        measured.append(len(text))
        return cells(text)

    monkeypatch.setattr("claimcheck.formats.problems.cells", noted)
    source = f"quote: {word * 5000}"
    shown = full([ShownProblem("a.yaml", "a.yaml", 1, 8, "error", "rule", "It is long", "", source)], width=80)
    line = shown.splitlines()[2]
    assert line.startswith(f"1 | quote: {word * 30}")
    assert line.endswith(f"{word}…")
    assert 75 < cells(line) < 81
    assert sum(measured) < 20 * len(source)


def test_hashes_and_anchors_of_a_file_are_written_at_once(
    corpus: Corpus, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = []

    def noted(data: bytes) -> Any:  # noqa: ANN401
        parsed.append(data)
        return parse(data)

    claims = [
        {"id": f"c{at}", "speaker": "ann", "stance": {"asserts": {"cause": "set"}}, "quote": f"It was set {at}."}
        | {"source": f"s{at}"}
        for at in range(MANY)
    ]
    files = written(claims, sources={f"s{at}": {"publisher": "Herald"} for at in range(MANY)})
    folder = corpus({"fire": files.texts["incidents/invention.yaml"]}, files.texts["speakers.yaml"])
    (tmp_path / "copies" / "fire").mkdir(parents=True)
    for at in range(MANY):
        copy = tmp_path / "copies" / "fire" / f"s{at}.txt"
        copy.write_text(f"It was set {at}. She said: It was set {at}.", encoding="utf-8")
    monkeypatch.setattr("claimcheck.store.edit.parse", noted)
    assert run("verify", "--record", "--anchor").status == 0
    assert len(parsed) == 2
    after = (folder / "incidents" / "fire.yaml").read_text(encoding="utf-8")
    assert [after.count(each) for each in ("sha256", "suffix")] == [MANY, MANY]
