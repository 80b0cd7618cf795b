"""
Lines with a byte a character, so that their signs are counted and replaced in C, many lines at a time.

The code page is that of western Europe, with its letters and the typographer's marks; a line that holds
anything else says so, and is then read character by character.
"""

from collections.abc import Callable, Sequence
from functools import cache

from newsclean.text.sentences import ENDS

CODE_PAGE = "cp1252"
BEYOND = ord("?")  # stands for what the code page has not
_CLOSERS = '"”’»)]'
_BARS = "·•"


def narrow(lines: Sequence[str]) -> bytes:
    """
    The lines, joined by line breaks, a byte a character; `!` stands for `?`, `?` for what has no byte.

    >>> narrow(["Why?", "na\\u00efve \\u2192"])
    b'Why!\\nna\\xefve ?'
    """
    together = "\n".join(lines)
    if together.count("\n") >= len(lines) > 0:  # a line holds a line break itself
        together = "\n".join([line.replace("\n", " ") for line in lines])
    return together.replace("?", "!").encode(CODE_PAGE, "replace")


def table(becomes: Callable[[str], str]) -> bytes:
    """
    For `bytes.translate`: what becomes of each character, in Latin-1, else `?`; line breaks stay.

    >>> b"Why not\\nso".translate(table(lambda sign: "a" if sign.isalpha() else " "))
    b'aaa aaa\\naa'
    """
    signs = {byte: bytes((byte,)).decode(CODE_PAGE, "ignore") for byte in range(256)}
    told = {byte: becomes(sign) for byte, sign in signs.items() if sign}
    latin = {byte: ord(sign) for byte, sign in told.items() if len(sign) == 1 and sign <= "\xff"}
    latin |= {byte: byte for byte in (BEYOND, ord("\n"))}
    return bytes(latin.get(byte, BEYOND) for byte in range(256))


def shapes(together: bytes) -> list[bytes]:
    """
    Each of narrow lines behind a blank, with its letters as `x` and `A`, its digits as `0`.

    What ends a sentence is `.`, a quote or a bracket that closes `)`; of other marks those in ASCII stay.

    >>> shapes(narrow(["Why not\u2026", "At 19:42"]))
    [b' Axx xxx.', b' Ax 00:00']
    """
    return (b" " + together.translate(_shapes()).replace(b"\n", b"\n ")).split(b"\n")


@cache
def _shapes() -> bytes:
    return table(_shape)


def _shape(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign.isalpha():
        return "A" if sign.isupper() else "x"
    if sign.isdigit():
        return "0"
    if sign in ENDS:
        return "."
    if sign in _CLOSERS:
        return ")"
    return "|" if sign in _BARS else sign if sign.isascii() else "-"
