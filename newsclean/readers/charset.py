"""The charset of a page's bytes: what its markup declares, read as the WHATWG's Encoding Standard says."""

import re

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
    found = _DECLARED.search(raw, 0, _HEAD)
    if found is None:
        return None
    name = python_name((found["meta"] or found["xml"]).decode("ascii"))
    return "utf-8" if name and name.startswith("utf-16") else name


def python_name(label: str) -> str | None:
    """
    The codec for a label of the Encoding Standard, None for labels that it does not know.

    The label is looked up in the standard's table, never among Python's codecs.

    >>> python_name("latin1"), python_name("rot13")
    ('cp1252', None)
    """
    import webencodings

    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name in ("replacement", "x-user-defined"):
        return None
    return str(encoding.codec_info.name)
