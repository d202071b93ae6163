"""What people call keys and stances before they know them: in a file, as an option, at a prompt.

Each word stands for what may be meant, the likeliest first: the first that is there is offered, and nothing is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Meanings = Mapping[str, tuple[str, ...]]


def meanings(text: str) -> dict[str, tuple[str, ...]]:
    """Lines such as `alias aka = aliases`, as what each of the words may mean."""
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        words, _, meant = line.partition(" = ")
        found.update(dict.fromkeys(words.split(), tuple(meant.split(" | "))))
    return found


def meant(word: str, known: Iterable[str]) -> str:
    """The one of some known words that another is a name for, or a form of; empty where it is none."""
    there = list(known)
    plain = word.lower().replace("_", "-").lstrip("-")
    forms = [plain, f"{plain}s", plain.removesuffix("s"), plain.removesuffix("ed") + "s"]
    forms += [plain.removesuffix("ies") + "y", plain.removesuffix("y") + "ies"]
    for each in (*forms, *KEYS_MEANT.get(plain, ())):
        for spelled in (each, each.replace("-", "_")):
            if spelled in there:
                return spelled
    return ""


KEYS_MEANT: Meanings = meanings("""
    affirms affirm assert states state says alleges alleged confirms maintains declares holds yes-to = asserts
    rejects reject refutes refute disputes dispute deny denied contradicts no-to = denies
    hints hint suggest speculates believes thinks may = suggests
    admits admit acknowledges grants concede = concedes
    assumes presupposes imply = implies
    rules-out excludes preclude = precludes
    doubt sceptical skeptical questions-it = doubts
    declines refuses no-comment withhold silent = withholds
    reacts mentions remarks = comments
    date day when on time dated = said | published | date | as-of | since
    as-at at = as-of
    who by author person voice spokesperson spokesman = speaker | name | party
    outlet medium newspaper media paper = publisher | source
    where publication article cited-in read-in = source | place | publisher
    words quotation citation verbatim cite = quote
    paraphrase summary says-that = text | summary
    alias aka also-known-as other-names = aliases
    link uri address href web website = url
    headline heading name label = title | name
    lang tongue = language
    type sort = kind | as | format
    answers option choice reply = answer
    text ask-for = ask
    relayed-by through relay according-to reported-by told-by = via
    page minute timestamp = locator
    remark comment notes = note | comments
    translated english = translation
    supersedes takes-back corrects retracts = replaces
    same-as repeats = restates | derived-from
    copied-from based-on = derived-from
    out file dir directory destination folder to output-dir outdir = output | until
    force y assume-yes no-confirm = yes
    preview simulate noop test check-only = dry-run
    before = until | as-of
    after from = since | from
    collection repo data path root claims-dir = claims
    columns only show-only = parties
    about on-question topic = question | theme
    event case = incident
    identifier key = id
    affiliation for organisation organization = party
    function position office job = role
    anonymous unidentified = unnamed
    country location = place
    all long verbose v = full
    nocolor no-colour nocolour = no-color
""")
"""Keys and stances by other names, spelled as options are, without their hyphens."""
