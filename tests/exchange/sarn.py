"""A collection of Sarn whose quotes are the strings that break readers."""

from __future__ import annotations

from tests.formats import hostile

SPEAKERS = """
parties: {port: {name: "Port \\"of\\" <Sarn> & {sons}"}}
speakers:
  captain: {name: "Brandt, Ilse; a\\\\b", party: port}
"""

_HEAD = """
title: "Fire & <b>smoke</b> {in} [Sarn] #1"
date: 2031-03-04~
questions:
  cause:
    ask: "How *did* it begin? [x](y) // no"
    answers: {accident: "It was an accident, {honest}.", set: "Somebody set it: a < b && c."}
sources:
  herald: {publisher: "Herald & Sons {Ltd}", title: "100% \\"true\\" $x_1$ ~ #2 ^ \\\\o", published: 2031-03-0X, url: "https://herald.example/a?b=1&c={d}"}
claims:
"""


def hostile_texts() -> list[str]:
    """What a file can hold: no lone surrogates, and at least one character that is not white space."""
    found = dict.fromkeys((*hostile.ALL, *hostile.MERMAID))
    return [each for each in found if each.strip() and not any(0xD800 <= ord(one) <= 0xDFFF for one in each)]


def hostile_incident() -> str:
    stance = "stance: {asserts: {cause: set}}"
    lines = [
        f"  - {{id: c{number}, speaker: captain, source: herald, {stance}, quote: {_yaml(text)}}}"
        for number, text in enumerate(hostile_texts(), 1)
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _yaml(text: str) -> str:
    return '"' + "".join(each if each.isalnum() else f"\\U{ord(each):08x}" for each in text) + '"'
