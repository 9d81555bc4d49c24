"""XML that comes from anywhere: entities are refused, what is not well-formed is told in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presales_tui.locale import _
from presales_tui.model.errors import BadInput

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DECLARED = re.compile(r"\A<\?xml\b[^>]*\?>")
_NUMBERED = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


def parse_xml(text: str, name: str, form: str) -> Element:
    """The root of a text that is decoded already, whatever encoding its first line names.

    BadInput if it declares entities or is no well-formed `form`, such as OPML.
    """
    from xml.etree.ElementTree import ParseError

    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring
    except ImportError:
        raise BadInput(
            _("{form} cannot be read here: defusedxml is not installed.").format(form=form)
        ) from None
    text = _NUMBERED.sub(_allowed, _DECLARED.sub("", text.lstrip("\ufeff \t\r\n")))
    try:
        root: Element = fromstring(text, forbid_dtd=True)
    except DefusedXmlException:
        raise BadInput(
            _("{name} declares XML entities, which no outline needs; it is not read.").format(name=name)
        ) from None
    except (ParseError, ValueError):
        raise BadInput(_("{name} is not well-formed {form}.").format(name=name, form=form)) from None
    return root


def _allowed(found: re.Match[str]) -> str:
    """A reference by number, or nothing for a character that no XML may have (some programs write them)."""
    number = int(found[1], 16) if found[1] else int(found[2])
    fine = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    return found[0] if fine or 0x10000 <= number < 0x110000 else ""


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
