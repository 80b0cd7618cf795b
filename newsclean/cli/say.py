"""What the command tells on standard error: lines that a terminal shows and does not obey."""

import sys

from newsclean.text.whitespace import visible


def say(message: str) -> None:
    """Print a message, control characters as escapes; nothing where standard error is closed."""
    if sys.stderr is not None:
        print(*map(visible, message.split("\n")), sep="\n", file=sys.stderr)


def one_line(text: str) -> str:
    """One line of a message, with its line breaks as escapes as well."""
    return visible(text)
