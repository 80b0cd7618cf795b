"""
Where most dumps of a site have a field, the next one has it, too, and a reader who is unsure follows.

`fixtures/series` holds invented sites: a `template` and what differs from `dump` to `dump`. All dumps but
the last are learnt from; the last one is read wrongly without what they tell. `expected`: what comes out
with it; `learnt`: places that the profile must tell, each as field and what it stands beside or inside.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.article import Article
from newsclean.core.candidate import Candidate, Field, Place
from newsclean.errors import KnowledgeError
from newsclean.profiles.apply import without_authors
from newsclean.profiles.placed import code_of
from newsclean.profiles.profile import FieldPlace, Profile

SERIES = sorted((Path(__file__).parents[3] / "fixtures" / "series").glob("*.toml"))


def series(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def filled(template: str, row: dict[str, str]) -> str:
    for name, value in row.items():
        template = template.replace(f"{{{name}}}", value.strip("\n"))
    return template.strip("\n")


def dumps(told: dict[str, Any]) -> list[str]:
    return [filled(told["template"], row) for row in told["dump"]]


def learnt(raws: list[str], url: str) -> Profile:
    return newsclean.learn_profile(raws, urls=[url] * len(raws))


def read(raw: str, url: str, profile: Profile | None = None) -> Article:
    toolkit = newsclean.Toolkit.default()
    return newsclean.parse(raw, url=url, toolkit=toolkit.with_profile(profile) if profile else toolkit)


def told_of(article: Article) -> dict[str, Any]:
    return {
        "headline": article.headline,
        "authors": article.authors,
        "published": str(article.published)[:10],
        "code": article.byline.code if article.byline else None,
    }


@pytest.mark.parametrize("path", SERIES, ids=lambda path: str(path.stem))
def test_places_that_dumps_agree_on_are_learnt(path: Path) -> None:
    told = series(path)
    raws = dumps(told)

    profile = learnt(raws[:-1], told["url"])

    places = {(each.field, each.beside or each.element) for each in profile.places}
    assert {tuple(each) for each in told["learnt"]} <= places
    assert {(each.dumps, each.of) for each in profile.places} == {(len(raws) - 1, len(raws) - 1)}
    assert Profile.of_toml(profile.to_toml()) == profile


@pytest.mark.parametrize("path", SERIES, ids=lambda path: str(path.stem))
def test_the_next_dump_follows_them_where_a_reader_alone_errs(path: Path) -> None:
    told = series(path)
    raws = dumps(told)

    alone = told_of(read(raws[-1], told["url"]))
    along = told_of(read(raws[-1], told["url"], learnt(raws[:-1], told["url"])))

    assert {name: along[name] for name in told["expected"]} == told["expected"]
    assert {name: alone[name] for name in told["expected"]} != told["expected"]


@pytest.mark.parametrize("path", SERIES, ids=lambda path: str(path.stem))
def test_what_was_read_well_is_read_as_well_with_them(path: Path) -> None:
    told = series(path)
    profile = learnt(dumps(told)[:-1], told["url"])

    for raw in dumps(told)[:-1]:
        alone, along = read(raw, told["url"]), read(raw, told["url"], profile)
        assert (alone.headline, alone.published) == (along.headline, along.published)
        assert alone.paragraphs == along.paragraphs


@pytest.mark.parametrize("path", SERIES, ids=lambda path: str(path.stem))
def test_of_four_dumps_no_place_is_learnt(path: Path) -> None:
    told = series(path)

    assert learnt(dumps(told)[:4], told["url"]).places == ()


def test_a_site_whose_dumps_disagree_has_no_places() -> None:
    """Each dump has the parts in another order, and other words around them."""
    told = series(next(path for path in SERIES if path.stem == "heron-en"))
    parts = ["{headline}", "By {author}", "Published {day}", "{section}"]
    words = ["Amber", "Basil", "Coral", "Delta", "Ember", "Fjord"]
    raws = []
    for number, row in enumerate(told["dump"][:-1]):
        order = [
            word
            for n, part in enumerate(parts[number % 4 :] + parts[: number % 4])
            for word in (part, *[f"{words[number]} {words[n]}".lower()] * (number % 3 + 1))
        ]
        raws.append(filled("\n".join([*order, "{body}", words[number - 1], "{teaser}"]), row))

    assert learnt(raws, told["url"]).places == ()


def test_who_stands_in_a_box_of_every_dump_is_at_no_place_of_the_author() -> None:
    told = series(next(path for path in SERIES if path.stem == "heron-en"))
    template = told["template"].replace("By {author} Heron Wire", "By Ada Lind")
    raws = [filled(template, row) for row in told["dump"]]

    assert "authors" not in {each.field for each in learnt(raws, told["url"]).places}


def test_a_sure_reader_outvotes_a_place() -> None:
    told = series(next(path for path in SERIES if path.stem == "bote-de"))
    profile = learnt(dumps(told)[:-1], told["url"])
    moved = dumps(told)[0].replace("Aus der Region\nDer Markt", "Aus der Region\nVideo\nDer Markt")

    assert read(moved, told["url"], profile).headline == told["dump"][0]["headline"]


def author(name: str, line: int, signal: str, strength: float = 1.0) -> Candidate:
    return Candidate(Field.AUTHORS, name, Place((line,)), f"authors.{signal}", strength)


def test_a_place_tells_who_signs_its_line_and_no_other_that_somebody_is_sure_of() -> None:
    here, house = author("Ada Lind", 3, "of-place", 0.8), author("Ada Lind Wire", 3, "forest", 0.9)
    guess, sure = author("Tom Reyes", 7, "forest", 0.5), author("Tom Reyes", 7, "forest", 0.9)

    assert without_authors([here, house, guess], Profile()) == (here, guess)
    assert without_authors([here, house, sure], Profile()) == (house, sure)


def test_a_place_is_told_by_an_element_or_by_a_line() -> None:
    assert FieldPlace(field="headline", beside="News").nth == 0
    with pytest.raises(KnowledgeError, match="a place is told by an element or by the line"):
        Profile.of_toml('[[places]]\nfield = "headline"\n')


@pytest.mark.parametrize(
    ("text", "form"), [("S/SH 11", "A/A 9"), ("KOV 17", "A 9"), ("UNESCO", None), ("B 4 roads shut", None)]
)
def test_a_code_is_known_by_its_marks(text: str, form: str | None) -> None:
    assert code_of(text) == form
