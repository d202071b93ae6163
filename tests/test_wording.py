from __future__ import annotations

import json
import re
import time

import pytest

from claimcheck.reasoning.wording import occurs
from claimcheck.views.wording import Career, wording_of_incident, wording_of_theme
from tests.conftest import Corpus, Golden, Run
from tests.sarn import BROKEN, UNRELATED, both, read

INCIDENT = """
title: Words
questions:
  how: {ask: How did he go?, answers: {taken: He was taken., left: He left.}}
terms: {going: {kidnapped: [kidnap*, verschlepp*], deserted: [desert*]}}
sources:
  herald: {publisher: Sarn Herald, language: en}
  kurier: {publisher: Küstenkurier, language: de}
claims:
%
"""
SPEAKERS = "speakers: {ada: {name: Ada}, ben: {name: Ben}, cyd: {name: Cyd}}"


@pytest.mark.parametrize("words", [["harbour-fire"], ["shed-fire"], ["--theme", "accident-or-arson"]])
@pytest.mark.parametrize("columns", [80, 200])
def test_wording_reads_as_it_did(words: list[str], columns: int, corpus: Corpus, run: Run, golden: Golden) -> None:
    both(corpus)
    result = run("wording", *words, columns=columns)
    assert (result.status, result.err) == (0, "")
    golden(f"wording/{words[-1]}.{columns}.txt", result.out)


@pytest.mark.parametrize(
    ("uses", "brought_in", "taken_up"),
    [
        (["ada 2031-03-01", "ben 2031-03-02"], "ada", "ben"),
        (["ada 2031-03-02", "ben 2031-03-01"], "ben", "ada"),
        (["ada 2031-03-01", "ben 2031-03-01", "cyd 2031-03-04"], "ada ben", "cyd"),
        (["ada 2031-03-05", "ben 2031-03"], "ben ada", ""),
        (["ada 2031-03-05", "ben 2031-02?"], "ben ada", ""),
        (["ada 2031", "ada 2031-03-01", "ben 2031-03-02"], "ada", "ben"),
        (["ada 2031-03-01", "ben 2031-03-02", "ben ../2031-05"], "ada ben", ""),
        (["ada 2031-03-01", "ben -"], "ada ben", ""),
    ],
)
def test_who_brought_a_term_in_is_said_only_where_days_tell(
    uses: list[str], brought_in: str, taken_up: str, corpus: Corpus
) -> None:
    claims = "\n".join(
        f"  - {{id: c{number}, speaker: {use.split()[0]}, stance: {{asserts: {{how: taken}}}}, source: herald,"
        f" quote: kidnapped{'' if use.endswith('-') else f', said: {use.split()[1]}'}}}"
        for number, use in enumerate(uses)
    )
    answer = wording_of_incident(read(corpus({"words": INCIDENT.replace("%", claims)}, SPEAKERS)), "words")
    assert [_names(career) for career in answer.careers] == [(brought_in, taken_up)]


@pytest.mark.parametrize("form", ["s.t", "(set|se)+t", "[set]*", "set|wire", ".*", "set?", "(s+)+", "^set$", "\\w"])
def test_the_forms_of_a_term_are_words_and_no_pattern(form: str) -> None:
    assert not occurs((form,), "it was set by a wire")
    assert not occurs((form,), "s" * 50_000 + "!")
    assert occurs((form,), f"it was {form.removesuffix('*')} by a wire")


def test_rejected_uses_stand_apart_and_bring_nothing_in(corpus: Corpus) -> None:
    claims = """
  - {id: a, speaker: ada, stance: {denies: {how: taken}}, source: herald, said: 2031-03-01, quote: I was not kidnapped}
  - {id: b, speaker: ben, stance: {asserts: {how: taken}}, source: herald, said: 2031-03-02, quote: He was kidnapped}
"""
    answer = wording_of_incident(read(corpus({"words": INCIDENT.replace("%", claims)}, SPEAKERS)), "words")
    assert [(use.term, use.party) for use in answer.rejected] == [("kidnapped", "ada")]
    assert [_names(career) for career in answer.careers] == [("ben", "")]


