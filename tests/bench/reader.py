"""
Processes that read documents, each with a library or a tree of its own, and tell the CPU that each took.

`in_turns` gives them the documents a chunk at a time, so that what else the machine does falls on all.
A process runs this file as a script. It stands alone, so that the newsclean that it reads with may be
that of another commit.
"""

import json
import logging
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

CHUNK = 8  # documents that one process reads before the next one's turn
Read = Callable[[bytes], str | None]


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of CPU of one reader, for each round a row with all documents."""

    rounds: Sequence[Sequence[float]]

    @property
    def mean(self) -> float:
        """Milliseconds a document, each at its best: a busy machine makes it longer, never shorter."""
        return 1000 * statistics.fmean(self._best())

    @property
    def p99(self) -> float:
        """Milliseconds."""
        return 1000 * sorted(self._best())[int(0.99 * (len(self.rounds[0]) - 1))]

    def beside(self, other: "Spent") -> list[float]:
        """The quotient of the two for each round."""
        return [sum(one) / sum(two) for one, two in zip(self.rounds, other.rounds, strict=True)]

    def _best(self) -> list[float]:
        return list(map(min, zip(*self.rounds, strict=True)))


class Reader:
    """A process that reads with one library, newsclean being that of `tree`."""

    def __init__(self, library: str, tree: Path, environment: Mapping[str, str]) -> None:
        # What libraries warn of is for who develops with them, and to print it takes time.
        command = [sys.executable, "-W", "ignore", str(Path(__file__).resolve()), library]
        environment = {**environment, "PYTHONPATH": str(tree)}
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment, cwd=tree)
        self._failures: dict[bytes, str] = {}

    def warm_up(self, documents: Sequence[bytes]) -> None:
        """Load what the first documents load, which is none of their cost."""
        self._ask(documents)

    def times(self, documents: Sequence[bytes]) -> list[float]:
        """Seconds of CPU for each document; a failure takes its time, too."""
        told = self._ask(documents)
        for document, (_, failure) in zip(documents, told, strict=True):
            if failure:
                self._failures[document] = failure
        return [seconds for seconds, _ in told]

    def failures(self) -> str:
        """What was raised, or that nothing was found, with the number of documents; or an empty string."""
        return ", ".join(f"{name} {count}" for name, count in Counter(self._failures.values()).most_common())

    def close(self) -> float:
        """Ends the process; its peak of memory in MB."""
        (peak,) = self._ask([])
        self._process.wait()
        return float(peak)

    def _ask(self, documents: Sequence[bytes]) -> list[Any]:
        asked, answered = self._process.stdin, self._process.stdout
        assert asked and answered
        asked.write(json.dumps([document.hex() for document in documents]).encode() + b"\n")
        asked.flush()
        told: list[Any] = json.loads(answered.readline())
        return told


def in_turns(readers: Sequence[Reader], documents: Sequence[Sequence[bytes]]) -> list[list[float]]:
    """One round: the seconds that each reader spends on each of its documents."""
    spent: list[list[float]] = [[] for _ in readers]
    for first in range(0, len(documents[0]), CHUNK):
        for times, reader, each in zip(spent, readers, documents, strict=True):
            times += reader.times(each[first : first + CHUNK])
    return spent


# ---- in the process of its own


def _serve(library: str) -> None:
    """Read what standard input brings, a chunk a line, until an empty one comes."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    logging.disable()
    read = LIBRARIES[library]()
    for line in sys.stdin:
        told: list[Any] = [_timed(read, bytes.fromhex(each)) for each in json.loads(line)]
        ended = not told
        if ended:
            told = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
        print(json.dumps(told), file=answers, flush=True)
        if ended:
            return


def _timed(read: Read, raw: bytes) -> tuple[float, str | None]:
    """Seconds of CPU, and the name of what was raised."""
    text, failure = None, None
    start = time.process_time()
    try:
        text = read(raw)
    except Exception as error:
        failure = type(error).__name__
    spent = time.process_time() - start
    return spent, failure or (None if text and text.strip() else "nothing found")


def _newsclean() -> Read:
    import newsclean

    return lambda raw: newsclean.parse(raw).model_dump_json()


def _trafilatura() -> Read:
    trafilatura: Any = import_module("trafilatura")

    def read(raw: bytes) -> str | None:
        found = trafilatura.bare_extraction(raw, with_metadata=True)
        return found.text if found else None

    return read


def _newspaper4k() -> Read:
    newspaper: Any = import_module("newspaper")

    def read(raw: bytes) -> str | None:
        # Pictures would be fetched for their size; pages are decoded by who downloads them.
        article = newspaper.Article("https://a.example/", fetch_images=False)
        article.download(input_html=raw.decode("utf-8", "replace"))
        article.parse()
        return str(article.text)

    return read


def _readability() -> Read:
    readability: Any = import_module("readability")

    def read(raw: bytes) -> str | None:
        document = readability.Document(raw)
        return f"{document.title()} {document.summary()}"

    return read


def _resiliparse() -> Read:
    encoding: Any = import_module("resiliparse.parse.encoding")
    html: Any = import_module("resiliparse.parse.html")
    text: Any = import_module("resiliparse.extract.html2text")

    def read(raw: bytes) -> str | None:
        charset = encoding.detect_encoding(raw, from_html_meta=True)
        tree = html.HTMLTree.parse_from_bytes(raw, charset)
        return str(text.extract_plain_text(tree, main_content=True))

    return read


LIBRARIES: Mapping[str, Callable[[], Read]] = {  # by what pip calls them
    "newsclean": _newsclean,
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper4k,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
}

if __name__ == "__main__":
    _serve(*sys.argv[1:])
