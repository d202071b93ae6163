"""Two fires in the invented harbour town of Sarn: the shared fixture, and a second incident that has much in common."""

from __future__ import annotations

from pathlib import Path

from claimcheck.model.collection import Collection
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from tests.conftest import TESTS, Corpus

FIXTURES = TESTS / "fixtures" / "claims"
HARBOUR_FIRE = (FIXTURES / "incidents" / "harbour-fire.yaml").read_text(encoding="utf-8")
SPEAKERS = (FIXTURES / "speakers.yaml").read_text(encoding="utf-8")
THEMES = (FIXTURES / "themes.yaml").read_text(encoding="utf-8")
SHED_FIRE = """
title: Fire in the net shed of Sarn
date: 2033-07-01
place: north quay of Sarn
disputants: [port, fire-service]
questions:
  cause:
    ask: How did the fire in the shed begin?
    theme: accident-or-arson
    answers: {accident: A lamp fell over., set: Somebody set the fire.}
  inquiry:
    ask: How far has the inquiry come?
    changes: true
    answers: {opened: It has been opened., closed: It has been closed.}
terms:
  the-fire:
    arson: [arson*, Brandstift*]
    accident: [accident*, Unfall*]
sources:
  herald-07-02:
    publisher: Sarn Herald
    title: "Net shed: 'arson', says port"
    published: 2033-07-02
    language: en
    url: https://herald.example/shed
    archived: https://archive.example/shed
  radio-07-03:
    publisher: Coast Radio
    published: 2033-07-03
    language: en
  kurier-07-03:
    publisher: Küstenkurier
    title: Feuer im Netzschuppen
    published: 2033-07-03
    language: de
    url: https://kurier.example/netz
    derived_from: [herald-07-02]
  herald-07-09:
    publisher: Sarn Herald
    published: 2033-07-09
    language: en
  herald-08:
    publisher: Sarn Herald
    published: 2033-08
    language: en
claims:
  - id: spokesman-arson
    speaker: port-spokesman
    as: acting head of the port
    stance: {asserts: {cause: set}}
    source: herald-07-02
    quote: We now know that this was arson [sic], and nothing else
  - id: spokesman-arson-de
    restates: spokesman-arson
    source: kurier-07-03
    quote: Wir wissen jetzt, dass es Brandstiftung war
  - id: chief-lamp
    speaker: fire-chief
    stance: {asserts: {cause: accident}, denies: {cause: set}}
    source: radio-07-03
    quote: It was an accident. Nobody speaks of arson here
  - id: spokesman-lamp
    speaker: port-spokesman
    stance: {concedes: {cause: accident}, asserts: {inquiry: opened}}
    source: herald-07-09
    quote: It was an accident after all
  - id: captain-no-comment
    speaker: harbour-captain
    via: [night-watchman]
    stance: {withholds: [cause]}
    source: radio-07-03
    text: Would not say how it began, according to the watchman.
  - id: insider-closed
    speaker: port-insider
    stance: {asserts: {inquiry: closed}}
    said: 2033-08
    source: herald-08
    text: Said that the inquiry was over.
"""
UNRELATED = """
title: A tree falls in Upper Brill
date: 2029
questions:
  tree: {ask: Which tree fell?, answers: {oak: The oak fell.}}
sources:
  brill-gazette: {publisher: Brill Gazette, published: 2029-05-05, language: en, url: https://brill.example/1}
claims:
  - {id: mayor-oak, speaker: mayor, stance: {asserts: {tree: oak}}, source: brill-gazette, quote: The old oak is down}
"""
BROKEN = "title: Cannot be read\nquestions: {}\nclaims: [{id: no-speaker}]\n"


def both(corpus: Corpus, **more: str) -> Path:
    """The folder of a collection of both fires; `more` incidents may be added, and `mayor` may speak in them."""
    speakers = f"{SPEAKERS}  mayor: {{name: Mayor of Upper Brill}}\n" if "unrelated" in more else SPEAKERS
    return corpus({"harbour-fire": HARBOUR_FIRE, "shed-fire": SHED_FIRE, **more}, speakers, THEMES)


def read(claims: Path) -> Collection:
    """The collection that a folder holds."""
    return load(Folder(claims, "claims/")).collection
