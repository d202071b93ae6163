"""Argdown: each answer is a statement, each claim an argument for it (`+`) or against it (`-`).

Which answers exclude one another is written between them. What a claim does exactly (it may suggest or imply), its day
and its source stand as data behind it. Values of dates and numbers are statements of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from claimcheck.characters import one_line
from claimcheck.characters.patterns import lazy
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Changes, Incident, Kind, Question
from claimcheck.model.stance import Polarity
from claimcheck.views.claims import claim_record, more_texts

_MARKUP = lazy(
    r"(?<![^\W_])-|-(?![^\W_])|:(?=\S)|/(?=[/*])|(?<=/)/|\.(?=\S)|[*+#@<=>\[\\\]_`{|}~^]|^[^\w\s]|(?<=\d)\.(?=\s)"
)


def write(collection: Collection) -> str:
    """A collection as one Argdown document. Takes time in proportion to claims, and to answers squared."""
    head = "===\ntitle: Claims\nmodel: {mode: loose}\n===\n"
    return "\n".join([head, *(_incident(collection, each) for each in collection.incidents.values())])


def _incident(collection: Collection, incident: Incident) -> str:
    parts = [f"# {_text(incident.title)}\n", *([f"{_text(incident.summary)}\n"] if incident.summary else [])]
    for question in incident.questions.values():
        parts.append(f"## {_text(question.ask)}\n")
        parts += [*_question(incident, question)]
    if incident.standing:
        parts += ["## Claims\n", *(_claim(collection, incident, claim) for claim in incident.standing)]
    return "\n".join(parts)


def _question(incident: Incident, question: Question) -> Iterator[str]:
    given = dict.fromkeys(each.answer for claim in incident.standing for each in claim.on(question.id))
    answers = list(question.answers) if question.kind is Kind.CHOICE else list(given)
    for at, answer in enumerate(answers):
        lines = [f"{_statement(incident, question, answer)}: {_text(question.text(answer))}"]
        lines += [
            f"  {sign} <{claim.full_id}>"
            for claim in incident.standing
            if claim.condition is None
            for sign in dict.fromkeys(_sign(each.polarity) for each in claim.on(question.id) if each.answer == answer)
        ]
        if question.kind is Kind.CHOICE and question.changes is Changes.NO:
            excluded = (other for other in answers[:at] if question.exclude(answer, other))
            lines += [f"  - {_statement(incident, question, other)}" for other in excluded]
        yield "\n".join(lines) + "\n"


def _claim(collection: Collection, incident: Incident, claim: Claim) -> str:
    known = claim_record(collection, incident, claim)
    told = "".join(f", as told by {collection.speaker_name(each)}" for each in claim.via)
    words = f'"{claim.quote}"' if claim.quote else claim.text or ""
    translated = f" ({claim.translation})" if claim.quote and claim.translation else ""
    condition = f" On a condition: {claim.condition}." if claim.condition else ""
    said = f", {known.said}" if known.said else ""
    party = "" if known.party_name == known.speaker_name else f" ({known.party_name})"
    text = f"{known.speaker_name}{party}{told}{said}: {words}{translated}{condition}"
    data = {
        "speaker": claim.speaker,
        "party": known.party,
        "said": known.said.text if known.said else None,
        "source": claim.source,
        "stance": [f"{each.stance} {each.question} {each.answer}" for each in claim.stance.commitments],
        "withholds": list(claim.stance.withholds),
        "comments": list(claim.stance.comments),
        "replaces": known.replaces,
        "restates": known.restates,
        **more_texts(claim),
    }
    kept = {key: value for key, value in data.items() if value}
    return f"<{claim.full_id}>: {_text(text)} {json.dumps(kept)}\n"


def _statement(incident: Incident, question: Question, answer: str) -> str:
    return f"[{incident.id}/{question.id}: {answer}]"


def _sign(polarity: Polarity) -> str:
    return "+" if polarity is Polarity.AFFIRMS else "-"


def _text(text: str) -> str:
    """Text on one line in which nothing is markup: each sign that could begin some has a backslash in front."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))
