"""
What hostile inputs do to newsclean and to other extractors: hangs, crashes, memory, text lost.

    python tests/bench/bench_hostile.py FOLDER [--system newsclean] [--python /venv/bin/python] [--only GLOB]

FOLDER holds the inputs, and may hold a MANIFEST.json that lists them. Each input is read in a process
of its own, with 10 s of CPU and a bound on its memory. `--python` names the interpreter of a virtual
environment in which the other system is installed. A run counts as

  ok       it gave an article, or said by its own exception that there is none
  hang     it used up its 10 s
  crash    a signal, or more memory than allowed
  raised   an exception that is not the system's own

and `kept` is the share of the visible words that BeautifulSoup (with the lxml builder) finds and that stand
anywhere in the result: in a field or the line that it was read from, in a leak or among what was dropped.
Nothing is asked of an input that was refused by name (`DecodeError: the dump is a PDF`); of one whose charset
was repaired and told only ASCII words of two letters or more: what BeautifulSoup shows there was often never
meant.
"""

import argparse
import fnmatch
import gzip
import json
import re
import resource
import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

SECONDS = 10
MEMORY = 1_500_000_000  # bytes, resident at the peak
ADDRESSES = 4 * MEMORY
SYSTEMS = ("newsclean", "trafilatura", "newspaper4k", "readability", "resiliparse")


def main() -> int:
    arguments = _arguments()
    if arguments.child:
        return _child(arguments.system, arguments.folder)
    rows = []
    for path in _inputs(arguments.folder):
        if fnmatch.fnmatch(path.name, arguments.only):
            rows.append(row := {"name": path.name, **_run(arguments, path)})
            if row["outcome"] != "ok" or row.get("lost") or row["seconds"] > SECONDS / 2 or arguments.verbose:
                print(
                    "{name:34} {outcome:7} {seconds:6.2f} s {megabytes:6.0f} MB {note}".format(**row),
                    flush=True,
                )
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    _summary(arguments.system, rows)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--system", choices=SYSTEMS, default="newsclean")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--only", default="*")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _inputs(folder: Path) -> list[Path]:
    manifest = folder / "MANIFEST.json"
    if manifest.exists():
        return [folder / row["name"] for row in json.loads(manifest.read_text(encoding="utf-8"))]
    return sorted(path for path in folder.iterdir() if path.is_file())


def _run(arguments: argparse.Namespace, path: Path) -> dict[str, Any]:
    """One input in a process of its own, and what it printed of itself."""
    command = [arguments.python, __file__, str(path), "--system", arguments.system, "--child"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=12 * SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {"outcome": "hang", "seconds": float(SECONDS), "megabytes": 0.0, "note": "by the wall's clock"}
    told = done.stdout.strip().splitlines()
    if done.returncode == 0 and told:
        return dict(json.loads(told[-1]))
    outcome = "hang" if done.returncode in (-24, -9) else "crash"
    note = (done.stderr.strip().splitlines() or [""])[-1][:60]
    return {
        "outcome": outcome,
        "seconds": float(SECONDS),
        "megabytes": 0.0,
        "note": f"{done.returncode} {note}",
    }


def _summary(system: str, rows: list[dict[str, Any]]) -> None:
    outcomes = Counter(row["outcome"] for row in rows)
    lost = [row for row in rows if row.get("lost")]
    empty = sum(row.get("empty", False) for row in rows)
    print(
        f"{system:12} {len(rows)} inputs: {outcomes['ok']} ok, {outcomes['hang']} hang, "
        f"{outcomes['crash']} crash, {outcomes['raised']} raised, {empty} without result, "
        f"text lost in {len(lost)}, slowest {max(row['seconds'] for row in rows):.1f} s, "
        f"most memory {max(row['megabytes'] for row in rows):.0f} MB"
    )


# ---- in the process of its own


def _child(system: str, path: Path) -> int:
    extract = globals()[f"_{system}"]()
    raw = path.read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF)
    used = before.ru_utime + before.ru_stime
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + SECONDS + 1, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    outcome, note, shown = extract(raw)
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - used
    megabytes = after.ru_maxrss / 1000
    if seconds > SECONDS:
        outcome = "hang"
    if megabytes > MEMORY / 1_000_000:
        outcome, note = "crash", f"too much memory; {note}"
    row = {"outcome": outcome, "seconds": round(seconds, 2), "megabytes": megabytes, "note": note[:200]}
    resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    row["empty"] = not shown or note == "NotAnArticle"
    asked = path.suffix in (".html", ".txt") and outcome == "ok" and "Error: " not in note
    kept = _kept(_unpacked(raw), shown, bool(_REPAIRED.search(note))) if asked else None
    if kept is not None and kept < 0.99:
        row["lost"] = True
        row["note"] = f"kept {kept:.0%} {row['note']}"
    print(json.dumps(row))
    return 0


