"""
`Toolkit`: an immutable bundle of what the pipeline works with.

The built-ins are what the modules of `extractors.of_text`, `of_page` and `of_both` define, as these
folders list them; nothing registers itself. Plug-ins of the
entry-point group `newsclean.extractors` join only when asked for: installing a package must never
change a batch's output silently.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from newsclean import given
from newsclean.core.candidate import Field
from newsclean.core.document import Hints, Leak
from newsclean.core.limits import DEFAULT, Limits
from newsclean.errors import ExtractorError, NewscleanError, UsageError
from newsclean.extractors.heuristic import Extractor
from newsclean.knowledge import load
from newsclean.knowledge.added import Added, read_added, using
from newsclean.knowledge.schema import Election, Thresholds
from newsclean.leaks.find import find_leaks
from newsclean.profiles.shelf import Shelf, built_in
from newsclean.text.nearest import nearest_to

if TYPE_CHECKING:
    from newsclean.profiles.profile import Profile

GROUP = "newsclean.extractors"
FAVORS: tuple[str, ...] = get_args(given.Favor)

# Of a page, what reads the lines of plain text is left out: the markup tells the same better and cheaper.
_FOLDERS = {False: ("of_text", "of_both"), True: ("of_page", "of_both")}


class _BuiltIn(Sequence[Extractor]):
    """Those of the package, loaded where somebody looks at them: a text needs none of a page's."""

    def __len__(self) -> int:
        return len(_all_built_in())

    def __getitem__(self, at: Any) -> Any:
        return _all_built_in()[at]

    def __iter__(self) -> Iterator[Extractor]:
        return iter(_all_built_in())

    def __add__(self, others: tuple[Extractor, ...]) -> tuple[Extractor, ...]:
        return _all_built_in() + others

    def __radd__(self, others: tuple[Extractor, ...]) -> tuple[Extractor, ...]:
        return others + _all_built_in()

    def __eq__(self, other: object) -> bool:
        return self is other or _all_built_in() == other

    def __hash__(self) -> int:
        return hash(_all_built_in())

    def __repr__(self) -> str:
        return repr(_all_built_in())

    def __reduce__(self) -> str:
        return "BUILT_IN"


BUILT_IN = cast("tuple[Extractor, ...]", _BuiltIn())


def defined_in(*folders: str) -> tuple[Extractor, ...]:
    """What the modules of some folders of `extractors` define, as these list it."""
    return tuple(
        each for name in folders for each in import_module(f"newsclean.extractors.{name}").EXTRACTORS
    )


def _reads_comments(extractor: Extractor) -> bool:
    """What readers wrote is read where a caller wants it: most take it for no part of the article."""
    return extractor.name.startswith(Field.COMMENTS)


@cache
def _all_built_in() -> tuple[Extractor, ...]:
    known = defined_in("of_text", "of_page", "of_both")
    return tuple(each for each in known if not _reads_comments(each))


def comment_readers() -> tuple[Extractor, ...]:
    """What reads comments, of texts and of pages."""
    return tuple(filter(_reads_comments, defined_in("of_text", "of_page")))


@cache
def _built_in_for(html: bool) -> tuple[Extractor, ...]:
    return tuple(each for each in defined_in(*_FOLDERS[html]) if not _reads_comments(each))


