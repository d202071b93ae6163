"""`draft` in six languages: its figures on labelled articles, and sentences whose nearest name is not who speaks."""

from __future__ import annotations

import pytest

from claimcheck.copies.cues import Language, cues_of, language_of
from claimcheck.copies.draft import proposals
from claimcheck.copies.speech import SpeechKind
from tests.conftest import TESTS
from tests.drafting.labelled import Attribution, total
from tests.drafting.measure import speakers

SAID = {
    "en": [
        ("“It burnt,” Mr. Reek said.", "reek"),
        ("“It burnt,” T. Reek said on Monday. Tomas Reek left.", None),
        ("Tomas Reek came. “It burnt,” said T. Reek.", "reek"),
        ("Tomas Reek came. “It burnt,” said J. Reek.", None),
        ("Tomas Reek came. “It burnt,” said Peter Reek.", None),
        ("Tomas Reek came. “It burnt,” said Captain Reek.", "reek"),
        ("Tomas Reek's spokesman said: “It burnt.”", None),
        ("Tomas Reek campaign manager Jon Varga said: “It burnt.”", "varga"),
        ("The Tomas Reek campaign said: “It burnt.”", None),
        ("“It burnt,” Tomas Reek supporters said.", None),
        ("“It burnt,” said a lawyer with Tomas Reek.", None),
        ("“It burnt,” said a friend who knows Tomas Reek.", None),
        ("“It burnt,” said the woman beside Tomas Reek.", None),
        ("Marta Olin and Tomas Reek said: “It burnt.”", None),
        ("“It burnt,” said Marta Olin and her lawyer.", None),
        ("While Marta Olin was away, the chairman, who stayed, said: “It burnt.”", None),
        ("Marta Olin was away and the chairman said: “It burnt.”", None),
        ("Marta Olin met Tomas Reek. “It burnt,” she said.", None),
        ("Marta Olin met John Smith. “It burnt,” he said.", None),
        ("Everybody was against Marta Olin that night in the harbour: “It burnt.”", None),
        ("Marta Olin said: “It burnt.” Tomas Reek laughed. “It did not,” he said.", "olin"),
        ("“‘It burnt,’ they told me, and I believed it,” said Marta Olin.", "olin"),
        ("“Who was it?” Marta Olin asked. “Was it you?”", "olin"),
        ("''It burnt,'' said Marta Olin.", "olin"),
    ],
    "de": [
        ("„Es brannte“, sagte Marta Olin.", "olin"),
        ("„Es brannte“, so Marta Olin.", "olin"),
        ("»Es brannte«, sagte Marta Olin. »Es brannte lange.«", "olin"),
        ("Marta Olin sagte: „Es brannte.“", "olin"),
        ("Laut Marta Olin war es „ein großer Brand“.", "olin"),
        ("Marta Olins Sprecher sagte: „Es brannte.“", None),
        ("„Es brannte“, sagte ein Anwalt von Marta Olin.", None),
        ("„Es brannte“, sagte die Frau neben Marta Olin.", None),
        ("„Es brannte“, sagten Marta Olin und Tomas Reek.", None),
        ("„Es brannte“, sagte Marta Olin und lachte.", "olin"),
        ("„Es brannte“, sagte Marta Olin und ihr Anwalt nickte.", None),
        ("Tomas Reek kam. „Es brannte“, sagte Peter Reek.", None),
        ("Marta Olin traf Tomas Reek. „Es brannte“, sagte sie.", None),
    ],
    "fr": [
        ("« Ça brûlait », a dit Marta Olin.", "olin"),
        ("« Ça brûlait », a déclaré M. Reek.", "reek"),
        ("Marta Olin est venue. « Ça brûlait », a-t-elle dit.", "olin"),
        ("« Ça brûlait, explique Marta Olin, et personne n’est venu. »", "olin"),
        ("Selon Marta Olin, c’était « un grand feu ».", "olin"),
        ("« Ça brûlait », a dit l’avocat de Marta Olin.", None),
        ("« Ça brûlait », a dit un proche de M. Reek.", None),
        ("« Ça brûlait », ont dit Marta Olin et Tomas Reek.", None),
        ("« Ça brûlait », a dit la femme qui connaît Marta Olin.", None),
        ("Le camp d’Olga Vesnina a répondu : « Ça brûlait. »", None),
        ("— Ça brûlait, répond Marta Olin.", "olin"),
        ("Marta Olin a rencontré Tomas Reek. « Ça brûlait », dit-il.", None),
    ],
    "es": [
        ("«Ardía», dijo Marta Olin.", "olin"),
        ("«Ardía —dijo Marta Olin—, y nadie vino».", "olin"),
        ("—Ardía mucho —dijo Marta Olin.", "olin"),
        ("“Ardía”, dijo el señor Reek.", "reek"),
        ("Según Marta Olin, fue “un gran fuego”.", "olin"),
        ("Marta Olin llegó. “Ardía”, dijo.", "olin"),
        ("“Ardía”, dijo el portavoz de Marta Olin.", None),
        ("“Ardía”, dijeron Marta Olin y Tomas Reek.", None),
        ("“Ardía”, dijo una mujer que conoce a Marta Olin.", None),
        ("Marta Olin vio a Tomas Reek. “Ardía”, dijo.", None),
        ("Los partidarios de Tomas Reek dijeron: “Ardía”.", None),
    ],
    "ru": [
        ("«Горело», — сказала в понедельник Марта Олин.", "olin"),
        ("«Горело, — сказала Марта Олин. — Никто не пришёл».", "olin"),
        ("«Горело», — сообщил представитель полиции Павел Орлов.", "orlov"),
        ("По словам Марты Олин, был «большой пожар».", "olin"),
        ("«Горело», — сказал представитель Марты Олин.", None),
        ("«Горело», — сказал адвокат компании Kestrel Line.", None),
        ("«Горело», — сказал сторонник Томаса Рика.", None),
        ("«Горело», — сказал адвокат Карин Линдквист.", None),
        ("«Горело», — сказали Марта Олин и Томас Рик.", None),
        ("По словам адвоката Марты Олин, был «большой пожар».", None),
        ("Томас Рик пришёл. «Горело», — сказал Пётр Рик.", None),
        ("Марту Олин обвинил директор: «Горело».", None),
    ],
    "uk": [
        ("«Горіло», — сказала в понеділок Марта Олін.", "olin"),
        ("«Горіло, — сказала Марта Олін. — Ніхто не прийшов».", "olin"),
        ("«Горіло», — повідомив речник поліції Павло Орлов.", "orlov"),
        ("За словами Марти Олін, була «велика пожежа».", "olin"),
        ("«Горіло», — сказав речник Марти Олін.", None),
        ("«Горіло», — сказав прихильник Томаса Ріка.", None),
        ("«Горіло», — сказав адвокат Карін Ліндквіст.", None),
        ("«Горіло», — сказали Марта Олін і Томас Рік.", None),
        ("За словами адвоката Марти Олін, була «велика пожежа».", None),
        ("Томас Рік прийшов. «Горіло», — сказав Петро Рік.", None),
    ],
}


