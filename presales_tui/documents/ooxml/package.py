"""The parts of an Office file: read from a zip, pointed at each other by relationships, written again.

Parts stay the bytes that they were; only what a deck changes is parsed. So whatever a company has put
into its template comes out as it went in.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any, NamedTuple

from presales_tui.documents.ooxml.escaping import escape, unescape
from presales_tui.documents.ooxml.packing import packed

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "[Content_Types].xml"
_TAG = re.compile(r"<(?:\w+:)?(Relationship|Default|Override)\s([^>]*?)/?>", re.DOTALL)
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")

_PACKED = frozenset({"png", "jpeg", "jpg", "gif", "xlsx"})
"""Endings of parts that are packed already."""

MOST_BYTES = 400_000_000
"""Unpacked; a template that is larger is a bomb or a film."""
TOO_LARGE = "too large"
"""What the error for such a one says."""


def kind_of(name: str) -> str:
    """The relationship type that Office calls by this short name."""
    return f"{_OFFICE}/{name}"


class Rel(NamedTuple):
    """A pointer from one part to another, or out of the file."""

    id: str
    kind: str
    """Its last word: `slideLayout`, `image`, `hyperlink`."""
    type: str
    target: str
    """Name of the part without a leading slash; an address where it is external."""
    external: bool = False


class Package:
    """The parts of one file."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        """Content types by part."""
        self.defaults: dict[str, str] = {}
        """Content types by file name ending."""
        self.rels: dict[str, list[Rel]] = {}
        """Relationships by the part that they start from; empty: the file itself."""
        self._known: dict[str, dict[tuple[str, str], str]] = {}
        self.damaged: set[str] = set()
        """Parts that could not be unpacked: they are empty. Of a `.rels` the part whose pointers it has."""

    @classmethod
    def read(cls, data: bytes) -> Package:
        """The package in a zip; what of it cannot be unpacked is `damaged`.

        Raises what `zipfile` raises for a file that is no zip, and ValueError for one that is too large.
        """
        import io
        import zipfile

        with zipfile.ZipFile(io.BytesIO(data)) as source:
            entries = [entry for entry in source.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise ValueError(TOO_LARGE)
            raw = {entry.filename.lstrip("/"): _unpacked(source, entry) for entry in entries}
        found = cls.of({name: blob or b"" for name, blob in raw.items()})
        damaged = [name for name, blob in raw.items() if blob is None]
        found.damaged = {_owner(name) if name.endswith(".rels") else name for name in damaged}
        return found

    @classmethod
    def of(cls, raw: dict[str, bytes]) -> Package:
        """The package that these files make."""
        found = cls()
        for tag, values in _tags(raw.get(_TYPES, b"")):
            if tag == "Default":
                found.defaults[values.get("Extension", "").lower()] = values.get("ContentType", "")
            elif tag == "Override":
                found.types[values.get("PartName", "").lstrip("/")] = values.get("ContentType", "")
        for name, blob in raw.items():
            if name == _TYPES:
                continue
            if not name.endswith(".rels"):
                found.parts[name] = blob
                continue
            owner = _owner(name)
            found.rels[owner] = list(_relationships(blob, posixpath.dirname(owner)))
        return found

    def copy(self) -> Package:
        """A package that can be changed without changing this one."""
        copy = Package()
        copy.parts = dict(self.parts)
        copy.types = dict(self.types)
        copy.defaults = dict(self.defaults)
        copy.rels = {name: list(rels) for name, rels in self.rels.items()}
        copy.damaged = set(self.damaged)
        return copy

    def type_of(self, name: str) -> str:
        """The content type of a part; empty: none is given."""
        return self.types.get(name) or self.defaults.get(name.rpartition(".")[2].lower(), "")

    def targets(self, name: str, kind: str) -> list[str]:
        """The parts that one points at by a kind of relationship."""
        return [rel.target for rel in self.rels.get(name, ()) if rel.kind == kind and not rel.external]

    def target(self, name: str, kind: str) -> str:
        """The first of them; empty: there is none."""
        return next(iter(self.targets(name, kind)), "")

    def add(self, name: str, type_: str, blob: bytes) -> str:
        """A new part; its name."""
        self.parts[name] = blob
        self.types[name] = type_
        return name

    def free(self, pattern: str) -> str:
        """A part name that is not taken, from a pattern with one `{}` for a number."""
        n = 1
        while pattern.format(n) in self.parts:
            n += 1
        return pattern.format(n)

    def relate(self, name: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship, made unless there is such a one."""
        known = self._known.get(name)
        rels = self.rels.setdefault(name, [])
        if known is None:
            known = self._known[name] = {(rel.kind, rel.target): rel.id for rel in rels}
            known[("", "")] = str(
                max((int(m[1]) for r in rels if (m := re.search(r"(\d+)$", r.id))), default=0)
            )
        found = known.get((kind, target))
        if found is None:
            number = int(known[("", "")]) + 1
            known[("", "")] = str(number)
            found = known[(kind, target)] = f"rId{number}"
            rels.append(Rel(found, kind, kind_of(kind), target, external))
        return found

    def drop(self, name: str, *kinds: str) -> None:
        """Take away relationships of some kinds."""
        self.rels[name] = [rel for rel in self.rels.get(name, ()) if rel.kind not in kinds]

    def keep(self, name: str, *kinds: str) -> None:
        """Take away relationships of all other kinds."""
        self.rels[name] = [rel for rel in self.rels.get(name, ()) if rel.kind in kinds]

    def prune(self) -> None:
        """Take away every part that nothing leads to any more."""
        seen: set[str] = set()
        open_ = [""]
        while open_:
            for rel in self.rels.get(open_.pop(), ()):
                if not rel.external and rel.target in self.parts and rel.target not in seen:
                    seen.add(rel.target)
                    open_.append(rel.target)
        self.parts = {name: blob for name, blob in self.parts.items() if name in seen}
        self.types = {name: type_ for name, type_ in self.types.items() if name in seen}
        self.rels = {name: rels for name, rels in self.rels.items() if name in seen or not name}

    def write(self) -> bytes:
        """The file."""
        return packed(self._files(), _PACKED)

    def _files(self) -> list[tuple[str, bytes]]:
        defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", **self.defaults}
        defaults.setdefault("xml", "application/xml")
        rows = [
            f'<Default Extension="{escape(ending)}" ContentType="{escape(type_)}"/>'
            for ending, type_ in defaults.items()
        ]
        rows += [
            f'<Override PartName="/{_quoted(name)}" ContentType="{escape(type_)}"/>'
            for name, type_ in self.types.items()
            if name in self.parts
        ]
        types = f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(rows)}</Types>'
        files = [(_TYPES, types.encode())]
        for name in ("", *self.parts):
            if name:
                files.append((name, self.parts[name]))
            if self.rels.get(name):
                folder, _, file = name.rpartition("/")
                files.append((posixpath.join(folder, "_rels", f"{file}.rels"), self._rels_xml(name)))
        return files

    def _rels_xml(self, name: str) -> bytes:
        folder = posixpath.dirname(name)
        rows = []
        for rel in self.rels[name]:
            target = rel.target if rel.external else _relative(rel.target, folder)
            mode = ' TargetMode="External"' if rel.external else ""
            rows.append(f'<Relationship Id="{rel.id}" Type="{rel.type}" Target="{_quoted(target)}"{mode}/>')
        return (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'.encode()
        )


