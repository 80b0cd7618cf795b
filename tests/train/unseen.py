"""
Forests that have not seen a site, in the place of the package's own: what other sites' dumps will meet.

Figures that are measured with a forest on the dumps that it was trained on are too good. Here every
site has a fold, and what is learnt for a fold is learnt from the others.
"""

import importlib.util
from argparse import Namespace
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from unittest.mock import patch
from zlib import crc32

from newsclean.learnt import forest
from newsclean.learnt.forest import Forest, Trees, grown
from newsclean.learnt.text_body_figures import FIGURES
from tests.train import body
from tests.train.boosting import exported
from tests.train.corpus import Dump

FOLDS = 5
Model = Any
Forests = Mapping[str, Trees]


def fold_of(site: str) -> int:
    """The fold of a site, the same for all that is trained."""
    return crc32(site.encode()) % FOLDS


def bodies(known: Sequence[Dump], options: Namespace = body.DEFAULTS) -> list[Forests]:
    """For each fold what `tests.train.body` learns from the first corpus and all invented dumps of others."""
    teaching = (dump for dump in known if dump.invented or not dump.further)
    examples = [each for dump in teaching for each in body.examples_of(dump)]
    learnt = models(
        [each.site for each in examples], lambda rows: body.fit([examples[n] for n in rows], options)
    )
    return [{"body": trees_of(model, FIGURES)} for model in learnt]


def joined(*forests: Sequence[Forests]) -> list[Forests]:
    """Several forests for each fold as one mapping for each."""
    return [dict(ChainMap(*map(dict, of_fold))) for of_fold in zip(*forests, strict=True)]


def models(sites: Sequence[str], fit: Callable[[list[int]], Model]) -> list[Model]:
    """What `fit` makes of the rows of all other folds, a model a fold."""
    return [fit([n for n, site in enumerate(sites) if fold_of(site) != fold]) for fold in range(FOLDS)]


def trees_of(model: Model, features: Sequence[str]) -> Trees:
    """The model in the package's own form."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "unseen.py")
        file.write_text(exported(model, features, __name__), encoding="utf-8")
        spec = importlib.util.spec_from_file_location("unseen", file)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return cast(Trees, module)


@contextmanager
def read_with(forests: Forests) -> Iterator[None]:
    """Whatever is read within, the forests of these names are taken instead of the package's own."""
    own, known = forest.trained, {}

    def unseen(name: str, order: tuple[str, ...]) -> Forest:
        if name not in forests:
            return own(name, order)
        if (name, order) not in known:
            known[name, order] = grown(forests[name], order)
        return known[name, order]

    with patch.object(forest, "trained", unseen):
        yield


def in_folds(dumps: Sequence[Dump], forests: Sequence[Forests]) -> Iterator[tuple[int, Dump]]:
    """Every dump with its number, while forests that have not seen its site are in place."""
    for fold, each in enumerate(forests):
        with read_with(each):
            yield from ((n, dump) for n, dump in enumerate(dumps) if fold_of(dump.site) == fold)
