"""A whole page on one line is divided where furniture and sentences meet; a long paragraph never is."""

import ast
import inspect
from datetime import datetime
from itertools import pairwise
from math import inf
from typing import Any

import pytest

import newsclean
from newsclean.learnt.trees import line_is_page
from newsclean.readers.of_text.one_line import DULL, seams
from newsclean.readers.of_text.one_line import PAGE as LEAST_OF_PAGE

MENU = "Home News Sport Politics Business Weather Contact Log in Subscribe"
HEAD = "Goat opens the village library"
SENTENCES = (
    "A goat that nobody owns walked into the library of Lower Marsh on Tuesday and stayed for two hours.",
    'The librarian, Dr. Orla Finch, said it had read the returns shelf "with its teeth".',
    "Three atlases and a cookery book were lost, and the parish has asked for a lower latch on the door.",
    "In 2019. 14 sheep had done the same at the post office, the clerk recalled when asked about it.",
    "The goat is now living with a retired ferryman who says that it prefers the evening paper.",
    "He has offered to pay for the atlases if the parish lets him keep the animal until the summer.",
    "A meeting about the door will be held in the hall next week, and everybody is invited to it.",
)
FOOTER = "Share Facebook Twitter Print Most read Privacy policy Terms of use Contact us About us"
PAGE = f"{MENU} {HEAD} 14 May 2021 10:30 Share {' '.join(SENTENCES)} {FOOTER} © 2021 Marsh Courier"

# Interlingua, which no file of knowledge is about.
UNKNOWN = (
    "Initio Politica Economia Cultura Sport Opiniones Archivo "
    "Le capra aperi le bibliotheca del village Maria Fonte 14.05.2021 10:30 "
    "Un capra sin proprietario entrava martedi in le bibliotheca de Valle Basse e remaneva duo horas. "
    "Le bibliothecario Pietro Lumen diceva que le animal habeva legite tote le plano con su dentes. "
    "Tres atlas e un libro de cocina esseva perdite, e le communa demanda un nove serratura pro le porta. "
    "Le capra vive nunc con un ancian marinero qui affirma que illo prefere le jornal del vespere. "
    "Un reunion super le porta habera loco le septimana proxime in le sala, e totes es invitate. "
    "Altere articulos Le ponte del lago resta claudite Nove autobus pro le scholares Festa del pan "
    "Contacto Publicitate Privacitate Conditiones © 2021 Currero de Valle Basse"
)

TOLD = (
    "said on Wednesday that the council had been asked for a fence as early as in the spring of 1998.",
    "remembers a donkey that came to the church each Sunday, stood at the back and left before the sermon.",
    "wants to see a proper inquiry into the latch, the hinges and the people who chose them, he told us.",
    "paid nothing for the key and was given two of them, which hang on a nail behind the bakery today.",
    "counted eleven books with marks of teeth on the spine, among them a dictionary of seafaring terms.",
    "does not believe that the animal can read, but admits that it turned the pages in the right order.",
    "keeps a diary of the weather and found that it had rained on that day for longer than ever before.",
)


def is_told(article: newsclean.Article) -> bool:
    return "one-line-page" in {problem.code for problem in article.problems}


def test_a_page_on_one_line_ends_with_its_last_sentence() -> None:
    """Neither the menu nor the footer stays, and sentences in a row are one paragraph."""
    article = newsclean.parse(PAGE)

    assert " ".join(SENTENCES) == article.body


def test_the_edges_of_a_page_on_one_line_are_a_guess_and_it_says_so() -> None:
    """No line break shows them."""
    article = newsclean.parse(PAGE)

    assert is_told(article)
    assert article.confidence["body"] < 0.5


def test_a_headline_behind_the_trail_of_sections_is_cut_out_whole() -> None:
    """It stands twice in a row, which nothing but a headline does."""
    article = newsclean.parse(PAGE.replace(HEAD, f"News > {HEAD} {HEAD}"))

    assert article.headline == HEAD


