"""The kit's own exceptions.

KitError                 everything that the kit raises on purpose
└── ProblemsFound        something was read and refused; carries every problem at once
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Say what is wrong, where, and what to do about it.

    ``line`` counts from 1; None when the problem has no single line.
    """

    file: str
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.what} {self.remedy}".rstrip()

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the problem as plain values, for JSON and for tables."""
        return asdict(self)


class KitError(Exception):
    """Base of all exceptions that the kit raises on purpose; its text is a full sentence."""

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this: whoever adapts a notebook needs the sentence, not the stack.
        return [str(self)]


class ProblemsFound(KitError):
    """Raised when something read is refused; ``problems`` holds all of them, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
