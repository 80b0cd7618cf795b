"""
What a worker answers: a `Task` becomes an `Outcome` whose `json` is the answer.

Failures are those of a batch, with their codes; `malformed` and `knowledge` are the caller's. What is
no article is explained all the same: its `Outcome` has a failure and an answer.
"""

import json
from base64 import b64encode
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

import newsclean
from newsclean.article import Article, Leak
from newsclean.batch.work import Work, clean_one, failure_of
from newsclean.core.candidate import Field
from newsclean.core.document import BlockKind, Document, Hints, Locator
from newsclean.errors import KnowledgeError, NewscleanError, NotAnArticle
from newsclean.explanation import role_of, told_provenance, told_ruling
from newsclean.knowledge import load
from newsclean.outcome import Failure, Outcome
from newsclean.pipeline import Run, run
from newsclean.sources.dump import Dump, digest_of
from newsclean.stages.account import Share
from newsclean.stages.assemble import leak_fields
from newsclean.stages.decode import decode
from newsclean.stages.fence import fence
from newsclean.text.data import with_text_keys
from newsclean.toolkit import Toolkit, defined_in
from newsclean.web.fixture import fixture
from newsclean.web.last_dump import Kept
from newsclean.web.models import Task


def answer(task: Task, base: Toolkit | None = None, kept: Kept | None = None) -> Outcome:
    """The answer to a task, or the failure that it is; never an exception. `kept` is of tasks before."""
    try:
        hints, toolkit = task.wishes.hints, task.wishes.toolkit(base or Toolkit.default())
    except KnowledgeError as error:
        return Outcome(task.name, failure=Failure("knowledge", str(error)))
    except NewscleanError as error:  # a zone, a language, an extractor or a field that there is not
        return Outcome(task.name, failure=Failure("malformed", str(error)))
    try:
        if task.kind == "explain":
            return _explain(task, hints, toolkit, kept or Kept())
        return _ANSWERS[task.kind](task, hints, toolkit)
    except Exception as error:  # the border around a dump, as in a batch
        return Outcome(task.name, failure=failure_of(error))


def _parse(task: Task, hints: Hints, toolkit: Toolkit) -> Outcome:
    return clean_one(Dump(task.name, task.raw, hints), Work(toolkit=toolkit))


def _explain(task: Task, hints: Hints, toolkit: Toolkit, kept: Kept) -> Outcome:
    done = kept.run(task.raw, hints, toolkit)
    article: Article | None = None
    failure: Failure | None = None
    try:
        article = done.article()
    except NotAnArticle as error:
        failure = failure_of(error) if task.raw.strip() else Failure("empty", "the dump is empty")
    told = _told(done, article)
    return Outcome(task.name, digest_of(task.raw, Dump(task.name, task.raw, hints)), told, failure)


def _leaks(task: Task, hints: Hints, toolkit: Toolkit) -> Outcome:
    source = decode(task.raw, hints, toolkit.limits)
    leaks = fence(source, toolkit.find_leaks, toolkit.limits).leaks
    told = _packed({"leaks": list(map(_leak, leaks))})
    return Outcome(task.name, digest_of(task.raw, Dump(task.name, task.raw, hints)), told)


def _leak(leak: Any) -> dict[str, Any]:
    return Leak.model_validate(leak_fields(leak)).model_dump(mode="json")


def _fixture(task: Task, hints: Hints, toolkit: Toolkit) -> Outcome:
    done = run(task.raw, hints, toolkit)
    archive = fixture(task.raw, done.document.html, task.wishes, done.article())
    return Outcome(task.name, json=_packed({"zip": b64encode(archive).decode()}))


def _toolkit(task: Task, hints: Hints, toolkit: Toolkit) -> Outcome:
    """What can be changed of a toolkit."""
    made_for = {name: defined_in(f"of_{name}") for name in ("text", "page", "both")}
    thresholds = load.thresholds()
    told = {
        "extractors": [
            {"name": each.name, "reads": reads} for reads, those in made_for.items() for each in those
        ],
        "fields": [field.value for field in Field if field is not Field.BOILERPLATE],
        "thresholds": {"text": dict(thresholds.text), "page": dict(thresholds.page)},
    }
    return Outcome(task.name, json=_packed(told))


def _wake(task: Task, hints: Hints, toolkit: Toolkit) -> Outcome:
    """Load what a text and a page need, so that the first caller need not wait for it."""
    told = newsclean.__doc__ or ""
    for raw in (told, f"<html><body><p>{told}</p></body></html>"):
        run(raw, hints, toolkit)
    return Outcome(task.name)


_ANSWERS = {"parse": _parse, "wake": _wake, "leaks": _leaks, "fixture": _fixture, "toolkit": _toolkit}


def _told(done: Run, article: Article | None) -> bytes:
    document = done.document
    rulings = [
        told_ruling(ruling) for ruling in done.rulings.values() if ruling.field is not Field.BOILERPLATE
    ]
    told = _packed(
        {
            "provenance": _provenance(article) if article else {},
            "direction": article.direction if article else None,
            "rulings": [
                {**told._asdict(), "beaten": [rival._asdict() for rival in told.beaten]} for told in rulings
            ],
            "stretches": [_stretch(share, document) for share in done.shares],
            "leaks": [_leak(leak) for leak in document.leaks],
            "html": document.html,
            "source": document.source.text,
        }
    )
    # The article is as much as all of that, and writes itself in a fraction of the time.
    return b'{"article":%b,%b' % (article.model_dump_json().encode() if article else b"null", told[1:])


def _provenance(article: Article) -> dict[str, str]:
    return {
        name: told_provenance(name, provenance, article.confidence.get(name))
        for name, provenance in article.provenance.items()
    }


def _stretch(share: Share, document: Document) -> dict[str, Any]:
    """A stretch: its block, text and role, where the block stands, a leak's number, what data says."""
    block = document.blocks[share.block]
    where = block.where
    told: dict[str, Any] = {
        "block": share.block,
        "role": role_of(share),
        "text": share.chars.of(block.text).strip(),
        "where": f"{where.tag}:{where.element}" if isinstance(where, Locator) else [where.start, where.end],
    }
    if told["role"] == "leak":
        return {**told, "leak": block.value}
    return {**told, "data": with_text_keys(block.value)} if block.kind is BlockKind.DATA else told


def _packed(value: dict[str, Any]) -> bytes:
    try:
        return to_json(value)
    except PydanticSerializationError:  # half a surrogate, as a plug-in may bring one
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
