"""When a page says that it was published: what it shows at its headline, and what machines are told."""

from datetime import date, datetime

import newsclean

PROSE = (
    "The harbour office closed the eastern quay on Tuesday after divers had found cracks in its footing.",
    "Ferries leave from the fish market until the repairs are done, which will take until the autumn.",
    "The city has set aside four million for the work, and a second quay will be looked at next year.",
)


def page(above: str = "", below: str = "", head: str = "", behind: str = "") -> str:
    body = "".join(f"<p>{each}</p>" for each in PROSE)
    return f"""<html lang="en"><head><title>Quay closed</title>{head}</head><body><main>{above}
<h1>Quay closed</h1>{below}<div class="text">{body}</div>{behind}</main></body></html>"""


def stated(moment: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{moment}"}}</script>'


def test_the_time_below_the_headline_goes_before_that_of_a_teaser_above_it() -> None:
    teaser = '<div class="card"><time datetime="2024-06-09">9 June 2024</time><p>Another story</p></div>'
    own = '<div class="meta"><time class="date" datetime="2024-06-04">4 June 2024</time> Newsroom</div>'

    assert newsclean.parse(page(teaser, own)).published == date(2024, 6, 4)


def test_a_day_long_before_the_stated_one_is_the_day_of_publication() -> None:
    moved = stated("2024-06-04T10:00:00+02:00")

    assert newsclean.parse(page(below="<p>4 May 2019</p>", head=moved)).published == date(2019, 5, 4)


def test_the_stated_time_holds_where_the_page_shows_its_day_too() -> None:
    head, below = stated("2024-06-04T10:00:00+02:00"), "<p>4 May 2019</p><p>Published 4 June 2024</p>"

    told = newsclean.parse(page(below=below, head=head)).published

    assert told == datetime.fromisoformat("2024-06-04T10:00:00+02:00")


def test_a_day_in_a_caption_says_nothing_about_the_stated_time() -> None:
    picture = "<figure><img src=a.jpg alt=''><figcaption>The quay, 4 May 2019</figcaption></figure>"

    told = newsclean.parse(page(below=picture, head=stated("2024-06-04"))).published

    assert told == date(2024, 6, 4)


def test_an_update_is_no_publication_where_another_day_is_shown() -> None:
    article = newsclean.parse(page(below="<p>Updated: 9 June 2024</p><p>4 June 2024</p>"))

    assert (article.published, article.modified) == (date(2024, 6, 4), date(2024, 6, 9))


def test_the_day_of_an_update_alone_is_reported() -> None:
    article = newsclean.parse(page(below="<p>Last updated: 9 June 2024</p>"))

    assert article.published == date(2024, 6, 9)
    assert "published-from-update" in [problem.code for problem in article.problems]


def test_a_label_anywhere_tells_where_nothing_else_does() -> None:
    far = "<ul>" + "<li>Another line of the foot</li>" * 20 + "</ul><p>Published: 4 June 2024</p>"

    assert newsclean.parse(page(behind=far)).published == date(2024, 6, 4)


def test_a_day_in_the_midst_of_a_sentence_is_the_storys() -> None:
    told = "<p>The permit that the office gave to its owners on 4 May 2019 has been drawn back.</p>"

    assert newsclean.parse(page(below=told)).published is None


def test_a_box_in_a_heading_is_the_heading() -> None:
    wrapped = page(below="<p>4 June 2024</p>").replace(
        "<h1>Quay closed</h1>", "<h1><div>Quay closed</div></h1>"
    )

    assert newsclean.parse(wrapped).headline == "Quay closed"
    assert newsclean.parse(wrapped).published == date(2024, 6, 4)


def test_a_moment_in_utc_is_told_on_the_clock_of_the_page() -> None:
    told = newsclean.parse(
        page(below="<p>3 June 2024, 9:25 pm</p>", head=stated("2024-06-04T02:25:54Z"))
    ).published

    assert told == datetime.fromisoformat("2024-06-04T02:25:54+00:00")
    assert told is not None and told.isoformat() == "2024-06-03T21:25:54-05:00"


def test_a_clock_that_is_no_zone_away_changes_nothing() -> None:
    told = newsclean.parse(
        page(below="<p>3 June 2024, 9:17 pm</p>", head=stated("2024-06-04T02:25:54Z"))
    ).published

    assert told is not None and told.isoformat() == "2024-06-04T02:25:54+00:00"


def test_rdfa_states_the_time_and_the_author() -> None:
    below = """<p vocab="https://schema.org/"><span property="author">Ida Roe</span>
<span property="schema:datePublished" content="2024-06-04T10:00:00+02:00">on Tuesday</span></p>"""

    article = newsclean.parse(page(below=below))

    assert article.authors == ["Ida Roe"]
    assert article.published == datetime.fromisoformat("2024-06-04T10:00:00+02:00")


def test_the_region_of_a_page_tells_the_order_of_its_dates() -> None:
    british = page(below="<p>02/10/2020</p>").replace('lang="en"', 'lang="en-GB"')
    american = british.replace("en-GB", "en-US")  # what templates say without being asked

    assert newsclean.parse(british).published == date(2020, 10, 2)
    assert newsclean.parse(american).published is None


def test_a_moment_in_utc_is_told_on_the_clock_of_another_statement() -> None:
    meta = '<meta name="date" content="Thu, 14 May 2020 00:07:00 +0200">'

    told = newsclean.parse(page(head=stated("2020-05-13T22:07:00Z") + meta)).published

    assert told is not None and told.isoformat() == "2020-05-14T00:07:00+02:00"


def test_an_element_that_is_called_a_date_states_its_moment_by_an_attribute() -> None:
    for element in (
        "<abbr class='published' title='2011-04-25'>12:23 AM</abbr>",
        "<div>Newsroom <span class='post-date' title='25 April 2011'>years ago</span></div>",
        "<p class='date' data-datetime='2011-04-25'>Monday</p>",
        "<div class='date' content='2011-04-25'>a while ago</div>",
        "<relative-time datetime='2011-04-25'>years ago</relative-time>",
        "<span data-datetime='2011-04-25'>5 y</span>",
        "<span class='date' itemprop='datePublished' content='2011-04-25'>April</span>",
        "<p class='date' itemprop='datePublished' content='2011-04-25'>April 2011</p>",
    ):
        assert newsclean.parse(page(below=element)).published == date(2011, 4, 25), element


def test_a_title_of_an_element_that_is_not_called_a_date_is_a_remark() -> None:
    for element in (
        "<span title='25 April 2011'>the day of the flood</span>",
        "<span class='author' title='25 April 2011'>Ida Roe</span>",
        "<ins datetime='2011-04-25'>with a correction</ins>",
        "<span class='joinDate' title='25 April 2011'>Joined in April</span>",
    ):
        assert newsclean.parse(page(below=element)).published is None, element


def test_a_moment_in_an_attribute_that_is_called_an_update_is_one() -> None:
    for element in (
        "<span class='updated' title='2011-04-25'>years ago</span>",
        "<p>Updated <span class='date' title='2011-04-25'>years ago</span></p>",
        "<span class='date' title='Updated 25 April 2011'>years ago</span>",
    ):
        article = newsclean.parse(page(below=element))

        assert (article.published, article.modified) == (None, date(2011, 4, 25)), element


def test_an_attribute_without_the_hour_leaves_it_to_the_words() -> None:
    shown = "<time itemprop='datePublished' datetime='2011-04-25'>25 April 2011, 21:55</time>"

    assert newsclean.parse(page(below=shown)).published == datetime(2011, 4, 25, 21, 55)


def test_dublin_core_states_the_day_of_issue() -> None:
    for name in ("DC.Issued", "dc.date.issued", "DCTERMS.issued"):
        assert newsclean.parse(page(head=f'<meta name="{name}" content="2011-04-25">')).published == date(
            2011, 4, 25
        )


def test_a_day_before_two_statements_that_agree_is_the_articles_only_where_it_is_called_so() -> None:
    meta = '<meta property="article:published_time" content="2024-06-04T10:00:00+02:00">'
    head = stated("2024-06-04T10:00:00+02:00") + meta

    bare = newsclean.parse(page(below="<p>4 May 2019</p>", head=head)).published
    labelled = newsclean.parse(page(below="<p>Published: 4 May 2019</p>", head=head)).published

    assert bare == datetime.fromisoformat("2024-06-04T10:00:00+02:00")
    assert labelled == date(2019, 5, 4)


def test_the_same_hour_with_another_zone_in_view_proves_a_stated_utc_false() -> None:
    told = newsclean.parse(
        page(below="<p>4 June 2024, 10:15 EST</p>", head=stated("2024-06-04T10:15:30Z"))
    ).published

    assert told is not None and told.isoformat() == "2024-06-04T10:15:30-05:00"


def test_another_hour_in_another_zone_leaves_a_stated_utc_as_it_is() -> None:
    told = newsclean.parse(
        page(below="<p>4 June 2024, 05:15 EST</p>", head=stated("2024-06-04T10:15:30Z"))
    ).published

    assert told == datetime.fromisoformat("2024-06-04T10:15:30+00:00")
