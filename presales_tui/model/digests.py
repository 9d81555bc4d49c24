"""The digests by which the program tells one text from another, and one line of a journal from another.

`hashlib` is the public door to them, but loads OpenSSL with it, which takes longer than all that a
command hashes. These are what `hashlib` itself gives where there is no OpenSSL.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

__all__ = ["blake2b", "sha256"]

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b

        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256
    except ImportError:  # a Python that keeps them elsewhere
        from hashlib import blake2b, sha256
