"""`newsclean clean SOURCE… -o OUT`: many dumps -> one output, with a summary at the end."""

import argparse
import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from newsclean.batch.clean import own_outputs
from newsclean.batch.places import Target, check_places, check_standard_output
from newsclean.batch.plan import Destination, Plan
from newsclean.batch.pool import cores
from newsclean.batch.run import clean_into, stream
from newsclean.batch.summary import Summary
from newsclean.batch.work import Work
from newsclean.batch.worker import Limits
from newsclean.cli import hints
from newsclean.cli.progress import progress
from newsclean.cli.say import one_line, say
from newsclean.errors import FailedDump, UsageError, WriterError
from newsclean.outcome import Outcome, line_of
from newsclean.sources.dump import Columns
from newsclean.sources.folder import Selection
from newsclean.sources.open import KINDS, count_of, entries
from newsclean.sources.reading import Reading
from newsclean.writers.formats import FORMATS, format_of
from newsclean.writers.target import replacing

_MOST_FAILURES_TOLD = 20
_EXAMPLES = """\
examples:
  newsclean clean dumps/ -o articles.jsonl
  newsclean clean crawl.jsonl.gz --text-field html --url-field link -o articles.parquet
  newsclean clean dumps/ --include '*.html' --exclude 'old/*' -o articles.sqlite
  newsclean clean dumps/ -o articles.jsonl --resume --quarantine failed/
  cat page.html | newsclean clean - --url https://elm.example/storm

exit codes: 0 all went well; 1 some dumps failed, and stand in the output with their reason;
2 wrong usage, nothing to read or nowhere to write; 130 interrupted
"""
FAILED, NOTHING = 1, 2


def add_to(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.description = "Clean many dumps into one output; its ending chooses the format."
    command.epilog = _EXAMPLES
    command.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="a file of one dump or of many (.jsonl, .csv, .parquet, .warc, .zip, .tar; .gz and .zst), "
        "a folder, or - for standard input",
    )
    _add_output(command)
    _add_reading(command)
    _add_workers(command)
    hints.add_to(command)
    command.set_defaults(run=run)


