"""A questionnaire's file as a manuscript: change its words and keep everything else as it was."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from kit.errors import KitError
from kit.language import msgid, say
from kit.reasons import reason
from kit.shelf import QUESTIONNAIRE_PATTERN

Step = str | int
BAD_NAME = msgid("“{name}” cannot be a file name. Use small letters a-z, digits and hyphens.")
EXISTS = msgid("{file} is there already. Choose another name, or tick that it shall be replaced.")
UNWRITABLE = msgid("{file} could not be saved in {folder} ({reason}). Download the file instead.")
UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of the questionnaire: where it stands, and its words per language."""

    path: tuple[Step, ...]
    section: str
    place: str
    words: dict[str, str]


class Manuscript:
    """Hold the source of a questionnaire; a change replaces one text and not a letter more.

    What the questionnaire means is not looked at here. Raises ``ValueError`` when the source is
    no YAML; ``kit.reading.check_text`` says where and why.
    """

    def __init__(self, source: str) -> None:
        """Find where everything stands in the source."""
        self.source = source
        self._tree = _composed(source)

    def wordings(self) -> list[Wording]:
        """List every text that participants may read, in the order of the file."""
        listed = _child(self._tree, "languages")
        languages = [node.value for node in listed.value] if listed else []
        return list(_texts(self._tree, (), (), languages))

    def change(self, path: tuple[Step, ...], language: str, words: str) -> None:
        """Put ``words`` in place of the text at ``path`` in one language, missing or not."""
        node = self._tree
        for step in path:
            node = _child(node, step)
        there = _child(node, language)
        if there is None:
            end, lead = self._end(node.value[-1][1]), _lead_of_another(node)
            self._splice(end, end, f"{lead}{language}: {quoted(words)}")
        else:
            self._splice(there.start_mark.index, self._end(there), quoted(words))

    def rename(self, questionnaire_id: str) -> None:
        """Give the questionnaire another id, so that its answers are kept apart."""
        there = _child(self._tree, "id")
        if there is not None:
            self._splice(there.start_mark.index, there.end_mark.index, questionnaire_id)

    def _end(self, node: Node) -> int:
        # The mark after a text in paragraphs (``|`` or ``>``) stands at the next key.
        start: int = node.start_mark.index
        return start + len(self.source[start : node.end_mark.index].rstrip())

    def _splice(self, start: int, end: int, words: str) -> None:
        self.source = self.source[:start] + words + self.source[end:]
        self._tree = _composed(self.source)


def quoted(words: str) -> str:
    """Write ``words`` as a double-quoted YAML string on one line."""
    return UNPRINTABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(words, ensure_ascii=False)
    )


def _child(node: Node | None, step: Step) -> Node | None:
    if isinstance(node, SequenceNode) and isinstance(step, int):
        found: Node = node.value[step]
        return found
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _composed(source: str) -> Any:
    # Pure, because the round-trip composer leaves marks of its own in folded texts.
    try:
        return YAML(typ="safe", pure=True).compose(source)
    except (YAMLError, RecursionError) as error:
        raise ValueError("The source is not YAML.") from error


def _lead_of_another(node: MappingNode) -> str:
    if node.flow_style:
        return ", "
    column: int = node.value[0][0].start_mark.column
    return "\n" + " " * column


def _texts(
    node: Node, path: tuple[Step, ...], place: tuple[str, ...], languages: list[str]
) -> Iterator[Wording]:
    children: list[tuple[Step, str, Node]] = []
    if isinstance(node, MappingNode):
        if node.value and {key.value for key, _ in node.value} <= set(languages):
            had = {key.value: value.value for key, value in node.value}
            words = {language: had.get(language, "") for language in languages}
            yield Wording(path, str(path[0]), " › ".join(place), words)
            return
        children = [(key.value, key.value, value) for key, value in node.value]
    elif isinstance(node, SequenceNode):
        children = [(n, _name(child, n), child) for n, child in enumerate(node.value)]
    for step, name, child in children:
        if step != "x":
            yield from _texts(child, (*path, step), (*place, name), languages)


def _name(node: Node, number: int) -> str:
    own = _child(node, "id")
    return str(number + 1) if own is None else str(own.value)


def is_file_name(name: str) -> bool:
    """Say whether a questionnaire can have ``name`` as its id and its file's name."""
    return len(name) <= LONGEST and re.fullmatch(QUESTIONNAIRE_PATTERN, name) is not None


def save_questionnaire(
    folder: Path, name: str, source: str, *, replace: bool = False, language: str = "sv"
) -> Path:
    """Write ``source`` as ``<folder>/<name>.yaml`` so that a crash leaves the old file whole.

    Raises ``KitError`` with a full sentence when the name is no file name, when the file exists
    and ``replace`` is not set, or when the folder cannot be written.
    """
    if not is_file_name(name):
        raise KitError(say(language, BAD_NAME, name=name))
    path = folder / f"{name}.yaml"
    if path.exists() and not replace:
        raise KitError(say(language, EXISTS, file=path.name))
    try:
        _write_then_rename(path, source)
    except OSError as error:
        why = reason(error, language)
        raise KitError(
            say(language, UNWRITABLE, file=path.name, folder=folder.name, reason=why)
        ) from error
    return path


def _write_then_rename(path: Path, source: str) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".yaml")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(source)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
