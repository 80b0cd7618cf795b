"""
`explain`: an Article with the reasons for it.

The rulings with their rivals, and the dump itself, every line in the colour of the role that it
was given; without colours the role stands in front of the line. What is said of a ruling is put
into words here alone: the terminal, the report and the workbench say the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from newsclean.article import Article, Provenance
from newsclean.core.candidate import Field, Rival, Ruling, Vote
from newsclean.core.document import BlockKind, Document
from newsclean.stages.account import Share, owners_of
from newsclean.text.whitespace import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Role -> colour of the terminal's own palette, so that it reads on dark and light grounds.
COLOURS = {
    "headline": "bold cyan",
    "kicker": "cyan",
    "standfirst": "blue",
    "published": "magenta",
    "modified": "magenta",
    "byline": "yellow",
    "authors": "yellow",
    "dateline": "yellow",
    "body": "green",
    "captions": "blue",
    "leak": "red",
    "dropped": "dim",
}
_DEFAULT_COLOUR = "cyan"
_LONGEST_VALUE = 72  # characters of a value in the table of rulings
_LONGEST_LEAK = 240  # characters of a leak in the coloured dump
_MOST_RIVALS = 3
_NAMES = ("text", "title", "name", "url", "id", "place")  # what a record calls itself
_NARROW = 80  # columns; beside the roles less than fifty would be left for the dump
_VETO = -50.0  # points: so many are no doubt that something could outweigh, but a refusal


@dataclass(frozen=True, slots=True)
class Explanation:
    """
    An Article and how it came about.

    `article`: the result. `document`: its blocks. `rulings`: field -> Ruling, with the rivals.
    `shares`: whose every stretch of the dump is.
    """

    article: Article
    document: Document
    rulings: dict[Field, Ruling]
    shares: tuple[Share, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Block -> the field whose line it is, `leak`, or `dropped: reason`."""
        dropped = {share.block: role_of(share) for share in reversed(self.shares)}
        owners = owners_of(self.shares, len(self.document.blocks))
        return tuple(owner.value if owner else dropped[index] for index, owner in enumerate(owners))

    def render(self, *, colour: bool = True, width: int = 100) -> str:
        """The explanation as text for a terminal of `width` columns; without colour when so asked."""
        from rich.console import Console

        page = StringIO()
        console = Console(
            file=page, force_terminal=colour, no_color=not colour, width=width, highlight=False, markup=False
        )
        self.print(console)
        return page.getvalue()

    def print(self, console: "Console") -> None:
        """The explanation on a rich console; on a narrow one roles stand above their lines."""
        narrow = console.width < _NARROW
        for line in self._report(narrow=narrow):
            console.print(line, soft_wrap=not narrow)

    def __str__(self) -> str:
        return self.render(colour=False)

    def _report(self, *, narrow: bool = False) -> Iterator["Text"]:
        from rich.text import Text

        yield Text("Rulings", style="bold")
        for ruling in self.rulings.values():
            yield from _ruling_lines(ruling)
        yield from _problem_lines(self.article)
        yield Text("")
        roles = [role_of(share) for share in self.shares]
        yield _legend(roles)
        before = ""
        for share, role in zip(self.shares, roles, strict=True):
            block = self.document.blocks[share.block]
            text = share.chars.of(block.text).strip()
            if narrow and role != before:
                yield Text(f"[{role}]", style=f"{_colour(role.partition(':')[0])}")
            yield _dump_line(block.kind, text, role, margin="  " if narrow else f"{role:>24} | ")
            before = role


def told_rulings(rulings: Mapping[Field, Ruling]) -> str:
    """The rulings with their rivals as plain text, for a dump that gave no Article."""
    return "\n".join(line.plain for ruling in rulings.values() for line in _ruling_lines(ruling))


def role_of(share: Share) -> str:
    """The field that took a stretch, `leak`, or `dropped: reason`."""
    if share.owner:
        return share.owner.value
    return f"dropped: {share.reason}" if share.reason else "leak"


class ToldRival(NamedTuple):
    """What is said of a hypothesis that lost, and the indexes of the blocks that it stands in."""

    words: str
    blocks: tuple[int, ...]


