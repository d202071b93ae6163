"""What stands between a threat and its harm, each with how to take it away and the test that then fails.

The numbers are those of `docs/explanation/security.md`. `test_cures.py` takes each cure away, in a copy, and runs its
test; a cure that has moved is to be followed here.
"""

from __future__ import annotations

from typing import NamedTuple


class Cure(NamedTuple):
    """Edits (file, text, other text) that take a cure away, and the test that fails without it."""

    threat: int
    edits: tuple[tuple[str, str, str], ...]
    test: str

    def __str__(self) -> str:
        return f"{self.threat} {self.edits[0][0]}"


PARSE, FILES, WRITE = "store/parse.py", "store/files.py", "store/write.py"
REVISION, CHARACTERS = "store/revision.py", "characters/unseen.py"
BYTES, PLACES, LOST, RUNS = (
    f"trust/test_{each}.py" for each in ("any_bytes", "same_bytes", "nothing_lost", "nothing_runs")
)

CURES = [
    Cure(
        1,
        (
            (
                PARSE,
                'self.refuse(event, f"an alias (`*{event.anchor}`)", hint)',
                "pass",
            ),
        ),
        "test_store.py -k alias_bomb",
    ),
    Cure(1, ((PARSE, "elif problem.grave:", "elif False:"),), "test_limits.py -k thousand"),
    Cure(2, ((PARSE, "if len(stack) > MAX_DEPTH:", "if False:"),), "test_store.py -k would_not_see"),
    Cure(
        2,
        (
            ("store/settings.py", "UnicodeDecodeError, RecursionError)", "UnicodeDecodeError)"),
            ("store/settings.py", '(b"[", b"{", b"."))) > _MOST_LEVELS', '(b"[", b"{", b"."))) < 0'),
        ),
        f"{RUNS} -k brackets_in_settings",
    ),
    Cure(3, ((PARSE, "if text not in mapping:", "if True:"),), "test_store.py -k would_not_see"),
    Cure(
        4,
        (("store/scalars.py", "return plainly(text) or _plain(text, flow)", "return True"),),
        "test_edit.py -k somebody_would_read",
    ),
    Cure(5, (("model/when.py", "if not days:", "if False:"),), "test_model.py -k date"),
    Cure(
        6,
        ((PARSE, "if decorated and (event.anchor is not None or event.tag is not None):", "if False:"),),
        "test_store.py -k would_not_see",
    ),
    Cure(6, ((PARSE, "if event.version or event.tags:", "if False:"),), "test_store.py -k would_not_see"),
    Cure(7, ((PARSE, "elif count == 2:", "elif False:"),), "test_store.py -k would_not_see"),
    Cure(7, ((PARSE, "if conflict is not None and", "if False and"),), "test_store.py -k would_not_see"),
    Cure(
        8,
        ((CHARACTERS, '"\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # C0', '"\\x00"  # C0'),),
        "test_manners.py -k hostile_words",
    ),
    Cure(
        8,
        (("cli/screen.py", '_remark(f"{one_line(text)}\\n")', '_remark(f"{text}\\n")'),),
        "test_manners.py -k hostile_id",
    ),
    Cure(
        8,
        (("cli/fmt.py", "one_line(folder.prefix + name)", "folder.prefix + name"),),
        f"{RUNS} -k hostile_name",
    ),
    Cure(
        8,
        (("tasks/drafting.py", "one_line(Path(file).name)", "Path(file).name"),),
        f"{RUNS} -k hostile_name",
    ),
    Cure(
        9,
        (("formats/inlines.py", "words = one_line(inline.text)", 'words = " ".join(inline.text.split())'),),
        "test_formats.py",
    ),
    Cure(
        10,
        (
            (
                "formats/terminal.py",
                "return text if colour else without_colour(text)",
                "from rich.text import Text; return Text.from_markup(without_colour(text)).plain",
            ),
        ),
        "test_formats.py -k hostile_words_survive",
    ),
    Cure(
        11,
        (
            (
                "formats/markdown.py",
                r'return _GUARDED.sub(_guarded, _SEAM.sub(r"\g<0>\0", text)).replace("\0", _APART)',
                "return text",
            ),
        ),
        "test_formats.py -k markdown",
    ),
    Cure(12, (("formats/html.py", "autoescape=True", "autoescape=False"),), "test_html.py"),
    Cure(
        12,
        (("formats/inlines.py", "return _WEB.match(target) is not None", "return True"),),
        "test_formats.py test_html.py",
    ),
    Cure(
        13,
        (
            (
                "formats/mermaid.py",
                '_PLAIN.sub(lambda found: f"#{ord(found.group())};", one_line(text))',
                "one_line(text)",
            ),
        ),
        "test_figures.py -k mermaid",
    ),
    Cure(
        14,
        ((CHARACTERS, 'return f"\'{text}" if text[:1] in _GUARDED else text', "return text"),),
        "test_formats.py -k csv",
    ),
    Cure(15, (("model/record.py", 'r"^[a-z0-9]+(-[a-z0-9]+)*$"', 'r"^.*$"'),), f"{RUNS} -k no_id_leads_out"),
    Cure(
        15,
        (
            ("tasks/folder.py", "if each.is_symlink():", "if False:"),
            ("tasks/reporting.py", "if path.is_symlink():", "if False:"),
        ),
        f"{RUNS} -k through_a_link",
    ),
    Cure(
        15,
        ((FILES, "if not path.resolve().is_relative_to", "if False and path.resolve"),),
        "test_store.py -k inside_the_collection",
    ),
    Cure(
        16,
        (
            (
                FILES,
                "except (OSError, RuntimeError) as error:  # RuntimeError",
                "except ZeroDivisionError as error:  # RuntimeError",
            ),
        ),
        "test_store.py -k inside_the_collection",
    ),
    Cure(17, ((FILES, "if not stat.S_ISREG(status.st_mode):", "if False:"),), "test_store.py -k inside_the_collection"),
    Cure(
        18,
        ((PARSE, 'text = data.decode("utf-8")', 'text = data.decode("utf-8", "replace")'),),
        "test_store.py -k utf_8",
    ),
    Cure(
        19,
        (
            (
                "store/emit.py",
                'raise EditError("a text that is not valid Unicode',
                'str("a text that is not valid Unicode',
            ),
        ),
        "test_edit.py -k refused",
    ),
    Cure(20, ((WRITE, "stack.enter_context(locked(path, wait))", "pass"),), f"{LOST} -k eight"),
    Cure(
        21,
        ((WRITE, "os.replace(_temporary(path), path)", "path.write_bytes(_temporary(path).read_bytes())"),),
        f"{LOST} -k any_line",
    ),
    Cure(
        21,
        (
            (
                WRITE,
                "lock.unlink(missing_ok=True)\n        os.close(handle)\n        raise WriteError",
                "os.close(handle)\n        raise WriteError",
            ),
        ),
        f"{LOST} -k without_room",
    ),
    Cure(
        22,
        (
            (REVISION, '"protocol.allow": "never",', ""),
            (REVISION, '"GIT_ALLOW_PROTOCOL": "none",', '"GIT_ALLOW_PROTOCOL": "ext:file",'),
            (REVISION, '"GIT_NO_LAZY_FETCH": "1",', ""),
        ),
        "test_revision.py -k configures",
    ),
    Cure(
        23,
        (
            (
                "formats/html.py",
                "title=one_line(page.title),",
                "title=template.environment.from_string(one_line(page.title)).render(),",
            ),
        ),
        "test_html.py",
    ),
    Cure(24, (("store/cache.py", "and row[1] == _checksum(key, row[0])", ""),), "test_cache.py -k damaged"),
    Cure(25, ((CHARACTERS, "\\u2028-\\u202e\\u2060-\\u206f", ""),), "test_manners.py -k hostile_words"),
    Cure(26, (("checks/rules/confusable_speaker.py", "if mixed:", "if False:"),), "test_rules.py -k confusable"),
    Cure(
        27,
        (("copies/folds.py", "compatible_forms, composed,", "compatible_forms,"),),
        "test_quotations.py test_verify.py",
    ),
    Cure(
        28,
        (("model/record.py", 'r"^[a-z0-9]+(-[a-z0-9]+)*$"', 'r"^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$"'),),
        "test_store.py -k file_name_is_no_id",
    ),
    Cure(
        29,
        (("reasoning/wording.py", 'map(re.escape, stem.split("-"))', 'stem.split("-")'),),
        "test_wording.py -k no_pattern",
    ),
    Cure(
        29,
        (("reasoning/wording.py", "unclosed.add(mark)", "pass"),),
        f"{BYTES} -k 'check-open-marks'",
    ),
    Cure(29, (("copies/names.py", "{3}$", "{3,}$"),), f"{BYTES} -k names._LAST"),
    Cure(30, ((FILES, "if status.st_size > MAX_BYTES:", "if False:"),), f"{BYTES} -k too_large"),
    Cure(
        30,
        (("tasks/reading.py", "if len(data) > most:", "if False:"),),
        f"{BYTES} -k taken_in",
    ),
    Cure(
        30, ((PARSE, 'self.stop(event, f"more than', 'max(str(event), f"more than'),), "test_limits.py -k more_values"
    ),
    Cure(30, (("model/incident.py", "and len(value) > MOST_CLAIMS", "and False"),), "test_limits.py -k more_claims"),
    Cure(
        31,
        (
            (
                "cli/running.py",
                "    except BrokenPipeError:\n        _forget",
                "    except ZeroDivisionError:\n        _forget",
            ),
            ("cli/running.py", "if not isinstance(end.__context__, BrokenPipeError):", "if True:"),
        ),
        "test_manners.py -k never_reads",
    ),
    Cure(
        32,
        (
            (
                "cli/running.py",
                "    except KeyboardInterrupt:\n        return 130",
                "    except KeyboardInterrupt:\n        raise",
            ),
        ),
        "test_manners.py -k interrupt",
    ),
    Cure(32, ((WRITE, "        _sweep(path)\n", "        pass\n"),), "test_write.py -k killed"),
    Cure(
        33,
        (
            (
                "store/editor.py",
                "subprocess.run(at_line(words, path.resolve(), line), check=False)",
                "subprocess.run(' '.join(at_line(words, path.resolve(), line)), check=False, shell=True)",
            ),
        ),
        "test_curating.py -k no_shell",
    ),
    Cure(33, (("cli/completing.py", "if ID.fullmatch(each)", ""),), f"{RUNS} -k shell_is_given"),
    Cure(
        35,
        (
            (
                FILES,
                'return Folder(root, os.path.relpath(root, start).replace(os.sep, "/") + "/")',
                'return Folder(root, f"{root.resolve()}/")',
            ),
        ),
        f"{RUNS} -k local_path",
    ),
    Cure(
        36,
        ((FILES, 'return sorted(f"{INCIDENTS}/{name}" for name', 'return list(f"{INCIDENTS}/{name}" for name'),),
        f"{PLACES} -k no_order",
    ),
    Cure(37, (("characters/sets.py", "\\xad\\u034f", "\\u034f"),), "test_characters.py -k read_alike"),
    Cure(
        37,
        (("reasoning/finder.py", "if self.short and self._short_words.search(cased):", "if False:"),),
        "test_publication.py -k any_dress",
    ),
    Cure(
        37,
        (("reasoning/finder.py", "or self._dressed(plain, cased)", ""),),
        "test_publication.py -k any_dress",
    ),
    Cure(
        37,
        (("reasoning/finder.py", "and self._by_skeleton(word)", "and False"),),
        "test_publication.py -k any_dress",
    ),
    Cure(
        37,
        (("reasoning/finder.py", "self._short_abroad(cased) or ", ""),),
        "test_publication.py -k any_dress",
    ),
    Cure(
        37,
        (("reasoning/secrets.py", "ids = {slug(each) for each in self._open_names}", "ids = set(self.open_ids)"),),
        "test_publication.py -k made_of_a_name",
    ),
    Cure(
        38,
        ((PARSE, "plain, ends = as_lines(text)", "plain, ends = text, []"),),
        "test_store.py -k only_yaml",
    ),
    Cure(39, ((PARSE, "self.comments = _comments(text)", "self.comments = {}"),), "test_store.py -k drops"),
]
