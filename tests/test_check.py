"""`check` with manners: what is chosen, what is let stand, what is mended, and how problems are written."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from claimcheck.checks.manual import manuals
from claimcheck.checks.selection import selection
from claimcheck.formats.problems import ShownProblem, full, github
from claimcheck.model.diagnostic import Severity
from claimcheck.store.files import Folder
from claimcheck.tasks.checking import look
from claimcheck.tasks.mending import mend
from tests.conftest import TESTS, Corpus, Golden, Run

ROOT = TESTS.parent
SARN = TESTS / "fixtures"
SARIF = json.loads((TESTS / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
SPEAKERS = """
parties: {port: {name: Port of Sarn}}
speakers:
  captain: {name: Ilse Brandt, party: port}
"""
CRATE = """
title: A crate
countries: [UK]
questions:
  crate: {ask: "Who took it?", answers: {union: The union took it.}}
sources:
  herald: {publisher: Sarn Herald, published: 2031-04-01, language: EN}
claims:
  - id: one
    speaker: captain
    stance: {asserts: {crate: union}}
    source: herald
    text: >-
      Insisted that
      it was they.
"""

Json = dict[str, Any]
Found = Callable[..., set[tuple[int, str]]]


@pytest.fixture
def found(corpus: Corpus, run: Run) -> Found:
    """The lines and rules that `check` reports of an incident."""

    def check(text: str, *words: str) -> set[tuple[int, str]]:
        corpus({"crate": text}, SPEAKERS)
        result = run("check", *words)
        lines = re.findall(r"^claims/incidents/crate\.yaml:(\d+):\d+: \w+ \[([a-z-]+)\]", result.out, re.MULTILINE)
        return {(int(line), rule) for line, rule in lines}

    return check


def _put(line: int, comment: str, text: str = CRATE) -> str:
    """The incident with a comment before a line, or behind it if it begins with a space."""
    lines = text.split("\n")
    if comment.startswith(" "):
        lines[line - 1] += comment
    else:
        lines.insert(line - 1, comment)
    return "\n".join(lines)


# Comments that let findings stand

ALL = {(3, "country"), (7, "language-tag"), (13, "loaded-reporting")}


def test_what_is_wrong_without_a_comment(found: Found) -> None:
    assert found(CRATE) == ALL


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        (3, " # claimcheck: allow country -- so the paper has it"),
        (3, "# claimcheck: allow country -- so the paper has it"),
        (3, "#claimcheck:allow country -- so the paper has it"),
        (3, "# claimcheck: allow country — typed by an editor that knows better"),
    ],
)
def test_a_comment_covers_its_line_or_standing_alone_the_next(line: int, comment: str, found: Found) -> None:
    moved = 0 if comment.startswith(" ") else 1
    assert found(_put(line, comment)) == {(7 + moved, "language-tag"), (13 + moved, "loaded-reporting")}


def test_a_comment_above_a_claim_covers_all_of_it(found: Found) -> None:
    text = _put(9, "  # claimcheck: allow loaded-reporting -- his own word".strip())
    assert found(text) == {(3, "country"), (7, "language-tag")}


def test_comments_and_blank_lines_may_stand_between(found: Found) -> None:
    text = _put(9, "# claimcheck: allow loaded-reporting -- his own word\n# claimcheck: allow long-quote -- no\n\n# so")
    assert found(text) == {(3, "country"), (7, "language-tag"), (10, "unused-allowance")}


def test_a_comment_above_a_section_does_not_cover_the_section(found: Found) -> None:
    text = _put(8, "# claimcheck: allow loaded-reporting -- all of them")
    assert found(text) == {(3, "country"), (7, "language-tag"), (8, "unused-allowance"), (14, "loaded-reporting")}


def test_a_comment_behind_a_line_covers_nothing_else(found: Found) -> None:
    text = _put(9, " # claimcheck: allow loaded-reporting -- his own word")
    assert (9, "unused-allowance") in found(text)
    assert (13, "loaded-reporting") in found(text)


def test_words_that_look_like_a_comment_are_words(found: Found) -> None:
    text = CRATE.replace("they.", "they.\n      # claimcheck: allow country -- no comment")
    assert found(text) == ALL
    quoted = CRATE.replace("A crate", '"A crate # claimcheck: allow country -- no comment"')
    assert found(quoted) == ALL


@pytest.mark.parametrize(
    "comment",
    [
        "# claimcheck: allow country",
        "# claimcheck: allow country --",
        "# claimcheck: allow countries -- a misspelt rule",
        "# claimcheck: alow country -- a misspelt word",
        "# claimcheck: allow country, language-tag -- two at once",
        "# claimcheck: allow unknown-answer -- an error",
        "# claimcheck:",
    ],
)
def test_a_comment_that_cannot_be_obeyed_is_warned_of_and_covers_nothing(comment: str, found: Found) -> None:
    assert found(_put(3, comment)) == {
        (3, "bad-allowance"),
        (4, "country"),
        (8, "language-tag"),
        (14, "loaded-reporting"),
    }


def test_an_error_cannot_be_allowed_away(corpus: Corpus, run: Run) -> None:
    text = _put(11, "    # claimcheck: allow unknown-answer -- really").replace("crate: union}}", "crate: unoin}}")
    corpus({"crate": text}, SPEAKERS)
    result = run("check")
    assert result.status == 1
    assert "[unknown-answer]" in result.out
    assert "[bad-allowance]" in result.out
    assert run("contrast", "crate").status == 2


def test_nothing_is_called_unused_while_there_are_errors(found: Found) -> None:
    comment = "# claimcheck: allow long-quote -- left over"
    assert (3, "unused-allowance") in found(_put(3, comment))
    broken = _put(3, comment).replace("speaker: captain", "speaker: capitan")
    assert {rule for _, rule in found(broken)} >= {"unknown-speaker"}
    assert "unused-allowance" not in {rule for _, rule in found(broken)}


def test_a_comment_on_a_rule_that_was_not_looked_for_is_not_unused(found: Found) -> None:
    text = _put(3, "# claimcheck: allow address-without-archive -- on request only")
    assert "unused-allowance" not in {rule for _, rule in found(text)}
    assert (3, "unused-allowance") in found(text, "--select", "all")


def test_what_was_allowed_is_in_the_record_with_its_reason(corpus: Corpus, run: Run) -> None:
    corpus({"crate": _put(3, " # claimcheck: allow country -- so the paper has it")}, SPEAKERS)
    record = json.loads(run("check", "--format", "json").out)
    assert [(each["rule"], each["line"], each["reason"]) for each in record["allowed"]] == [
        ("country", 3, "so the paper has it")
    ]
    assert record["by_rule"] == {"language-tag": 1, "loaded-reporting": 1}
    assert "2 warnings in 1 of 2 files; 1 more allowed by a comment\n" in run("check").err
    assert "no problem in 2 files; 1 allowed by a comment\n" in run("check", "--select", "country").err


def test_the_files_with_problems_and_all_that_were_looked_at_are_counted(corpus: Corpus, run: Run) -> None:
    corpus({"crate": CRATE, "other": CRATE, "none": "title: N\nquestions: {}\nclaims: []\n"}, SPEAKERS, "{}\n")
    assert run("check").err.partition(" in ")[2].startswith("2 of 5 files\n")
    assert run("check", "crate").err.partition(" in ")[2].startswith("1 file\n")
    assert run("check", "none").err == "claimcheck: no problem in 1 file\n"


# What is looked for


def test_rules_are_selected_and_ignored_by_name(found: Found) -> None:
    assert found(CRATE, "--select", "country") == {(3, "country")}
    assert found(CRATE, "--ignore", "country") == ALL - {(3, "country")}
    assert found(CRATE, "--select", "country", "--select", "language-tag", "--ignore", "country") == {
        (7, "language-tag")
    }


def test_a_rule_on_request_is_looked_for_where_it_is_asked_for(found: Found) -> None:
    text = CRATE.replace("language: EN", 'url: "https://herald.example/"')
    note = (7, "address-without-archive")
    assert note not in found(text)
    assert found(text, "--select", "address-without-archive") == {note}
    assert note in found(text, "--select", "all")
    assert note not in found(text, "--select", "all", "--severity", "warning")


def test_an_error_is_shown_whatever_is_selected(corpus: Corpus, run: Run) -> None:
    corpus({"crate": CRATE.replace("speaker: captain", "speaker: capitan")}, SPEAKERS)
    for words in (["--select", "country"], ["--severity", "error"], []):
        result = run("check", *words)
        assert result.status == 1
        assert "[unknown-speaker]" in result.out
    refused = run("check", "--ignore", "unknown-speaker")
    assert (refused.status, refused.out) == (2, "")
    assert "unknown-speaker" in refused.err


def test_a_misspelt_rule_is_named_with_the_nearest(run: Run) -> None:
    for option in ("--select", "--ignore", "--explain"):
        result = run("check", option, "untranslatd", cwd=SARN)
        assert (result.status, result.out) == (2, "")
        assert "`untranslated`" in result.err


def test_every_rule_is_listed_and_explained(run: Run) -> None:
    listed = run("check", "--list-rules").out
    record = json.loads(run("check", "--list-rules", "--format", "json").out)
    assert [each["name"] for each in record["items"]] == [each.name for each in manuals()]
    for page in manuals():
        assert re.search(rf"^{page.name} +{page.severity} +", listed, re.MULTILINE)
        explained = run("check", "--explain", page.name).out
        assert explained.startswith(f"{page.name} ({page.severity}")
        assert page.sentence in explained
        assert len(explained.splitlines()) >= 5


def test_whatever_reading_reports_has_a_page() -> None:
    pages = {each.name for each in manuals()}
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "claimcheck" / "store").glob("*.py"))
    reported = set(re.findall(r'(?:rule(?:: str)? ?= ?|Severity\.[A-Z]+, )"([a-z-]+)"', source))
    assert reported >= {"structure", "syntax", "yaml-loss", "not-read", "unreadable"}
    assert reported <= pages


# Settings


def _settings(folder: Path, text: str) -> None:
    (folder / "claimcheck.toml").write_text(text, encoding="utf-8")


def test_settings_beside_the_collection_hold_unless_an_option_says_otherwise(found: Found, tmp_path: Path) -> None:
    _settings(tmp_path, '[check]\nignore = ["country"]\nseverity = "warning"\n')
    assert found(CRATE) == ALL - {(3, "country")}
    assert found(CRATE, "--ignore", "language-tag") == {(13, "loaded-reporting")}
    _settings(tmp_path, '[check]\nselect = ["country"]\nformat = "github"\n')
    assert found(CRATE) == set()
    assert found(CRATE, "--format", "concise") == {(3, "country")}
    assert found(CRATE, "--format", "concise", "--select", "language-tag") == {(7, "language-tag")}


def test_settings_are_found_upwards_from_the_collection_but_not_beyond_the_repository(
    corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    claims = corpus({"crate": CRATE}, SPEAKERS)
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    shutil.move(str(claims), str(inner / "claims"))
    _settings(tmp_path, '[check]\nselect = ["country"]\n')
    words = ("check", "--claims", "a/b/claims")
    assert run(*words).out.count("\n") == 1
    (tmp_path / "a" / ".git").mkdir()
    assert run(*words).out.count("\n") == 3
    _settings(inner, '[check]\nignore = ["country"]\n')
    assert run(*words).out.count("\n") == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[check]\nselct = []", "`select`"),
        ("[chek]", "`check`"),
        ("check = 1", "`check` is a table"),
        ("[check]\nselect = 'country'", "list of rules"),
        ("[check]\nselect = [1]", "list of rules"),
        ("[check]\nselect = ['cuontry']", "`country`"),
        ("[check]\nignore = ['syntax']", "cannot be ignored"),
        ("[check]\nseverity = 'grave'", "no severity `grave`"),
        ("[check]\nseverity = 1", "a word"),
        ("[check]\nformat = 'table'", "no format `table`"),
        ("[check]\nformat = '../../etc/passwd'", "no format"),
        ("[check", "not valid TOML"),
        ("a = " + "[" * 100_000, "brackets"),
        ("a" + ".a" * 100_000 + " = 1", "dots"),
        ("a = " + "[" * 900, "not valid TOML"),
        ("\0", "not valid TOML"),
    ],
)
def test_settings_that_cannot_be_followed_are_named(
    text: str, said: str, corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    corpus({"crate": CRATE}, SPEAKERS)
    _settings(tmp_path, text)
    result = run("check")
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert "claimcheck.toml" in result.err


def test_settings_are_read_from_a_regular_file_of_the_project_only(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"crate": CRATE}, SPEAKERS)
    (tmp_path / "claimcheck.toml").symlink_to("/etc/hostname")
    assert run("check").status == 2
    (tmp_path / "claimcheck.toml").unlink()
    (tmp_path / "claimcheck.toml").mkdir()
    assert run("check").status == 2


# How problems are written


@pytest.mark.parametrize(("form", "name"), [("concise", "txt"), ("full", "full.txt"), ("github", "github.txt")])
def test_problems_in_each_format_for_people(form: str, name: str, golden: Golden, run: Run, tmp_path: Path) -> None:
    shutil.copytree(SARN / "claims", tmp_path / "claims")
    path = tmp_path / "claims" / "incidents" / "harbour-fire.yaml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^countries: .*$", "countries: [UK]", text).replace("disputants: [port,", "disputants: [prot,")
    path.write_text(text, encoding="utf-8")
    result = run("check", "--format", form, columns=80)
    golden(f"check/sarn.{name}", result.out + "".join(f"2> {line}\n" for line in result.err.splitlines()))


def test_sarif_is_what_the_standard_asks_for(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    claims = corpus({"crate": CRATE, "flood": "title: [", "fire": CRATE.replace("captain", "capitan")}, SPEAKERS)
    (claims / "incidents" / "a note ü%.txt").write_text("x", encoding="utf-8")
    (claims / "incidents" / "not-text-\udcff.yaml").write_text("x", encoding="utf-8")
    result = run("check", "--format", "sarif")
    assert result.status == 1
    assert result.err == ""
    log = json.loads(result.out)
    Draft4Validator(SARIF).validate(log)
    (runs,) = log["runs"]
    rules = [each["id"] for each in runs["tool"]["driver"]["rules"]]
    assert rules == [each.name for each in manuals()]
    assert all(each["ruleId"] == rules[each["ruleIndex"]] for each in runs["results"])
    places = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in runs["results"]]
    assert all((tmp_path / unquote(each, errors="surrogateescape")).is_file() for each in places)
    assert not any(each.startswith(("/", ".", "file:")) or " " in each for each in places)
    assert "claims/incidents/a%20note%20%C3%BC%25.txt" in places
    prints = [each["partialFingerprints"]["claimcheck/v1"] for each in runs["results"]]
    assert len(set(prints)) == len(prints)


def test_the_schema_of_sarif_would_find_what_is_wrong(corpus: Corpus, run: Run) -> None:
    corpus({"crate": CRATE}, SPEAKERS)
    log = json.loads(run("check", "--format", "sarif").out)
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert list(Draft4Validator(SARIF).iter_errors(log))


def test_fingerprints_do_not_change_with_the_lines_above(corpus: Corpus, run: Run) -> None:
    def prints() -> list[str]:
        results = json.loads(run("check", "--format", "sarif").out)["runs"][0]["results"]
        return [each["partialFingerprints"]["claimcheck/v1"] for each in results]

    corpus({"crate": CRATE}, SPEAKERS)
    before = prints()
    corpus({"crate": f"# one more line\n\n{CRATE}"}, SPEAKERS)
    assert prints() == before
    corpus({"crate": CRATE.replace("[UK]", "[UK, XX]")}, SPEAKERS)
    assert len(set(prints()) & set(before)) == 2


def test_paths_for_other_programs_begin_at_the_top_of_the_repository(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"crate": CRATE}, SPEAKERS)
    (tmp_path / ".git").mkdir()
    here = tmp_path / "claims" / "incidents"
    assert run("check", cwd=here).out.startswith("../incidents/crate.yaml:")
    for form in ("github", "sarif"):
        for words in ((), ("--claims", str(tmp_path / "claims"))):
            out = run("check", "--format", form, *words, cwd=here).out
            places = set(re.findall(r'(?:file=|"uri": ")([^,"]+)', out))
            assert places == {"claims/incidents/crate.yaml"}
            assert str(tmp_path) not in out


TEXTS = st.text(st.characters(), max_size=40)
PROBLEMS = st.builds(
    ShownProblem,
    file=TEXTS,
    uri=TEXTS,
    line=st.integers(1, 10**6),
    column=st.integers(1, 60),
    severity=st.sampled_from([each.value for each in Severity]),
    rule=st.sampled_from(["country", "syntax"]),
    message=TEXTS,
    hint=TEXTS,
    source=TEXTS,
)


@given(PROBLEMS)
def test_no_text_can_be_a_workflow_command_of_its_own(problem: ShownProblem) -> None:
    out = github([problem], width=80)
    assert out.count("\n") == 1
    assert "\r" not in out
    head, _, words = out.rstrip("\n").removeprefix("::").partition("::")
    level, _, properties = head.partition(" ")
    assert level in {"error", "warning", "notice"}
    assert [each.partition("=")[0] for each in properties.split(",")] == ["file", "line", "col", "title"]
    assert not re.search(r"%(?!25|0A|0D|3A|2C)", words)


@given(PROBLEMS, st.integers(20, 200))
def test_the_caret_stands_below_its_column_in_any_width(problem: ShownProblem, width: int) -> None:
    lines = full([problem], width=width).splitlines()
    assert 4 <= len(lines) <= 5
    (caret,) = (line for line in lines if re.fullmatch(r" *\| +\^", line))
    margin = len(str(problem.line)) + 3
    assert caret.index("^") - margin <= max(width - margin, 20)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", "".join(lines))


def test_a_source_line_of_wide_and_unseen_characters_has_its_caret_in_place() -> None:
    problem = ShownProblem("f", "f", 7, 5, "note", "country", "m", "h", "漢字\u200b xyz")
    row, caret = full([problem], width=80).splitlines()[2:4]
    assert row == "7 | 漢字\\u200b xyz"
    assert caret == "  |            ^"


# Mending

WRONG = """
title: A cafe\u0301
countries: [GE]
questions: {crate: {ask: "Who took it?", answers: {union: "The\u200b union took it."}}}
sources:
  herald: {publisher: "Ku\\u0308sten\\u200bkurier", published: 2031-04-01, language: EN-us}  # a comment
