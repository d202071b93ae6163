"""How many of the statements that a person marked are proposed, and how many proposals are among them.

python -m tests.drafting.measure held-out        # a line an article, and the sums
python -m tests.drafting.measure tuning --show   # also every miss and every proposal too many
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck.copies.cues import Language
from claimcheck.copies.draft import ProposedWords, proposals
from claimcheck.model.speaker import Speaker

FOLDER = Path(__file__).parent


@dataclass
class Score:
    """Counts over some articles."""

    marked: int = 0
    proposed: int = 0
    found: int = 0
    named: int = 0
    speakers: int = 0
    right: int = 0
    wrong: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})

    @property
    def recall(self) -> float:
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return self.found / self.proposed if self.proposed else 1.0


@dataclass(frozen=True)
class Article:
    """An article and what a person marked in it."""

    name: str
    text: str
    language: Language
    statements: list[dict[str, str]]


def speakers() -> dict[str, Speaker]:
    table = tomllib.loads((FOLDER / "speakers.toml").read_text(encoding="utf-8"))
    return {name: Speaker(name=forms[0], aliases=tuple(forms[1:])) for name, forms in table.items()}


def articles(folder: str) -> Iterator[Article]:
    for path in sorted((FOLDER / folder).glob("*.txt")):
        marked = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))["statement"]
        yield Article(path.stem, path.read_text(encoding="utf-8"), Language(path.stem.rpartition(".")[2]), marked)


def score(article: Article, kind: str | None = None, *, show: bool = False) -> Score:
    """Compare; a quotation must be the same words (but for the stop behind them), a report must overlap."""
    proposed = [each for each in proposals(article.text, speakers(), article.language) if kind in (None, each.kind)]
    marked = [each for each in article.statements if kind in (None, each["kind"])]
    result = Score(marked=len(marked), proposed=len(proposed))
    left = list(proposed)
    for each in marked:
        match = next((one for one in left if _same(each, one, article.text)), None)
        if match is None:
            if show:
                sys.stdout.write(f"  missed   {each['kind']}: {each['words']}\n")
            continue
        left.remove(match)
        result.found += 1
        result.speakers += "speaker" in each
        result.right += "speaker" in each and match.speaker == each["speaker"]
        result.named += match.speaker is not None
        wrong = match.speaker is not None and match.speaker != each.get("speaker")
        result.wrong += wrong
        if show and match.speaker != each.get("speaker"):
            sys.stdout.write(
                f"  speaker  {match.speaker} for {each.get('speaker')} ({match.speaker_as_written}): {each['words']}\n"
            )
    for one in left if show else ():
        sys.stdout.write(f"  too many {one.kind}: {one.words} [{one.cue}; {one.speaker_as_written}]\n")
    return result


def _same(marked: dict[str, str], proposal: ProposedWords, text: str) -> bool:
    if marked["kind"] != proposal.kind:
        return False
    if proposal.kind == "quotation":
        return proposal.words.strip(" ,.") == marked["words"].strip(" ,.")
    start = text.index(marked["words"])
    return start < proposal.end and proposal.start < start + len(marked["words"])


def _line(name: str, each: Score) -> str:
    return (
        f"{name:24} marked {each.marked:3}  proposed {each.proposed:3}  found {each.found:3}  "
        f"recall {each.recall:4.0%}  precision {each.precision:4.0%}  "
        f"speaker right {each.right}/{each.speakers}  wrong {each.wrong}\n"
    )


def main() -> None:
    folder, *options = sys.argv[1:]
    sums: dict[str, Score] = {}
    for article in articles(folder):
        sys.stdout.write(_line(article.name, score(article, show="--show" in options)))
        for kind in ("quotation", "reported"):
            for key in (f"{article.language}, {kind}s", f"all {kind}s", "all"):
                sums[key] = sums.get(key, Score()) + score(article, kind)
    for key in sorted(sums):
        sys.stdout.write(_line(key, sums[key]))


if __name__ == "__main__":
    main()