@pytest.mark.parametrize(
    ("language", "quote", "rejected"),
    [
        ("en", "lies", ""),
        ("en-GB", "lies", ""),
        ("en", "lies and baseless allegations", ""),
        ("en", "absolutely false, and baseless", ""),
        ("en", "I was not kidnapped", "kidnapped"),
        ("en-GB", "the kidnapping did not happen", "kidnapped"),
        ("en", "He has not seen, discussed or approved the kidnapping, arrest and so on", ""),
        ("en", "We have not approved the petition on the kidnapping of the tenants", ""),
        ("en", "The petition on the kidnapping was not approved", ""),
        ("en", "The kidnapping was not approved by us", ""),
        ("en", "We know nothing about kidnapping", ""),
        ("en", "There was no talk of kidnapping", "kidnapped"),
        ("en", "We did not take part in any kidnapping", "kidnapped"),
        ("en", "Nobody in the port was kidnapped", "kidnapped"),
        ("ru", "Мы не одобряли ходатайство о похищении", ""),
        ("de", "Wir haben den Antrag auf Verschleppung nicht genehmigt", ""),
        ("fr", "Nous n’avons pas approuvé la demande sur le kidnapping", ""),
        ("en", "He was never kidnapped, these are lies", "kidnapped"),
        ("en", "Lies! Nobody was kidnapped", "kidnapped"),
        ("en", "We deny that he was kidnapped", "kidnapped"),
        ("en", "We denied kidnapping him", "kidnapped"),
        ("en", "We reject the baseless suggestion of a kidnapping", "kidnapped"),
        ("en", "We reject these lies", ""),
        ("en", "It is a lie that he was kidnapped", "kidnapped"),
        ("en", "The claim that he was kidnapped is utterly baseless", "kidnapped"),
        ("en", "The lies are baseless", ""),
        ("ru", "ложь", ""),
        ("ru", "Его никто не похищал", "kidnapped"),
        ("ru", "Мы отрицаем, что его похитили", "kidnapped"),
        ("ru", "Это ложь, что его похитили", "kidnapped"),
        ("de", "Niemand wurde verschleppt", "kidnapped"),
        ("de", "Er bestreitet, dass man ihn verschleppt hat", "kidnapped"),
        ("de", "Lügen", ""),
        ("fr", "Il n’a jamais été kidnappé", "kidnapped"),
        ("fr", "Nous nions que c’est un kidnapping", "kidnapped"),
        ("fr", "mensonge", ""),
        ("nl", "leugens", ""),
    ],
)
def test_who_only_denies_rejects_the_words_of_what_is_denied_and_says_the_others(
    language: str, quote: str, rejected: str, corpus: Corpus
) -> None:
    claim = f"  - {{id: a, speaker: ada, language: {language}, stance: {{denies: {{how: taken}}}}, source: herald, said: 2031-03-01, quote: {json.dumps(quote)}}}"  # noqa: E501 - a claim on a line
    forms = "{kidnapped: [kidnap*, похи*, verschlepp*], lies: [lie, lies, ложь, lügen, leugens, mensonge], baseless: [baseless]}"  # noqa: E501
    incident = INCIDENT.replace("{kidnapped: [kidnap*, verschlepp*], deserted: [desert*]}", forms).replace("%", claim)
    answer = wording_of_incident(read(corpus({"words": incident}, SPEAKERS)), "words")
    assert bool(answer.uses) or bool(rejected)
    assert " ".join(use.term for use in answer.rejected) == rejected
    assert [career.term for career in answer.careers] == [use.term for use in answer.uses]


@pytest.mark.parametrize("letters", ["\u0439" * 40, "\u0438\u0306" * 40, "\u0130" * 30])
def test_where_a_term_is_rejected_does_not_depend_on_how_letters_are_stored(letters: str, corpus: Corpus) -> None:
    """Letters of which the folded text holds more or fewer than the quote."""
    claim = f"  - {{id: a, speaker: ada, stance: {{denies: {{how: taken}}, asserts: {{how: left}}}}, source: herald, quote: '{letters}: he was not kidnapped, he deserted'}}"  # noqa: E501 - a claim on a line
    answer = wording_of_incident(read(corpus({"words": INCIDENT.replace("%", claim)}, SPEAKERS)), "words")
    assert [use.term for use in answer.rejected] == ["kidnapped"]
    assert [use.term for use in answer.uses] == ["deserted"]


@pytest.mark.parametrize("length", range(480, 496))
def test_a_long_sentence_is_never_cut_within_a_word(length: int, corpus: Corpus) -> None:
    """Or `nowadays` would be read as `no`."""
    quote = f"kidnapped {'x' * (length - 10)} nowadays"
    claim = (
        f"  - {{id: a, speaker: ada, language: en, stance: {{denies: {{how: taken}}}}, source: herald, quote: {quote}}}"
    )
    answer = wording_of_incident(read(corpus({"words": INCIDENT.replace("%", claim)}, SPEAKERS)), "words")
    assert [use.term for use in answer.uses] == ["kidnapped"]


def test_in_a_long_sentence_what_is_near_counts(corpus: Corpus) -> None:
    quote = f"kidnapped he was not {'by them ' * 100}"
    claim = (
        f"  - {{id: a, speaker: ada, language: en, stance: {{denies: {{how: taken}}}}, source: herald, quote: {quote}}}"
    )
    answer = wording_of_incident(read(corpus({"words": INCIDENT.replace("%", claim)}, SPEAKERS)), "words")
    assert [use.term for use in answer.rejected] == ["kidnapped"]


