"""Every exception of newsclean survives the way back from a worker process."""

import pickle

import pytest

from newsclean import errors

RAISED = [
    errors.NotAnArticle("neither", {"headline": 1}),
    errors.DecodeError("no text", "cp1252"),
    errors.KnowledgeError("sites/elm.example.toml", "tittle", "unknown key"),
    errors.ExtractorError("mine", "broke"),
    errors.SourceError("a.txt", "gone"),
    errors.WriterError("out.csv", "full"),
    errors.UsageError("dedupe", "'nearly' is none of them"),
    errors.FailedDump("a.txt", "empty", "the dump is empty"),
    errors.MissingExtra("reading Parquet", "arrow"),
]


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_an_exception_comes_back_from_pickle_as_it_was(error: errors.NewscleanError) -> None:
    back = pickle.loads(pickle.dumps(error))

    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


def test_every_exception_is_tried() -> None:
    kinds = {each for each in vars(errors).values() if isinstance(each, type)} & subclasses()

    assert kinds == {type(error) for error in RAISED}


def subclasses() -> set[type]:
    return set(errors.NewscleanError.__subclasses__())
