"""Check a text: from YAML to a model, with every problem noted on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from kit.items import Frozen
from kit.reading.contents import Contents
from kit.reading.findings import Findings
from kit.reading.shapes import shape
from kit.reading.source import Tree, parse

Rule = Callable[[Contents, Findings], None]
Model = TypeVar("Model", bound=Frozen)


def checked(
    text: str, model: type[Model], rules: Iterable[Rule], findings: Findings
) -> Model | None:
    """Make the model of a file's text; None while anything is wrong with it."""
    tree = parse(text, findings)
    if tree is None or not _is_map(tree, findings):
        return None
    findings.lines = tree.lines
    made = shape(tree, findings, model)
    contents = Contents(tree.value, model)
    for rule in rules:
        rule(contents, findings)
    return None if findings else made


def _is_map(tree: Tree, findings: Findings) -> bool:
    if not isinstance(tree.value, dict) and not findings:
        findings.add(
            1,
            "The file is no questionnaire: it does not begin with keys such as id and title.",
            "Begin with a copy of a questionnaire that works.",
        )
    return isinstance(tree.value, dict)
