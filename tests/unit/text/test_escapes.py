"""Escapes are resolved in prose alone, and what was resolved is told."""

import pytest

import newsclean
from newsclean.text.escapes import resolve

TEXT = (
    "Eis sperrt den nördlichen Hafen\n\nDer Hafenmeister hat am Montag das nördliche Becken gesperrt, "
    "nachdem das Eis die Tore beschädigt hatte, teilte der Hafen mit.\n"
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (TEXT.replace("ö", "&ouml;").replace("ä", "&auml;"), "entities-resolved"),
        (TEXT.replace("ö", "&amp;ouml;").replace("ä", "&amp;#228;"), "entities-resolved"),
        (TEXT.replace("\n", "\\n"), "escapes-resolved"),
        (TEXT.replace("ö", "\\u00f6").replace("ä", "\\u00e4"), "escapes-resolved"),
        ('"' + TEXT.replace("\n", "\\n").replace("ö", "\\u00f6") + '"', "escapes-resolved"),
    ],
)
def test_an_escaped_text_reads_as_it_was_meant(written: str, code: str) -> None:
    article = newsclean.parse(written)

    assert article.headline == "Eis sperrt den nördlichen Hafen"
    assert article.body == newsclean.parse(TEXT).body
    assert [problem.code for problem in article.problems] == [code]


@pytest.mark.parametrize(
    "text",
    [
        r"The file lies in C:\news\north and in C:\new\south.",
        r'{"title": "Eis\n\nsperrt \u00f6 \u00e4"}',
        "a <b>fish &amp; chips</b> &amp; peas",
        r"A single \u00f6 is a thing that programmers write.",
        r"halves \ud83d and \ude00 that lack the other",
        "Fish & chips; R&D, and so on;",
    ],
)
def test_what_is_not_prose_alone_stays(text: str) -> None:
    assert resolve(text).text == text
