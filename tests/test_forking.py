"""Forked kernels: as good as any other, strangers to each other, and gone when their server is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from nursing import Ward, ward
from serving import ROOT, ended

from kit.server.forking import nursery
from kit.server.forking.birth import reseed
from kit.server.forking.provisioner import ForkingProvisioner
from kit.server.forking.template import single_threaded

CELLS = [
    'from kit import Workshop\n\nworkshop = Workshop("bibliotek-24")',
    "workshop.form()",
    'workshop.profile(following="02-reflektion.ipynb")',
    "workshop.file()",
]
PROFILE = """
assessed = {
    "response_id": "1" * 32,
    "seq": 1,
    "questionnaire": {"id": "bibliotek-24", "version": "2026.1", "hash": "0" * 64},
    "language": "sv",
    "answers": {"q111": "3", "q112": "5"},
    "day": "2026-11-22",
    "status": "finished",
}
request = {"response": assessed, "earlier": [], "interest": [], "language": "sv"}
assert workshop._profile({"request": request})["areas"]
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


@pytest.fixture(scope="module")
def house() -> Iterator[Ward]:
    with ward() as opened:
        yield opened


@pytest.fixture(scope="module")
def two(house: Ward) -> tuple[str, str]:
    return house.start(), house.start()


def told(house: Ward, kernel: str, expression: str) -> object:
    """Return what an expression is in a kernel."""
    said = house.run(kernel, f"import json; print(json.dumps({expression}))")
    assert said.status == "ok", said
    return json.loads(said.printed)


def test_the_kernels_are_forked(house: Ward, two: tuple[str, str]) -> None:
    for kernel in two:
        assert isinstance(house.kernels.get_kernel(kernel).provisioner, ForkingProvisioner)
        assert house.process(kernel).ppid() == house.template().pid


def test_a_kernel_answers_as_any_other(house: Ward, two: tuple[str, str]) -> None:
    async def info() -> str:
        reply = await (await house.client(two[0])).kernel_info(reply=True)
        return str(reply["content"]["implementation"])

    assert house.do(info()) == "ipython"
    assert told(house, two[0], "1 + 1") == 2
    assert house.run(two[0], "1 / 0").error == "ZeroDivisionError"
    assert "hej" in house.run(two[0], "print('hej')").printed
    assert house.run(two[0], "%cd .").status == "ok", "IPython's own commands are there"


def test_the_cells_of_a_page_show_their_windows(house: Ward) -> None:
    kernel = house.start(VOILA_BASE_URL="/")
    house.run(kernel, f"%cd {ROOT / 'notebooks'}")
    for code in CELLS:
        said = house.run(kernel, code)
        assert said.status == "ok", said
    assert "application/vnd.jupyter.widget-view+json" in said.shown[0]
    house.end(kernel)


def test_a_page_needs_nothing_that_is_not_imported_before(house: Ward) -> None:
    """Each of these would be imported, and kept in memory, anew for every visitor."""
    kernel = house.start()
    house.run(kernel, f"%cd {ROOT / 'notebooks'}\nimport sys")
    count = "sorted(name for name in sys.modules if name not in before)"
    house.run(kernel, "before = set(sys.modules)")
    for code in [*CELLS, PROFILE]:
        assert house.run(kernel, code).status == "ok"
    assert told(house, kernel, count) == []
    heavy = (
        "[name for name in ('altair', 'scipy', 'sqlalchemy', 'debugpy') if sys.modules.get(name)]"
    )
    assert told(house, kernel, heavy) == []
    house.end(kernel)


def test_a_kernel_looks_at_no_more_modules_than_it_needs(house: Ward, two: tuple[str, str]) -> None:
    assert told(house, two[0], "get_ipython().kernel._kernel_modules") == []
    assert told(house, two[0], "type(__import__('sys').modules).__name__") == "dict"
    said = house.run(two[0], "%reset -f --aggressive\nimport IPython, kit")
    assert "Cannot restore" in said.printed
    assert said.status == "ok"


def test_a_comm_is_opened_and_answered(house: Ward, two: tuple[str, str]) -> None:
    said = house.run(
        two[0],
        textwrap.dedent("""
            heard = []
            def opened(comm, message):
                heard.append(message["content"]["data"])
                comm.on_msg(lambda message: heard.append(message["content"]["data"]))
            get_ipython().kernel.comm_manager.register_target("test", opened)
        """),
    )
    assert said.status == "ok"

    async def talk() -> None:
        client = await house.client(two[0])
        for kind, content in (
            ("comm_open", {"comm_id": "c", "target_name": "test", "data": 1}),
            ("comm_msg", {"comm_id": "c", "data": 2}),
        ):
            client.shell_channel.send(client.session.msg(kind, content))

    house.do(talk())
    assert told(house, two[0], "heard") == [1, 2]


def test_a_kernel_can_be_interrupted(house: Ward, two: tuple[str, str]) -> None:
    async def interrupted() -> list[str]:
        client = await house.client(two[1])
        ident, seen = client.execute("print('begun', flush=True)\nwhile True: pass"), []
        while True:
            message = await client.get_iopub_msg()
            if message["parent_header"].get("msg_id") != ident:
                continue
            if message["msg_type"] == "stream":
                manager: Any = house.kernels.get_kernel(two[1])
                await manager.interrupt_kernel()
            if message["msg_type"] == "error":
                seen.append(str(message["content"]["ename"]))
            if message["content"].get("execution_state") == "idle":
                await client.get_shell_msg()
                return seen

    assert house.do(interrupted()) == ["KeyboardInterrupt"]
    assert told(house, two[1], "2") == 2


