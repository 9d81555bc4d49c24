"""Text in XML and back. The standard library's `xml.sax.saxutils` loads all of `urllib` for this."""

from __future__ import annotations


def escape(text: str) -> str:
    """Text as it stands in XML, in content or in an attribute with double quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def unescape(text: str) -> str:
    """The text of what `escape` wrote, or any writer that uses the five names of XML."""
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")
