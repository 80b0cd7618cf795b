"""What the service can be asked, as an OpenAPI description with examples."""

import json
from functools import cache
from typing import Any

from newsclean.article import Article
from newsclean.version import __version__
from newsclean.web.models import Dumps, OneDump, Wishes

_REFERENCES = "#/components/schemas/{model}"
_DUMP = (
    "Island Ferry Sails Again\n\nIsland Ferry Sails Again\nWed Mar 04, 2015 06:41:17\n\n"
    "The island's only ferry returned to service on Wednesday after nine weeks in dry dock.\n\n"
    "Residents had relied on a fishing boat that carried twelve people at a time.\n\nMO/RT 7\n\n"
    'array(1) {\n  ["id"]=>\n  string(5) "50231"\n}\n'
)
_PURPOSES = {
    "parse": "The article in a dump; for several dumps lines of JSON, as `newsclean clean` writes them.",
    "explain": "The article with the reasons: rulings, stretches of the dump with their roles, leaks.",
    "leaks": "The machine output in a dump alone.",
    "fixture": "The dump as a test's folder (`input`, `expected.json`, `hints.toml`): a ZIP in Base64.",
}
_FAILURES = {
    "400": "The request is not as described here.",
    "413": "More bytes or dumps than a request may have.",
    "415": "A Content-Type that is not one of these.",
    "422": "No article, no text, or a profile that is wrong; `code` tells which.",
    "503": "Too many dumps wait for a worker.",
    "504": "The dump took longer than a dump may.",
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "one": {"text": _DUMP, "url": "https://tern.example/news/50502.html", "languages": ["en"]},
    "several": {"dumps": [{"name": "ferry", "text": _DUMP}, "<h1>Nothing to read</h1>"], "timezone": "UTC"},
    "changed": {
        "text": _DUMP,
        "without": ["byline.sign-off-at-the-end"],
        "thresholds": {"byline": 0.5},
        "guess": False,
    },
}


@cache
def described() -> bytes:
    """The description as JSON."""
    told = {
        "openapi": "3.1.0",
        "info": {"title": "newsclean", "version": __version__, "description": "News dumps into articles."},
        "paths": {
            **{f"/{kind}": {"post": _operation(kind, purpose)} for kind, purpose in _PURPOSES.items()},
            "/toolkit": {"get": _plain("toolkit", "Extractors, fields and thresholds that can be changed.")},
            "/health": {"get": _plain("health", "Whether the service is there.")},
        },
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _schemas() -> dict[str, Any]:
    code = {"type": "string", "description": "A stable word: `malformed`, `not-an-article`, `timeout` …"}
    inner = {
        "type": "object",
        "required": ["code", "message"],
        "properties": {"code": code, "message": {"type": "string"}},
    }
    schemas = {"Error": {"type": "object", "required": ["error"], "properties": {"error": inner}}}
    for model, mode in ((OneDump, "validation"), (Dumps, "validation"), (Article, "serialization")):
        schema = model.model_json_schema(ref_template=_REFERENCES, mode=mode)  # type: ignore[arg-type]
        schemas |= schema.pop("$defs", {})
        schemas[model.__name__] = schema
    return schemas


def _operation(kind: str, purpose: str) -> dict[str, Any]:
    answer: dict[str, Any] = {"schema": {"type": "object"}}
    if kind == "parse":
        answer = {"schema": {"$ref": _REFERENCES.format(model="Article")}}
    failures = {
        status: {"description": why, "content": {"application/json": {"schema": _ref("Error")}}}
        for status, why in _FAILURES.items()
    }
    lines = {"schema": {"type": "string", "description": "For several dumps: one JSON object a line."}}
    content = {"application/json": answer, "application/x-ndjson": lines}
    return {
        "operationId": kind,
        "summary": purpose,
        "parameters": _keywords(),
        "requestBody": {"required": True, "content": _bodies()},
        "responses": {"200": {"description": purpose, "content": content}, **failures},
    }


def _bodies() -> dict[str, Any]:
    whole = {"schema": {"type": "string", "format": "binary"}, "example": _DUMP}
    form = {
        "type": "object",
        "properties": {"dump": {"type": "array", "items": {"type": "string", "format": "binary"}}},
    }
    lines = "\n".join(json.dumps(each) for each in EXAMPLES["several"]["dumps"])
    return {
        "application/json": {
            "schema": {"anyOf": [_ref("OneDump"), _ref("Dumps")]},
            "examples": {name: {"value": value} for name, value in EXAMPLES.items()},
        },
        "application/x-ndjson": {"schema": {"type": "string"}, "example": lines},
        "multipart/form-data": {"schema": form},
        "text/plain": whole,
        "text/html": {
            **whole,
            "example": "<h1>Island Ferry Sails Again</h1><p>The island's only ferry …</p>",
        },
    }


def _keywords() -> list[dict[str, Any]]:
    """Where the body is the dump itself, the keywords stand in the address."""
    return [
        {
            "name": name,
            "in": "query",
            "description": f"{field.description} For bodies other than JSON.",
            "schema": {"type": "string"},
        }
        for name, field in Wishes.model_fields.items()
    ]


def _plain(name: str, purpose: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"type": "object"}}}
    return {
        "operationId": name,
        "summary": purpose,
        "responses": {"200": {"description": purpose, "content": content}},
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _REFERENCES.format(model=name)}