def test_two_kernels_throw_different_dice(house: Ward, two: tuple[str, str]) -> None:
    thrown = [
        told(house, kernel, "[__import__('random').random(), __import__('uuid').uuid4().hex]")
        for kernel in two
    ]
    assert not {*thrown[0]} & {*thrown[1]}  # type: ignore[misc]  # lists of what JSON holds


def test_numpys_dice_are_thrown_anew() -> None:
    np.random.seed(1)  # noqa: NPY002 - what a notebook may have
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(1)  # noqa: NPY002
    reseed()
    assert np.random.random() != expected  # noqa: NPY002


def test_two_kernels_have_sessions_of_their_own(house: Ward, two: tuple[str, str]) -> None:
    sessions = {told(house, kernel, "get_ipython().kernel.session.session") for kernel in two}
    assert len(sessions) == 2


def test_a_kernel_writes_no_history(house: Ward, two: tuple[str, str]) -> None:
    assert told(house, two[0], "get_ipython().history_manager.enabled") is False
    opened = [file.path for file in house.process(two[0]).open_files()]
    assert not [path for path in opened if "history" in path]


def shared(process: psutil.Process) -> set[str]:
    """Return the sockets and pipes that a process holds; whoever else holds one can listen."""
    found = set()
    for fd in Path(f"/proc/{process.pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # the one that reads the folder itself
            found.add(str(fd.readlink()))
    return {target for target in found if target.startswith(("socket:", "pipe:"))}


def test_a_kernel_holds_no_wire_of_anybody_else(house: Ward, two: tuple[str, str]) -> None:
    held = [shared(process) for process in map(house.process, two)]
    assert not held[0] & held[1]
    others = shared(psutil.Process()) | shared(house.template())
    assert not others & (held[0] | held[1])
    pid = house.process(two[0]).pid
    nowhere = {str(Path(f"/proc/{pid}/fd/{fd}").readlink()) for fd in (0, 1, 2)}
    assert nowhere == {os.devnull}


def test_a_kernel_leads_a_group_of_its_own(house: Ward, two: tuple[str, str]) -> None:
    for kernel in two:
        pid = house.process(kernel).pid
        assert os.getpgid(pid) == os.getsid(pid) == pid


def test_a_kernel_has_its_own_surroundings(house: Ward) -> None:
    kernel = house.start(QUERY_STRING="questionnaire=puls-10")
    assert (
        told(house, kernel, "__import__('os').environ['QUERY_STRING']") == "questionnaire=puls-10"
    )
    assert told(house, kernel, "__import__('os').getcwd()") == house.folder
    assert told(house, kernel, "'MALLOC_ARENA_MAX' in __import__('os').environ") is False
    house.end(kernel)


def test_the_template_has_one_thread(house: Ward, two: tuple[str, str]) -> None:
    del two
    assert house.template().num_threads() == 1


def test_no_fork_beside_a_thread() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    with pytest.raises(RuntimeError, match="threads"):
        single_threaded()
    done.set()
    other.join()


def test_an_ended_kernel_leaves_nothing(house: Ward) -> None:
    before = {*Path(house.folder).iterdir()}
    kernel = house.start()
    process = house.process(kernel)
    assert {*Path(house.folder).iterdir()} > before
    house.end(kernel)
    assert ended([process])
    assert {*Path(house.folder).iterdir()} == before


def test_a_kernel_shuts_down_when_it_is_asked_to(house: Ward) -> None:
    kernel = house.start()
    house.run(kernel, "pass")
    process = house.process(kernel)
    house.hang_up(kernel)
    house.do(house.kernels.shutdown_kernel(kernel))
    assert ended([process])


def test_when_the_template_ends_the_next_one_takes_over() -> None:
    with ward() as house:
        gone = threading.Event()
        house.kernels.when_gone.append(lambda _: gone.set())
        first, template = house.start(), house.template()
        process = house.process(first)
        template.kill()
        assert ended([template, process])
        gone.wait()
        assert house.kernels.count() == 0
        second = house.start()
        assert house.process(second).ppid() == house.template().pid != template.pid
        assert house.run(second, "1").status == "ok"


def test_kernels_end_with_a_server_that_is_killed() -> None:
    script = textwrap.dedent("""
        from nursing import ward
        with ward() as house:
            kernel = house.start()
            house.run(kernel, "import threading")
            print(house.template().pid, house.process(kernel).pid, flush=True)
            house.run(kernel, "while True: pass")
    """)
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
    ) as server:
        assert server.stdout is not None
        left = [psutil.Process(int(pid)) for pid in server.stdout.readline().split()]
        assert len(left) == 2
        os.kill(server.pid, signal.SIGKILL)
    assert ended(left)


def test_where_nothing_can_be_forked_kernels_start_as_ever(
    house: Ward,
    two: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(nursery, "version", lambda _: "8.0.0")
    forked = told(house, two[0], "__import__('sys').path")
    with caplog.at_level("INFO", logger="kit.server"), ward() as other:
        first, second = other.start(), other.start()
        assert told(other, first, "__import__('sys').path") == forked, "they import the same"
        assert other.process(second).ppid() == os.getpid()
    assert sum("ipykernel 8.0.0" in record.message for record in caplog.records) == 1


def test_a_template_that_cannot_live_is_given_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(nursery, "LAUNCH", "raise SystemExit(1)")
    with caplog.at_level("INFO", logger="kit.server"), ward() as house:
        assert house.run(house.start(), "1").status == "ok"
    assert len([record for record in caplog.records if "one by one" in record.message]) == 1
