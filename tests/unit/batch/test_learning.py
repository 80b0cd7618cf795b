"""Profiles learnt in a run: of sites whose address is known, and of those whose is not."""

from pathlib import Path

import pytest

import newsclean
from newsclean.batch import learning
from newsclean.batch.learning import learn_sites
from newsclean.batch.work import Work
from newsclean.core.document import Hints
from newsclean.profiles.shelf import Shelf
from newsclean.sources.dump import Dump

TOWNS = ("Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Juniper")
HERON = (
    ["Heron", "News", "Sport", "Weather", "Save this story"],
    ["More from the Heron", "Terms", "About us", "Jobs"],
)
TERN = (["The Tern", "Islands", "Harbour", "Puzzles"], ["Share this article", "Imprint", "Tides"])
GIFT = "The weather house on the roof of the paper has counted the rain of every day since 1931."


def dump(town: str, site: tuple[list[str], list[str]]) -> str:
    return "\n\n".join(
        [
            *site[0],
            f"{town} closes its market hall",
            f"The council of {town} decided on Tuesday night to close the market hall for the winter.",
            f"“We have looked for another way,” the mayor of {town} said, “and we have found none.”",
            f"About two hundred traders of {town} sell fish and bread there, as their parents did.",
            GIFT,
            f"The hall was built when the railway came to {town}, and its roof has leaked since May.",
            *site[1],
        ]
    )


def mixed() -> list[Dump]:
    return [
        Dump(f"{town}-{n}", dump(town, site)) for town in TOWNS[:5] for n, site in enumerate((HERON, TERN))
    ]


def test_dumps_without_an_address_are_told_apart_by_their_lines() -> None:
    profiles = learn_sites(mixed(), Work())

    assert list(profiles) == ["site-1", "site-2"]
    assert {name: each.learnt_from for name, each in profiles.items()} == {"site-1": 5, "site-2": 5}
    assert "Heron" in [each.line for each in profiles["site-1"].furniture]
    assert "Heron" not in [each.line for each in profiles["site-2"].furniture]


def test_what_was_learnt_is_found_by_the_lines_of_a_dump() -> None:
    profiles = learn_sites(mixed(), Work())
    shelf = Shelf({}).with_learnt(profiles)

    assert shelf.of_lines(dump("Juniper", TERN).split("\n\n")) == profiles["site-2"]
    assert shelf.of_lines(["News", "Sport", "Weather", *dump("Elm", ([], [])).split("\n\n")]) is None


def test_a_run_that_learns_reads_better_and_leaves_its_profiles(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    dumps = [each.raw for each in mixed()]
    plain = list(newsclean.clean(dumps, workers=0, timeout=None, memory=None))
    taught = list(newsclean.clean(dumps, into=out, learn=True, workers=0, timeout=None, memory=None))

    assert all(GIFT in each.article.body for each in plain if each.article)
    assert not any(GIFT in each.article.body for each in taught if each.article)
    assert sorted(each.name for each in tmp_path.joinpath("out.jsonl.profiles").iterdir()) == [
        "site-1.toml",
        "site-2.toml",
    ]


def test_profiles_of_sites_without_an_address_are_read_from_a_folder(tmp_path: Path) -> None:
    learning.write_profiles(learn_sites(mixed(), Work()), tmp_path)

    article = newsclean.parse(
        dump("Juniper", HERON), toolkit=newsclean.Toolkit.default().with_profiles(tmp_path)
    )

    assert GIFT not in article.body


def test_a_resumed_run_takes_over_what_was_learnt(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    first = learning.taught(mixed(), Work(), out, resume=False)

    assert learning.taught([], Work(), out, resume=True) == first


def test_what_waits_is_learnt_from_early_where_it_becomes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "_MOST_WAITING", 6)
    hints = [Hints(url=f"https://{host}.example/1") for host in ("heron", "tern")]
    dumps = [Dump(f"{town}-{n}", dump(town, (HERON, TERN)[n]), hints[n]) for town in TOWNS for n in range(2)]

    profiles = learn_sites(dumps, Work())

    assert {name: each.learnt_from for name, each in profiles.items()} == {
        "heron.example": 4,
        "tern.example": 7,
    }