@pytest.mark.parametrize(
    ("language", "text", "who"), [(language, *each) for language, table in SAID.items() for each in table]
)
def test_a_quotation_is_its_speakers_or_nobodys(language: str, text: str, who: str | None) -> None:
    quotations = [each for each in proposals(text, speakers(), Language(language)) if each.kind is SpeechKind.QUOTATION]
    assert quotations, "no quotation is found"
    assert quotations[0].speaker == who, quotations[0]


@pytest.mark.parametrize("language", Language)
def test_the_labelled_articles_keep_their_figures(language: Language) -> None:
    each = total(language)
    assert each.marked >= 70
    assert each.recall >= 0.97, each.faults
    assert each.precision >= 0.97, each.faults
    assert each.wrong == 0, each.faults
    assert each.open_share <= 0.15, each.faults


@pytest.mark.parametrize("language", Language)
def test_the_documentation_states_the_figures_of_today(language: Language) -> None:
    page = (TESTS.parent / "docs" / "explanation" / "drafting.md").read_text(encoding="utf-8")
    each = total(language)
    shares = f"{each.recall:.1%} | {each.precision:.1%} | {each.wrong}/{each.given} | {each.open_share:.1%}"
    assert f"| {each.marked} | {shares} |" in page


def test_all_labelled_articles_together_leave_few_quotations_open() -> None:
    whole = sum((total(language) for language in Language), Attribution())
    assert whole.wrong_share <= 0.003
    assert whole.open_share <= 0.12


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nobody came to the harbour that night.", "en"),
        ("Niemand ist in der Nacht in den Hafen gekommen.", "de"),
        ("Personne n’est venu dans le port cette nuit.", "fr"),
        ("Nadie vino al puerto por la noche.", "es"),
        ("Никто не пришёл в порт той ночью.", "ru"),
        ("Ніхто не прийшов до порту тієї ночі.", "uk"),
        ("", "en"),
        ("1234 ---", "en"),
    ],
)
def test_the_language_is_told_by_letters_and_common_words(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("language", Language)
def test_a_table_of_words_has_every_list_and_no_word_twice(language: Language) -> None:
    table, english = cues_of(language), cues_of(Language.EN)
    missing = set(english.words) - set(table.words)
    assert not missing
    assert all(
        each == each.lower() or each == "№"
        for name in ("between", "holders", "documents")
        for each in table.words[name]
    )
