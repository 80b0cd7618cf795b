"""
The parts of a body -> HTML.

The HTML is written from the parts, with nothing of the page's own attributes but addresses of links
and pictures, and goes through nh3, which leaves no script, no style and no scheme but the web's.
"""

from collections.abc import Iterable, Iterator
from html import escape

from newsclean.core.part import Part

_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "br"),
    *("table", "tr", "td", "th", "a", "figure", "figcaption", "img"),
}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
_SCHEMES = {"http", "https", "mailto"}
# In these a text stands by itself; in all others, and outside, it is a paragraph.
_HOLDERS = frozenset(("li", "dt", "dd", "td", "th", "pre"))
_PRE = "pre"


def to_html(parts: Iterable[Part]) -> str:
    """
    The parts as HTML that may stand in any page.

    >>> to_html([Part("Why", level=2), Part("Ask her.", links=((4, 7, "https://a.example/"),))])
    '<h2>Why</h2>\\n<p>Ask <a href="https://a.example/" rel="noopener noreferrer">her</a>.</p>\\n'
    """
    import nh3

    written = "".join(_written(parts))
    return nh3.clean(written, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)


def _written(parts: Iterable[Part]) -> Iterator[str]:
    around: tuple[tuple[str, int], ...] = ()
    begun = False  # whether the innermost element holds a text already
    for part in parts:
        shared = _shared(around, part.within)
        for tag, _ in reversed(around[shared:]):
            yield f"</{tag}>\n"
        for tag, _ in part.within[shared:]:
            yield f"<{tag}>"
        begun = begun and part.within == around
        around = part.within
        yield from _part(part, _gap(part) if begun else "")
        begun = True
    for tag, _ in reversed(around):
        yield f"</{tag}>\n"


def _shared(one: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...]) -> int:
    """How many elements, from the outside in, two parts stand in together."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return shared


def _gap(part: Part) -> str:
    return "\n" if part.within and part.within[-1][0] == _PRE else "<br>"


def _part(part: Part, gap: str) -> Iterator[str]:
    if part.picture:
        caption = f"<figcaption>{escape(part.caption)}</figcaption>" if part.caption else ""
        image = f'<img src="{escape(part.picture)}" alt="{escape(part.text)}">'
        yield f"<figure>{image}{caption}</figure>\n"
    elif part.level:
        yield f"<h{part.level}>{_linked(part)}</h{part.level}>\n"
    elif part.within and part.within[-1][0] in _HOLDERS:
        yield gap + _linked(part)
    else:
        yield f"<p>{_linked(part)}</p>\n"


def _linked(part: Part) -> str:
    """The text with its links where they stand, and its line breaks."""
    text, pieces, position = part.text, list[str](), 0
    for first, end, address in part.links:
        linked = f'<a href="{escape(address)}">{escape(text[first:end])}</a>'
        pieces += (escape(text[position:first]), linked)
        position = end
    told = "".join((*pieces, escape(text[position:])))
    return told if _PRE in dict(part.within) else told.replace("\n", "<br>")
