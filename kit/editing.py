"""A questionnaire's file as a manuscript: change its words and keep everything else as it was."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from kit.errors import KitError
from kit.language import say

Step = str | int
BAD_NAME = "“{name}” cannot be a file name. Use small letters a-z, digits and hyphens."
EXISTS = "{file} is there already. Choose another name, or tick that it shall be replaced."
UNWRITABLE = "{file} could not be saved in {folder} ({reason}). Download the file instead."
FILE_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of the questionnaire: where it stands, and its words per language."""

    path: tuple[Step, ...]
    section: str
    place: str
    words: dict[str, str]


class Manuscript:
    """Hold the source of a questionnaire; comments, order and quoting survive every change.

    ``source`` must be YAML that ``kit.reading.check_text`` could parse; what the questionnaire
    means is not looked at here.
    """

    def __init__(self, source: str) -> None:
        """Parse the source for editing."""
        self._yaml = YAML(typ="rt")
        self._yaml.preserve_quotes = True
        self._yaml.width = 4096
        self._tree = self._yaml.load(source)

    @property
    def source(self) -> str:
        """Return the whole file as text."""
        stream = io.StringIO()
        self._yaml.dump(self._tree, stream)
        return stream.getvalue()

    @property
    def id(self) -> str:
        """Return the questionnaire's id as the file has it."""
        return str(self._tree.get("id", ""))

    def wordings(self) -> list[Wording]:
        """List every text that participants may read, in the order of the file."""
        languages = [str(language) for language in self._tree.get("languages", [])]
        return list(_texts(self._tree, (), (), languages))

    def change(self, path: tuple[Step, ...], language: str, words: str) -> None:
        """Put ``words`` in place of the text at ``path`` in one language."""
        node = self._tree
        for step in path:
            node = node[step]
        node[language] = words

    def rename(self, questionnaire_id: str) -> None:
        """Give the questionnaire another id, so that its answers are kept apart."""
        self._tree["id"] = questionnaire_id


def _texts(
    node: object, path: tuple[Step, ...], place: tuple[str, ...], languages: list[str]
) -> Iterator[Wording]:
    if isinstance(node, dict):
        if node and set(node) <= set(languages):
            words = {str(language): str(node.get(language, "")) for language in languages}
            yield Wording(path, str(path[0]), " › ".join(place), words)
            return
        children: list[tuple[Step, str, object]] = [(k, str(k), v) for k, v in node.items()]
    elif isinstance(node, list):
        children = [(n, _name(child, n), child) for n, child in enumerate(node)]
    else:
        return
    for step, name, child in children:
        if step != "x" or path:
            yield from _texts(child, (*path, step), (*place, name), languages)


def _name(node: object, number: int) -> str:
    return str(node.get("id", number + 1)) if isinstance(node, dict) else str(number + 1)


def save_questionnaire(
    folder: Path, name: str, source: str, *, replace: bool = False, language: str = "sv"
) -> Path:
    """Write ``source`` as ``<folder>/<name>.yaml`` so that a crash leaves the old file whole.

    Raises ``KitError`` with a full sentence when the name is no file name, when the file exists
    and ``replace`` is not set, or when the folder cannot be written.
    """
    if not FILE_NAME.fullmatch(name):
        raise KitError(say(language, BAD_NAME, name=name))
    path = folder / f"{name}.yaml"
    if path.exists() and not replace:
        raise KitError(say(language, EXISTS, file=path.name))
    try:
        _write_then_rename(path, source)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise KitError(
            say(language, UNWRITABLE, file=path.name, folder=folder.name, reason=reason)
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
