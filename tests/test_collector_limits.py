"""Who guesses codes is slowed down; who shares an address with a guesser is let in all the same."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from kit.server.collector.limits import (
    ALL_HOT,
    FREE,
    HOT,
    LONGEST,
    LONGEST_AFTER_FAILURES,
    MOMENT,
    MOST_JOINING,
    SHORTEST,
    WINDOW,
    Guesses,
    grouped,
)
from kit.server.collector.tickets import VALID, Tickets

HOME = "192.0.2.7"


@dataclass
class Room:
    """The limits on a clock of the test's own."""

    time: float = 1_700_000_000.0
    looked_up: int = 0
    guesses: Guesses = field(init=False)
    tickets: Tickets = field(init=False)

    def __post_init__(self) -> None:
        self.tickets = Tickets(b"secret", lambda: self.time)
        self.guesses = Guesses(self.tickets, lambda: self.time)

    def wrong(self, address: str = HOME, ticket: str | None = None) -> str | None:
        """Try a wrong code once; return the ticket to go on with."""
        verdict = self.guesses.admit(address, ticket)
        if verdict.wait > 0:
            return verdict.ticket
        self.looked_up += 1
        return self.guesses.failed(address, ticket)

    def seconds_until_in(self, address: str = HOME) -> float:
        """Come with the right code as a browser does: wait as told, keep the ticket."""
        ticket, start = None, self.time
        while (verdict := self.guesses.admit(address, ticket)).wait > 0:
            assert verdict.ticket is not None
            ticket = verdict.ticket
            self.time += verdict.wait
        self.guesses.joined(address)
        return self.time - start


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_whole_workshop_joins_from_one_address_at_once(room: Room) -> None:
    assert [room.guesses.admit(HOME, None).wait for _ in range(200)] == [0.0] * 200


def test_a_slip_of_the_finger_costs_nothing(room: Room) -> None:
    ticket = None
    for _ in range(FREE - 1):
        ticket = room.wrong(ticket=ticket)
        assert room.guesses.admit(HOME, ticket).wait == 0
        room.guesses.joined(HOME)


def test_one_who_goes_on_guessing_waits_longer_and_longer(room: Room) -> None:
    ticket, waits = None, []
    for _ in range(15):
        ticket = room.wrong(ticket=ticket)
        waits.append(room.guesses.admit(HOME, ticket).wait)
        if not waits[-1]:
            room.guesses.joined(HOME)
        room.time += waits[-1]
    assert waits == sorted(waits)
    assert waits[: FREE - 1] == [0.0] * (FREE - 1)
    assert waits[-1] == LONGEST_AFTER_FAILURES


def test_a07_ten_thousand_wrong_codes_from_one_address_are_hardly_looked_up(room: Room) -> None:
    for _ in range(10_000):
        room.wrong()
        room.time += 0.01
    assert room.looked_up == HOT
    assert room.seconds_until_in() <= MOMENT


def test_a07_guessers_who_keep_their_tickets_get_little_further(room: Room) -> None:
    drawn = random.Random(7)  # noqa: S311 - a test draws the same each time
    held: list[str | None] = [None] * 200
    start = room.time
    for _ in range(10_000):
        place = drawn.randrange(len(held))
        held[place] = room.wrong(ticket=held[place])
        room.time += 0.01
    assert room.looked_up <= 2.5 * (room.time - start) + HOT
    assert room.seconds_until_in() <= LONGEST + 60


def test_a07_ten_thousand_wrong_codes_from_fifty_addresses_make_all_of_them_wait(
    room: Room,
) -> None:
    for attempt in range(10_000):
        room.wrong(f"198.51.100.{attempt % 50}")
        room.time += 0.01
    assert room.looked_up <= ALL_HOT
    # Someone who comes from anywhere at all waits for seconds, and gets in.
    assert 0 < room.seconds_until_in("203.0.113.5") <= 2 * SHORTEST


def test_the_others_at_a_hot_address_all_come_in_soon(room: Room) -> None:
    for _ in range(HOT):
        room.wrong()
    first = [room.guesses.admit(HOME, None) for _ in range(199)]
    assert {verdict.wait for verdict in first} == {SHORTEST}
    assert len({verdict.ticket for verdict in first}) == 199
    room.time += MOMENT + 1
    for verdict in first:
        assert room.guesses.admit(HOME, verdict.ticket).wait == 0
        room.guesses.joined(HOME)


def test_another_address_notices_nothing(room: Room) -> None:
    for _ in range(1_000):
        room.wrong()
    assert room.seconds_until_in("203.0.113.5") == 0


def test_an_address_cools_down(room: Room) -> None:
    for _ in range(HOT):
        room.wrong()
    room.time += WINDOW + 1
    assert room.guesses.admit(HOME, None).wait == 0


def test_a_ticket_is_good_for_its_address_and_its_time_only(room: Room) -> None:
    ticket = room.tickets.issue(HOME, room.time + 5)
    assert room.tickets.ready(ticket, HOME) == pytest.approx(room.time + 5, abs=0.001)
    assert room.tickets.ready(ticket, "203.0.113.5") is None
    assert room.tickets.ready(ticket[:-1] + "x", HOME) is None
    for strange in (None, "", "x", "å.b.c", "1.2.3", "f" * 10_000):
        assert room.tickets.ready(strange, HOME) is None
    room.time += VALID + 6
    assert room.tickets.ready(ticket, HOME) is None


@pytest.mark.parametrize("days", [-1, 1])
def test_f10_a_clock_that_jumps_makes_nobody_wait_for_a_day(room: Room, days: int) -> None:
    ticket = None
    for _ in range(HOT + FREE):
        ticket = room.wrong(ticket=ticket)
    room.time += days * 86_400
    assert room.guesses.admit(HOME, ticket).wait <= LONGEST_AFTER_FAILURES
    assert room.seconds_until_in() <= LONGEST


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("unix", "unix"),
        ("", ""),
    ],
)
def test_an_ipv6_network_counts_as_one_address(address: str, group: str) -> None:
    assert grouped(address) == group


def test_what_is_remembered_of_strangers_is_bounded(room: Room) -> None:
    for number in range(30_000):
        room.wrong(f"2001:db8:{number:x}::1")
        room.time += 2
    assert len(room.guesses._failures) <= 20_000
    assert len(room.guesses._penalties) <= 20_000


def test_nobody_fills_a_round_with_invented_people(room: Room) -> None:
    for _ in range(MOST_JOINING):
        assert room.guesses.admit(HOME, None).wait == 0
        room.guesses.joined(HOME)
    assert room.guesses.admit(HOME, None).wait == LONGEST
    assert room.guesses.admit("203.0.113.5", None).wait == 0
    room.time += WINDOW + 1
    assert room.guesses.admit(HOME, None).wait == 0


def test_a_store_that_is_away_is_nobodys_failure(room: Room) -> None:
    for _ in range(2 * HOT):
        assert room.guesses.admit(HOME, None).wait == 0
        room.guesses.given_up(HOME)
    assert not room.guesses._looking
