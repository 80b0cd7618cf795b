"""What dumps of one site tell together: where its articles begin, end and stand."""

import newsclean
from newsclean.article import Article
from newsclean.core.document import Block, BlockKind, Source, TextDocument
from newsclean.core.span import Span
from newsclean.evidence.site import SiteBlocks
from newsclean.profiles.doubts import surer
from newsclean.profiles.profile import Profile

URL = "https://www.heron.example/news/1"
HEAD = ["Heron", "News", "Sport", "Weather", "Save this story for later", "Read aloud"]
FOOT = ["More from the Heron", "Terms", "About us", "Jobs"]
TOWNS = ("Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Juniper")


def of_lines(*lines: str) -> TextDocument:
    blocks = tuple(Block(BlockKind.TEXT, line, Span(0, len(line))) for line in lines)
    return TextDocument(Source("\n".join(lines)), blocks)


def prose(town: str) -> list[str]:
    return [
        f"The council of {town} decided on Tuesday night to close the market hall for the winter.",
        f"“We have looked for another way,” the mayor of {town} said, “and we have found none.”",
        f"About two hundred traders of {town} sell fish and bread there, as their parents did.",
        f"The hall was built when the railway came to {town}, and its roof has leaked since May.",
        f"Three firms of {town} have offered to mend it, and the cheapest asks for a million.",
        f"Until then the traders of {town} will stand in the old school, which has been empty for years.",
    ]


def text(town: str, between: list[str], below: list[str]) -> str:
    headline = f"{town} closes its market hall for the winter"
    return "\n\n".join([*HEAD[:4], headline, *HEAD[4:], *between, *FOOT[:1], *below, *FOOT[1:]])


def page(town: str, more: str = "", shape: str = "") -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in prose(town))
    return (
        f"<html lang=en><head><title>{town}</title></head><body><div class=top><a href=/>Heron</a></div>"
        f"<main class='page'><h1>{town} closes its market hall for the winter</h1>"
        f"<div class='story {shape}'>{paragraphs}{more}</div></main><footer>Terms</footer></body></html>"
    )


def leading(town: str) -> str:
    """A page with a link to another article between its paragraphs."""
    first, *others = page(town).split("</p><p>")
    link = f"<a href='/{town}'><b>HOW THE OTHER TOWNS AROUND {town.upper()} KEEP THEIR MARKETS OPEN</b></a>"
    return "</p><p>".join([first, others[0], link, *others[1:]])


def learn(raws: list[str]) -> Profile:
    return newsclean.learn_profile(raws, urls=[URL] * len(raws))


def read(raw: str, profile: Profile) -> Article:
    return newsclean.parse(raw, url=URL, toolkit=newsclean.Toolkit.default().with_profile(profile))


def of_texts() -> Profile:
    return learn([text(town, prose(town), []) for town in TOWNS[:5]])


def test_the_lines_right_above_and_below_most_articles_open_and_close_them() -> None:
    profile = of_texts()

    assert [(each.line, each.dumps, each.of) for each in profile.opens] == [
        ("Read aloud", 5, 5),
        ("Save this story for later", 5, 5),
    ]
    assert ("More from the Heron", 5, 5) in [(each.line, each.dumps, each.of) for each in profile.closes]
    assert profile.filled and profile.filled.part > 0.9 and profile.filled.dumps == 5


def test_a_teaser_below_the_line_that_closes_articles_is_none_of_this_one() -> None:
    teaser = "The ferry of Wren was towed to the dock on Monday, and its passengers went home by bus."
    raw = text("Hazel", prose("Hazel"), [teaser])

    assert teaser in newsclean.parse(raw, url=URL).body
    assert read(raw, of_texts()).paragraphs == prose("Hazel")


def test_an_article_around_a_line_that_closes_others_is_kept() -> None:
    """Most of it lies beyond: the line stands in the middle of something else."""
    raw = text("Hazel", prose("Hazel")[:1], prose("Hazel")[1:])

    assert read(raw, of_texts()).paragraphs == prose("Hazel")


def test_a_list_that_fills_the_place_of_the_article_is_the_article() -> None:
    names = [f"{town} Road" for town in TOWNS * 8]
    raw = text("Hazel", [*prose("Hazel")[:1], *names, *prose("Hazel")[1:2]], [])

    assert names[7] not in newsclean.parse(raw, url=URL).body
    assert names[7] in read(raw, of_texts()).body


def test_what_most_articles_stand_in_holds_them() -> None:
    profile = learn([page(town, shape=f"of-{town}") for town in TOWNS[:5]])

    assert [(each.element, each.dumps, each.of) for each in profile.holders] == [("div.story", 5, 5)]


def test_prose_outside_of_what_holds_the_articles_is_none() -> None:
    profile = learn([page(town) for town in TOWNS[:5]])
    posts = "".join(f"<p>{each}</p>" for each in prose("Wren"))
    raw = page("Hazel", f"<div class=live><div class=post>{posts}</div></div>")

    assert prose("Wren")[1] in newsclean.parse(raw, url=URL).body
    assert read(raw, profile).paragraphs == prose("Hazel")


def test_a_page_of_another_layout_is_read_as_without_a_profile() -> None:
    profile = learn([page(town) for town in TOWNS[:5]])
    raw = page("Hazel").replace("class='story", "class='feature")

    assert read(raw, profile).paragraphs == prose("Hazel")


