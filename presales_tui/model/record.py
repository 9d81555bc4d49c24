"""What every record has in common: identity, provenance and its form on disk.

A record is an immutable value. To edit one, take a copy with `dataclasses.replace` and put both
into a `Change`; only the fields that differ are written.

On disk a record is a flat JSON object, keyed in its table by the record's id, holding only the
fields that differ from their defaults. A default therefore never changes once released.
Fields that a newer version wrote are not known here and are left alone by every edit.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, TypeVar, dataclass_transform

from presales_tui.locale import N_

if TYPE_CHECKING:
    from dataclasses import Field

Json = Any
"""A value that JSON can hold: str, int, float, bool, list or dict of such."""

Doc = dict[str, Json]
"""A record as it stands in its table: field name to JSON value, defaults left out, without the id."""


SHOWN = N_("Record what a deck showed")
"""Title of the commit that keeps the requirements as a deck for the client showed them."""

_RANDOM_BITS = 74
_last_id = 0


def new_id(ms: int | None = None) -> str:
    """A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random bits; lower-case text.

    The ids that one process makes sort in the order in which it made them, also within a
    millisecond and when the clock is set back. With `ms` given, only the time is as wanted.
    """
    global _last_id
    millis = time.time_ns() // 1_000_000 if ms is None else ms
    number = (millis << _RANDOM_BITS) | (int.from_bytes(os.urandom(10), "big") >> 6)
    if ms is None:
        if number <= _last_id:
            number = _last_id + 1 + int.from_bytes(os.urandom(4), "big")
        _last_id = number
    low = number & ((1 << 62) - 1)
    middle = number >> 62 & 0xFFF
    text = f"{number >> _RANDOM_BITS:012x}7{middle:03x}{0x2 << 62 | low:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


R = TypeVar("R")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def frozen_record(kind: type[R]) -> type[R]:
    """Tell that a class is a kind of record: a frozen dataclass, all fields by keyword and with a default.

    What a dataclass generates, six methods a class, stands once in `Record`, and `dataclasses` is loaded
    by who asks it something: to compile them for every kind took a tenth of the time of a command.
    """
    return kind


class _Fields:
    """What `dataclasses` keeps of a class, made when `replace` or `fields` first asks for it."""

    def __init__(self) -> None:
        self._of: dict[type[Record], dict[str, Field[Any]]] = {}

    def __get__(self, _record: object, kind: type[Record]) -> dict[str, Field[Any]]:
        if kind not in self._of:
            from dataclasses import dataclass

            same = {"__annotations__": _annotations(kind), "id": "", **kind.defaults()}
            twin: Any = dataclass(init=False, repr=False, eq=False)(type(kind.__name__, (), same))
            self._of[kind] = twin.__dataclass_fields__
        return self._of[kind]


def _annotations(kind: type[Record]) -> dict[str, str]:
    """The fields of a kind of record, in order, with their types as they are written."""
    return {
        name: type_
        for base in reversed(kind.__mro__[:-1])
        for name, type_ in base.__annotations__.items()
        if not type_.startswith("ClassVar")
    }


@frozen_record
class Record:
    """One fact, kept once. Subclasses name their table, and a prefix if people speak of them."""

    table: ClassVar[str] = ""
    """Name of the TinyDB table."""
    prefix: ClassVar[str] = ""
    """Prefix of the readable ref (`REQ` of `REQ-012`); empty: the record has no ref."""
    title_field: ClassVar[str] = "title"
    """The field that names the record in lists, notices and history."""

    _defaults: ClassVar[dict[str, Any]] = {}
    _tuples: ClassVar[frozenset[str]] = frozenset()

    id: str = ""
    """Made by `new_id` unless given: unique on every machine for ever (UUIDv7); TinyDB's document id too."""
    ref: str = ""
    """Readable reference such as `REQ-012`, given by the store at the first commit, never reused."""
    created: str = ""
    """UTC, ISO 8601 to the second, stamped by the store."""
    updated: str = ""
    """UTC, ISO 8601 to the second, stamped by the store at every edit."""
    author: str = ""
    """Who wrote it, stamped by the store."""
    visibility: str = "external"
    """`internal` never leaves in an export meant for the client; `external` may."""

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    else:
        __dataclass_fields__ = _Fields()

        def __init__(self, **given: Any) -> None:
            defaults = self.defaults()
            if unknown := given.keys() - defaults.keys() - {"id"}:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
            self.__dict__.update(defaults, **given)
            if "id" not in given:
                self.__dict__["id"] = new_id()

        def __setattr__(self, name: str, value: object) -> NoReturn:
            from dataclasses import FrozenInstanceError

            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name: str) -> NoReturn:
            from dataclasses import FrozenInstanceError

            raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(self) is type(other) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in {"id": self.id, **self.to_doc()}.items())
        return f"{type(self).__qualname__}({values})"

    @property
    def headline(self) -> str:
        """The words that name the record in a list; may be empty."""
        return str(getattr(self, self.title_field, ""))

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """Field name to default, of every field but the id."""
        if "_defaults" not in cls.__dict__:
            found = {name: getattr(cls, name) for name in _annotations(cls) if name != "id"}
            cls._defaults = found
            cls._tuples = frozenset(name for name, value in found.items() if isinstance(value, tuple))
        return cls._defaults

    @classmethod
    def from_doc(cls, record_id: str, doc: Doc) -> Self:
        """The record that a table's document holds; fields unknown to this version are passed over.

        Bypasses the generated constructor: a workspace of 10,000 records opens several times faster.
        """
        values = dict(cls.defaults())
        tuples = cls._tuples
        for name, value in doc.items():
            if name in values:
                values[name] = _tuple(value) if name in tuples else value
        values["id"] = record_id
        self = cls.__new__(cls)
        self.__dict__.update(values)
        return self

    def to_doc(self) -> Doc:
        """The document of this record: only what differs from the defaults, as JSON values."""
        here = self.__dict__
        return {
            name: _plain(here[name])
            for name, default in type(self).defaults().items()
            if here[name] != default
        }


@frozen_record
class Sourced(Record):
    """A record that somebody said or wrote: it keeps where, the very words, and who."""

    source_kind: str = ""
    """Code of the scale `source`: meeting, tender, email, trial, after_sale; empty: typed directly."""
    source_id: str = ""
    """Id of the record it came from (a meeting, an issue); empty if none."""
    source_line: str = ""
    """Id of the line in the minutes; empty if none."""
    quote: str = ""
    """The verbatim line."""
    speaker: str = ""
    """Who said it, as named in the line."""


def _plain(value: Any) -> Json:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _tuple(value: Any) -> Any:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value
