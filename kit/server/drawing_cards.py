"""Questions on a card, as static/form-choose.js and form-boxes.js draw them unanswered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kit.server.drawing import Child, Desk, Html, button, element, paragraphs, plain, short

Item = Mapping[str, Any]
Option = Mapping[str, Any]
LONGEST_TEXT = 2000
ROW = 7
"""Points on a row, above which the words at its ends repeat their numbers."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold what a question's frame is drawn with; ``field`` is the id of its first field."""

    desk: Desk
    item: Item
    key: str
    words: Any = None
    single: bool = False
    notes: tuple[str, ...] = ()
    """Ends of the ids that describe the field beside its help: ("unit",)."""

    @property
    def field(self) -> str:
        """Return the id of the first field, where links to the question lead."""
        return f"{self.desk.prefix}{self.key}"

    def described(self) -> dict[str, Any]:
        """Return what says to screen readers where the help is, and that nothing is wrong."""
        ends = (*(("help",) if self._helped else ()), *self.notes)
        found: dict[str, Any] = {}
        if ends:
            found["aria_describedby"] = " ".join(f"{self.field}:{end}" for end in ends)
        return found | ({"aria_invalid": False} if self.single else {})

    def drawn(self, *body: Child, foot: Html | None = None) -> Html:
        """Put the frame round the question's fields."""
        undo = None if self.single else self._undo()
        helped = (
            element(
                "p", self.desk.tell(self.item["help"]), class_="kit-help", id=f"{self.field}:help"
            )
            if self._helped
            else None
        )
        return element(
            "div" if self.single else "fieldset",
            self._name(),
            helped,
            element("p", class_="kit-complaint", id=f"{self.field}:complaint", hidden=True),
            *body,
            element("div", foot, undo, class_="kit-field-foot") if foot or undo else None,
            class_="kit-field",
            data_key=self.key,
            **({} if self.single else self.described()),
        )

    @property
    def _helped(self) -> bool:
        return not self.words and bool(self.item.get("help"))

    def _name(self) -> Html:
        desk, item, words = self.desk, self.item, self.words
        whole = element("span", f" – {desk.tell(item['text'])}", class_="kit-hidden")
        must = element("span", f" {desk.say('Must be answered')}", class_="kit-must")
        return element(
            "label" if self.single else "legend",
            desk.tell(words or item["text"]),
            whole if words else None,
            must if item.get("required") is True else None,
            class_="kit-question kit-question-second" if words else "kit-question",
            for_=self.field if self.single else None,
        )

    def _undo(self) -> Html:
        words = self.desk.say("Clear answer")
        name = f"{words}: {short(self.desk.tell(self.item['text']))}"
        return button(words, "kit-button-link kit-undo", aria_label=name, hidden=True)


def card(desk: Desk, item: Item, *, hidden: bool = False) -> Html:
    """Draw an item: words only, or a card with its questions."""
    if item["kind"] == "note":
        note = paragraphs(desk.tell(item["text"]))
        return element("div", *note, class_="kit-note", hidden=hidden)
    questions = KINDS[item["kind"]](desk, item)
    about = {"class_": "kit-card kit-item", "data_item": item["id"], "hidden": hidden}
    return element("div", *questions, **about)


def rating(desk: Desk, item: Item) -> list[Html]:
    """Draw a statement and its second ratings."""
    own = _rated(Frame(desk, item, item["id"]), item["scale"], item.get("anchors") or {})
    second = [
        _rated(
            Frame(desk, item, f"{item['id']}.{also['facet']}", also["text"] or item["text"]),
            also["scale"],
            {},
        )
        for also in item.get("also") or ()
    ]
    return [own, *second]


