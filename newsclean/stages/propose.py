"""Stage 5: every extractor's readings, with what they may know of the document."""

from collections.abc import Iterable
from itertools import islice

from newsclean.core.candidate import Candidate
from newsclean.core.document import Document, Note
from newsclean.core.limits import DEFAULT, Limits, limit_note
from newsclean.errors import ExtractorError
from newsclean.evidence.context import Context
from newsclean.extractors.heuristic import Extractor, Given, HeuristicExtractor, always


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
        if not proposed:  # of most
            continue
        if not _is_built_in(extractor):
            from newsclean.stages.check_plugins import check

            check(extractor.name, proposed, document)
        if len(proposed) > most:
            message = f"{extractor.name} proposed more than {most} readings; the rest was not weighed"
            notes.append(limit_note("candidates", message))
            del proposed[most:]
        candidates += proposed
    return tuple(candidates), tuple(notes)


def _is_built_in(extractor: Extractor) -> bool:
    home = getattr(extractor, "function", type(extractor)).__module__
    return str(home).startswith("newsclean.extractors.")
