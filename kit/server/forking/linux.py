"""Ask Linux for what Python has no words for: die with the parent, and start no processes."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_SET_MODE_FILTER = 1
SECCOMP_FILTER_FLAG_SPEC_ALLOW = 4

# From linux/bpf_common.h and linux/seccomp.h.
LOAD, JUMP_IF_EQUAL, JUMP_IF_BITS, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
CLONE_THREAD = 0x00010000
EPERM, ENOSYS = 1, 38

# Architecture as the kernel knows it, then the numbers of seccomp, clone, clone3, and of the calls
# that can make nothing but processes.
MACHINES: dict[str, tuple[int, int, int, int, tuple[int, ...]]] = {
    "x86_64": (0xC000003E, 317, 56, 435, (57, 58)),
    "aarch64": (0xC00000B7, 277, 220, 435, ()),
}
OTHER_NUMBERING = 0x40000000
"""Calls by x86-64's second numbering, which nothing uses."""

_libc = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None


def die_with_parent(parent: int) -> None:
    """End this process when its parent does; at once when the parent has ended already."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def start_no_processes() -> bool:
    """Let this process make threads only, for good; tell whether Linux agreed.

    A limit on processes would count those of the same user, all kernels and the server among them,
    and would not hold for root at all.
    """
    known = MACHINES.get(platform.machine())
    if known is None or _libc is None:
        return False
    program = _filter(known)
    code = ctypes.create_string_buffer(program, len(program))
    passed = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    try:
        _prctl(PR_SET_NO_NEW_PRIVS, 1)
    except OSError:
        return False
    flags = SECCOMP_FILTER_FLAG_SPEC_ALLOW
    done: int = _libc.syscall(known[1], SECCOMP_SET_MODE_FILTER, flags, passed)
    return done == 0


def _filter(machine: tuple[int, int, int, int, tuple[int, ...]]) -> bytes:
    """Return the program that looks at every call: fork, vfork and clone of a process fail."""
    architecture, _, clone, clone3, forks = machine
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_IF_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, ERRNO | ENOSYS),
        (LOAD, 0, 0, NUMBER),
        (JUMP_IF_AT_LEAST, 0, 1, OTHER_NUMBERING),
        (RETURN, 0, 0, ERRNO | ENOSYS),
    ]
    for number in forks:
        steps += [(JUMP_IF_EQUAL, 0, 1, number), (RETURN, 0, 0, ERRNO | EPERM)]
    # What clone3 is asked for lies in memory, out of a filter's sight; libc then takes clone.
    steps += [(JUMP_IF_EQUAL, 0, 1, clone3), (RETURN, 0, 0, ERRNO | ENOSYS)]
    steps += [
        (JUMP_IF_EQUAL, 0, 3, clone),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (JUMP_IF_BITS, 1, 0, CLONE_THREAD),
        (RETURN, 0, 0, ERRNO | EPERM),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _prctl(option: int, value: int) -> None:
    if _libc is None or _libc.prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
