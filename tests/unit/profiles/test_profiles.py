"""What is known of one site: found by host, read from TOML, learnt from its dumps."""

from datetime import datetime
from pathlib import Path

import pytest

import newsclean
from newsclean.errors import KnowledgeError
from newsclean.profiles.ftr import imported
from newsclean.profiles.patterns import line_value
from newsclean.profiles.profile import Profile
from newsclean.profiles.shelf import Shelf

URL = "https://www.tern.example/news/1"
LEADS = [
    "The island's only ferry returned to service on Wednesday after nine weeks in dry dock, it was said.",
    "The old swing bridge in the harbour will stay closed until the autumn, the council decided on Monday.",
    "Snow ploughs cleared the road over the pass in the night, and buses run again, the road office said.",
    "The museum of the sea opens a new hall in May, with the bones of a whale found on the beach in 1921.",
    "Teachers of the island's three schools walked out on Friday over pay, their union said in a statement.",
]
HELP = "Readers who want to help the Tern can do so with a small gift every month, and with their time."


def dump(number: int) -> str:
    more = f"Nobody knew of it before, the {number}th speaker of the evening said, and the hall fell silent."
    return f"Tern Daily\n\nStory number {number} of the harbour\n\n{LEADS[number]}\n\n{HELP}\n\n{more}\n"


def page(number: int) -> str:
    return (
        f"<html lang=en><head><title>Tern</title></head><body><h2 class=t>Story number {number}</h2>"
        f"<div class=story><p>{LEADS[number]}</p><div class=gift><p>{HELP}</p></div>"
        f"<p>Nobody knew of it before, speaker {number} of the evening said, and the hall fell silent.</p>"
        f"</div><span class=who>Jane Roe</span></body></html>"
    )


def test_what_stands_in_many_dumps_of_a_site_is_no_article() -> None:
    profile = newsclean.learn_profile([dump(n) for n in range(4)], urls=[URL] * 4)
    toolkit = newsclean.Toolkit.default().with_profile(profile)

    assert HELP in newsclean.parse(dump(4), url=URL).body
    assert HELP not in newsclean.parse(dump(4), url=URL, toolkit=toolkit).body
    assert LEADS[4] in newsclean.parse(dump(4), url=URL, toolkit=toolkit).body


def test_what_is_learnt_says_on_how_many_dumps_it_rests() -> None:
    profile = newsclean.learn_profile([dump(n) for n in range(4)], urls=[URL] * 4)

    assert profile.hosts == ("tern.example",) and profile.learnt_from == 4
    assert {(each.dumps, each.of) for each in profile.furniture if each.line == HELP} == {(4, 4)}


def test_dumps_of_one_article_count_once() -> None:
    """Its sentences stand in all of them, and are the article's."""
    assert newsclean.learn_profile([dump(1)] * 5, urls=[URL] * 5).furniture == ()


def test_a_profile_holds_for_its_hosts_and_those_below() -> None:
    shelf = Shelf({}).with_profile(Profile(hosts=("tern.example",), name="Tern"))

    assert shelf.of("https://news.tern.example/a") and shelf.of("tern.example")
    assert shelf.of("https://tern.example.org/a") is None and shelf.of(None) is None


def test_a_profile_is_written_as_it_is_read() -> None:
    profile = Profile.of_toml(
        'hosts = ["a.example"]\nname = "The \\"A\\""\n[select]\nheadline = ["h2.t"]\n[lines]\n'
        'authors = ["By {} | *"]\n[[furniture]]\nline = "Share\\\\this"\ndumps = 3\nof = 4\n'
        "[[before]]\ndate = 2020-01-01\nlanguages = ['de']\n[before.select]\nheadline = ['h1']\n"
    )

    assert Profile.of_toml(profile.to_toml()) == profile


def test_an_older_layout_holds_until_its_day() -> None:
    profile = Profile.of_toml("languages = ['en']\n[[before]]\ndate = 2020-01-01\nlanguages = ['de']\n")

    assert profile.at(datetime(2019, 5, 1)).languages == ("de",)
    assert profile.at(datetime(2021, 5, 1)).languages == profile.at(None).languages == ("en",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hots = ['a.example']", "profile:1: hots"),
        ("[select]\n\ntitle = ['h1']", "profile:3"),
        ("hosts = ['a.example']\nprune = ['//a//b//c//d//e']", "profile:2"),
        ("prune = ['div[']", "prune"),
        ("name = 7", "name"),
        ("hosts =", "profile"),
    ],
)
def test_a_wrong_profile_is_told_by_line_and_key(text: str, told: str) -> None:
    with pytest.raises(KnowledgeError, match=told.replace("[", r"\[")):
        Profile.of_toml(text)


