"""LaTeX in a field of a bibliography, as people read it: accents, signs and braces; nothing is run or loaded.

Commands whose words are all that a reader sees (`\\emph{x}`) give their words. One that is not known stays as it is
written and is named: what it would print is not guessed, and no word is lost. pylatexenc 2.11, which knows more
commands, drops those that it does not know, what is behind a `%`, and `\\texttt{a\\%20b}` altogether.
"""

from __future__ import annotations

import re
import unicodedata

from claimcheck.characters.patterns import lazy

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328",
    "r": "\u030a", "t": "\u0361", "h": "\u0309", "G": "\u030f", "U": "\u030e",
}  # fmt: skip
_SIGNS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ",
    "NG": "Ŋ", "SS": "ẞ", "S": "§", "P": "¶", "pounds": "£", "copyright": "©", "dag": "†", "ddag": "‡",
    "textdagger": "†", "textdaggerdbl": "‡", "textsection": "§", "textparagraph": "¶", "textsterling": "£",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°",
    "texteuro": "€", "euro": "€", "textcent": "¢", "textyen": "¥", "textnumero": "№", "textordfeminine": "ª",
    "textordmasculine": "º", "textonehalf": "½", "texttimes": "×", "textpm": "±", "textmu": "µ",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "textquotedbl": '"', "textquotesingle": "'",
    "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹",
    "frq": "›", "textendash": "–", "textemdash": "—", "textbullet": "•", "textperiodcentered": "·",
    "cdot": "·", "dots": "…", "ldots": "…", "textellipsis": "…", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textasciigrave": "`", "textless": "<", "textgreater": ">", "textbar": "|",
    "textbraceleft": "{", "textbraceright": "}", "textunderscore": "_", "textdollar": "$", "textpercent": "%",
    "textvisiblespace": "␣", "textexclamdown": "¡", "textquestiondown": "¿", "lbrace": "{", "rbrace": "}",
    "slash": "/", "textslash": "/", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "quad": " ", "qquad": " ",
    "space": " ", "nobreakspace": " ", "enspace": " ", "thinspace": " ", "newline": " ", "linebreak": " ", "par": " ",
    "noopsort": "", "bibstring": "", "relax": "", "protect": "", "null": "", "ignorespaces": "", "unskip": "",
    "hyp": "-", "textcompwordmark": "", "allowbreak": "", "-": "", "/": "", ",": " ", ";": " ", ":": " ", "!": "",
    " ": " ", "\n": " ", "\\": " ", "{": "{", "}": "}", "%": "%", "$": "$", "#": "#", "&": "&", "_": "_", "@": "",
}  # fmt: skip
_WORDS = frozenset({
    "emph", "textit", "textbf", "textsc", "textsl", "textup", "textrm", "textsf", "texttt", "textmd", "textnormal",
    "underline", "mbox", "text", "uppercase", "mkbibemph", "mkbibbold", "mkbibquote", "mkbibparens", "enquote",
    "nolinkurl", "url", "path", "NoCaseChange", "MakeUppercase", "textsuperscript", "textsubscript",
    "mkbibsuperscript", "textcyrillic", "textgreek", "textlatin", "ensuremath", "lowercase", "hbox", "fbox",
    "smash",
})  # fmt: skip
_QUOTED = frozenset({"enquote", "mkbibquote"})
_SWITCHES = frozenset({
    "em", "it", "bf", "sc", "sl", "rm", "sf", "tt", "sffamily", "rmfamily", "ttfamily", "itshape", "bfseries",
    "scshape", "upshape", "small", "large", "normalfont", "normalsize", "footnotesize", "cyr", "cyrillictext",
    "latintext",
})  # fmt: skip
_SECOND = {"href": 1, "textcolor": 1, "foreignlanguage": 1, "hyperlink": 1, "texorpdfstring": 0}
"""Commands of two arguments, and the one of them that is read."""
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("!`", "¡"), ("?`", "¿"))
_STEP = lazy(r"\\([A-Za-z]+|.|$)|[{}~$]|-{2,3}|``|''|[!?]`|[^\\{}~$`'!?-]+|.", re.DOTALL)
_SPACES = lazy(r"[ \t]*\n?[ \t]*")
_DEEPEST = 40
_LONGEST = 100_000


def text(source: str) -> tuple[str, list[str]]:
    """A field as people read it, on one line, and the commands in it that are not known and stay as they are.

    Takes time in proportion to the field.
    """
    if not any(each in source for each in "\\{}~`'-$"):
        return " ".join(source.split()), []
    if len(source) > _LONGEST:
        return " ".join(source.split()), ["LaTeX in more than 100,000 characters"]
    reader = _Reader(source)
    read = reader.until_end(0)
    return " ".join(unicodedata.normalize("NFC", read).split()), list(dict.fromkeys(reader.unknown))


def address(source: str) -> str:
    """A field that holds an address: nothing in it is LaTeX but escaped signs and a wrapper."""
    bare = source.strip()
    while match := re.fullmatch(r"\\(?:url|nolinkurl|path|texttt)\s*\{(.*)\}|\{(.*)\}|<(.*)>", bare, re.DOTALL):
        bare = next(each for each in match.groups() if each is not None).strip()
    bare = bare.replace(r"\textasciitilde{}", "~").replace(r"\textasciitilde", "~").replace(r"{\~}", "~")
    bare = re.sub(r"\{?\\([%#&_~$^])(?:\{\})?\}?", r"\1", bare)
    return "".join(bare.split())


class _Reader:
    """Goes through a text once; `unknown` gathers what it does not know."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.unknown: list[str] = []
        self.dollar = source.count("$") - source.count(r"\$") >= 2

    def until_end(self, depth: int) -> str:
        """All up to the brace that ends the group, or to the end of the text."""
        found: list[str] = []
        while match := _STEP.match(self.source, self.place):
            self.place = match.end()
            step = match[0]
            if step == "}":
                if depth:
                    break
                continue  # one that closes nothing
            if step == "{":
                if depth >= _DEEPEST:
                    self.unknown.append("braces in braces")
                    continue
                found.append(self.until_end(depth + 1))
            elif step.startswith("\\"):
                found.append(self.command(match[1], depth))
            elif step == "$":
                found.append(self.mathematics())
            else:
                found.append(" " if step == "~" else dict(_LIGATURES).get(step, step))
        return "".join(found)

    def command(self, name: str, depth: int) -> str:
        """What a command prints."""
        if name in _ACCENTS and not (name.isalpha() and self.peek(spaces=False) == ""):
            return self.accented(_ACCENTS[name], depth, word=name.isalpha())
        if name.isalpha():
            self.skip_spaces()
        if name in _SIGNS:
            if name.isalpha() and self.source.startswith("{}", self.place):
                self.place += 2
            return _SIGNS[name]
        if name in _SWITCHES:
            return ""
        if name in _WORDS:
            inner = self.argument(depth)
            return f"“{inner}”" if name in _QUOTED else inner
        if name in _SECOND and self.peek() == "{":
            both = [self.argument(depth, raw=_SECOND[name] == 1), self.argument(depth)]
            return both[_SECOND[name]] or both[0]
        self.unknown.append(f"\\{name}")
        if name.isalpha() and self.peek(spaces=False) == "{":
            return f"\\{name}{{{self.argument(depth)}}}"
        return f"\\{name}" + (" " if name.isalpha() and self.peek(spaces=False).isalnum() else "")

    def accented(self, accent: str, depth: int, *, word: bool) -> str:
        """The letter, or the letters in braces, that a command of one sign stands before."""
        if word or self.peek(spaces=False).isspace():
            self.skip_spaces()
        inner = self.argument(depth)
        inner = {"ı": "i", "ȷ": "j"}.get(inner, inner)
        return unicodedata.normalize("NFC", inner[:1] + accent + inner[1:]) if inner else ""

    def argument(self, depth: int, *, raw: bool = False) -> str:
        """The group, the command or the letter that comes next."""
        self.skip_spaces()
        match = _STEP.match(self.source, self.place)
        if match is None:
            return ""
        if match[0] == "{" and raw:
            return self.raw_group()
        if match[0] == "{" and depth < _DEEPEST:
            self.place = match.end()
            return self.until_end(depth + 1)
        if match[0].startswith("\\"):
            self.place = match.end()
            return self.command(match[1], depth + 1) if depth < _DEEPEST else match[0]
        if match[0] == "}":
            return ""
        self.place += 1
        return self.source[self.place - 1]

    def raw_group(self) -> str:
        """A group as it is written, such as an address."""
        depth, start = 0, self.place
        while self.place < len(self.source):
            sign = self.source[self.place]
            self.place += 2 if sign == "\\" else 1
            depth += {"{": 1, "}": -1}.get(sign, 0)
            if depth == 0:
                break
        return address(self.source[start + 1 : self.place - 1])

    def mathematics(self) -> str:
        """A formula stays as it is written, with its dollars; one dollar by itself is money."""
        end = self.source.find("$", self.place) if self.dollar else -1
        if end < 0:
            return "$"
        inner = self.source[self.place : end]
        self.place = end + 1
        return f"${inner}$"

    def skip_spaces(self) -> None:
        """Pass over the spaces that end the name of a command."""
        if match := _SPACES.match(self.source, self.place):
            self.place = match.end()

    def peek(self, *, spaces: bool = True) -> str:
        """The sign that comes next."""
        if spaces:
            self.skip_spaces()
        return self.source[self.place : self.place + 1]