claims:
  - id: one
    speaker: captain
    stance: {asserts: {crate: union}}
    source: herald
    quote: >-
      It was\u200b they, at
      the cafe\u0301\u200b
    note: "\u202e stays"
  # claimcheck: allow unseen-characters -- the paper prints it so
  - {id: two, speaker: captain, stance: {asserts: {crate: union}}, source: herald, text: "Al\u200bso."}
"""


def test_mending_touches_what_takes_no_judgement_and_nothing_else(corpus: Corpus, run: Run) -> None:
    claims = corpus({"crate": WRONG}, SPEAKERS)
    path = claims / "incidents" / "crate.yaml"
    before = json.loads(run("check", "--format", "json").out)["diagnostics"]
    result = run("check", "--fix")
    after = path.read_text(encoding="utf-8")
    expected = WRONG.replace("e\u0301", "é").replace('"Ku\\u0308sten\\u200bkurier"', "Küstenkurier")
    expected = expected.replace("EN-us", "en-US")
    assert after == re.sub("(?<!Al)\u200b", "", expected)
    assert "mended" in result.err
    left = json.loads(run("check", "--format", "json").out)["diagnostics"]
    assert {(each["line"], each["rule"]) for each in left} == {
        (each["line"], each["rule"]) for each in before if not each["fixable"]
    }
    assert not any(each["fixable"] for each in left)
    assert run("check", "--fix").err.count("mended") == 0
    assert path.read_text(encoding="utf-8") == after


def test_mending_keeps_to_the_files_and_rules_asked_for(corpus: Corpus, run: Run) -> None:
    claims = corpus({"crate": WRONG, "other": WRONG}, SPEAKERS)
    run("check", "crate", "--fix", "--select", "language-tag")
    assert (claims / "incidents" / "other.yaml").read_text(encoding="utf-8") == WRONG
    assert (claims / "incidents" / "crate.yaml").read_text(encoding="utf-8") == WRONG.replace("EN-us", "en-US")


def test_nothing_is_mended_in_a_file_that_cannot_be_read(corpus: Corpus, run: Run) -> None:
    text = f"{WRONG}  - ["
    claims = corpus({"crate": text}, SPEAKERS)
    assert run("check", "--fix").status == 1
    assert (claims / "incidents" / "crate.yaml").read_text(encoding="utf-8") == text


PIECES = ["a", "e", "u", "\u0301", "\u0308", "\u200b", "\u2060", "\ufeff", " ", "\u1112", "\u1161", "\u11ab", "漢"]


@given(st.text(st.sampled_from(PIECES), min_size=1))
def test_a_fix_leaves_no_new_finding(text: str) -> None:
    with TemporaryDirectory() as name:
        claims = Path(name) / "claims"
        (claims / "incidents").mkdir(parents=True)
        (claims / "speakers.yaml").write_text(SPEAKERS, encoding="utf-8")
        title = json.dumps(f"x {text} x", ensure_ascii=False)
        (claims / "incidents" / "crate.yaml").write_text(CRATE.replace("A crate", title), encoding="utf-8")
        folder = Folder(claims, "claims/")
        chosen = selection(["all"])
        before = {(each.rule, each.location.line) for each in look(folder, None, chosen).judged.kept}
        mend(folder, None, chosen)
        left = look(folder, None, chosen).judged.kept
        assert {(each.rule, each.location.line) for each in left} <= before
        assert not [each for each in left if each.replacements]


# Answers that are given again


def test_settings_that_come_or_go_change_the_answer(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"crate": CRATE}, SPEAKERS)
    assert run("check").out.count("\n") == 3
    assert run("check").out.count("\n") == 3
    _settings(tmp_path, '[check]\nselect = ["country"]\n')
    assert run("check").out.count("\n") == 1
    assert run("check").out.count("\n") == 1
    (tmp_path / "claimcheck.toml").unlink()
    assert run("check").out.count("\n") == 3


def test_a_repository_that_comes_changes_the_paths_for_other_programs(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"crate": CRATE}, SPEAKERS)
    words = ("check", "--format", "github")
    assert "file=claims/incidents/crate.yaml," in run(*words).out
    (tmp_path / "claims" / ".git").mkdir()
    assert "file=claims/incidents/crate.yaml," in run(*words).out
    (tmp_path.parent / ".git").mkdir(exist_ok=True)
    try:
        assert f"file={tmp_path.name}/claims/incidents/crate.yaml," in run(*words).out
    finally:
        (tmp_path.parent / ".git").rmdir()


def test_a_word_that_another_file_declares_is_named_where_it_stands(corpus: Corpus, run: Run) -> None:
    """A rule about several incidents, which are never all read at one time; asked twice, from the cache too."""
    loaded = "title: Fire\nterms: {going: {hijacked: [hijack*]}}\nquestions: {}\nclaims: []\n"
    corpus({"fire": loaded, "crane": "title: A hijacked crane\nquestions: {}\nclaims: []\n"}, speakers="")
    for _ in range(2):
        out = run("check", "--select", "loaded-elsewhere").out
        assert "crane.yaml:1:8: note [loaded-elsewhere] `hijacked` is a declared term of `fire`" in out
        assert out.count("loaded-elsewhere") == 1
    corpus({"fire": loaded, "crane": "title: A “hijacked” crane\nquestions: {}\nclaims: []\n"}, speakers="")
    assert "loaded-elsewhere" not in run("check", "--select", "loaded-elsewhere").out
