"""The language of a plain text is told by its stop words, and not told where there are none."""

import newsclean

ENGLISH = (
    "Ferry returns after nine weeks\n\nThe ferry returned to service on Wednesday after nine weeks in the "
    "dry dock, and the operator said that it would run on time until the end of the season."
)
GERMAN = (
    "Fähre fährt wieder\n\nDie Fähre hat am Mittwoch nach neun Wochen im Dock den Betrieb wieder "
    "aufgenommen, und der Betreiber sagte, dass sie bis zum Ende der Saison nach dem Plan fahren werde."
)


def test_the_language_is_that_of_the_prose() -> None:
    assert newsclean.parse(ENGLISH).language == "en"
    assert newsclean.parse(GERMAN).language == "de"


def test_a_language_that_nothing_tells_is_none() -> None:
    assert newsclean.parse("Qwertz Uiop Asdfg\n\n" + "Lkjhg fdsaq wertu zuiop. " * 12).language is None
