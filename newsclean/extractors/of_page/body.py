"""The body of a page by a forest's votes, and why its other lines are none of it."""

from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import PageDocument
from newsclean.evidence.context import PageContext
from newsclean.extractors.heuristic import Reading, heuristic


@heuristic(Field.BODY)
def surroundings(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """The chance of each block to be the article's, by its surroundings, its links and its length."""
    chosen = tuple(index for index, chance in enumerate(context.chances) if chance >= 0.5)
    yield Reading(context.chances, Place(chosen))


@heuristic(Field.BOILERPLATE)
def container(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """What the innermost container with a telling name says of the lines in it."""
    reasons, of = context.containers.reasons, document.page.frames.of
    lines: dict[str, list[int]] = {}
    for index in document.visible:
        if reason := reasons[of[index]]:
            lines.setdefault(reason, []).append(index)
    for reason, blocks in lines.items():
        yield Reading(reason, Place(tuple(blocks)))


@heuristic(Field.BOILERPLATE)
def vetoed(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """What reads like the article's and is none of it: hidden, a notice, another article's."""
    for reason in sorted({*context.vetoed.values()}):
        yield Reading(reason, Place(tuple(i for i, each in context.vetoed.items() if each == reason)))
