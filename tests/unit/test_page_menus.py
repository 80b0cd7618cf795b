"""A list of what a reader may do is no part of the article, whatever the forest says of it."""

import pytest

import newsclean
from newsclean.core.document import PageDocument
from newsclean.knowledge import load
from newsclean.learnt.page_body import without_menus


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        (("Share", "Print", "Comments", "Report an error"), False),
        (("Facebook", "Instagram", "TikTok"), True),  # of one kind: what an article may list
        (("Print works", "Harbour", "Old mill"), True),
    ],
)
def test_cues_of_several_kinds_make_a_menu(items: tuple[str, ...], kept: bool) -> None:
    listed = "".join(f"<li>{item}</li>" for item in items)
    prose = "<p>The ferry ran aground on a sandbank in the fog, the harbour master said on Monday.</p>"
    page = f"<html lang=en><body><h1>Ferry runs aground</h1>{prose}<ul>{listed}</ul>{prose}</body></html>"
    document = newsclean.explain(page).document
    assert isinstance(document, PageDocument)

    chances = without_menus(document, (0.9,) * len(document.texts), load.cues(("en",)))

    assert [chances[document.texts.index(item)] > 0 for item in items] == [kept] * len(items)
    assert chances.count(0.9) == len(document.texts) - (0 if kept else len(items))
