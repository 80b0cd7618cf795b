"""Every limit has a name; a hit is told, and what lies past it is still there."""

from dataclasses import fields, replace

import pytest

import newsclean
from newsclean.core.limits import DEFAULT, Limits
from newsclean.toolkit import Toolkit

TEXT = "Storm closes the mountain road\n\n" + "\n\n".join(
    f"The road over pass number {number} was closed on Monday after heavy snow, the police said."
    for number in range(40)
)
PAGE = "<html><body><article><h1>Storm closes the mountain road</h1>{}</article></body></html>"
HTML = PAGE.format("".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")[1:]))


def parsed(raw: str, **limits: int) -> newsclean.Article:
    return newsclean.parse(raw, toolkit=Toolkit.default().with_limits(replace(DEFAULT, **limits)))


def codes(article: newsclean.Article) -> set[str]:
    return {problem.code for problem in article.problems if problem.code.startswith("limit-")}


@pytest.mark.parametrize("raw", [TEXT, HTML], ids=["text", "html"])
def test_what_lies_past_the_blocks_is_one_dropped_block(raw: str) -> None:
    article = parsed(raw, blocks=21)

    assert codes(article) == {"limit-blocks"}
    (rest,) = [dropped.text for dropped in article.dropped if dropped.reason == "limit-blocks"]
    assert "pass number 39" in rest
    told = (article.body, *(dropped.text for dropped in article.dropped))
    assert all(sum(f"pass number {n} " in each for each in told) == 1 for n in range(40))


def test_deeper_elements_are_read_as_if_they_were_not_nested() -> None:
    nested = PAGE.format("<div>" * 3_000 + HTML + "</div>" * 3_000)

    article = parsed(nested)

    assert codes(article) == {"limit-depth"}
    assert "pass number 39 " in article.body or any(
        "pass number 39 " in each.text for each in article.dropped
    )


def test_later_elements_break_the_line() -> None:
    article = parsed(HTML, elements=25)

    assert codes(article) == {"limit-elements"}
    everything = article.body + " ".join(each.text for each in article.dropped)
    assert all(f"pass number {n} " in everything for n in range(40))


def test_an_overlong_tag_loses_its_attributes_and_nothing_else() -> None:
    article = parsed(HTML.replace("<p>", f"<p title='{'x' * 5_000}'>", 1), tag_characters=4_000)

    assert codes(article) == {"limit-tag-characters"}
    assert article.body == newsclean.parse(HTML).body


def test_a_signal_is_heard_so_often_and_no_more() -> None:
    days = "".join(f"{day} May 2021\n\n" for day in range(1, 9))

    assert "limit-candidates" in codes(parsed(TEXT.replace("The road", f"{days}The road", 1), candidates=3))


@pytest.mark.parametrize(
    "raw", [TEXT.replace("\n\n", " "), HTML.replace("</p><p>", " ")], ids=["text", "html"]
)
def test_an_overlong_line_is_read_in_pieces(raw: str) -> None:
    article = parsed(raw, line_characters=500)

    assert codes(article) >= {"limit-line-characters"}
    everything = article.body + " ".join(each.text for each in article.dropped)
    assert all(f"pass number {n} " in " ".join(everything.split()) for n in range(40))
    assert all(len(each) <= 500 for each in (*article.paragraphs, *(each.text for each in article.dropped)))


DEEP = '[{"title":"a "b" c","x":' + "[" * 9 + "]" * 9 + "}]"
DUMP = f'{TEXT}\n\nstring({len(DEEP)}) "{DEEP}"\n'
ARRAYS = "".join(f"{'  ' * n}array(1) {{\n{'  ' * n}  [0]=>\n" for n in range(9))
LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":%s}</script>'


@pytest.mark.parametrize(
    ("raw", "limit", "most"),
    [
        (DUMP, "json_depth", 8),
        (DUMP, "json_characters", 30),
        (DUMP.replace('"x":', '"n":7777777,"x":'), "number_digits", 6),
        (TEXT + '\n\n[{"n":7777777}]\n', "number_digits", 6),
        (TEXT + '\n\n[{"n":[[[[1]]]]}]\n', "json_depth", 4),
        (TEXT + '\n\n[{"n":[[[[1]]]]}]\n', "json_characters", 9),
        (LD % "[[[[[[1]]]]]]" + HTML, "json_depth", 5),
        (LD % '"A headline"' + HTML, "json_characters", 30),
        (LD % "1234567" + HTML, "number_digits", 6),
        (TEXT + "\n\n" + ARRAYS + "  " * 9 + "int(1)\n", "leak_depth", 6),
        (TEXT + "\n\n" + "a:1:{i:0;" * 9 + "i:1;" + "}" * 9 + "\n", "leak_depth", 6),
        (TEXT + "\n\n" + "array ( 0 => " * 9 + "1" + ", )" * 9 + "\n", "leak_depth", 6),
        (TEXT + "\n\n" + "Array ( [0] => " * 9 + "1" + " )" * 9 + "\n", "leak_depth", 6),
        (TEXT + "\n\n" + "array (size=1) 0 => " * 9 + "int 1\n", "leak_depth", 6),
        (TEXT + "\n\n" + "window.a = (" * 90_000, "leak_search", 1),
    ],
)
def test_a_limit_on_machine_output_is_told_when_it_is_hit(raw: str, limit: str, most: int) -> None:
    """And only then."""
    assert codes(parsed(raw, **{limit: most})) >= {f"limit-{limit.replace('_', '-')}"}
    if limit != "leak_search":
        assert not codes(parsed(raw))


def test_limits_begin_at_one_and_carry_defaults_that_no_page_meets() -> None:
    for field in fields(Limits):
        with pytest.raises(ValueError, match=field.name):
            replace(DEFAULT, **{field.name: 0})
    assert not codes(newsclean.parse(TEXT))
    assert not codes(newsclean.parse(HTML))
