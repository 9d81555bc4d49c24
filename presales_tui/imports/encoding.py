"""Bytes to text: UTF-8, UTF-16 and GB18030, and nothing that is only guessed.

A wrong guess turns a client's words into other words without anybody noticing. So an encoding without
a byte order mark is taken only if the text it gives is plausible, and otherwise the file is refused.
"""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The mark of UTF-32 LE begins with that of UTF-16 LE, so it is looked for first."""

_LOOKED_AT = 100_000
"""Characters or byte pairs that decide whether a text is plausible."""

_COMMON = frozenset(
    "的一是不了在有人我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天"
    "而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知样现分将外但身些与"
    "高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次"
    "东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马"
    "命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风"
    "战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条"
    "院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息"
    "写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专"
    "石若兵弟谁校读志飞观争究包组造落视济喜离虽需验型户标准规务项目系统模块功能接口流程部署测试支持数据服务客户"
)
"""The characters that make up most of any Chinese text."""

_CHINESE = 24
"""Chinese characters from which on their frequency is a test: other languages in two bytes fail it."""


def decode(data: bytes) -> tuple[str, str] | None:
    """(text, name of the encoding), or `None` if the bytes are not text in one we know."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding)
    if b"\0" in data:
        return _utf16(data)
    return _decoded(data, "utf-8") or _gb18030(data)


def _decoded(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    # A NUL is in no text, whatever the encoding: it is the sign of a binary file.
    return None if "\0" in text else (text, encoding.removesuffix("-sig"))


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: in one byte order it is ordinary text, in the other it is not."""
    found = [
        decoded
        for encoding in ("utf-16-le", "utf-16-be")
        if (decoded := _decoded(data, encoding)) and _ordinary(decoded[0][:_LOOKED_AT])
    ]
    return found[0] if len(found) == 1 else None


def _ordinary(text: str) -> bool:
    ordinary = sum(
        " " <= char <= "~" or char in "\t\r\n" or "\u3000" <= char <= "\u303f" or "\u4e00" <= char <= "\u9fff"
        or "\uff00" <= char <= "\uffef" or "\u2010" <= char <= "\u27bf" or "\u00a0" <= char <= "\u017f"
        for char in text
    )  # fmt: skip
    return ordinary >= 0.95 * len(text)


def _gb18030(data: bytes) -> tuple[str, str] | None:
    decoded = _decoded(data, "gb18030")
    return decoded if decoded and _chinese(decoded[0][:_LOOKED_AT]) else None


def _chinese(text: str) -> bool:
    """Whether a text that GB18030 gave is Chinese, and not another encoding read as it.

    Nearly all of a Chinese text is in GB2312, and of its characters most are of the first level. UTF-8
    and Big5 fall outside GB2312, Cyrillic into its second level, Japanese is full of kana, and Korean
    does not have the common characters.
    """
    if any(char < " " and char not in "\t\n\r\f\x0b\x1b" for char in text):
        return False
    other = [char for char in text if char > "\x7f"]
    pairs = [pair for char in other if len(pair := char.encode("gb18030")) == 2]
    inside = sum(0xA1 <= a <= 0xF7 and b >= 0xA1 for a, b in pairs)
    first = sum(0xB0 <= a <= 0xD7 and b >= 0xA1 for a, b in pairs)
    second = sum(0xD8 <= a <= 0xF7 and b >= 0xA1 for a, b in pairs)
    kana = sum(a in (0xA4, 0xA5) for a, b in pairs)
    common = sum(char in _COMMON for char in other)
    return (
        inside >= 0.9 * len(other)
        and first > 0
        and first >= 4 * second
        and kana <= 0.1 * len(other)
        and (first < _CHINESE or common >= 0.25 * first)
    )
