"""A page that holds every block, every style and every kind of link, about a fire that never was."""

from __future__ import annotations

from claimcheck.blocks import (
    Block,
    Branch,
    Course,
    Figure,
    Heading,
    Lanes,
    LaneSpan,
    Link,
    List,
    Matrix,
    MatrixRow,
    Page,
    Paragraph,
    Quote,
    Quoted,
    Sign,
    Spell,
    Style,
    Table,
    Text,
    Track,
    Tree,
    cell,
    line,
)

_CONTENTS = (
    Heading(1, line("The fire in Marrow harbour, and what was said of it"), anchor="top"),
    Paragraph(
        line(
            "Two parties differ on who lit it. ",
            Text("Contested", Style.STRONG),
            " are three of seven questions; ",
            Text("none", Style.EMPHASIS),
            " is settled. ",
            Text("As of 2031-05-02, by publication.", Style.MUTED),
        ),
    ),
    Paragraph(
        line(
            "Read the claim ",
            Text("harbour-fire/minister-arson", Style.CODE),
            " in ",
            Link("the Marrow Gazette", "https://gazette.example/2031/05/01/fire?page=2&part=1"),
            ", the ",
            Link("questions", "#questions"),
            " below, the ",
            Link("dossier", "dossiers/harbour-fire.md"),
            ", at ",
            Link("https://gazette.example/", "https://gazette.example/"),
            " or by ",
            Link("letter", "mailto:desk@gazette.example"),
            ".",
        ),
        anchor="harbour-fire/sources",
    ),
    Paragraph(
        line(
            "The minister's words changed: the crew ",
            Text("may have been", Style.DELETED),
            " ",
            Text("was", Style.INSERTED),
            " ashore.",
        ),
    ),
)

_QUOTES = (
    Heading(2, line("In their words")),
    Quote(
        "We did not light it. [sic] The crew was ashore, and the harbour master knows that as well as I do; "
        "ask him for the book.",
        attribution=line(
            "Ansa Telle, harbour union, 2031-05-01, ", Link("Marrow Gazette", "https://gazette.example/1")
        ),
    ),
    Quote(
        "Лодка загорелась сама.\n\nНикто её не поджигал.",
        language="ru",
        translation="The boat caught fire by itself. Nobody set fire to it.",
        attribution=line("Pyotr Almin, watchman"),
    ),
    Paragraph(line("A watchman said ", Quoted("it burned by itself", "en"), ", others ", Quoted("نار", "ar"), ".")),
    Heading(3, line("What follows")),
    List((line("The crew was ashore."), line("The book is ", Quoted("missing"), "."))),
    List(
        (
            line("Ask for the harbour master's book."),
            line("Ask who wrote in it, and when, and whether anybody has seen it since the night of the fire itself."),
        ),
        ordered=True,
    ),
)

_TABLES = (
    Heading(2, line("Questions"), anchor="questions"),
    Table(
        header=("question", "state", "claims", "voices"),
        rows=(
            (cell("cause"), cell(line(Text("contested", Style.STRONG))), cell("12"), cell("4")),
            (cell("crew-ashore"), cell("agreed"), cell("3"), cell("2")),
            (cell("loss"), cell("open"), cell("0"), cell()),
        ),
        caption="Seven questions, of which three are shown",
        numeric=frozenset({2, 3}),
    ),
    Table(
        header=("claim", "speaker", "words"),
        rows=(
            (
                cell("harbour-fire/minister-arson"),
                cell("Minister of Harbours"),
                cell(line(Quoted("It was arson, and we know by whom; the names will be read out in court"))),
            ),
            (
                cell("harbour-fire/telle-denial"),
                cell("Ansa Telle"),
                cell(line(Quoted("We did not light it | nobody did")), "repeated on 2031-05-03"),
            ),
            (cell("harbour-fire/nakata"), cell("中田"), cell(line(Quoted("船は自然に燃えた。誰も火をつけていない。")))),
        ),
    ),
    Heading(2, line("Side by side")),
    Table(
        header=("", "Harbour ministry", "Harbour union"),
        rows=(
            (
                cell("Who lit the fire?"),
                cell("The crew did.", line(Quoted("It was arson, and we know by whom"), " Minister, 2031-05-01")),
                cell("Nobody did.", line(Quoted("We did not light it"), " Telle, 2031-05-01")),
            ),
            (cell("Where was the crew?"), cell("Ashore."), cell()),
        ),
        beside=True,
    ),
    Table(
        header=("Harbour ministry", "Harbour union"),
        rows=(
            (
                cell(line(Text("The crew did.", Style.STRONG)), line(Quoted("It was arson, and we know by whom"))),
                cell(
                    line(Text("Nobody did.", Style.STRONG)),
                    line(Quoted("We did not light it")),
                    "",
                    line(Text("The crew was ashore.", Style.STRONG)),
                    line(Quoted("Ask the harbour master")),
                ),
            ),
        ),
        beside=True,
    ),
    Table(
        header=("", "Harbour ministry", "Harbour union", "Insurers", "others"),
        rows=(
            (
                cell("Who lit the fire?"),
                cell("The crew did."),
                cell("Nobody did."),
                cell(line(Text("withheld", Style.MUTED))),
                cell("A watchman: it burned by itself."),
            ),
            (cell("What was lost?"), cell("One boat."), cell("One boat, and 12 nets."), cell(), cell()),
        ),
        beside=True,
        caption="Four columns need a wide window",
    ),
    Table(
        header=("id", "speaker", "party", "source", "published"),
        rows=(
            (
                cell("harbour-fire/minister-arson"),
                cell("minister-of-harbours"),
                cell("harbour-ministry"),
                cell("marrow-gazette-2031-05-01"),
                cell("2031-05-01"),
            ),
            (
                cell("harbour-fire/telle-denial"),
                cell("telle"),
                cell("harbour-union"),
                cell("marrow-gazette-2031-05-01"),
                cell("2031-05-01"),
            ),
        ),
    ),
)

