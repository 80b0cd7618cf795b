"""
Knowledge of the user's own, laid over the package's: a folder of the same files.

Tables are merged, lists are added to, single values are replaced. What is read of knowledge is kept in
many places, so a process works with one knowledge at a time: whoever wants another waits until nobody
works any more, and then all that was kept is forgotten. Threads with different knowledge take turns,
which is slow and right.
"""

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from newsclean.errors import KnowledgeError
from newsclean.text.nearest import nearest_to

_FILES = ("agencies", "calendars", "markup", "records", "thresholds", "weights", "zones")
_LANGUAGES = "languages"
_LARGEST, _MOST_FILES = 1 << 20, 500  # bytes of a file, files of a folder
_LONGEST_CODE = 3  # letters


@dataclass(frozen=True, repr=False)
class Added:
    """
    A folder's files, read once: `texts`: name (`languages/eo.toml`) -> TOML. It pickles, so workers have it.

    `folder`: as errors name it.
    """

    folder: str
    texts: Mapping[str, str]

    def __repr__(self) -> str:
        return f"<knowledge {self.digest}>"

    @cached_property
    def digest(self) -> str:
        """Changes with any of its files, not with where they lie."""
        told = blake2b(digest_size=8)
        for name in sorted(self.texts):
            told.update(f"{name}\0{self.texts[name]}\0".encode())
        return told.hexdigest()

    @cached_property
    def tables(self) -> Mapping[str, dict[str, Any]]:
        """Name of a file -> what it says."""
        return {name: _table(f"{self.folder}/{name}", text) for name, text in self.texts.items()}

    def place(self, name: str, path: str) -> str:
        """The file, and the line in which the last key of a path stands first."""
        sought = [part for part in path.split(".") if not part.isdigit()]
        lines = self.texts.get(name, "").splitlines()
        line = next((n for n, each in enumerate(lines, 1) if sought and sought[-1] in each), 0)
        return f"{self.folder}/{name}:{line}" if line else f"{self.folder}/{name}"


def read_added(folder: Path) -> Added:
    """
    A folder's knowledge, not yet checked; raises `KnowledgeError` for what is none.

    >>> read_added(Path("no/such"))
    Traceback (most recent call last):
    newsclean.errors.KnowledgeError: no/such: there is no such folder
    """
    if not folder.is_dir():
        raise KnowledgeError(str(folder), "", "there is no such folder")
    found = sorted(folder.rglob("*.toml"))
    if len(found) > _MOST_FILES:
        raise KnowledgeError(str(folder), "", f"has {len(found)} files; at most {_MOST_FILES} are read")
    texts = {}
    for path in found:
        name = path.relative_to(folder).as_posix()
        _refuse_unknown(str(folder), name)
        if path.stat().st_size > _LARGEST:
            raise KnowledgeError(str(path), "", f"is larger than {_LARGEST} bytes")
        texts[name] = path.read_text(encoding="utf-8", errors="replace")
    return Added(str(folder), texts)


def _refuse_unknown(folder: str, name: str) -> None:
    parts = name.removesuffix(".toml").split("/")
    if len(parts) == 1 and parts[0] in _FILES:
        return
    if len(parts) == 2 and parts[0] == _LANGUAGES and len(parts[1]) <= _LONGEST_CODE:
        return
    known = [f"{each}.toml" for each in _FILES]
    nearest = nearest_to(name, known) or [f"{_LANGUAGES}/<code>.toml"]
    raise KnowledgeError(f"{folder}/{name}", "", f"is no file of knowledge; did you mean '{nearest[0]}'?")


def _table(file: str, text: str) -> dict[str, Any]:
    import tomllib  # which few processes need

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(file, "", str(error)) from error


def merged(base: Any, more: Any) -> Any:
    """
    What is known with what is added.

    >>> merged({"a": ["x"], "b": 1}, {"a": ["y", "x"], "b": 2})
    {'a': ['x', 'y'], 'b': 2}

    Rows with a name, as agencies are, are added to the row of that name; lists of lists, as months are,
    one by one.
    """
    if isinstance(base, dict) and isinstance(more, dict):
        return {key: merged(base.get(key), more.get(key, base.get(key))) for key in {**base, **more}}
    if not (isinstance(base, list) and isinstance(more, list)):
        return more
    if base and len(base) == len(more) and all(isinstance(each, list) for each in (*base, *more)):
        return [merged(one, other) for one, other in zip(base, more, strict=True)]
    named = {each["name"]: n for n, each in enumerate(base) if isinstance(each, dict) and "name" in each}
    told = list(base)
    for each in more:
        if isinstance(each, dict) and each.get("name") in named:
            told[named[each["name"]]] = merged(told[named[each["name"]]], each)
        elif each not in told:
            told.append(each)
    return told


_turn = threading.Condition()
_here = threading.local()
_current: Added | None = None
_inside = 0


def current() -> Added | None:
    """What is laid over the package's knowledge at the moment."""
    return _current


@contextmanager
def using(added: Added | None) -> Iterator[None]:
    """
    Work with this knowledge; None is the package's alone.

    Within work that has begun, that one's knowledge stands: a plug-in that parses asks for no other.
    """
    global _current, _inside
    if getattr(_here, "depth", 0):
        yield
        return
    with _turn:
        _turn.wait_for(lambda: not _inside or _same(_current, added))
        if not _same(_current, added):
            _current = added
            _forget()
        _inside += 1
    _here.depth = 1
    try:
        yield
    finally:
        _here.depth = 0
        with _turn:
            _inside -= 1
            _turn.notify_all()


def _same(one: Added | None, other: Added | None) -> bool:
    return one is other or (one is not None and other is not None and one.digest == other.digest)


def _forget() -> None:
    """Everything that functions of the package keep of what they were asked before."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "newsclean":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and hasattr(value, "cache_info"):
                    value.cache_clear()
