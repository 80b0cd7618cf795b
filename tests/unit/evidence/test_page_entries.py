"""The entries of a live blog keep their clocks, which are no times of the article's publication."""

from datetime import datetime

import pytest

import newsclean

PROSE = (
    "The harbour office closed the eastern quay on Tuesday after divers had found cracks in its footing.",
    "Ferries leave from the fish market until the repairs are done, which will take until the autumn.",
)
ENTRIES = {
    "14:32": "The quay is closed now. Nobody may walk on it before the autumn, and it will be watched.",
    "13:05": "Divers are in the water again. They say that the cracks are longer than they had thought.",
    "11:47": "A crane was towed away. The driver was not hurt, although the cabin stood in water.",
    "11:20": "The mayor is on her way to the quay, where two hundred people wait for her behind the fence.",
}
FORMS = (
    "<div class='entry'><time datetime='2024-03-05T{clock}:00+01:00'>{clock}</time><p>{text}</p></div>",
    "<div class='entry'><span class='time'>{clock}</span><div class='text'><p>{text}</p></div></div>",
    "<article class='post'><header><time>{clock}</time><h2>Entry</h2></header><p>{text}</p></article>",
    "<h3>{clock}</h3><p>{text}</p>",
    "<p><b>{clock} Uhr</b></p><p>{text}</p>",
)
DAY = "<div class='dt'>05.03.2024 10:00</div>"


def parsed(blog: str, day: str = DAY) -> newsclean.Article:
    text = "".join(f"<p>{each}</p>" for each in PROSE)
    body = f"<h1>Quay closed</h1>{day}<div class='text'>{text}{blog}</div>"
    return newsclean.parse(f"<html><head><title>Quay closed</title></head><body>{body}</body></html>")


@pytest.mark.parametrize("form", FORMS)
def test_entries_keep_their_clocks_beside_their_text(form: str) -> None:
    blog = "".join(form.format(clock=clock, text=text) for clock, text in ENTRIES.items())

    article = parsed(f"<div class='live'>{blog}</div>")

    told = [article.body.index(each) for pair in ENTRIES.items() for each in pair]
    assert told == sorted(told)
    assert article.published == datetime(2024, 3, 5, 10, 0)


@pytest.mark.parametrize("form", FORMS)
def test_the_clock_of_an_entry_is_not_that_of_the_article(form: str) -> None:
    blog = "".join(form.format(clock=clock, text=text) for clock, text in ENTRIES.items())

    assert parsed(f"<div class='live'>{blog}</div>", day="").published is None


@pytest.mark.parametrize(
    "form",
    [
        "<div class='entry'><span>{clock}</span> <a href='/{clock}'>{text}</a></div>",
        "<li><span>{clock}</span><h4><a href='/{clock}'>{text}</a></h4></li>",
        "<div class='comment'><div>{clock}</div><p>{text}</p></div>",
    ],
)
def test_headlines_and_comments_with_an_hour_are_no_entries(form: str) -> None:
    blog = "".join(form.format(clock=clock, text=text) for clock, text in ENTRIES.items())

    assert parsed(f"</div><div class='latest'>{blog}").paragraphs == list(PROSE)
