"""Runs the service until it is told to end; what was begun is finished first."""

import uvicorn

from newsclean.web.app import application
from newsclean.web.settings import Settings

_GRACE = 10  # seconds for what was begun, when the service is told to end


def serve(settings: Settings) -> None:
    """Listen until SIGINT or SIGTERM."""
    uvicorn.run(
        application(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_GRACE,
    )
