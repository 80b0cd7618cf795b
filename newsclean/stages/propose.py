"""Stage 4: every extractor's readings, with what they may know of the document."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from newsclean.core.candidate import Candidate
from newsclean.core.document import BlockKind, Document, Note
from newsclean.core.limits import DEFAULT, Limits, limit_note
from newsclean.errors import ExtractorError
from newsclean.extractors.containers import Containers, headed
from newsclean.extractors.headline_figures import ranked_headlines
from newsclean.extractors.heuristic import LEAST_SCORE, Context, Extractor, Given, HeuristicExtractor, always
from newsclean.extractors.page_body import body_chances, without_menus
from newsclean.extractors.page_times import PageTimes
from newsclean.extractors.sightings import Clues, Sightings, country_of
from newsclean.knowledge import load
from newsclean.knowledge.schema import Language
from newsclean.text.features import Features, Measured, measure, prose_run
from newsclean.text.figures import FIGURES, figures
from newsclean.text.language import rank_languages

_GLANCE = 1500  # characters of the body in which the stated language must show
_BORNE_OUT = 0.15  # the share of its stop words; of related languages' words it is below 0.1
_SAMPLE = 40  # blocks of the body by which its language is told
_FAR_APART = 12  # visible lines
_LEAST_GROUP = 0.1  # of the words
_BODY = "body"
_BY_DEFAULT = "en-us"
_CAPTION = "caption"  # the reason that a caption's element gives
_HIDDEN_SCORE = -99.0
_LEAST_OF_LEAD = -1.2  # log-odds; over unseen sites, F1 is the same from -0.8 to -2


def context_of(document: Document) -> Context:
    """The hints, the languages, the features of a document, and the forest's word on its blocks."""
    if document.html:
        return _context_of_page(document)
    told = _Told(document)
    lead, last = prose_run(document.visible, told.features)
    rows = told.figures() if document.visible else []
    scores = _with_lead(_scores(rows), document, told.features)
    region = _region(document, told.features, scores)
    lead, last = region or (lead, last)
    context = Context(
        document.source.hints,
        told.languages,
        told.features,
        load.agencies(),
        lead,
        last,
        sightings=Sightings(document, _clues(document, told.languages), lead, last),
        figures=rows,
        scores=scores,
        elected=region is not None,
        cues=told.cues,
        told=told.ranked,
    )
    return replace(context, headlines=ranked_headlines(document, context)) if scores else context


def figures_of(document: Document) -> list[Sequence[float]]:
    """The rows of figures that the body's forest is shown, one a block, () for hidden ones."""
    return _Told(document).figures()


class _Told:
    """A text's features, and the languages that they are read by."""

    def __init__(self, document: Document) -> None:
        self.blocks = document.blocks
        self.features = measure(document.blocks)
        prose = (document.blocks[i].text for i in document.visible if self.features[i].prose)
        self.ranked = rank_languages(prose, load.stop_word_index())
        self.languages = _known((*document.source.hints.languages, *self.ranked, "en"))
        self.cues = load.cues(tuple(each.code for each in self.languages[:2]))

    def figures(self) -> list[Sequence[float]]:
        """A row a block."""
        stops = load.stop_words_of(self.languages[0].code)
        return figures(self.blocks, self.features, stops, self.cues)


