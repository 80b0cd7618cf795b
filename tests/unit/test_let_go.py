"""What a parse makes goes with its article: a circle would keep whole documents until the collector comes."""

import gc
from collections.abc import Iterator

import pytest

import newsclean
from newsclean.core.document import PageDocument, TextDocument
from newsclean.evidence.context import PageContext, TextContext
from newsclean.readers.of_page.events import Events

TEXT = """Quay closed until autumn

By Jane Roe
3 May 2024

HALDEN – The old quay will stay closed until autumn, the harbour office said on Friday, and nobody is sorry.

Repairs began in March after a storm had broken two of the beams that carry its western end."""
PAGE = f"""<html><head><title>Quay closed until autumn</title></head><body>
<article><h1>Quay closed until autumn</h1>
<p class="byline">By <a href="/author/jane-roe">Jane Roe</a></p><time datetime="2024-05-03">3 May 2024</time>
{"".join(f"<p>{line}</p>" for line in TEXT.splitlines()[5:] if line)}</article></body></html>"""


@pytest.fixture
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def _held() -> int:
    kinds = (TextDocument, PageDocument, TextContext, PageContext, Events)
    return sum(isinstance(each, kinds) for each in gc.get_objects())


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("dump", [TEXT, PAGE], ids=["text", "page"])
def test_a_document_goes_with_its_article(dump: str) -> None:
    before = _held()

    newsclean.parse(dump)

    assert before == _held()
