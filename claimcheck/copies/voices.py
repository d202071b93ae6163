"""Who speaks: the words around a cue that name somebody, and the known speaker whom they name."""

from __future__ import annotations

import re

from claimcheck.characters.patterns import lazy
from claimcheck.copies.cues import Cue, Cues, CueSort
from claimcheck.copies.names import Mention, RecognisedBy
from claimcheck.copies.passages import MASK, Passage, sentences
from claimcheck.copies.phrases import NamePlace, NamingPhrase, speaker_of
from claimcheck.frozen import frozen, replace


@frozen
class HeardVoice:
    """Who speaks, by which cue, and how one knows."""

    cue: str | None
    written: str | None
    speaker: str | None
    by: RecognisedBy | None

    def continued(self) -> HeardVoice:
        """The same voice going on."""
        return replace(self, by=RecognisedBy.CONTINUED if self.speaker else None)


_PART = lazy(r"[,:;—–(]|\s-\s")
_STOP = lazy(rf"[,;:!?—–(\"“«„{MASK}]|\.(?:\s|$)|\s(?:who|that|which)\s|$")

_TWO_CAPITALS = lazy(r"(?<![\w’'-])[^\W\d_a-zа-яёіїєґ]\w+\s[^\W\d_a-zа-яёіїєґ]\w+")
_WHOSE = lazy(r"(?<![\w’'])([\w’']+)\s+(\w+)")
_NO_NAMES = ("determiners", "opening", "between", "link", "aside", "possessives", "pronouns", "titles")
SHORT_LEAD = 6
"""Words before a colon that can be a name and an office, and hold no verb."""

NOBODY = HeardVoice(None, None, None, None)


