"""What a kernel that goes wrong may use: it harms its own visitor and nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from nursing import Ward, ward
from serving import ROOT, ended

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")


@pytest.fixture(scope="module")
def house() -> Iterator[Ward]:
    with ward(memory=256) as opened:
        yield opened


@pytest.fixture(scope="module")
def neighbour(house: Ward) -> str:
    """Start a kernel that has nothing to do with what the others do."""
    return house.start("neighbour")


@pytest.fixture
def kernel(house: Ward) -> Iterator[str]:
    started = house.start("greedy")
    yield started
    house.end(started)


def test_a_kernel_that_eats_memory_fails_alone(house: Ward, kernel: str, neighbour: str) -> None:
    said = house.run(kernel, "hoard = []\nfor _ in range(2000): hoard.append(bytearray(1_000_000))")
    assert said.error == "MemoryError"
    assert house.process(kernel).memory_info().rss < 320e6
    assert house.run(neighbour, "1").status == "ok"
    assert house.run(kernel, "del hoard").status == "ok", "it lives on once it lets go"


def test_a_kernel_starts_no_processes(house: Ward, kernel: str, neighbour: str) -> None:
    said = house.run(kernel, "import os\nif os.fork() == 0: os._exit(0)")
    assert said.error == "PermissionError"
    said = house.run(kernel, "import subprocess\nsubprocess.run(['true'])")
    assert said.error == "PermissionError"
    assert house.process(kernel).children() == []
    assert house.run(neighbour, "1").status == "ok"


def test_a_kernel_that_starts_thread_after_thread_fails_alone(
    house: Ward, kernel: str, neighbour: str
) -> None:
    code = """
        import threading
        stop = threading.Event()
        for _ in range(1000):
            threading.Thread(target=stop.wait, daemon=True).start()
    """
    assert house.run(kernel, textwrap.dedent(code)).error == "RuntimeError"
    assert house.process(kernel).num_threads() < 100
    assert house.run(neighbour, "1").status == "ok"
    assert house.run(kernel, "stop.set()").status == "ok"


def test_a_kernel_can_start_the_threads_that_it_needs(house: Ward, kernel: str) -> None:
    code = "import asyncio\nprint(await asyncio.to_thread(lambda: 'i en tråd'))"
    assert "i en tråd" in house.run(kernel, code).printed


def test_a_kernel_that_never_rests_is_ended_and_cleared_away() -> None:
    with ward(cpu=1) as house:
        gone = threading.Event()
        house.kernels.when_gone.append(lambda _: gone.set())
        busy, neighbour = house.start(), house.start()
        process = house.process(busy)

        async def turn() -> None:
            (await house.client(busy)).execute("while True: pass")

        house.do(turn())
        assert ended([process])
        gone.wait()
        assert house.kernels.count() == 1
        assert house.run(neighbour, "1").status == "ok"
        house.hang_up(busy)


def test_a_kernel_goes_first_when_memory_runs_out_and_last_when_cores_do(
    house: Ward, kernel: str
) -> None:
    pid = house.process(kernel).pid
    told = Path(f"/proc/{pid}/oom_score_adj")
    own = int(Path("/proc/self/oom_score_adj").read_text(encoding="ascii"))
    for _ in range(1000):  # a process is known a moment before it has limited itself
        if int(told.read_text(encoding="ascii")) > own:
            break
        time.sleep(0.01)
    assert int(told.read_text(encoding="ascii")) > own
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)


def test_lower_limits_of_the_system_are_kept() -> None:
    script = """
        import resource
        from kit.server.forking.limits import keep_within
        from kit.server.forking.requests import Limits
        resource.setrlimit(resource.RLIMIT_CPU, (7, 9))
        keep_within(Limits(cpu=8))
        print(*resource.getrlimit(resource.RLIMIT_CPU))
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["8", "9"]
