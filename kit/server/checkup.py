"""Ask a running server how it is, from outside, as ``kit status`` does."""

from __future__ import annotations

import http.client
import json
import math
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from kit.errors import KitError
from kit.language import say

PATIENCE = 10.0
"""Seconds that the server may take to answer."""
MOST_BYTES = 2_000_000
REFUSED, AWAY = 403, 503
KEPT = ("stored", "same")


@dataclass(frozen=True, slots=True)
class Checkup:
    """How a server is; without ``counts`` it shows them only to other computers than this one.

    ``counts`` has the samples of /metrics, summed over their labels, by name; ``outcomes`` has
    those of kit_acks by outcome; the ``within`` are seconds for 95 of 100, None where none was
    counted.
    """

    address: str
    store: bool
    counts: dict[str, float] | None = None
    outcomes: dict[str, float] = field(default_factory=dict)
    ack_within: float | None = None
    start_within: float | None = None

    def count(self, name: str) -> int:
        """Return a count of /metrics, 0 where there is none."""
        return round((self.counts or {}).get(name, 0))

    def failed_starts(self) -> int:
        """Return how many kernels could not start."""
        return self.count("kit_kernel_starts_total") - self.count("kit_kernel_start_seconds_count")

    def kept(self) -> int:
        """Return how many sendings were told that they are saved."""
        return round(sum(self.outcomes.get(name, 0) for name in KEPT))


def check_up(address: str, language: str) -> Checkup:
    """Ask for health and counts; KitError when no kit answers there."""
    base = whole_address(address, language)
    status, health = fetched(base + "kit/api/health", language)
    if status != AWAY and _said(health) != "ok":
        raise KitError(
            say(
                language,
                "Something answers at {address}, but it is no kit. Give the address of the "
                "pages, with its path if there is one, such as http://localhost:8866/.",
                address=base,
            )
        )
    told, text = fetched(base + "metrics", language)
    if told == REFUSED:
        return Checkup(base, status != AWAY)
    found = {one.name: one for one in text_string_to_metric_families(text)}
    acks = found.get("kit_acks")
    return Checkup(
        base,
        status != AWAY,
        _summed(found),
        {one.labels["outcome"]: one.value for one in acks.samples} if acks else {},
        within(found.get("kit_ack_seconds")),
        within(found.get("kit_kernel_start_seconds")),
    )


def whole_address(address: str, language: str) -> str:
    """Return an address with its scheme and last slash; KitError when it is none."""
    parts = _split(address if "://" in address else f"http://{address}")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise KitError(
            say(
                language,
                "“{address}” is no address of a server. Write it as http://localhost:8866/.",
                address=address,
            )
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def _split(address: str) -> urllib.parse.SplitResult:
    """Return the parts of an address, empty ones when it has none."""
    try:
        return urllib.parse.urlsplit(address)
    except ValueError:
        return urllib.parse.urlsplit("")


def fetched(url: str, language: str) -> tuple[int, str]:
    """Return the number and the text of an answer; KitError when there is none."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - http(s) alone, see whole_address
            return answer.status, answer.read(MOST_BYTES).decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(MOST_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise KitError(
            say(
                language,
                "Nothing answers at {address} ({reason}). See whether the server runs, and "
                "whether the address is right.",
                address=url,
                reason=getattr(reason, "strerror", None) or reason,
            )
        ) from None


def within(histogram: Metric | None, part: float = 0.95) -> float | None:
    """Return a time that this part of all took at most: the upper end of a step of a histogram.

    None when nothing was counted, infinity when it is beyond the last step.
    """
    steps = sorted(
        (float(one.labels["le"]), one.value)
        for one in (histogram.samples if histogram else ())
        if one.name.endswith("_bucket")
    )
    whole = steps[-1][1] if steps else 0
    if not whole:
        return None
    return next((end for end, count in steps if count >= part * whole), math.inf)


def _summed(families: dict[str, Metric]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for sample in (sample for one in families.values() for sample in one.samples):
        counts[sample.name] = counts.get(sample.name, 0.0) + sample.value
    return counts


def _said(health: str) -> object:
    try:
        said = json.loads(health)
    except ValueError:
        return None
    return said.get("status") if isinstance(said, dict) else None