def test_a_page_in_a_language_that_no_file_knows_is_divided() -> None:
    """How words are written tells borders where no cue does."""
    article = newsclean.parse(UNKNOWN)

    assert is_told(article)
    assert article.headline == "Le capra aperi le bibliotheca del village"
    assert article.published == datetime(2021, 5, 14, 10, 30)
    assert "Altere articulos" not in article.body


def test_a_long_page_is_a_page() -> None:
    """Menu and footer tell it, however much prose is between them."""
    told = (f"{name} {what}" for name in ("Ada Finch", "Jon Reed", "Mia Crane") for what in TOLD)
    long = PAGE.replace(SENTENCES[2], " ".join([SENTENCES[2], *told]))

    assert len(long) > 3 * len(PAGE)
    assert len(seams(long)) > len(seams(PAGE))


def test_every_word_of_a_divided_line_is_accounted_for() -> None:
    """The pieces together are the line."""
    points = seams(PAGE)

    pieces = [PAGE[start:end].strip() for start, end in pairwise((0, *points, len(PAGE)))]

    assert len(points) > 10
    assert all(pieces)
    assert " ".join(pieces) == PAGE
    assert points == seams(PAGE)


def test_a_line_that_is_a_small_part_of_a_dump_is_no_page() -> None:
    """Where other lines are, a long one is a menu or a paragraph."""
    article = newsclean.parse(f"{PAGE}\n\n" + "\n\n".join(sorted(SENTENCES) * 5))

    assert not is_told(article)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEAD}\n\n" + "\n\n".join([" ".join(SENTENCES)] * 2), id="paragraphs of a wire story"),
        pytest.param(" ".join(SENTENCES), id="one long paragraph"),
        pytest.param(" ".join(SENTENCES) + " © Marsh Courier", id="rights alone behind it"),
        pytest.param(
            "The scores: Marsh 2:1 Fen, 15:30; Dale 3:3 Moor, 17:45; Hill 0:1 Vale, 20:00. "
            + " ".join(SENTENCES),
            id="clocks and scores",
        ),
        pytest.param(
            "市政府周二表示，旧码头将在明年春天重新开放。一名渔民说，他已经等了“整整十年”，邻居们也都来帮忙。"
            * 12,
            id="Chinese without blanks",
        ),
        pytest.param("ชาวบ้านกล่าวว่าสะพานไม้เก่าจะเปิดให้ใช้อีกครั้งในเดือนหน้า หลังจากซ่อมมาสองปี " * 12, id="Thai"),
    ],
)
def test_a_long_paragraph_is_no_page(text: str) -> None:
    """Prose has no menu and no footer."""
    assert not is_told(newsclean.parse(text))


def test_the_forest_takes_no_line_with_dull_ends_for_a_page() -> None:
    """The most that its trees can say of such a line, whatever else is true of it."""
    first, last = DULL
    known = {"borders_first": (0.0, first), "borders_last": (0.0, last)}
    parsed = ast.walk(ast.parse(inspect.getsource(line_is_page)))
    trees = [node.value for node in parsed if isinstance(node, ast.AugAssign)]

    assert len(trees) == line_is_page.TREES
    assert sum(most_of(tree, known) for tree in trees) < LEAST_OF_PAGE


def most_of(tree: Any, known: dict[str, tuple[float, float]]) -> float:
    if not isinstance(tree, ast.IfExp):
        return float(ast.literal_eval(tree))
    test: Any = tree.test
    least, most = known.get(test.left.id, (-inf, inf))
    border = test.comparators[0].value
    reached = ([tree.body] if least <= border else []) + ([tree.orelse] if most > border else [])
    return max(most_of(branch, known) for branch in reached)


def test_a_long_paragraph_is_told_by_its_ends() -> None:
    paragraph = " ".join(f"The clerk {told}" for told in TOLD * 4)

    assert not seams(paragraph)
