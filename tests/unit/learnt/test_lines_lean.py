"""The lines of a page that stand in elements of one make lean on one another."""

import pytest

import newsclean
from newsclean.core.document import PageDocument
from newsclean.knowledge import load
from newsclean.learnt import page_body
from newsclean.learnt.page_body_figures import Survey

_PROSE = "The lock keeper counted %s barges before the fog came down on the canal, he told the paper."
_PAGE = "".join(f"<p>{_PROSE % number}</p>" for number in ("nine", "ten", "eleven", "twelve"))


@pytest.mark.parametrize(
    ("scores", "first"),
    [
        ((-0.5, 2.0, 2.0, 2.0), True),  # a doubtful line among the article's
        ((-1.5, 2.0, 2.0, 2.0), False),  # one that is surely none: a notice
        ((0.5, -2.0, -2.0, -2.0), False),
        ((0.5, None, None, None), False),  # the others were turned away
        ((1.0, 2.0, 2.0, 2.0), True),
    ],
)
def test_a_line_leans_on_its_peers(scores: tuple[float | None, ...], first: bool) -> None:
    document = newsclean.explain(f"<html><body><main><div>{_PAGE}</div></main></body></html>").document
    assert isinstance(document, PageDocument)
    blocks = [n for n, text in enumerate(document.texts) if text.startswith("The lock")]
    told = {block: score for block, score in zip(blocks, scores, strict=True) if score is not None}

    page_body._lean_on_peers(told, Survey(document, load.markup()))

    assert (told[blocks[0]] >= 0.0) is first
