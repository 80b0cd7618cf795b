"""
What holds for every dump, whoever wrote it.

The dumps are of three kinds: lines as news pages have them in any order, golden pages with stretches
cut, doubled and swapped, and bytes of no kind at all.
"""

import pickle
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import newsclean
from newsclean import Article, NewscleanError, Toolkit

ROOT = Path(__file__).parents[2]
PAGES = {
    path.parent.name: path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "fixtures" / "pages").glob("*/input.txt"))
}
SEED = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
LINES = sorted({line for page in [*PAGES.values(), SEED] for line in page.splitlines()})
# Their share decides whether a dump is binary, and a line end more changes the share.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
BETWEEN_WORDS = re.compile(r"(?<=\w) (?=\w)")
NOTICE = "Notice: Undefined index: pic in /var/www/site/news.php on line 12"
BLOB = 'string(32) "[{"id":"7","title":"Ice "Gone""}]"'
VAR_DUMP = 'array(2) {\n  ["id"]=>\n  int(7)\n  ["title"]=>\n  string(8) "Ice gone"\n}'


def mangled(page: str, cuts: list[tuple[int, int]], order: list[int]) -> str:
    """Stretches of a page, some lost, some twice, some out of place."""
    pieces = [page[min(cut) : max(cut)] for cut in cuts]
    return "".join(pieces[index % len(pieces)] for index in order)


news = st.lists(st.sampled_from(LINES) | st.text(max_size=80), max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " \n"]).map(lambda end: end.join(lines))
)
offsets = st.integers(0, 2500)
mangled_pages = st.builds(
    mangled,
    st.sampled_from([*PAGES.values(), SEED]),
    st.lists(st.tuples(offsets, offsets), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=1, max_size=6),
)
dumps = news | mangled_pages


def parsed(raw: str | bytes, **keywords: Any) -> Article | None:
    """The Article, or None where newsclean says that there is none."""
    try:
        return newsclean.parse(raw, **keywords)
    except NewscleanError:
        return None


@given(st.binary(max_size=3000) | dumps.map(lambda text: text.encode("utf-8", "surrogatepass")) | dumps)
@example(b"")
@example("\ud800 a lone surrogate")
@example(b"\xff\xfe\x00")
def test_anything_gives_an_article_or_a_newsclean_error(raw: str | bytes) -> None:
    """Nothing else is ever raised, and what comes out is valid and survives JSON and pickle."""
    article = parsed(raw)
    assume(article is not None)
    assert article is not None

    assert Article.model_validate_json(article.model_dump_json()) == article
    assert pickle.loads(pickle.dumps(article)) == article


@given(dumps)
def test_spans_lie_inside_the_dump_and_in_order(text: str) -> None:
    """Every span of provenance, leaks, dropped and problems points into the text that was given."""
    article = parsed(text)
    assume(article is not None)
    assert article is not None

    leaks = [leak.span for leak in article.leaks]
    dropped = [each.span for each in article.dropped if each.span]
    told = [problem.where for problem in article.problems if problem.where]
    found = [span for each in article.provenance.values() for span in each.spans]
    assert all(0 <= span.start <= span.end <= len(text) for span in [*leaks, *dropped, *told, *found])
    assert all(before.end <= after.start for before, after in pairwise(leaks))
    assert all(before.end <= after.start for before, after in pairwise(dropped))


@given(dumps)
def test_the_same_dump_gives_the_same_article(text: str) -> None:
    """And parsing one dump changes nothing for the next."""
    first, other, again = parsed(text), parsed(SEED), parsed(text)

    assert first == again
    assert other == newsclean.parse(SEED)


@given(dumps, st.randoms(use_true_random=False))
def test_the_order_of_extractors_does_not_matter(text: str, random: Any) -> None:
    """Points and places decide, never who spoke first."""
    default = Toolkit.default()
    shuffled = list(default.extractors)
    random.shuffle(shuffled)
    toolkit = Toolkit(tuple(shuffled), default.weights, default.find_leaks)

    assert as_json(parsed(text, toolkit=toolkit)) == as_json(parsed(text))


def as_json(article: Article | None) -> str:
    return article.model_dump_json() if article else "none"


POSITIONS = {"provenance", "leaks", "dropped", "problems", "related", "confidence"}


# The wrap's width is still measured by stretch, so a leak may hide it.
WRAPPED = pytest.param("hard-wrapped-lynx", marks=pytest.mark.xfail(strict=True))


@pytest.mark.parametrize("slug", [WRAPPED if slug == "hard-wrapped-lynx" else slug for slug in PAGES])
@pytest.mark.parametrize("leak", [NOTICE, BLOB, VAR_DUMP], ids=["notice", "blob", "var-dump"])
def test_a_leak_between_two_lines_changes_only_leaks(slug: str, leak: str) -> None:
    """
    Put behind any paragraph break of a page: one leak more, and every field as before.

    What the leak itself holds (related items) and offsets apart.
    """
    page = PAGES[slug]
    before = newsclean.parse(page)
    for at in breaks(page, before):
        after = newsclean.parse(f"{page[:at]}{leak}\n\n{page[at:]}")

        assert after.model_dump(exclude=POSITIONS) == before.model_dump(exclude=POSITIONS)
        assert len(after.leaks) == len(before.leaks) + 1
        assert [each.text for each in after.dropped] == [each.text for each in before.dropped]


def breaks(page: str, article: Article) -> list[int]:
    """Up to eight offsets behind blank lines, none inside a leak of the page."""
    found = [at for at in range(2, len(page)) if page[at - 2 : at] == "\n\n"]
    outside = [at for at in found if not any(leak.span.start < at < leak.span.end for leak in article.leaks)]
    return outside[:: max(1, len(outside) // 8)]


@given(dumps)
def test_line_ends_and_byte_order_marks_change_nothing(text: str) -> None:
    """CRLF for LF, a BOM in front: the same fields (offsets and byte lengths apart)."""
    assume(not CONTROL.search(text) and not holds_leak(text))
    plain = fields_of(parsed(text))

    assert fields_of(parsed(text.replace("\n", "\r\n"))) == plain
    assert fields_of(parsed("\ufeff" + text)) == plain
    assume(max(text, default="") < "\ud800" or max(text, default="") > "\udfff")
    assert fields_of(parsed(b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass"))) == plain


@given(mangled_pages)
def test_no_break_spaces_change_nothing(text: str) -> None:
    """A blank between two words is a blank; the columns of a text dumper are another matter."""
    assume(not holds_leak(text))

    assert fields_of(parsed(BETWEEN_WORDS.sub("\u00a0", text))) == fields_of(parsed(text))


def holds_leak(text: str) -> bool:
    """Machine output states lengths in bytes, and its blanks are its own."""
    return any(newsclean.find_leaks(text))


def fields_of(article: Article | None) -> dict[str, Any] | None:
    if article is None:
        return None
    return article.model_dump(exclude={"provenance", "dropped", "problems"})
