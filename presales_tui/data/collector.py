"""The garbage collector, held off while many lasting objects are made.

Each of the collector's runs walks all of them to find nothing; that is up to half of the time that
opening a large client takes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_off() -> Iterator[None]:
    """No automatic collection inside; then as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def settle() -> None:
    """What is there now lasts: no later run of the collector walks it again.

    For after thousands of records or texts were made. It takes no time, and what is dropped is still
    freed by its count; only rings of objects that are garbage at this moment stay.
    """
    if gc.isenabled():
        gc.freeze()
