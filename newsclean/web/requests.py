"""From a request to tasks: JSON, lines of JSON, a form with files, or the dump itself as the body."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from newsclean.outcome import Failure, Outcome
from newsclean.web.models import Dumps, Kind, OneDump, Task, Wishes, read_dump
from newsclean.web.settings import Settings

FORM = "multipart/form-data"
LINES = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines")
WHOLE = ("text/plain", "text/html", "application/xhtml+xml", "application/octet-stream")


class Refused(Exception):
    """A request that is not carried out: its `code`, and what to do next as the message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: the tasks, an `Outcome` for what is no dump, and whether it may be several."""

    tasks: Iterable[Task | Outcome]
    several: bool


async def tasks_of(request: Request, kind: Kind, settings: Settings) -> Asked:
    """The tasks of a request; raises `Refused`."""
    declared, _, parameters = request.headers.get("content-type", "").partition(";")
    declared = declared.strip().lower()
    try:
        if declared == FORM:
            return await _of_form(request, kind, settings)
        if declared in WHOLE:
            wishes = _wishes(dict(request.query_params), _charset(parameters))
            return Asked([Task(kind, "dump", await request.body(), wishes)], several=False)
        if declared in LINES:
            return _of_lines(await request.body(), kind, settings, _wishes(dict(request.query_params)))
        if declared == "application/json":
            return _of_json(await request.body(), kind, settings)
    except ValidationError as error:
        raise Refused("malformed", _told(error)) from error
    except ValueError as error:
        raise Refused("malformed", str(error)) from error
    known = ", ".join(("application/json", LINES[0], FORM, *WHOLE))
    raise Refused("unsupported", f"Content-Type {declared!r} is not one of {known}")


def _of_json(body: bytes, kind: Kind, settings: Settings) -> Asked:
    """An object with one dump, or with several under `dumps`."""
    given = _JSON.validate_json(body)
    if not isinstance(given, dict) or "dumps" not in given:
        name, raw, wishes = read_dump(OneDump.model_validate(given), Wishes())
        return Asked([Task(kind, name, raw, wishes)], several=False)
    asked = Dumps.model_validate(given)
    _refuse_many(len(asked.dumps), settings)
    of_all = Wishes.model_validate(asked.model_dump(exclude_unset=True, exclude={"dumps"}))
    return Asked((_task(kind, number, each, of_all) for number, each in enumerate(asked.dumps)), several=True)


_JSON: TypeAdapter[Any] = TypeAdapter(Any)
_DUMP: TypeAdapter[OneDump | str] = TypeAdapter(OneDump | str)


def _of_lines(body: bytes, kind: Kind, settings: Settings, of_all: Wishes) -> Asked:
    """A dump a line; one that is none costs itself alone."""
    lines = [line for line in body.split(b"\n") if line.strip()]
    _refuse_many(len(lines), settings)

    def tasks() -> Iterator[Task | Outcome]:
        for number, line in enumerate(lines):
            try:
                yield _task(kind, number, _DUMP.validate_json(line), of_all)
            except ValidationError as error:
                yield Outcome(f"line:{number + 1}", failure=Failure("malformed", _told(error)))

    return Asked(tasks(), several=True)


def _task(kind: Kind, number: int, given: OneDump | str, of_all: Wishes) -> Task | Outcome:
    if isinstance(given, str):
        return Task(kind, f"item:{number}", given, of_all)
    name = given.name if "name" in given.model_fields_set else f"item:{number}"
    try:
        _, raw, wishes = read_dump(given, of_all)
    except ValueError as error:
        return Outcome(name, failure=Failure("malformed", str(error)))
    return Task(kind, name, raw, wishes)


async def _of_form(request: Request, kind: Kind, settings: Settings) -> Asked:
    """Every file is a dump; the other fields are the keywords."""
    try:
        form = await request.form(
            max_files=settings.most_dumps, max_fields=100, max_part_size=settings.most_bytes
        )
    except HTTPException as error:
        raise Refused("malformed", str(error.detail)) from error
    try:
        given = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        wishes = _wishes(given)
        uploads = [each for _, each in form.multi_items() if isinstance(each, UploadFile)]
        if not uploads:
            raise Refused("malformed", "the form has no file")
        tasks = [Task(kind, each.filename or "dump", await each.read(), wishes) for each in uploads]
    finally:
        await form.close()
    return Asked(tasks, several=len(tasks) > 1)


def _wishes(given: dict[str, str], charset: str | None = None) -> Wishes:
    return Wishes.model_validate({**({"charset": charset} if charset else {}), **given})


def _charset(parameters: str) -> str | None:
    """What `text/html; charset=…` declares."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"') or None
    return None


def _refuse_many(count: int, settings: Settings) -> None:
    if count > settings.most_dumps:
        raise Refused("too-many", f"a request has at most {settings.most_dumps} dumps, not {count}")


def _told(error: ValidationError) -> str:
    """The first thing that is wrong, and where; never what was sent."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else str(first["msg"])
