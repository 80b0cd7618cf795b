"""What is less sure than its threshold is not given, and not lost either."""

import pytest

import newsclean
from newsclean.errors import NewscleanError

DUMP = """
Storm closes the mountain road

By Jane Roe

The road over the pass was closed on Monday after heavy snow, the police said in a statement.

It will stay closed until Wednesday, when the ploughs have done their work, they said.
"""


def test_an_unsure_field_is_none_and_told_in_a_problem() -> None:
    toolkit = newsclean.Toolkit.default().guessing().with_threshold("headline", 1.0)

    article = newsclean.parse(DUMP, toolkit=toolkit)

    assert article.headline is None
    problem = next(each for each in article.problems if each.code == "headline-unsure")
    assert "Storm closes the mountain road" in problem.message and problem.field == "headline"
    assert [each.reason for each in article.dropped if each.text.startswith("Storm")] == ["headline-unsure"]


def test_a_sure_field_is_given() -> None:
    toolkit = newsclean.Toolkit.default().guessing().with_threshold("headline", 0.01)

    assert newsclean.parse(DUMP, toolkit=toolkit).headline == "Storm closes the mountain road"


def test_who_wants_guesses_gets_them() -> None:
    strict = newsclean.Toolkit.default().with_threshold("headline", 1.0)

    assert newsclean.parse(DUMP, toolkit=strict.guessing()).headline == "Storm closes the mountain road"


@pytest.mark.parametrize(("field", "least"), [("title", 0.5), ("headline", 1.5), ("headline", -0.1)])
def test_a_threshold_of_nothing_is_refused(field: str, least: float) -> None:
    with pytest.raises(NewscleanError, match="threshold"):
        newsclean.Toolkit.default().with_threshold(field, least)
