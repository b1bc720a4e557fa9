"""The window with a region's view of many municipalities; its kernel remembers nothing."""
# ruff: noqa: PLC0415 - what reads and draws is imported when it is asked for

from __future__ import annotations

from collections.abc import Callable

from kit.questionnaire import Questionnaire
from kit.widgets.window import Message, Window


def answer_packing(window: Window, questionnaire: Callable[[], Questionnaire]) -> None:
    """Let a window's kernel pack what a municipality hands to its region."""

    def pack(message: Message) -> Message:
        from kit.region.desk import pack_for_region

        return pack_for_region(questionnaire(), message["request"])

    window.answer("package", pack)


class Region(Window):
    """Put the packages of many municipalities together, which the browser reads and holds."""

    def __init__(self, state: Message) -> None:
        """Draw from ``state``, which has the words of every language of the kit."""
        super().__init__("region", state)

        def show(message: Message) -> Message:
            from kit.region.desk import show_region

            return show_region(message["request"])

        self.answer("region", show)
