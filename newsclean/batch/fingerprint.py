"""The fingerprint of a run: it changes with the code, the knowledge, the toolkit and the options."""

import re
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import newsclean
from newsclean.batch.work import Work

_ADDRESS = re.compile(r" at 0x[0-9a-f]++")


def fingerprint(work: Work, *, split: bool) -> str:
    """Eight hexadecimal digits; what was made under the same ones need not be made again."""
    told = (work.hints, work.dedupe, split, _toolkit(work.toolkit) if work.toolkit else "")
    return blake2b(f"{_code()}{told!r}".encode(), digest_size=4).hexdigest()


@cache
def _code() -> str:
    """A digest of the package itself, its knowledge included."""
    root = Path(newsclean.__file__).parent
    hashed = blake2b(digest_size=8)
    for path in sorted(path for path in root.rglob("*") if path.suffix in (".py", ".toml", ".json")):
        hashed.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()


def _toolkit(toolkit: Any) -> str:
    """Extractors by name and home, the rest by what it says of itself."""
    told = [
        (each.name, getattr(each, "__module__", type(each).__module__), _source(each))
        for each in toolkit.extractors
    ]
    rest = [(each.name, getattr(toolkit, each.name)) for each in fields(toolkit) if each.name != "extractors"]
    return _ADDRESS.sub("", repr((told, rest)))


def _source(extractor: Any) -> str:
    """The extractor's values where it has any that can be told; a changed pattern is a changed extractor."""
    return _ADDRESS.sub("", repr(extractor))
