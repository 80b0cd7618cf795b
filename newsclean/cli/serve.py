"""`newsclean serve`: the service and the workbench, on this machine unless told otherwise."""

import argparse
import os
from typing import TYPE_CHECKING

from newsclean.batch.pool import cores
from newsclean.batch.worker import Limits
from newsclean.cli import hints
from newsclean.cli.say import say
from newsclean.errors import UsageError, needing

if TYPE_CHECKING:
    from newsclean.web.settings import Settings

_TOKEN = "NEWSCLEAN_TOKEN"
_EXAMPLES = """\
examples:
  newsclean serve
  newsclean serve --port 0 --workers 4 --profiles profiles/
  NEWSCLEAN_TOKEN=… newsclean serve --host 0.0.0.0
  curl -H 'Content-Type: text/plain' --data-binary @dump.txt http://127.0.0.1:8765/parse

exit codes: 0 ended by Ctrl-C or SIGTERM; 2 it could not listen, or newsclean[web] is not installed
"""


def add_to(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument(
        "--host", default="127.0.0.1", help="where to listen (127.0.0.1: this machine alone)"
    )
    command.add_argument("--port", type=int, default=8765, help="(8765); 0 is any free one")
    command.add_argument(
        "--workers", type=int, default=cores(), metavar="N", help="processes; 0 is none but this one"
    )
    command.add_argument("--timeout", type=float, default=30.0, metavar="SECONDS", help="for one dump (30)")
    command.add_argument(
        "--memory", type=int, default=1024, metavar="MB", help="for one dump (1024); 0 is no limit"
    )
    command.add_argument(
        "--max-bytes", type=int, default=32_000_000, metavar="N", help="of a request (32000000)"
    )
    command.add_argument("--max-dumps", type=int, default=1000, metavar="N", help="of a request (1000)")
    command.add_argument(
        "--cors", action="append", default=[], metavar="ORIGIN", help="pages of this site may ask, too"
    )
    command.add_argument(
        "--token", default=os.environ.get(_TOKEN), help=f"what every request must bear; better: ${_TOKEN}"
    )
    hints.add_toolkit_to(command)
    command.epilog = _EXAMPLES
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    with needing("the service", "web"):
        from newsclean.web.serve import serve
    settings = settings_of(options)
    if not settings.local and not settings.token:
        say(f"newsclean: anybody who reaches {settings.host} may ask; set ${_TOKEN}")
    serve(settings, say)
    return 0


def settings_of(options: argparse.Namespace) -> "Settings":
    """The settings that the options state; raises `UsageError` for a number that is too small."""
    from newsclean.web.settings import Settings

    for name, least in (("workers", 0), ("memory", 0), ("max_bytes", 1), ("max_dumps", 1)):
        if getattr(options, name) < least:
            raise UsageError(f"--{name.replace('_', '-')}", f"must be at least {least}")
    if not options.timeout > 0:
        raise UsageError("--timeout", "must be more than 0 seconds")
    return Settings(
        options.host,
        options.port,
        options.workers,
        Limits(options.timeout, options.memory or None),
        options.max_bytes,
        options.max_dumps,
        token=options.token or None,
        origins=tuple(options.cors),
        toolkit=hints.toolkit_of(options),
    )
