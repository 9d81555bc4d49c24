"""Pictures named in a text: found on this machine, or a marked place."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote
from zlib import crc32

from presales_tui.documents.plan import Picture
from presales_tui.model.text import one_line

_FORMATS = frozenset({"PNG", "JPEG", "GIF", "BMP", "TIFF"})
_STARTS = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
"""First bytes of the same formats: a name may say something else."""
LARGEST = 30_000_000
"""Bytes; a larger file makes a deck that nobody can mail."""
_LARGE = 50_000_000
"""Pixels; of a picture with more Pillow says whether it is one to fear."""


def find_picture(address: str, label: str) -> Picture:
    """The picture of an image link: an existing local file in a format that PowerPoint shows."""
    if "://" in address or address.startswith("data:") or not address:
        return Picture("", _named(label, address))
    path = Path(unquote(address)).expanduser()
    aspect = _aspect(path)
    if aspect is None:
        return Picture("", _named(label, address))
    return Picture(str(path), one_line(label) or one_line(path.stem) or "?", aspect)


def picture_type(blob: bytes) -> str:
    """The format of a picture by its content, as its media type calls it; empty: not one that is shown."""
    return next((name for start, name in _STARTS if blob.startswith(start)), "")


def _named(label: str, address: str) -> str:
    label, address = one_line(label), one_line(unquote(address))
    if address.startswith(("/", "~")):
        # Where it lies on this machine is nothing for the client.
        address = Path(address).name
    return f"{label} ({address})" if label and address else label or address or "?"


def _aspect(path: Path) -> float | None:
    """Width by height; None: not a picture that can be shown."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        with path.open("rb") as file:
            if ratio := _png_aspect(file.read(33)):
                return ratio
    except OSError:
        return None
    return _any_aspect(path)


def _png_aspect(head: bytes) -> float:
    """Width by height of a PNG by its first 33 bytes, without loading Pillow; 0: ask Pillow.

    Signature, then the chunk IHDR: length, name, width, height, five bytes, check sum (PNG, section 11.2.1).
    """
    if len(head) < 33 or not head.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"):
        return 0
    width, height = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    sound = crc32(head[12:29]) == int.from_bytes(head[29:33])
    return width / height if sound and 0 < width * height <= _LARGE else 0


def _any_aspect(path: Path) -> float | None:
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(path) as image:
                width, height = image.size
                known = image.format in _FORMATS
    except (OSError, ValueError, SyntaxError, RuntimeError, Warning, Image.DecompressionBombError):
        return None
    return width / height if known and width and height else None
