"""A call that is not one, answered with what to type: the command, the option or the place that was most likely meant.

What a person calls a thing is looked up first, then what is spelled like it, then what it is in the collection: an id
or a name behind a command that takes it by an option is shown with that option. Imported when a call went wrong.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from claimcheck.cli.meanings import ADDED, COMMANDS_MEANT, FORMATS_MEANT
from claimcheck.cli.table import COMMANDS
from claimcheck.errors import ClaimcheckError, did_you_mean, nearest
from claimcheck.model.meanings import KEYS_MEANT, meant

PROGRAM = "claimcheck"
_HYPHENS = re.compile("^(?:[\u2010-\u2015\u2212]+|--?|_+)-*(?=[A-Za-z])")


def no_command(word: str, known: Iterable[str], home: str = "") -> ClaimcheckError:
    """That there is no command of that name: at the top, or below another (`add`)."""
    commands = list(known)
    plain = _HYPHENS.sub("", word).lower().replace("_", "-")
    meanings = ADDED if home == "add" else {} if home else COMMANDS_MEANT
    shown = f"no command `{f'{home} ' if home else ''}{word}`"
    for likely in meanings.get(plain, ()):
        if likely.startswith("!"):
            return ClaimcheckError(shown, likely[1:])
        first = likely.split()[0]
        if likely.startswith("--") or first in commands or (home and first in COMMANDS):
            below = f"{home} " if home and first not in COMMANDS and not likely.startswith("--") else ""
            return ClaimcheckError(shown, f"did you mean `{PROGRAM} {below}{likely}`?")
    singular = plain.removesuffix("s")
    if home and singular in commands:
        return ClaimcheckError(shown, f"did you mean `{PROGRAM} {home} {singular}`?")
    close = nearest(plain, commands)
    if close:
        return ClaimcheckError(shown, did_you_mean(plain, commands))
    if not home and _in_collection("incident", word, []):
        return ClaimcheckError(shown, f"`{word}` is an incident: `{PROGRAM} show {word}`, `{PROGRAM} contrast {word}`")
    if not home and any(_in_collection(kind, word, []) for kind in ("speaker", "party", "theme", "question")):
        return ClaimcheckError(shown, f"`{PROGRAM} show {shlex.quote(word)}` shows it")
    path = f"{PROGRAM} {home}".strip()
    return ClaimcheckError(shown, did_you_mean(word, commands) or f"`{path} --help` lists the commands")


def said_better(error: Any, words: list[str]) -> ClaimcheckError:  # noqa: ANN401 - typer's own errors have no public type
    """What typer says of a call that does not fit, in the words of this program, with what to type instead."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else PROGRAM
    name = path.removeprefix(PROGRAM).strip()
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    help_hint = f"see `{path} --help`"
    if type(error).__name__ == "BadOptionUsage":
        return ClaimcheckError(message, "write it behind the option, in quotation marks where it has blanks")
    if context is None:
        return ClaimcheckError(message, help_hint)
    if (word := getattr(error, "option_name", None)) and type(error).__name__ == "NoSuchOption":
        return _no_option(name, str(word), context, words)
    if type(error).__name__ == "MissingParameter":
        return _missing(name, error.param, context, words)
    if found := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message, re.DOTALL):
        return _too_many(name, found[1], context, words)
    if found := re.search(r"'([^']*)' is not one of (.*)\.$", message):
        choices = re.findall("'([^']*)'", found[2])
        return ClaimcheckError(message, _choice(name, found[1], choices, words) or help_hint)
    return ClaimcheckError(message, help_hint)


# options


def _options(context: Any) -> dict[str, Any]:  # noqa: ANN401
    """The options of a command by each of their names."""
    params = context.command.params
    return {spelled: each for each in params if each.param_type_name == "option" for spelled in each.opts}


