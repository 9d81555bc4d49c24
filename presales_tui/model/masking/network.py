"""Addresses and host names, so that a log does not map the client's network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from presales_tui.model.masking.span import Span

_IP4 = re.compile(r"(?<![A-Za-z0-9_.])(?:ip-)?(\d{1,3}(?:[.]\d{1,3}){3})(?![A-Za-z0-9_]|[.]\d)")
_IP6 = re.compile(
    r"(?<![A-Za-z0-9_:.])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])"
)
_MAC = re.compile(
    r"(?<![A-Za-z0-9_:-])(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![A-Za-z0-9_:-])"
)
_VERSION = re.compile(
    r"(?:(?<![A-Za-z])(?i:version|release|ver|v|版本)[\s:=/]{0,3}|(?<![A-Za-z/])[A-Z][A-Za-z]{1,30}/)$"
)
"""Before four numbers that are a version: the word, or the product of a user agent."""

_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_TOP = (
    "com|cn|net|org|edu|gov|mil|int|info|biz|hk|tw|mo|sg|jp|kr|us|uk|de|fr|ru|eu|in|au|ca|io|co|ai|"
    "local|localdomain|lan|intra|intranet|internal|corp|private|home|svc|prod|consul|cluster"
)
_FQDN = re.compile(
    rf"(?<![A-Za-z0-9_.@/\\$-])(?:{_LABEL}\.){{1,8}}(?:{_TOP})(?=$|[\s:/,;\"'?#)\]}}<>|&=，。；、]|\.(?:\s|$))",
    re.IGNORECASE | re.MULTILINE,
)
_URL_HOST = re.compile(
    r"[a-z][a-z0-9+.-]{1,20}://(?:[^\s/@\"']{0,200}@)?"
    rf"(?P<host>{_LABEL}(?:\.{_LABEL}){{0,10}})(?![\w.-]|:[^\s/@]{{0,200}}@)",
    re.IGNORECASE,
)
_JDBC_HOST = re.compile(
    rf"jdbc:oracle:(?:thin|oci8?):[^\s@\"']{{0,200}}@(?://)?(?P<host>{_LABEL}(?:\.{_LABEL}){{0,10}})",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?<![A-Za-z])(?:host(?:name|_name)?|server(?:_?name)?|nodename|node_name|主机名|主机|服务器名?)"
    r"[\"']?[ \t]{0,2}[:=：][ \t]{0,2}[\"']?"
    rf"(?P<host>{_LABEL}(?:\.{_LABEL}){{0,10}})",
    re.IGNORECASE,
)
_SYSLOG = re.compile(
    r"^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: \d{4})?|\d{4}-\d\d-\d\dT[\d:.+Z-]+) "
    rf"(?P<host>{_LABEL}(?:\.{_LABEL}){{0,6}}) "
    r"[\w./()-]{1,60}(?:\[\d+\])?:",
    re.MULTILINE,
)
_PROMPT = re.compile(
    rf"(?<![\w.])\[?[a-z_][\w-]{{0,31}}@(?P<host>{_LABEL}(?:\.{_LABEL}){{0,6}})(?=[\s:\]~#$])"
)

_CODE = re.compile(
    r"^(?:com|org|net|io|cn|java|javax|jakarta|sun|jdk|kotlin|scala|akka|edu|gov|dev|me|top|uk|de)\.",
    re.IGNORECASE,
)
"""Package names begin the way host names end."""

_MODULES = re.compile(
    r"^(?:[a-z]+\.)?(?:io|net|co|in|ai|prod|home|cluster|internal|local)$|(?:\.|^)(?:utils?|core|nio|file|spring|commons|system)\.(?:io|net)$",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|w3\.org|apache\.org|github\.com|githubusercontent\.com|python\.org|oracle\.com|"
    r"springframework\.org|example\.(?:com|org|net)|schemas?\.[a-z]+\.(?:com|org)|ietf\.org|mozilla\.org|kernel\.org|"
    r"debian\.org|ubuntu\.com|redhat\.com|centos\.org|docker\.io|docker\.com|npmjs\.(?:com|org)|pypi\.org|maven\.org|xml\.org|"
    r"stackoverflow\.com|freedesktop\.org|elastic\.co|mysql\.com|sun\.com|postgresql\.org|nginx\.(?:org|com)|eclipse\.org|jboss\.org|laravel\.com|php\.net)$",
    re.IGNORECASE,
)
"""Public places that say nothing of a client: what documentation, schemas and error messages link to."""

_NO_HOST = frozenset(
    {
        "localhost",
        "null",
        "none",
        "nil",
        "true",
        "false",
        "unknown",
        "default",
        "example",
        "name",
        "is",
        "not",
        "error",
        "up",
        "down",
        "running",
        "started",
        "all",
        "any",
        "self",
        "this",
        "the",
        *("http", "https", "tcp", "udp", "tls", "ssl", "ftp", "ws", "wss", "np", "jdbc", "unix", "dns"),
    }
)


def find(text: str) -> Iterator[Span]:
    """The addresses and host names of a text."""
    yield from _addresses(text)
    for pattern in (_URL_HOST, _JDBC_HOST, _SAID, _SYSLOG, _PROMPT):
        for match in pattern.finditer(text):
            host = match["host"]
            if not _is_plain(host) and not (pattern is _SAID and host.isdigit()):
                yield Span(*match.span("host"), "host")
    for match in _FQDN.finditer(text):
        name = match[0]
        shouted = name.rpartition(".")[2].isupper() and not name.isupper()
        if (
            not shouted
            and _CODE.match(name) is None
            and _MODULES.search(name) is None
            and not _is_plain(name)
        ):
            yield Span(*match.span(), "host")


def _addresses(text: str) -> Iterator[Span]:
    for match in _MAC.finditer(text):
        if len(set(match[0]) - {":", "-"}) > 1:
            yield Span(*match.span(), "mac")
    for match in _IP4.finditer(text):
        try:
            address = IPv4Address(match[1])
        except AddressValueError:
            continue
        said = _VERSION.search(text, max(0, match.start() - 12), match.start())
        if not (address.is_loopback or address.is_unspecified or match[1].startswith("255.")) and not said:
            yield Span(*match.span(1), "ip")
    for match in _IP6.finditer(text):
        try:
            found = IPv6Address(match[0])
        except AddressValueError:
            continue
        # `::` and `a::b` stand for other things in code; an address of a host has more to it.
        if (
            not (found.is_loopback or found.is_unspecified)
            and match[0].count(":") >= 3
            and any(map(str.isdigit, match[0]))
        ):
            yield Span(*match.span(), "ip")


def _is_plain(host: str) -> bool:
    """Whether this is no host of a client: a word, a number, an address, a public place."""
    if host.casefold() in _NO_HOST or host.replace(".", "").isdigit():
        return True
    return _PUBLIC.search(host) is not None
