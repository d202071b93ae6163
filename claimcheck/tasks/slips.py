"""A call that is not one, answered with what to type: the command, the option or the place that was most likely meant.

What a person calls a thing is looked up first, then what is spelled like it, then what it is in the collection: an id
or a name behind a command that takes it by an option is shown with that option. Imported when a call went wrong.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping

from claimcheck.errors import ClaimcheckError, did_you_mean, nearest
from claimcheck.frozen import frozen
from claimcheck.model.meanings import KEYS_MEANT, meant
from claimcheck.tasks.adding import KINDS
from claimcheck.tasks.fields import fields
from claimcheck.tasks.likely import incidents_known, is_date, is_in_collection
from claimcheck.tasks.meanings import ADDED, COMMANDS_MEANT, FORMATS_MEANT

PROGRAM = "claimcheck"
_HYPHENS = re.compile("^(?:[\u2010-\u2015\u2212]+|--?|_+)-*(?=[A-Za-z])")


@frozen
class Typed:
    """A call as it was typed, and what its command takes: `options` by each spelling, with whether it is a flag."""

    words: list[str]
    command: str
    options: Mapping[str, bool]
    arguments: tuple[str, ...]

    @property
    def path(self) -> str:
        """The command with the program."""
        return f"{PROGRAM} {self.command}".strip()

    @property
    def usage(self) -> str:
        """The command with its arguments."""
        return " ".join([PROGRAM, self.command, *self.arguments])


def no_command(word: str, known: Iterable[str], home: str = "", top: Iterable[str] = ()) -> ClaimcheckError:
    """That there is no command of that name: among all (`known`), or below another (`add`) of those at the `top`."""
    commands, above = list(known), list(top)
    plain = _HYPHENS.sub("", word).lower().replace("_", "-")
    meanings = ADDED if home == "add" else {} if home else COMMANDS_MEANT
    shown = f"no command `{f'{home} ' if home else ''}{word}`"
    for likely in meanings.get(plain, ()):
        if likely.startswith("!"):
            return ClaimcheckError(shown, likely[1:])
        first = likely.split()[0]
        if likely.startswith("--") or first in commands or (home and first in above):
            below = f"{home} " if home and first not in above and not likely.startswith("--") else ""
            return ClaimcheckError(shown, f"did you mean `{PROGRAM} {below}{likely}`?")
    singular = plain.removesuffix("s")
    if home and singular in commands:
        return ClaimcheckError(shown, f"did you mean `{PROGRAM} {home} {singular}`?")
    close = nearest(plain, commands)
    if close:
        return ClaimcheckError(shown, did_you_mean(plain, commands))
    if not home and is_in_collection("incident", word, []):
        return ClaimcheckError(shown, f"`{word}` is an incident: `{PROGRAM} show {word}`, `{PROGRAM} contrast {word}`")
    if not home and any(is_in_collection(kind, word, []) for kind in ("speaker", "party", "theme", "question")):
        return ClaimcheckError(shown, f"`{PROGRAM} show {shlex.quote(word)}` shows it")
    path = f"{PROGRAM} {home}".strip()
    return ClaimcheckError(shown, did_you_mean(word, commands) or f"`{path} --help` lists the commands")


def no_option(word: str, typed: Typed) -> ClaimcheckError:
    """That the command has no such option."""
    name, known = typed.command, typed.options
    if not word.startswith("--"):  # `-speaker` is read letter by letter
        word = next((each for each in typed.words if each.startswith(word)), word)
    shown = f"`{name or PROGRAM}` has no option `{word}`"
    plain = _HYPHENS.sub("", word.partition("=")[0]).lower().replace("_", "-")
    if f"--{plain}" in known:
        return ClaimcheckError(shown, f"did you mean `--{plain}`? An option has two hyphens")
    if plain in ("h", "?"):
        return ClaimcheckError(shown, f"did you mean `{f'{PROGRAM} {name}'.strip()} --help`?")
    if plain in FORMATS_MEANT and "--format" in known:
        return ClaimcheckError(shown, f"did you mean `--format {FORMATS_MEANT[plain]}`?")
    likely = meant(plain, [each.removeprefix("--") for each in known])
    if not likely and not name:
        return ClaimcheckError(shown, f"options stand behind a command: `{PROGRAM} COMMAND {word}`")
    if likely:
        return ClaimcheckError(shown, f"did you mean `--{likely}`?")
    if elsewhere := _of_another(name, plain):
        return ClaimcheckError(shown, f"did you mean `{PROGRAM} {elsewhere}`?")
    close = [f"--{each}" for each in nearest(plain, [each[2:] for each in known if each.startswith("--")])]
    hint = did_you_mean(f"--{plain}", close) if close else f"see `{PROGRAM} {name} --help`"
    return ClaimcheckError(shown, hint)


def _of_another(name: str, plain: str) -> str:
    """The option of another command below `add`: an address belongs to a source, a party to a speaker."""
    if not name.startswith("add "):
        return ""
    kinds = {each: [one.option.removeprefix("--") for one in fields(each.model)] for each in KINDS}
    for word in (plain, *KEYS_MEANT.get(plain, ())):
        for kind, options in kinds.items():
            if word in options:
                return f"add {kind.word} --{word}"
    return ""


def missing(what: str, text: str, typed: Typed) -> ClaimcheckError:
    """That an argument is not there: what it is called in the usage, and what the help says of it."""
    name, usage = typed.command, typed.usage
    if what == "INCIDENT":
        known = incidents_known(typed.words)
        some = ", ".join(f"`{each}`" for each in known[:6])
        more = f", ...: `{PROGRAM} list` shows all" if len(known) > 6 else ""
        return ClaimcheckError(
            f"`{name}` needs an {what} and has none", f"such as {some}{more}" if known else f"`{usage}`"
        )
    article = "" if what.endswith("S") else "an " if what[:1] in "AEIO" else "a "
    text = text.rstrip(".")
    text = f": {what} is {text[:1].lower()}{text[1:]}" if text else ""
    return ClaimcheckError(f"`{name}` needs {article}{what} and has none", f"`{usage}`{text}")


def too_many(extra: str, typed: Typed) -> ClaimcheckError:
    """That there is a word too many; where it is known what it is, with the option that takes it."""
    words, known, path = typed.words, typed.options, typed.path
    extras = _extras(extra, words)
    first = extras[0]
    shown = f"`{typed.command}` takes no `{first}`"
    if _HYPHENS.match(first) and not first.startswith("-"):
        return ClaimcheckError(shown, f"an option has two hyphens: `--{_HYPHENS.sub('', first)}`")
    if "=" in first and "--asserts" in known:
        return ClaimcheckError(shown, f"which stance? `--asserts {shlex.quote(first)}`, `--denies ...`")
    before = words[words.index(first) - 1] if first in words[1:] else ""
    earlier = words[words.index(first) - 2] if first in words[2:] else ""
    together = shlex.quote(" ".join([before, *extras]))
    if earlier in known and not known[earlier]:
        return ClaimcheckError(shown, f"what has blanks stands in quotation marks: `{earlier} {together}`")
    if any(is_in_collection(kind, " ".join([before, *extras]), words) for kind in ("speaker", "party")):
        return ClaimcheckError(shown, f"a name with blanks stands in quotation marks: `{path} {together}`")
    if "--parties" in known and all(is_in_collection("party", each, words) for each in extras):
        joined = ",".join(extras)
        return ClaimcheckError(shown, f"did you mean `{_call(path, words, extras, '--parties', joined)}`?")
    for option in _fitting(first, known, words):
        return ClaimcheckError(shown, f"did you mean `{_call(path, words, [first], option, first)}`?")
    if "--output" in known and "--format" not in known:
        return ClaimcheckError(shown, f"did you mean `{path} -o {shlex.quote(first)}`?")
    if typed.arguments:
        return ClaimcheckError(shown, f"`{typed.usage}`")
    named = ", ".join(f"`{each}`" for each in known if each in _KINDS)
    return ClaimcheckError(
        shown, f"it takes options: {named}" if named else f"it takes no arguments; see `{path} --help`"
    )


def _extras(extra: str, words: list[str]) -> list[str]:
    """The words that were too many: typer names them with blanks between."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if " ".join(words[start:end]) == extra:
                return words[start:end]
    return [extra]


