"""Figures: no label on another, no text that is more than text, and each with its words and its table."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import cmarkgfm
import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.blocks import (
    Branch,
    Drawing,
    Figure,
    Lanes,
    LaneSpan,
    Matrix,
    MatrixRow,
    Page,
    Sign,
    Table,
    Text,
    Track,
    Tree,
    cell,
    line,
)
from claimcheck.characters import one_line
from claimcheck.checks.run import run as check
from claimcheck.formats import write_page
from claimcheck.formats.mermaid import MOST_CHARACTERS, MOST_EDGES, diagram, escape
from claimcheck.formats.pictures import NARROW, WIDE, draw
from claimcheck.formats.pictures.axis import axis, following, pack
from claimcheck.formats.pictures.scene import Box, ClosedShape, Label, Scene, Stroke
from claimcheck.formats.sketch import sketch
from claimcheck.formats.wrapping import cells
from claimcheck.pages.contrast import answers_of, position_path
from claimcheck.pages.figures.positions import contrast_figure
from claimcheck.pages.report import report_page
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.views.contrast import contrast
from claimcheck.views.report import report
from tests import swapping
from tests.conftest import TESTS, Corpus, Run
from tests.formats import hostile
from tests.invention import written

ROOT = TESTS.parent
TAGS = {"svg", "g", "rect", "path", "polygon", "text", "title"}
WIDTHS = (WIDE, NARROW)


def figures(claims: Path, incident: str) -> list[Figure]:
    collection = load(Folder(claims, "claims"), [incident]).collection
    return [block for block in report_page(report(collection, incident)).blocks if isinstance(block, Figure)]


def large(parties: int = 12, claims: int = 60) -> tuple[str, str]:
    """An incident in which many say much, much of it on the same days, with long names."""
    speakers = ["parties:"]
    speakers += [f"  p{n}: {{name: The Harbour Workers and Shipping Association No. {n}}}" for n in range(parties)]
    speakers += ["speakers:"]
    speakers += [f"  s{n}: {{name: Speaker of association number {n}, party: p{n}}}" for n in range(parties)]
    incident = ["title: A dispute of many", "disputants: [p0, p1, p2, p3]", "questions:"]
    for n in range(8):
        incident += [
            f"  q{n}:",
            f"    ask: What is the answer to the long and winding question number {n} of the inquiry?",
        ]
        answers = ", ".join(f"a{m}: This is the answer number {m} with many words" for m in range(9))
        incident += [f"    answers: {{{answers}}}", f"    exclusive: {'true' if n % 2 else 'false'}"]
    incident += ["  when:", "    ask: When did it happen?", "    kind: date"]
    incident += ["terms:", "  the-thing:", "    storm: [storm*]", "    gale: [gale*]", "sources:"]
    incident += [f"  src{n}: {{publisher: Gazette No. {n}, published: 2031-05-{n % 9 + 1:02}}}" for n in range(20)]
    incident += ["claims:"]
    for n in range(claims):
        day = ("2031-03-05", "2031-03-06", f"2031-03-{n % 28 + 1:02}", "2031-03", "2031-04/..", "../2031-02-01")[n % 6]
        stance = ("asserts", "denies", "suggests", "doubts")[n % 4]
        answers = f"[a{n % 9}, a{(n + 3) % 9}]" if n % 8 % 2 == 0 else f"a{n % 9}"
        incident += [
            f"  - id: c{n}",
            f"    speaker: s{n % parties}",
            f"    stance: {{{stance}: {{q{n % 8}: {answers}, when: 2031-03-{n % 28 + 1:02}}}}}",
            f"    source: src{n % 20}",
            f"    said: {day}",
            f"    quote: It was a {'storm' if n % 3 else 'gale'}, number {n}",
        ]
        incident += [f"    via: [s{(n + 5) % parties}]"] if n % 7 == 0 else []
    return "\n".join(incident) + "\n", "\n".join(speakers) + "\n"


def labels(scene: Scene) -> list[Label]:
    return [shape for shape in scene.shapes if isinstance(shape, Label) and shape.text]


def check_labels(scene: Scene) -> None:
    """No label on another, none outside the picture."""
    found = labels(scene)
    for label in found:
        left, top, right, bottom = label.box
        assert left >= -1 and top >= -1, label  # noqa: PT018
        assert right <= scene.width + 1, label
        assert bottom <= scene.height + 1, label
    for one, other in itertools.combinations(found, 2):
        a, b = one.box, other.box
        across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 0.5 or down <= 0.5, (one, other)


def marks(scene: Scene) -> Iterator[tuple[float, float, float, float]]:
    for shape in scene.shapes:
        if isinstance(shape, Box) and ("mark" in shape.look or "band" in shape.look):
            yield shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        elif isinstance(shape, ClosedShape):
            xs, ys = zip(*shape.points, strict=True)
            yield min(xs), min(ys), max(xs), max(ys)


def check_marks(scene: Scene) -> None:
    found = list(marks(scene))
    for a, b in itertools.combinations(found, 2):
        across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 0.5 or down <= 0.5, (a, b)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_lies_on_another_with_sixty_claims_of_twelve_parties(width: int, corpus: Corpus) -> None:
    incident, speakers = large()
    claims = corpus({"many": incident}, speakers=speakers)
    loaded = load(Folder(claims, "claims"))
    assert not loaded.diagnostics
    assert not [
        each for each in check(loaded.collection, loaded.locate, loaded.incident_of) if each.severity == "error"
    ]
    drawn = figures(claims, "many")
    assert {type(figure.drawing) for figure in drawn} == {Matrix, Lanes, Tree}
    assert len(drawn) >= 4
    for figure in drawn:
        scene = draw(figure.drawing, width)
        assert len(labels(scene)) > 10
        check_labels(scene)
        check_marks(scene)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", sorted((ROOT / "claims" / "incidents").glob("*.yaml")), ids=lambda path: path.stem)
def test_no_label_of_a_shipped_incident_lies_on_another(path: Path, width: int) -> None:
    drawn = figures(ROOT / "claims", path.stem)
    assert drawn
    for figure in drawn:
        scene = draw(figure.drawing, width)
        check_labels(scene)
        check_marks(scene)


words = st.one_of(
    st.text(max_size=30), st.sampled_from(hostile.EVERY), st.just("a much longer name of many words " * 3)
)
some_marks = st.builds(
    Sign,
    st.sampled_from(["", "a", "−b", "(c?)", "→", "12"]),
    words,
    st.one_of(st.none(), st.integers(0, 9)),
    st.one_of(st.none(), st.integers(0, 9)),
    st.booleans(),
    st.booleans(),
)
keys = st.lists(st.tuples(some_marks, words), max_size=4).map(tuple)


@st.composite
def matrices(pick: st.DrawFn) -> Matrix:
    columns = pick(st.lists(st.builds(Track, st.sampled_from(["A", "B", "AB"]), words, st.integers(0, 9)), max_size=14))
    row = st.builds(
        MatrixRow,
        words,
        st.lists(words, max_size=3).map(tuple),
        st.sampled_from(["Contested", "Open"]),
        st.tuples(*(st.lists(some_marks, max_size=4).map(tuple) for _ in columns)),
    )
    return Matrix(tuple(columns), tuple(pick(st.lists(row, max_size=4))), pick(keys))


@st.composite
def lanes(pick: st.DrawFn) -> Lanes:
    tracks = pick(
        st.lists(
            st.builds(
                Track, st.sampled_from(["", "A"]), words, st.none(), st.lists(words, max_size=3).map(tuple), words
            ),
            min_size=1,
            max_size=4,
        )
    )
    days = st.integers(1, 800_000)
    spans = []
    for lane in pick(st.lists(st.integers(0, len(tracks) - 1), max_size=12)):
        low, high = sorted((pick(days), pick(days)))
        ends = pick(st.sampled_from([(low, high), (low, low), (None, high), (low, None)]))
        spans.append(LaneSpan(lane, *ends, pick(some_marks), pick(words)))
    ticks = tuple((span.low, pick(words)) for span in spans if span.low is not None)
    return Lanes(tuple(tracks), tuple(spans), ticks, joined=pick(st.booleans()), key=pick(keys))


@st.composite
def trees(pick: st.DrawFn) -> Tree:
    depth, branches = 0, []
    for name in pick(st.lists(st.sampled_from("abcdef"), max_size=12)):
        branches.append(Branch(depth, name, pick(words), pick(st.one_of(st.none(), st.integers(0, 9)))))
        depth = pick(st.integers(0, min(depth + 1, 6)))
    return Tree(tuple(branches))


drawings = st.one_of(matrices(), lanes(), trees())


@settings(max_examples=80)
@given(drawings, st.sampled_from(WIDTHS))
def test_no_drawing_has_a_label_on_another(drawing: Drawing, width: int) -> None:
    scene = draw(drawing, width)
    check_labels(scene)
    assert all(isinstance(shape, Label | Box | ClosedShape | Stroke) for shape in scene.shapes)


@settings(max_examples=80)
@given(drawings, st.integers(24, 200))
def test_a_sketch_keeps_to_its_columns(drawing: Drawing, width: int) -> None:
    for text in sketch(drawing, width):
        assert "\n" not in text
        assert cells(text) <= width


@pytest.mark.parametrize("width", [24, 80, 100])
def test_a_sketch_of_a_deep_tree_keeps_to_its_columns_and_its_words(width: int) -> None:
    lines = sketch(Tree(tuple(Branch(depth, str(depth), f"step {depth}") for depth in range(60))), width)
    assert [text.strip(" └…") for text in lines] == [f"step {depth}" for depth in range(60)]
    assert max(map(cells, lines)) <= width
    assert lines[width // 4].lstrip().startswith("└")
    assert lines[width // 4 + 1].lstrip().startswith("…")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_of_a_deep_tree_stays_inside_its_frame(width: int) -> None:
    scene = draw(Tree(tuple(Branch(depth, str(depth), f"step {depth}") for depth in range(60))), width)
    check_labels(scene)
    assert [label.text for label in labels(scene)] == [f"step {depth}" for depth in range(60)]
    assert all(left >= 0 and right <= width for left, _, right, _ in marks(scene))


@pytest.mark.parametrize("format_", ["table", "md", "html"])
def test_a_chain_of_sources_may_have_any_length(format_: str, corpus: Corpus, run: Run) -> None:
    length = sys.getrecursionlimit() + 100
    sources = {f"s{n}": {"publisher": f"Paper {n}", "derived_from": [f"s{n + 1}"]} for n in range(length)}
    claim = {
        "id": "a",
        "speaker": "ann",
        "stance": {"asserts": {"cause": "set"}},
        "quote": "It was set",
        "source": "s0",
    }
    texts = written([claim], sources={**sources, f"s{length}": {"publisher": "The first"}}).texts
    corpus({"invention": texts["incidents/invention.yaml"]}, speakers=texts["speakers.yaml"])
    result = run("report", "invention", "--format", format_, columns=24)
    assert result.status == 0
    assert "The first" in result.out


def figure_of(drawing: Drawing, text: str) -> Figure:
    return Figure(text, line(text), text, drawing, Table((text,), ((cell(text),),)))


def drawn_with(text: str) -> list[Drawing]:
    """Each kind of drawing, with `text` wherever a text can stand."""
    mark = Sign("a", text, 0, 0)
    track = Track("A", text, 0, (text,), text)
    day = LaneSpan(0, 1, 1, mark, text)
    paths = (day, LaneSpan(0, 9, 9, Sign(text[:3], text), text))
    return [
        Matrix((track,), (MatrixRow(text, (text, text), text, ((mark,),)),), ((mark, text),)),
        Lanes((track,), paths, ((1, text),), key=((mark, text),)),
        Lanes((track,), paths, ((1, text),), joined=True),
        Tree((Branch(0, text, text), Branch(1, f"{text} ", text))),
    ]


@pytest.mark.parametrize("text", hostile.EVERY)
def test_hostile_words_in_a_drawing_are_words(text: str) -> None:
    page = Page(text, tuple(figure_of(drawing, text) for drawing in drawn_with(text)))
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        write_page("html", page, width=80, colour=False)
    )
    names = {"".join(each.itertext()) for each in tree.iter("{http://www.w3.org/2000/svg}title")}
    assert names <= {one_line(text)}
    for picture in tree.iter("{http://www.w3.org/2000/svg}svg"):
        assert {each.tag.rpartition("}")[2] for each in picture.iter()} <= TAGS
        assert picture.get("role") == "img"
        assert one_line(text) in (picture.get("aria-label") or "")
        assert not [name for each in picture.iter() for name in each.attrib if name.startswith(("on", "href", "{"))]


@pytest.mark.parametrize("text", hostile.EVERY)
def test_hostile_words_in_mermaid_stay_inside_their_labels(text: str) -> None:
    for drawing, plain in zip(drawn_with(text), drawn_with("x"), strict=True):
        lines, wanted = diagram(drawing).splitlines(), diagram(plain).splitlines()
        if isinstance(drawing, Lanes) and not drawing.joined:
            assert {len(each.split(" : ")) for each in lines[1:]} <= {2, 3}
        else:
            assert len(lines) == len(wanted)
            skeleton = [re.sub(r'"[^"]*"', '""', each) for each in lines]
            assert skeleton == [re.sub(r'"[^"]*"', '""', each) for each in wanted]
    assert not re.search(r"[^\w .,'#;()-]", escape(text))


@pytest.mark.parametrize("text", hostile.EVERY[::7])
def test_hostile_words_do_not_close_the_fence_of_a_diagram(text: str) -> None:
    page = Page("", tuple(figure_of(drawing, text or "x") for drawing in drawn_with(text)))
    read = cmarkgfm.github_flavored_markdown_to_html(write_page("md", page, width=80, colour=False))
    assert read.count('<pre lang="mermaid">') + read.count('class="language-mermaid"') == 3


def test_mermaid_is_given_no_more_than_it_can_hold() -> None:
    wide = Tree((Branch(0, "root", "root"), *(Branch(1, str(n), f"leaf {n}") for n in range(MOST_EDGES + 1))))
    assert diagram(wide) == ""
    fits = Tree(wide.branches[:-1])
    assert diagram(fits).count("-->") == MOST_EDGES
    long = Tree((Branch(0, "a", "x" * MOST_CHARACTERS), Branch(1, "b", "y")))
    assert diagram(long) == ""
    assert diagram(Tree(())) == ""


def test_every_figure_of_a_report_has_its_words_and_its_table(corpus: Corpus) -> None:
    incident, speakers = large()
    for figure in figures(corpus({"many": incident}, speakers=speakers), "many"):
        assert figure.title
        assert figure.caption
        assert figure.alternative
        assert figure.table.rows
        assert figure.anchor


def test_swapping_two_parties_swaps_their_names_and_colours_stay_with_their_places(corpus: Corpus) -> None:
    pages = []
    for turn in (str, swapping.swapped):
        claims = corpus({"buoy": turn(swapping.INCIDENT)}, speakers=turn(swapping.SPEAKERS))
        pages.append([draw(figure.drawing, WIDE).shapes for figure in figures(claims, "buoy")])
    assert swapping.swapped(repr(pages[0])) == repr(pages[1])


def test_an_axis_keeps_order_and_shortens_what_is_empty() -> None:
    mark = Sign("", "")
    far = Lanes((Track("", ""),), tuple(LaneSpan(0, day, day, mark, "") for day in (0, 1, 2, 1000, 1001)), ())
    scale = axis(far, 0, 100)
    places = [scale.at(day, otherwise=-1) for day in (0, 1, 2, 1000, 1001)]
    assert places == sorted(places)
    assert places[3] - places[2] < 95
    assert len(scale.shortened()) == 1
    assert scale.at(None, otherwise=-1) == -1
    near = Lanes((Track("", ""),), tuple(LaneSpan(0, day, day, mark, "") for day in (0, 3, 5)), ())
    assert axis(near, 0, 60).shortened() == []
    assert [axis(near, 0, 60).at(day, otherwise=-1) for day in (0, 3, 5, 6)] == [0, 30, 50, 60]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda pair: (pair[0], sum(pair))), max_size=20))
def test_what_is_packed_into_a_row_does_not_touch(extents: list[tuple[int, int]]) -> None:
    rows = pack([(float(left), float(right)) for left, right in extents], 1)
    for (one, a), (other, b) in itertools.combinations(zip(rows, extents, strict=True), 2):
        assert one != other or a[1] + 1 <= b[0] or b[1] + 1 <= a[0]


WHARF = """
title: The light on the wharf
disputants: [port, insurer]
questions:
  state:
    ask: What became of the light?
    answers: {out: It went out., lit: It stayed lit., gone: It was taken down.}
  back:
    ask: Will the chief come back?
    changes: true
    answers: {stay: He stays away., later: He comes later.}