class ToldRuling(NamedTuple):
    """
    What is said of a ruling.

    `value`: what was elected, cut short, or that nothing was. `votes`: one a signal, strongest first.
    `beaten`: the rivals, best first.
    """

    field: str
    points: float
    value: str
    votes: tuple[str, ...]
    beaten: tuple[ToldRival, ...]


def told_ruling(ruling: Ruling) -> ToldRuling:
    """A ruling in words."""
    value = _short(_plain(_value(ruling))) if ruling.winner else "none: no reading reached the threshold"
    votes, beaten = tuple(map(_told_vote, ruling.votes)), tuple(map(_told_rival, ruling.beaten))
    return ToldRuling(ruling.field.value, ruling.points, value, votes, beaten)


def told_provenance(name: str, provenance: Provenance, confidence: float | None) -> str:
    """What an Article alone tells of a field: how sure it is, and the signals that elected it."""
    told = [name if confidence is None else f"{name}, confidence {confidence:.2f}"]
    if provenance.outside:
        told.append(f"read from the {provenance.outside}")
    return "\n".join([*told, *provenance.signals])


def _told_vote(vote: Vote) -> str:
    heard = "" if vote.counted else f"  (not counted: {vote.family} spoke already)"
    points = f"{vote.points:+.2f}" if vote.points > _VETO else "veto:"
    return f"{points} {vote.signal}{heard}"


def _told_rival(rival: Rival) -> ToldRival:
    signals = ", ".join(vote.signal for vote in rival.votes)
    return ToldRival(f"{rival.points:+.2f} {_short(_plain(rival.value))}  [{signals}]", rival.where.blocks)


def _ruling_lines(ruling: Ruling) -> Iterator["Text"]:
    from rich.text import Text

    if ruling.field is Field.BOILERPLATE:
        return
    told = told_ruling(ruling)
    yield Text.assemble((f"  {told.field:<11}", _colour(told.field)), f" {told.points:+.2f} ", told.value)
    for vote in told.votes:
        yield Text(f"      {vote}", style="dim")
    for rival in told.beaten[:_MOST_RIVALS]:
        yield Text(f"      beaten {rival.words}", style="dim")
    if len(told.beaten) > _MOST_RIVALS:
        yield Text(f"      and {len(told.beaten) - _MOST_RIVALS} more", style="dim")


def _value(ruling: Ruling) -> object:
    if ruling.field is Field.BODY and ruling.winner:
        return f"{len(ruling.winner.where.blocks)} blocks, {ruling.points:.2f} points on average"
    values = [winner.value for winner in ruling.winners]
    return values[0] if len(values) == 1 else values


def _plain(value: object) -> str:
    """A value as a person would write it: the name of a record, the items of a list."""
    if isinstance(value, Mapping):
        named = (value.get(name) for name in _NAMES)
        return _plain(next((each for each in named if each), ", ".join(map(_plain, value.values()))))
    if isinstance(value, (list, tuple)):
        shown = "; ".join(map(_plain, value))
        return f"{len(value)}: {shown}" if len(value) > 1 else shown
    return str(value)


def _short(value: object) -> str:
    text = visible(" ".join(str(value).split()))
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _problem_lines(article: Article) -> Iterator["Text"]:
    from rich.text import Text

    if article.problems:
        yield Text("Problems", style="bold")
    for problem in article.problems:
        yield Text(f"  {problem.code}: {visible(problem.message)}", style="red")


def _legend(roles: Iterable[str]) -> "Text":
    from rich.text import Text

    legend = Text("The dump: ", style="bold")
    for role in dict.fromkeys(role.partition(":")[0] for role in roles):
        legend.append(f"{role} ", style=_colour(role))
    return legend


def _dump_line(kind: BlockKind, text: str, role: str, *, margin: str) -> "Text":
    from rich.text import Text

    if kind is BlockKind.LEAK and len(text) > _LONGEST_LEAK:
        text = f"{text[:_LONGEST_LEAK]}… ({len(text)} characters)"
    shown = "\n".join(map(visible, text.split("\n")))  # a leak has lines
    return Text(f"{margin}{shown}", style=_colour(role.partition(":")[0]))


def _colour(role: str) -> str:
    return COLOURS.get(role, _DEFAULT_COLOUR)