class ParagraphVoices:
    """The voices of one paragraph; it remembers who has been heard."""

    def __init__(self, passage: Passage, cues: Cues, named: list[Mention]) -> None:
        """`named` are the known speakers of the whole article, where it names them."""
        self.text = passage.text
        self.masked = passage.masked
        self.cues = cues
        self.sentences = sentences(passage, cues.words["titles"])
        end = passage.start + len(passage.text)
        self.named = [
            replace(each, start=each.start - passage.start, end=each.end - passage.start)
            for each in named
            if passage.start <= each.start < end
        ]
        self.last: HeardVoice | None = None
        self.spoke: list[tuple[int, str | None]] = []  # where somebody was heard, and who; None: nobody known

    def hear(self, voice: HeardVoice, at: int) -> None:
        """Remember who was heard where."""
        self.last = voice
        if voice.speaker is not None or voice.written is not None:
            self.spoke.append((at, voice.speaker))

    def voice(self, cue: Cue, start: int, end: int) -> HeardVoice:
        """Who is meant by what stands before a cue or, where nothing does, behind it."""
        if self.cues.has("source_after", cue.words):
            before = self.subject(start, cue.start)
            return self.named_in(cue, *before) if before else HeardVoice(cue.words, None, None, None)
        if CueSort.SOURCE in cue.sorts:
            owner = next((word for word in cue.words.lower().split() if self.cues.has("possessives", word)), None)
            if owner is not None:
                return self.pronoun(cue, owner)
            return self.named_in(cue, cue.end, self.phrase_end(cue.end, end), NamePlace.SOURCE)
        tied = re.search(r"-(\w+)\b", cue.words)
        if tied and self.cues.inverted(cue.words):  # "dit-elle", "a-t-il ajouté"
            return self.pronoun(cue, cue.words.rpartition("-")[2].split()[0])
        by = re.compile(rf"\b{self.cues.passive_by}\s+") if self.cues.passive_by else None
        if by is not None and self.cues.passive(self.masked, cue):
            match = by.search(self.masked, cue.end, end)
            if match is None:
                return HeardVoice(cue.words, None, None, None)
            return self.named_in(cue, match.end(), self.phrase_end(match.end(), end), NamePlace.SOURCE)
        behind = self.phrase_end(cue.end, end)
        if self.set_off(cue, start, behind):
            return self.named_in(cue, cue.end, behind, NamePlace.BEHIND)
        before = self.subject(start, cue.start)
        if before is not None:
            return self.named_in(cue, *before)
        return self.named_in(cue, cue.end, behind, NamePlace.BEHIND)

    def set_off(self, cue: Cue, start: int, behind: int) -> bool:
        """Whether verb and speaker stand between commas, in this order: "…, said Olin, …"."""
        if not self.masked[start : cue.start].rstrip().endswith(",") or self.masked[behind : behind + 1] not in (
            ",",
            ".",
        ):
            return False
        first, last = self.stripped(cue.end, behind)
        words = self.masked[first:last].split()
        pronoun = len(words) == 1 and self.cues.has("pronouns", words[0])
        return pronoun or (len(words) <= 4 and self.known(first, last)[0] is not None)

    def subject(self, start: int, end: int) -> tuple[int, int] | None:
        """The part between commas before a verb that names who does it; asides are stepped over."""
        commas = list(_PART.finditer(self.masked, start, end))
        firsts = [start, *(match.end() for match in commas)]
        lasts = [*(match.start() for match in commas), end]
        parts = [self.stripped(first, last) for first, last in zip(firsts, lasts, strict=True)]
        aside: tuple[int, int] | None = None
        aside_is_plain = False
        for number, (first, last) in enumerate(reversed(parts)):
            word = re.match(r"[\w’'-]+", self.masked[first:last])
            if word is None or self.cues.has("relative", word.group()):
                continue
            plain = not self.cues.has("aside", word.group())
            if number == 0 or (self.known(first, last)[0] is not None and self.is_name(first, last)):
                return first, last
            if aside is None or (plain and not aside_is_plain):
                aside, aside_is_plain = (first, last), plain
        return aside

    def stripped(self, first: int, last: int) -> tuple[int, int]:
        """A part without opening words in front and without helping verbs and adverbs behind."""
        while True:
            part = self.masked[first:last]
            first += len(part) - len(part.lstrip(" \t\n,—–-\"”»’'" + MASK))
            last = first + len(self.masked[first:last].rstrip(" \t\n,—–-"))
            part = self.masked[first:last]
            front = re.match(r"([\w’'-]+)(?:\s+|$)", part)
            two = re.match(r"([\w’'-]+\s+[\w’'-]+)(?:\s+|$)", part)
            back = re.search(r"(?:^|\s)([\w’'-]+)$", part)
            if two and self.cues.has("opening", " ".join(two.group(1).split())):
                first += two.end()
            elif front and self.cues.has("opening", front.group(1)):
                first += front.end()
            elif back and self.cues.has("between", back.group(1)):
                last = first + back.start()
            else:
                return first, last

    def is_name(self, first: int, last: int) -> bool:
        """Whether a part between commas is somebody's name and nothing else, but for an office before it."""
        ends = [each.end for each in self.named if first <= each.start and each.end <= last]
        return bool(ends) and not re.search(r"\w", self.masked[max(ends) : last])

    def phrase_end(self, first: int, end: int) -> int:
        """Where the words that name somebody end, at the next comma or stop."""
        gap = len(self.masked[first:end]) - len(self.masked[first:end].lstrip())
        match = _STOP.search(self.masked, first + gap, end)
        return self.abbreviated(first, match.start(), end) if match else end

    def abbreviated(self, first: int, stop: int, end: int) -> int:
        """Not at the full stop of "Mr."."""
        word = re.search(r"([\w.]+)$", self.masked[first:stop])
        if self.masked[stop : stop + 1] == "." and word and self.cues.shortened(word.group(1)):
            return self.phrase_end(stop + 1, end)
        return stop

    def named_in(self, cue: Cue, first: int, last: int, place: NamePlace = NamePlace.BEFORE) -> HeardVoice:
        """A voice from the words that name it."""
        first, last = self.stripped(first, last)
        written = " ".join(self.text[first:last].split())
        if not written:
            who = self.last_named(cue.start) if self.cues.drops_pronoun else None
            return HeardVoice(cue.words, None, who, RecognisedBy.PRONOUN if who else None)
        words = written.lower().split()
        if self.cues.has("pronouns", words[0]):
            if len(words) > 1 and self.cues.has("conjunctions", words[1]):
                return HeardVoice(cue.words, written, None, None)
            return self.pronoun(cue, written)
        return HeardVoice(cue.words, written, *self.known(first, last, place))

    def pronoun(self, cue: Cue, written: str) -> HeardVoice:
        """A voice from a word that points back."""
        who = self.last_named(cue.start, thing=self.cues.has("things", written.split(maxsplit=1)[0].lower()))
        return HeardVoice(cue.words, written, who, RecognisedBy.PRONOUN if who else None)

    def known(
        self, first: int, last: int, place: NamePlace = NamePlace.BEFORE
    ) -> tuple[str | None, RecognisedBy | None]:
        """The known speaker whom some words name, or nobody where they may only say whose somebody is."""
        inside = [each for each in self.named if first <= each.start and each.end <= last]
        chosen = speaker_of(NamingPhrase(self.masked, first, last, self.cues), inside, place)
        return (chosen.speaker, chosen.by) if chosen else (None, None)

    def leads(self, first: int, last: int) -> tuple[str | None, RecognisedBy | None]:
        """The known speaker whose name opens the words before a colon: "Reek was blunter: “…”"."""
        first, last = self.stripped(first, last)
        inside = [each for each in self.named if first <= each.start and each.end <= last]
        if not inside or inside[0].possessive or not inside[0].plain:
            return None, None
        before = self.masked[first : inside[0].start].split()
        if any(not self.cues.has("honours", word.rstrip(".")) for word in before):
            return self.known(first, last) if len(self.masked[first:last].split()) <= SHORT_LEAD else (None, None)
        end = next((match.start() for match in _PART.finditer(self.masked, inside[0].end, last)), last)
        next_word = re.match(r"\s+([\w’'-]+)", self.masked[inside[0].end : end])
        if next_word and any(self.cues.has(each, next_word.group(1)) for each in ("conjunctions", "followers")):
            return None, None
        return inside[0].speaker, inside[0].by

    def last_named(self, at: int, *, thing: bool = False) -> str | None:
        """The one speaker of the paragraph before a place; where there are two, or a stranger, a pronoun is in doubt.

        "It" (`thing`) is nobody who was merely named.
        """
        heard = {speaker for where, speaker in self.spoke if where < at}
        if len(heard) > 1 or thing:
            return heard.pop() if len(heard) == 1 else None
        since = max((where for where, _ in self.spoke if where < at), default=0)
        named = {each.speaker for each in self.named if since <= each.start < at and self.person(each)}
        if len(heard | named) != 1 or self.stranger(since, at):
            return None
        return (heard | named).pop()

    def person(self, mention: Mention) -> bool:
        """Whether a pronoun could mean what is named here: not "the port", and not whoever a quotation names."""
        article = self.text[mention.start : mention.end].split()[0]
        hidden = self.masked[mention.start] == MASK or self.cues.has("determiners", article)
        return not hidden and not mention.possessive and not self.owned(mention)

    def stranger(self, since: int, at: int) -> bool:
        """Whether somebody who is not known is named or meant between two places."""
        taken = {place for each in self.named for place in range(each.start - since, each.end - since)}
        before = self.masked[since:at]
        for match in _TWO_CAPITALS.finditer(before):
            small = any(self.cues.has(each, match.group().split()[0]) for each in _NO_NAMES)
            if not small and not taken & set(range(*match.span())):
                return True
        return any(
            self.cues.has("followers", match.group(2))
            and (match.group(1)[-2:] in ("’s", "'s") or self.cues.has("possessives", match.group(1)))
            for match in _WHOSE.finditer(before)
        )

    def owned(self, mention: Mention) -> bool:
        """Whether a name follows right behind an "of"."""
        word = re.search(r"([\w’'-]+)\s+$", self.masked[max(0, mention.start - 20) : mention.start])
        return word is not None and self.cues.has("documents_of", word.group(1))
