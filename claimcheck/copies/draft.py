"""What an article says that somebody said: quotations and reported speech, proposed as claims for a person to judge.

Rules, and lists of cues as data; no model, no statistics. `docs/explanation/drafting.md` says what they miss.
"""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.copies.cues import Language, cues_of, language_of
from claimcheck.copies.dialogue import told_apart
from claimcheck.copies.folds import folded
from claimcheck.copies.names import RecognisedBy, mentions
from claimcheck.copies.passages import passages
from claimcheck.copies.quotations import Quotation
from claimcheck.copies.speech import ParagraphRead, SpeechKind
from claimcheck.copies.voices import HeardVoice
from claimcheck.frozen import frozen, replace
from claimcheck.model.incident import Incident
from claimcheck.model.speaker import Speaker


@frozen
class ProposedWords:
    """Words that somebody is said to have said.

    `cue` introduces them, `speaker_as_written` is what the article calls the speaker, `speaker` the known speaker that
    this names and `by` how it was recognised. `start` and `end` are characters of the text, from 0; `line` and
    `paragraph` count from 1. `recorded` is the claim of this source that holds these words already.
    """

    kind: SpeechKind
    words: str
    cue: str | None
    speaker_as_written: str | None
    speaker: str | None
    by: RecognisedBy | None
    start: int
    end: int
    line: int
    paragraph: int
    recorded: str | None = None


@frozen
class Draft:
    """What an article proposes for an incident, in the order of the text."""

    schema: str
    incident: str
    source: str
    language: Language
    items: tuple[ProposedWords, ...]


def draft(
    text: str, incident: Incident, source: str, speakers: Mapping[str, Speaker], language: Language | None = None
) -> Draft:
    """Everything that an article says that somebody said; `language` None: told by the text.

    Takes time in proportion to the length of the text times the number of known speakers.
    """
    chosen = language or language_of(text)
    items = (_recorded(each, text, incident, source) for each in proposals(text, speakers, chosen))
    return Draft("claimcheck/draft/1", incident.id, f"{incident.id}/{source}", chosen, tuple(items))


def proposals(text: str, speakers: Mapping[str, Speaker], language: Language) -> list[ProposedWords]:
    """The proposals of an article, in the order of the text."""
    named = mentions(text, speakers)
    cues = cues_of(language)
    found: list[ProposedWords] = []
    carried: HeardVoice | None = None
    for passage in passages(text):
        paragraph = ParagraphRead(told_apart(passage, cues), cues, named, carried)
        for each in sorted(paragraph.statements(), key=lambda each: (each.start, each.kind)):
            voice, start, end = each.voice, passage.start + each.start, passage.start + each.end
            words, line = text[start:end].strip(), text.count("\n", 0, start) + 1
            who = (voice.cue, voice.written, voice.speaker, voice.by)
            found.append(ProposedWords(each.kind, words, *who, start, end, line, passage.number))
        carried = paragraph.voices.last if any(each.open for each in passage.quoted) else None
    return found


def _recorded(proposal: ProposedWords, text: str, incident: Incident, source: str) -> ProposedWords:
    """A proposal that knows the claim of its source that has its words, or some of them, already."""
    words = folded(text[proposal.start : proposal.end])
    for claim in incident.claims:
        if source not in claim.sources:
            continue
        quote = claim.quote or ""
        if quote and (Quotation(quote).anywhere(words) or Quotation(proposal.words).anywhere(folded(quote))):
            return replace(proposal, recorded=claim.id)
        if claim.text is not None and folded(claim.text).text == words.text and claim.speaker == proposal.speaker:
            return replace(proposal, recorded=claim.id)
    return proposal
