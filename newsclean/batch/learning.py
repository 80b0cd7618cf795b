"""The first of two passes: a profile of each site that a run's dumps come from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from newsclean.batch.work import Work, merged
from newsclean.core.document import Hints
from newsclean.errors import NewscleanError
from newsclean.pipeline import run
from newsclean.profiles.learn import learnt
from newsclean.profiles.profile import Profile
from newsclean.profiles.seen import Seen, seen
from newsclean.profiles.shelf import host_of
from newsclean.sources.dump import Entry, Unreadable
from newsclean.toolkit import Toolkit

# Dumps of a site that are learnt from, the first ones: more say hardly anything new, and memory stays
# flat however many there are.
_MOST_OF_A_SITE = 60
_MOST_SITES = 2000


def learn_sites(entries: Iterable[Entry], work: Work) -> dict[str, Profile]:
    """
    Host -> its profile, of the sites with enough dumps for one; those whose address nobody states have none.

    The same entries in the same order give the same profiles.
    """
    told: dict[str, list[Seen]] = {}
    for entry in entries:
        if (dump := _read(entry, work)) is None:
            continue
        host, raw, hints = dump
        known = told.setdefault(host, []) if host in told or len(told) < _MOST_SITES else None
        if known is not None and len(known) < _MOST_OF_A_SITE:
            known.extend(_seen(raw, hints, work))
    profiles = ((host, learnt(dumps, [host])) for host, dumps in sorted(told.items()))
    return {host: profile for host, profile in profiles if profile.learnt_from}


def _read(entry: Entry, work: Work) -> tuple[str, str | bytes, Hints] | None:
    dump = entry.load()
    if isinstance(dump, Unreadable) or isinstance(dump.raw, Path):
        return None
    hints = merged(dump.hints, work.hints)
    host = host_of(hints.url or hints.site)
    return (host, dump.raw, hints) if host else None


def _seen(raw: str | bytes, hints: Hints, work: Work) -> Iterator[Seen]:
    """The dump as it reads without the profile; nothing of what cannot be read, which the run will tell."""
    try:
        done = run(raw, hints, work.toolkit or Toolkit.default())
    except NewscleanError:
        return
    yield seen(done.document, done.rulings)


def with_profiles(work: Work, profiles: Mapping[str, Profile]) -> Work:
    """The work with these profiles; what somebody wrote of a host goes before what was learnt."""
    toolkit = work.toolkit or Toolkit.default()
    return replace(work, toolkit=replace(toolkit, profiles=toolkit.profiles.with_learnt(profiles)))


def write_profiles(profiles: Mapping[str, Profile], folder: Path) -> None:
    """The profiles as `<host>.toml`; the folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for host, profile in profiles.items():
        folder.joinpath(f"{host}.toml").write_text(profile.to_toml(), encoding="utf-8")


def told_profiles(profiles: Mapping[str, Profile]) -> Iterator[str]:
    """A line a site: what was learnt, and on how many dumps it rests."""
    for host, profile in profiles.items():
        lines, paths = len(profile.furniture), len(profile.elements)
        yield f"{host}: {lines} recurring lines, {paths} paths of elements, from {profile.learnt_from} dumps"
