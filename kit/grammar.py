"""Read the conditions that show or hide an item, such as ``q111 >= 3``.

The grammar, parsed here by hand and never by ``eval``::

    either     = both ("or" both)*
    both       = unit ("and" unit)*
    unit       = "not" unit | "(" either ")" | "answered" "(" id ")" | comparison
    comparison = operand ("==" | "!=" | "<" | "<=" | ">" | ">=") operand
               | id "in" "[" literal ("," literal)* "]"
    operand    = id | literal;  literal = "text" | 'text' | number;  id = item or item.facet

A parsed condition is nested lists, plain JSON, so that the browser evaluates the same thing:
``["and", a, b]``, ``["not", a]``, ``[">=", ["id", "q111"], ["number", 3]]``,
``["in", ["id", "q1"], [["text", "a"], ...]]``, ``["answered", "q1"]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.errors import KitError

LONGEST = 1_000
DEEPEST = 20
KEYWORDS = frozenset({"and", "or", "not", "in", "answered"})
ORDERED = frozenset({"<", "<=", ">", ">="})
COMPARISONS = ORDERED | {"==", "!="}

Ast = list[Any]


class ConditionError(KitError):
    """Raised when a condition cannot be read; says where (``position`` counts from 1).

    ``what`` and ``remedy`` are sentences of the interface's words, filled by ``params``.
    """

    def __init__(self, position: int, what: str, remedy: str, **params: object) -> None:
        self.position = position
        self.what = what
        self.remedy = remedy
        self.params = params | {"position": position}
        super().__init__(f"{what} {remedy}".format(**self.params))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # word, text, number, sign or end
    value: str
    position: int


_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
      (?P<word>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<number>-?[0-9]+(?:\.[0-9]+)?)
    | (?P<sign>==|!=|<=|>=|[<>()\[\],])
    )""",
    re.VERBOSE | re.ASCII,
)
_ID = re.compile(r"[a-z][a-z0-9]{0,19}(\.[a-z][a-z0-9]{0,19})?", re.ASCII)


def parse(text: str) -> Ast:
    """Parse a condition; ConditionError when it cannot be read."""
    if len(text) > LONGEST:
        raise ConditionError(
            LONGEST,
            "The condition is {length} characters long; the limit is {limit}.",
            "Split the question in two, or write a shorter condition.",
            length=len(text),
            limit=LONGEST,
        )
    return _Parser(list(_tokens(text))).whole()


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    end = len(text.rstrip(" \t\r\n"))
    while place < end:
        found = _TOKEN.match(text, place)
        if found is None:
            raise _strange(text, place)
        kind = str(found.lastgroup)
        yield _Token(kind, found[kind], found.start(kind) + 1)
        place = found.end()
    yield _Token("end", "", end + 1)


def _strange(text: str, place: int) -> ConditionError:
    place += len(text[place:]) - len(text[place:].lstrip(" \t\r\n"))
    sign = text[place]
    if sign in "\"'":
        return ConditionError(
            place + 1,
            "The quotation mark at character {position} of the condition is never closed.",
            "Close the text with the same quotation mark.",
        )
    advice = {
        "=": "Write == for equal.",
        "!": "Write != for different, or not before a condition.",
        "&": "Write and.",
        "|": "Write or.",
        "“": "Write straight quotation marks: ' or \".",
        "”": "Write straight quotation marks: ' or \".",
        "’": "Write straight quotation marks: ' or \".",
    }
    return ConditionError(
        place + 1,
        'The condition cannot have "{sign}" at character {position}.',
        advice.get(sign, "Conditions look like this: q111 >= 3 and not answered(q112)."),
        sign=sign,
    )


