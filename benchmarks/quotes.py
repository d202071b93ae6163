"""How long `verify` takes: quotes against saved copies of 100 kB each, half of them HTML, one quote in fifty altered.

    python -m benchmarks.quotes 5000      # 500 copies; and a quarter of that, to see how it grows

Seconds are those of the processor. Exit 1 if the whole takes twice as long, for each quote, as the quarter (it would be
four times as long if it grew with the square), if a second look at the same copies takes more than a tenth of the
first, or if a quote is not found that is there, or found that is not.
"""

from __future__ import annotations

import html
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from claimcheck.copies.folder import Copies
from claimcheck.copies.verify import Verification, verify
from claimcheck.model.collection import Collection
from claimcheck.store.files import Folder, find
from claimcheck.store.load import load
from claimcheck.tasks.remembering import memory_of

COPY = 100_000
QUOTES_A_COPY = 10
COPIES_AN_INCIDENT = 50
MOST_GROWTH = 2.0
MOST_AGAIN = 0.1
SYLLABLES = ("sa", "rn", "ve", "ll", "os", "ka", "do", "mi", "тре", "бур", "гон", "ста", "no", "pe", "ru", "фи")


def main() -> int:
    """Measure, print, and say whether it grows as it should."""
    quotes = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    (small, _), (large, second) = measure(quotes // 4), measure(quotes)
    growth = large * (quotes // 4) / (small * quotes)
    sys.stdout.write(f"time for each quote, whole against a quarter: {growth:.2f} (at most {MOST_GROWTH})\n")
    sys.stdout.write(f"second look at the same copies: {second / large:.3f} of the first (at most {MOST_AGAIN})\n")
    return 0 if growth <= MOST_GROWTH and second <= MOST_AGAIN * large else 1


def measure(quotes: int) -> tuple[float, float]:
    """The seconds that it takes to verify so many quotes, and to do so again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        altered = make(folder, quotes)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        start = time.process_time()
        collection = load(where := find(str(folder / "claims"), folder)).collection
        read = time.process_time()
        counts = look(collection, where, folder / "copies").counts
        end = time.process_time()
        again = look(collection, where, folder / "copies").counts
        last = time.process_time()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if again != counts:
        sys.exit(f"a second look says {again}, the first {counts}")
    if (counts["matched"], counts["not-found"]) != (quotes - altered, altered):
        sys.exit(f"{altered} quotes were altered, but the outcomes are {counts}")
    sys.stdout.write(
        f"{quotes:,} quotes, {quotes // QUOTES_A_COPY:,} copies of {COPY // 1000} kB: "
        f"claims read in {read - start:.2f} s, verified in {end - read:.2f} s, "
        f"again in {last - end:.2f} s, at most {most:.0f} MB "
        f"({counts['matched']:,} matched, {altered} not found)\n"
    )
    return end - read, last - end


def look(collection: Collection, where: Folder, root: Path) -> Verification:
    """What `claimcheck verify` does."""
    copies = Copies(root)
    memory = memory_of(where, copies)
    found = verify(collection, copies, memory=memory).verification
    if memory is not None:
        memory.write()
    return found


def make(folder: Path, quotes: int) -> int:
    """Write a collection and its copies; the number of quotes that are altered."""
    chance = random.Random(quotes)  # noqa: S311 - nothing here is secret
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(4000)]
    copies = quotes // QUOTES_A_COPY
    altered = 0
    (folder / "claims" / "incidents").mkdir(parents=True)
    (folder / "claims" / "speakers.yaml").write_text("speakers:\n  olin: {name: Marta Olin}\n", encoding="utf-8")
    for incident in range(-(-copies // COPIES_AN_INCIDENT)):
        sources, claims = [], []
        (folder / "copies" / f"i-{incident}").mkdir(parents=True)
        for number in range(min(COPIES_AN_INCIDENT, copies - incident * COPIES_AN_INCIDENT)):
            paragraphs = text(chance, words)
            write(folder / "copies" / f"i-{incident}" / f"s-{number}", paragraphs, as_html=number % 2 == 1)
            sources.append(f"  s-{number}: {{publisher: Sarn Herald, published: 2031-03-05}}\n")
            for place in range(QUOTES_A_COPY):
                quote = chance.choice(paragraphs).split(" ")[3:15]
                if (number * QUOTES_A_COPY + place) % 50 == 0:
                    altered += 1
                    quote.insert(6, "not")
                claims.append(
                    f"  - id: c-{number}-{place}\n    speaker: olin\n    source: s-{number}\n"
                    f'    stance: {{comments: [q]}}\n    quote: "{" ".join(quote)}"\n'
                )
        questions = "questions:\n  q: {ask: What?, answers: {a: A.}}\n"
        body = f"title: T\n{questions}sources:\n{''.join(sources)}claims:\n{''.join(claims)}"
        (folder / "claims" / "incidents" / f"i-{incident}.yaml").write_text(body, encoding="utf-8")
    return altered


def text(chance: random.Random, words: list[str]) -> list[str]:
    """Paragraphs of sixty words that together have about as many bytes as a copy is to have."""
    paragraphs: list[str] = []
    size = 0
    while size < COPY:
        paragraphs.append(" ".join(chance.choices(words, k=60)) + ".")
        size += len(paragraphs[-1].encode()) + 2
    return paragraphs


def write(path: Path, paragraphs: list[str], *, as_html: bool) -> None:
    """Write a copy, as plain text or as a page."""
    if not as_html:
        path.with_suffix(".txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
        return
    marked = (html.escape(each).replace(" ", " <i>", 1).replace(" ", "</i>&nbsp;", 2) for each in paragraphs)
    body = "".join(f'<div class="p"><p>{each}</p></div>\n' for each in marked)
    page = f"<!DOCTYPE html><meta charset=utf-8><title>T</title><script>var a = 1;</script><body>{body}"
    path.with_suffix(".html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
