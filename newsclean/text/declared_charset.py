"""The charset of a page's bytes: what its markup declares, read as the WHATWG's Encoding Standard says."""

import re

from newsclean.text.charsets import codec_of

_HEAD = 4096  # bytes; the standard asks for a declaration in the first 1024, pages are late
_DECLARED = re.compile(
    rb"""
    <meta [^<>]{1,400}? charset \s{0,9} = \s{0,9} ["']? \s{0,9} (?P<meta> [\w:.+-]{2,40} )
    | ^ \s{0,9} <\?xml [^<>]{1,200}? encoding \s{0,9} = \s{0,9} ["'] (?P<xml> [\w:.+-]{2,40} )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def declared_charset(raw: bytes) -> str | None:
    """
    Python's name of the charset that `<meta>` or the XML declaration names, None where none is known.

    A page that declares UTF-16 and could be read so far is none (the standard's rule): UTF-8.

    >>> declared_charset(b'<html><meta charset="iso-8859-1">')
    'cp1252'
    """
    found = _DECLARED.search(raw, 0, _HEAD) if raw.find(b"<", 0, _HEAD) >= 0 else None
    if found is None:
        return None
    name = codec_of((found["meta"] or found["xml"]).decode("ascii"))
    return "utf-8" if name and name.startswith("utf-16") else name
