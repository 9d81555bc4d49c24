"""A compiled catalogue of messages, looked up where it lies.

`gettext` reads every message of the file before it gives the first one, which takes longer than most
commands take for all else. The file (.mo) is made to be searched: its messages are sorted.
"""

from __future__ import annotations

from struct import unpack_from

_MAGIC = 0x950412DE


class Catalogue:
    """The messages of one .mo file, little endian as ours is written. ValueError if it is none."""

    def __init__(self, data: bytes) -> None:
        magic, _version, self._count, written, translated = unpack_from("<5I", data)
        if magic != _MAGIC:
            raise ValueError("no catalogue")
        self._data = data
        self._written: tuple[int, ...] = unpack_from(f"<{2 * self._count}I", data, written)
        """Length and offset of each message, in the order of their bytes."""
        self._translated: tuple[int, ...] = unpack_from(f"<{2 * self._count}I", data, translated)
        self._known: dict[str, str] = {}

    def __call__(self, message: str) -> str:
        """The translation; the message itself if there is none."""
        found = self._known.get(message)
        if found is None:
            found = self._known[message] = self._found(message)
        return found

    def _found(self, message: str) -> str:
        wanted = message.encode()
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            here = self._text(self._written, middle)
            if here == wanted:
                return self._text(self._translated, middle).decode() if wanted else message
            if here < wanted:
                low = middle + 1
            else:
                high = middle
        return message

    def _text(self, table: tuple[int, ...], n: int) -> bytes:
        size, start = table[2 * n : 2 * n + 2]
        return self._data[start : start + size]
