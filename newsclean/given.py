"""
What a caller states, checked at the doors: a misspelt option must not pass for a wish.

Every refusal is a `UsageError`, one line that names the option, what was given and what would do.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from newsclean.core.document import Hints
from newsclean.core.pattern import pattern
from newsclean.errors import UsageError
from newsclean.text.nearest import nearest_to

# Options with fixed words, so that a type checker knows them as well.
Dedupe = Literal["exact", "near"]
Kind = Literal["dump", "jsonl", "csv", "parquet", "warc", "zip", "tar"]
Format = Literal["jsonl", "csv", "parquet", "sqlite", "markdown", "text", "tei", "ninjs", "schema-org"]
Favor = Literal["precision", "recall"]

_CODE = pattern(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}")


def hints(
    url: object = None,
    fetched: object = None,
    charset: object = None,
    timezone: object = None,
    languages: object = None,
) -> Hints:
    """What the caller knows of a dump; raises `UsageError`."""
    moment = of_type("fetched", fetched, datetime, "a datetime, as datetime.fromisoformat() gives one")
    return Hints(text("url", url), moment, text("charset", charset), zone(timezone), codes(languages))


def text(name: str, value: object) -> str | None:
    """Text, or None; raises `UsageError`."""
    told: str | None = of_type(name, value, str, "text")
    return told


def of_type(name: str, value: object, kind: type | tuple[type, ...], wanted: str) -> Any:
    """The value, where it is None or of that kind; raises `UsageError`."""
    if not isinstance(value, kind) and value is not None:
        raise UsageError(name, f"{_shown(value)} is not {wanted}")
    return value


def words(value: object) -> None:
    """Check that there is text to read; raises `UsageError`."""
    if not isinstance(value, str):
        raise UsageError("text", f"{_shown(value)} is no text; decode bytes first")


def zone(value: object) -> str | None:
    """The IANA name of a time zone, or None; raises `UsageError` with the nearest name."""
    name = text("timezone", value)
    if name is None:
        return None
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, LookupError) as error:
        told = f"{name!r} is no IANA time zone"
        raise UsageError("timezone", _with_nearest(told, name, sorted(available_timezones()))) from error


def codes(value: object) -> tuple[str, ...]:
    """Codes of languages; raises `UsageError` for one string, which is no list, and for what is no code."""
    if value is None:
        return ()
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise UsageError("languages", f"{_shown(value)} is not a list; write [{_shown(value)}]")
    told = tuple(value)
    for code in told:
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise UsageError("languages", f"{_shown(code)} is no ISO 639 code such as 'de' or 'en-GB'")
    return told


def patterns(name: str, value: object) -> tuple[str, ...]:
    """Several texts; raises `UsageError` for one string, which is no list."""
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise UsageError(name, f"{_shown(value)} is not a list; write [{_shown(value)}]")
    told = tuple(value)
    for each in told:
        text(name, each)
    return told


def one_of(name: str, value: object, choices: Sequence[str]) -> str | None:
    """One of the choices, or None; raises `UsageError` with the nearest of them."""
    if value is None or (isinstance(value, str) and value in choices):
        return value
    told = f"{_shown(value)} is none of {', '.join(map(repr, choices))}"
    raise UsageError(name, _with_nearest(told, str(value), choices))


def number(name: str, value: object, *, whole: bool, least: float = 0) -> Any:
    """A number from `least` on, or None; raises `UsageError`."""
    wanted = f"a{' whole' if whole else ''} number from {least:g} on"
    if isinstance(value, bool):
        raise UsageError(name, f"{value!r} is not {wanted}")
    told = of_type(name, value, int if whole else (int, float), wanted)
    if told is not None and not least <= told < float("inf"):
        raise UsageError(name, f"{told!r} is not {wanted}")
    return told


def _with_nearest(told: str, given: str, choices: Sequence[str]) -> str:
    folded = {choice.rpartition("/")[2].casefold(): choice for choice in choices}  # a zone's city alone
    folded |= {choice.casefold(): choice for choice in choices}
    nearest = nearest_to(given.casefold(), folded)
    return f"{told}; did you mean {folded[nearest[0]]!r}?" if nearest else told


def _shown(value: object) -> str:
    """The value, short; of a text its beginning."""
    told = repr(value)
    return told if len(told) <= 60 else f"{told[:57]}…"
