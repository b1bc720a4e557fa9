"""One of several workers: ``python -m kit.server.worker``, which ``kit serve --workers`` starts.

What to do comes as one line on the standard input. When that ends, so does the worker: nobody
would start it again, or end it.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

from kit.errors import KitError
from kit.server.app import serve_on
from kit.server.options import Options
from kit.server.passing import Door


def main() -> None:
    """Do what the line says."""
    orders = json.loads(sys.stdin.readline())
    told = orders["options"]
    told |= {
        "notebooks": Path(told["notebooks"]),
        "metrics_for": tuple(told["metrics_for"]),
    }
    sockets = [socket.socket(fileno=number) for number in orders["sockets"]]
    ports = {int(number): port for number, port in orders["ports"].items()}
    door = Door(socket.socket(fileno=orders["door"]), ports, Path(orders["folder"]))
    try:
        serve_on(Options(**told).checked(), sockets, door)
    except KitError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