def _no_option(name: str, word: str, context: Any, words: list[str]) -> ClaimcheckError:  # noqa: ANN401
    known = _options(context)
    if not word.startswith("--"):  # `-speaker` is read letter by letter
        word = next((each for each in words if each.startswith(word)), word)
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
    names = [each for each in known if each.startswith("--")]
    close = nearest(f"--{plain}", names)
    hint = did_you_mean(f"--{plain}", names) if close else f"see `{PROGRAM} {name} --help`"
    return ClaimcheckError(shown, hint)


def _of_another(name: str, plain: str) -> str:
    """The option of another command below `add`: an address belongs to a source, a party to a speaker."""
    if not name.startswith("add "):
        return ""
    from claimcheck.tasks.adding import KINDS
    from claimcheck.tasks.fields import fields

    kinds = {each: [one.option.removeprefix("--") for one in fields(each.model)] for each in KINDS}
    for word in (plain, *KEYS_MEANT.get(plain, ())):
        for kind, options in kinds.items():
            if word in options:
                return f"add {kind.word} --{word}"
    return ""


# arguments


def _usage(name: str, context: Any) -> str:  # noqa: ANN401
    """A command with its arguments."""
    arguments = [each for each in context.command.params if each.param_type_name == "argument"]
    return " ".join([PROGRAM, name, *(each.metavar or each.human_readable_name for each in arguments)])


def _missing(name: str, param: Any, context: Any, words: list[str]) -> ClaimcheckError:  # noqa: ANN401
    what = (param.metavar or param.human_readable_name).strip("[]").partition("|")[0].rstrip(".")
    usage = _usage(name, context)
    if what == "INCIDENT":
        known = _incidents(words)
        some = ", ".join(f"`{each}`" for each in known[:6])
        more = f", ...: `{PROGRAM} list` shows all" if len(known) > 6 else ""
        return ClaimcheckError(
            f"`{name}` needs an {what} and has none", f"such as {some}{more}" if known else f"`{usage}`"
        )
    article = "" if what.endswith("S") else "an " if what[:1] in "AEIO" else "a "
    text = str(getattr(param, "help", "") or "").rstrip(".")
    text = f": {what} is {text[:1].lower()}{text[1:]}" if text else ""
    return ClaimcheckError(f"`{name}` needs {article}{what} and has none", f"`{usage}`{text}")


def _too_many(name: str, extra: str, context: Any, words: list[str]) -> ClaimcheckError:  # noqa: ANN401
    """That there is a word too many; where it is known what it is, with the option that takes it."""
    first = _extras(extra, words)[0]
    known = _options(context)
    shown = f"`{name}` takes no `{first}`"
    path = f"{PROGRAM} {name}"
    if _HYPHENS.match(first) and not first.startswith("-"):
        return ClaimcheckError(shown, f"an option has two hyphens: `--{_HYPHENS.sub('', first)}`")
    if "=" in first and "--asserts" in known:
        return ClaimcheckError(shown, f"which stance? `--asserts {shlex.quote(first)}`, `--denies ...`")
    extras = _extras(extra, words)
    before = words[words.index(first) - 1] if first in words[1:] else ""
    earlier = words[words.index(first) - 2] if first in words[2:] else ""
    together = shlex.quote(" ".join([before, *extras]))
    if earlier in known and not known[earlier].is_flag:
        return ClaimcheckError(shown, f"what has blanks stands in quotation marks: `{earlier} {together}`")
    if any(_in_collection(kind, " ".join([before, *extras]), words) for kind in ("speaker", "party")):
        return ClaimcheckError(shown, f"a name with blanks stands in quotation marks: `{path} {together}`")
    if "--parties" in known and all(_in_collection("party", each, words) for each in extras):
        joined = ",".join(extras)
        return ClaimcheckError(shown, f"did you mean `{_call(path, words, extras, '--parties', joined)}`?")
    for option in _fitting(first, known, words):
        return ClaimcheckError(shown, f"did you mean `{_call(path, words, [first], option, first)}`?")
    if "--output" in known and "--format" not in known:
        return ClaimcheckError(shown, f"did you mean `{path} -o {shlex.quote(first)}`?")
    if any(each.param_type_name == "argument" for each in context.command.params):
        return ClaimcheckError(shown, f"`{_usage(name, context)}`")
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
        if option in options and _in_collection(kind, word, words):
            yield option
    if {"--as-of", "--since", "--said", "--published"} & {*options} and _is_date(word):
        yield next(each for each in ("--as-of", "--since", "--said", "--published") if each in options)
    if re.search(r"\.(?:yaml|yml|json)$", word) and "--from" in options:
        yield "--from"
    if re.search(r"\.(?:html?|md|txt|csv|jsonl?)$", word) and "--output" in options:
        yield "--output"
    if re.match("https?://", word) and "--url" in options:
        yield "--url"