@lru_cache(maxsize=16)
def _made_for(extractors: tuple[Extractor, ...], html: bool) -> tuple[Extractor, ...]:
    others = {each.name for each in defined_in("of_text" if html else "of_page")}
    return tuple(each for each in extractors if each.name not in others)


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
    thresholds: Thresholds = field(default_factory=load.thresholds)
    profiles: Shelf = field(default_factory=built_in)
    knowledge: Added | None = None

    @staticmethod
    @cache
    def default() -> "Toolkit":
        """The built-ins alone."""
        with using(None):
            return Toolkit()

    def extractors_for(self, *, html: bool) -> tuple[Extractor, ...]:
        """The extractors that read such a document: the built-ins made for the other form left out."""
        if self.extractors is BUILT_IN:
            return _built_in_for(html)
        return _made_for(self.extractors, html)

    def with_extractor(self, extractor: Extractor) -> "Toolkit":
        """
        This toolkit and one extractor more; one of the same name is replaced.

        Raises `ExtractorError` for what is none.
        """
        if not isinstance(getattr(extractor, "name", None), str) or not callable(
            getattr(extractor, "propose", None)
        ):
            told = "no extractor, for it has no name and propose(); put @heuristic(Field.…) on a function"
            raise ExtractorError(getattr(extractor, "__name__", type(extractor).__name__), told)
        kept = tuple(each for each in self.extractors if each.name != extractor.name)
        return replace(self, extractors=(*kept, extractor))

    def with_limits(self, limits: Limits) -> "Toolkit":
        """This toolkit under other limits: `toolkit.with_limits(Limits(blocks=500))`; raises `UsageError`."""
        if not isinstance(limits, Limits):
            raise UsageError("limits", f"a {type(limits).__name__} is no Limits; write Limits(blocks=500)")
        return replace(self, limits=limits)

    def thresholds_for(self, *, html: bool) -> Mapping[str, float]:
        """Field -> how sure it must be to be given, of a page or of a text."""
        return self.thresholds.page if html else self.thresholds.text

    def with_threshold(self, field: str, least: float) -> "Toolkit":
        """
        This toolkit, which gives the field (`authors`) where it is at least so sure, 0 to 1.

        Raises `NewscleanError` for a field or a confidence that there is not.
        """
        if field not in tuple(Field) or not 0 <= least <= 1:
            raise NewscleanError(f"no threshold {least!r} for {field!r}: a field of Article, and 0 to 1")
        told = self.thresholds
        changed = Thresholds(text={**told.text, field: least}, page={**told.page, field: least})
        return replace(self, thresholds=changed)

    def profile_for(self, hints: Hints) -> "Profile | None":
        """The profile of the site that the hints name, as it was when the dump was fetched."""
        found = self.profiles.of(hints.url or hints.site)
        return found.at(hints.fetched) if found else None

    def with_profile(self, profile: "Profile | os.PathLike[str]") -> "Toolkit":
        """
        This toolkit and a profile, or the one in a file; one without hosts holds for every dump.

        Raises `KnowledgeError` for a file that holds none.
        """
        from newsclean.profiles.profile import Profile

        read = profile if isinstance(profile, Profile) else Profile.read(Path(profile))
        return replace(self, profiles=self.profiles.with_profile(read))

    def with_profiles(self, folder: os.PathLike[str]) -> "Toolkit":
        """This toolkit and the profiles of a folder, `<host>.toml`; each is read when first needed."""
        return replace(self, profiles=self.profiles.with_folder(Path(folder)))

    def guessing(self) -> "Toolkit":
        """This toolkit, which gives the likeliest value of every field, however unsure."""
        return replace(self, thresholds=Thresholds())

    def favoring(self, favor: given.Favor) -> "Toolkit":
        """
        This toolkit, which withholds what may be wrong (`precision`), or gives what may be right (`recall`).

        What that means for each field stands in `thresholds.toml`. Raises `UsageError` for another word.
        """
        given.one_of("favor", favor, FAVORS)
        return replace(self, thresholds=load.favored()[favor])

    def with_comments(self) -> "Toolkit":
        """This toolkit, which gives as well what readers wrote below the article."""
        return replace(self, extractors=tuple(dict.fromkeys((*self.extractors, *comment_readers()))))

    def with_knowledge(self, folder: os.PathLike[str]) -> "Toolkit":
        """
        This toolkit and a folder of agencies, languages, cues and weights, in the form of the built-in files.

        The folder is read once, here; a further one takes its place. Raises `KnowledgeError` with the
        file, the line, the key and the nearest right key.
        """
        added = read_added(Path(folder))
        with using(added):
            load.check_added()
            thresholds = (
                load.thresholds() if self.thresholds == Toolkit.default().thresholds else self.thresholds
            )
            return replace(self, knowledge=added, weights=load.weights(), thresholds=thresholds)

    def without(self, name: str) -> "Toolkit":
        """
        This toolkit without the extractor of that name.

        Raises `ExtractorError` when there is none: a misspelt name must not pass in silence.
        """
        kept = tuple(each for each in self.extractors if each.name != name)
        if len(kept) == len(self.extractors):
            nearest = nearest_to(str(name), [each.name for each in self.extractors])
            meant = f"; did you mean {nearest[0]!r}?" if nearest else ""
            raise ExtractorError(name, f"no such extractor in this toolkit{meant}")
        return replace(self, extractors=kept)

    def with_plugin(self, address: str) -> "Toolkit":
        """
        This toolkit and the extractor at an address, `package.module:name`, or the sequence of them.

        Raises `ExtractorError` where nothing is there, or what is there is no extractor.
        """
        module, _, name = address.partition(":")
        try:
            loaded = getattr(import_module(module), name)
        except (ImportError, AttributeError, ValueError) as error:
            raise ExtractorError(address, f"nothing to load, {error}; say package.module:name") from error
        toolkit = self
        for extractor in loaded if isinstance(loaded, (tuple, list)) else (loaded,):
            if not hasattr(extractor, "propose") or not isinstance(getattr(extractor, "name", None), str):
                raise ExtractorError(address, "an extractor has a name and a method `propose`")
            toolkit = toolkit.with_extractor(extractor)
        return toolkit

    def with_plugins(self) -> "Toolkit":
        """
        This toolkit and every extractor of the entry-point group `newsclean.extractors`.

        An entry point names an extractor or a sequence of them; they join in order of name.
        """
        from importlib.metadata import entry_points

        toolkit = self
        for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
            try:
                loaded = point.load()
            except Exception as error:
                told = f"cannot be loaded, {type(error).__name__}: {error}; mend or remove the package"
                raise ExtractorError(point.name, told) from error
            for extractor in loaded if isinstance(loaded, (tuple, list)) else (loaded,):
                toolkit = toolkit.with_extractor(extractor)
        return toolkit