_REPAIRED = re.compile("mojibake-repaired|mixed-encodings|charset-assumed|surrogate-replaced")


def _unpacked(raw: bytes) -> bytes:
    return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw


def _kept(raw: bytes, shown: str, repaired: bool) -> float | None:
    """The share of the different words visible to BeautifulSoup that stand in what was shown."""
    code = (
        "import sys, re\nfrom bs4 import BeautifulSoup\n"
        "raw = sys.stdin.buffer.read()\n"
        "soup = BeautifulSoup(raw.decode('utf-8', 'replace') if TEXT else raw, 'lxml')\n".replace(
            "TEXT", repr(_is_utf8(raw))
        )
        + "[each.decompose() for each in soup(['script', 'style', 'title'])]\n"
        "print(*dict.fromkeys(re.findall(r'[^\\W_]+', soup.get_text(' '))))"
    )
    try:
        seen = subprocess.run(
            [sys.executable, "-c", code], input=raw, capture_output=True, timeout=8, check=False
        ).stdout
    except subprocess.TimeoutExpired:
        return None
    words = seen.decode("utf-8", "replace").split()
    if repaired:
        words = [word for word in words if word.isascii() and len(word) > 1]
    held = "".join(shown.split())
    return sum(word in held for word in words) / len(words) if words else None


def _is_utf8(raw: bytes) -> bool:
    """Whether BeautifulSoup need not guess the charset: UTF-8, but for a character or two that are broken."""
    if raw.decode("utf-8", "ignore").encode() == raw:
        return True
    text = raw.decode("utf-8", "replace")
    return "\0" not in text and 50 * text.count("\ufffd") <= len(text)


def _newsclean() -> Any:
    import newsclean

    newsclean.parse("Warm up\n\nThe library was loaded before the clock was started, the bench said.")

    def extract(raw: bytes) -> tuple[str, str, str]:
        try:
            article = newsclean.parse(raw)
        except newsclean.NotAnArticle:
            return "ok", "NotAnArticle", _lines(raw)
        except newsclean.NewscleanError as error:
            return "ok", f"{type(error).__name__}: {error}", ""
        except BaseException as error:
            return "raised", repr(error), ""
        shown = " ".join(
            (
                _words(article.model_dump(exclude={"leaks", "provenance"})),
                *_stretches(raw, article),
                raw.decode("utf-8", "replace") if article.leaks else "",
            )
        )
        return "ok", " ".join(sorted({problem.code for problem in article.problems})), shown

    return extract


def _stretches(raw: bytes, article: Any) -> list[str]:
    """The lines that fields were read from: a date is no longer the words that stated it."""
    from newsclean.core.document import Hints
    from newsclean.stages.decode import decode

    spans = [span for place in article.provenance.values() for span in place.spans]
    text = decode(raw, Hints()).text if spans else ""
    return [text[span.start : span.end] for span in spans]


def _lines(raw: bytes) -> str:
    """What was read of a dump that is no article: its exception keeps the text from being lost unseen."""
    from newsclean.core.document import Hints
    from newsclean.pipeline import run
    from newsclean.toolkit import Toolkit

    return " ".join(block.text for block in run(raw, Hints(), Toolkit.default()).document.blocks)


def _words(value: Any) -> str:
    """Every text in a result, however deep."""
    if isinstance(value, dict):
        return " ".join(map(_words, value.values()))
    return " ".join(map(_words, value)) if isinstance(value, list) else str(value)


def _foreign(call: Any) -> Any:
    def extract(raw: bytes) -> tuple[str, str, str]:
        try:
            return "ok", "", str(call(raw) or "")
        except Exception as error:
            return "raised", repr(error), ""

    return extract


def _trafilatura() -> Any:
    trafilatura: Any = import_module("trafilatura")

    return _foreign(trafilatura.extract)


def _newspaper4k() -> Any:
    newspaper: Any = import_module("newspaper")

    return _foreign(
        lambda raw: newspaper.article("https://a.example/", input_html=raw.decode("utf-8", "replace")).text
    )


def _readability() -> Any:
    readability: Any = import_module("readability")

    return _foreign(lambda raw: readability.Document(raw.decode("utf-8", "replace")).summary())


def _resiliparse() -> Any:
    text: Any = import_module("resiliparse.extract.html2text")
    encoding: Any = import_module("resiliparse.parse.encoding")

    return _foreign(
        lambda raw: text.extract_plain_text(
            raw.decode(encoding.detect_encoding(raw), "replace"), main_content=True
        )
    )


if __name__ == "__main__":
    sys.exit(main())
