"""Addresses of a page's links and pictures."""

import re
from urllib.parse import urljoin, urlsplit

from newsclean.text.whitespace import harmless

_SCHEMES = ("http", "https")
# What joining to any base, and taking apart, leaves as it is; most addresses of a page are of this form.
_PLAIN = re.compile(
    r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]{0,252}+(?:/[\w.,:=&%~+/-]*+(?:\?[\w.,:=&%~+/-]++)?)?", re.ASCII
)


def absolute(address: str, base: str) -> str:
    """
    An address as written with what comes before it; empty for what is none of the web.

    >>> absolute("/sport/1", "https://a.example/news"), absolute("mailto:jane@a.example", "")
    ('https://a.example/sport/1', '')
    """
    address = address.strip()
    if _PLAIN.fullmatch(address) and "/." not in address:
        return address
    try:
        url = urljoin(base, harmless(address))
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in _SCHEMES and parts.netloc else ""
