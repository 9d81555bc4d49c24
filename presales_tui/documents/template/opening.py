"""A file that shall be a template: its package, or the reason why it is none."""

from __future__ import annotations

import zipfile

from presales_tui.documents.ooxml.package import MOST_BYTES, TOO_LARGE, Package
from presales_tui.locale import _
from presales_tui.model.errors import BadInput


def refused(name: str, why: str) -> BadInput:
    """The problem to raise for a file that is no use."""
    return BadInput(_("The template {name} cannot be used: {why}.").format(name=name, why=why))


def opened(name: str, data: bytes) -> Package:
    """The package of an ordinary, whole presentation. Raises a Problem that says why it is none."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refused(name, _("it is protected by a password; save it without one"))
        raise refused(name, _("it is in the format of PowerPoint 97; save it as .pptx or .potx"))
    if not data.startswith(b"PK"):
        raise refused(name, _("it is not a PowerPoint file"))
    try:
        package = Package.read(data)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        if str(error) == TOO_LARGE:
            why = _("unpacked it is larger than {n} MB").format(n=MOST_BYTES // 1_000_000)
            raise refused(name, why) from error
        raise refused(name, _("the file is damaged, or not complete")) from error
    main = package.target("", "officeDocument")
    if {"", "[Content_Types].xml", main} & package.damaged:
        raise refused(name, _("the file is damaged, or not complete"))
    type_ = package.type_of(main)
    if main not in package.parts:
        raise refused(name, _("it is not a PowerPoint file"))
    if b"purl.oclc.org/ooxml" in package.parts[main][:4000]:
        raise refused(name, _("it is a Strict Open XML file; save it as an ordinary PowerPoint presentation"))
    if "presentationml" not in type_ and "ms-powerpoint" not in type_:
        raise refused(name, _("it is no presentation; a theme alone has no layouts to draw in"))
    if any(b"<!DOCTYPE" in blob[:2000] for part, blob in package.parts.items() if part.endswith(".xml")):
        raise refused(name, _("a part of it defines entities, which no office program writes"))
    return package