def _add_output(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("output")
    group.add_argument("-o", "--output", type=Path, metavar="OUT", help="where to; else standard output")
    group.add_argument("--format", choices=FORMATS, help="instead of the one that OUT's ending tells")
    group.add_argument("--resume", action="store_true", help="go on with a run that was broken off")
    group.add_argument("--overwrite", action="store_true", help="replace an output that is there")
    group.add_argument("--unordered", action="store_true", help="write in the order in which dumps are done")
    group.add_argument("--dedupe", choices=("exact", "near"), help="mark dumps that tell an earlier article")
    group.add_argument("--leave-out", action="store_true", help="leave duplicates out (with --dedupe)")
    group.add_argument(
        "--quarantine", type=Path, metavar="FOLDER", help="copy each failed dump there, and tell why"
    )
    group.add_argument(
        "--only-languages",
        type=hints.codes,
        default=(),
        metavar="CODE,…",
        help="write the articles of these languages alone (--languages is a hint for reading)",
    )
    group.add_argument("--strict", action="store_true", help="end at the first failed dump")
    group.add_argument("--summary", type=Path, metavar="FILE", help="write the summary as JSON")
    group.add_argument("--json", action="store_true", help="print the summary as JSON (with -o)")


_PATTERNS = (
    "only these files of a folder, hidden ones too; a shell pattern for the name or for the path below "
    "the folder: * any characters, ? one, [ab] one of these; quote it; may be repeated"
)


def _add_reading(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what is read")
    group.add_argument("--include", action="append", default=[], metavar="PATTERN", help=_PATTERNS)
    group.add_argument(
        "--exclude", action="append", default=[], metavar="PATTERN", help="not these files; the same patterns"
    )
    group.add_argument("--from", dest="kind", choices=KINDS, help="what the files are, whatever their names")
    group.add_argument("--text-field", metavar="NAME", help="the field of a row that holds the dump")
    group.add_argument("--url-field", default="url", metavar="NAME", help="the field with the page's address")
    group.add_argument(
        "--learn", action="store_true", help="read twice: learn a profile of each site first, then clean"
    )
    group.add_argument("--split", action="store_true", help="take files apart that hold several articles")


def _add_workers(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("work")
    group.add_argument("--workers", type=_count, metavar="N", help="processes; 0 is none but this one")
    group.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="for one dump (30)")
    group.add_argument("--memory", type=_count, metavar="MB", help="for one dump (1024); 0 is no limit")


def run(options: argparse.Namespace) -> int:
    """Clean every dump; 1 when some failed, 2 when there was none."""
    summary = Summary()
    destination = _destination(options)
    _check_places(options, destination)
    plan = _plan(options)
    try:
        with progress(lambda: count_of(options.sources, plan.reading)) as shown:
            _carry_out(plan, destination, summary, _watch(summary, shown))
    except KeyboardInterrupt:
        _say_how_to_resume(summary, destination)
        raise
    except FailedDump as failure:
        say(f"newsclean: {failure}")
        return FAILED
    return _conclude(options, summary)


def _plan(options: argparse.Namespace) -> Plan:
    own = own_outputs(options.output) if options.output else frozenset()
    selection = Selection(tuple(options.include), tuple(options.exclude), own)
    columns = Columns(options.text_field, options.url_field)
    reading = Reading(options.kind, columns, selection, options.split)
    work = Work(hints.hints_of(options), hints.toolkit_of(options), options.dedupe)
    if options.learn:
        work = _taught(options, reading, work)
        selection.skipped.clear()  # the run itself walks the folders once more
    return Plan(
        entries(options.sources, reading),
        work,
        reading,
        _limits(options),
        cores() if options.workers is None else options.workers,
        not options.unordered,
        options.strict,
        options.leave_out,
        options.only_languages,
    )


def _taught(options: argparse.Namespace, reading: Reading, work: Work) -> Work:
    """The work with what the dumps themselves tell of their sites; the profiles land beside the output."""
    if "-" in options.sources:
        raise UsageError("--learn", "it reads twice, which standard input cannot be: name files or folders")
    from newsclean.batch.learning import taught, told_profiles

    found = entries(options.sources, reading)
    done = taught(found, work, options.output, resume=options.resume)
    for line in told_profiles(done.profiles):
        print(f"learnt {line}", file=sys.stderr)
    return done.work


def _limits(options: argparse.Namespace) -> Limits:
    """What one dump may take; refused where no other process is there to be ended."""
    for name in ("timeout", "memory"):
        if options.workers == 0 and getattr(options, name):
            told = "a dump that is cleaned in this process cannot be ended; use --workers 1 or more"
            raise UsageError(f"--{name}", told)
    seconds = Limits().seconds if options.timeout is None else options.timeout
    return Limits(seconds, Limits().megabytes if options.memory is None else options.memory or None)


def _destination(options: argparse.Namespace) -> Destination | None:
    if options.output is None:
        if options.resume or options.quarantine or options.json:
            raise UsageError("--output", "--resume, --quarantine and --json need one: -o OUT")
        if sys.stdout is None:
            raise WriterError("standard output", "is closed; name an output: -o OUT")
        return None
    if options.resume and options.overwrite:
        raise UsageError("--overwrite", "--resume keeps what it throws away; choose one of them")
    chosen = format_of(options.output, options.format)
    return Destination(options.output, chosen, options.quarantine, options.resume, options.overwrite)


def _check_places(options: argparse.Namespace, destination: Destination | None) -> None:
    """Refuse before anything is opened what would destroy a dump or an earlier output."""
    others = [options.summary] if options.summary else []
    targets = destination.targets(*others) if destination else tuple(map(Target, others))
    check_places(options.sources, targets, replace=options.resume or options.overwrite)
    if destination is None:
        check_standard_output(options.sources)


def _carry_out(
    plan: Plan, destination: Destination | None, summary: Summary, watch: Callable[[Outcome], None]
) -> None:
    if destination:
        clean_into(plan, destination, summary, watch)
        return
    for outcome in stream(plan, summary, watch):
        sys.stdout.buffer.write(line_of(outcome))


def _watch(summary: Summary, shown: Callable[[Summary], None]) -> Callable[[Outcome], None]:
    """Tells the first failures as they come, and moves the bar."""

    def watch(outcome: Outcome) -> None:
        if outcome.failure and summary.failures.total() <= _MOST_FAILURES_TOLD:
            say(f"newsclean: {one_line(outcome.source)}: {one_line(outcome.failure.message)}")
        shown(summary)

    return watch


def _conclude(options: argparse.Namespace, summary: Summary) -> int:
    if options.summary:
        with replacing(options.summary) as temporary:
            temporary.write_text(json.dumps(summary.as_dict(), indent=2) + "\n", encoding="utf-8")
    if not summary.dumps:
        say("newsclean: there was no dump to read")
        return NOTHING
    if options.json:
        print(json.dumps(summary.as_dict(), indent=2))
    else:
        say(f"newsclean: {summary}")
    return FAILED if summary.failures else 0


def _say_how_to_resume(summary: Summary, destination: Destination | None) -> None:
    if destination is None:
        return
    kept = (each for each in sys.argv[1:] if each not in ("--resume", "--overwrite"))
    again = one_line(shlex.join(["newsclean", *kept, "--resume"]))
    say(f"newsclean: stopped after {summary.dumps} dumps; go on with: {again}")


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no count")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds
