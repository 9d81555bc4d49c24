"""Passwords, keys, tokens and hashes: by the words before them, by the command they are given to, by shape.

The rules are ours; which kinds pasted logs hold, and that ready-made rule sets miss the Chinese wordings,
commands, connection strings and AK/SK pairs among them, was measured beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presales_tui.model.masking.span import Span

_PEM = re.compile(
    r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
    r"(?:.{0,20000}?-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
    r"|(?:\s{0,8}(?:[A-Za-z0-9+/=\\]{10,}|[A-Za-z0-9+/]{1,9}={1,2}|(?:Proc-Type|DEK-Info):[^\n]{0,80})(?![^\s\"',]))*)",
    re.DOTALL,
)
"""A block, or as much of it as was cut out."""

_WORD = (
    r"(?:pass(?:word|wd|phrase|code)|passwort|psw(?:d)?|pwd|secret(?![A-Za-z])|"
    r"(?:(?<![A-Za-z])|(?-i:(?<=[a-z0-9])(?=[A-Z])))(?:pass(?![a-z])|credentials?|community|"
    r"secret(?:[_-]?(?:access)?[_-]?key)?|secret[_-]?id|api[_-]?key|"
    r"(?:private|encrypt(?:ion)?|sign(?:ing)?|shared|master|account|client|app)[_-]?(?:key|secret)|"
    r"client[_-]key[_-]data|key[_-]?data|access[_-]?key(?:[_-]?(?:id|secret))?|storepass|keypass|requirepass|masterauth|bindpw|rootpw|"
    r"(?:access|auth|refresh|id|bearer|session|csrf|private|bot|deploy|security|x[_-]?auth)[_-]?token))"
)
"""A word of a password is found at the end of any other word, `rootpassword`; the others stand alone."""

_PLAIN = re.compile(
    r"(?P<word>" + _WORD + r")(?![A-Za-z])[A-Za-z0-9_]{0,4}"
    r"[\"']?[ \t]{0,3}(?:=>|[:=：＝]|\bis\b)[ \t]{0,3}"
    r"(?P<value>\"(?:[^\"\\\n]|\\.){1,400}\"|'(?:[^'\\\n]|\\.){1,400}'|[^\s\"'<>,;&，；。|)\]}]{1,400})",
    re.IGNORECASE,
)
_REDIS = re.compile(r"^\s{0,8}(?:requirepass|masterauth)\s+(?P<value>\S{1,200})", re.MULTILINE)
_CHINESE = re.compile(
    r"(?:密\s?码|口\s?令|密\s?钥|令\s?牌|授权码|验证码|校验码|密文|通行码)(?:[（(][^（()）\n]{0,20}[)）])?[\"”’'】]?"
    r"[ \t]{0,3}(?:[:：=＝]|是|为|改为|改成|改成了|重置为|设置为|设为|变更为|->|→)[ \t]{0,3}"
    r"(?P<value>\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”|「[^」\n]{1,200}」|[!-~]{2,200})"
)
_SAID = re.compile(
    r"(?:密码|口令|密钥|令牌)(?:都|也|统一|暂时)?(?:是|为|用)?[ \t]{0,2}(?P<value>[!-~]{5,64})"
    r"|\bpass(?:word|wd|code)\s+(?:for\s+\S{1,40}\s+)?(?:is\s+)?[\"']?(?P<said>[!-~]{4,64})",
    re.IGNORECASE,
)
"""A password that is told in a sentence: only what no word of a language looks like."""

_BARE_TOKEN = re.compile(
    r"(?<![A-Za-z])(?:token|sk|ak|nonce|signature|sig|sessionid|session[_-]id|jsessionid|phpsessid|sid|auth)"
    r"(?![A-Za-z])[\"']?[ \t]{0,2}[:=：][ \t]{0,2}[\"']?"
    r"(?P<value>[A-Za-z0-9+/_.~=-]{4,200}:[A-Za-z0-9+/_.~=-]{8,600}|[A-Za-z0-9+/_.~=-]{12,600})",
    re.IGNORECASE,
)
"""Words that also stand in ordinary messages: only before something that looks made by a machine."""

_PAIR = re.compile(
    r"\b(?:name|key|property)[ \t]{0,2}=[ \t]{0,2}[\"'][^\"'\n]{0,80}?"
    r"(?:password|passwd|pwd|secret|token|accesskey|apikey)[^\"'\n]{0,20}[\"'][^<>\n]{0,80}?"
    r"\bvalue[ \t]{0,2}=[ \t]{0,2}(?P<value>\"[^\"\n]{1,400}\"|'[^'\n]{1,400}')",
    re.IGNORECASE,
)
"""XML that names the secret in one attribute and has it in another."""

_ELEMENT = re.compile(
    r"<(?P<name>[\w:.-]*(?:password|passwd|pwd|secret|apikey|accesskey|token)[\w.-]*)[^<>]{0,200}>"
    r"(?P<value>[^<>\n]{1,400})</(?P=name)>",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\b(?:proxy-)?authorization[\"']?[ \t]{0,2}[:=][ \t]{0,2}[\"']?"
    r"(?P<value>(?:(?:basic|bearer|digest|token|apikey|negotiate|"
    r"aws4-hmac-sha256|sdk-hmac-sha256)\s+)?[^\s\"'][^\"'\n]{3,2000})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(?:Bearer|Basic)\s+(?P<value>[A-Za-z0-9+/_.~-]{16,2000}={0,2})")
_COOKIE = re.compile(
    r"(?<!set-)\bcookie[\"']?[ \t]{0,2}[:=][ \t]{0,2}[\"']?(?P<value>[^\"'\n]{0,2000}?=[^\"'\n]{1,2000})",
    re.IGNORECASE,
)
_SET_COOKIE = re.compile(
    r"\bset-cookie[\"']?[ \t]{0,2}[:=][ \t]{0,2}[\"']?[^\s=;\"']{1,200}=(?P<value>[^;\"'\n]{1,2000})",
    re.IGNORECASE,
)
_URL = re.compile(
    r"\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s:/@\"'<>]{0,100}:(?P<value>[^\s/\"'<>]{1,200})@(?=[^\s/@]{1,250})"
)
_ORACLE = re.compile(r"\bjdbc:oracle:(?:thin|oci8?):[^\s/@:\"']{1,60}/(?P<value>[^\s@\"']{1,100})@")
_SQLPLUS = re.compile(
    r"\b(?:sqlplus|exp|imp|expdp|impdp)\s+(?:-\w+\s+)*[\w$#]{1,60}/(?P<value>[^\s@\"']{1,100})@"
)

_AROUND = r"(?P<value>\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|[^\s\"'|;&]{1,200})"
_COMMANDS = tuple(
    re.compile(pattern)
    for pattern in (
        # mysql -pSECRET: without a blank, else it is the name of the database.
        r"\b(?:mysql\w*|mariadb\w*|mycli|xtrabackup|innobackupex)\b[^\n|;]{0,300}?\s-p(?P<value>\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|[^\s\"'|;&-][^\s\"'|;&]{0,199})",
        r"\bsshpass\s+-p\s?" + _AROUND,
        r"\b(?:curl|wget|http)\b[^\n|;]{0,300}?\s(?:-u|--user|--proxy-user)[\s=]?[\"']?[^\s:\"']{1,100}:(?P<value>[^\s\"'|;&]{1,200})",
        r"\bldap(?:search|add|modify|delete|whoami|passwd)\b[^\n|;]{0,300}?\s-w\s?" + _AROUND,
        r"\bredis-cli\b[^\n|;]{0,300}?\s-a\s?" + _AROUND,
        r"\bsnmp(?:walk|get|bulkwalk|set|getnext|table)\b[^\n|;]{0,300}?\s-[cAX]\s?" + _AROUND,
        r"\b(?:docker|podman|helm|nerdctl)\b[^\n|;]{0,120}?\blogin\b[^\n|;]{0,200}?\s-p[\s=]?" + _AROUND,
        r"\b(?:mongo(?:sh|dump|restore|export|import)?|kinit|ksql|isql|sqlcmd|clickhouse-client|influx)\b[^\n|;]{0,300}?\s-[pP]\s?"
        + _AROUND,
        r"\bsmbclient\b[^\n|;]{0,300}?\s-U\s?[\"']?[^\s%\"']{1,100}%(?P<value>[^\s\"'|;&]{1,200})",
        r"\bpass(?:in|out)?\s{0,1}pass:(?P<value>[^\s\"'|;&]{1,200})",
        r"\s--(?:[a-z]{1,20}-){0,3}(?:password|passwd|pass|secret|token|api-key|access-key|secret-key)[= \t]"
        r"[ \t]{0,2}(?P<value>\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|[^\s\"'|;&-][^\s\"'|;&]{0,199})",
        r"\becho\s+[\"']?(?P<value>[^\s\"'|;&]{1,200})[\"']?\s*\|\s*(?:sudo\s+-\w*S|passwd|chpasswd)",
        r"\bnet\s+use\b[^\n]{0,60}?\\\\[^\s\\]{1,60}\\\S{1,100}\s+(?:/\w+(?::\S+)?\s+){0,3}(?P<value>[^\s/*\"'][^\s\"']{0,99})",
        r"\bopenssl\s+(?:enc|aes\S*|des\S*)\b[^\n|;]{0,200}?\s-k\s" + _AROUND,
        r"\b(?:addauth|setAcl|getAcl)?\s?digest\s+[\w.-]{1,60}:(?P<value>[^\s:\"']{1,100})",
        r"\bhtpasswd\b[^\n|;]{0,120}?\s-\w*b\w*\s+(?:\S+\s+)?\S+\s+" + _AROUND,
    )
)
_SQL = re.compile(
    r"\b(?:identified\s+(?:with\s+\S+\s+)?by(?:\s+password)?|password\s*\(|with\s+(?:encrypted\s+)?password|set\s+password[^\n=]{0,80}=|(?:user|role)\s[^\n;]{1,80}?\spassword)\s*"
    r"(?P<value>\"[^\"\n]{1,200}\"|'[^'\n]{1,200}')",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"\b(?:snmp-server\s+community|snmp-agent\s+community\s+(?:read|write)(?:\s+(?:cipher|simple))?|community\s+(?:read|write)\s+cipher|"
    r"enable\s+(?:secret|password)|username\s+\S+\s+(?:privilege\s+\d+\s+)?(?:secret|password)|pre-shared-key|"
    r"key-string|password\s+(?:cipher|irreversible-cipher|simple|hash)|(?<!\S)(?:secret|password)(?=\s+\d\s))"
    r"\s+(?:\d\s+)?(?P<value>[^\s\"']{1,200}|\"[^\"\n]{1,200}\")",
    re.IGNORECASE,
)
_HASH = re.compile(
    r"\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|argon2(?:id|i|d)|scrypt|pbkdf2[-\w]*|P|H)\$[./A-Za-z0-9$=,+*-]{8,}|\{(?:SSHA\d*|SHA\d*|SMD5|MD5|CRYPT)\}[A-Za-z0-9+/=$.]{8,}|\*[0-9A-F]{40}\b"
)
_SHAPES = re.compile(
    r"(?<![A-Za-z0-9_-])(?:"
    r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}|LTAI[A-Za-z0-9]{12,26}|AKID[A-Za-z0-9]{13,40}|AKLT[A-Za-z0-9_-]{16,60}|"
    r"gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{22,255}|gl(?:pat|dt|rt|ptt|cbt|oas|soat|ft)-[A-Za-z0-9_=.-]{18,255}|"
    r"xox[abeoprs](?:-[A-Za-z0-9]+){2,6}|xapp-\d-[A-Za-z0-9-]{20,255}|"
    r"sk-(?:(?:proj|ant|svcacct|or|live)-)?[A-Za-z0-9_-]{20,255}|[rs]k_(?:live|test)_[A-Za-z0-9]{10,255}|"
    r"AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,500}|"
    r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?|"
    r"npm_[A-Za-z0-9]{30,60}|pypi-[A-Za-z0-9_-]{30,500}|dop_v1_[a-f0-9]{60,70}|hf_[A-Za-z0-9]{30,60}|"
    r"hv[sb]\.[A-Za-z0-9_-]{20,300}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|\d{8,10}:AA[A-Za-z0-9_-]{32,34}|"
    r"SK[a-f0-9]{32}|sq0[a-z]{3}-[A-Za-z0-9_-]{20,60}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|"
    r"SEC[a-f0-9]{64}|glc_[A-Za-z0-9+/=]{30,300}|AGE-SECRET-KEY-1[0-9A-Z]{58}"
    r")(?![A-Za-z0-9_-])"
)
_QUERY = re.compile(
    r"[?&;](?:access_token|token|key|apikey|api_key|sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token|password|passwd|pwd|secret|"
    r"auth|session|jsessionid|code|ticket)=(?P<value>[^&\s\"'<>;#]{6,2000})",
    re.IGNORECASE,
)
_CLOUD = re.compile(r"\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=(?P<value>[^;\s\"']{10,500})")
_AK_PAIR = re.compile(
    r"(?<![A-Za-z])(?:AK|SK)[ \t]{0,2}[:：=]?[ \t]{0,2}[\"']?"
    r"(?P<value>[A-Za-z0-9+/]{16,64}={0,2})(?![A-Za-z0-9])"
)

_HEX = re.compile(r"0x[0-9a-fA-F]{1,16}")
"""A number of the program, such as the session of a queue, and not of a person."""
_KEY = re.compile(r"(?:key|secret|token)[\w-]{0,8}[\"']?[ \t]{0,3}\S{0,2}[ \t]{0,3}[\"']?$")
_NOT_ONE = re.compile(
    r"^(?:\**|x{3,}|\.{2,}|-+|_+|#+|\?+|null|nil|none|true|false|yes|no|on|off|n/?a|empty|unset|undefined|"
    r"required|incorrect|invalid|failed|failure|expired|missing|wrong|changed|reset|updated|rejected|accepted|"
    r"must|should|can(?:not|'t)?|is|was|not|and|or|the|a|an|for|from|to|in|of|with|by|has|have|been|does|did|"
    r"password|passwd|secret|token|string|bytes?|error|ok|success(?:ful(?:ly)?)?|authentication|"
    r"(?:un)?known|denied|encrypted|hidden|masked|redacted|default|blank|prompt|config|file|field|"
    r"\[?(?:hidden|masked|redacted|filtered|protected|omitted|secure)\]?|<[^>]*>|\$\{?[A-Za-z_][\w.:-]*\}?|"
    r"\{\{.*|%[A-Za-z_]+%?|\$\(.*|[({\[].{0,1}|0|1)$",
    re.IGNORECASE,
)
"""What stands where a value would, and is none: masks, placeholders, and the next word of a sentence."""


def find(text: str) -> Iterator[Span]:
    """The secrets of a text; the same place may come more than once."""
    for match in _PEM.finditer(text):
        yield Span(*match.span(), "private-key")
    for match in _HASH.finditer(text):
        yield Span(*match.span(), "hash")
    for match in _SHAPES.finditer(text):
        yield Span(*match.span(), "key")
    for pattern, kind in (
        (_HEADER, "key"),
        (_COOKIE, "cookie"),
        (_SET_COOKIE, "cookie"),
        (_URL, "password"),
        (_ORACLE, "password"),
        (_SQLPLUS, "password"),
        (_ELEMENT, "password"),
        (_PAIR, "password"),
        (_SQL, "password"),
        (_CLOUD, "key"),
        *((command, "password") for command in _COMMANDS),
        (_DEVICE, "password"),
        (_REDIS, "password"),
        (_CHINESE, "password"),
    ):
        yield from _values(pattern, text, kind)
    for span in _values(_PLAIN, text, "password"):
        before = text[max(0, span.start - 40) : span.start].lower()
        yield span._replace(kind="key") if _KEY.search(before) else span
    for match in _SAID.finditer(text):
        group = "value" if match["value"] else "said"
        if _mixed(match[group].strip("\"'.,;")):
            yield from _trimmed(text, *match.span(group), "password")
    for pattern in (_QUERY, _BARE_TOKEN, _BEARER):
        for span in _values(pattern, text, "key"):
            if _by_machine(text[span.start : span.end]):
                yield span
    for span in _values(_AK_PAIR, text, "key"):
        if _keylike(text[span.start : span.end]):
            yield span


def _values(pattern: re.Pattern[str], text: str, kind: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield from _trimmed(text, *match.span("value"), kind)


def _trimmed(text: str, start: int, end: int, kind: str) -> Iterator[Span]:
    """The place without the quotes and the end of the sentence around it; nothing if it is no value."""
    if text[start] in "\"'“「":
        start, end = start + 1, end - (1 if text[end - 1] in "\"'”」" else 0)
    while end > start and text[end - 1] in ".,:!?":
        # The end of the sentence, unless the value is nothing else.
        if _NOT_ONE.match(text[start : end - 1]) is None and text[end - 1] in "!?":
            break
        end -= 1
    if end > start and _NOT_ONE.match(text[start:end]) is None:
        yield Span(start, end, kind)


def _mixed(word: str) -> bool:
    """Whether a word holds what passwords hold and words do not: a digit, and four of them or a letter."""
    digits = sum(char.isdigit() for char in word)
    return digits >= 4 or (digits >= 1 and any(char.isalpha() for char in word))


def _keylike(value: str) -> bool:
    """Whether a long word that stands behind AK or SK is a key: also one of capitals and a single digit."""
    return _by_machine(value) or (any(map(str.isdigit, value)) and value.upper() == value)


def _by_machine(value: str) -> bool:
    """Whether a word was made by a machine: long, of letters and digits mixed, no word of a language."""
    if _HEX.fullmatch(value):
        return False
    kinds = sum(
        (any(c.isdigit() for c in value), any(c.islower() for c in value), any(c.isupper() for c in value))
    )
    digits = sum(c.isdigit() for c in value)
    return len(value) >= 6 and kinds >= 2 and (digits >= 2 or kinds == 3)
