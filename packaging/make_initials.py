"""Write presales_tui/model/initials_table.py: the first letter of the pinyin of every Chinese character.

    pip install pypinyin==0.55.0 && python packaging/make_initials.py

Run by hand when the table is to be made anew; neither the program nor its tests need pypinyin. A
character that common words say otherwise (重庆, 银行) gets a second letter.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

FIRST, LAST = 0x4E00, 0x9FA5
LEAST_WORDS, LEAST_SHARE = 3, 0.005
WIDTH = 96
HEAD = '''"""First letter of the pinyin of the characters U+4E00 to U+9FA5; by packaging/make_initials.py.

Derived from pypinyin {version} (MIT, Copyright (c) 2016 mozillazg, 闲耘; its data from the Unihan
database and pinyin-data, MIT). `-`: not known.
"""

FIRST = 0x4E00

LETTERS = (
{letters}
)

ALSO = (
{also}
)
"""A character and its second letter, for those that are read in two ways."""
'''


def plain(syllable: str) -> str:
    """The first letter without its tone."""
    letter = unicodedata.normalize("NFD", syllable)[:1]
    return letter if letter.isascii() and letter.isalpha() else "-"


def main() -> None:
    """Write the table."""
    import pypinyin

    first = {code: plain(lazy_pinyin(chr(code), style=Style.NORMAL)[0]) for code in range(FIRST, LAST + 1)}
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        if len(phrase) <= 4:
            for char, reading in zip(phrase, readings, strict=False):
                said[char][plain(reading[0])] += 1
    also = {}
    for char, letters in said.items():
        code = ord(char)
        if code not in first:
            continue
        (best, _most), *rest = letters.most_common(2)
        total = sum(letters.values())
        usual = [letter for letter, count in rest if count >= LEAST_WORDS and count / total >= LEAST_SHARE]
        known = {plain(reading) for reading in PINYIN_DICT[code].split(",")}
        second = next((letter for letter in [best, *usual] if letter != first[code] and letter in known), "")
        if second:
            also[char] = second
    letters = "".join(first[code] for code in range(FIRST, LAST + 1))
    pairs = "".join(char + also[char] for char in sorted(also))
    text = HEAD.format(
        version=pypinyin.__version__,
        letters="\n".join(f'    "{letters[at : at + WIDTH]}"' for at in range(0, len(letters), WIDTH)),
        also="\n".join(f'    "{pairs[at : at + 60]}"' for at in range(0, len(pairs), 60)),
    )
    target = Path(__file__).parents[1] / "presales_tui" / "model" / "initials_table.py"
    target.write_text(text, "utf-8")
    print(len(letters), letters.count("-"), len(also))  # noqa: T201


if __name__ == "__main__":
    main()