def _choice(name: str, word: str, choices: list[str], words: list[str]) -> str:
    """What to type in the place of a word that is none of some choices."""
    plain = word.lower()
    if _HYPHENS.match(word):
        return f"an option has two hyphens: `--{_HYPHENS.sub('', word)}`"
    if likely := meant(plain, choices):
        return f"did you mean `{likely}`?"
    if name == "list":
        for option, kind in _KINDS.items():
            if option not in ("--parties", "--publisher") and _in_collection(kind, word, words):
                return f"did you mean `{PROGRAM} list claims {option} {shlex.quote(word)}`?"
    return did_you_mean(plain, choices) if nearest(plain, choices) else ""


# the collection


def _in_collection(kind: str, word: str, words: list[str]) -> bool:
    """Whether a word is an id or a name of a kind; what cannot be read is not there."""
    try:
        return _LOOK_UP[kind](word, words)
    except Exception:  # noqa: BLE001 - a hint is not worth a second complaint
        return False


def _folder(words: list[str]) -> Any:  # noqa: ANN401
    from claimcheck.store.files import ENVIRONMENT, find

    given = next((words[at + 1] for at, each in enumerate(words[:-1]) if each == "--claims"), None)
    given = given or next((each.partition("=")[2] for each in words if each.startswith("--claims=")), None)
    return find(given, Path.cwd(), os.environ.get(ENVIRONMENT))


def _incidents(words: list[str]) -> list[str]:
    from claimcheck.store.files import identifiers

    try:
        return identifiers(_folder(words).incidents())
    except Exception:  # noqa: BLE001 - see above
        return []


def _is_voice(kind: str) -> Callable[[str, list[str]], bool]:
    def look(word: str, words: list[str]) -> bool:
        from claimcheck.model.keys import Sort
        from claimcheck.model.names import known_id
        from claimcheck.store.load import load

        collection = load(_folder(words), []).collection
        return bool(known_id(collection, word, [Sort(kind)]))

    return look


def _is_theme(word: str, words: list[str]) -> bool:
    from claimcheck.store.load import load

    return word in load(_folder(words), []).collection.themes


def _is_inner(section: str) -> Callable[[str, list[str]], bool]:
    def look(word: str, words: list[str]) -> bool:
        from claimcheck.cli.completing import keys_of

        folder = _folder(words)
        inner = word.rpartition("/")[2]
        return any(inner in keys_of(folder, f"incidents/{each}.yaml", section) for each in _incidents(words))

    return look


def _is_publisher(word: str, words: list[str]) -> bool:
    folder = _folder(words)
    line = f"publisher: {word}".encode()
    return any(line in (folder.read(f"incidents/{each}.yaml") or b"") for each in _incidents(words))


_LOOK_UP: dict[str, Callable[[str, list[str]], bool]] = {
    "incident": lambda word, words: word in _incidents(words),
    "speaker": _is_voice("speaker"),
    "party": _is_voice("party"),
    "theme": _is_theme,
    "question": _is_inner("questions"),
    "source": _is_inner("sources"),
    "publisher": _is_publisher,
}


def _is_date(word: str) -> bool:
    from claimcheck.model.when import When

    if not re.match(r"\d{4}", word):
        return False
    try:
        When.parse(word)
    except ValueError:
        return False
    return True
