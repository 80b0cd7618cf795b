"""What a caller favours, and what is given only where it is asked for."""

from typing import Any

import pytest

import newsclean
from newsclean.errors import UsageError
from newsclean.extend import Toolkit

DUMP = """\
Old lighthouse stays lit

By Ada Quill
3 May 2023, 14:05

Members of the harbour board voted late on Tuesday to keep the lighthouse lit, ending a year of quarrels.

The lamp, which costs £40,000 a year, will be paid for by nine of the thirteen parishes along the coast.

"This is the right decision for the coast," said the chair of the board. "People have waited long enough."

2 Comments

Tom B
4 May 2023, 09:12
About time, the ferries have waited a year for this.
Reply

Related articles
"""


def given(article: newsclean.Article) -> set[str]:
    """The fields that have a confidence, and so a value."""
    return set(article.confidence)


def test_precision_gives_no_more_than_the_default_and_recall_no_less() -> None:
    """What is withheld is told, as with every threshold."""
    precise, plain, full = (
        newsclean.parse(DUMP, favor="precision"),
        newsclean.parse(DUMP),
        newsclean.parse(DUMP, favor="recall"),
    )

    assert given(precise) <= given(plain) <= given(full)
    assert not [each for each in full.problems if each.code.endswith("-unsure")]
    told = {each.field for each in precise.problems if each.code.endswith("-unsure")}
    assert given(full) - given(precise) == told


def test_precision_withholds_a_headline_whose_end_nothing_shows() -> None:
    """On one line the headline runs into what stands below it."""
    line = " ".join(DUMP.split())

    plain, precise = newsclean.parse(line), newsclean.parse(line, favor="precision")

    assert plain.headline
    assert precise.headline is None
    assert "headline-unsure" in [each.code for each in precise.problems]


def test_another_word_is_refused() -> None:
    """A misspelt wish must not pass for one."""
    wrong: Any = "precison"

    with pytest.raises(UsageError, match="did you mean 'precision'"):
        newsclean.parse(DUMP, favor=wrong)


def test_comments_are_taken_out_of_what_is_dropped() -> None:
    """A character is in one place: a comment that is given is not dropped as well."""
    comment = "About time, the ferries have waited a year for this."

    without, with_them = newsclean.parse(DUMP), newsclean.parse(DUMP, comments=True)

    assert (without.comments, with_them.comments) == ([], [comment])
    assert comment in [each.text for each in without.dropped]
    assert comment not in [each.text for each in with_them.dropped]
    assert with_them.body == without.body


def test_wishes_of_a_call_join_those_of_the_toolkit() -> None:
    """A toolkit that was made once serves both."""
    toolkit = Toolkit.default().with_comments().favoring("recall")

    assert newsclean.parse(DUMP, toolkit=toolkit) == newsclean.parse(DUMP, favor="recall", comments=True)
    assert toolkit.with_comments() == toolkit
