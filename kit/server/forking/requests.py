"""What the server and the template say to each other: one packet a question, one an answer."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

LARGEST = 200_000
"""Bytes of a packet; an environment is a few thousand."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Say what one kernel may use: ``memory`` in bytes, ``cpu`` in seconds, a ``niceness``."""

    memory: int = 512 * 1024 * 1024
    cpu: int = 600
    niceness: int = 5


@dataclass(frozen=True, slots=True)
class Request:
    """Ask for a kernel that talks as its ``connection_file`` says; ``quiet`` ones print nowhere."""

    number: int
    connection_file: str
    environment: Mapping[str, str]
    folder: str
    quiet: bool = True
    limits: Limits = field(default_factory=Limits)

    def packed(self) -> bytes:
        """Return the packet; ValueError when it is larger than any request of ours."""
        packet = json.dumps(asdict(self)).encode()
        if len(packet) > LARGEST:
            raise ValueError(f"A kernel's environment of {len(packet)} bytes is too large.")
        return packet

    @classmethod
    def unpacked(cls, packet: bytes) -> Request:
        """Read a packet of our own."""
        told = json.loads(packet)
        return cls(**{**told, "limits": Limits(**told["limits"])})


@dataclass(frozen=True, slots=True)
class Born:
    """Answer a request: the process, or what kept it from being made. The pidfd comes beside."""

    number: int
    pid: int = 0
    failed: str = ""

    def send(self, wire: socket.socket, pidfd: int | None = None) -> None:
        """Send the answer."""
        fds = [] if pidfd is None else [pidfd]
        socket.send_fds(wire, [json.dumps(asdict(self)).encode()], fds)


def receive_born(wire: socket.socket) -> tuple[Born, int | None] | None:
    """Return the next answer and its pidfd; None once the template is gone."""
    packet, fds, _, _ = socket.recv_fds(wire, LARGEST, 1)
    if not packet:
        return None
    return Born(**json.loads(packet)), fds[0] if fds else None
