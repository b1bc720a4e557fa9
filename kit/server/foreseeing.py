"""Foresee what a notebook's cells will show, from reading them; nothing is ever run.

A page is drawn before its kernel is there. What the kernel shows later counts: a cell that is
written in a way that is not understood here is left to it.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from kit.workshop import Workshop

KINDS = frozenset(
    {
        "actions",
        "console",
        "file",
        "follow_up",
        "form",
        "group",
        "presenter",
        "profile",
        "reflection",
        "region",
    }
)
STANDING = frozenset({"actions", "file", "form", "profile", "reflection"})
"""Those that a page draws by itself, from nothing but the questionnaire."""
DEFAULT = str(inspect.signature(Workshop).parameters["questionnaire"].default)


@dataclass(frozen=True, slots=True)
class Window:
    """Hold what one cell will show: ``kind`` is the verb, ``more`` what it is told, by name."""

    kind: str
    questionnaire: str
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Hold the windows by their cells' index; ``is_whole`` says that the cells do nothing else."""

    windows: dict[int, Window]
    is_whole: bool


def foresee(sources: Iterable[tuple[int, str]]) -> Foreseen:
    """Return what code cells will show.

    ``sources`` are the cells in their order, each with its index. What is known of a name is
    what the cells above say: ``workshop = Workshop("bibliotek-24")``.
    """
    known: dict[str, str] = {}
    read = {index: _read(source, known) for index, source in sources}
    found = {index: window for index, (window, _) in read.items() if window is not None}
    return Foreseen(found, all(is_plain for _, is_plain in read.values()))


def _read(source: str, known: dict[str, str]) -> tuple[Window | None, bool]:
    """Return the window that a cell shows, and whether the cell does nothing that is not known."""
    try:
        *before, last = ast.parse(source).body or [ast.Pass()]
    except (SyntaxError, ValueError):  # a line for IPython, or no Python at all
        return None, False
    plain = [_learn(statement, known) for statement in before]
    if isinstance(last, ast.Expr) and all(plain):
        window = _shown(last.value, known)
        return window, window is not None
    return None, all([*plain, _learn(last, known)])


def _learn(statement: ast.stmt, known: dict[str, str]) -> bool:
    """Note what a statement says of workshops; tell whether it does nothing else."""
    match statement:
        case ast.ImportFrom(module="kit") | ast.Pass():
            return True
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            known.pop(name, None)
            named = _workshop(value)
            if named is not None:
                known[name] = named
            return named is not None
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            known.pop(node.id, None)
    return False


def _workshop(value: ast.expr) -> str | None:
    """Return the questionnaire that ``Workshop(…)`` opens; None where it is anything else."""
    match value:
        case ast.Call(func=ast.Name(id="Workshop"), args=[], keywords=[]):
            return DEFAULT
        case ast.Call(
            func=ast.Name(id="Workshop"), args=[ast.Constant(value=str(named))], keywords=[]
        ):
            return named
    return None


def _shown(value: ast.expr, known: dict[str, str]) -> Window | None:
    match value:
        case ast.Call(func=ast.Attribute(value=on, attr=kind), args=[], keywords=keywords):
            named = known.get(on.id) if isinstance(on, ast.Name) else _workshop(on)
            more = {str(one.arg): one.value.value for one in keywords if _is_plain(one.value)}
            if named is not None and kind in KINDS and len(more) == len(keywords):
                return Window(kind, named, more)
    return None


def _is_plain(value: ast.expr) -> TypeGuard[ast.Constant]:
    """Tell whether a value is written out and can be sent as JSON."""
    told = value.value if isinstance(value, ast.Constant) else ...
    return told is None or isinstance(told, str | int | float)