def test_the_nearest_right_key_is_named() -> None:
    with pytest.raises(KnowledgeError, match="did you mean 'headline'"):
        Profile.of_toml("[select]\nheadlin = ['h1']")


def test_an_odd_site_is_read_by_toml_alone() -> None:
    profile = Profile.of_toml(
        'name = "Tern"\nprune = ["div.gift"]\n[select]\nheadline = ["h2.t"]\nauthors = [".who"]\n'
    )

    article = newsclean.parse(page(2), toolkit=newsclean.Toolkit.default().with_profile(profile))

    assert (article.headline, article.authors, article.site) == ("Story number 2", ["Jane Roe"], "Tern")
    assert HELP not in article.body and LEADS[2] in article.body
    assert "site-furniture" in {each.reason for each in article.dropped if each.text == HELP}


def test_a_body_that_is_selected_is_the_body() -> None:
    profile = Profile.of_toml('[select]\nbody = ["div.story"]\n')

    article = newsclean.parse(page(2), toolkit=newsclean.Toolkit.default().with_profile(profile))

    assert article.paragraphs[:2] == [LEADS[2], HELP] and len(article.paragraphs) == 3


def test_patterns_of_lines_read_a_text() -> None:
    text = f"Tern Daily\n\nFerry sails again\n\nWords: Jane Roe // Harbour desk\n\n{LEADS[0]}\n\n{LEADS[1]}\n"
    profile = Profile.of_toml('[lines]\nauthors = ["Words: {} // *"]\n')

    article = newsclean.parse(text, toolkit=newsclean.Toolkit.default().with_profile(profile))

    assert article.authors == ["Jane Roe"]


def test_some_names_are_never_authors() -> None:
    text = f"Ferry sails again\n\nBy Jane Roe and Web Desk\n\n{LEADS[0]}\n\n{LEADS[1]}\n"
    profile = Profile.of_toml("not_authors = ['Web Desk', 'Jane Roe']\n")

    assert newsclean.parse(text, toolkit=newsclean.Toolkit.default().with_profile(profile)).authors == []


@pytest.mark.parametrize(
    ("pattern", "line", "value"),
    [
        ("By {}", "By Jane Roe", "Jane Roe"),
        ("By {} | *", "By Jane Roe | 3 May", "Jane Roe"),
        ("* | {}", "News | Harbour", "Harbour"),
        ("{} - Tern", "Ferry sails - Tern", "Ferry sails"),
        ("Posted: {} at *", "Posted: 3 May at noon", "3 May"),
    ],
)
def test_a_pattern_finds_its_value(pattern: str, line: str, value: str) -> None:
    span = line_value(pattern, line)

    assert span and span.of(line) == value


@pytest.mark.parametrize("line", ["Jane Roe", "Stand By Jane Roe", "by Jane Roe"])
def test_a_line_of_another_form_has_no_value(line: str) -> None:
    assert line_value("By {}", line) is None


def test_a_site_config_is_imported_and_the_rest_is_told() -> None:
    text = (
        "# a comment\ntitle: //h1[@class='t']\nbody: //div[@id='story']\nstrip: //div[@class='gift']\n"
        "strip_id_or_class: share\ndate: substring-before(//p, 'x')\nprune: no\ntest_url: http://a.example/1\n"
    )

    profile, left = imported(text, "a.example")

    assert profile.select == {"headline": ("//h1[@class='t']",), "body": ("//div[@id='story']",)}
    assert profile.prune[0] == "//div[@class='gift']" and len(profile.prune) == 3
    assert [line.partition(":")[0] for line in left] == ["date", "prune", "test_url"]


def test_the_zone_of_the_seeds_site_is_known() -> None:
    seed = next((Path(__file__).parents[3] / "seeds").glob("*.txt"))

    article = newsclean.parse(seed, url="https://en.alalam.ir/news/1883402")

    assert article.published == datetime.fromisoformat("2016-11-15T08:08:09+03:30")
    assert article.byline and article.byline.code == "S/SH 11"
    assert article.related[0].image and article.related[0].image.startswith("https://en.alalam.ir/")


def test_a_sites_own_keys_and_base_read_its_records() -> None:
    blob = '[{"kid":"7","kop":"Seals return to the mole","plaat":"/i/1.jpg"}]'
    text = f'Ferry sails again\n\n{LEADS[0]}\n\n{LEADS[1]}\n\nstring({len(blob)}) "{blob}"\n'
    profile = Profile.of_toml(
        'base = "https://tern.example/"\n[related]\nid = "kid"\ntitle = "kop"\nimage = "plaat"\n'
    )

    article = newsclean.parse(text, toolkit=newsclean.Toolkit.default().with_profile(profile))

    (item,) = article.related
    assert (item.id, item.title, item.image) == (
        "7",
        "Seals return to the mole",
        "https://tern.example/i/1.jpg",
    )
