"""Runs the service until it is told to end; what was begun is finished first."""

import socket
from collections.abc import Callable

import uvicorn

from newsclean.errors import UsageError
from newsclean.web.app import application
from newsclean.web.settings import Settings

_GRACE = 10  # seconds for what was begun, when the service is told to end


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """
    Listen until SIGINT or SIGTERM; says the address once it can be asked. Port 0 is any free one.

    Raises `UsageError` where it cannot listen.
    """
    with _listening(settings) as listening:
        config = uvicorn.Config(
            application(settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=_GRACE,
        )
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        say(f"newsclean: http://{host}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family, backlog=1024)
        # An answer's head and body are two writes; without this the second one waits for the caller's
        # delayed acknowledgement of the first. Whoever is accepted inherits it.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        raise UsageError("--host, --port", error.strerror or str(error)) from error