sources:
  herald: {publisher: Sarn Herald, published: 2031-05-30}
claims:
"""
WHARF_SPEAKERS = """
parties:
  port: {name: Port of Sarn}
  insurer: {name: Sarn Mutual}
speakers:
  spokesman: {name: Ada Roel, party: port}
  clerk: {name: unnamed clerk, unnamed: true, party: port}
  assessor: {name: Kai Brun, party: insurer}
"""


def wharf(corpus: Corpus, *told: tuple[str, str, str]) -> tuple[Matrix, Table, Lanes | None, str]:
    """At a glance, and the path, of what was told: speaker, day, and stance."""
    claims = [
        f"  - {{id: c{n}, speaker: {speaker}, said: {when}, source: herald, text: So., stance: {{{stance}}}}}"
        for n, (speaker, when, stance) in enumerate(told)
    ]
    found = figures(corpus({"wharf": WHARF + "\n".join(claims) + "\n"}, speakers=WHARF_SPEAKERS), "wharf")
    glance = next(each for each in found if isinstance(each.drawing, Matrix))
    paths = [each for each in found if isinstance(each.drawing, Lanes) and each.drawing.joined]
    assert isinstance(glance.drawing, Matrix)
    joined = paths[0].drawing if paths else None
    assert joined is None or isinstance(joined, Lanes)
    return glance.drawing, glance.table, joined, diagram(joined) if joined else ""


def first_cell(drawing: Matrix, table: Table, row: int = 0) -> tuple[str, str]:
    """The letters and the words of the first party."""
    words = "; ".join(part.text for each in table.rows[row][1] for part in each if isinstance(part, Text))
    return " ".join(mark.letters for mark in drawing.rows[row].cells[0]), words


def test_a_path_in_a_figure_says_all_that_is_held_at_its_end(corpus: Corpus) -> None:
    drawing, table, _, mermaid = wharf(
        corpus,
        ("spokesman", "2031-05-01", "asserts: {state: lit}"),
        ("spokesman", "2031-05-20", "suggests: {state: lit}"),
        ("spokesman", "2031-05-20", "suggests: {state: out}"),
    )
    assert first_cell(drawing, table) == (
        "b → b? a?",
        "It stayed lit (1 May 2031) → suggests: It stayed lit (20 May); shift, suggests: It went out (20 May)",
    )
    assert mermaid.count("-->") == 1
    assert escape("suggests: It stayed lit; suggests: It went out, 20 May 2031") in mermaid


def test_no_arrow_joins_what_was_said_on_one_day(corpus: Corpus) -> None:
    drawing, table, paths, mermaid = wharf(
        corpus,
        ("spokesman", "2031-05-01", "asserts: {state: lit}"),
        ("clerk", "2031-05-03", "asserts: {state: out}"),
        ("spokesman", "2031-05-03", "asserts: {state: lit}"),
        ("spokesman", "2031-05-09", "implies: {state: out}"),
    )
    letters, words = first_cell(drawing, table)
    assert words == (
        "It stayed lit (1 May 2031) → but also: It went out (3 May, unnamed source); It stayed lit (3 May)"
        " → shift, by implication: It went out (9 May)"
    )
    assert letters == "b → a b → a"
    assert paths is not None
    assert [span.mark.words for span in paths.spans] == [
        "It stayed lit",
        "It went out (unnamed source); It stayed lit",
        "by implication: It went out",
    ]
    assert re.findall(r"n\d+x\d+ --> n\d+x\d+", mermaid) == ["n0x0 --> n0x1", "n0x1 --> n0x2"]


def test_no_arrow_joins_days_that_cannot_be_ordered(corpus: Corpus) -> None:
    drawing, table, _, mermaid = wharf(
        corpus,
        ("spokesman", "2031-05-01/2031-05-09", "asserts: {state: lit}"),
        ("spokesman", "2031-05-05", "asserts: {state: gone}"),
        ("spokesman", "2031-05-20", "asserts: {state: out}"),
    )
    assert first_cell(drawing, table) == (
        "b / c → a",
        "It stayed lit (1–9 May 2031) / but also: It was taken down (5 May) → shift: It went out (20 May)",
    )
    assert re.findall(r"n\d+x\d+ --> n\d+x\d+", mermaid) == ["n0x0 --> n0x2", "n0x1 --> n0x2"]
    drawing, table, _, _ = wharf(
        corpus,
        ("spokesman", "2031-05-01/2031-05-09", "asserts: {state: lit}"),
        ("spokesman", "2031-05-05", "concedes: {state: gone}"),
        ("spokesman", "2031-05-20", "implies: {state: gone}"),
    )
    said_last = (
        "It stayed lit (1–9 May 2031) / but also, concedes: It was taken down (5 May)"
        " → shift, by implication: It was taken down (20 May)"
    )
    assert first_cell(drawing, table) == ("b / c → c", said_last)


def test_who_comes_back_to_what_he_said_before_is_not_said_to_have_said_something_else(corpus: Corpus) -> None:
    drawing, table, _, _ = wharf(
        corpus,
        ("spokesman", "2031-05-01", "asserts: {back: stay}"),
        ("spokesman", "2031-05-02", "asserts: {back: later}"),
        ("spokesman", "2031-05-20", "suggests: {back: stay}"),
    )
    row = next(at for at, each in enumerate(drawing.rows) if each.title == "Will the chief come back?")
    assert first_cell(drawing, table, row) == (
        "a → b → a?",
        "He stays away (1 May 2031) → then: He comes later (2 May) → then, suggests: He stays away (20 May)",
    )


@pytest.mark.parametrize(
    ("question", "letters", "words"),
    [
        ("back", "a →→ a", "He stays away (1 May 2031) → … → then: He stays away (7 May 2031)"),
        (
            "state",
            "a →→ b → a",
            "It went out (1 May 2031) → … → shift: It stayed lit (6 May 2031) → shift: It went out (7 May)",
        ),
    ],
    ids=["what changes stands as it was said last", "what does not change stands in two ways"],
)
def test_a_long_path_is_shortened_and_says_so_and_hides_nothing_that_stands(
    question: str, letters: str, words: str, corpus: Corpus
) -> None:
    answers = {"back": ("later", "stay"), "state": ("lit", "out")}[question]
    told = [("spokesman", f"2031-05-0{day}", f"asserts: {{{question}: {answers[day % 2]}}}") for day in range(1, 8)]
    drawing, table, paths, _ = wharf(corpus, *told)
    row = next(at for at, each in enumerate(drawing.rows) if answers[1] in str(each.notes).lower())
    assert first_cell(drawing, table, row) == (letters, words)
    assert paths is not None
    assert len(paths.spans) == 7


@pytest.mark.parametrize("path", sorted((ROOT / "claims" / "incidents").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_figure_says_of_a_shift_what_the_page_says(path: Path) -> None:
    """Word for word, or the first and the last of it; and whatever stands."""
    collection = load(Folder(ROOT / "claims", "claims"), [path.stem]).collection
    answer = contrast(collection, path.stem)
    figure = contrast_figure(answer)
    assert figure is not None
    for row, question in zip(figure.table.rows, answer.questions, strict=True):
        words = "; ".join(part.text for each in row for told in each for part in told if isinstance(part, Text))
        assert "something else" not in words
        for position in question.positions:
            if position.shifted:
                first, *_, last = re.split(r" → | / ", position_path(answer, question, position))
                assert first in words
                assert last in words
                for each in (*position.affirms, *position.denies):
                    assert answers_of(question).words(each) in words


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4)), max_size=9))
def test_arrows_lead_only_forward_and_by_way_of_all_that_lies_between(extents: list[tuple[int, int]]) -> None:
    spans = [LaneSpan(0, low, low + more, Sign("", ""), "") for low, more in sorted(extents)]
    pairs = set(following(spans))
    reached = set(pairs)
    for _ in spans:
        reached |= {(a, d) for a, b in reached for c, d in pairs if b == c}
    before = {
        (a, b) for a, b in itertools.product(range(len(spans)), repeat=2) if (spans[a].high or 0) < (spans[b].low or 0)
    }
    assert reached == before
    assert not any(
        (a, b) in pairs and (b, c) in pairs and (a, c) in pairs
        for a, b, c in itertools.permutations(range(len(spans)), 3)
    )
