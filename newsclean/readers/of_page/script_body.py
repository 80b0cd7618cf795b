"""
The article in the data of a page's scripts, where the elements carry none.

Sites that build their pages in the browser send the article as JSON: in JSON-LD (`articleBody`), as the
state of a framework (`__NEXT_DATA__`, `Fusion.globalContent`, `__APOLLO_STATE__` …), or pushed piece by
piece. Their keys differ from site to site, so none is looked for by name: the body is the list whose
items are paragraphs, or the text that holds some, and it has most prose of all in its part of the data.
Where several parts have about as much, the one that names the page's title is taken, or none.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from newsclean.core.pattern import pattern
from newsclean.text.machinery import Script
from newsclean.text.whitespace import fold, key

LEAST_PROSE = 400  # characters of a body
_LEAST_UNNAMED = 1_500  # of one that does not stand beside the page's title
FEW = 1_200  # characters; a page that shows more carries its article itself
_LEAST_LEAD = 1.5  # how often the prose of the next one must go into that of the best
_CLIPPED = 2.0  # how often what the page shows goes into a stated body that it shows only the beginning of
_SHORTEST_SCRIPT = 500  # characters of one that may hold an article
_SHORTEST_PARAGRAPH = 60
_LONGEST_PARAGRAPH = 4_000  # on the average; the items of a list of longer ones are articles
_DEEPEST = 40
_MOST_VALUES = 200_000  # of the data of one page
_ATTEMPT = 100  # characters that an attempt to read JSON in vain costs beside those that it read
_PUSH = ".push("
_START = pattern(r"(?:=|\(|:|^|,)\s{0,20}(?=[\[{])|(?<=JSON\.parse\()\s{0,20}(?=[\"'])")
# What a server streams to React: `1a:["$","p",…]`, `1b:T5f3,` and so many bytes of text.
_ROW = pattern(r"(?:^|(?<=[^0-9a-f]))[0-9a-f]{1,6}:(?:(?=[\[{])|T(?P<size>[0-9a-f]{2,7}),)", re.MULTILINE)
_MARKUP = pattern(r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|figure|a|em|strong|b|i|span)\b", re.IGNORECASE)
_SENTENCE = pattern(r"[.!?…।۔؟][\"'”’»)\]]{0,3}(?:[\s<]|$)|[。！？]")
_DECODER = json.JSONDecoder(strict=False)
# Names of what holds a link or a list of links: a teaser's text is no paragraph.
_ADDRESSED = frozenset(("url", "href", "link", "slug", "permalink", "canonical_url", "websiteurl"))
_NO_BODIES = frozenset(("description", "caption", "captions", "bio", "alt", "excerpt", "related", "messages",
                        "translations", "comments", "relatedarticles"))  # fmt: skip
_TITLED = frozenset(("title", "headline", "name", "headlines"))


class ScriptBody(NamedTuple):
    """Paragraphs (plain, or of markup) in the data of the script with that number, and the way to them."""

    script: int
    path: str
    paragraphs: tuple[str, ...]

    @property
    def prose(self) -> int:
        """Characters of the paragraphs."""
        return sum(map(len, self.paragraphs))


def script_body(scripts: Sequence[Script], titles: Collection[str]) -> ScriptBody | None:
    """The body that the scripts tell; `titles`: the keys of what the page calls itself."""
    found = list(_candidates(scripts, frozenset(titles)))
    known = [body for body, named in found if named and body.prose >= LEAST_PROSE]
    known = known or [body for body, _ in found if body.prose >= _LEAST_UNNAMED]
    if not known:
        return None
    best, *rest = sorted(known, key=lambda body: (-body.prose, body.script, body.path))
    others = [body for body in rest if not _tells_the_same(body, best)]
    return best if not others or best.prose >= _LEAST_LEAD * others[0].prose else None


def is_clipped(stated: str, shown: int) -> bool:
    """Whether a stated body is so much longer than the prose shown that the page shows only its beginning."""
    return len(stated) > LEAST_PROSE and len(stated) > _CLIPPED * shown


def split(text: str) -> tuple[str, ...]:
    """The paragraphs of a plain text: its lines."""
    return tuple(folded for line in text.splitlines() if (folded := fold(line)))


def has_markup(text: str) -> bool:
    """Whether a text is markup."""
    return _MARKUP.search(text) is not None


def _tells_the_same(one: ScriptBody, other: ScriptBody) -> bool:
    """Whether most of one body's paragraphs are the other's: sites tell the same article twice."""
    told = key(" ".join(other.paragraphs))
    shared = sum(len(each) for each in one.paragraphs if key(each) in told)
    return 2 * shared >= one.prose


def _candidates(scripts: Sequence[Script], titles: frozenset[str]) -> Iterator[tuple[ScriptBody, bool]]:
    """The bodies in all scripts, and whether what holds each names the page's title."""
    stream: list[str] = []  # what the scripts push, piece by piece, into one text
    first = -1
    for number, script in enumerate(scripts):
        if len(script.content) >= _SHORTEST_SCRIPT or _PUSH in script.content:
            pushed = len(stream)
            for value in _values(script.content, stream):
                yield from _search(value, (), False, _Walk(number, titles))
            first = number if first < 0 and len(stream) > pushed else first
    for value in _rows("".join(stream)):
        yield from _search(value, ("stream",), False, _Walk(first, titles))


