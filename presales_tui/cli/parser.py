"""From the words of a command to its arguments, by a parser no larger than that command needs.

The language and the verb are looked up first: help and usage errors are in that language, and the
options of all the other verbs, which would cost more than the command itself, are not set up.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from presales_tui import __version__
from presales_tui.cli.output import emit, say
from presales_tui.cli.verbs import VERBS, late
from presales_tui.cli.verbs.common import typed
from presales_tui.cli.words import argparse_words
from presales_tui.locale import LANGUAGES, _, set_language, set_language_of_documents

_WITH_VALUE = ("--workspace", "--client", "--opportunity", "--user", "--lang")
"""The options that stand before or behind any verb."""

_EVERYWHERE = tuple(name[2:] for name in _WITH_VALUE)

_WIDEST = 100


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; Chinese takes two cells a character and breaks anywhere."""

    def __init__(self, prog: str) -> None:
        # Left to itself, argparse imports shutil for every option of every parser to ask this.
        super().__init__(prog, width=_columns())

    def _split_lines(self, text: str, width: int) -> list[str]:
        if text.isascii():
            return super()._split_lines(text, width)
        from presales_tui.widgets.cells import wrap

        return wrap(" ".join(text.split()), width)

    def _format_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any) -> str:
        # What may stand behind every verb is listed once, below, not in each usage line.
        own = [a for a in actions if a.default is not argparse.SUPPRESS or a.dest not in _EVERYWHERE]
        prefix = _("usage: ") if prefix is None else prefix
        wide = 0 if prefix.isascii() else len(prefix)  # Chinese: argparse counts characters, not cells
        self._width -= wide
        text: str = super()._format_usage(usage, own, groups, prefix)
        self._width += wide
        return text.replace("\n ", "\n " + " " * wide)

    def _format_action(self, action: argparse.Action) -> str:
        if isinstance(action, argparse._SubParsersAction):
            # The heading above the verbs says what they are; argparse would say it once more.
            return "".join(map(self._format_action, self._iter_indented_subactions(action)))
        return super()._format_action(action)


