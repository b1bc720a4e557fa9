"""The collector against its own description: whatever is sent, a described answer comes."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from collecting import KEY, Collector, Workshop, entered, new_round
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kit.server.collector.openapi import api_description

DESCRIPTION = schemathesis.openapi.from_dict(json.loads(api_description()))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ENDLESS = "/rounds/{round}/events"
DEADLY = ("DELETE", "/rounds/{round}")


@pytest.fixture(scope="module")
def place(collector: Collector) -> Workshop:
    return new_round(collector).opened()


@pytest.fixture(scope="module")
def rights(place: Workshop, collector: Collector) -> dict[str, str]:
    """Return the headers of somebody who may do everything in one round."""
    everybody = (entered(collector, KEY), place.leader, place.presenter())
    cookies = [f"{name}={value}" for one in everybody for name, (value, _) in one.cookies.items()]
    origin = collector.api.removesuffix("/kit/api/")
    person = place.participant()
    return {"Cookie": "; ".join(cookies), "Kit-Response": person.key, "Origin": origin}


@DESCRIPTION.exclude(path=ENDLESS).parametrize()
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
def test_every_answer_is_a_described_one(
    case: Any, place: Workshop, rights: dict[str, str], collector: Collector
) -> None:
    if (case.method, case.path) != DEADLY and "round" in (case.path_parameters or {}):
        case.path_parameters["round"] = place.id
    case.headers = {**(case.headers or {}), **rights}
    case.call_and_validate(base_url=collector.api.removesuffix("/"), checks=CHECKS)