def _values(content: str, stream: list[str]) -> Iterator[Any]:
    """The JSON values that a script holds; pieces that it pushes go into the stream."""
    for value in _decoded(content, (found.end() for found in _START.finditer(content))):
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
            stream.append(value[1])
        elif isinstance(value, str):
            yield _within(value)
        else:
            yield value


def _decoded(text: str, starts: Iterable[int]) -> Iterator[Any]:
    """The JSON values at these places, outermost ones only; in time that is linear in the text."""
    position, budget = 0, 4 * len(text) + _ATTEMPT
    for start in starts:
        if start < position:
            continue
        if budget <= 0:
            return
        try:
            value, position = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError) as error:
            budget -= getattr(error, "pos", len(text)) - start + _ATTEMPT
            continue
        if position - start >= _SHORTEST_PARAGRAPH:
            yield value


def _within(text: str) -> Any:
    """The JSON that a text holds, else the text."""
    return next(_decoded(text, (0,)), text) if text[:1] in ("[", "{") else text


def _rows(text: str) -> Iterator[Any]:
    """The values of a stream: a row a value, as JSON or as a text of so many bytes."""
    yield from _decoded(text, (row.end() for row in _ROW.finditer(text) if not row["size"]))
    budget = 2 * len(text)
    for row in _ROW.finditer(text):
        if row["size"] and budget > 0:
            told = text[row.end() : row.end() + int(row["size"], 16)]
            budget -= len(told)
            yield told.encode("utf-8", "ignore")[: int(row["size"], 16)].decode("utf-8", "ignore")


@dataclass(slots=True)
class _Walk:
    """A walk through one value: how many more values it may visit."""

    script: int
    titles: frozenset[str]
    left: int = _MOST_VALUES


def _search(value: Any, path: tuple[str, ...], named: bool, walk: _Walk) -> Iterator[tuple[ScriptBody, bool]]:
    walk.left -= 1
    if walk.left < 0 or len(path) > _DEEPEST:
        return
    if isinstance(value, dict):
        named = named or any(isinstance(each, str) and key(each) in walk.titles for each in _names(value))
        for name, each in value.items():
            if name.lower() not in _NO_BODIES:
                yield from _search(each, (*path, name), named, walk)
    elif isinstance(value, list):
        paragraphs = _paragraphs(value)
        if len(paragraphs) > 1 and (named or not _holds_texts(value)):
            yield ScriptBody(walk.script, ".".join(path), paragraphs), named
        for each in value:
            yield from _search(each, path, named, walk)
    elif isinstance(value, str) and len(value) >= LEAST_PROSE and value[0] in "[{":
        inner = _within(value)
        yield from _search(inner, path, named, walk) if not isinstance(inner, str) else ()
    elif isinstance(value, str) and len(value) >= LEAST_PROSE and _is_prose(value):
        whole = (value,) if has_markup(value) else split(value)
        yield ScriptBody(walk.script, ".".join(path), whole), named


def _names(value: dict[str, Any]) -> Iterator[Any]:
    """What an object calls itself, also one level down: `headlines.basic`."""
    for name, each in value.items():
        if name.lower() in _TITLED:
            yield each
            if isinstance(each, dict):
                yield from each.values()


def _paragraphs(items: list[Any]) -> tuple[str, ...]:
    """The text of each item, where the items are the paragraphs of one text."""
    told = [_told(item) for item in items]
    prose = [text for text in told if len(text) >= _SHORTEST_PARAGRAPH and _is_prose(text)]
    size = sum(map(len, prose))
    if len(prose) < 2 or 2 * size < sum(map(len, told)) or size > _LONGEST_PARAGRAPH * len(prose):
        return ()
    return tuple(text for text in told if text)


def _holds_texts(items: list[Any]) -> bool:
    """Whether several of the items have titles and paragraphs of their own: they are articles."""
    titled = (item for item in items if isinstance(item, dict) and _TITLED & {name.lower() for name in item})
    lists = (each for item in titled for each in item.values())
    return sum(isinstance(each, list) and len(_paragraphs(each)) > 1 for each in lists) > 1


def _told(item: Any, depth: int = 0) -> str:
    """The prose of one item: itself, or the pieces of text in it; of a teaser nothing."""
    if isinstance(item, str):
        return item.strip()
    if depth > _DEEPEST or not isinstance(item, (dict, list)):
        return ""
    if isinstance(item, list) and len(item) == 4 and item[0] == "$":  # an element of React's stream
        return _told(item[3], depth + 1)
    if isinstance(item, list):
        return "".join(_told(each, depth + 1) for each in item)
    names = {name.lower() for name in item}
    if names & _ADDRESSED and names & _TITLED:
        return ""
    inner = [each for name, each in item.items() if name.lower() in _TEXTS]
    inner += [each for each in item.values() if isinstance(each, (dict, list))]
    return next((text for each in inner if (text := _piece(each, depth + 1))), "")


# What a piece of text is called, in the order in which they are asked.
_TEXTS = ("content", "text", "html", "value", "children", "body", "paragraph", "paragraphs", "data", "nodes",
          "copy", "markup", "p", "props", "model", "fields", "items", "rows")  # fmt: skip


def _piece(value: Any, depth: int) -> str:
    return value if isinstance(value, str) else _told(value, depth)


def _is_prose(text: str) -> bool:
    """Whether it has words and the end of a sentence, and is no code."""
    return _SENTENCE.search(text) is not None and text.count("{") < 3
