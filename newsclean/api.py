"""The two functions that everything is used through: `parse` and `explain`."""

import os
from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean import given
from newsclean.article import Article
from newsclean.core.document import Hints
from newsclean.core.pattern import pattern
from newsclean.errors import NotAnArticle, SourceError, UsageError
from newsclean.pipeline import Run, run
from newsclean.toolkit import Toolkit

if TYPE_CHECKING:  # most processes parse and do nothing else
    from newsclean.explanation import Explanation
    from newsclean.profiles.profile import Profile
    from newsclean.profiles.seen import Seen

Raw = str | bytes | os.PathLike[str]
# One line that ends as file names do, `/crawl/a.html` or `C:\\crawl\\my page.htm`; an address is none.
_LIKE_A_PATH = pattern(r"(?!\w{2,10}+://)[^\n]{1,1000}\.[A-Za-z][A-Za-z0-9]{1,8}")


def parse(
    raw: Raw,
    *,
    url: str | None = None,
    fetched: datetime | None = None,
    charset: str | None = None,
    timezone: str | None = None,
    languages: Iterable[str] | None = None,
    favor: given.Favor | None = None,
    comments: bool = False,
    toolkit: Toolkit | None = None,
) -> Article:
    """
    The Article in a dump.

    `raw`: the dump as text, as bytes, or the path of a file that holds it (an `os.PathLike`; a
    plain string is always text). The rest is what the caller knows: `url` the page's address,
    `fetched` when it was fetched, `charset` what the transport declared, `timezone` the IANA name
    of the site's clock, `languages` ISO 639-1 codes, likeliest first.

    `favor`: `precision` withholds what may be wrong, `recall` gives what may be right; None is in between.
    `comments`: give as well what readers wrote below the article, in `Article.comments`.

    Raises `NotAnArticle` where there is neither a headline nor a body, `DecodeError` for bytes
    that are no text, `SourceError` for a file that cannot be read, `UsageError` for an argument that
    is not what it should be, `ExtractorError` where a plug-in fails.
    """
    hints = given.hints(url, fetched, charset, timezone, languages)
    return _article(_run(raw, hints, tools(toolkit, favor, comments)), raw)


def explain(
    raw: Raw,
    *,
    url: str | None = None,
    fetched: datetime | None = None,
    charset: str | None = None,
    timezone: str | None = None,
    languages: Iterable[str] | None = None,
    favor: given.Favor | None = None,
    comments: bool = False,
    toolkit: Toolkit | None = None,
) -> "Explanation":
    """The Article in a dump, with the reasons for it; arguments and exceptions are those of `parse`."""
    hints = given.hints(url, fetched, charset, timezone, languages)
    from newsclean.explanation import Explanation

    done = _run(raw, hints, tools(toolkit, favor, comments))
    article = _article(done, raw)
    return Explanation(article, done.document, done.rulings, done.shares)


def learn_profile(raws: Iterable[Raw], *, urls: Iterable[str] | None = None) -> "Profile":
    """
    A profile of one site, out of some of its dumps, without any answer.

    `raws` as in `parse`; `urls`: their addresses, in the same order, by whose hosts the profile will
    be found. With fewer than three different articles nothing is learnt.
    """
    from newsclean.profiles.learn import learnt
    from newsclean.profiles.seen import seen
    from newsclean.profiles.shelf import host_of

    told: list[Seen] = []
    hosts: set[str] = set()
    for raw, url in zip_longest(raws, urls or ()):
        if raw is not None:
            done = _run(raw, Hints(url), Toolkit.default())
            told.append(seen(done.document, done.rulings))
            hosts.update(filter(None, [host_of(url)]))
    return learnt(told, hosts)


def tools(toolkit: Toolkit | None, favor: given.Favor | None, comments: bool) -> Toolkit:
    """The toolkit that is asked for, the default one where none is; raises `UsageError`."""
    wanted = given.of_type("toolkit", toolkit, Toolkit, "a Toolkit") or Toolkit.default()
    if favor is not None:
        wanted = wanted.favoring(favor)
    return wanted.with_comments() if comments else wanted


def _article(done: Run, raw: Raw) -> Article:
    """The run's Article; a refusal of what looks like a file's name says what to do."""
    try:
        return done.article()
    except NotAnArticle as error:
        if not isinstance(raw, str) or not _LIKE_A_PATH.fullmatch(raw.strip()):
            raise
        told = f"{error}; if it is a file that you mean, give its path: Path({raw.strip()!r})"
        raise NotAnArticle(told, error.rulings, error.reasons) from None


def _run(raw: Raw, hints: Hints, toolkit: Toolkit) -> Run:
    if not isinstance(raw, (str, bytes, os.PathLike)):
        raise UsageError("raw", f"a {type(raw).__name__} is no dump; give text, bytes or a path")
    content = raw if isinstance(raw, (str, bytes)) else _read(raw)
    return run(content, hints, toolkit)


def _read(path: os.PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise SourceError(os.fspath(path), error.strerror or type(error).__name__) from error
    except ValueError as error:
        raise SourceError(os.fspath(path), "no file can have that name") from error
