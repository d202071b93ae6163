"""Quotations whose speaker a person has marked, in six languages, and how many of them `draft` gives to whom.

In `labelled/NUMBER.LANGUAGE.txt` a quotation stands as `{speaker|words}`, and as `{-|words}` where it is nobody's who
is known; all other quotation marks hold names, titles and words on things.

python -m tests.drafting.labelled        # a line a language
python -m tests.drafting.labelled --show # also every miss, every proposal too many, every speaker not given
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.copies.cues import Language, language_of
from claimcheck.copies.draft import proposals
from claimcheck.copies.speech import SpeechKind
from tests.drafting.measure import speakers

FOLDER = Path(__file__).parent / "labelled"
_LABEL = re.compile(r"\{([a-z-]+)\|([^}]*)\}")


@dataclass
class Attribution:
    """Counts over some articles, and what was not as it should be."""

    marked: int = 0
    proposed: int = 0
    found: int = 0
    known: int = 0
    given: int = 0
    wrong: int = 0
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: Attribution) -> Attribution:
        return Attribution(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})

    @property
    def recall(self) -> float:
        return self.found / self.marked

    @property
    def precision(self) -> float:
        return self.found / self.proposed

    @property
    def wrong_share(self) -> float:
        """Wrong speakers among those given."""
        return self.wrong / self.given

    @property
    def open_share(self) -> float:
        """Quotations of a known speaker to which none was given."""
        return 1 - (self.given - self.wrong) / self.known

    def __str__(self) -> str:
        return (
            f"marked {self.marked:3}  recall {self.recall:6.1%}  precision {self.precision:6.1%}  "
            f"wrong {self.wrong}/{self.given}  none given {self.open_share:6.1%}"
        )


def attribution(path: Path) -> Attribution:
    """One article: where the marked words begin, a proposal has to begin, and to end where they end."""
    marked: dict[int, tuple[str, str]] = {}
    text, at = "", 0
    raw = path.read_text(encoding="utf-8")
    for match in _LABEL.finditer(raw):
        text += raw[at : match.start()]
        marked[len(text)] = (match[1], match[2])
        text += match[2]
        at = match.end()
    text += raw[at:]
    code = path.name.split(".")[1]
    language = Language(code) if code in set(Language) else language_of(text)
    proposed = [each for each in proposals(text, speakers(), language) if each.kind is SpeechKind.QUOTATION]
    result = Attribution(len(marked), len(proposed), known=sum(who != "-" for who, _ in marked.values()))
    for each in proposed:
        first = each.start + len(text[each.start :]) - len(text[each.start :].lstrip())
        who, words = marked.get(first, ("", ""))
        if not words or words.strip(" ,.") != each.words.strip(" ,."):
            result.faults.append(f"too many: {each.words} [{each.cue}]")
            continue
        del marked[first]
        result.found += 1
        result.given += each.speaker is not None
        result.wrong += each.speaker is not None and each.speaker != who
        if each.speaker != (None if who == "-" else who):
            kind = "wrong" if each.speaker else "open"
            result.faults.append(f"{kind}: {each.speaker} for {who} [{each.cue}; {each.speaker_as_written}]: {words}")
    result.faults += [f"missed: {words}" for _, words in marked.values()]
    return result


def total(language: str) -> Attribution:
    """All articles of a language."""
    return sum((attribution(path) for path in sorted(FOLDER.glob(f"*.{language}.txt"))), Attribution())


def main() -> None:
    languages = sorted({path.name.split(".")[1] for path in FOLDER.glob("*.txt")})
    chosen = [each for each in sys.argv[1:] if each in languages] or languages
    whole = Attribution()
    for language in chosen:
        each = total(language)
        whole += each
        sys.stdout.write(f"{language}   {each}\n")
        sys.stdout.writelines(f"    {fault}\n" for fault in each.faults if "--show" in sys.argv)
    sys.stdout.write(f"all  {whole}\n")


if __name__ == "__main__":
    main()
