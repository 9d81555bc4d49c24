"""Widths of single characters in em, without a font file.

The larger ones of Arial and of DejaVu Sans, which stands in for it where it is missing.
"""

from __future__ import annotations

import unicodedata

_THOUSANDTHS = """
    318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636
    636 337 337 838 838 838 556 1015 684 686 722 770 667 611 778 752 295 500 667 557 863 748 787 667 787
    722 667 611 732 684 989 685 667 685 390 337 390 838 556 500 613 635 550 635 615 352 635 634 278 278
    579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838
"""
_BOLD_THOUSANDTHS = """
    348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696
    696 400 400 838 838 838 589 1076 774 762 765 830 707 683 825 837 372 530 775 637 995 837 850 733 850
    770 720 682 812 774 1103 771 724 725 457 365 457 838 589 500 675 716 593 716 678 435 716 712 343 343
    665 343 1042 712 687 716 716 493 595 478 712 652 924 645 652 582 712 365 712 838
"""
LETTERS = dict(zip(range(32, 127), map(int, _THOUSANDTHS.split()), strict=True))
BOLD_LETTERS = dict(zip(range(32, 127), map(int, _BOLD_THOUSANDTHS.split()), strict=True))
_WIDER = {
    char: width
    for width, chars in (
        (0.74, "µħ"),
        (0.85, "¬±×÷ŵ"),
        (0.95, "ĦŉΉΎΜМФЫжфшюљњҗҠҥҧҨҵҼҾӂӝӸ"),
        (1.05, "©®¼½¾ÆæœŴЊщҤҴӍӔӕ℀℁℅℠≪≫⋲⋺☹☺☻"),
        (1.15, "ŒЉЖШЮҖҦӁӜ₨℃℆№℡ℳⅶⅻ∭⌤⌥⌧⎇◯⚣⟴⬤"),
        (1.25, "Щ℻ⅦⅫↀↂ∰☎☏⚤"),
        (1.35, "‰₧₯⅒ⅷ"),
        (1.5, "Ⅷ⋘⋙⌦⌨⌫⟵⟶⟷⟸⟹⟺⟻⟼⟽⟾⟿⨌"),
        (1.75, "‱"),
    )
    for char in chars
}
"""Those that are wider than their neighbours."""

_NO_WIDTH = "\u200b\u200c\u200d\ufe0e\ufe0f\u00ad"


def letter_width(char: str, ascii_: dict[int, int]) -> float:
    """Width of a character in em; `ascii_`: those of the plain or of the bold letters, in thousandths."""
    code = ord(char)
    if code < 127:
        return ascii_.get(code, 278) / 1000
    if unicodedata.combining(char) or char in _NO_WIDTH:
        return 0.0
    wider = _WIDER.get(char)
    if wider is not None:
        return wider
    if code < 0x0250:
        return 0.8 if char.isupper() else 0.64
    if code < 0x0590:
        return 0.85
    return 1.5 if 0x1F000 <= code < 0x20000 else 1.0
