"""Check that every condition looks back at something that can be answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.conditions import Ast, ConditionError, ids, parse
from kit.reading.contents import Contents, maps, text
from kit.reading.findings import Findings, Path

SCALED = frozenset({"rate", "number"})
CHOSEN = frozenset({"rate", "choice", "choices"})
COMPARED = CHOSEN | {"number", "text"}


def conditions(contents: Contents, findings: Findings) -> None:
    """Check the condition of each item against the items before it."""
    walk = _Walk(contents, findings)
    for path, item in contents.items:
        if not findings.enough:
            walk.check((*path, "when"), item)


def _parsed(condition: object) -> Ast | None:
    # What cannot be parsed is reported with its position where the shapes are checked.
    try:
        return parse(condition) if isinstance(condition, str) else None
    except ConditionError:
        return None


def _answerable(item: dict[str, Any]) -> dict[str, dict[str, Any]]:
    name = text(item, "id")
    found = {name: item} if name else {}
    for facet in maps(item.get("also")):
        if name and text(facet, "facet"):
            found[f"{name}.{facet['facet']}"] = {"kind": "rate", "scale": facet.get("scale")}
    return found


class _Walk:
    """Go through the items in order; ``_known`` is what can be answered so far, by id."""

    def __init__(self, contents: Contents, findings: Findings) -> None:
        self._contents = contents
        self._findings = findings
        self._every = {name for _, item in contents.items for name in _answerable(item)}
        self._known: dict[str, dict[str, Any]] = {}
        self._place: Path = ()

    def check(self, place: Path, item: dict[str, Any]) -> None:
        self._place = place
        tree = _parsed(item.get("when"))
        if tree:
            for name in dict.fromkeys(ids(tree)):
                self._reference(name, text(item, "id"))
            for name, literal in _comparisons(tree):
                if name in self._known:
                    self._literal(name, self._known[name], literal)
        self._known |= _answerable(item)

    def _add(self, what: str, remedy: str, **params: object) -> None:
        self._findings.add(self._place, what, remedy, **params)

    def _reference(self, name: str, own: str) -> None:
        base = name.partition(".")[0]
        if name in self._known:
            if self._known[name].get("kind") == "note":
                what = 'The condition looks at "{name}", which is a note without an answer.'
                self._add(what, "Look at a question instead.", name=name)
        elif base == own:
            what = 'The condition of "{name}" looks at its own answer.'
            self._add(what, "A condition can only look at earlier items.", name=name)
        elif name in self._every:
            what = 'The condition looks at "{name}", which comes later.'
            self._add(what, "Move that item before this one, or change the condition.", name=name)
        elif name in self._contents.background:
            what = 'The condition looks at "{name}", which is a question about the person.'
            self._add(what, "Conditions can only look at items on the pages.", name=name)
        else:
            what = 'The condition looks at "{name}", which does not exist.'
            listed = "Earlier items: {names}."
            self._findings.unknown(self._place, what, name, self._known, listed)

    def _literal(self, name: str, item: dict[str, Any], literal: Ast | None) -> None:
        kind = text(item, "kind")
        if kind in {"rank", "points"}:
            what = '"{name}" has no single answer to compare with.'
            self._add(what, "Write answered({name}).", name=name)
        elif literal and literal[0] == "text":
            self._chosen(name, kind, item, literal[1])
        elif literal and kind in COMPARED - SCALED:
            what = '"{name}" is no number, but the condition compares it with {number}.'
            remedy = "Write an option's id in quotation marks: {name} == 'a'."
            self._add(what, remedy, name=name, number=literal[1])

    def _chosen(self, name: str, kind: str, item: dict[str, Any], option: str) -> None:
        known = self._contents.answers(item)
        if kind == "number":
            what = '"{name}" is a number, but the condition compares it with a text.'
            self._add(what, "Write the number without quotation marks.", name=name)
        elif kind in CHOSEN and known and option not in known:
            what = 'The question "{question}" has no answer "{name}".'
            self._findings.unknown(
                self._place, what, option, known, "Answers: {names}.", question=name
            )


def _comparisons(tree: Ast) -> Iterator[tuple[str, Ast | None]]:
    """Walk id and literal of every comparison; None for the other side being an id too."""
    match tree:
        case ["and" | "or", left, right]:
            yield from _comparisons(left)
            yield from _comparisons(right)
        case ["not", inner]:
            yield from _comparisons(inner)
        case ["in", [_, name], literals]:
            yield from ((name, literal) for literal in literals)
        case ["answered", _]:
            return
        case [_, left, right]:
            for one, other in ((left, right), (right, left)):
                if one[0] == "id":
                    yield one[1], None if other[0] == "id" else other
