"""Words that names are made of, and short ones of everybody's texts that a name may be."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set("mr mrs ms miss dr prof sir the")
ADDRESS = _set(
    "mr mrs ms miss dr prof sir herr herrn frau monsieur madame mme señor señora signor signora г-н г-жа господин "
    "господина госпожа госпожи пан пана пани товарищ"
)
"""What stands before the name of somebody, so that what follows is a name, whatever else it may mean."""
ADDRESS_BEHIND = tuple("先生 女士 小姐 太太 老师 老師 博士 同志 氏".split())  # noqa: SIM905
"""What Chinese sets behind the name of a family."""
PARTICLES = _set(
    "al el de da di do du la le les los las dos das del della van von vom zu zum zur der den ter ten bin ibn ben "
    "bint abu abd af av st san santa mac o y e i und and of"
)
WORDS = _set(
    "a an and as at am be but by for from go he her him his i if in is it me my no not of on or our so that the "
    "they this to up us was we who with you ab da du er es im in ja so um wo zu au en et il je la le ne on ou se "
    "si tu un y o es lo mi no su te un ya"
) | _set(
    "а в во да до же за и из к ко мы на не ни но ну о об он от по с со та те то ту ты у че я аж бо де до зі ми "
    "нам та ти то"
)
"""Short words that stand in anybody's text: a name that is one of them counts as a whole only."""
COMMON = _set("said will may can mark long short strong young bill art sue per tot sur bon")
"""Longer words that stand in anybody's text: a name that is one of them counts with its capital only."""
ABBREVIATIONS = _set(
    "us uk un eu dc ps la ny am pm eg ie ad bc id tv uae usa ussr cia fbi mi ua ru de zb dh va sa оо тд тп те тк ио"
)
"""What may be meant where two letters have full stops behind them, or are capitals."""
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"}
)
"""As they are written where the keyboard has none."""
