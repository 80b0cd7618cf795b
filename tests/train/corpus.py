"""Dumps with known articles, for training: how they are read, labelled and split by site."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from newsclean.core.document import Block, BlockKind, Hints, TextDocument
from newsclean.core.span import Span
from newsclean.stages.decode import decode
from newsclean.stages.fence import fence
from newsclean.stages.segment import segment
from newsclean.text.whitespace import key
from newsclean.toolkit import Toolkit
from tests.train import invented

_UNSPACED = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_DAY = re.compile(r"_(?:19|20)\d\d_.*$")
_GRAM = 4
_MARGIN = 3  # short blocks that far outside of the article's long ones still belong to it
_LONG, _SHORT = 8, 4  # words
_DAYS = ("", "", "", "{y}-{m:02}-{d:02}", "{d:02}.{m:02}.{y}", "{d}/{m}/{y} {h:02}:{n:02}", "{h:02}:{n:02}")
FURTHER_COUNT = 0.4  # a further corpus's dump, against one of the first
_SHORT_LINE = 15  # words; longer ones above an article are its standfirst, or captions


@dataclass(frozen=True, slots=True)
class Dump:
    """
    One row of a corpus: its text, what is known of it, and the site that it came from.

    `further`: of a further corpus, which helps to teach and has no say in how good the model is.
    `language`: of an invented dump, which has no publisher; what its hand repeats is of one language.
    """

    id: str
    text: str
    truth: dict[str, Any]
    further: bool = False
    language: str = ""
    corpus: str = ""

    @property
    def invented(self) -> bool:
        """Whether somebody wrote it, in the layout of a real site."""
        return ":" not in self.id

    @property
    def site(self) -> str:
        """The publisher in the id, `corpus:publisher_2024_05_03:dumper`; of invented dumps the language."""
        if self.invented:
            return f"language:{self.language}"
        corpus, page, *_ = [*self.id.split(":"), ""]
        return f"{corpus}:{_DAY.sub('', page)}"

    @property
    def roles(self) -> list[str]:
        """What each line that is not empty is (`body`, `teaser`, `date+body`); empty where nobody told."""
        roles: list[str] = self.truth.get("roles") or []
        return roles


def dumps(path: Path) -> Iterator[Dump]:
    """The rows of a JSONL file (`id`, `text`, `truth`), gzipped or not, or of a folder of invented pages."""
    for row in _invented(path) if path.is_dir() else _rows(path):
        told = row["id"], row["text"], row["truth"]
        yield Dump(*told, language=row.get("lang", ""), corpus=path.name.partition(".")[0])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return map(json.loads, text.decode("utf-8").rstrip("\n").split("\n"))


def _invented(folder: Path) -> Iterator[dict[str, Any]]:
    return (row for path in sorted(folder.glob("*.page")) for row in invented.rows(path))


def corpora(first: Path, *further: Path) -> list[Dump]:
    """The rows of the corpus that judges, and of further ones."""
    return [*dumps(first), *(replace(dump, further=True) for path in further for dump in dumps(path))]


def read_text(dump: Dump) -> TextDocument | None:
    """The dump's blocks, None where it reads as a page: a script that was left in it, an advertisement."""
    source = decode(dump.text, Hints())
    document = segment(source, fence(source, Toolkit.default().find_leaks)[0])
    return document if isinstance(document, TextDocument) else None


