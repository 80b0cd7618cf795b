r"""
The parts of a body -> Markdown, which every reader of Markdown shows as the text that it was.

An article may write about `<img onerror=…>`, and a page's author chooses the address of a link, so
nothing of either may become markup. `<`, `>` and `&` are written as entities, for a backslash in front
of them means nothing to Markdown before CommonMark; in an address, what could end it is
percent-encoded. A block begins with nothing that makes one of another kind.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from newsclean.core.part import Part
from newsclean.core.pattern import pattern

_DEEPEST = 6  # elements around a text that are shown; readers of Markdown give up on many more
_ESCAPES = {sign: "\\" + sign for sign in "\\`*_[]{"} | {"<": "&lt;", ">": "&gt;"}
_SIGN = pattern(r"[\\`*_\[\]{<>]")
_ENTITY = pattern(r"&(?=#?\w{1,32};)")
# Signs that some dialects pair up, to strike out or to set as a formula: one alone means nothing.
_PAIRED = {"~": "&#126;", "$": "&#36;"}
# What makes a block of its own where a text begins: headings, lists, rules, definitions.
_OPENING = pattern(r"(?P<number>\d++(?=[.)]))|(?P<sign>[#+-])|(?P<rare>[=:~])")
_RARE = {**_PAIRED, "=": "&#61;", ":": "&#58;"}
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "#126": "~", "#36": "$", "#61": "=", "#58": ":"}
_ESCAPED = pattern(rf"\\(?P<sign>[!-/:-@\[-`{{-~])|&(?P<entity>{'|'.join(_MEANT)});")
_BREAK = "\\\n"
_TICKS = pattern("`+")
_CLOSING = pattern(r"(?<![&\\])#")  # at the end of a heading these are taken for its frame
_UNSAFE_IN_ADDRESS = pattern(r"[^\w/:?#@!$&*+,;=%~.-]")


def to_markdown(parts: Iterable[Part]) -> str:
    """
    The parts as Markdown: ATX headings, `-` for lists, `>` for quotations, `|` between cells.

    >>> to_markdown([Part("Why", level=2), Part("Ask <b> her.", links=((8, 11, "https://a.example/)"),))])
    '## Why\\n\\nAsk &lt;b&gt; [her](https://a.example/%29).\\n'
    """
    return "\n\n".join(_blocks(list(parts), 0)).strip("\n") + "\n"


def escaped(text: str) -> str:
    r"""
    A text as Markdown that shows it and nothing else, wherever a block or a line may begin.

    >>> escaped("# not <b>a</b> heading*"), escaped("1984. AT&T &amp;"), escaped("Wow!")
    ('\\# not &lt;b&gt;a&lt;/b&gt; heading\\*', '1984\\. AT&T &amp;amp;', 'Wow\\!')
    """
    return _flow(text, opening=True)


def _flow(text: str, *, opening: bool) -> str:
    """A text with its line breaks; `opening`: whether a block or a line may begin where it begins."""
    first, *more = text.split("\n")
    return _BREAK.join((_line(first) if opening else _inline(first), *map(_line, more)))


def _line(text: str) -> str:
    line = _inline(text.lstrip())
    opening = _OPENING.match(line)
    return _opened(opening) + line[opening.end() :] if opening else line


def unescaped(text: str) -> str:
    """
    The text that `escaped` made a line of.

    >>> unescaped(escaped("# not <b>a</b> *heading* AT&T &amp; &lt!"))
    '# not <b>a</b> *heading* AT&T &amp; &lt!'
    """
    lines = text.replace(_BREAK, "\n")
    return _ESCAPED.sub(lambda found: found["sign"] or _MEANT[found["entity"]], lines)


def _opened(found: re.Match[str]) -> str:
    if found["number"]:
        return found["number"] + "\\"
    return "\\" + found[0] if found["sign"] else _RARE[found[0]]


def _inline(text: str) -> str:
    """A text within a line; a `!` at its end would make a picture of a link behind it."""
    text = " ".join(text.replace("\t", " ").splitlines())
    text = _SIGN.sub(lambda found: _ESCAPES[found[0]], _ENTITY.sub("&amp;", text))
    for sign, entity in _PAIRED.items():
        if text.count(sign) > 1:
            text = text.replace(sign, entity)
    return text[:-1] + "\\!" if text.endswith("!") else text


def _blocks(parts: Sequence[Part], depth: int) -> Iterator[str]:
    """The blocks that parts make, within `depth` elements that are written around them."""
    for (tag, _), group in groupby(parts, lambda part: _around(part, depth)):
        inside = list(group)
        yield from _CONTAINERS[tag](inside, depth + 1) if tag in _CONTAINERS else _plain(inside, tag, depth)


def _around(part: Part, depth: int) -> tuple[str, int]:
    return part.within[depth] if depth < min(len(part.within), _DEEPEST) else ("", 0)


def _plain(parts: Sequence[Part], tag: str, depth: int) -> Iterator[str]:
    """What stands in no element that Markdown knows, or in one too deep."""
    if tag:
        yield from _blocks(parts, depth + 1)
    else:
        yield from map(_block, parts)


def _block(part: Part) -> str:
    if part.picture:
        picture = f"![{_inline(part.text)}]({_address(part.picture)})"
        return f"{picture}\n\n{escaped(part.caption)}" if part.caption else picture
    if part.level:
        return "#" * part.level + " " + _CLOSING.sub(r"\\#", _linked(part).replace(_BREAK, " "))
    return _linked(part)


def _linked(part: Part) -> str:
    """The text with its links where they stand."""
    text, pieces, position = part.text, list[str](), 0
    for first, end, address in part.links:
        before = text[position:first]
        link = f"[{_inline(text[first:end])}]({_address(address)})"
        pieces += (_flow(before, opening=not position), link)
        position = end
    rest = text[position:]
    return "".join((*pieces, _flow(rest, opening=not position)))


def _address(url: str) -> str:
    """An address that ends where it should."""
    return _ENTITY.sub(
        "&amp;", _UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0], "", errors="replace"), url)
    )


def _list(parts: Sequence[Part], depth: int) -> Iterator[str]:
    ordered = parts[0].within[depth - 1][0] == "ol"
    items = []
    for number, (_, group) in enumerate(groupby(parts, lambda part: _around(part, depth)), 1):
        inside = list(group)
        item = "\n\n".join(_blocks(inside, depth + (_around(inside[0], depth)[0] == "li")))
        items.append(f"{f'{number}.' if ordered else '-'} {_indented(item, '    ')}")
    yield "\n".join(items)


def _quotation(parts: Sequence[Part], depth: int) -> Iterator[str]:
    yield "> " + _indented("\n\n".join(_blocks(parts, depth)), "> ")


def _code(parts: Sequence[Part], depth: int) -> Iterator[str]:
    """A preformatted text, between fences that are longer than any in it."""
    text = "\n".join(part.text for part in parts)
    fence = "`" * max(3, *(len(ticks) + 1 for ticks in _TICKS.findall(text)), 0)
    yield f"{fence}\n{text}\n{fence}"


def _indented(block: str, margin: str) -> str:
    """All lines but the first behind a margin."""
    return block.replace("\n", "\n" + margin)


def _table(parts: Sequence[Part], depth: int) -> Iterator[str]:
    """
    Rows of cells; the first row is the heading, for a table without one is no table in Markdown.

    The heading alone needs a cell for each column: others filled up would be as many as rows times columns.
    """
    rows = [
        [_cell(list(cell)) for _, cell in groupby(row, lambda part: part.within[depth + 1 :][:1])]
        for _, row in groupby(parts, lambda part: part.within[depth:][:1])
    ]
    width = max(map(len, rows))
    rows[0] += [""] * (width - len(rows[0]))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    yield "\n".join((lines[0], f"|{' --- |' * width}", *lines[1:]))


def _cell(parts: Sequence[Part]) -> str:
    return " ".join(map(_block, parts)).replace("\n\n", " ").replace(_BREAK, " ").replace("|", "&#124;")


_CONTAINERS: dict[str, Callable[[Sequence[Part], int], Iterator[str]]] = {
    "ul": _list,
    "ol": _list,
    "blockquote": _quotation,
    "table": _table,
    "pre": _code,
}