class _Parser:
    """Walk the tokens once, one method a line of the grammar."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self) -> _Token:
        token = self._next
        self._place += 1
        return token

    def _accept(self, *values: str) -> _Token | None:
        token = self._next
        if token.kind in {"word", "sign"} and token.value in values:
            return self._take()
        return None

    def _expect(self, value: str, remedy: str) -> None:
        if not self._accept(value):
            raise self._wrong(remedy)

    def _wrong(self, remedy: str, token: _Token | None = None) -> ConditionError:
        token = token or self._next
        if token.kind == "end":
            what = "The condition ends too early."
        else:
            what = 'The condition cannot have "{sign}" at character {position}.'
        return ConditionError(token.position, what, remedy, sign=token.value)

    def whole(self) -> Ast:
        tree = self._either()
        if self._next.value == ")":
            raise self._wrong("Delete the bracket, or open one before it.")
        if self._next.kind != "end":
            raise self._wrong("Put and or or between two conditions.")
        return tree

    def _either(self) -> Ast:
        tree = self._both()
        while self._accept("or"):
            tree = ["or", tree, self._both()]
        return tree

    def _both(self) -> Ast:
        tree = self._unit()
        while self._accept("and"):
            tree = ["and", tree, self._unit()]
        return tree

    def _unit(self) -> Ast:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ConditionError(
                self._next.position,
                "The condition is nested deeper than {limit} levels.",
                "Write a simpler condition.",
                limit=DEEPEST,
            )
        tree = self._one()
        self._depth -= 1
        return tree

    def _one(self) -> Ast:
        if self._accept("not"):
            return ["not", self._unit()]
        if self._accept("("):
            tree = self._either()
            self._expect(")", "Close the bracket with ).")
            return tree
        if self._accept("answered"):
            self._expect("(", "Write answered(q111).")
            tree = ["answered", self._id("Write answered(q111).")]
            self._expect(")", "Write answered(q111).")
            return tree
        return self._comparison()

    def _comparison(self) -> Ast:
        start = self._next
        left = self._operand()
        if self._accept("in"):
            if left[0] != "id":
                raise self._wrong("Write a question's id before in: q111 in ['a', 'b'].", start)
            return ["in", left, self._list()]
        sign = self._accept(*COMPARISONS)
        if sign is None:
            raise self._bare(start, left)
        right = self._operand()
        self._check_sides(start, sign.value, left, right)
        return [sign.value, left, right]

    def _bare(self, start: _Token, left: Ast) -> ConditionError:
        stops = self._next.kind in {"end", "word"} or self._next.value == ")"
        if left[0] == "id" and stops:
            return ConditionError(
                start.position,
                '"{id}" alone is no condition.',
                "Write answered({id}), or compare it: {id} >= 3.",
                id=left[1],
            )
        return self._wrong("Write a comparison here: == != < <= > >= or in.")

    def _check_sides(self, start: _Token, sign: str, left: Ast, right: Ast) -> None:
        if "id" not in {left[0], right[0]}:
            raise ConditionError(
                start.position,
                "The comparison at character {position} has no question in it.",
                "Write a question's id on one side: q111 >= 3.",
            )
        if sign in ORDERED and "text" in {left[0], right[0]}:
            raise ConditionError(
                start.position,
                "The comparison at character {position} puts a text in order.",
                "Compare with a number without quotation marks, or use == and !=.",
            )

    def _list(self) -> list[Ast]:
        remedy = "Write a list: q111 in ['a', 'b']."
        self._expect("[", remedy)
        found = [self._literal(remedy)]
        while self._accept(","):
            found.append(self._literal(remedy))
        self._expect("]", remedy)
        return found

    def _operand(self) -> Ast:
        if self._next.kind == "word":
            return ["id", self._id("Write a question's id, a number or a text in quotation marks.")]
        return self._literal("Write a question's id, a number or a text in quotation marks.")

    def _literal(self, remedy: str) -> Ast:
        token = self._next
        if token.kind == "text":
            return ["text", self._take().value[1:-1]]
        if token.kind == "number":
            number = float(self._take().value)
            return ["number", int(number) if number.is_integer() else number]
        raise self._wrong(remedy)

    def _id(self, remedy: str) -> str:
        token = self._next
        if token.kind != "word" or token.value in KEYWORDS or not _ID.fullmatch(token.value):
            raise self._wrong(remedy)
        return self._take().value


def ids(ast: Ast) -> list[str]:
    """Return every id that a condition looks at (``item`` or ``item.facet``), in order."""
    if ast[0] in {"id", "answered"}:
        return [ast[1]]
    if ast[0] in {"text", "number"}:
        return []
    parts = ast[1:2] if ast[0] == "in" else ast[1:]
    return [found for part in parts for found in ids(part)]
