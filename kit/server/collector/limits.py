"""Slow down those who guess codes, and nobody else behind the same address.

A whole workshop shares one address, so what is counted is failures. Who fails gets a ticket (a
cookie) and waits longer and longer with it. An address with many failures is *hot*: newcomers from
it must first wait some seconds with a ticket of their own, which a browser does by itself and a
script that throws its cookies away never gets past; and only so many codes a second are looked up
for it. When many addresses guess at once, all of them are hot. Nobody is ever shut out for good,
and those who have joined already notice nothing.

The counts are this process's own and are gone when it ends.
"""

from __future__ import annotations

import random
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import TypeVar

from kit.server.collector.tickets import Tickets

WINDOW = 600.0
"""Seconds for which a failure counts."""
HOT, ALL_HOT = 30, 500
"""Failures within the window that make one address hot, and all of them."""
FREE = 5
"""Failures that cost a browser nothing; where it is hot, none is free."""
SHORTEST, LONGEST = 2.0, 60.0
"""Seconds that a newcomer waits where it is hot; more failures, longer waits."""
LONGEST_AFTER_FAILURES = 300.0
MOMENT, MOST_HERE, MOST_ANYWHERE = 10.0, 20, 100
"""Codes looked up within a moment for a hot address, and for all of them together."""
MOST_AT_ONCE = 300
"""Codes looked up at the same time for one address: more than a workshop has people."""
MOST_JOINING = 1_000
"""People who join from one address within the window: nobody fills a round with invented ones."""
MOST_REMEMBERED = 20_000
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the code may be looked up now (``wait`` 0), and the ticket to carry on with."""

    wait: float
    ticket: str | None


class Guesses:
    """Remember who has failed lately; ``now`` gives the time in seconds.

    Where several ``processes`` serve together, each allows its part of what all allow. Each
    ``admit`` that says yes must be followed by ``failed``, ``joined`` or ``given_up``.
    """

    def __init__(self, tickets: Tickets, now: Callable[[], float], processes: int = 1) -> None:
        self._processes = processes
        self._tickets = tickets
        self._now = now
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._everywhere: deque[float] = deque(maxlen=ALL_HOT * 100)
        self._joined: OrderedDict[str, deque[float]] = OrderedDict()
        self._penalties: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._looking: Counter[str] = Counter()

    def admit(self, address: str, ticket: str | None) -> Verdict:
        """Say whether this browser may try a code now."""
        address, now = grouped(address), self._now()
        heat = self._heat(address, now)
        ready = self._tickets.ready(ticket, address)
        if ready is None and heat >= 1:
            wait = min(SHORTEST * heat, LONGEST)
            return Verdict(wait, self._tickets.issue(address, now + wait))
        _, punished = self._penalties.get(ticket or "", (0, 0.0))
        # A clock that was set back must not make anybody wait for a day.
        wait = min(max(ready or 0.0, punished) - now, LONGEST_AFTER_FAILURES)
        if wait <= 0 and self._crowded(address, now):
            wait = LONGEST
        if wait <= 0 and self._busy(address, now, hot=heat >= 1):
            wait = SHORTEST * (1 + random.random())  # noqa: S311 - spreads people, guards nothing
        if wait > 0:
            return Verdict(wait, ticket)
        self._looking[address] += 1
        return Verdict(0.0, ticket)

    def joined(self, address: str) -> None:
        """Note that the code was right."""
        address = grouped(address)
        self._done(address)
        times = self._joined.get(address, deque(maxlen=MOST_JOINING))
        times.append(self._now())
        _keep(self._joined, address, times)

    def given_up(self, address: str) -> None:
        """Note that nobody knows whether the code was right: the store was away."""
        self._done(grouped(address))

    def failed(self, address: str, ticket: str | None) -> str:
        """Count a code that was wrong; return the ticket that the browser should carry on with."""
        address, now = grouped(address), self._now()
        self._done(address)
        free = 0 if self._heat(address, now) >= 1 else FREE
        self._count(address, now)
        if ticket is None or self._tickets.ready(ticket, address) is None:
            ticket = self._tickets.issue(address, now)
        failures = self._penalties.get(ticket, (0, 0.0))[0] + 1
        over = failures - free
        wait = min(SHORTEST * 2.0 ** min(over, 20), LONGEST_AFTER_FAILURES) if over >= 0 else 0.0
        _keep(self._penalties, ticket, (failures, now + wait))
        return ticket

    def _done(self, address: str) -> None:
        self._looking[address] -= 1
        if self._looking[address] <= 0:
            del self._looking[address]

    def _heat(self, address: str, now: float) -> float:
        """Return how much has failed here and everywhere; from 1 on newcomers wait."""
        here = _since(self._failures.get(address, ()), now - WINDOW) / self._part(HOT)
        return max(here, _since(self._everywhere, now - WINDOW) / self._part(ALL_HOT))

    def _crowded(self, address: str, now: float) -> bool:
        """Tell whether more people have joined from an address than any workshop has."""
        return _since(self._joined.get(address, ()), now - WINDOW) >= self._part(MOST_JOINING)

    def _busy(self, address: str, now: float, *, hot: bool) -> bool:
        """Tell whether enough codes are being looked up for this address already."""
        looking = self._looking[address]
        if not hot:
            return looking >= MOST_AT_ONCE
        here = _since(self._failures.get(address, ()), now - MOMENT) + looking
        anywhere = _since(self._everywhere, now - MOMENT) + self._looking.total()
        return here >= self._part(MOST_HERE) or anywhere >= self._part(MOST_ANYWHERE)

    def _part(self, whole: int) -> int:
        return -(-whole // self._processes)

    def _count(self, address: str, now: float) -> None:
        times = self._failures.get(address, deque(maxlen=HOT * 100))
        times.append(now)
        _keep(self._failures, address, times)
        self._everywhere.append(now)


def _keep(kept: OrderedDict[str, Kept], key: str, value: Kept) -> None:
    """Keep the value as the newest one, and forget the oldest when there are too many."""
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > MOST_REMEMBERED:
        kept.popitem(last=False)


def _since(times: deque[float] | tuple[()], start: float) -> int:
    """Count the times from ``start`` on; they are in order, the latest last."""
    count = 0
    for time in reversed(times):
        if time < start:
            break
        count += 1
    return count


def grouped(address: str) -> str:
    """Return what counts as one address: for IPv6 the network that one household is given."""
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if not isinstance(read, IPv6Address):
        return str(read)
    return str(read.ipv4_mapped or IPv6Address(int(read) >> 64 << 64))
