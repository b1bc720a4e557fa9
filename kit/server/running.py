"""Run a page's cells in its kernel, and say in JSON what they showed.

All cells are sent at once, and run one after the other; the first that fails stops the rest.
What they showed goes to the page as windows (Voila draws those), as words drawn here, or as the
plain fact that it failed: the reason may hold what is nobody's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from queue import Empty
from typing import Any

import zmq.asyncio

from kit.server.drawing import Html, element
from kit.server.notebooks import Cell, markdown

LOOK = 1.0
"""Seconds of silence after which somebody looks whether the kernel is still there."""
FIRST_LOOK = 0.03
"""Seconds after which a new kernel is asked again: what it says before it is heard is lost."""
KNOCK = 10
"""Milliseconds between attempts to reach a kernel that is not there yet."""
WIDGET = "application/vnd.jupyter.widget-view+json"
BROKEN = {"output_type": "broken"}
Output = dict[str, Any]


class KernelLost(Exception):
    """The kernel ended while its cells were run."""


async def run(kernel: Any, cells: Sequence[Cell]) -> list[dict[str, Any]]:
    """Run the cells; return ``{"index", "outputs"}`` for each, as far as they came.

    ``kernel`` is its manager. Raises ``KernelLost`` when it is gone before anything was shown.
    """
    client = kernel.client(context=_context())
    client.start_channels(stdin=False, hb=False, control=False)
    try:
        await _listening(kernel, client)
        asked = {client.execute(cell.source, store_history=False): cell for cell in cells}
        return await _told(kernel, client, asked)
    finally:
        client.stop_channels()


@cache
def _context() -> zmq.asyncio.Context:
    """Return what all talks with kernels go through: one thread for all of them."""
    context = zmq.asyncio.Context()
    context.setsockopt(zmq.RECONNECT_IVL, KNOCK)
    return context


async def _listening(kernel: Any, client: Any) -> None:
    """Wait until what the kernel says is heard."""
    client.kernel_info()
    while await _heard(kernel, client, FIRST_LOOK) is None:
        client.kernel_info()


async def _heard(kernel: Any, client: Any, patience: float = LOOK) -> dict[str, Any] | None:
    """Return what the kernel says next; None after a silence of ``patience`` seconds."""
    try:
        said: dict[str, Any] = await client.get_iopub_msg(timeout=patience)
    except Empty:
        if not await kernel.is_alive():
            raise KernelLost from None
        return None
    return said


async def _told(kernel: Any, client: Any, asked: dict[str, Cell]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"index": c.index, "outputs": []} for c in asked.values()]
    places = {ident: place for place, ident in enumerate(asked)}
    while True:
        try:
            said = await _heard(kernel, client)
        except KernelLost:
            return _broken(found, len(found) - 1 if not places else min(places.values()))
        place = places.get(said["parent_header"].get("msg_id", "")) if said else None
        if said is None or place is None:
            continue
        kind, content = said["msg_type"], said["content"]
        if kind == "error":
            return _broken(found, place)
        if kind == "status" and content["execution_state"] == "idle":
            places.pop(said["parent_header"]["msg_id"])
            if not places:
                return found
        elif shown := _shown(kind, content):
            found[place]["outputs"].append(shown)


def _broken(found: list[dict[str, Any]], place: int) -> list[dict[str, Any]]:
    """Return what was shown up to the cell that failed; the cells after it did not run."""
    found[place]["outputs"] = [BROKEN]
    return found[: place + 1]


def _shown(kind: str, content: dict[str, Any]) -> Output | None:
    """Return what one message shows; None for what is not for visitors."""
    if kind == "stream":
        is_for_visitors = content["name"] == "stdout"
        return words(element("pre", content["text"])) if is_for_visitors else None
    if kind not in {"display_data", "execute_result"}:
        return None
    data = content["data"]
    if WIDGET in data:
        shown = {"output_type": "display_data", "metadata": {}, "trusted": True}
        return shown | {"data": {WIDGET: data[WIDGET]}}
    return words(_drawn(data))


def _drawn(data: dict[str, Any]) -> Html:
    """Draw the richest of the forms in which a cell shows something."""
    if "text/html" in data:
        return Html(data["text/html"])
    if "text/markdown" in data:
        return markdown(data["text/markdown"])
    if "image/svg+xml" in data:
        return Html(data["image/svg+xml"])
    if "image/png" in data:
        return Html(f'<img alt="" src="data:image/png;base64,{escape(data["image/png"])}">')
    return element("pre", data.get("text/plain", ""))


def words(html: Html) -> Output:
    """Return drawn words as the page takes them."""
    return {"output_type": "html", "html": html}
