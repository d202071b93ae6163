"""Mistakes that people make in their first hour, and after it: what is typed, and what must come.

Of each it is named where it is, what is wrong and what to type instead; nothing is written, and nothing is taken for
something else in silence. A row holds what is typed and these three: place, cause, remedy.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import TESTS, Run

CLAIM = "add claim harbour-fire --id zz --speaker fire-chief --source radio-03-06 --text 'Said so.'"
SET = f"{CLAIM} --asserts cause=set"

DATES = {
    text: (f"{SET} --said '{text}'", "--said: error", f"`{text}` is not a date", remedy)
    for text, remedy in {
        "29.07.2022": "did you mean `2022-07-29`?",
        "7/29/2022": "did you mean `2022-07-29`?",
        "7/8/2022": "did you mean `2022-08-07` or `2022-07-08`?",
        "late July 2022": "`2022-07-21/2022-07-31` or `2022-07-XX`?",
        "2022-07-28–29": "did you mean `2022-07-28/2022-07-29`?",
        "29 July 2022": "did you mean `2022-07-29`?",
        "July 29, 2022": "did you mean `2022-07-29`?",
        "2022-7-29": "did you mean `2022-07-29`?",
        "20220729": "did you mean `2022-07-29`?",
        "29. Juli 2022": "did you mean `2022-07-29`?",
        "29 июля 2022": "did you mean `2022-07-29`?",
        "July 2022": "did you mean `2022-07`?",
        "about 2022-07-29": "did you mean `2022-07-29~`?",
        "since July 2022": "did you mean `2022-07/..`?",
        "summer 2022": "did you mean `2022-06/2022-08`?",
        "29 July": "the year is missing",
        "yesterday": "write the day itself",
        "unknown": "leave the date out",
    }.items()
}
NUMBERS = {
    text: (
        f"{CLAIM} --said 2031-03-06 --asserts 'crates={text}'",
        "--asserts: error",
        f"`{text}` is not a number",
        remedy,
    )
    for text, remedy in {
        "50+": "did you mean `50/..`?",
        "more than 50": "did you mean `>50`?",
        "at least 50": "did you mean `50/..`?",
        "40-50": "did you mean `40/50`?",
        "40–50": "did you mean `40/50`?",
        "1,200": "did you mean `1200`?",
        "1 200": "did you mean `1200`?",
        "1.200.000": "did you mean `1200000`?",
        "about 50": "did you mean `50~`?",
        "fifty": "did you mean `50`?",
        "50 crates": "did you mean `50`?",
        "many": "expected digits such as 120",
    }.items()
}
OPTIONS = {
    word: (f"{CLAIM} {word}", "`add claim`", f"has no option `{word.split()[0]}`", remedy)
    for word, remedy in {
        "--affirms cause=set": "did you mean `--asserts`?",
        "--assert cause=set": "did you mean `--asserts`?",
        "--says cause=set": "did you mean `--asserts`?",
        "--rejects cause=set": "did you mean `--denies`?",
        "--admits cause=set": "did you mean `--concedes`?",
        "--date 2031-03-06": "did you mean `--said`?",
        "--who fire-chief": "did you mean `--speaker`?",
        "--link https://a.example": "did you mean `claimcheck add source --url`?",
        "--alias x": "did you mean `claimcheck add speaker --aliases`?",
        "--quotation x": "did you mean `--quote`?",
        "--paraphrase x": "did you mean `--text`?",
        "--relayed-by union-chair": "did you mean `--via`?",
        "--also_in kurier": "did you mean `--also-in`?",
        "--Asserts cause=set": "did you mean `--asserts`?",
        "-asserts cause=set": "did you mean `--asserts`?",
        "--page 3": "did you mean `--locator`?",
        "--preview": "did you mean `--dry-run`?",
        "--speeker x": "did you mean `--speaker`?",
    }.items()
}
COMMANDS = {
    typed: (typed, f"`{named}`", "no command", remedy)
    for typed, named, remedy in (
        ("add incident sarn", "add incident", "did you mean `claimcheck new INCIDENT`?"),
        ("add quote x", "add quote", "did you mean `claimcheck add claim`?"),
        ("add claims x", "add claims", "did you mean `claimcheck add claim`?"),
        ("add person x", "add person", "did you mean `claimcheck add speaker`?"),
        ("add answer x", "add answer", "`claimcheck edit QUESTION` opens it"),
        ("delete captain-wiring", "delete", "did you mean `claimcheck "),
        ("rm captain-wiring", "rm", "did you mean `claimcheck "),
        ("create sarn", "create", "did you mean `claimcheck new INCIDENT`?"),
        ("ls", "ls", "did you mean `claimcheck list`?"),
        ("grep fire", "grep", "did you mean `claimcheck search`?"),
        ("validate", "validate", "did you mean `claimcheck check`?"),
        ("compare harbour-fire", "compare", "did you mean `claimcheck contrast`?"),
        ("help", "help", "did you mean `claimcheck --help`?"),
        ("undo", "undo", "`git diff` shows what was written"),
        ("serch fire", "serch", "did you mean `search`?"),
        ("harbour-fire", "harbour-fire", "`claimcheck show harbour-fire`"),
        ("fire-chief", "fire-chief", "`claimcheck show fire-chief` shows it"),
    )
}
ARGUMENTS = {
    typed: (typed, place, cause, remedy)
    for typed, place, cause, remedy in (
        ("site public", "`site`", "takes no `public`", "did you mean `claimcheck site -o public`?"),
        ("crossref fire-chief", "`crossref`", "takes no", "did you mean `claimcheck crossref --speaker fire-chief`?"),
        ("crossref 'Jon Varga'", "`crossref`", "takes no", "`claimcheck crossref --speaker 'Jon Varga'`?"),
        ("crossref accident-or-arson", "`crossref`", "takes no", "`claimcheck crossref --theme accident-or-arson`?"),
        ("crossref nobody-here", "`crossref`", "takes no", "it takes options: `--theme`, `--speaker`"),
        ("contrast harbour-fire cause", "`contrast`", "takes no `cause`", "contrast harbour-fire --question cause`?"),
        ("contrast harbour-fire port union", "`contrast`", "takes no `port`", "--parties port,union`?"),
        ("contrast harbour-fire 2031-03-06", "`contrast`", "takes no", "--as-of 2031-03-06`?"),
        ("contrast harbour-fire json", "`contrast`", "takes no `json`", "--format json`?"),
        ("contrast", "`contrast`", "needs an INCIDENT and has none", "such as `harbour-fire`"),
        ("list harbour-fire", "[KIND]", "is not one of", "`claimcheck list claims --incident harbour-fire`?"),
        ("list claims fire-chief", "`list`", "takes no", "`claimcheck list claims --speaker fire-chief`?"),
        ("list claims --json", "`list`", "has no option `--json`", "did you mean `--format json`?"),
        ("list claims --stance affirms", "--stance", "'affirms' is not one of", "did you mean `asserts`?"),
        ("show Jon Varga", "`show`", "takes no `Varga`", "`claimcheck show 'Jon Varga'`"),
        ("report harbour-fire out.html", "`report`", "takes no `out.html`", "--output out.html`?"),
        (
            "new 'Fire in Sarn'",
            "`Fire in Sarn`",
            "is not an id",
            "`claimcheck new fire-in-sarn --title 'Fire in Sarn'`",
        ),
        ("contrast harbor-fire", "`harbor-fire`", "no incident", "did you mean `harbour-fire`?"),
        ("rename captain-wiring", "`rename`", "needs a NEW", "`claimcheck rename OLD NEW`"),
        (f"{CLAIM} --asserts cause:set", "--asserts", "is not of the form", "did you mean `--asserts cause=set`?"),
        (f"{CLAIM} --asserts set", "--asserts", "`set` is not of the form", "QUESTION=ANSWER"),
        (f"{CLAIM} --asserts crates=", "--asserts", "nothing stands behind `=`", "in quotation marks"),
        (f"{CLAIM} cause=set", "`add claim`", "takes no `cause=set`", "`--asserts cause=set`"),
        (f"{CLAIM} --asserts cause=set,accident", "--asserts", "unknown answer", "several answers are a list"),
        (f"{CLAIM} --asserts 'cause=Somebody set the fire.'", "--asserts", "unknown answer", "did you mean `set`?"),
        (f"{CLAIM} --asserts cuase=set", "--asserts", "unknown question `cuase`", "did you mean `cause`?"),
        (f"{SET} --quote It was set", "`add claim`", "takes no `was`", "`--quote 'It was set'`"),
        (f"{SET} --note", "--note", "requires an argument", "write it behind the option"),
        (f"{SET} --via 'Jon Vargas'", "`Jon Vargas`", "no speaker", "did you mean `fire-chief` (Jon Varga)?"),
        (f"{SET} --via 'Ada Ost'", "`Ada Ost`", "no speaker", "`claimcheck add speaker --name 'Ada Ost'`"),
        (
            SET.replace("radio-03-06", "'Sarn Herald'"),
            "`Sarn Herald`",
            "no source",
            "`herald-03-05` or `herald-03-09`?",
        ),
        ("list claims --speaker Varga", "`Varga`", "no speaker", "did you mean `fire-chief` (Jon Varga)?"),
        ("list claims --party 'Jon Varga'", "`Jon Varga`", "no party", "speaks for the party `fire-service`"),
        ("history Olin", "`Olin`", "no party or speaker", "did you mean `union-chair` (Marta Olin)?"),
        ("edit 'Marta Ollin'", "`Marta Ollin`", "no id", "did you mean `union-chair` (Marta Olin)?"),
        ("list --claims cause=set", "`cause=set`", "no folder", "`--asserts QUESTION=ANSWER`"),
        ("list --claims nowhere", "`nowhere`", "no folder", "`claimcheck init DIR`"),
        ("list --since 5.3.2031", "--since", "is not a date", "`2031-03-05` or `2031-05-03`?"),
        ("list —party port", "[KIND]", "is not one of", "an option has two hyphens: `--party`"),
        (
            "add question harbour-fire --id why --ask Why --answer 'no: nobody'",
            "--answer",
            "is not of the form",
            "ID=WORDS",
        ),
        ("add speaker --id 'Ada Ost' --name 'Ada Ost'", "--id", "is not an id", "as an id: `ada-ost`"),
        ("add source harbour-fire --id k --publisher K --url kurier.example", "--url", "does not fit", "https://"),
    )
}
TYPED = DATES | NUMBERS | OPTIONS | COMMANDS | ARGUMENTS

HEAD = "  - id: zz\n    speaker: fire-chief\n    source: radio-03-06\n    text: Said so.\n"
LINE = 165  # of the fixture; what is written stands behind it
WRITTEN = {
    "a missing blank": (
        HEAD + "    stance: {asserts: {cause:set}}\n",
        5,
        24,
        "no blank after the colon",
        "`cause: set`",
    ),
    "a missing blank before a brace": (
        HEAD + "    stance: {asserts:{cause: set}}\n",
        5,
        21,
        "no blank after the colon",
        "put a blank",
    ),
    "a number behind a colon": (
        HEAD + "    stance: {asserts: {crates:50}}\n",
        5,
        24,
        "no blank after the colon",
        "`crates: 50`",
    ),
    "a comma in a number": (
        HEAD + "    stance: {asserts: {crates: 1,200}}\n",
        5,
        37,
        "`200` has no answer",
        "such as 1200",
    ),
    "a comma in a list": (HEAD + "    stance: {asserts: {crates: [1,200]}}\n", 5, 33, "is two numbers", "write `1200`"),
    "a point in a number": (
        HEAD + "    stance: {asserts: {crates: 1.200}}\n",
        5,
        32,
        "the point parts a fraction",
        "write `1200`",
    ),
    "a percentage": (HEAD + "    stance: {asserts: {crates: 50%}}\n", 5, 32, "not a percentage", "`50`"),
    "two answers and no list": (
        HEAD + "    stance: {asserts: {cause: set, accident}}\n",
        5,
        44,
        "`accident` has no answer",
        "a list",
    ),
    "a text that begins with a star": (
        HEAD.replace("Said so.", "*Said so."),
        4,
        11,
        "an alias (`*Said",
        "in quotation marks",
    ),
    "a word between stars": (
        HEAD.replace("Said so.", "*Said* so."),
        4,
        16,
        "not valid YAML",
        "`*` goes whole in quotation",
    ),
    "a star and a blank": (
        HEAD.replace("Said so.", "* Said so."),
        4,
        12,
        "not valid YAML",
        "begins with `*` goes whole in quotation",
    ),
    "a text that begins with >": (
        HEAD + "    stance:\n      asserts:\n        crates: >50\n",
        7,
        19,
        "not valid YAML",
        "`>` goes whole",
    ),
    "a > in braces": (
        HEAD + "    stance: {asserts: {crates: >50}}\n",
        5,
        32,
        "not valid YAML",
        "`>` goes whole in quotation marks",
    ),
    "an at sign": (
        HEAD.replace("Said so.", "@chief so."),
        4,
        11,
        "not valid YAML",
        "begins with `@` goes whole in quotation marks",
    ),
    "a colon in a text": (
        HEAD.replace("Said so.", "Said: so."),
        4,
        15,
        "not valid YAML",
        "holds a colon in quotation marks",
    ),
    "a claim without its hyphen": (
        HEAD.replace("  - id", "    id", 1),
        1,
        5,
        "a second `id`",
        "is the `- ` of the second missing",
    ),
    "a claim at the list's column": (
        HEAD.replace("  - id", "  id", 1),
        1,
        3,
        "not valid YAML",
        "is a `- ` missing here?",
    ),
    "a hyphen without a blank": (HEAD.replace("- id", "-id", 1), 1, 3, "no blank after the hyphen", "`- id: ...`"),
    "a stance of another name": (
        HEAD + "    stance: {affirms: {cause: set}}\n",
        5,
        14,
        "unknown stance `affirms`",
        "`asserts`?",
    ),
    "a stance outside `stance`": (
        HEAD + "    asserts: {cause: set}\n",
        5,
        5,
        "unknown key `asserts`",
        "below `stance`",
    ),
    "a stance alone": (HEAD + "    stance: asserts\n", 5, 13, "found `asserts`", "{QUESTION: ANSWER}"),
    "an answer's words": (
        HEAD + "    stance: {asserts: {cause: Somebody set the fire.}}\n",
        5,
        31,
        "unknown answer",
        "`set`?",
    ),
    "a key of another name": (HEAD + "    date: 2031-03-06\n", 5, 5, "unknown key `date`", "did you mean `said`?"),
    "a paraphrase": (HEAD.replace("text:", "paraphrase:"), 4, 5, "unknown key `paraphrase`", "did you mean `text`?"),
    "a name for an id": (
        HEAD.replace("fire-chief", "Fire Chief"),
        2,
        14,
        "`Fire Chief` does not fit",
        "as an id: `fire-chief`",
    ),
    "a list without brackets": (
        HEAD + "    via: union, union-chair\n",
        5,
        10,
        "does not fit",
        "`[union, union-chair]`",
    ),
    "a tab": (HEAD + "\tnote: x\n", 5, 1, "not valid YAML", "indent with spaces"),
    "a comment in a text": (HEAD.replace("Said so.", "Said it was #1."), 4, 23, "is a comment", "in quotation marks"),
    "a key twice": (HEAD + "    text: Again.\n", 5, 5, "duplicate key `text`", "merge them or rename one"),
    "an id twice": (
        HEAD.replace("zz", "captain-wiring"),
        1,
        9,
        "duplicate claim `captain-wiring`",
        "rename one of the two",
    ),
}


@pytest.fixture
def sarn(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "fixtures/claims", tmp_path / "claims")
    return tmp_path


def everything(folder: Path) -> dict[Path, bytes]:
    """All that somebody wrote: not the cache."""
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file() and ".cache" not in each.parts}


def test_the_table_has_120_rows_and_more() -> None:
    assert len(TYPED) + len(WRITTEN) >= 120


@pytest.mark.parametrize("name", TYPED)
def test_what_is_typed_wrong_is_answered_with_place_cause_and_remedy(name: str, sarn: Path, run: Run) -> None:
    typed, place, cause, remedy = TYPED[name]
    before = everything(sarn)
    done = run(*shlex.split(typed))
    assert done.status == 2
    assert done.out == ""
    for each in (place, cause, remedy):
        assert each in done.err
    assert everything(sarn) == before


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_wrong_is_found_at_its_place_with_what_mends_it(name: str, sarn: Path, run: Run) -> None:
    text, line, column, cause, remedy = WRITTEN[name]
    path = sarn / "claims/incidents/harbour-fire.yaml"
    whole = path.read_text(encoding="utf-8")
    assert whole.count("\n") == LINE
    path.write_text(whole + text, encoding="utf-8")
    done = run("check")
    found = [each for each in done.out.splitlines() if f":{LINE + line}:{column}: " in each]
    assert any(cause in each and remedy in each for each in found), done.out
    assert all(" note " not in each for each in found if cause in each)


def test_outside_a_collection_both_ways_to_get_one_are_told(tmp_path: Path, run: Run) -> None:
    done = run("add", "party", "--id", "port", "--name", "Port", cwd=tmp_path)
    assert done.status == 2
    assert "no `claims/` folder" in done.err
    assert "`claimcheck init`" in done.err
    assert "`claimcheck demo DIR`" in done.err


@pytest.mark.parametrize(
    ("typed", "written", "said"),
    [
        (SET.replace("fire-chief", "'Jon Varga'"), "speaker: fire-chief", ""),
        (SET.replace("fire-chief", "'JON VARGA'"), "speaker: fire-chief", "`JON VARGA` is taken for `fire-chief`"),
        (SET.replace("fire-chief", "'Thomas Reek'"), "speaker: port-spokesman", ""),
        (f"{SET} --via 'Marta Olin' --via union", "via: [union-chair, union]", ""),
        (f"{SET} --via 'marta olin, union'", "via: [union-chair, union]", ""),
        (f"{SET} --also-in kurier,herald-03-09", "also_in: [kurier, herald-03-09]", ""),
        (f"{SET} --party 'Sarn Port Authority'", "party: port", ""),
        (
            "add speaker --id ada --name 'Ada Ost' --aliases 'A. Ost, Ada O.'",
            "aliases: [A. Ost, Ada O.]",
            "2 of `A. Ost, Ada O.`",
        ),
        ("add speaker --id ada --name 'Ada Ost' --aliases 'Ost, Ada'", 'aliases: ["Ost, Ada"]', ""),
        (SET, "", "`zz`: no `said`, so the day is 2031-03-06, when `radio-03-06` was published"),
        (f"{CLAIM} --said 2031-03-06 --asserts 'crates=50%'", "50%", "not a percentage"),
        (f"{CLAIM} --said 2031-03-06 --asserts crates=1.200", "1.200", "the point parts a fraction"),
    ],
)
def test_what_is_taken_is_what_was_meant_and_is_said_where_it_was_typed_otherwise(
    typed: str, written: str, said: str, sarn: Path, run: Run
) -> None:
    done = run(*shlex.split(typed))
    assert (done.status, done.out[:6]) == (0, "added ")
    assert said in done.err
    assert any(written.encode() in each for each in everything(sarn).values())
    assert run("check").status == 0


def test_a_name_of_two_is_asked_for(sarn: Path, run: Run) -> None:
    path = sarn / "claims/speakers.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  varga-junior: {name: Jon Varga}\n", encoding="utf-8")
    for typed in (SET.replace("fire-chief", "'Jon Varga'"), "list claims --speaker 'Jon Varga'", "show 'Jon Varga'"):
        done = run(*shlex.split(typed))
        assert done.status == 2
        assert "`Jon Varga` is the name of more than one" in done.err
        assert "say which: `fire-chief`, `varga-junior`" in done.err


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("list claims --speaker 'jon varga'", "list claims --speaker fire-chief"),
        ("list claims --party 'SARN PORT AUTHORITY'", "list claims --party port"),
        ("search fire --speaker 'Ilse Brandt'", "search fire --speaker harbour-captain"),
        ("show 'Ilse Brandt'", "show harbour-captain"),
        ("crossref --speaker 'Ilse Brandt'", "crossref --speaker harbour-captain"),
        ("history 'Ilse Brandt'", "history harbour-captain"),
        ("contrast harbour-fire --parties 'sarn port authority'", "contrast harbour-fire --parties port"),
        ("diff harbour-fire 'Ilse Brandt' 'Marta Olin'", "diff harbour-fire harbour-captain union-chair"),
    ],
)
def test_a_name_does_wherever_an_id_does(typed: str, same: str, sarn: Path, run: Run) -> None:
    assert sarn.exists()
    assert run(*shlex.split(typed)).out == run(*shlex.split(same)).out != ""
