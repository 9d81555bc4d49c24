"""The verbs that look after the store and the program: `history` to `locate`."""

from __future__ import annotations

from presales_tui.cli.verbs.common import Verbs, count, typed
from presales_tui.locale import _


def history(add: Verbs) -> None:
    """`presales history`."""
    verb = add("history", "care", "history", _("who changed what and when, newest first"))
    verb.add_argument("ref", nargs="?", metavar="REF", help=_("one record, such as REQ-012, with its fields"))
    verb.add_argument("--limit", type=count, default=20, metavar="N", help=_("how many (20)"))


def undo(add: Verbs) -> None:
    """`presales undo`."""
    add("undo", "care", "undo", _("take the last change back"))


def redo(add: Verbs) -> None:
    """`presales redo`."""
    add("redo", "care", "redo", _("make what was taken back again"))


def backup(add: Verbs) -> None:
    """`presales backup`."""
    verb = add("backup", "care", "backup", _("copy a workspace, or with --client one client, into one file"))
    verb.add_argument("file", metavar="FILE", help=_("the file to write"))
    verb.add_argument("--force", action="store_true", help=_("replace a file that exists"))


def restore(add: Verbs) -> None:
    """`presales restore`."""
    verb = add("restore", "care", "restore", _("put the clients of a backup into a workspace"))
    verb.add_argument("file", metavar="FILE", help=_("a file that backup wrote"))
    verb.add_argument("into", metavar="DIR", help=_("a workspace directory; made if it is not there"))
    verb.add_argument(
        "--letter",
        metavar="L",
        default="",
        help=_("a letter for the numbers given here (REQ-L07), if work goes on in the original too"),
    )


def doctor(add: Verbs) -> None:
    """`presales doctor`."""
    verb = add("doctor", "care", "doctor", _("check the workspace, or what this terminal can do"))
    verb.add_argument("what", nargs="?", choices=("workspace", "terminal"), default="workspace")
    verb.add_argument("--repair", action="store_true", help=_("put damaged parts aside, never delete them"))


def keys(add: Verbs) -> None:
    """`presales keys`."""
    verb = add("keys", "keying", "run", _("list the keys of the workbench, your own included"))
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("as JSON, with the file and what is wrong in it"))
    form.add_argument("--markdown", action="store_true", help=_("as Markdown, in both languages"))
    form.add_argument(
        "--toml", action="store_true", help=_("as a file of keys of your own, to be changed: > keys.toml")
    )
    verb.add_argument("--defaults", action="store_true", help=_("as if you had no file of your own"))


def config(add: Verbs) -> None:
    """`presales config`."""
    verb = add("config", "config", "run", _("show and change your settings"))
    verb.add_argument(
        "what",
        nargs="?",
        choices=("show", "set", "unset", "path"),
        default="show",
        help=_("path: where the file of settings is"),
    )
    verb.add_argument("name", nargs="?", metavar="NAME", default="", type=typed, help=_("such as theme"))
    verb.add_argument("value", nargs="?", metavar="VALUE", type=typed, help=_("such as light"))
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("as JSON, with the file and what is wrong in it"))
    form.add_argument("--toml", action="store_true", help=_("as a file of all settings, commented out"))


def completion(add: Verbs) -> None:
    """`presales completion`."""
    verb = add("completion", "completing", "print_script", _("completion by tab for bash, zsh and fish"))
    verb.add_argument(
        "shell",
        choices=("bash", "zsh", "fish"),
        help=_('bash, zsh: eval "$(presales completion bash)"; fish: presales completion fish | source'),
    )


def locate(add: Verbs) -> None:
    """`presales locate`."""
    verb = add("locate", "care", "locate", _("print where things are kept"))
    verb.add_argument(
        "what", nargs="?", choices=("workspace", "client", "exports", "config"), default="workspace"
    )