@pytest.mark.parametrize(
    ("language", "quote", "rejected"),
    [
        ("nl", "He was not kidnapped, he deserted", "kidnapped"),
        ("nl", "Nous nions que he was kidnapped", "kidnapped"),
        ("nl", "Ze ontkennen, kidnapped", ""),
        ("en", "Ni kidnapped", ""),
    ],
)
def test_whoever_denies_and_affirms_rejects_what_is_negated_in_the_language_or_where_it_is_unknown_in_any(
    language: str, quote: str, rejected: str, corpus: Corpus
) -> None:
    stance = "{denies: {how: taken}, asserts: {how: left}}"
    claim = f"  - {{id: a, speaker: ada, language: {language}, stance: {stance}, source: herald, quote: '{quote}'}}"
    answer = wording_of_incident(read(corpus({"words": INCIDENT.replace("%", claim)}, SPEAKERS)), "words")
    assert " ".join(use.term for use in answer.rejected) == rejected


def test_an_outlet_whose_words_are_not_recorded_is_not_said_to_print_the_term(corpus: Corpus) -> None:
    claims = """
  - {id: a, speaker: ada, stance: {asserts: {how: taken}}, source: kurier, said: 2031-03-01, quote: kidnapped}
  - {id: b, restates: a, source: herald}
"""
    (use,) = wording_of_incident(read(corpus({"words": INCIDENT.replace("%", claims)}, SPEAKERS)), "words").uses
    assert (use.count, [each.publisher for each in use.printed_by]) == (1, ["Küstenkurier"])


def test_many_terms_in_a_long_denial_take_time_in_proportion(corpus: Corpus) -> None:
    quote = "not kidnapped " * 10_000
    claim = f"  - {{id: a, speaker: ada, stance: {{denies: {{how: taken}}}}, source: herald, quote: {quote}}}"
    collection = read(corpus({"words": INCIDENT.replace("%", claim)}, SPEAKERS))
    begin = time.process_time()
    (use,) = wording_of_incident(collection, "words").rejected
    assert use.count == 1
    assert time.process_time() - begin < 5  # half a second; for ever, if each term looks through all that stands before


def test_the_form_that_was_spoken_first_stands_beside_the_term_where_it_is_another(corpus: Corpus, run: Run) -> None:
    claims = """
  - {id: a, speaker: ada, stance: {asserts: {how: left}}, source: herald, said: 2031-03-02, quote: a deserter}
  - {id: b, speaker: ada, stance: {asserts: {how: left}}, source: herald, said: 2031-03-01, quote: "Desertion, desert"}
  - {id: c, speaker: ben, stance: {asserts: {how: left}}, source: herald, said: 2031-03-03, quote: He Deserted}
  - {id: d, speaker: ben, stance: {asserts: {how: taken}}, source: kurier, said: 2031-03-04, quote: "VERSCHLEPPT!"}
  - {id: e, speaker: cyd, stance: {asserts: {how: left}}, source: herald, said: 2031-03-05, quote: "İ say he deserts"}
"""
    collection = read(corpus({"words": INCIDENT.replace("%", claims)}, SPEAKERS))
    answer = wording_of_incident(collection, "words")
    spoken = [("kidnapped", "ben", "VERSCHLEPPT"), ("deserted", "ada", "Desertion"), ("deserted", "ben", "Deserted")]
    spoken += [("deserted", "cyd", "deserts")]
    assert [(use.term, use.party, use.form) for use in answer.uses] == spoken
    record = json.loads(run("wording", "words", "--format", "json").out)
    assert [use["form"] for use in record["uses"]] == [form for _, _, form in spoken]
    page = run("wording", "words", columns=80).out
    assert max(map(len, page.splitlines())) <= 80
    assert "kidnapped (“VERSCHLEPPT”)" in page
    assert "deserted (“Desertion”)" in page
    assert "“Deserted”" not in page
    assert "• deserted: Ada (“Desertion”, 1 Mar 2031); later Ben (3 Mar 2031) and Cyd" in page
    assert "the form that was printed first" in page
    assert "| **kidnapped** (“VERSCHLEPPT”) | Ben |" in run("wording", "words", "--format", "md").out


@pytest.mark.parametrize("restates", [True, False])
def test_what_two_numbers_of_times_mean_is_said_where_there_are_two(
    restates: bool,  # noqa: FBT001 - a parameter of a test
    corpus: Corpus,
    run: Run,
) -> None:
    again = "restates: a" if restates else "speaker: ada, said: 2031-03-01, stance: {asserts: {how: taken}}"
    claims = f"""
  - {{id: a, speaker: ada, stance: {{asserts: {{how: taken}}}}, source: kurier, said: 2031-03-01, quote: kidnapped}}
  - {{id: b, {again}, source: herald, quote: was kidnapped}}
"""
    corpus({"words": INCIDENT.replace("%", claims)}, SPEAKERS)
    note = "2 (1) under Times: 2 claims, but 1 utterance, for a claim may restate another."
    assert (note in run("wording", "words", columns=80).out) is restates


