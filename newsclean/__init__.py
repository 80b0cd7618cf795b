"""
Turn scraped news dumps, however messy, into clean, validated articles.

    import newsclean

    article = newsclean.parse(raw)  # text, bytes or a path
    article.headline, article.published, article.body

Everything here is loaded when it is first used, so that `import newsclean` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.api import Raw, explain, learn_profile, parse
    from newsclean.article import (
        Article,
        Byline,
        Dateline,
        Dropped,
        Leak,
        Problem,
        Provenance,
        RelatedItem,
    )
    from newsclean.batch.clean import Outcomes, clean
    from newsclean.core.candidate import Field
    from newsclean.core.document import Hints
    from newsclean.dates.read import read_timestamp, read_timestamps
    from newsclean.dates.timestamps import Timestamp
    from newsclean.errors import (
        DecodeError,
        ExtractorError,
        KnowledgeError,
        MissingExtra,
        NewscleanError,
        NotAnArticle,
        SourceError,
        UsageError,
        WriterError,
    )
    from newsclean.explanation import Explanation
    from newsclean.json.repair import Repair, repair_json
    from newsclean.leaks.find import find_leaks
    from newsclean.outcome import Failure, Outcome
    from newsclean.profiles.profile import Profile
    from newsclean.sources.dump import Dump
    from newsclean.sources.several import split
    from newsclean.toolkit import Toolkit
    from newsclean.writers.read_back import read_articles, read_outcomes

from newsclean.version import __version__ as __version__

# module -> the public names that it defines
_HOMES = {
    "api": ("Raw", "explain", "learn_profile", "parse"),
    "article": (
        "Article",
        "Byline",
        "Dateline",
        "Dropped",
        "Leak",
        "Problem",
        "Provenance",
        "RelatedItem",
    ),
    "batch.clean": ("Outcomes", "clean"),
    "core.candidate": ("Field",),
    "core.document": ("Hints",),
    "errors": (
        "DecodeError",
        "ExtractorError",
        "KnowledgeError",
        "MissingExtra",
        "NewscleanError",
        "NotAnArticle",
        "SourceError",
        "UsageError",
        "WriterError",
    ),
    "explanation": ("Explanation",),
    "leaks.find": ("find_leaks",),
    "json.repair": ("Repair", "repair_json"),
    "dates.read": ("read_timestamp", "read_timestamps"),
    "dates.timestamps": ("Timestamp",),
    "outcome": ("Failure", "Outcome"),
    "sources.dump": ("Dump",),
    "sources.several": ("split",),
    "profiles.profile": ("Profile",),
    "toolkit": ("Toolkit",),
    "writers.read_back": ("read_articles", "read_outcomes"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "Byline",
    "Dateline",
    "DecodeError",
    "Dropped",
    "Dump",
    "Explanation",
    "ExtractorError",
    "Failure",
    "Field",
    "Hints",
    "KnowledgeError",
    "Leak",
    "MissingExtra",
    "NewscleanError",
    "NotAnArticle",
    "Outcome",
    "Outcomes",
    "Problem",
    "Profile",
    "Provenance",
    "Raw",
    "RelatedItem",
    "Repair",
    "SourceError",
    "Timestamp",
    "Toolkit",
    "UsageError",
    "WriterError",
    "clean",
    "explain",
    "find_leaks",
    "learn_profile",
    "parse",
    "read_articles",
    "read_outcomes",
    "read_timestamp",
    "read_timestamps",
    "repair_json",
    "split",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its home (PEP 562); it is looked up there only once."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'newsclean' has no attribute {name!r}")
    value = getattr(import_module(f"newsclean.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