def _rated(frame: Frame, scale: str, anchors: Mapping[str, Any]) -> Html:
    desk = frame.desk
    points, other = desk.scales[scale]["points"], desk.scales[scale]["other"]
    spoken = [_spoken(desk, point, anchors) for point in points]
    is_row = len(points) > 2 and not any(spoken[1:-1])  # noqa: PLR2004 - the two ends
    ids = _ids(frame.field, [point["id"] for point in (*points, *other)])
    choices = [
        (_numbered if is_row else _worded)(frame, ids, point["id"], said, point["value"])
        for point, said in zip(points, spoken, strict=True)
    ]
    others = [_worded(frame, ids, one["id"], [desk.tell(one["label"])]) for one in other]
    kind = "kit-row" if is_row else "kit-stack"
    return frame.drawn(
        element("div", *choices, class_=kind, data_points=len(points)),
        _ends(points, spoken) if is_row else None,
        foot=element("div", *others, class_="kit-other") if others else None,
    )


def _spoken(desk: Desk, point: Option, anchors: Mapping[str, Any]) -> list[str]:
    texts = (desk.tell(point["label"]), desk.tell(anchors.get(point["id"])))
    return [text for text in texts if text]


def _ends(points: list[Option], spoken: list[list[str]]) -> Html:
    words = []
    for point, said in ((points[0], spoken[0]), (points[-1], spoken[-1])):
        number = f"{plain(point['value'])} = " if len(points) > ROW and said else ""
        more = [element("small", text) for text in said[1:]]
        words.append(element("span", number or None, said[0] if said else None, *more))
    return element("div", *words, class_="kit-ends", aria_hidden=True)


def _ids(field: str, values: Iterable[str]) -> dict[str, str]:
    """Return the id of each field; the first one has the question's own."""
    return {value: f"{field}:{value}" if place else field for place, value in enumerate(values)}


def _radio(frame: Frame, ids: Mapping[str, str], value: str) -> Html:
    about = {"type": "radio", "id": ids[value], "name": frame.field, "value": value}
    return element("input", **about, autocomplete="off")


def _numbered(
    frame: Frame, ids: Mapping[str, str], value: str, words: list[str], number: float
) -> Html:
    mark = element("span", number, class_="kit-point-mark", aria_hidden=bool(words) or None)
    said = element("span", ", ".join([plain(number), *words]), class_="kit-hidden")
    return element(
        "label", _radio(frame, ids, value), mark, said if words else None, class_="kit-point"
    )


def _worded(
    frame: Frame,
    ids: Mapping[str, str],
    value: str,
    words: list[str],
    number: float | None = None,
) -> Html:
    return _option(_radio(frame, ids, value), value, words, number)


def _option(field: Html, value: str, words: list[str], number: float | None = None) -> Html:
    more = [element("small", text) for text in words[1:]]
    said = words[0] if words else value if number is None else number
    return element("label", field, element("span", said, *more), class_="kit-option")


def choosing(desk: Desk, item: Item) -> list[Html]:
    """Draw a choice of one option."""
    frame = Frame(desk, item, item["id"])
    ids = _ids(frame.field, [one["id"] for one in item["options"]])
    options = [_worded(frame, ids, one["id"], [desk.tell(one["label"])]) for one in item["options"]]
    return [frame.drawn(element("div", *options, class_="kit-stack"))]


def picking(desk: Desk, item: Item) -> Html:
    """Draw a choice of one option in little room."""
    frame = Frame(desk, item, item["id"], single=True)
    blank = element("option", desk.say("Not answered"), value="")
    options = [element("option", desk.tell(o["label"]), value=o["id"]) for o in item["options"]]
    about = {"id": frame.field, "autocomplete": "off", **frame.described()}
    return frame.drawn(element("select", blank, *options, **about))


def ticking(desk: Desk, item: Item) -> list[Html]:
    """Draw a choice of any number of options."""
    frame = Frame(desk, item, item["id"])
    ids = _ids(frame.field, [one["id"] for one in item["options"]])
    options = [
        _option(
            element("input", type="checkbox", id=ids[o["id"]], value=o["id"], autocomplete="off"),
            o["id"],
            [desk.tell(o["label"])],
        )
        for o in item["options"]
    ]
    hint = element("p", desk.say("You may choose several."), class_="kit-help")
    return [frame.drawn(hint, element("div", *options, class_="kit-stack"))]


