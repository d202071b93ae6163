"""A dispute in which either side could be the other: two shipping lines about a buoy of Sarn harbour.

`swapped` gives each the other's name and id, wherever they stand; a page that favours neither comes out with the names
swapped and nothing else. The names are of one length, so that no line breaks elsewhere.
"""

from __future__ import annotations

import re

SPEAKERS = """\
parties:
  aster: {name: Aster Line}
  birch: {name: Birch Line}
  pilots: {name: Pilots of Sarn}
speakers:
  captain-one: {name: Ada Holm, party: aster, role: captain}
  owner-one: {name: Ben Lund, party: aster, role: owner}
  captain-two: {name: Cai Moen, party: birch, role: captain}
  owner-two: {name: Dag Nord, party: birch, role: owner}
  pilot: {name: Eva Odde, party: pilots, role: pilot}
  diver: {name: Finn Pram}
"""

INCIDENT = """\
title: The lost buoy of Sarn
date: 2031-05-01
disputants: [aster, birch]
summary: A buoy of the fairway was found cut loose. Aster Line and Birch Line blame one another.
questions:
  cut:
    ask: Who cut the buoy loose?
    answers: {first: A ship of Aster Line cut it., second: A ship of Birch Line cut it.}
  when:
    ask: When was it cut?
    kind: date
  lit:
    ask: Was the buoy lit?
    answers: {lit: It was lit., dark: It was dark.}
  found:
    ask: Where was it found?
    exclusive: false
    answers: {reef: On the reef., beach: On the beach.}
  repaired:
    ask: How far is the repair?
    changes: forward
    answers: {none: Not begun., begun: Begun., done: Done.}
  crew:
    ask: How many saw it?
    kind: number
  pay:
    ask: Who pays?
    answers: {both: Both lines pay.}
  flag:
    ask: Did a flag fly from the mole?
    answers: {up: It flew., down: It did not fly.}
  wind:
    ask: Was there wind?
    answers: {calm: It was calm., storm: It stormed.}
terms:
  the-cutting:
    sabotage: [sabotage]
    accident: [accident]
sources:
  herald: {publisher: Sarn Herald, published: 2031-05-02, language: en, url: "https://herald.example/buoy"}
  radio: {publisher: Coast Radio, published: 2031-05-04, language: en, url: "https://radio.example/buoy"}
claims:
  - {id: c01, speaker: captain-one, source: herald, stance: {asserts: {cut: second, when: 2031-05-01}}, quote: It was sabotage by them}
  - {id: c02, speaker: captain-two, source: herald, stance: {asserts: {cut: first, when: 2031-04-30}}, quote: It was sabotage by them}
  - {id: c03, speaker: owner-one, source: radio, stance: {denies: {cut: first}, concedes: {lit: dark}}, text: Denied it.}
  - {id: c04, speaker: owner-two, source: radio, stance: {denies: {cut: second}, suggests: {lit: lit}}, text: Denied it.}
  - {id: c05, speaker: captain-one, source: herald, stance: {asserts: {lit: lit, crew: 3}}, text: Said it was lit and three saw it.}
  - {id: c06, speaker: owner-two, source: herald, stance: {asserts: {crew: 3/5}}, text: Spoke of three to five.}
  - {id: c07, speaker: owner-one, source: herald, stance: {asserts: {found: [reef, beach]}}, text: Parts lay on both.}
  - {id: c08, speaker: owner-two, source: radio, stance: {asserts: {found: reef}}, text: It lay on the reef.}
  - {id: c09, speaker: owner-one, source: herald, stance: {asserts: {repaired: done}}, text: Said that it was done.}
  - {id: c10, speaker: owner-one, source: radio, stance: {asserts: {repaired: begun}}, text: Said that it had begun.}
  - {id: c11, speaker: captain-two, via: [pilot], source: radio, stance: {implies: {when: 2031-05-01}}, text: He knew of it on the first.}
  - {id: c12, speaker: diver, source: radio, stance: {suggests: {cut: first}}, quote: It may have been an accident}
  - {id: c13, speaker: captain-one, source: radio, condition: if the court says so, stance: {asserts: {pay: both}}, text: Both would pay.}
  - {id: c14, speaker: owner-two, source: radio, stance: {withholds: [pay], comments: [cut]}, text: Would not say.}
  - {id: c15, speaker: captain-one, source: herald, stance: {asserts: {flag: up}}, text: It flew.}
  - {id: c16, speaker: owner-one, source: herald, stance: {asserts: {flag: down}}, text: It did not.}
  - {id: c17, speaker: captain-two, source: herald, stance: {asserts: {flag: up}}, text: It flew.}
  - {id: c18, speaker: owner-two, source: herald, stance: {asserts: {flag: down}}, text: It did not.}
  - {id: c19, speaker: owner-two, via: [captain-one], source: radio, stance: {asserts: {flag: down}}, text: So he said.}
  - {id: c20, speaker: owner-one, via: [captain-two], source: radio, stance: {asserts: {flag: up}}, text: So he said.}
  - {id: c21, speaker: captain-one, source: herald, stance: {asserts: {wind: calm}}, text: No wind.}
  - {id: c22, speaker: captain-one, source: herald, stance: {asserts: {wind: storm}}, text: A storm.}
  - {id: c23, speaker: captain-two, source: herald, stance: {asserts: {wind: calm}}, text: No wind.}
  - {id: c24, speaker: captain-two, source: herald, stance: {asserts: {wind: storm}}, text: A storm.}
"""

_OTHER = {"aster": "birch", "birch": "aster", "Aster": "Birch", "Birch": "Aster"}


def swapped(text: str) -> str:
    """`text` with each of the two lines in the place of the other."""
    return re.sub("|".join(_OTHER), lambda match: _OTHER[match.group()], text)
