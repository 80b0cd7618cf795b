"""Stage 4: what is known of a document before anybody proposes: languages, body, headlines, moments."""

from collections.abc import Sequence
from dataclasses import replace

from newsclean.core.document import Document, PageDocument, TextDocument
from newsclean.evidence.context import LEAST_SCORE, Context, TextContext
from newsclean.evidence.features import lines_of, measure, prose_run
from newsclean.evidence.languages import clues_of
from newsclean.evidence.site import NO_PROFILE, SiteBlocks
from newsclean.evidence.times_of_text import MeasuredLines, Sightings
from newsclean.knowledge import load
from newsclean.learnt.text_body import HIDDEN_SCORE, region_of, scores_of, with_lead
from newsclean.learnt.text_body_figures import FIGURES, figures
from newsclean.learnt.text_headline import ranked_headlines
from newsclean.learnt.text_line_signs import known_of
from newsclean.text.language import Signs, Tongue, rank_by_words

_CUE = FIGURES.index("cue")


def understand(document: Document, site: SiteBlocks = NO_PROFILE) -> Context:
    """The hints, the languages, the features of a document, and the forest's word on its blocks."""
    if isinstance(document, PageDocument):
        from newsclean.stages.understand_page import understand_page  # which a text needs nothing of

        return understand_page(document, site)
    return understand_text(document, site)


def understand_text(document: TextDocument, site: SiteBlocks = NO_PROFILE) -> TextContext:
    """For a text, the forest's log-odds tell where the article is, and headlines are ranked by them."""
    context = before_headlines(document, site)
    return replace(context, headlines=ranked_headlines(document, context)) if context.scores else context


def before_headlines(document: TextDocument, site: SiteBlocks = NO_PROFILE) -> TextContext:
    """What is known of a text before its headlines are ranked."""
    told = _Told(document)
    lead, last = prose_run(document.visible, told.features)
    rows = told.figures() if document.visible else []
    scores = with_lead(scores_of(rows), document, told.features)
    scores = site.of_text(scores, document.visible, LEAST_SCORE, HIDDEN_SCORE)
    region = region_of(document, told.features, scores)
    lead, last = region or (lead, last)
    clues = clues_of(document, told.languages)
    cued = [index for index in document.visible if rows[index][_CUE]]
    return TextContext(
        document.source.hints,
        told.languages,
        told.features,
        lead,
        last,
        Sightings(document, clues, (lead, last), MeasuredLines(told.features, told.cues, cued)),
        figures=rows,
        scores=scores,
        elected=region is not None,
        cues=told.cues,
        told=told.ranked,
        inside=site.inside,
    )


def figures_of(document: TextDocument) -> list[Sequence[float]]:
    """The rows of figures that the body's forest is shown, one a block, () for hidden ones."""
    return _Told(document).figures()


class _Told:
    """A text's features, and the languages that they are read by."""

    def __init__(self, document: TextDocument) -> None:
        self.document = document
        self.lines = lines_of(document.blocks)
        self.features = measure(self.lines)
        signs = load.signs_of_languages()
        prose = [i for i in document.visible if self.features[i].prose]
        self.ranked = self._languages_of(prose, signs) or self._languages_of(document.visible, signs)
        self.languages = load.languages(
            (*document.source.hints.languages, *(each.code for each in self.ranked), "en")
        )
        self.codes = tuple([each.code for each in self.languages[:2]])
        self.cues = load.cues(self.codes)

    def _languages_of(self, blocks: Sequence[int], signs: Signs) -> tuple[Tongue, ...]:
        words, texts = self.lines.words, self.lines.texts
        return rank_by_words(((words[i], len(texts[i])) for i in blocks), signs)

    def figures(self) -> list[Sequence[float]]:
        """A row a block."""
        return figures(self.document, self.lines, self.features, known_of(self.codes))
