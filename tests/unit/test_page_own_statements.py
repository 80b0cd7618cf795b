"""Which of the structured statements on a page are about its own article, and which are of another."""

import json
from datetime import date

import newsclean

HEADLINE = "Harbour office closes the eastern quay"
PROSE = (
    "The harbour office closed the eastern quay on Tuesday after divers had found cracks in its footing.",
    "Ferries leave from the fish market until the repairs are done, which will take until the autumn.",
    "The city has set aside four million for the work, and a second quay will be looked at next year.",
)
OTHER = {"@type": "NewsArticle", "headline": "Choir tours the north", "datePublished": "2012-01-02"}
SIGNED = OTHER | {"author": {"@type": "Person", "name": "Jane Doe"}}
OWN = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2015-03-05"}
ADDRESS = "https://quay.example/news/eastern-quay"


def parse(
    *entities: object, head: str = "", heading: str = HEADLINE, url: str | None = None
) -> newsclean.Article:
    body = "".join(f"<p>{each}</p>" for each in PROSE)
    data = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in entities)
    return newsclean.parse(
        f"""<html lang="en"><head><title>{heading} | Quay News</title>{head}{data}</head><body><main><article>
<h1>{heading}</h1>{body}</article></main></body></html>""",
        url=url,
    )


def test_an_article_under_another_headline_states_nothing_of_this_one() -> None:
    article = parse(SIGNED)

    assert (article.headline, article.published, article.authors) == (HEADLINE, None, [])


def test_the_object_with_the_headline_of_the_page_is_heard_wherever_it_stands() -> None:
    for entities in ([[OTHER, OWN]], [OTHER, OWN], [OWN, OTHER], [{"@graph": [OTHER, OWN]}]):
        assert parse(*entities).published == date(2015, 3, 5)


def test_a_headline_in_other_words_is_still_the_pages() -> None:
    reworded = SIGNED | {"headline": "Eastern quay closed by harbour office until autumn"}

    assert parse(reworded).authors == ["Jane Doe"]


def test_a_cut_headline_is_still_the_pages() -> None:
    assert parse([OTHER, OWN | {"headline": HEADLINE[:24] + "…"}]).published == date(2015, 3, 5)


def test_an_object_without_a_headline_is_taken_for_the_pages() -> None:
    assert parse({"@type": "NewsArticle", "datePublished": "2015-03-05"}).published == date(2015, 3, 5)


def test_the_address_of_the_page_proves_an_object_under_any_headline() -> None:
    canonical = f'<link rel="canonical" href="{ADDRESS}/">'
    for named in (
        {"url": ADDRESS},
        {"mainEntityOfPage": {"@id": ADDRESS + "#article"}},
        {"mainEntityOfPage": ADDRESS},
    ):
        assert parse(SIGNED | named, head=canonical).authors == ["Jane Doe"]
        assert parse(SIGNED | named, url=ADDRESS).authors == ["Jane Doe"]


def test_the_address_of_the_site_proves_nothing() -> None:
    canonical = '<link rel="canonical" href="https://quay.example/">'

    assert parse(SIGNED | {"mainEntityOfPage": "https://quay.example"}, head=canonical).authors == []


def test_the_address_tells_which_of_two_without_a_headline() -> None:
    mine = {"@type": "NewsArticle", "datePublished": "2015-03-05", "url": ADDRESS}
    foreign = {
        "@type": "NewsArticle",
        "datePublished": "2012-01-02",
        "url": "https://quay.example/news/choir",
    }

    assert parse([foreign, mine], url=ADDRESS).published == date(2015, 3, 5)


def test_a_day_that_meta_states_too_proves_an_object_under_another_headline() -> None:
    meta = '<meta property="article:published_time" content="2012-01-02T10:00:00+01:00">'

    assert parse(SIGNED, head=meta).authors == ["Jane Doe"]


def test_a_headline_of_a_script_without_spaces_is_told_from_another() -> None:
    mine = SIGNED | {"headline": "港务局关闭东码头"}
    foreign = SIGNED | {"headline": "合唱团巡演北方各省"}

    assert parse(mine, heading="港务局关闭东码头直至秋季").authors == ["Jane Doe"]
    assert parse(foreign, heading="港务局关闭东码头直至秋季").authors == []


def test_a_title_for_sharing_that_is_of_another_page_is_no_headline() -> None:
    left_over = '<meta property="og:title" content="Choir tours the north">'

    assert parse(head=left_over).headline == HEADLINE
