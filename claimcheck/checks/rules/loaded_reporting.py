"""The curator's own words say that somebody said something, not that it is so or that it is not.

Whoever "admitted" or "revealed" a thing has told the truth in the eyes of the writer; whoever "claimed" or "alleged" it
has not. What the words do to an answer is said by the stance (`concedes`, `asserts`); the prose says `said`.

Fails:

    claims:
      - id: captain-wiring
        speaker: harbour-captain
        stance: {concedes: {cause: accident}}
        source: herald
        text: Admitted that the wiring was old.

Passes:

    claims:
      - id: captain-wiring
        speaker: harbour-captain
        stance: {concedes: {cause: accident}}
        source: herald
        text: Said that the wiring was old, which the paper calls "admitted".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.characters.patterns import lazy
from claimcheck.checks.finding import Finding
from claimcheck.model.collection import Collection
from claimcheck.model.diagnostic import Severity
from claimcheck.model.incident import Incident
from claimcheck.model.location import Path
from claimcheck.model.record import Record
from claimcheck.reasoning.wording import without_quotations

SEVERITY = Severity.WARNING

# verbs that grant what was said, then verbs that grudge it; of nouns (a claim, an admission) only what is never neutral
_LOADED = lazy(
    r"\b(admit(?:s|ted|ting|tedly)?|confess(?:es|ed|ing)?|reveal(?:s|ed|ing)?|pointed out|points out|refute(?:s|d)?"
    r"|debunk(?:s|ed|ing)?"
    r"|claimed|claiming|allege(?:s|d|dly)?|alleging|insist(?:s|ed|ing)?|boast(?:s|ed|ing)?|purport(?:s|ed|edly|ing)?"
    r"|so-called|supposedly)\b",
    re.IGNORECASE,
)


def check(collection: Collection) -> Iterator[Finding]:
    """Loaded verbs of reporting, outside quotation marks, in titles, summaries, questions, answers and paraphrases."""
    for incident in collection.incidents.values():
        for record, path, prose in _prose(incident):
            found = _LOADED.search(without_quotations(prose))
            if found:
                message = f"`{found.group()}` takes a side on what was said"
                hint = "write `said`, or put the word in quotation marks if it is somebody's"
                yield Finding(record, message, hint, path)


def _prose(incident: Incident) -> Iterator[tuple[Record, Path, str]]:
    yield incident, ("title",), incident.title
    yield incident, ("summary",), incident.summary or ""
    for question in incident.questions.values():
        yield question, ("ask",), question.ask
        for name, answer in question.answers.items():
            yield question, ("answers", name), answer.words
    for claim in incident.claims:
        if claim.text and "text" not in claim.inherited:
            yield claim, ("text",), claim.text
