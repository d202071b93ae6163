"""The table of commands: what each is for, how its answer is written, and which options it shares with others.

`cli/NAME.py` holds the rest: its own options and its work. This is read before every call, and imports nothing
of weight.
"""

from __future__ import annotations

PAGE = ("table", "md", "html", "json")
"""Formats of an answer: as a page, or as its whole record."""
ROWS = (*PAGE, "jsonl", "csv")
"""Of one that is a list of rows."""
REPORT = ("md", "html", "table", "json")
DRAFT = ("yaml", *ROWS)
CHECK = ("concise", "full", "json", "github", "sarif")

CLAIMS, PUBLIC, STRICT, FILTERS = "claims", "public", "strict", "filters"
"""Options that say which collection is meant, how much of it, and which of its claims."""


class Command:
    """A command: its line in `--help`, the formats of its answer (the first where none is named), shared options.

    What is `repeatable` answers from the files of the collection alone, so that its answer may be kept. A plain class:
    to make a NamedTuple or a dataclass takes longer than to read the rest of this module.
    """

    __slots__ = ("formats", "help", "options", "repeatable")

    def __init__(
        self, text: str, formats: tuple[str, ...] = (), options: tuple[str, ...] = (), *, repeatable: bool = False
    ) -> None:
        self.help, self.formats, self.options, self.repeatable = text, formats, options, repeatable


COMMANDS = {
    "list": Command(
        "Incidents with their counts; or claims, speakers, parties, sources, questions, themes, terms.",
        ROWS,
        (FILTERS, CLAIMS, STRICT),
        repeatable=True,
    ),
    "show": Command(
        "One incident, claim, speaker, party, source, question or theme, whole.",
        PAGE,
        (CLAIMS, STRICT),
        repeatable=True,
    ),
    "search": Command(
        "Words in quotes, paraphrases, translations, titles and names, in any script.",
        ROWS,
        (FILTERS, CLAIMS, STRICT),
        repeatable=True,
    ),
    "contrast": Command(
        "Who says what about one incident, question by question, side by side.", PAGE, (CLAIMS,), repeatable=True
    ),
    "diff": Command(
        "Two accounts of one incident, by meaning, then by words; or the record as it stood on two days.",
        PAGE,
        (CLAIMS,),
        repeatable=True,
    ),
    "changes": Command("What a change to the files means, between git revisions or since one.", PAGE, (CLAIMS, STRICT)),
    "history": Command(
        "What a speaker or party held over time, each shift with the words on both sides.",
        PAGE,
        (CLAIMS, STRICT),
        repeatable=True,
    ),
    "timeline": Command(
        "One incident by its three clocks: when it happened, was said, was published.", PAGE, (CLAIMS,), repeatable=True
    ),
    "origins": Command(
        "From reports to first voices: how many people stand behind how many reports.",
        PAGE,
        (CLAIMS, STRICT),
        repeatable=True,
    ),
    "wording": Command(
        "Who calls it what: each loaded term by party, since when, and who had it first.",
        PAGE,
        (CLAIMS, STRICT),
        repeatable=True,
    ),
    "crossref": Command(
        "What recurs across incidents: themes, speakers, parties, publishers, wordings.",
        PAGE,
        (CLAIMS, STRICT),
        repeatable=True,
    ),
    "stats": Command(
        "The state of the collection: how much of what, and what is missing.", PAGE, (CLAIMS, STRICT), repeatable=True
    ),
    "report": Command(
        "A report of one incident, or of all, in Markdown or HTML.", REPORT, (CLAIMS, PUBLIC, STRICT), repeatable=True
    ),
    "site": Command(
        "The whole collection as a site: a page per incident, speaker and theme.", (), (CLAIMS, PUBLIC, STRICT)
    ),
    "verify": Command(
        "Whether each quote stands, word for word, in the saved copy of its source.", ROWS, (CLAIMS, STRICT)
    ),
    "attach": Command("Take a saved copy of a source into the folder of copies, and record it.", (), (CLAIMS,)),
    "draft": Command(
        "Quotations and reported speech of a saved article, proposed as claims for you to judge.", DRAFT, (CLAIMS,)
    ),
    "export": Command(
        "The collection in another program's format: CSV, SQLite, JSON-LD, BibLaTeX, GraphML, ...",
        (),
        (CLAIMS, PUBLIC, STRICT),
        repeatable=True,
    ),
    "sql": Command(
        "Ask in SQL, on DuckDB or Spark: a question that ships, a file, or a query.", ROWS, (CLAIMS, PUBLIC, STRICT)
    ),
    "recode": Command(
        "A sheet for another coder: the words and all questions, and nothing of how they were judged.",
        (),
        (CLAIMS, PUBLIC, STRICT),
    ),
    "agreement": Command(
        "How far several coders coded the same: κ, α, intervals, and every disagreement.",
        (*PAGE, "csv"),
        (CLAIMS, STRICT),
    ),
    "adjudicate": Command(
        "Settle what coders disagree about, one by one, and write what is settled.", (), (CLAIMS, STRICT)
    ),
    "init": Command("Make an empty collection."),
    "new": Command("Begin an incident: a commented file to fill in.", (), (CLAIMS,)),
    "add": Command("Add a claim, a source, a question, a speaker, a party, a theme, a side or a term.", (), (CLAIMS,)),
    "import": Command("Take rows of CSV, spreadsheets, JSON, BibTeX, ClaimReview or annotations.", PAGE, (CLAIMS,)),
    "set": Command("Set the title, date, place, countries, disputants, summary or note of an incident.", (), (CLAIMS,)),
    "edit": Command("Open the file of an id at its line in your editor, and check it on return.", (), (CLAIMS,)),
    "rename": Command("Give an id another name, here and wherever it is referred to.", (), (CLAIMS,)),
    "move": Command("Move claims to another incident, with the sources and questions that they need.", (), (CLAIMS,)),
    "remove": Command("Take something out, after showing what refers to it and what becomes of that.", (), (CLAIMS,)),
    "review": Command("Note that somebody has held claims against their source, as they stand now.", (), (CLAIMS,)),
    "merge": Command("Merge two versions of a file by claim and key, as git's merge driver."),
    "fmt": Command("Put the files in one order of keys and spacing, and change nothing else.", (), (CLAIMS,)),
    "check": Command("Every problem of the collection, with file, line and column.", CHECK, (CLAIMS,), repeatable=True),
    "lsp": Command("A language server for editors: problems as you type, completion, what stands behind a word."),
    "schema": Command("The JSON Schema of the files, for editors.", (), (CLAIMS,)),
    "doctor": Command(
        "What works here and what is missing, each with the line that mends it.", ("table", "json"), (CLAIMS,)
    ),
    "demo": Command("Copy the collection that ships with the program into a folder."),
    "completion": Command("Print the script that makes a shell complete commands and ids."),
}
"""Every command, in the order of `--help`."""