def test_who_writes_every_article_of_a_site_is_no_furniture() -> None:
    signed = [text(town, prose(town), []).replace("\n\nSave", "\n\nBy Ada Roe\n\nSave") for town in TOWNS]
    profile = learn(signed[:5])

    assert "By Ada Roe" not in [each.line for each in (*profile.furniture, *profile.opens)]
    assert read(signed[6], profile).authors == ["Ada Roe"]


def test_paragraphs_that_are_one_link_are_none_where_most_pages_have_them() -> None:
    profile = learn([leading(town) for town in TOWNS[:5]])
    raw = leading("Hazel")

    assert profile.linked and (profile.linked.dumps, profile.linked.of) == (5, 5)
    assert Profile.of_toml(profile.to_toml()) == profile
    assert "HOW THE OTHER TOWNS" in (newsclean.parse(raw, url=URL).body or "")
    assert read(raw, profile).paragraphs == prose("Hazel")


def test_a_link_between_the_paragraphs_of_few_pages_may_be_the_articles() -> None:
    profile = learn([leading("Alder"), leading("Birch"), *map(page, TOWNS[2:6])])

    assert profile.linked is None
    assert "HOW THE OTHER TOWNS" in (read(leading("Hazel"), profile).body or "")


def test_a_page_that_is_a_list_of_links_stays_one() -> None:
    site = SiteBlocks(linked=frozenset({1, 2}))

    assert site.of_page((0.9, 0.9, 0.9), [100, 60, 60]) == (0.9, 0.9, 0.9)
    assert site.of_page((0.9, 0.9, 0.9), [900, 60, 60]) == (0.9, 0.0, 0.0)


def test_a_standfirst_above_what_holds_the_article_is_kept_and_prose_below_is_not() -> None:
    site = SiteBlocks(outside=frozenset({0, 2}), fewest=300)

    assert site.of_page((0.6, 0.9, 0.6), [90, 400, 90]) == (0.6, 0.9, 0.0)


def test_a_line_opens_articles_where_three_dumps_have_it() -> None:
    """Of three dumps two share a line by chance."""
    raws = [text(town, prose(town), []) for town in TOWNS[:3]]
    raws[2] = raws[2].replace("Read aloud", "Print this page")

    assert [each.line for each in learn(raws).opens] == ["Save this story for later"]


BOX = ["Sign up for our newsletter", "Enter your email address", "Go to the rest of the story"]


def boxed(town: str, behind: int) -> str:
    """A text with a newsletter's box in its middle, and so many paragraphs behind it."""
    told = prose(town)
    return text(town, [*told[:-behind], *BOX, *told[-behind:]], [])


def test_an_article_goes_on_behind_a_box_that_is_inside_others() -> None:
    """Where little stands behind a newsletter's label, a reader of one dump takes it for the next teaser."""
    profile = learn([boxed(town, 3) for town in TOWNS[:5]])
    raw = boxed("Hazel", 1)

    assert ("Sign up for our newsletter", 5, 5) in [
        (each.line, each.dumps, each.of) for each in profile.inside
    ]
    assert prose("Hazel")[-1] not in newsclean.parse(raw, url=URL).paragraphs
    assert read(raw, profile).paragraphs == prose("Hazel")


def test_a_label_behind_which_articles_end_is_inside_none() -> None:
    profile = learn([text(town, prose(town), BOX) for town in TOWNS[:5]])

    assert profile.inside == ()


def test_a_sentence_right_above_a_line_that_paragraphs_stand_above_is_one() -> None:
    profile = learn([text(town, prose(town), []) for town in TOWNS[:5]])

    assert [(each.line, each.dumps, each.of) for each in profile.follows] == [("More from the Heron", 5, 5)]


def test_what_stands_in_two_dumps_is_doubted_and_what_stands_in_many_is_furniture() -> None:
    gift = "Readers who want to help the Heron may send a small gift every month."
    raws = [text(town, [*prose(town), gift] if n < 2 else prose(town), []) for n, town in enumerate(TOWNS)]
    profile = learn(raws)

    assert [(each.line, each.dumps, each.of) for each in profile.doubted] == [(gift, 2, 7)]
    assert gift not in [each.line for each in profile.furniture]
    assert Profile.of_toml(profile.to_toml()) == profile


def test_a_line_that_sounds_like_what_stands_beside_the_articles_is_doubted() -> None:
    words = {"subscribe": -2.0, "newsletter": -1.5, "our": -1.0, "council": 2.0, "the": 1.0, "decided": 2.0}
    document = of_lines("Subscribe to our newsletter", "The council decided", "Subscribe, council")
    told = dict(surer(document, Profile(words=words)))

    assert told[0] == -0.5
    assert 1 not in told, "it sounds like an article"
    assert 2 not in told, "two words tell nothing"


def test_words_are_learnt_of_what_two_dumps_say() -> None:
    words = learn([text(town, prose(town), []) for town in TOWNS[:5]]).words

    assert words["save"] < 0 < words["council"]
    assert "alder" not in words


def test_a_reader_who_is_sure_outvotes_a_doubt() -> None:
    site = SiteBlocks(surer=((0, -2.0), (1, -2.0)))

    assert site.of_text((3.0, 1.0), (0, 1), 0.0, -99.0) == (1.0, -1.0)
