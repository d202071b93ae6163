"""What fuzzing found once, and a law of how it cuts a text into files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.checks.run import run
from claimcheck.store.load import load
from tests.trust.memory import MARK, Memory, collection, joined

NAMES = st.sampled_from(["incidents/fire.yaml", "incidents/a.yaml", "speakers.yaml", "themes.yaml", "x"])


@given(st.dictionaries(NAMES, st.binary(max_size=20).filter(lambda text: MARK not in text), min_size=1))
def test_files_are_cut_where_they_were_joined(files: dict[str, bytes]) -> None:
    assert collection(joined(files)) == files


@pytest.mark.parametrize(
    "data",
    [
        b"claims: [{id: {}}]",
        b"title: x\nquestions: {}\nclaims: []\n\x00--themes.yaml\na: {ask: b}\na: {ask: c}",
    ],
)
def test_what_was_found_is_mended(data: bytes) -> None:
    loaded = load(Memory(collection(data)))
    run(loaded.collection, loaded.locate, loaded.incident_of, whole=True)
