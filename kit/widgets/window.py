"""What every window of the kit has in common: one small browser stub and a wire.

The browser half of a window is a static module that the kit's own server, Binder and
JupyterLab all serve under the same address, so the stub that anywidget loads stays tiny
(anywidget drops a model whose module is not ready within two seconds).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import anywidget
import traitlets

STUB = """
const told = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");
const folder = () => {
  const site = (told("jupyter-config-data").baseUrl || "/").replace(/\\/?$/, "/");
  return new URL(told("kit-drawn").static ?? `${site}voila/templates/kit/static/`, location.href);
};
export default {
  async render(view) {
    const { adapt } = await import(new URL("jupyter.js", folder()).href);
    return adapt(view);
  },
};
"""
"""The page that `kit serve` draws names the folder that its own scripts came from, so that the
windows that stand there and the widgets that come to them share one module."""

Message = dict[str, Any]


class Window(anywidget.AnyWidget):
    """Show one of the kit's browser modules and answer what it asks.

    ``kind`` names the module (``form`` is ``static/form.js``); ``state`` is what it draws.
    The browser sends ``{"type", "id", ...}``; every message gets one answer with the same id,
    so that the page can tell a kernel that works from one that is gone.
    """

    _esm: ClassVar[str] = STUB
    kind = traitlets.Unicode().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, kind: str, state: Message) -> None:
        self._answers: dict[str, Callable[[Message], Message]] = {"ping": self._here}
        super().__init__(kind=kind, state=state)
        self.on_msg(self._receive)

    def answer(self, kind: str, answer: Callable[[Message], Message]) -> None:
        """Answer messages of ``kind`` with what ``answer`` makes of them."""
        self._answers[kind] = answer

    def _here(self, _: Message) -> Message:
        """Tell what this window shows, so that a page which was drawn before can be held to it.

        ``alone`` says that the notebook does nothing but show windows (their words are left to
        the page then): nobody here would notice an answer.
        """
        hash_ = self.state.get("questionnaire", {}).get("hash")
        return {"questionnaire": hash_, "alone": "words" not in self.state}

    def _receive(self, _: object, content: object, __: object) -> None:
        if not isinstance(content, dict):
            return
        answer = self._answers.get(str(content.get("type")))
        if answer is not None:
            self.send({"type": "answer", "id": content.get("id"), **_safely(answer, content)})


def _safely(answer: Callable[[Message], Message], content: Message) -> Message:
    try:
        return {"content": answer(content), "failed": False}
    except Exception:  # noqa: BLE001 - whatever failed, the page must be told instead of left waiting
        return {"content": None, "failed": True}
