"""The sets of characters that are taken for one another, each with its source.

All are of the Unicode Character Database, version 14.0 (that of Python 3.11; nothing in these sets has changed up to
16.0): they are written out, so that every Python says the same. `tests/test_characters.py` holds them against the
categories that Python knows. A set is a part of a character class of a regular expression.
"""

from __future__ import annotations

UNICODE = "14.0"

SPACES = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space: property White_Space (PropList.txt)."""

SEPARATORS = "\x85\u2028\u2029"
"""What ends a line to YAML 1.1 (section 5.4, "line break characters") and to no editor, to `grep` and to git."""

INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # the property
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb"  # controls that are no space, and the signs of ruby
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # half characters, and none
)
"""What takes no room: property Default_Ignorable_Code_Point (DerivedCoreProperties.txt), and what nothing shows.

Soft hyphens, zero-width spaces and joiners, marks of direction, selectors of variants, tags.
"""

MARKS = (
    "'\"\xab\xbb\u2018-\u201f\u2039\u203a\u2e42\u300c-\u300f\u301d-\u301f\ufe41-\ufe44\uff02\uff07\uff62\uff63"
    # apostrophes that are letters or accents: French and Ukrainian keyboards, Hebrew, Armenian, Hawaiian; primes
    "`\xb4\u02b9-\u02bd\u02c8\u055a\u05f3\u05f4\u2032-\u2037\uff40"
)
"""Quotation marks and apostrophes: property Quotation_Mark (PropList.txt), and what is typed in their place."""

APOSTROPHES = "'`\xb4\u2018\u2019\u201b\u02bb-\u02bd\u055a\uff07"
"""Those of the marks that stand inside words."""

HYPHENS = "\\-\u058a\u05be\u1400\u1806\u2010\u2011\u2e17\ufe63\uff0d"
"""Signs that join words (a part of the property Dash); U+2011 does not break."""

DASHES = (
    "\u2012-\u2015\u2053\u207b\u208b\u2212\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\U00010ead"
)
"""Signs that part words, and minus signs: the rest of the property Dash (PropList.txt)."""

FORMS = (
    "\u0132\u0133\u017f\u01c4-\u01cc\u01f1-\u01f3\u0587\u2100-\u214f\u2160-\u217f\u2f00-\u2fd5\u3300-\u33ff\ufb00-\ufbb1"
    "\ufbd3-\ufd3d\ufd50-\ufdfc\ufe10-\ufe12\ufe14-\ufe18\ufe35-\ufe40\ufe47\ufe48\ufe50-\ufe57\ufe59-\ufe62\ufe64-\ufe6b\ufe70-\ufefc"
    "\uff01\uff03-\uff06\uff08-\uff0c\uff0e-\uff3f\uff41-\uff61\uff64-\uff9f\uffa1-\uffee\U0001d400-\U0001d7ff"
)
"""Blocks of compatibility forms that copies of printed pages hold: ligatures, presentation forms, widths, numbers.

Field 5 of UnicodeData.txt tells the plain letters; marks, dashes and raised figures are no part of the set.
"""

UNDECOMPOSED = {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ŧ": "t", "ð": "d", "þ": "th"}
"""Letters whose stroke Unicode does not hold to be a mark, as readers without them on their keyboard write them."""

KEYBOARDS = {"ی": "ي", "ک": "ك", "ہ": "ه", "ـ": ""}
"""Arabic letters that are another code on a Persian or Urdu keyboard, and the stroke that only lengthens a word."""

STAYING = frozenset({7, 8, 9, 103, 107, 118, 122, 129, 130, 132})
"""Combining classes of what is no accent: nuktas, voicing of kana, viramas, vowels and tones of Thai, Lao, Tibetan.

UnicodeData.txt, field 3; the others are the accents of Latin, Greek and Cyrillic and the points of Hebrew and Arabic.
"""