class Parser(argparse.ArgumentParser):
    """argparse with one sentence for a usage error instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; exit code 2."""
        self.exit(2, _("{prog}: {what}. See {prog} --help").format(prog=self.prog, what=message))

    def format_help(self) -> str:
        """The help, with the examples of the verb below it."""
        from presales_tui.cli.examples import examples

        shown = examples(self.prog.removeprefix("presales").strip())
        heading = _("examples")
        text = super().format_help() + (f"\n{heading}:\n{shown}\n" if shown else "")
        # argparse puts its own colon behind the headings.
        return text if text.isascii() else re.sub(r"(?m)^(\S*[^\x00-\x7f]):$", r"\1：", text)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        from difflib import get_close_matches

        known = [str(choice) for choice in action.choices]
        near = get_close_matches(str(value), known, n=1, cutoff=0.7)
        if near:
            said = _("there is no “{value}”; there is “{near}”").format(value=value, near=near[0])
        else:
            said = _("there is no “{value}”; there are: {names}").format(value=value, names=", ".join(known))
        raise argparse.ArgumentError(action, said)

    def _print_message(self, message: str, file: Any = None) -> None:
        # Left to itself, argparse does not tell that help could not be written.
        if file is sys.stdout:
            emit(message)
        else:
            say(message)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of one command; `run` is what to call. SystemExit after help or a usage error."""
    argv = turned(argv)
    lang, verb = look_ahead(argv)
    if lang in LANGUAGES:
        set_language(lang)
        set_language_of_documents(lang)
    parser = build(verb)
    arguments, rest = parser.parse_known_args(argv)
    if rest and hasattr(arguments, "words") and not any(word.startswith("-") for word in rest):
        # FIELD=VALUE behind an option: argparse takes such words in one place only.
        arguments.words = [*arguments.words, *map(typed, rest)]
    elif rest:
        arguments.refuse(argparse._("unrecognized arguments: %s") % " ".join(rest))  # type: ignore[attr-defined]
    return arguments


_OF = {
    "issue": "issues",
    "criterion": "criteria",
    "trial": "trials",
    "training": "trainings",
    "requirement": "requirements",
}
"""Kinds that may stand before what is done with them, and what `list` calls them."""


def turned(argv: Sequence[str]) -> list[str]:
    """`issue add "..."` is `add issue "..."`, and so with `list` and `set`; `help add` is `add --help`."""
    words = list(argv)
    if words[:1] == ["help"]:
        return [*words[1:], "--help"]
    value = False
    for at, word in enumerate(words[:-1]):
        if value or word.startswith("-"):
            value = not value and word in _WITH_VALUE
        elif word in _OF and words[at + 1] in ("add", "list", "set"):
            done = words[at + 1]
            words[at : at + 2] = [done, _OF[word] if done == "list" else word]
            break
        else:
            break
    return words


def look_ahead(argv: Sequence[str]) -> tuple[str, str]:
    """(language, verb): the one wherever it stands, the other the first word that is no option or its value.

    Empty: not given; the verb also if it is help on all verbs that is asked for.
    """
    lang = verb = ""
    every = False
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if name in _WITH_VALUE:
            value = value if equals else next(words, "")
            lang = value if name == "--lang" else lang
        elif not verb:
            # An option before the verb that takes no value asks about the program: --help.
            every = every or word.startswith("-")
            verb = word
    return lang, "" if every else verb


def build(only: str = "") -> Parser:
    """The command line with one verb; with all of them if that is none of ours."""
    argparse._ = argparse_words()  # type: ignore[attr-defined]
    parser = Parser(
        prog="presales",
        description=_("A terminal workbench for presales engineers. Without a verb it opens the workbench."),
        epilog=_(
            "exit codes: 0 done, 1 error of the program, 2 wrong usage, 3 not found,\n"
            "4 input cannot be read, 5 output exists or cannot be written,\n"
            "6 workspace cannot be opened or written, 7 not a suitable terminal, 8 check found something,\n"
            "130 interrupted"
        ),
        formatter_class=Help,
        allow_abbrev=False,
    )
    parser.set_defaults(run=late("workbench", "open_workbench"), refuse=parser.error)
    parser.add_argument(
        "--version",
        action="version",
        version=f"presales {__version__}",
        help=_("show program's version number and exit"),
    )
    _everywhere(parser, "")
    rows = parser.add_subparsers(title=_("verbs"), metavar=_("VERB"), parser_class=Parser)

    def add(name: str, module: str, function: str, says: str) -> Parser:
        verb: Parser = rows.add_parser(
            name, help=says, description=says, formatter_class=Help, allow_abbrev=False
        )
        verb.set_defaults(run=late(module, function), refuse=verb.error)
        made.append(verb)
        return verb

    made: list[Parser] = []
    for name in [only] if only in VERBS else VERBS:
        VERBS[name](add)
    for verb in made:
        _everywhere(verb.add_argument_group(_("options of every verb")), argparse.SUPPRESS)
    return parser


def _everywhere(parser: argparse._ActionsContainer, default: str) -> None:
    """The options that may stand before the verb or behind it; behind it, the default is what is before."""

    def option(name: str, metavar: str, says: str) -> None:
        parser.add_argument(name, metavar=metavar, type=typed, default=default, help=says)

    parser.add_argument(
        "--workspace", metavar="DIR", default=default, help=_("the workspace directory (else PRESALES_HOME)")
    )
    option("--client", "NAME", _("the client, or a part of its name"))
    option("--opportunity", "NAME", _("the opportunity, or a part of its name"))
    option("--user", "NAME", _("who writes (else PRESALES_USER, else the login)"))
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=default, help=_("the language of messages and documents")
    )


def _columns() -> int:
    """The width for help: of the terminal, but not wider than one reads; 80 where there is none."""
    try:
        return min(int(os.environ.get("COLUMNS") or os.get_terminal_size(1).columns) or 80, _WIDEST) - 2
    except (OSError, ValueError):
        return 78