def _scores(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The log-odds of every block to be the body's, as the trained forest sees them."""
    told = iter(load.forest(_BODY, FIGURES).scores(filter(None, rows)))
    return tuple([next(told) if row else _HIDDEN_SCORE for row in rows])


def _with_lead(
    scores: tuple[float, ...], document: Document, features: Sequence[Features]
) -> tuple[float, ...]:
    """
    The scores with the first paragraph let in, where whole sentences stand right above the body.

    A lead and a standfirst look alike to the forest; a lost lead is the greater harm.
    """
    region = _region(document, features, scores)
    place = document.visible.index(region[0]) - 1 if region else -1
    if place < 0:
        return scores
    above = document.visible[place]
    if not (features[above].prose and features[above].ends):
        return scores
    if not _LEAST_OF_LEAD <= scores[above] < LEAST_SCORE:
        return scores
    return (*scores[:above], LEAST_SCORE, *scores[above + 1 :])


def _region(
    document: Document, features: Sequence[Features], scores: Sequence[float]
) -> tuple[int, int] | None:
    """
    First and last prose block that the forest takes for the body's.

    Groups of them that stand far from the others and hold few of their words are none of the
    article: a newsletter's words in the menu, a teaser in the footer.
    """
    prose = [(n, i) for n, i in enumerate(document.visible) if features[i].prose and scores[i] >= LEAST_SCORE]
    if not prose:
        return None
    groups = [[prose[0]]]
    for one, other in pairwise(prose):
        if other[0] - one[0] > _FAR_APART:
            groups.append([])
        groups[-1].append(other)
    words = [sum(features[i].words for _, i in group) for group in groups]
    own = [group for group, many in zip(groups, words, strict=True) if many >= _LEAST_GROUP * sum(words)]
    return (own[0][0][1], own[-1][-1][1])


def _context_of_page(document: Document) -> Context:
    """For a page, the forest's chances tell where the article is; features are measured when asked for."""
    chances = body_chances(document, load.markup(), load.forest("html_gate"), load.forest("html_body"))
    containers = Containers(document)
    chances = _of_script(document, _without_captions(chances, containers))
    body = _elected(chances)
    prose = " ".join([document.texts[index] for index in body[:_SAMPLE]])
    languages = _languages_of_page(document, prose)
    cues = load.cues(tuple(each.code for each in languages[:2]))
    chances = without_menus(document, chances, cues)
    body = _elected(chances)
    lead, last = (body[0], body[-1]) if body else (-1, -1)
    containers = containers.under(headed(document, chances, cues))
    features = Measured(document.blocks)
    clues = _clues(document, languages)
    sightings = Sightings(document, clues, lead, last)
    times = PageTimes(document, clues.languages, lead, last)
    return Context(
        document.source.hints,
        languages,
        features,
        load.agencies(),
        lead,
        last,
        chances,
        sightings,
        times=times,
        containers=containers,
    )


def _elected(chances: Sequence[float]) -> list[int]:
    """The blocks that are likelier the body's than not."""
    return [index for index, chance in enumerate(chances) if chance >= 0.5]


def _without_captions(chances: tuple[float, ...], containers: Containers) -> tuple[float, ...]:
    """What a caption's element holds is no part of the body, however much it reads like prose."""
    return tuple(
        [
            0.0 if chance >= 0.5 and containers.reason(index) == _CAPTION else chance
            for index, chance in enumerate(chances)
        ]
    )


def _of_script(document: Document, chances: tuple[float, ...]) -> tuple[float, ...]:
    """Where the article was read from a script, its lines and no others are the body."""
    assert document.page is not None
    first, end = document.page.scripted
    if first == end:
        return chances
    kinds = (block.kind for block in document.blocks)
    return tuple(float(first <= n < end and kind is not BlockKind.CAPTION) for n, kind in enumerate(kinds))


def _clues(document: Document, languages: Iterable[Language]) -> Clues:
    """The caller's languages with their regions, English with the host's country, then the text's own."""
    hints = document.source.hints
    country = country_of(hints.url or hints.site or "")
    codes = [f"en-{country}" if country and each.code == "en" else each.code for each in languages]
    stated = document.page.language.replace("_", "-") if document.page else ""
    # The region tells the order of a date; American English is what templates say without being asked.
    if "-" in stated and len(stated) == len(_BY_DEFAULT) and stated.casefold() != _BY_DEFAULT:
        codes = [stated if code == stated[:2].lower() else code for code in codes]
    return Clues(tuple(dict.fromkeys((*hints.languages, *codes))), hints.timezone, hints.fetched)


def propose(
    document: Document, context: Context, extractors: Iterable[Extractor], limits: Limits = DEFAULT
) -> tuple[tuple[Candidate, ...], tuple[Note, ...]]:
    """
    All candidates of all extractors, and which of them had more to say than the limit allows.

    Raises `ExtractorError` where an extractor does; its exception is the cause.
    """
    candidates: list[Candidate] = []
    notes: list[Note] = []
    there: dict[Given, bool] = {always: True}  # what heuristics need, asked once for all of them
    most = limits.candidates
    for extractor in extractors:
        try:
            if isinstance(extractor, HeuristicExtractor):
                needed = extractor.given
                if needed not in there:
                    there[needed] = bool(needed(document, context))
                proposed = extractor.first(most + 1, document, context) if there[needed] else []
            else:
                proposed = list(islice(extractor.propose(document, context), most + 1))
        except Exception as error:
            raise ExtractorError(extractor.name, f"{type(error).__name__}: {error}") from error
        if len(proposed) > most:
            message = f"{extractor.name} proposed more than {most} readings; the rest was not weighed"
            notes.append(limit_note("candidates", message))
            del proposed[most:]
        candidates += proposed
    return tuple(candidates), tuple(notes)


def _languages_of_page(document: Document, prose: str) -> tuple[Language, ...]:
    """As the page itself states it, where its text bears that out: what is cheaper than to ask all."""
    stated = load.language(document.page.language) if document.page and document.page.language else None
    hinted = document.source.hints.languages
    if stated is None or hinted:
        return _languages(document, prose)
    words = prose[:_GLANCE].lower().split()
    if sum(map(load.stop_words_of(stated.code).__contains__, words)) < _BORNE_OUT * len(words):
        return _languages(document, prose)
    english = load.language("en")
    return (stated, english) if english and english is not stated else (stated,)


def _languages(document: Document, prose: str) -> tuple[Language, ...]:
    """The caller's languages first, then the text's own; English where nothing tells."""
    told = rank_languages((prose,), load.stop_word_index())
    return _known((*document.source.hints.languages, *told, "en"))


def _known(codes: Iterable[str]) -> tuple[Language, ...]:
    """The languages that there are files of, each once."""
    known = (load.language(code) for code in dict.fromkeys(codes))
    return tuple(language for language in known if language)
