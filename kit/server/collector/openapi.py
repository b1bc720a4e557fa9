"""Describe the API by OpenAPI 3.1, from the same table that the handlers are made from."""

from __future__ import annotations

import inspect
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from kit.language import say
from kit.server.collector.call import Route, Who
from kit.server.collector.messages import Refused
from kit.server.collector.problems import SENTENCES
from kit.server.collector.routes import ROUTES

ROUND_PATTERN, ROLES = "^[a-z2-9]{12}$", ["facilitator", "presenter"]
HEAD: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "The collector",
        "version": "1",
        "description": "Take answers, lead rounds, and show what is safe to show of a group. "
        "Paths are below kit/api/ of the place that the pages are served from. Keys go in a "
        "header, sessions in cookies that no script reads; neither ever stands in an address. "
        "What changes something must come from the server's own pages (Origin).",
    },
    "servers": [{"url": "/kit/api"}],
}
SECURITY: dict[Who, dict[str, str]] = {
    "organiser": {
        "type": "apiKey",
        "in": "cookie",
        "name": "kit_organiser",
        "description": "Set by exchange for the organiser's key.",
    },
    "facilitator": {
        "type": "apiKey",
        "in": "cookie",
        "name": "kit_facilitator_ROUND",
        "description": "Set by exchange for a facilitator's key; ROUND is the round's id.",
    },
    "presenter": {
        "type": "apiKey",
        "in": "cookie",
        "name": "kit_presenter_ROUND",
        "description": "Set by exchange for a presenter's key; ROUND is the round's id.",
    },
    "participant": {
        "type": "apiKey",
        "in": "header",
        "name": "Kit-Response",
        "description": "The response id that the participant's browser has made: 32 hex digits.",
    },
}


def api_description() -> str:
    """Return ``docs/openapi.json`` as text."""
    paths: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for route in ROUTES:
        paths[f"/{route.path}"][route.method.lower()] = operation(route)
    components = {
        "responses": _responses(),
        "schemas": _schemas(),
        "securitySchemes": SECURITY,
    }
    whole = {**HEAD, "paths": paths, "components": components}
    return json.dumps(whole, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def operation(route: Route) -> dict[str, Any]:
    """Return what can be said of one route."""
    told = inspect.getdoc(route.does) or ""
    first, _, rest = told.partition("\n\n")
    name = f"{route.does.__module__.rpartition('.')[2]}.{route.does.__name__}"
    described: dict[str, Any] = {
        "operationId": name,
        "summary": first.replace("\n", " "),
        "security": [{} if who == "all" else {who: []} for who in route.who],
        "responses": dict(sorted(_answers(route))),
    }
    if rest:
        described["description"] = rest
    if parameters := list(_parameters(route)):
        described["parameters"] = parameters
    if route.method in {"POST", "PUT"}:
        described["requestBody"] = {"required": True, "content": _json(_body(route))}
    return described


def _parameters(route: Route) -> Iterator[dict[str, Any]]:
    schemas: dict[str, dict[str, Any]] = {
        "round": {"pattern": ROUND_PATTERN},
        "role": {"enum": ROLES},
    }
    for name, schema in schemas.items():
        if f"{{{name}}}" in route.path:
            known = {"type": "string", **schema}
            yield {"name": name, "in": "path", "required": True, "schema": known}


def _body(route: Route) -> dict[str, Any]:
    """Return the schema of the body; where none is needed, anything is an empty object."""
    return {"type": "object"} if route.body is None else _ref(route.body.__name__, "validation")


def _answers(route: Route) -> Iterator[tuple[str, dict[str, Any]]]:
    if route.answer is None:
        content = {"text/event-stream": {"schema": {"type": "string"}}}
    else:
        content = _json(_answer_schema(route.answer))
    yield str(route.status), {"description": HTTPStatus(route.status).phrase, "content": content}
    for name, codes in _grouped(_refusals(route)).items():
        yield str(SENTENCES[codes[0]][0]), {"$ref": f"#/components/responses/{name}"}


def _grouped(codes: list[str]) -> dict[str, list[str]]:
    """Return the codes of each status under the name of the answer that tells them."""
    by_status: defaultdict[int, list[str]] = defaultdict(list)
    for code in sorted(codes):
        by_status[SENTENCES[code][0]].append(code)
    return {"_or_".join(same): same for same in by_status.values()}


def _responses() -> dict[str, Any]:
    """Return every kind of refusal that some route has."""
    known = {name: codes for route in ROUTES for name, codes in _grouped(_refusals(route)).items()}
    content = {"application/problem+json": {"schema": {"$ref": _REF.format(model="Refused")}}}
    return {
        name: {"description": "\n".join(map(_told, codes)), "content": content}
        for name, codes in known.items()
    }


def _told(code: str) -> str:
    return f"{code}: {say('en', SENTENCES[code][1], place='…', seconds='…')}"


def _refusals(route: Route) -> list[str]:
    """Return the codes that a route may refuse with."""
    found = [*route.refusals, "store", "broken", "address"]
    if route.who[-1] != "all":
        found.append("not_allowed")
    if "{round}" in route.path:
        found.append("round")
    if route.method != "GET":
        found.append("origin")
    if route.method in {"POST", "PUT"}:
        found += ["type", "size"]
    if route.body is not None:
        found += ["json", "shape"]
    return list(dict.fromkeys(found))


def _answer_schema(answer: Any) -> dict[str, Any]:
    adapter: TypeAdapter[Any] = TypeAdapter(answer)
    schema = adapter.json_schema(mode="serialization", ref_template=_REF)
    if schema.get("type") == "array":
        return {"type": "array", "items": schema["items"]}
    return _ref(answer.__name__, "serialization")


@cache
def _schemas() -> dict[str, Any]:
    """Return the schemas of everything that is sent either way."""
    asked: list[tuple[Any, JsonSchemaMode]] = [(Refused, "serialization")]
    for route in ROUTES:
        if route.body is not None:
            asked.append((route.body, "validation"))
        if route.answer is not None:
            model = getattr(route.answer, "__args__", (route.answer,))[0]
            asked.append((model, "serialization"))
    asked = list(dict.fromkeys(asked))
    _, schema = models_json_schema(asked, ref_template=_REF)
    found: dict[str, Any] = schema["$defs"]
    return found


def _ref(name: str, mode: JsonSchemaMode) -> dict[str, str]:
    """Return where a model's schema stands; one that differs by direction has two names."""
    suffix = {"validation": "-Input", "serialization": "-Output"}[mode]
    known = _schemas()
    return {"$ref": _REF.format(model=name if name in known else f"{name}{suffix}")}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


_REF = "#/components/schemas/{model}"
