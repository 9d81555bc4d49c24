"""The messages of the program, in English and Simplified Chinese.

English text in the code is the key; `zh_CN/LC_MESSAGES/presales.po` holds the Chinese. Labels of
scales are not here: they are data of `presales_tui.model.scales`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

LANGUAGES = ("en", "zh")

_language = ""
_of_documents = ""
_translate: Callable[[str], str] | None = None


def from_environment(env: Mapping[str, str]) -> str:
    """`zh` if the locale variables ask for Chinese, else `en`. PRESALES_LANG wins over all."""
    for name in ("PRESALES_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name, "").lower()
        if value:
            return "zh" if value.startswith("zh") else "en"
    return "en"


def language() -> str:
    """The language in use: `en` or `zh`."""
    global _language
    if not _language:
        _language = from_environment(os.environ)
    return _language


def set_language(code: str) -> None:
    """Use `en` or `zh` from now on."""
    global _language, _translate
    if code not in LANGUAGES:
        raise ValueError(code)
    _language = code
    _translate = None


def language_of_documents() -> str:
    """The language that documents are asked for in: `en` or `zh`; empty: as they are written."""
    asked = _of_documents or os.environ.get("PRESALES_DOCUMENTS", "")
    return asked if asked in LANGUAGES else ""


def set_language_of_documents(code: str) -> None:
    """Ask for `en` or `zh` from now on; empty: as the environment says."""
    global _of_documents
    _of_documents = code


def _(message: str) -> str:
    """A message in the language in use. Placeholders stay: `_("{n} lines").format(n=3)`."""
    global _translate
    if _translate is None:
        _translate = _catalogue() if language() == "zh" else str
    return _translate(message)


def ngettext(one: str, many: str, n: float) -> str:
    """A message that counts, in the language in use; `one` is what English says of a single thing.

    Placeholders stay: `ngettext("{n} line", "{n} lines", n).format(n=n)`.
    """
    if language() == "zh":
        found = _(f"{one}\0{many}")
        return many if "\0" in found else found
    return one if n == 1 else many


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a message for translation where it is stored untranslated, to be shown with `_` later."""
    return message


def _catalogue() -> Callable[[str], str]:
    from pathlib import Path

    from presales_tui.locale.catalogue import Catalogue

    try:
        return Catalogue(Path(__file__).with_name("zh_CN").joinpath("LC_MESSAGES/presales.mo").read_bytes())
    except OSError:
        return str  # it was not installed: English is better than nothing
