"""Personal data: phone numbers, ID cards, bank cards, e-mail addresses; by checksum where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from presales_tui.model.masking.span import Span

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9_-])"
)
_MOBILE = re.compile(
    r"(?<![A-Za-z0-9_.+-])(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![A-Za-z0-9_]|\.\d|-\d)"
)
_LANDLINE = re.compile(
    r"(?<![A-Za-z0-9_.-])(?:\(0\d{2,3}\) ?|（0\d{2,3}）|0\d{2,3}-)[2-8]\d{6,7}(?![A-Za-z0-9_]|\.\d|-\d)"
)
_SERVICE = re.compile(r"(?<![A-Za-z0-9_.-])400-?\d{3}-?\d{4}(?![A-Za-z0-9_.-])")
_ID_CARD = re.compile(r"(?<![A-Za-z0-9_])[1-8]\d{5}(?:18|19|20)\d{2}[01]\d[0-3]\d{4}[\dXx](?![A-Za-z0-9_])")
_CARD = re.compile(
    r"(?<![A-Za-z0-9_.-])(?:\d{4}[ -]){3,4}\d{1,7}(?![A-Za-z0-9_]|\.\d)"
    r"|(?<![A-Za-z0-9_.-])\d{15,19}(?![A-Za-z0-9_]|\.\d)"
)
_CARD_WORD = re.compile(r"卡号|银行卡|账号|帐号|账户|card", re.IGNORECASE)

_COUNTED = re.compile(
    r"(?:\b|_|(?-i:(?<=[a-z])(?=[A-Z])))(?:id|no|seq|serial|number|offset|size|bytes|count|len|pos|row|xid|lsn)"
    r"[\"']?[\s:=#]{1,3}[\"']?$"
    r"|(?:编号|单号|流水号?|序号|订单号?)[\s:：=#]{0,3}$",
    re.IGNORECASE,
)
"""Before a number that is counted, not called."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""GB 11643-1999: the weights of the first 17 places, and the check character for the sum modulo 11."""

_REGIONS = frozenset((11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
                      50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83))  # fmt: skip
"""GB/T 2260: the first two digits of an administrative division."""


def find(text: str) -> Iterator[Span]:
    """The personal data of a text."""
    for match in _EMAIL.finditer(text):
        yield Span(*match.span(), "email")
    for match in _ID_CARD.finditer(text):
        if is_id_card(match[0]):
            yield Span(*match.span(), "id-card")
    for match in _CARD.finditer(text):
        if _is_card(match, text):
            yield Span(*match.span(), "bank-card")
    for pattern in (_MOBILE, _LANDLINE, _SERVICE):
        for match in pattern.finditer(text):
            if _COUNTED.search(text, max(0, match.start() - 12), match.start()) is None:
                yield Span(*match.span(), "phone")


def is_id_card(number: str) -> bool:
    """Whether 18 places are a Chinese ID card number: division, date of birth and check character."""
    if int(number[:2]) not in _REGIONS:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_card(match: re.Match[str], text: str) -> bool:
    """A card number by issuer, length and check digit; an unknown issuer needs the word before it."""
    digits = "".join(char for char in match[0] if char.isdigit())
    if not luhn(digits) or len(set(digits)) < 4:
        return False
    known = (
        (digits.startswith("62") and 16 <= len(digits) <= 19)
        or (digits[0] in "45" and len(digits) == 16)
        or (digits[:2] in ("35", "36", "60", "65") and len(digits) == 16)
    )
    said = _CARD_WORD.search(text, max(0, match.start() - 24), match.start()) is not None
    if not said and _COUNTED.search(text, max(0, match.start() - 16), match.start()):
        return False
    return 13 <= len(digits) <= 19 and (known or said)
