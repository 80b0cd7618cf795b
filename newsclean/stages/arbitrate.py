"""
Stage 6: the candidates -> one `Ruling` a field.

Four kinds of election, chosen by the field in `weights.toml`:

* **one**: candidates with equal values are one hypothesis; its points add up, a family of signals
  counting once at its strongest member. Most points wins; ties go to the earliest in the source,
  then by value: neither the order of extractors nor a hash seed can matter.
* **each**: every hypothesis over the threshold is kept, in the order of the source.
* **region**: signals vote on blocks; the blocks over the threshold are elected.
* **label**: every block gets the value that the strongest signal gives it.

Below the threshold nothing is elected: the library does not guess.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from math import exp, fsum, log1p
from typing import Any, NamedTuple

from newsclean.core.candidate import Candidate, Field, Place, Rival, Ruling, Vote
from newsclean.knowledge.schema import Election, Signal
from newsclean.text.whitespace import key

Hypothesis = list[Candidate]
# A signal without a row of weights (a plug-in's) speaks with the voice of one good built-in.
_UNWEIGHTED = Signal(points=1.0)


def arbitrate(
    candidates: Sequence[Candidate], weights: Mapping[str, Election], size: int
) -> dict[Field, Ruling]:
    """The rulings on every field that somebody proposed; `size` is the number of blocks."""
    by_field: dict[Field, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_field[candidate.field].append(candidate)
    rulings: dict[Field, Ruling] = {}
    for field in Field:
        if proposed := by_field.get(field):
            rulings[field] = _rule(field, proposed, weights[field], size)
    return rulings


def _rule(field: Field, proposed: list[Candidate], election: Election, size: int) -> Ruling:
    if election.kind == "region":
        return _elect_region(field, proposed, election, size)
    if election.kind == "label":
        return _elect_labels(field, proposed, election)
    ranked = [_Weighed(candidates, election) for candidates in _hypotheses(proposed)]
    if len(ranked) > 1:
        ranked.sort(key=_rank)
    if election.kind == "each":
        return _elect_each(field, ranked, election, {id(each): n for n, each in enumerate(proposed)})
    return _elect_one(field, ranked, election)


def _hypotheses(proposed: list[Candidate]) -> Iterable[Hypothesis]:
    """Candidates that state the same value, together."""
    if len(proposed) == 1:
        return (proposed,)
    groups: dict[Any, Hypothesis] = defaultdict(list)
    for candidate in proposed:
        groups[_same(candidate.value)].append(candidate)
    return groups.values()


def _same(value: Any) -> Any:
    """What equal statements share: the letters of a text, the day of a moment, else the value itself."""
    if isinstance(value, str):
        return key(value) or value
    return value.toordinal() if isinstance(value, date) else repr(value)


class _Weighed:
    """A hypothesis with its points; the spokesman is its strongest and then earliest candidate."""

    __slots__ = ("places", "points", "spokesman", "votes")

    def __init__(self, candidates: Hypothesis, election: Election) -> None:
        if len(candidates) == 1:  # most
            self.spokesman = only = candidates[0]
            weight = election.signals.get(only.signal, _UNWEIGHTED)
            self.points = round(weight.points * only.strength, 6)
            self.votes: tuple[Vote, ...] = (
                Vote(only.signal, weight.family or only.signal, self.points, True),
            )
            self.places: tuple[Place, ...] = (only.where,)
            return
        rated = sorted([_rated(candidate, election) for candidate in candidates], key=_precedence)
        self.votes = _votes(rated)
        self.points = round(fsum([vote.points for vote in self.votes if vote.counted]), 6)
        self.spokesman = rated[0].candidate
        self.places = tuple(dict.fromkeys([each.candidate.where for each in rated]))


class _Rated(NamedTuple):
    """A candidate with the points and the family of its signal."""

    points: float
    family: str
    candidate: Candidate


def _rated(candidate: Candidate, election: Election) -> _Rated:
    weight = election.signals.get(candidate.signal, _UNWEIGHTED)
    return _Rated(weight.points * candidate.strength, weight.family or candidate.signal, candidate)


def _precedence(rated: _Rated) -> tuple[Any, ...]:
    """The strongest signal first, then the earliest place, then the name."""
    return (-rated.points, *_position(rated.candidate), rated.candidate.signal)


def _position(candidate: Candidate) -> tuple[int, int]:
    """Block and character; what stands outside the dump comes last."""
    where = candidate.where
    return (where.blocks[0] if where.blocks else 1 << 60, where.chars.start if where.chars else 0)


def _votes(ordered: Sequence[_Rated]) -> tuple[Vote, ...]:
    """A vote a signal, the strongest first; a family that spoke already is not counted again."""
    votes: dict[str, Vote] = {}
    heard: set[str] = set()
    for points, family, candidate in sorted(ordered, key=_loudest):
        if candidate.signal not in votes:
            votes[candidate.signal] = Vote(candidate.signal, family, round(points, 6), family not in heard)
            heard.add(family)
    return tuple(votes.values())


def _loudest(rated: _Rated) -> tuple[float, str]:
    return (-abs(rated.points), rated.candidate.signal)


def _rank(weighed: _Weighed) -> tuple[Any, ...]:
    return (-weighed.points, *_position(weighed.spokesman), repr(weighed.spokesman.value))


def _elect_one(field: Field, ranked: list[_Weighed], election: Election) -> Ruling:
    best, rest = ranked[0], ranked[1:]
    second = rest[0].points if rest else 0.0
    if best.points < election.threshold:
        return Ruling(field, None, best.points, best.points - election.threshold, beaten=_rivals(ranked))
    margin = best.points - max(second, election.threshold if not rest else second)
    echoes = tuple(place for place in best.places if place != best.spokesman.where)
    return Ruling(
        field,
        best.spokesman,
        best.points,
        round(margin, 6),
        best.votes,
        _rivals(rest),
        (best.spokesman,),
        echoes,
    )


def _elect_each(field: Field, ranked: list[_Weighed], election: Election, order: dict[int, int]) -> Ruling:
    """All that are strong enough, as the document has them: of one place, as their signal told them."""
    least = max(election.threshold, election.share * ranked[0].points)
    kept = [each for each in ranked if each.points >= least]
    beaten = _rivals(each for each in ranked if each.points < least)
    if not kept:
        return Ruling(field, None, ranked[0].points, beaten=beaten)
    told = (each.spokesman for each in kept)
    in_order = tuple(sorted(told, key=lambda each: (*_position(each), each.signal, order[id(each)])))
    margin = round(kept[0].points - election.threshold, 6)
    return Ruling(field, kept[0].spokesman, kept[0].points, margin, kept[0].votes, beaten, in_order)


def _rivals(weighed: Iterable[_Weighed]) -> tuple[Rival, ...]:
    return tuple(
        Rival(each.spokesman.value, each.spokesman.where, each.points, each.votes) for each in weighed
    )


def _elect_region(field: Field, proposed: list[Candidate], election: Election, size: int) -> Ruling:
    """
    Every block whose votes sum to the threshold; the ruling's points are their mean.

    Its margin is the log of the chance that no block was judged wrongly, the votes taken for log-odds: many
    lines that could be the article's or not leave a body in doubt, however sure the rest of it is.
    """
    scores = [0.0] * size
    votes = []
    for candidate in sorted(proposed, key=lambda each: each.signal):
        weight = election.signals.get(candidate.signal, _UNWEIGHTED)
        votes.append(Vote(candidate.signal, weight.family or candidate.signal, weight.points, True))
        if not any(candidate.value):
            continue
        points = weight.points
        told = chain(candidate.value, repeat(0.0))
        scores = [score + points * vote for score, vote in zip(scores, told, strict=False)]
    region = tuple([index for index, score in enumerate(scores) if score >= election.threshold])
    if not region:
        return Ruling(field, None, max(scores, default=0.0))
    points = round(fsum(scores[index] for index in region) / len(region), 6)
    winner = Candidate(field, tuple(scores), Place(region), "body.region")
    doubts = map(exp, [-abs(score - election.threshold) for score in scores])
    sure = -fsum(map(log1p, doubts))
    return Ruling(field, winner, points, round(sure, 6), tuple(votes), (), (winner,))


def _elect_labels(field: Field, proposed: list[Candidate], election: Election) -> Ruling:
    """Each block once, under the strongest signal that named it; stretches of a line beside it."""
    labelled: set[int] = set()
    winners = []
    rated = [_rated(candidate, election) for candidate in proposed]
    for points, _, candidate in sorted(
        rated, key=lambda each: (_precedence(each), str(each.candidate.value))
    ):
        if candidate.where.chars is not None:
            if points >= election.threshold:
                winners.append(candidate)
            continue
        blocks = tuple([index for index in candidate.where.blocks if index not in labelled])
        if blocks and points >= election.threshold:
            labelled.update(blocks)
            winners.append(Candidate(field, candidate.value, Place(blocks), candidate.signal))
    return Ruling(field, winners[0] if winners else None, winners=tuple(winners))
