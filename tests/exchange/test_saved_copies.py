"""The record of saved copies, as another archive reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.conftest import Corpus, Run
from tests.sarn import SPEAKERS, THEMES
from tests.test_verify import HERALD, INCIDENT, RADIO


def test_rocrate_reads_the_record_of_saved_copies(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    from rocrate.rocrate import ROCrate  # noqa: PLC0415 - an environment of its own has it

    corpus({"fire": INCIDENT}, SPEAKERS, THEMES)
    folder = tmp_path / "copies" / "fire"
    folder.mkdir(parents=True)
    (folder / "herald.txt").write_text(HERALD, encoding="utf-8")
    (folder / "radio.html").write_text(RADIO, encoding="utf-8")
    run("verify", "--manifest")
    crate = ROCrate(str(tmp_path / "copies"))
    files = {each.id: each for each in crate.data_entities}
    assert set(files) == {"fire/herald.txt", "fire/radio.html"}
    assert files["fire/herald.txt"]["sha256"] == hashlib.sha256(HERALD.encode()).hexdigest()
    assert files["fire/herald.txt"]["exampleOfWork"][0]["publisher"] == "Sarn Herald"
    assert crate.root_dataset["datePublished"] == "2031-03-06"