def numbering(desk: Desk, item: Item) -> list[Html]:
    """Draw a box for a number."""
    has_unit = bool(item.get("unit"))
    frame = Frame(desk, item, item["id"], single=True, notes=("unit",) if has_unit else ())
    field = box(frame.field, "kit-number", "decimal", **frame.described())
    unit = element("span", desk.tell(item.get("unit")), id=f"{frame.field}:unit")
    return [frame.drawn(element("div", field, unit if has_unit else None, class_="kit-measure"))]


def box(field: str, kind: str, mode: str, **more: Any) -> Html:
    """Draw a box of one line."""
    about = {"type": "text", "autocomplete": "off", "inputmode": mode, "id": field, "class_": kind}
    return element("input", **about, **more)


def writing(desk: Desk, item: Item) -> list[Html]:
    """Draw a box for a text, with the characters that are left."""
    frame = Frame(desk, item, item["id"], single=True, notes=("count",))
    left = desk.say(
        "Characters left: {rest}", rest=desk.count(item.get("max_length") or LONGEST_TEXT)
    )
    about = {"id": frame.field, "rows": item.get("lines") or 3, "autocomplete": "off"}
    area = element("textarea", **about, **frame.described())
    return [
        frame.drawn(
            area, element("p", left, class_="kit-help kit-count", id=f"{frame.field}:count")
        )
    ]


def square(sign: str, name: str, *, off: bool) -> Html:
    """Draw a small button with a sign and a name."""
    kind = "kit-button-quiet kit-square"
    return button(sign, kind, aria_label=name, aria_disabled=off)


def ranking(desk: Desk, item: Item) -> list[Html]:
    """Draw options to put in order."""
    frame, options = Frame(desk, item, item["id"]), item["options"]
    rows = []
    for place, one in enumerate(options):
        words = desk.tell(one["label"])
        up = square("↑", desk.say("Move up: {option}", option=words), off=place == 0)
        is_last = place == len(options) - 1
        down = square("↓", desk.say("Move down: {option}", option=words), off=is_last)
        rows.append(element("li", element("span", words, class_="kit-rank-words"), up, down))
    about = {"class_": "kit-rank", "id": frame.field, "tabindex": -1}
    listed = element("ol", *rows, **about, aria_label=desk.tell(item["text"]))
    hint = desk.say("This order is not your answer yet. Move something, or keep it as it is.")
    keep = button(desk.say("Keep this order"), "kit-button-quiet")
    return [frame.drawn(element("p", hint, class_="kit-help"), listed, foot=keep)]


def spreading(desk: Desk, item: Item) -> list[Html]:
    """Draw a sum to spread over options."""
    frame, total = Frame(desk, item, item["id"]), item.get("total") or 0
    ids = _ids(frame.field, [one["id"] for one in item["options"]])
    rows = []
    for one in item["options"]:
        words, field = desk.tell(one["label"]), ids[one["id"]]
        less = square("−", desk.say("One point less: {option}", option=words), off=True)
        more = square("+", desk.say("One point more: {option}", option=words), off=total <= 0)
        stepper = element(
            "span", less, box(field, "kit-points-box", "numeric"), more, class_="kit-stepper"
        )
        rows.append(
            element("div", element("label", words, for_=field), stepper, class_="kit-spread")
        )
    rest = desk.say("Points left: {rest} of {total}", rest=total, total=total)
    return [frame.drawn(element("p", rest, class_="kit-rest"), *rows)]


KINDS: Mapping[str, Callable[[Desk, Item], list[Html]]] = {
    "rate": rating,
    "choice": choosing,
    "choices": ticking,
    "number": numbering,
    "text": writing,
    "rank": ranking,
    "points": spreading,
}
