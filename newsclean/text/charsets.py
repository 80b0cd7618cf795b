"""
Charsets: what a label means, what the bytes show by themselves, and which old one fits best.

Labels are those of the WHATWG's Encoding Standard, looked up in its table and never among Python's
codecs: a page that declares `unicode_escape`, `zlib` or `idna` has declared nothing.
"""

import codecs
from collections.abc import Mapping
from unicodedata import category

from newsclean.core.pattern import pattern

# The standard's encodings that Python knows under another name, or only as a smaller one than
# what browsers read under that label.
_CODECS = {
    "big5": "big5hkscs",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "ibm866": "cp866",
    "iso-8859-8-i": "iso8859_8",
    "macintosh": "mac_roman",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac_cyrillic",
}
_NOT_READ = ("replacement", "x-user-defined")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def codec_of(label: str) -> str | None:
    """
    Python's codec for a label of the Encoding Standard, None for what the standard does not know.

    >>> codec_of(" Latin1 "), codec_of("EUC-KR"), codec_of("rot13"), codec_of("utf-7")
    ('cp1252', 'cp949', None, None)
    """
    import webencodings

    encoding = webencodings.lookup(label) if label.isascii() else None
    if encoding is None or encoding.name in _NOT_READ:
        return None
    return _CODECS.get(encoding.name) or encoding.name.replace("windows-", "cp")


def byte_order_mark(raw: bytes) -> tuple[str, int] | None:
    """The encoding that a byte-order mark names and the mark's length in bytes."""
    return next(((encoding, len(mark)) for mark, encoding in _MARKS if raw.startswith(mark)), None)


_SAMPLE = 4_096  # bytes; a multiple of four
_LEAST_UNITS = 8
# Of 16-bit units. In Latin text nearly all have a zero half; in Chinese only blanks and line breaks do.
_FEWEST_ZEROS = 0.02


def wide_encoding(raw: bytes) -> str | None:
    """
    UTF-16 or UTF-32 by where the zero bytes stand, None where they tell nothing.

    Zeros that a broken dumper strewed between bytes leave no text when read so.

    >>> wide_encoding("Snow closed the road".encode("utf-16-be"))
    'utf-16-be'
    """
    sample = raw[:_SAMPLE]
    sample = sample[: len(sample) // 4 * 4]
    if b"\0" not in sample or len(sample) < 2 * _LEAST_UNITS:
        return None
    zeros = [sample[place::4].count(0) for place in range(4)]
    quarter = len(sample) // 4
    if zeros[3] == zeros[2] == quarter:
        return "utf-32-le"
    if zeros[0] == zeros[1] == quarter:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if max(even, odd) < _FEWEST_ZEROS * 2 * quarter:
        return None
    ranked = ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")
    return next((encoding for encoding in ranked if _reads(sample, encoding)), None)


def _reads(sample: bytes, encoding: str) -> bool:
    """Whether the sample is text in that encoding; a few sections of it in a narrow text are not."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    odd_ones = sum(1 for sign in text if sign < "\t" or category(sign) in _NO_TEXT)
    blanks = text.count(" ") + text.count("\n")
    stray = sample.count(b" ") + sample.count(b"\n") - blanks
    return 100 * odd_ones <= len(text) and stray <= max(blanks, len(text) // 50)


_NO_TEXT = ("Cn", "Co", "Cs")  # unassigned, private, surrogate


# ---- old charsets by their content

# Those of the standard that news pages were seen in, the likeliest first.
_OLD = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("cp932", "euc_jp", "cp949", "gb18030", "big5hkscs"),
    *("koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_7", "cp866"),
]
_MOST_BYTES = 32_768
_LETTER = pattern(r"[^\W\d_\x00-\x7f]")

_CONTROL = pattern("[\x80-\x9f]")

Alphabets = Mapping[str, tuple[str, ...]]


def old_charset(sample: bytes, alphabets: Alphabets) -> str | None:
    """
    The codec of a text in one of the charsets from before Unicode, None where none fits.

    charset-normalizer weighs how messy the text is in each. It tells scripts apart; of the Latin
    ones the winner is the one in which a single language's alphabet holds most of the letters.
    `alphabets`: codec -> the letters beyond ASCII of languages written in it, a string each.
    """
    from charset_normalizer import from_bytes  # slow to import, and rarely needed

    best = from_bytes(sample[:_MOST_BYTES], cp_isolation=_OLD, enable_fallback=False).best()
    if best is None or best.encoding not in alphabets:
        return best.encoding if best else None
    fits = {codec: _at_home(sample[:_MOST_BYTES], codec, known) for codec, known in alphabets.items()}
    return max(fits, key=lambda codec: (fits[codec], codec == "cp1252", codec == best.encoding))


def _at_home(sample: bytes, codec: str, alphabets: tuple[str, ...]) -> float:
    """The share of letters beyond ASCII that the best fitting alphabet holds."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return -1.0
    if _CONTROL.search(text):
        return -1.0
    letters = _LETTER.findall(text)
    if not letters:
        return 0.0
    lower = "".join(letters).lower()
    return max(sum(map(lower.count, alphabet)) for alphabet in alphabets) / len(lower)


def is_messy(text: str) -> bool:
    """Whether a text looks as if it had been read in a wrong charset."""
    from charset_normalizer.md import mess_ratio

    return mess_ratio(text[:_SAMPLE], 0.3) >= 0.3
