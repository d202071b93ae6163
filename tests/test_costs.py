"""What a view costs: nothing is done once for each pair of claims, or of claims and sources."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.views import written as written_records
from claimcheck.views.crossref import publisher_across
from claimcheck.views.timeline import timeline
from claimcheck.views.written import Renames
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
