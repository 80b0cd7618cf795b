"""
`Toolkit`: an immutable bundle of what the pipeline works with.

The built-ins are listed here, in one literal tuple; nothing registers itself. Plug-ins of the
entry-point group `newsclean.extractors` join only when asked for: installing a package must never
change a batch's output silently.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.metadata import entry_points

from newsclean.core.document import Leak
from newsclean.core.limits import DEFAULT, Limits
from newsclean.errors import ExtractorError
from newsclean.extractors.heuristic import Extractor
from newsclean.extractors.of_both import address, desk_code, related
from newsclean.extractors.of_page import authors as markup_people
from newsclean.extractors.of_page import body as markup_body
from newsclean.extractors.of_page import facts as markup_facts
from newsclean.extractors.of_page import flags as markup_flags
from newsclean.extractors.of_page import headline as markup_headline
from newsclean.extractors.of_page import published as markup_time
from newsclean.extractors.of_page import related as markup_related
from newsclean.extractors.of_page import standfirst as markup_head
from newsclean.extractors.of_text import authors as byline
from newsclean.extractors.of_text import (
    body,
    boilerplate,
    dateline,
    headline,
    language,
    leaked_statement,
    published,
    sign_off,
    signed_line,
    standfirst,
    surrounded,
)
from newsclean.knowledge import load
from newsclean.knowledge.schema import Election
from newsclean.leaks.find import find_leaks

GROUP = "newsclean.extractors"

# Those that read the lines of plain text; a page's markup tells the same better and cheaper.
TEXT: tuple[Extractor, ...] = (
    headline.header_line,
    headline.forest,
    headline.title_with_site,
    headline.doubled_line,
    headline.first_heading,
    headline.last_long_line_before_lead,
    headline.only_line_before_lead,
    headline.first_long_line,
    headline.spelled_by_url,
    headline.from_url,
    published.header_line,
    published.labelled,
    published.first_of_all,
    published.earliest_of_all,
    published.only_day,
    published.first_in_head,
    published.last_in_head,
    published.only_day_of_head,
    published.above_lead,
    published.near_lead,
    published.far_above_lead,
    published.inside_body,
    published.soon_after_lead,
    published.deep_in_body,
    published.right_after_body,
    published.below_a_heading,
    published.line_of_its_own,
    published.opens_its_line,
    published.with_weekday,
    published.beside_a_name,
    published.within_a_sentence,
    published.in_prose,
    published.among_others,
    published.on_top_of_all,
    published.order_unknown,
    published.wrong_weekday,
    published.span_of_time,
    published.update_with_clock,
    published.update_without_clock,
    published.in_the_future,
    published.labelled_update,
    standfirst.header_line,
    standfirst.kicker_header_line,
    standfirst.section_header_line,
    standfirst.keywords_header_line,
    standfirst.site_header_line,
    standfirst.kicker_after_lead,
    surrounded.below_headline,
    surrounded.capitals_above_headline,
    surrounded.names_its_photographer,
    sign_off.agency_sign_off,
    sign_off.initials_in_brackets,
    sign_off.credit,
    sign_off.agencies_alone,
    sign_off.name_behind_dash,
    sign_off.name_at_the_very_end,
    sign_off.signs_at_the_end,
    sign_off.only_edits,
    signed_line.above_the_lead,
    signed_line.agency_beside_day,
    signed_line.head_line_of_a_desk,
    signed_line.in_form_of_a_desk,
    dateline.before_first_sentence,
    dateline.form_of_an_agency,
    dateline.capitals_and_dash,
    dateline.reporter_in_dateline,
    byline.forest,
    byline.header_line,
    byline.agency_in_header_line,
    leaked_statement.headline_in_leak,
    leaked_statement.authors_in_leak,
    leaked_statement.organisation_in_leak,
    leaked_statement.published_in_leak,
    leaked_statement.modified_in_leak,
    leaked_statement.section_in_leak,
    leaked_statement.keywords_in_leak,
    language.stop_words,
    boilerplate.cue,
    boilerplate.repeated_line,
    boilerplate.before_lead,
    boilerplate.after_last_paragraph,
    body.forest,
    body.cue,
    body.prose,
    body.subhead_between_paragraphs,
    body.sentences_below_headline,
    body.inside_prose_run,
    body.short_label,
    body.repeated,
    body.no_prose,
)
# Those that read a page's markup.
MARKUP: tuple[Extractor, ...] = (
    markup_headline.json_ld,
    markup_headline.meta,
    markup_headline.other_meta,
    markup_headline.title,
    markup_headline.own_meta,
    markup_headline.stated_not_shown,
    markup_headline.only_title,
    markup_headline.main_heading,
    markup_headline.any_heading,
    markup_headline.kicker_in_heading,
    markup_headline.is_site_name,
    markup_people.json_ld,
    markup_people.json_ld_organisation,
    markup_people.meta,
    markup_people.meta_organisation,
    markup_people.marked,
    markup_people.stated_handle,
    markup_people.byline_class,
    markup_people.linked_name,
    markup_people.marker_line,
    markup_people.beside_time,
    markup_time.json_ld,
    markup_time.other_json_ld,
    markup_time.meta,
    markup_time.item_property,
    markup_time.time_element,
    markup_time.named_time,
    markup_time.date_class,
    markup_time.visible,
    markup_time.labelled_visible,
    markup_time.shown_before_stated,
    markup_time.labelled_anywhere,
    markup_time.opens_the_lead,
    markup_time.only_updated,
    markup_time.updated_visible,
    markup_time.updated_element,
    markup_time.modified_json_ld,
    markup_time.modified_meta,
    markup_flags.form_json_ld,
    markup_flags.stated_free,
    markup_flags.tier,
    markup_flags.stated_comments,
    markup_related.linked_teasers,
    markup_related.of_figures,
    markup_head.deck,
    markup_head.line_at_the_headline,
    markup_facts.described,
    markup_facts.section_json_ld,
    markup_facts.section_meta,
    markup_facts.keywords_json_ld,
    markup_facts.keywords_meta,
    markup_facts.site_meta,
    markup_facts.publisher,
    markup_facts.canonical,
    markup_facts.url_meta,
    markup_facts.image_meta,
    markup_facts.image_json_ld,
    markup_facts.language_of_root,
    markup_body.surroundings,
    markup_body.container,
)
# Those that read both.
BOTH: tuple[Extractor, ...] = (
    desk_code.sign_off_after_last_sentence,
    desk_code.sign_off_at_the_end,
    address.url,
    related.leaked_records,
)
BUILT_IN: tuple[Extractor, ...] = (*TEXT, *MARKUP, *BOTH)
_NOT_FOR = {
    True: frozenset(extractor.name for extractor in TEXT),
    False: frozenset(extractor.name for extractor in MARKUP),
}


@lru_cache(maxsize=16)
def _made_for(extractors: tuple[Extractor, ...], html: bool) -> tuple[Extractor, ...]:
    return tuple(each for each in extractors if each.name not in _NOT_FOR[html])


@dataclass(frozen=True, slots=True)
class Toolkit:
    """
    Extractors, leak finder, weights and limits; pickles, so it travels to worker processes.

    Every method returns a new Toolkit.
    """

    extractors: tuple[Extractor, ...] = BUILT_IN
    weights: Mapping[str, Election] = field(default_factory=load.weights)
    find_leaks: Callable[[str], Iterable[Leak]] = find_leaks
    limits: Limits = DEFAULT

    @staticmethod
    @cache
    def default() -> "Toolkit":
        """The built-ins alone."""
        return Toolkit()

    def extractors_for(self, *, html: bool) -> tuple[Extractor, ...]:
        """The extractors that read such a document: the built-ins made for the other form left out."""
        return _made_for(self.extractors, html)

    def with_extractor(self, extractor: Extractor) -> "Toolkit":
        """This toolkit and one extractor more; one of the same name is replaced."""
        kept = tuple(each for each in self.extractors if each.name != extractor.name)
        return replace(self, extractors=(*kept, extractor))

    def with_limits(self, limits: Limits) -> "Toolkit":
        """This toolkit under other limits: `toolkit.with_limits(Limits(blocks=500))`."""
        return replace(self, limits=limits)

    def without(self, name: str) -> "Toolkit":
        """
        This toolkit without the extractor of that name.

        Raises `ExtractorError` when there is none: a misspelt name must not pass in silence.
        """
        kept = tuple(each for each in self.extractors if each.name != name)
        if len(kept) == len(self.extractors):
            raise ExtractorError(name, "no such extractor in this toolkit")
        return replace(self, extractors=kept)

    def with_plugins(self) -> "Toolkit":
        """
        This toolkit and every extractor of the entry-point group `newsclean.extractors`.

        An entry point names an extractor or a sequence of them; they join in order of name.
        """
        toolkit = self
        for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
            loaded = point.load()
            for extractor in loaded if isinstance(loaded, (tuple, list)) else (loaded,):
                toolkit = toolkit.with_extractor(extractor)
        return toolkit
