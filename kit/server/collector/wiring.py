"""Give the collector's routes their addresses in a Tornado application."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from kit.rounds import ROUND_LENGTH
from kit.server.collector.call import Route
from kit.server.collector.desk import Desk
from kit.server.collector.handling import Api
from kit.server.collector.routes import ROUTES

PARTS = {
    "{round}": rf"(?P<round>[a-z2-9]{{{ROUND_LENGTH}}})",
    "{role}": r"(?P<role>facilitator|presenter)",
}


def handlers(desk: Desk) -> list[Any]:
    """Return Tornado's rules for the whole API; what else is asked below it is told so in JSON."""
    by_path: defaultdict[str, dict[str, Route]] = defaultdict(dict)
    for route in ROUTES:
        by_path[route.path][route.method] = route
    api = re.escape(desk.api)
    rules: list[Any] = [
        (api + pattern(path), Api, {"desk": desk, "routes": routes})
        for path, routes in by_path.items()
    ]
    return [*rules, (rf"{api}.*", Api, {"desk": desk, "routes": {}})]


def pattern(path: str) -> str:
    """Return a path with its parts as a regular expression."""
    for part, expression in PARTS.items():
        path = path.replace(part, expression)
    return path