def _owner(rels: str) -> str:
    """The part whose relationships a `.rels` has; empty: the file itself."""
    folder, _, file = rels.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])


def _unpacked(source: Any, entry: Any) -> bytes | None:
    """One file of a zip; None: it is damaged."""
    import zipfile
    import zlib

    try:
        return bytes(source.read(entry))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return None
    except Exception as error:
        if type(error).__module__ != "lzma":
            raise
        return None


def _quoted(text: str) -> str:
    return escape(text)


def _relative(target: str, folder: str) -> str:
    """A part name as seen from a folder, which is never deep."""
    if folder and target.startswith(folder + "/"):
        return target[len(folder) + 1 :]
    return "/" + target


def _tags(blob: bytes) -> list[tuple[str, dict[str, str]]]:
    text = blob.decode("utf-16" if blob[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    return [
        (
            found[1],
            {m[1]: unescape(m[2] or m[3] or "") for m in _ATTRIBUTE.finditer(found[2])},
        )
        for found in _TAG.finditer(text)
    ]


def _relationships(blob: bytes, folder: str) -> list[Rel]:
    found = []
    for tag, values in _tags(blob):
        if tag != "Relationship" or "Id" not in values:
            continue
        target, type_ = values.get("Target", ""), values.get("Type", "")
        external = values.get("TargetMode", "").lower() == "external"
        if not external:
            whole = target if target.startswith("/") else posixpath.join("/", folder, target)
            target = posixpath.normpath(whole).lstrip("/")
        found.append(Rel(values["Id"], type_.rpartition("/")[2], type_, target, external))
    return found
