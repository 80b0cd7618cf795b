"""The first of two passes: a profile of each site that a run's dumps come from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from newsclean.batch.places import PROFILES
from newsclean.batch.work import Work, merged
from newsclean.core.document import Hints
from newsclean.errors import NewscleanError
from newsclean.pipeline import run
from newsclean.profiles.learn import learnt
from newsclean.profiles.profile import Profile
from newsclean.profiles.seen import Seen, seen
from newsclean.profiles.shelf import host_of
from newsclean.profiles.told_apart import Groups
from newsclean.sources.dump import Entry, Unreadable
from newsclean.toolkit import Toolkit
from newsclean.writers.target import replacing

# Dumps of a site that are learnt from, the first ones: more say hardly anything new. What is not yet
# learnt from is kept, a few kilobytes each; of the sites with most of it some are learnt early then.
_MOST_OF_A_SITE = 40
_MOST_WAITING = 4000
_MOST_SITES = 10_000


class _Learner:
    """Keeps what is seen of sites until enough is seen of one; memory stays flat however many dumps come."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self._waiting: dict[str, list[Seen]] = {}
        self._many = 0

    def wants(self, name: str) -> bool:
        """Whether a further dump of the site tells anything."""
        known = len(self.profiles) + len(self._waiting)
        return name not in self.profiles and (name in self._waiting or known < _MOST_SITES)

    def add(self, name: str, dump: Seen) -> None:
        """One dump of a site."""
        dumps = self._waiting.setdefault(name, [])
        dumps.append(dump)
        self._many += 1
        if len(dumps) == _MOST_OF_A_SITE:
            self._learn(name)
        elif self._many > _MOST_WAITING:
            self._learn(max(self._waiting, key=lambda each: (len(self._waiting[each]), each)))

    def finished(self) -> dict[str, Profile]:
        """Site -> its profile, of the sites with enough dumps for one."""
        for name in list(self._waiting):
            self._learn(name)
        return {name: each for name, each in sorted(self.profiles.items()) if each.learnt_from}

    def _learn(self, name: str) -> None:
        dumps = self._waiting.pop(name)
        self._many -= len(dumps)
        self.profiles[name] = learnt(dumps, [name] if "." in name else [])


def learn_sites(entries: Iterable[Entry], work: Work) -> dict[str, Profile]:
    """
    Host -> its profile, of the sites with enough dumps for one.

    Dumps whose address nobody states are told apart by the lines that they share; their sites are
    `site-1`, `site-2` in the order in which they come. The same entries in the same order give the same
    profiles.
    """
    learner, groups = _Learner(), Groups()
    for entry in entries:
        if (dump := _read(entry, work)) is None:
            continue
        host, raw, hints = dump
        if host and not learner.wants(host):
            continue
        for told in _seen(raw, hints, work):
            group = 0 if host else groups.of(told) + 1
            name = host or (f"site-{group}" if group else "")
            if name and learner.wants(name):
                learner.add(name, told)
    return learner.finished()


def _read(entry: Entry, work: Work) -> tuple[str, str | bytes, Hints] | None:
    dump = entry.load()
    if isinstance(dump, Unreadable) or isinstance(dump.raw, Path):
        return None
    hints = merged(dump.hints, work.hints)
    return host_of(hints.url or hints.site), dump.raw, hints


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


class Taught(NamedTuple):
    """The work, and what was learnt for it."""

    work: Work
    profiles: Mapping[str, Profile]


def taught(entries: Iterable[Entry], work: Work, beside: Path | None, *, resume: bool) -> Taught:
    """
    The work with what the dumps themselves tell of their sites; the profiles land beside the output.

    A run that goes on from one that was broken off takes over what that one learnt.
    """
    folder = beside and beside.with_name(beside.name + PROFILES)
    if folder and resume and folder.is_dir():
        profiles = {path.stem: Profile.read(path) for path in sorted(folder.glob("*.toml"))}
    else:
        profiles = learn_sites(entries, work)
        if folder:
            write_profiles(profiles, folder)
    return Taught(with_profiles(work, profiles), profiles)


def write_profiles(profiles: Mapping[str, Profile], folder: Path) -> None:
    """The profiles as `<host>.toml`; the folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for host, profile in profiles.items():
        with replacing(folder / f"{host}.toml") as path:
            path.write_text(profile.to_toml(), encoding="utf-8")


def told_profiles(profiles: Mapping[str, Profile]) -> Iterator[str]:
    """A line a site: what was learnt, and on how many dumps it rests."""
    for host, profile in profiles.items():
        told = [
            f"{len(profile.furniture)} recurring lines",
            *_told(len(profile.opens), "opens its articles", "open its articles"),
            *_told(len(profile.closes), "closes them", "close them"),
            *_told(len({each.field for each in profile.places}), "field's place", "fields' places"),
            *_told(len(profile.holders), "element holds them", "elements hold them"),
            *_told(len(profile.elements), "path that never does", "paths that never do"),
        ]
        yield f"{host}: {', '.join(told)}; from {profile.learnt_from} dumps"


def _told(many: int, one: str, more: str) -> list[str]:
    return [f"{many} {one if many == 1 else more}"] if many else []
