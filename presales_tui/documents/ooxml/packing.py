"""A zip of many small parts, written in one go, and what was so written read again.

`zipfile` does more, and loads more: with `shutil`, `bz2` and `lzma` it takes longer than packing a deck
of thirty slides. What others have packed is read with it all the same, since it knows every zip; so is
written what is too large for the plain form.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from struct import Struct

_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s6H3L5H2L")
_END = Struct("<4s4H2LH")
_VERSION = 20
_MADE_BY = 3 << 8 | _VERSION
"""Unix, so that the mode below is read."""
_MODE = 0o600 << 16
_DAY = 1 << 5 | 1
"""1980-01-01, the first day that a zip knows: the same content makes the same file."""
_UTF8 = 0x800
_LEVEL = 3
_WINDOW, _MEMORY = -14, 6
"""Slides are small: a compressor for large files would take longer to set up than to run."""
_MOST_BYTES = 2**32 - 1
_MOST_FILES = 2**16 - 1


def packed(files: Iterable[tuple[str, bytes]], stored: frozenset[str]) -> bytes:
    """A zip; files with one of the endings `stored` are packed already and stay as they are."""
    parts: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    every = list(files)
    if len(every) > _MOST_FILES or sum(len(blob) for _name, blob in every) > _MOST_BYTES - 2**20:
        return _packed_large(every, stored)
    for name, blob in every:
        path = name.encode()
        method, data = (0, blob) if _ending(name) in stored else (8, _deflated(blob))
        about = (
            0 if path.isascii() else _UTF8,
            method,
            0,
            _DAY,
            zlib.crc32(blob),
            len(data),
            len(blob),
            len(path),
            0,
        )
        parts += (_LOCAL.pack(b"PK\3\4", _VERSION, *about), path, data)
        listed += (_CENTRAL.pack(b"PK\1\2", _MADE_BY, _VERSION, *about, 0, 0, 0, _MODE, at), path)
        at += _LOCAL.size + len(path) + len(data)
    count, size = len(every), sum(map(len, listed))
    return b"".join((*parts, *listed, _END.pack(b"PK\5\6", 0, 0, count, count, size, at, 0)))


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a zip of ours."""
    *_rest, count, _size, at, _comment = _END.unpack_from(data, len(data) - _END.size)
    files: dict[str, bytes] = {}
    for _ in range(count):
        entry = _CENTRAL.unpack_from(data, at)
        method, size, name, extra, comment, start = (entry[n] for n in (4, 8, 10, 11, 12, 16))
        path = data[at + _CENTRAL.size : at + _CENTRAL.size + name].decode()
        at += _CENTRAL.size + name + extra + comment
        local = _LOCAL.unpack_from(data, start)
        start += _LOCAL.size + local[9] + local[10]
        blob = data[start : start + size]
        files[path] = zlib.decompress(blob, -15) if method else blob
    return files


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _deflated(blob: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY)
    return packer.compress(blob) + packer.flush()


def _packed_large(files: list[tuple[str, bytes]], stored: frozenset[str]) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for name, blob in files:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if _ending(name) in stored else zipfile.ZIP_DEFLATED
            entry.external_attr = _MODE
            target.writestr(entry, blob)
    return out.getvalue()
