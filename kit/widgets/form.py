"""The self-assessment form as a widget."""

from __future__ import annotations

from typing import Any

import traitlets

from kit.widgets.window import Message, Window


class Form(Window):
    """Show a questionnaire and emit what is answered.

    ``response`` holds the visitor's own response as the browser last told it, in the shape of
    ``kit.records.Response``; it is empty until something has been answered. Observe it, or read
    it: nothing here stores or scores.
    """

    response: traitlets.Dict[str, Any] = traitlets.Dict()

    def __init__(self, state: Message, *, keep: bool = True) -> None:
        """Draw from ``state``; with ``keep=False`` the browser forgets the answers on reload."""
        super().__init__("form", state | {"keep": keep})
        self.answer("change", self._told)
        self.answer("finish", self._told)

    def _told(self, message: Message) -> Message:
        response = message.get("response")
        if isinstance(response, dict):
            self.response = response
        return {}