def test_an_utterance_in_two_languages_shows_whose_rendering_each_word_is(corpus: Corpus) -> None:
    claims = """
  - {id: a, speaker: ada, stance: {asserts: {how: taken}}, source: kurier, said: 2031-03-01, quote: wurde verschleppt}
  - {id: b, restates: a, source: herald, quote: was kidnapped}
"""
    answer = wording_of_incident(read(corpus({"words": INCIDENT.replace("%", claims)}, SPEAKERS)), "words")
    (use,) = answer.uses
    assert (use.count, use.utterances) == (2, 1)
    assert [(each.publisher, each.language) for each in use.printed_by] == [
        ("Küstenkurier", "de"),
        ("Sarn Herald", "en"),
    ]


def test_a_theme_counts_only_claims_that_bear_on_it(corpus: Corpus, run: Run) -> None:
    collection = read(both(corpus))
    answer = wording_of_theme(collection, "accident-or-arson")
    assert {use.incident for use in answer.uses} == {"harbour-fire", "shed-fire"}
    assert "saboteurs" not in {use.term for use in answer.uses}
    assert "saboteurs" in {use.term for use in wording_of_incident(collection, "harbour-fire").uses}
    assert run("wording", "--theme", "nothing").status == 2
    assert run("wording").status == 2
    assert run("wording", "harbour-fire", "--theme", "accident-or-arson").status == 2


def test_an_unrelated_incident_and_a_broken_one_change_no_other_answer(corpus: Corpus, run: Run) -> None:
    both(corpus)
    words = ["wording", "--theme", "accident-or-arson", "--format", "json"]
    before = json.loads(run(*words).out)
    both(corpus, unrelated=UNRELATED, broken=BROKEN)
    after = json.loads(run(*words).out)
    assert after.pop("left_out") == [{"incident": "broken", "errors": 2}]
    assert before.pop("left_out") == []
    assert after == before


def test_another_name_for_a_party_changes_nothing_but_the_name(corpus: Corpus, run: Run) -> None:
    claims = both(corpus)
    before = run("wording", "harbour-fire", "--format", "json").out
    for path in [claims / "speakers.yaml", *claims.glob("incidents/*.yaml")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r"(party: |disputants: \[|^  )port\b(?!-)", r"\1quay", text, flags=re.MULTILINE), encoding="utf-8"
        )
    after = run("wording", "harbour-fire", "--format", "json").out
    assert json.loads(after) == json.loads(before.replace('"port"', '"quay"'))


def _names(career: Career) -> tuple[str, str]:
    return " ".join(user.party for user in career.brought_in), " ".join(user.party for user in career.taken_up)


@pytest.mark.parametrize(
    ("language", "quote", "rejected"),
    [
        ("en", "He was arrested, not kidnapped", True),
        ("en", "He wasn't kidnapped: he was arrested", True),
        ("en", "It was a brawl, not a kidnapping", True),
        ("en", "Not only kidnapped but beaten", False),
        ("en", "No one doubts that he was kidnapped", False),
        ("en", "They did not say why he was kidnapped", False),
        ("ru", "Его не похитили, он ушёл сам", True),
        ("ru", "Его не только похитили, но и били", False),
        ("de", "Er wurde nicht entführt, er ging", True),
        ("de", "Er wurde nicht nur entführt", False),
        ("fr", "Il n'a pas été enlevé, il est parti", True),
        ("fr", "Il n'a pas seulement été enlevé", False),
    ],
)
def test_words_that_say_something_else_reject_only_the_very_next_word(
    language: str,
    quote: str,
    corpus: Corpus,
    *,
    rejected: bool,
) -> None:
    claims = f"""
  - {{id: a, speaker: ada, stance: {{asserts: {{how: left}}}}, source: herald, said: 2031-03-01, language: {language},
     quote: "{quote}"}}
"""
    text = INCIDENT.replace("[kidnap*, verschlepp*]", "[kidnap*, похит*, entführ*, enlev*]").replace("%", claims)
    answer = wording_of_incident(read(corpus({"words": text}, SPEAKERS)), "words")
    assert bool(answer.rejected) is rejected


def test_a_doubt_that_this_was_so_rejects_the_word(corpus: Corpus) -> None:
    claims = """
  - {id: a, speaker: ada, stance: {doubts: {how: taken}}, source: herald, said: 2031-03-01,
     quote: found no reason to believe that this was kidnapping}
"""
    answer = wording_of_incident(read(corpus({"words": INCIDENT.replace("%", claims)}, SPEAKERS)), "words")
    assert [use.term for use in answer.rejected] == ["kidnapped"]
