"""The window with a group's result: it draws what the browser hands it, and holds no key."""
# ruff: noqa: PLC0415 - what draws and what counts is imported when it is asked for

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from kit.questionnaire import Questionnaire
from kit.widgets.window import Message, Window

if TYPE_CHECKING:
    from kit.group_files import FileDesk

Ask = Callable[[], Questionnaire]


def answer_drawing(window: Window, questionnaire: Ask) -> None:
    """Let a window's kernel draw safe tables that the browser has fetched."""

    def draw(message: Message) -> Message:
        from kit.group_report import group_state

        request = message["request"]
        views = [str(view) for view in request["views"]]
        return group_state(questionnaire(), request["tables"], str(request["language"]), views)

    window.answer("draw", draw)


class Group(Window):
    """Show the result of a round, or of files that somebody has collected.

    ``questionnaire`` returns the questionnaire once it is needed.
    """

    def __init__(self, state: Message, questionnaire: Ask) -> None:
        """Draw from ``state``, whose ``round`` says which of the two it is."""
        super().__init__("group", state)
        self._questionnaire = questionnaire
        answer_drawing(self, questionnaire)
        self.answer("files", lambda message: self._desk.files(message["request"]))
        self.answer("gather", lambda message: self._desk.gather(message["request"]))

    @cached_property
    def _desk(self) -> FileDesk:
        from kit.group_files import FileDesk

        return FileDesk(self._questionnaire())
