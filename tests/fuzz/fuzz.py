"""
Coverage-guided fuzzing with atheris: random bytes that learn which branches they reach.

    python tests/fuzz/fuzz.py TARGET [--seconds 60]        TARGET: parse find_leaks repair_json read_timestamp

Needs the extra `newsclean[fuzz]`. Starts from `fixtures/fuzz/TARGET/`, and stops at the first exception
outside NewscleanError, at an input that takes more than 10 s, or at 1.5 GB; the input is left in the
current folder as `crash-…`, `timeout-…` or `oom-…`. Make it small, and put it into the corpus with the fix.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "fixtures" / "fuzz"
# libFuzzer's own switches: seconds and megabytes
SLOWEST, LARGEST = 10, 1536


def parse(data: bytes) -> None:
    """As bytes, and as text with lone surrogates: an Article that survives JSON, or a NewscleanError."""
    import newsclean

    for raw in (data, data.decode("utf-8", "surrogateescape")):
        try:
            article = newsclean.parse(raw, url="https://tern.example/news/1.html")
        except newsclean.NewscleanError:
            continue
        assert newsclean.Article.model_validate_json(article.model_dump_json()) == article


def find_leaks(data: bytes) -> None:
    """Leaks in order, inside the text, none overlapping."""
    import newsclean

    text = data.decode("utf-8", "replace")
    end = 0
    for leak in newsclean.find_leaks(text):
        assert end <= leak.span.start < leak.span.end <= len(text)
        end = leak.span.end


def repair_json(data: bytes) -> None:
    """Plain data or None; what is valid JSON comes out as json reads it."""
    import json

    import newsclean

    text = data.decode("utf-8", "replace")
    repair = newsclean.repair_json(text)
    try:
        valid = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(valid, (dict, list)) and valid:
        assert repr(repair.value) == repr(valid)


def read_timestamp(data: bytes) -> None:
    """A moment or None, with and without a language."""
    import newsclean

    text = data.decode("utf-8", "replace")
    newsclean.read_timestamp(text)
    newsclean.read_timestamp(text, languages=["de", "fa"], timezone="Europe/Berlin")


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (parse, find_leaks, repair_json, read_timestamp)
}


def main() -> None:
    """Fuzz one target for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["newsclean"]):
        import_module("newsclean.api")
        import_module("newsclean.dates.read")
    with tempfile.TemporaryDirectory() as learnt:
        run(atheris, options.target, options.seconds, learnt)


def run(atheris: Any, target: str, seconds: int, learnt: str) -> None:
    """libFuzzer writes what it learns into `learnt`, and ends the process itself."""
    switches = [
        f"-max_total_time={seconds}",
        f"-timeout={SLOWEST}",
        f"-rss_limit_mb={LARGEST}",
        "-max_len=4096",
        "-verbosity=0",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *switches, learnt, str(CORPUS / target)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
