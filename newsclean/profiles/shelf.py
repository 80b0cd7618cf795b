"""Profiles by host: those that come with the package, then those of the user's folders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from hashlib import blake2b
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:  # its validation is loaded with the first profile: most dumps have none
    from newsclean.profiles.profile import Profile


@dataclass(frozen=True, repr=False)
class Shelf:
    """
    `files`: host -> the file of its profile, read when first asked for. `given`: profiles that the
    caller gave, the last first; one without hosts holds for every dump. `learnt`: host -> what its dumps
    tell, for hosts of which nobody wrote; where nobody knows the host, any name (`site-1`), and the dumps
    of the site are known by its lines. A look-up costs the same however many there are.
    """

    files: Mapping[str, Path]
    given: "tuple[Profile, ...]" = ()
    learnt: "Mapping[str, Profile]" = field(default_factory=dict)

    def __repr__(self) -> str:
        """What tells one shelf from another: the content of its profiles, not where they lie."""
        told = blake2b(digest_size=8)
        for host, path in sorted(self.files.items()):
            told.update(host.encode() + b"\0" + path.read_bytes())
        for profile in (*self.given, *(self.learnt[host] for host in sorted(self.learnt))):
            told.update(profile.to_toml().encode())
        return f"<shelf {told.hexdigest()}>"

    def with_profile(self, profile: "Profile") -> "Shelf":
        """This shelf and a profile that goes before all others."""
        return replace(self, given=(profile, *self.given))

    def with_learnt(self, profiles: "Mapping[str, Profile]") -> "Shelf":
        """This shelf and what was learnt of hosts that nobody wrote a profile of."""
        return replace(self, learnt=dict(profiles))

    def with_folder(self, folder: Path) -> "Shelf":
        """
        This shelf and the profiles of a folder, `<host>.toml`, which go before those of the same host.

        Those whose name is no host (`site-1.toml`), which learning writes where nobody knows it, are
        read at once, for the lines that their sites are known by.
        """
        own = {path.stem: path for path in sorted(folder.glob("*.toml"))}
        nameless = {name: _read(path) for name, path in own.items() if "." not in name}
        return replace(self, files={**self.files, **own}, learnt={**self.learnt, **nameless})

    def of(self, address: str | None) -> "Profile | None":
        """The profile of a URL's or a site's host, or of the nearest host above it."""
        hosts = list(_above(address))
        for profile in self.given:
            if not profile.hosts or not set(profile.hosts).isdisjoint(hosts):
                return profile
        found = next((self.files[host] for host in hosts if host in self.files), None)
        if found:
            return _read(found)
        return next((self.learnt[host] for host in hosts if host in self.learnt), None)

    def of_lines(self, lines: Iterable[str]) -> "Profile | None":
        """The learnt profile of the site that has most of these lines; None where none has enough."""
        from newsclean.profiles.told_apart import known_by

        name = known_by(lines, self._by_line, self._marks) if self.learnt else None
        return self.learnt[name] if name else None

    @cached_property
    def _marks(self) -> Mapping[str, int]:
        """Site -> how many lines it is known by."""
        from newsclean.profiles.told_apart import marks

        return {name: len(marks(profile)) for name, profile in self.learnt.items()}

    @cached_property
    def _by_line(self) -> Mapping[str, list[str]]:
        """Line -> the sites that are known by it."""
        from newsclean.profiles.told_apart import marks

        found: dict[str, list[str]] = {}
        for name in sorted(self.learnt):
            for line in marks(self.learnt[name]):
                found.setdefault(line, []).append(name)
        return found


@cache
def built_in() -> Shelf:
    """The profiles of `knowledge/sites`."""
    with as_file(files("newsclean.knowledge").joinpath("sites")) as folder:
        return Shelf({path.stem: path for path in sorted(folder.glob("*.toml"))})


@cache
def _read(path: Path) -> "Profile":
    from newsclean.profiles.profile import Profile

    return Profile.read(path)


def host_of(address: str | None) -> str:
    """The host of a URL, or of a bare `host/path`, without `www.`; empty where there is none."""
    try:
        host = urlsplit(address if address and "//" in address else f"//{address or ''}").hostname or ""
    except ValueError:  # an unclosed IPv6 bracket
        return ""
    return host.casefold().removeprefix("www.")


def _above(address: str | None) -> Iterable[str]:
    """The host and every host above it: `news.a.example`, `a.example`, `example`."""
    labels = host_of(address).split(".")
    return [".".join(labels[n:]) for n in range(len(labels)) if labels[n:] != [""]]
