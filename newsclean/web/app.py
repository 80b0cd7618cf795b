"""
The service as an ASGI application.

Nothing is read here: a request is checked, cut into tasks, and the workers' answers are passed on.
Every error is `{"error": {"code": …, "message": …}}` with a code of the library or one of `STATUS`.
"""

import asyncio
import hmac
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsclean.outcome import Outcome, line_of
from newsclean.version import __version__
from newsclean.web.models import Kind, Task, Wishes
from newsclean.web.openapi import described
from newsclean.web.requests import Asked, Refused, tasks_of
from newsclean.web.settings import LOOPBACK, Settings
from newsclean.web.workers import Crew

# The codes of failures -> the status of an answer about one dump; 500 for the rest.
STATUS = {
    "malformed": 400,
    "unauthorized": 401,
    "wrong-host": 403,
    "not-found": 404,
    "method": 405,
    "too-slow": 408,
    "too-large": 413,
    "too-many": 413,
    "unsupported": 415,
    "not-an-article": 422,
    "empty": 422,
    "undecodable": 422,
    "knowledge": 422,
    "busy": 503,
    "timeout": 504,
}
_PAGE = {"/": "workbench.html", "/style.css": "style.css", "/script.js": "script.js"}
_TYPES = {"html": "text/html; charset=utf-8", "css": "text/css", "js": "text/javascript"}
# No script or style but the page's own files, nothing from elsewhere; a dump's page is shown in a frame
# that inherits this and may run nothing at all.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
_AHEAD = 2  # dumps of one request a worker, so that none waits for the answer to be written


def application(settings: Settings) -> Starlette:
    """The service; its workers start and end with the application's lifespan."""
    crew = Crew(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        crew.start()
        yield
        await asyncio.to_thread(crew.end)

    routes = [
        *(Route(f"/{kind}", _endpoint(kind, settings, crew), methods=["POST"]) for kind in _ASKED),
        Route("/toolkit", _toolkit(crew)),
        Route("/health", _health),
        Route("/openapi.json", _openapi),
        *(Route(path, _static(name)) for path, name in _PAGE.items()),
    ]
    return Starlette(
        routes=routes,
        middleware=_middleware(settings),
        exception_handlers={404: _not_found, 405: _not_allowed, Exception: _failed},
        lifespan=lifespan,
    )


_ASKED: tuple[Kind, ...] = ("parse", "explain", "leaks", "fixture")
Endpoint = Callable[[Request], Awaitable[Response]]


def _endpoint(kind: Kind, settings: Settings, crew: Crew) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        if crew.busy:
            return refused("busy", "too many dumps wait for a worker: ask again later", {"retry-after": "1"})
        try:
            async with asyncio.timeout(settings.limits.seconds):
                asked = await tasks_of(request, kind, settings)
        except TimeoutError:
            return refused("too-slow", "the request did not come in time")
        except Refused as error:
            return refused(error.code, str(error))
        if asked.several:
            lines = _lines(asked, crew, _AHEAD * max(settings.workers, 1))
            return StreamingResponse(lines, media_type="application/x-ndjson", headers=_HEADERS)
        return _answered(await _outcome(next(iter(asked.tasks)), crew))

    return endpoint


async def _lines(asked: Asked, crew: Crew, ahead: int) -> AsyncIterator[bytes]:
    """The outcomes in the order of the dumps, each as soon as it and those before it are there."""
    tasks = iter(asked.tasks)
    running: deque[asyncio.Task[Outcome]] = deque()
    try:
        while True:
            while len(running) < ahead and (task := next(tasks, None)) is not None:
                running.append(asyncio.create_task(_outcome(task, crew)))
            if not running:
                return
            yield line_of(await running.popleft())
    finally:
        for each in running:  # the caller has gone
            each.cancel()


async def _outcome(task: Task | Outcome, crew: Crew) -> Outcome:
    """Of what was no dump the outcome is known before."""
    return task if isinstance(task, Outcome) else await crew.answer(task)


def _answered(outcome: Outcome) -> Response:
    failure = outcome.failure
    if failure is None:
        return _json(outcome.json)
    error = json.dumps({"error": {"code": failure.code, "message": failure.message}}, ensure_ascii=False)
    body = error.encode("utf-8", "replace")
    if outcome.json:  # what is no article is explained all the same
        body = b"%b,%b" % (body[:-1], outcome.json[1:])
    return _json(body, STATUS.get(failure.code, 500))


def refused(code: str, message: str, headers: dict[str, str] | None = None) -> Response:
    """An error that is no dump's."""
    body = json.dumps({"error": {"code": code, "message": message}}).encode()
    return _json(body, STATUS.get(code, 500), headers)


def _json(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, {**_HEADERS, **(headers or {})}, "application/json")


def _toolkit(crew: Crew) -> Endpoint:
    async def toolkit(_: Request) -> Response:
        return _answered(await crew.answer(Task("toolkit", "toolkit", "", Wishes())))

    return toolkit


async def _health(_: Request) -> Response:
    return _json(json.dumps({"status": "ok", "version": __version__}).encode())


async def _openapi(_: Request) -> Response:
    return _json(await asyncio.to_thread(described))


def _static(name: str) -> Endpoint:
    content = files("newsclean.web").joinpath("static", name).read_bytes()

    async def static(_: Request) -> Response:
        return Response(content, headers=_HEADERS, media_type=_TYPES[name.rpartition(".")[2]])

    return static


async def _not_found(request: Request, _: Exception) -> Response:
    return refused("not-found", f"there is nothing at {request.url.path!r}; see /openapi.json")


async def _not_allowed(request: Request, _: Exception) -> Response:
    return refused("method", f"{request.method} is not for {request.url.path!r}; see /openapi.json")


async def _failed(_: Request, error: Exception) -> Response:
    """A fault of the service itself; the server's log has the traceback."""
    return refused("error", f"the service failed: {type(error).__name__}")


def _middleware(settings: Settings) -> list[Middleware]:
    """From the outside in."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=list(settings.origins),
        allow_methods=["GET", "POST"],
        allow_headers=["authorization", "content-type"],
    )
    return [*([cors] if settings.origins else []), Middleware(_Guard, settings=settings)]


class _Guard:
    """
    Lets no request in that is too large, asks for the token, or, on this machine alone, for its name.

    A page of another site can have its own name point at this machine; its requests then bear that name.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        refusal = self._refusal(scope["path"], headers)
        if refusal:
            await refusal(scope, receive, send)
        else:
            await self._app(scope, self._counted(receive), send)

    def _refusal(self, path: str, headers: dict[bytes, bytes]) -> Response | None:
        settings = self._settings
        if settings.local and _host(headers.get(b"host", b"")) not in LOOPBACK:
            return refused("wrong-host", "this service answers to localhost alone")
        if settings.token and path not in {*_PAGE, "/health"}:
            given = headers.get(b"authorization", b"")
            if not hmac.compare_digest(given, b"Bearer " + settings.token.encode()):
                message = "a request needs the header Authorization: Bearer TOKEN"
                return refused("unauthorized", message, {"www-authenticate": "Bearer"})
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length[:20]) > settings.most_bytes:
            return refused("too-large", f"a request has at most {settings.most_bytes} bytes")
        return None

    def _counted(self, receive: Receive) -> Receive:
        """For a body whose length is not told beforehand."""
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._settings.most_bytes:
                raise Refused("too-large", f"a request has at most {self._settings.most_bytes} bytes")
            return message

        return counted


def _host(header: bytes) -> str:
    """The name in a Host header, without its port."""
    name = header.decode("latin-1").lower()
    return name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