def excerpt(dump: Dump, document: TextDocument, chosen: Sequence[bool]) -> Dump | None:
    """
    The dump cut down to the article's first one to six paragraphs and what stands right above.

    Short reports are rare among whole pages and common among dumps; None where there is no article.
    """
    body = [n for n, yes in enumerate(chosen) if yes]
    if not body:
        return None
    seed = crc32(dump.id.encode())
    above, kept = seed % 7, body[: 1 + seed // 7 % 6]
    first, last = document.blocks[max(0, body[0] - above)].where, document.blocks[kept[-1]].where
    if not isinstance(first, Span) or not isinstance(last, Span):
        return None
    return _cut(dump, document, document.source.text[first.start : last.end], kept)


def framed(dump: Dump, document: TextDocument, chosen: Sequence[bool]) -> Dump | None:
    """
    The dump cut down to the top of its page, up to twelve paragraphs, and lines from behind its article.

    Saved by hand or by a feed, an article often keeps a little of its page's frame, with or without
    a standfirst; None where there is no article.
    """
    body = [n for n, yes in enumerate(chosen) if yes]
    if not body or not all(isinstance(block.where, Span) for block in document.blocks):
        return None
    draw = Random(dump.id)
    kept = body[: draw.randint(2, 12)]
    above = max(0, body[0] - draw.randint(0, 8))
    below, behind = draw.randint(0, 10), body[-1] + 1
    style = draw.choice(("no top", "next lines", "last lines"))
    top = range(0 if style == "no top" else min(draw.randint(0, 6), above))
    start = max(behind, len(document.blocks) - below) if style == "last lines" else behind
    longest = draw.choice((_SHORT_LINE, 1000))
    head = [n for n in range(above, body[0]) if len(document.blocks[n].text.split()) <= longest]
    stretches = (
        top,
        *(range(n, n + 1) for n in head),
        range(body[0], kept[-1] + 1),
        range(start, len(document.blocks))[:below],
    )
    gap = "\n\n" if "\n\n" in document.source.text else "\n"
    text = gap.join(_text_of(document, stretch) for stretch in stretches if stretch)
    return _cut(dump, document, text, kept)


def pasted(dump: Dump, document: TextDocument, chosen: Sequence[bool]) -> Dump | None:
    """
    The article as somebody types or pastes it: a headline, sometimes a day and a name, a few sentences.

    Headlines are cut down to as little as two words, one of five is left out; the first paragraph is
    cut down to its first sentence in some. None where the headline or the article is not known.
    """
    paragraphs = [document.blocks[n].text for n, yes in enumerate(chosen) if yes]
    paragraphs = [each for each in paragraphs if len(each.split()) >= _SHORT or not each.isascii()]
    words = (dump.truth.get("headline") or "").split()
    if not words or not paragraphs:
        return None
    draw = Random(f"pasted {dump.id}")
    kept = paragraphs[: draw.choice((1, 1, 1, 2, 2, 3, 4, 6))]
    if draw.random() < 0.4:
        kept = [_sentence(kept[0]), *kept[1:]]
    headline = " ".join(words[: draw.choice((2, 3, 4, 5, 40, 40, 40, 40))])
    shown = draw.random() < 0.8
    authors = dump.truth.get("authors") or []
    signed = draw.choice(("", "", "By {0}", "{0}")).format(", ".join(authors)) if authors else ""
    day = draw.choice(_DAYS).format(**_drawn_day(draw))
    lines = [*([headline] if shown else []), *filter(None, draw.sample((signed, day), 2))]
    text = draw.choice(("\n", "\n\n", "\n\n")).join((*lines, *kept))
    truth = {"headline": headline, "headline_visible": shown, "authors_visible": bool(signed)}
    return replace(dump, text=text, truth={**dump.truth, **truth, "body": "\n\n".join(kept)})


def _sentence(text: str) -> str:
    found = re.match(r".{25,}?[.!?。।؟](?=\s|$)", text)
    return found[0] if found else text


def _drawn_day(draw: Random) -> dict[str, int]:
    return {
        "y": draw.randint(1998, 2026),
        "m": draw.randint(1, 12),
        "d": draw.randint(1, 28),
        "h": draw.randint(0, 23),
        "n": draw.randint(0, 59),
    }


def _text_of(document: TextDocument, stretch: range) -> str:
    first, last = document.blocks[stretch[0]].where, document.blocks[stretch[-1]].where
    assert isinstance(first, Span) and isinstance(last, Span)
    return document.source.text[first.start : last.end]


def _cut(dump: Dump, document: TextDocument, text: str, kept: Sequence[int]) -> Dump:
    """The dump with that text, which holds those blocks of its article."""
    body = "\n\n".join(document.blocks[n].text for n in kept)
    visible = (dump.truth.get("headline") or "\0") in text
    return replace(dump, text=text, truth={**dump.truth, "body": body, "headline_visible": visible})


def roles_of(dump: Dump, document: TextDocument) -> list[frozenset[str]]:
    """The roles of every block: those of the line that it shares most with; none of what nobody sees."""
    lines = list(zip(_lines(dump.text), dump.roles, strict=True))
    told = []
    for block in document.blocks:
        assert isinstance(block.where, Span)
        shared = [min(end, block.where.end) - max(start, block.where.start) for (start, end), _ in lines]
        best = max(range(len(lines)), key=shared.__getitem__)
        seen = block.kind not in (BlockKind.LEAK, BlockKind.DATA, BlockKind.META) and shared[best] > 0
        told.append(frozenset(lines[best][1].split("+") if seen else ()))
    return told


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of every line that is not blank."""
    position = 0
    for line in text.split("\n"):
        if line.strip():
            yield position, position + len(line)
        position += len(line) + 1


def weight(text: str) -> int:
    """Words, or letters of scripts without blanks."""
    return len(_TOKEN.findall(text))


def labels(blocks: Sequence[Block], body: str) -> list[bool]:
    """
    Which blocks belong to the article with that body.

    A block does when half of its four-grams stand in the body; a short one only near a long one;
    of several copies as many as the body has, those among most neighbours of the body.
    """
    shares = _shares(blocks, body)
    long = [n for n, share in enumerate(shares) if share >= 0.5 and _words(blocks[n]) >= _LONG]
    first, last = (long[0] - _MARGIN, long[-1] + _MARGIN) if long else (0, -1)
    chosen = [
        share >= 0.5 and (_words(block) >= _SHORT or first <= n <= last)
        for n, (block, share) in enumerate(zip(blocks, shares, strict=True))
    ]
    for copy in _spare_copies(blocks, chosen, long, body):
        chosen[copy] = False
    return chosen


def _shares(blocks: Sequence[Block], body: str) -> list[float]:
    """The share of each block's four-grams (shorter ones of short blocks) that stand in the body."""
    tokens = _TOKEN.findall(body)
    known = {size: _grams(tokens, size) for size in range(1, _GRAM + 1)}
    shares = []
    for block in blocks:
        hidden = block.kind in (BlockKind.LEAK, BlockKind.DATA, BlockKind.META)
        own = [] if hidden else _TOKEN.findall(block.text)
        size = min(_GRAM, len(own))
        grams = [tuple(own[n : n + size]) for n in range(len(own) - size + 1)] if own else []
        shares.append(sum(gram in known[size] for gram in grams) / len(grams) if grams else 0.0)
    return shares


def _grams(tokens: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(tokens[n : n + size]) for n in range(len(tokens) - size + 1)}


def _words(block: Block) -> int:
    words = len(block.text.split())
    return words if block.text.isascii() else max(words, weight(block.text) // 2)


def _spare_copies(
    blocks: Sequence[Block], chosen: Sequence[bool], long: Sequence[int], body: str
) -> Iterator[int]:
    wanted = Counter(key(line) for line in body.split("\n"))
    groups: dict[str, list[int]] = {}
    for n, block in enumerate(blocks):
        if chosen[n]:
            groups.setdefault(key(block.text), []).append(n)
    for folded, copies in groups.items():
        if len(copies) > 1:
            ranked = sorted(copies, key=lambda n: (-sum(0 < abs(n - other) <= 6 for other in long), n))
            yield from ranked[max(1, wanted[folded]) :]
