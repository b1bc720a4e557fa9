"""Turn a file into text, and text into plain maps, lists and strings with known lines.

The YAML is 1.2, read event by event from ruamel's parser. What a questionnaire never needs and
an attacker might is refused on sight: tags, anchors and aliases, duplicate keys, endless or very
deep files. Every scalar stays the text that the author wrote, so that ``no``, ``on``, ``12:30``
and ``2026.10`` are not turned into something else; the model decides what is a number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kit.reading.findings import Findings, Path
from kit.reading.mistakes import explain

DEEPEST = 16
MOST_NODES = 15_000
MOST_LINES = 20_000
LONGEST_LINE = 20_000
FREE = "x"
# Control characters, halves of characters, and line breaks that only some readers know.
_STRANGE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(slots=True)
class Tree:
    """A file's content; ``unread`` holds the paths whose value could not be used."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    unread: set[Path] = field(default_factory=set)


class _StopError(Exception):
    """Raised when reading on would be of no use; the reason is already noted."""


def parse(text: str, findings: Findings) -> Tree | None:
    """Read YAML; None when it cannot be read to the end. What is wrong is put in ``findings``."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not _is_of_a_size(lines, findings):
        return None
    builder = _Builder("\n".join(_readable(lines, findings)), findings)
    try:
        return builder.tree()
    except _StopError:
        return None
    except MarkedYAMLError as error:
        explain(error, findings)
    except Exception as error:  # noqa: BLE001 - a parser's bug must be a sentence to a librarian
        findings.add(
            builder.line,
            "The YAML cannot be read ({reason}).",
            "Look at this line and the one before it.",
            reason=type(error).__name__,
        )
    return None


def _is_of_a_size(lines: list[str], findings: Findings) -> bool:
    """Refuse what would keep the parser busy for seconds: it reads sign by sign."""
    if len(lines) > MOST_LINES:
        what = "The file has more than {limit} lines."
        remedy = "A questionnaire is far smaller; is it the right file?"
        findings.add(None, what, remedy, limit=MOST_LINES)
        return False
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            what = "The line is longer than {limit} characters."
            findings.add(number, what, "Divide it into several lines.", limit=LONGEST_LINE)
            return False
    return True


def _readable(lines: list[str], findings: Findings) -> Iterator[str]:
    """Note what is no text, and put something in its place so that the rest can be read."""
    for number, line in enumerate(lines, start=1):
        strange = _STRANGE.search(line)
        if strange:
            _note_strange(number, strange[0], findings)
        yield _STRANGE.sub("\N{REPLACEMENT CHARACTER}", line) if strange else line


def _note_strange(line: int, sign: str, findings: Findings) -> None:
    findings.add(
        line,
        "Here is a character that is not text (code {code}).",
        "Delete it, or write the line again.",
        code=f"U+{ord(sign):04X}",
    )


class _Builder:
    """Walk the parser's events once and build plain values."""

    def __init__(self, text: str, findings: Findings) -> None:
        self._events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)
        self._findings = findings
        self._tree = Tree()
        self._nodes = 0
        self.line = 1

    def tree(self) -> Tree:
        """Read the one document that a questionnaire is."""
        self._take()
        start = self._take()
        if isinstance(start, StreamEndEvent):
            self._findings.add(
                1, "The file is empty.", "Begin with a copy of a questionnaire that works."
            )
            raise _StopError
        self._check_version(start)
        self._tree.value = self._node(self._take(), ())
        self._take()
        if not isinstance(self._take(), StreamEndEvent):
            self._findings.add(
                self.line,
                "A second document begins here.",
                "A file holds one questionnaire: delete the line with ---, or split the file.",
            )
        return self._tree

    def _take(self) -> Event:
        event = next(self._events)
        self.line = event.start_mark.line + 1
        self._refuse_slips(event)
        return event

    def _refuse_slips(self, event: Event) -> None:
        """Refuse what YAML forbids and this parser lets pass: others would read another text."""
        end = event.end_mark
        if _ends_with_a_sign(event) and end.buffer[end.pointer : end.pointer + 1] == "#":
            self._findings.add(
                end.line + 1,
                "A comment begins right after a text or a bracket.",
                "Put a space before the #.",
            )
        if isinstance(event, ScalarEvent) and event.style is None and event.value == "-":
            self._findings.add(
                self.line,
                "A hyphen stands alone in a list.",
                "Put it in quotation marks, or delete it.",
            )

    def _check_version(self, start: Event) -> None:
        if isinstance(start, DocumentStartEvent) and start.version not in {None, (1, 2)}:
            self._findings.add(
                max(1, self.line - 1),
                "The file asks for an old version of YAML.",
                "Delete the line that begins with %YAML.",
            )
            raise _StopError

    def _node(self, event: Event, path: Path) -> Any:
        self._count(path)
        self._tree.lines.setdefault(path, self.line)
        if isinstance(event, AliasEvent):
            return self._alias(event, path)
        self._refuse_marks(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _count(self, path: Path) -> None:
        self._nodes += 1
        if self._findings.enough:
            raise _StopError
        if self._nodes > MOST_NODES:
            what = "The file has more than {limit} values."
            remedy = "A questionnaire needs far fewer: split it, or look for what is repeated."
            self._findings.add(self.line, what, remedy, limit=MOST_NODES)
            raise _StopError
        if len(path) > DEEPEST:
            what = "Maps and lists stand more than {limit} levels inside each other."
            self._findings.add(self.line, what, "Look for a [ or { too many.", limit=DEEPEST)
            raise _StopError

    def _alias(self, event: AliasEvent, path: Path) -> None:
        self._tree.unread.add(path)
        self._findings.add(
            self.line,
            "*{name} points at another place in the file; that is not allowed.",
            "Write out what it stands for. A text that begins with * needs quotation marks.",
            name=event.anchor,
        )

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._findings.add(
                self.line,
                "&{name} is an anchor; that is not allowed.",
                "Delete it. A text that begins with & needs quotation marks.",
                name=event.anchor,
            )
        if event.tag is not None:
            self._findings.add(
                self.line,
                "{name} is a YAML tag; that is not allowed.",
                "Delete it. A text that begins with ! needs quotation marks.",
                name=str(event.tag).replace("tag:yaml.org,2002:", "!!"),
            )

    def _scalar(self, event: ScalarEvent, path: Path) -> Any:
        value = event.value
        strange = _STRANGE.search(value)
        if strange:
            self._tree.unread.add(path)
            _note_strange(self.line, strange[0], self._findings)
            return None
        if event.style is not None:
            return value
        if path[:1] == (FREE,):
            return core_value(value)
        return None if value in _NULL else value

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := self._take(), SequenceEndEvent):
            found.append(self._node(event, (*path, len(found))))
        return found

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._take(), MappingEndEvent):
            key = self._key(event, path)
            place = (*path, key or "")
            if key in found:
                place = (*place, "twice")
                self._twice(key, self._tree.lines[(*path, key)])
            self._tree.lines.setdefault(place, self.line)
            value = self._node(self._take(), place)
            if key is not None:
                found.setdefault(key, value)
        return found

    def _key(self, event: Event, path: Path) -> str | None:
        self._count(path)
        if isinstance(event, ScalarEvent):
            self._refuse_marks(event)
            if not _STRANGE.search(event.value):
                return str(event.value)
        else:
            self._node(event, (*path, "?"))
        self._findings.add(
            self.line,
            "A key must be a word.",
            "Write the key as plain text, followed by a colon.",
        )
        return None

    def _twice(self, key: str, first: int) -> None:
        self._findings.add(
            self.line,
            'The key "{key}" stands twice here (first on line {first}).',
            "Keep one of them.",
            key=key,
            first=first,
        )


def _ends_with_a_sign(event: Event) -> bool:
    """Say whether the event ends with a quotation mark or a closing bracket."""
    if isinstance(event, ScalarEvent):
        return event.style in {"'", '"'}
    end = event.end_mark
    closing = isinstance(event, SequenceEndEvent | MappingEndEvent)
    return closing and end.buffer[end.pointer - 1 : end.pointer] in {"]", "}"}


def core_value(text: str) -> Any:
    """Return what YAML 1.2 makes of unquoted text; what cannot be kept exactly stays text."""
    if text in _NULL:
        return None
    if text in _FLAGS:
        return _FLAGS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text
