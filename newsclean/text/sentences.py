"""What ends a sentence, in any script, and what may stand behind it."""

ENDS = ".!?…。！？｡؟۔।॥։።။"
CLOSERS = "\"'”’»)]）」』*_ "
ANY_END = frozenset(ENDS)
EXCLAIMED = frozenset("!！")


def ends_sentence(text: str, ends: frozenset[str] = ANY_END) -> bool:
    """
    Whether one of the signs that end a sentence stands at the text's end, quotes and brackets apart.

    >>> ends_sentence("She said: “No.”"), ends_sentence("Read more")
    (True, False)
    """
    return text.rstrip(CLOSERS)[-1:] in ends
