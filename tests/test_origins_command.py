from __future__ import annotations

import pytest

from tests.conftest import Corpus, Golden, Run
from tests.sarn import both

WIRE = """
title: The crane on the quay
questions:
  crane: {ask: Who broke the crane?, answers: {storm: The storm broke it., crew: The crew broke it.}}
sources:
  agency: {publisher: Coast Wire, published: 2031-05-01, language: en, derived_from: %}
  herald: {publisher: Sarn Herald, published: 2031-05-01, language: en, derived_from: agency}
  radio: {publisher: Coast Radio, published: 2031-05-02, language: en, derived_from: [herald, "speaker:sarn-herald"]}
claims:
  - id: reek-storm
    speaker: port-spokesman
    stance: {asserts: {crane: storm}}
    source: herald
    also_in: [radio]
    quote: The storm took the crane
  - {id: reek-storm-agency, restates: reek-storm, source: agency, quote: It was the storm}
  - {id: insider-crew, speaker: port-insider, stance: {asserts: {crane: crew}}, source: radio, text: Blamed the crew.}
  - {id: union-not-crew, speaker: union-chair, stance: {denies: {crane: crew}}, source: radio, text: Not the crew.}
  - {id: herald-crane, speaker: sarn-herald, stance: {comments: [crane]}, source: herald, text: Told of it.}
"""


@pytest.mark.parametrize(
    "word", ["harbour-fire", "harbour-fire/cause", "crane", "wire", "wire/reek-storm-agency", "claim:watchman-away"]
)
@pytest.mark.parametrize("columns", [80, 200])
def test_origins_read_as_they_did(word: str, columns: int, corpus: Corpus, run: Run, golden: Golden) -> None:
    both(corpus, wire=WIRE.replace("%", "[]"))
    result = run("origins", word, columns=columns)
    assert (result.status, result.err) == (0, "")
    name = word.replace("/", "-").replace(":", "-")
    golden(f"origins/{name}.{columns}.txt", result.out)


def test_two_wordings_of_one_utterance_are_one_voice(corpus: Corpus, run: Run) -> None:
    both(corpus, wire=WIRE.replace("%", "[]"))
    assert "3 reports, 1 voice, 1 party" in run("origins", "wire/reek-storm").out
    assert "3 reports, 1 voice, 1 party" in run("origins", "wire/reek-storm-agency").out


def test_a_ring_of_three_sources_is_reported_with_its_path(corpus: Corpus, run: Run) -> None:
    both(corpus, wire=WIRE.replace("%", "radio"))
    result = run("origins", "wire/reek-storm")
    assert (result.status, result.out) == (2, "")
    assert "agency → radio → herald → agency" in result.err


@pytest.mark.parametrize("word", ["port", "nothing", "harbour-fire/nothing", "source:harbour-fire/kurier"])
def test_what_has_no_origins_is_refused(word: str, corpus: Corpus, run: Run) -> None:
    both(corpus)
    result = run("origins", word)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("claimcheck: ")


def test_origins_of_what_nobody_holds_say_so(corpus: Corpus, run: Run) -> None:
    both(corpus)
    assert "Nobody has taken a position." in run("origins", "harbour-fire/blame").out
