"""The line for kernels: fair, moving by itself, and never beyond what the machine bears."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from apart import apart
from hypothesis import given
from hypothesis import strategies as st

from kit.server.admission import GRACE, MOST, Gate, Turn, allowed, bearable


class Few:
    """Kernels that are only counted."""

    def __init__(self) -> None:
        self.owners: dict[str, str] = {}
        self.ended: list[str] = []
        self.spare = False
        self.gate: Gate | None = None
        self.most = 0

    def start(self, visitor: str) -> str:
        name = f"{visitor}-{len(self.owners) + len(self.ended)}"
        self.owners[name] = visitor
        self.most = max(self.most, len(self.owners))
        return name

    def count(self) -> int:
        return len(self.owners)

    def belonging_to(self, visitor: str) -> list[str]:
        return [name for name, owner in self.owners.items() if owner == visitor]

    async def end(self, kernel_id: str, why: str = "left") -> None:
        del why
        self.ended.append(kernel_id)
        del self.owners[kernel_id]
        if self.gate is not None:
            self.gate.go_on()

    async def make_room(self, wanted: int) -> bool:
        assert wanted >= 1
        if self.spare and self.owners:
            await self.end(next(iter(self.owners)))
        return self.spare


def gate_for(kernels: Few, *, ceiling: int = 100, parallel: int = 2, each: int = 4) -> Gate:
    """Return a gate that answers those who wait at once instead of holding their question."""
    gate = Gate(kernels, ceiling=ceiling, parallel=parallel, each=each)
    gate.first_hold = gate.later_hold = 0
    kernels.gate = gate
    return gate


@asynccontextmanager
async def starts(gate: Gate, turn: Turn, kernels: Few) -> AsyncIterator[str]:
    async with gate.starting(turn):
        yield kernels.start(turn.visitor)


async def visit(gate: Gate, kernels: Few, visitor: str) -> str:
    """Wait in line for as long as it takes, then start a kernel."""
    turn = await gate.ask(None, visitor)
    while turn.place:
        await asyncio.sleep(0)
        turn = await gate.ask(turn.id, visitor)
    async with starts(gate, turn, kernels) as kernel:
        await asyncio.sleep(0)
        return kernel


def test_a_lone_visitor_does_not_wait() -> None:
    async def alone() -> Turn:
        return await gate_for(Few()).ask(None, "anna")

    assert apart(alone()).place == 0


def test_only_so_many_kernels_start_at_once_and_the_others_know_their_place() -> None:
    async def three() -> tuple[list[int], int]:
        kernels = Few()
        gate = gate_for(kernels, parallel=1)
        first = await gate.ask(None, "anna")
        async with starts(gate, first, kernels):
            second = await gate.ask(None, "bo")
            third = await gate.ask(None, "cia")
            places = [first.place, second.place, third.place]
            again = await gate.ask(third.id, "cia")
            assert (again.id, again.place) == (third.id, 2), "asking again keeps the place"
            assert 0 < again.again < 1
        return places, (await gate.ask(second.id, "bo")).place

    assert apart(three()) == ([0, 1, 2], 0)


def test_a_turn_is_told_as_soon_as_it_comes() -> None:
    async def told() -> Turn:
        kernels = Few()
        gate = gate_for(kernels, parallel=1)
        gate.first_hold = 1e6
        turn = await gate.ask(None, "anna")
        async with starts(gate, turn, kernels):
            waiting = asyncio.ensure_future(gate.ask(None, "bo"))
            await asyncio.sleep(0)
            assert gate.waiting == 1
        return await waiting

    assert apart(told()).place == 0


def test_a_start_that_fails_frees_its_place() -> None:
    async def failing() -> tuple[int, int]:
        kernels = Few()
        gate = gate_for(kernels, parallel=1)
        turn = await gate.ask(None, "anna")
        with pytest.raises(ZeroDivisionError):
            async with gate.starting(turn):
                raise ZeroDivisionError
        return gate.starting_now, (await gate.ask(None, "bo")).place

    assert apart(failing()) == (0, 0)


def test_a_turn_that_nobody_takes_is_passed_on() -> None:
    async def passed_on() -> Turn:
        gate = gate_for(Few(), parallel=1)
        gate.first_hold, gate.grace = 1e6, 0
        await gate.ask(None, "anna")
        return await gate.ask(None, "bo")

    assert apart(passed_on()).place == 0


def test_whoever_leaves_keeps_the_place_for_a_while_and_no_longer() -> None:
    async def left(grace: float) -> int:
        kernels = Few()
        gate = gate_for(kernels, parallel=1)
        gate.grace, gate.first_hold = grace, 1e6
        async with starts(gate, await gate.ask(None, "anna"), kernels):
            waiting = asyncio.ensure_future(gate.ask(None, "bo"))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.wait({waiting})
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            return gate.waiting

    assert apart(left(GRACE)) == 1
    assert apart(left(0)) == 0


def test_an_unknown_turn_gets_a_new_place() -> None:
    async def unknown() -> Turn:
        return await gate_for(Few()).ask("no such turn", "anna")

    assert apart(unknown()).id != "no such turn"


def test_a_visitors_oldest_kernel_makes_room_for_the_newest() -> None:
    async def five() -> tuple[list[str], list[str], list[str]]:
        kernels = Few()
        gate = gate_for(kernels, each=4)
        other = await visit(gate, kernels, "bo")
        own = [await visit(gate, kernels, "anna") for _ in range(5)]
        return own, kernels.ended, [other, *own[1:]]

    own, ended, left = apart(five())
    assert ended == own[:1]
    assert len(left) == 5


def test_a13_one_visitor_with_two_hundred_pages_lets_everybody_else_in_first() -> None:
    async def crowd() -> tuple[Few, int]:
        kernels = Few()
        gate = gate_for(kernels, ceiling=30, parallel=1)
        greedy = [asyncio.ensure_future(visit(gate, kernels, "greedy")) for _ in range(200)]
        await asyncio.sleep(0)
        others = [visit(gate, kernels, f"visitor {n}") for n in range(20)]
        await asyncio.gather(*others)
        assert len(kernels.belonging_to("greedy")) <= 4
        unserved = sum(not task.done() for task in greedy)
        for task in greedy:
            task.cancel()
        await asyncio.wait(greedy)
        return kernels, unserved

    kernels, unserved = apart(crowd())
    assert kernels.most <= 30
    assert unserved > 150, "the others did not wait for them"
    assert not [name for name in kernels.ended if not name.startswith("greedy")]


def test_a13_whoever_sends_no_cookie_takes_a_quarter_of_the_room_at_most() -> None:
    async def crowd() -> Few:
        kernels = Few()
        gate = gate_for(kernels, ceiling=40)
        for _ in range(50):
            await visit(gate, kernels, "")
        return kernels

    assert len(apart(crowd()).belonging_to("")) == 10


def test_at_the_ceiling_a_kernel_that_nobody_needs_makes_room() -> None:
    async def full(*, spare: bool) -> int:
        kernels = Few()
        kernels.spare = spare
        gate = gate_for(kernels, ceiling=2)
        await visit(gate, kernels, "anna")
        await visit(gate, kernels, "bo")
        turn = await gate.ask(None, "cia")
        for _ in range(5):
            if turn.place:
                turn = await gate.ask(turn.id, "cia")
        return turn.place

    assert apart(full(spare=True)) == 0
    assert apart(full(spare=False)) == 1


def test_at_the_ceiling_whoever_waits_comes_in_when_a_kernel_ends() -> None:
    async def full() -> int:
        kernels = Few()
        gate = gate_for(kernels, ceiling=1)
        gate.first_hold = 1e6
        kernel = await visit(gate, kernels, "anna")
        waiting = asyncio.ensure_future(gate.ask(None, "bo"))
        await asyncio.sleep(0)
        await kernels.end(kernel)
        return (await waiting).place

    assert apart(full()) == 0


def test_the_line_is_never_longer_than_the_memory_bears() -> None:
    async def long() -> tuple[int, Turn]:
        gate = gate_for(Few(), parallel=0)
        turns = [await gate.ask(None, "greedy") for _ in range(50)]
        return gate.waiting, turns[-1]

    waiting, last = apart(long())
    assert waiting == 12
    assert last.place == 13
    assert last.again >= 10


@given(
    st.lists(st.sampled_from("abcd"), max_size=25),
    st.integers(1, 3),
    st.integers(1, 5),
    st.integers(1, 3),
)
def test_everybody_comes_in_and_no_limit_is_passed(
    visitors: list[str], parallel: int, ceiling: int, each: int
) -> None:
    async def day() -> tuple[Few, int]:
        kernels = Few()
        kernels.spare = True
        gate = gate_for(kernels, parallel=parallel, ceiling=ceiling, each=each)
        await asyncio.gather(*[visit(gate, kernels, one) for one in visitors])
        return kernels, gate.waiting + gate.starting_now

    kernels, left = apart(day())
    assert left == 0
    assert kernels.most <= ceiling
    assert len(kernels.owners) + len(kernels.ended) == len(visitors)


def test_the_ceiling_comes_from_the_memory_there_is() -> None:
    assert 2 <= bearable() <= MOST


def test_what_a_service_may_use_counts(tmp_path: Path) -> None:
    (tmp_path / "memory.current").write_text("100", encoding="ascii")
    (tmp_path / "memory.max").write_text("1100", encoding="ascii")
    assert 1000 in list(allowed(tmp_path))
    (tmp_path / "memory.max").write_text("max", encoding="ascii")
    assert list(allowed(tmp_path)) == []