_HOSTILE = (
    Heading(2, line("Words that look like something else #")),
    Paragraph(
        line("1. [b]bold[/b] :warning: <b>bold</b> *bold* `code` | &amp; www.example.com @name #12 $x$ \x1b[31mred")
    ),
    Paragraph(
        line("It costs $5, not 3 < 5 or R&D; snake_case and _emphasis_ at 12:30:45, C:\\temp\\*.txt, me@mail.example")
    ),
)

_CREW = Sign("a", "Harbour ministry: the crew", shape=0, tone=0)
_NOT_CREW = Sign("−a", "Harbour union: not the crew", shape=0, tone=1, hollow=True)
_NOBODY = Sign("(b?)", "A watchman, as told by his wife: nobody, suggested", shape=1)
_NOTHING = Sign("·", "no statement recorded", empty=True)
_SIDES = (Track("A", "Harbour ministry", 0), Track("B", "Harbour union", 1), Track("C", "A watchman of the harbour"))

_FIGURES = (
    Heading(2, line("Drawn"), anchor="drawn"),
    Figure(
        "Who holds what",
        line("A letter is an answer."),
        "A matrix of 2 questions by 3 parties.",
        Matrix(
            _SIDES,
            (
                MatrixRow(
                    "Who lit the fire?",
                    ("a The crew did", "b Nobody did"),
                    "Contested",
                    ((_CREW,), (_NOT_CREW,), (_NOBODY,)),
                ),
                MatrixRow(
                    "What was lost?",
                    (),
                    "Open",
                    ((_NOTHING,), (_NOTHING,), (Sign("→", "and later"), _NOBODY, _NOT_CREW)),
                ),
            ),
            ((_CREW, "affirms answer a"), (_NOT_CREW, "denies it"), (_NOTHING, "nothing recorded")),
        ),
        Table(("Question", "Harbour ministry"), ((cell("Who lit the fire?"), cell("the crew")),)),
        anchor="figure-matrix",
    ),
    Figure(
        "When it was said",
        line("A number says how many."),
        "A time line of 2 lanes.",
        Lanes(
            (Track("A", "Harbour ministry", 0, group="Said"), Track("", "Sources", group="Published")),
            (
                LaneSpan(0, 10, 10, Sign("", "on the tenth", tone=0), "10"),
                LaneSpan(0, 10, 12, Sign("2", "from the tenth to the twelfth", shape=0, tone=0), "10–12"),
                LaneSpan(0, None, 3, Sign("−A", "until the third", shape=0, hollow=True), "3 or earlier"),
                LaneSpan(1, 300, None, Sign("", "since day 300"), "300 or later"),
            ),
            ((10, "day 10"), (300, "day 300")),
            key=((Sign("", ""), "a certain day"),),
        ),
        Table(("When", "What"), ((cell("10"), cell("said")),)),
    ),
    Figure(
        "Who moved",
        line("A line leads from each to the next."),
        "One path.",
        Lanes(
            (Track("B", "Harbour union", 1, ("a the crew",), "Who lit the fire?"),),
            (LaneSpan(0, 10, 10, _NOT_CREW, "day 10"), LaneSpan(0, 40, 40, _CREW, "day 40")),
            ((10, "day 10"), (40, "day 40")),
            joined=True,
        ),
        Table(("When", "What"), ((cell("10"), cell("not the crew")),)),
    ),
    Figure(
        "From first voices to what was printed",
        line("3 reports, 1 voice."),
        "A tree.",
        Tree(
            (
                Branch(0, "telle", "B Ansa Telle (2 claims)", 1),
                Branch(1, "gazette", "Marrow Gazette; Coast Radio"),
                Branch(1, "agency", "by way of an agency"),
                Branch(2, "kurier", "Küstenkurier"),
            ),
        ),
        Table(("Voice", "Through"), ((cell("Ansa Telle"), cell("Marrow Gazette")),)),
    ),
)

_COURSE: tuple[Block, ...] = (
    Heading(2, line("Day by day"), anchor="day-by-day"),
    Course(
        ("2 Mar 2031", "4 Mar | 5 <Mar> 2031"),
        (
            (
                line("Who lit the [sic] <b>fire?"),
                (Spell(0, 1, line("From 2 Mar", " — open"), (line("Nobody | spoke."),)),),
            ),
            (line("When?"), (Spell(0, 0, line("From 2 Mar")), Spell(1, 1, line("From 4 Mar ", Link("x", "#claim-x"))))),
        ),
    ),
)

PAGE = Page("The fire in Marrow harbour", _CONTENTS + _QUOTES + _TABLES + _FIGURES + _COURSE + _HOSTILE)
