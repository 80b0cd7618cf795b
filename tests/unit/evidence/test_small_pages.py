"""A page with little prose has its article below the heading that it is called after."""

import newsclean
from newsclean import Article

_HEAD = "<html lang=en><head><title>Fog on the canal | Mole Gazette</title></head><body>"


def _parsed(within: str, *, around: str = "article") -> Article:
    return newsclean.parse(f"{_HEAD}<{around}><h1>Fog on the canal</h1>{within}</{around}></body></html>")


def test_a_transcript_is_read_to_its_shortest_line() -> None:
    said = ["HOST: Good evening. There is fog.", "ROE: Yes. Nobody sails.", "HOST: Nobody?", "ROE: Nobody."]

    assert _parsed("".join(f"<p>{line}</p>" for line in said)).paragraphs == said


def test_a_recipe_keeps_what_goes_into_it() -> None:
    items = "".join(f"<li>{each}</li>" for each in ("300 g rye flour", "2 apples", "1 cup of milk"))
    steps = "<ol><li>Stir the flour into the milk.</li><li>Fry slowly.</li></ol>"
    article = _parsed(
        f"<p>A dish for foggy days, as the keepers make it.</p><ul>{items}</ul><h2>How</h2>{steps}"
    )

    assert all(each in article.body for each in ("300 g rye flour", "2 apples", "How", "Fry slowly."))


def test_elements_that_a_site_invents_hold_an_article_too() -> None:
    lines = [f"The keeper counted {number} barges before noon, he said." for number in ("nine", "ten")]
    within = "".join(f"<mole-line>{line}</mole-line>" for line in lines)

    assert _parsed(within, around="mole-story").paragraphs == lines


def test_what_stands_between_heading_and_first_sentence_is_no_part() -> None:
    article = _parsed(
        "<p>Canal desk</p><p>HOST: Good evening. There is fog.</p><p>ROE: There is. We wait for it.</p>"
    )

    assert "Canal desk" not in article.body


def test_a_list_of_links_below_a_heading_is_no_article() -> None:
    links = "".join(f"<li><a href=/{n}>The keeper counted {n} barges on Sunday</a></li>" for n in range(9))

    assert _parsed(f"<ul>{links}</ul>").body == ""