def _call(path: str, words: list[str], taken: list[str], option: str, value: str) -> str:
    """The call with an option in the place of words that it takes."""
    rest = [each for each in words[len(path.split()) - 1 :] if each not in taken]
    return shlex.join([*path.split(), *rest, option, value])


_KINDS: dict[str, str] = {
    "--speaker": "speaker",
    "--party": "party",
    "--parties": "party",
    "--theme": "theme",
    "--incident": "incident",
    "--question": "question",
    "--publisher": "publisher",
    "--source": "source",
}


def _fitting(word: str, known: Iterable[str], words: list[str]) -> Iterator[str]:
    """The options that take what a word is: a format, an id or a name of the collection, a date, a file."""
    options = list(known)
    if word.lower() in FORMATS_MEANT and "--format" in options:
        yield "--format"
    for option, kind in _KINDS.items():
        if option in options and is_in_collection(kind, word, words):
            yield option
    if {"--as-of", "--since", "--said", "--published"} & {*options} and is_date(word):
        yield next(each for each in ("--as-of", "--since", "--said", "--published") if each in options)
    if re.search(r"\.(?:yaml|yml|json)$", word) and "--from" in options:
        yield "--from"
    if re.search(r"\.(?:html?|md|txt|csv|jsonl?)$", word) and "--output" in options:
        yield "--output"
    if re.match("https?://", word) and "--url" in options:
        yield "--url"


def choice(word: str, choices: list[str], typed: Typed) -> str:
    """What to type in the place of a word that is none of some choices."""
    plain = word.lower()
    if _HYPHENS.match(word):
        return f"an option has two hyphens: `--{_HYPHENS.sub('', word)}`"
    if likely := meant(plain, choices):
        return f"did you mean `{likely}`?"
    if typed.command == "list":
        for option, kind in _KINDS.items():
            if option not in ("--parties", "--publisher") and is_in_collection(kind, word, typed.words):
                return f"did you mean `{PROGRAM} list claims {option} {shlex.quote(word)}`?"
    return did_you_mean(plain, choices) if nearest(plain, choices) else ""
