"""What a worker keeps of a dump changes no answer: an edit is read as if the dump had just come."""

import pytest

pytest.importorskip("starlette", reason="newsclean[web] is not installed")

from newsclean.web.answer import answer
from newsclean.web.last_dump import Kept
from newsclean.web.models import Task, Wishes

TEXT = """\
Topic: Ferries

Ferry sails again

By Web Desk
3 May 2023, 14:05

The only ferry returned to service on Wednesday after nine weeks in dry dock, it was said.

Divers had replaced both of its propeller shafts, the harbour master told the council on Monday.

Read on in our paper
"""
PAGE = (
    "<html lang=en><title>Ferry sails again</title><h1>Ferry sails again</h1><article>"
    "<p>The island’s only ferry returned to service on Wednesday after nine weeks in dry dock.</p>"
    "<p>Residents had relied on a fishing boat that carried twelve people at a time.</p>"
    "<p class=more>Read on in our paper</p></article>"
)
LINE, PRUNE = 'ends = ["Read on in our paper"]', 'prune = [".more"]'
# In the order in which somebody would try them: what was seen before comes back as well.
EDITS = (
    Wishes(),
    Wishes(profile='not_authors = ["Web Desk"]'),
    Wishes(profile=LINE),
    Wishes(profile=PRUNE),
    Wishes(profile=f'{LINE}\nnot_authors = ["Web Desk"]'),
    Wishes(profile='[lines]\nkicker = ["Topic: {}"]'),
    Wishes(timezone="Europe/Oslo"),
    Wishes(profile='timezone = "Europe/Oslo"'),
    Wishes(without=("headline.markup",)),
    Wishes(thresholds={"headline": 1.0}),
    Wishes(comments=True, favor="recall"),
    Wishes(),
)


def test_an_edited_profile_is_read_as_if_the_dump_had_just_come() -> None:
    """Over two dumps in turn, too."""
    kept = Kept()

    for raw in (TEXT, PAGE, TEXT.encode()):
        for wishes in EDITS:
            task = Task("explain", "dump", raw, wishes)
            assert answer(task, kept=kept) == answer(task), wishes


def test_a_dump_that_fails_leaves_nothing_behind() -> None:
    """The next one is read as ever."""
    kept, bad, good = Kept(), Task("explain", "dump", b"", Wishes()), Task("explain", "dump", TEXT, Wishes())

    first = answer(good)
    answer(bad, kept=kept)

    assert answer(good, kept=kept) == first
