"""
Whole pages that somebody wrote, line by line with what each line is: `fixtures/*/*.page`.

A page begins with `### id=… lang=… layout=…`, then facts (`published = 2024-03-05T14:20`), a line `---`,
and its lines, `ROLE: text`; `+` joins roles of one line. In a line of the article `⟦…⟧` is what is no part of
it: a dateline, a sign-off. The layout tells how a dumper would leave it: on lines, on one, with blanks.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROLES = frozenset(
    {
        *("menu", "kicker", "headline", "deck", "byline", "date", "caption", "body", "subhead", "list"),
        *("quote", "teaser", "comment", "signoff", "code", "leak", "share", "notice", "footer", "other"),
    }
)
OWN = frozenset({"body", "subhead", "list", "quote"})
_SHORTEST = 10  # characters of what is told to be none of the article; `Share` may stand in it as well
_APART = re.compile(r"(?m)^### ")
_NOT_OWN = re.compile("⟦([^⟧]*)⟧")
_BULLET = re.compile(r"^(?:[-*] |[•▪■○●] ?)")
_BRACKETS = str.maketrans("", "", "⟦⟧")
_STEP, _STEPS = 4, 4  # blanks by which a line is indented more than the one above; how often
_MARKS = {"headline": "# ", "subhead": "## ", "menu": "* ", "list": "* ", "quote": "> "}


class Line(NamedTuple):
    """What a line is, and its text with brackets; empty between blocks."""

    role: str
    text: str

    @property
    def shown(self) -> str:
        """As a dump shows it."""
        return self.text.translate(_BRACKETS).strip()

    @property
    def own(self) -> str:
        """Without what is bracketed, and without a list's bullet."""
        return _BULLET.sub("", _NOT_OWN.sub("", self.text).strip())


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """`id`, `lang`, `text` and `truth` of every page of a file, as a corpus has them; raises `ValueError`."""
    for chunk in _APART.split(path.read_text(encoding="utf-8"))[1:]:
        head, _, rest = chunk.partition("\n")
        facts, _, written = rest.partition("\n---\n")
        told = dict(fact.split("=", 1) for fact in head.split())
        lines = [_line(line, f"{path.name}: {told['id']}") for line in written.rstrip("\n").split("\n")]
        stated = dict(_fact(line) for line in facts.split("\n") if line.strip())
        yield {
            "id": told["id"],
            "lang": told["lang"],
            "text": _LAYOUTS[told["layout"]](lines) + "\n",
            "truth": {**_truth(lines, stated), "roles": _roles(lines, told["layout"])},
        }


def _line(line: str, where: str) -> Line:
    if not line.strip():
        return Line("", "")
    role, colon, text = line.partition(": ")
    if not colon or not re.fullmatch(r"[a-z]+(?:\+[a-z]+)*", role):
        raise ValueError(f"{where}: no role in {line!r}")
    return Line(role, text)


def _fact(line: str) -> tuple[str, str]:
    name, _, value = line.partition("=")
    return name.strip(), value.strip()


def _truth(lines: Sequence[Line], facts: Mapping[str, str]) -> dict[str, Any]:
    """The truth in the form of the other corpora: of every field a list of what is right."""
    headlines = [
        each.shown if each.role == "headline" else each.own for each in lines if "headline" in each.role
    ]
    return {
        "headline": headlines[:1] or [None],
        "published": [facts.get("published") or None],
        "authors": [_names(facts.get("authors", ""))],
        "orgs": _names(facts.get("orgs", "")),
        "byline_code": [facts.get("code") or None],
        "dateline": [place] if (place := facts.get("dateline")) else None,
        "nobody": bool(facts.get("nobody")),
        **_of_body(lines, headlines[:1]),
    }


def _of_body(lines: Sequence[Line], headline: Sequence[str]) -> dict[str, list[str]]:
    """How the article begins and ends, what it holds, and what it must not."""
    own = [each.own for each in lines if OWN & set(each.role.split("+"))]
    said = "".join("".join(own).split())
    others = (each.shown for each in lines if each.role and not OWN & set(each.role.split("+")))
    forbidden = [text for text in others if len(text) >= _SHORTEST and "".join(text.split()) not in said]
    return {
        "body_first": [text[:60] for text in own[:1]],
        "body_last": [text[-50:] for text in own[-1:]],
        "required": own,
        "forbidden": [text for text in forbidden if text not in headline],
    }


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(";") if name.strip()]


def _roles(lines: Sequence[Line], layout: str) -> list[str]:
    """The role of every line of the dump."""
    told = [each.role for each in lines if each.role]
    if layout not in ("oneline", "glued"):
        return told
    return ["+".join(dict.fromkeys(role for each in told for role in each.split("+")))]


def _indented(lines: Sequence[Line]) -> str:
    return "\n".join(" " * (_STEP * (2 + n % _STEPS)) + each.shown for n, each in enumerate(lines))


def _marked(lines: Sequence[Line]) -> str:
    return "\n\n".join(_MARKS.get(each.role, "") + each.shown for each in lines if each.role)


def _joined_by(mark: str, *, every: bool = False) -> Callable[[Sequence[Line]], str]:
    return lambda lines: mark.join(each.shown for each in lines if every or each.role)


_LAYOUTS: Mapping[str, Callable[[Sequence[Line]], str]] = {
    "lines": _joined_by("\n", every=True),
    "dense": _joined_by("\n"),
    "airy": _joined_by("\n\n"),
    "oneline": _joined_by(" "),
    "glued": _joined_by(""),
    "indented": _indented,
    "markdown": _marked,
}
