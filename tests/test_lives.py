"""How kernels end: warned where somebody is there, at once where nobody is, and without a trace."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from nursing import Ward, ward
from serving import ended

from kit.server.kernels import VisitorKernels


@dataclass
class Page:
    """A page's connection that writes down what the server says."""

    told: list[dict[str, Any]] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    closed: threading.Event = field(default_factory=threading.Event)

    def tell(self, kind: str, content: dict[str, Any]) -> None:
        if kind == "comm_msg":
            self.models.append(content["comm_id"])
            self.told.append(content["data"]["content"])
        else:
            self.states.append(content["execution_state"])

    def hang_up(self) -> None:
        self.closed.set()


@pytest.fixture(scope="module")
def shared() -> Iterator[Ward]:
    with ward() as opened:
        yield opened


@pytest.fixture
def house(shared: Ward) -> Iterator[Ward]:
    """Return kernels whose patience is as it is served; each test sets what it tries."""
    kernels = shared.kernels
    before = {name: getattr(kernels, name) for name in ("lonely", "rest", "notice", "longest")}
    before |= {name: getattr(kernels, name) for name in ("patience", "cull_idle_timeout")}
    yield shared
    for name, value in before.items():
        setattr(kernels, name, value)
    for kernel in list(kernels.list_kernel_ids()):
        shared.end(kernel)


def opened(house: Ward, visitor: str = "") -> tuple[str, Page]:
    """Start a kernel and open its page, which shows two windows."""
    kernel, page = house.start(visitor), Page()
    house.call(lambda: house.kernels.connected(kernel, page))
    house.call(lambda: house.kernels.shows(kernel, ["form", "profile"]))
    return kernel, page


def until_one_is_gone(house: Ward, act: Callable[[], object]) -> str:
    """Do something, wait for a kernel to end, and return its id."""
    gone: list[str] = []
    over = threading.Event()

    def note(kernel: str) -> None:
        gone.append(kernel)
        over.set()

    house.kernels.when_gone.append(note)
    act()
    over.wait()
    house.kernels.when_gone.remove(note)
    return gone[0]


def make_room(house: Ward, wanted: int = 1) -> bool:
    return house.do(house.kernels.make_room(wanted))


def test_f16_a_resting_page_is_warned_twenty_seconds_before_its_kernel_ends(house: Ward) -> None:
    house.kernels.rest = 0
    kernel, page = opened(house)
    assert make_room(house) is False, "nobody's kernel ends without a word"
    assert page.told == [{"type": "ending", "seconds": 30}] * 2
    assert page.models == ["form", "profile"]
    assert house.kernels.notice >= 20
    assert kernel in house.kernels
    make_room(house)
    assert len(page.told) == 2, "once is enough"


def test_f16_a_page_that_stirs_keeps_its_kernel(house: Ward) -> None:
    house.kernels.rest = 0
    kernel, page = opened(house)
    make_room(house)
    house.call(lambda: house.kernels.heard(kernel))
    assert page.told[-1] == {"type": "staying"}
    assert not page.closed.is_set()
    assert kernel in house.kernels
    make_room(house)
    assert page.told[-1] == {"type": "ending", "seconds": 30}, "and may be asked again"


def test_f16_a_page_that_rests_on_is_told_that_its_kernel_is_gone(house: Ward) -> None:
    house.kernels.rest = house.kernels.notice = 0
    kernel, page = opened(house)
    assert until_one_is_gone(house, lambda: make_room(house)) == kernel
    assert page.closed.wait()
    assert page.states == ["dead"]


def test_a_page_in_use_is_never_asked_to_yield(house: Ward) -> None:
    kernel, page = opened(house)
    assert make_room(house) is False
    assert page.told == []
    assert kernel in house.kernels


def test_as_many_pages_are_asked_as_there_are_people_waiting_the_longest_resting_first(
    house: Ward,
) -> None:
    house.kernels.rest = 0
    pages = [opened(house)[1] for _ in range(3)]
    make_room(house, 2)
    make_room(house, 2)
    assert [bool(page.told) for page in pages] == [True, True, False]


def test_kernels_without_a_page_make_room_first_and_at_once(house: Ward) -> None:
    house.kernels.lonely, house.kernels.rest = -1, 0
    used, page = opened(house)
    left, gone = opened(house)
    house.call(lambda: house.kernels.disconnected(left, gone))
    assert make_room(house) is True
    assert left not in house.kernels
    assert used in house.kernels
    assert page.told == []


def test_a_page_that_is_just_reloading_keeps_its_kernel(house: Ward) -> None:
    kernel, page = opened(house)
    house.call(lambda: house.kernels.disconnected(kernel, page))
    assert make_room(house) is False
    assert kernel in house.kernels


def test_a_page_that_never_comes_to_life_loses_its_kernel(house: Ward) -> None:
    house.kernels.patience = 0
    kept, _ = opened(house)
    lost = house.start()
    house.call(lambda: house.kernels.wait_for_visitor(kept))
    assert (
        until_one_is_gone(house, lambda: house.call(lambda: house.kernels.wait_for_visitor(lost)))
        == lost
    )
    assert kept in house.kernels


def test_a_kernel_lives_for_twelve_hours_at_most(house: Ward) -> None:
    assert house.kernels.longest == 12 * 3600
    house.kernels.longest = 1e-3
    kernel = until_one_is_gone(house, house.start)
    assert kernel not in house.kernels


def test_at_the_end_of_its_time_a_page_is_told_and_nothing_helps(house: Ward) -> None:
    kernel, page = opened(house)
    house.call(lambda: house.kernels._too_old(kernel))
    house.call(lambda: house.kernels.heard(kernel))
    assert page.told == [{"type": "ending", "seconds": 60, "final": True}] * 2


def test_a_kernel_that_crashes_is_cleared_away_and_its_page_told(house: Ward) -> None:
    kernel, page = opened(house)
    process = house.process(kernel)
    assert until_one_is_gone(house, process.kill) == kernel
    assert ended([process])
    assert page.closed.wait()
    assert page.states == ["dead"]


def test_a_kernel_that_nobody_has_used_for_long_is_culled(house: Ward) -> None:
    kernel, page = opened(house)
    process = house.process(kernel)
    house.kernels.cull_idle_timeout = -1
    house.call(lambda: house.kernels.heard(kernel))
    house.do(house.kernels.cull_kernel_if_idle(kernel))  # type: ignore[no-untyped-call]  # not typed there
    assert ended([process])
    assert page.states == ["dead"]


def test_ending_a_kernel_twice_is_no_mistake(house: Ward) -> None:
    kernel = house.start()
    house.end(kernel)
    house.end(kernel)
    assert kernel not in house.kernels


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="descriptors are counted in /proc")
def test_kernels_that_end_give_back_what_the_server_held(house: Ward) -> None:
    def round_trip() -> int:
        first, page = opened(house, "anna")
        second, _ = opened(house, "bo")
        house.run(first, "1")
        house.hang_up(first)
        until_one_is_gone(house, house.process(first).kill)
        house.end(second)
        assert page.closed.wait()
        return psutil.Process(os.getpid()).num_fds()

    round_trip()
    assert round_trip() >= round_trip() - 1
    kernels: VisitorKernels = house.kernels
    assert kernels.count() == 0
    assert kernels.belonging_to("anna") == []
    assert not kernels._kernel_connections
    assert not list(Path(house.folder).iterdir())
