"""The stretch of a text's body is told of every text, however its prose is spread."""

import pytest

import newsclean

_ENTRY = (
    "The harbour master counted all the boats of the pier again, before the ferry came in "
    "and left for the islands with the mail and the bread, at {0} past the hour."
)
_MENU = ("Boats", "Piers", "Tides", "Ropes", "Nets", "Sails", "Masts", "Oars", "Buoys", "Locks")
_APART = [f"{name} {n}" for name in _MENU for n in (1, 2)]


def _dump(many: int) -> str:
    entries = ("\n".join((_ENTRY.format(n + 10), *_APART)) for n in range(many))
    return "\n".join(("Boats counted at dusk", *entries))


@pytest.mark.parametrize("many", [11, 12, 20, 40])
def test_no_group_of_prose_need_hold_a_tenth_of_the_words(many: int) -> None:
    body = newsclean.parse(_dump(many)).body

    assert _ENTRY.format(10) in body
