"""A collector of a round that follows a script; what it works out is worked out by the kit."""

from __future__ import annotations

from typing import Any

from pretended import Pretended, steps

from kit.contributions import Contribution, Sorting
from kit.ideas import BoardCard, board, doubles
from kit.plans import Gaps, Plan
from kit.scripts import Script, Step, StepKind
from kit.weighing import weigh_grid, weigh_points

MIN_GROUP = 5
KINDS: tuple[StepKind, ...] = (
    "talk",
    "answer",
    "look",
    "reflect",
    "circles",
    "review",
    "break",
    "ideas",
    "sort",
    "points",
    "grid",
    "plan",
    "close",
)
AT = {kind: place for place, kind in enumerate(KINDS)}
TITLES = {
    "talk": "Välkomna",
    "answer": "Svara var för sig",
    "look": "Titta på resultatet",
    "reflect": "Skriv för dig själv",
    "circles": "Prata i växande grupper",
    "review": "Förra gångens plan",
    "break": "Paus",
    "ideas": "Föreslå åtgärder",
    "sort": "Sortera idéerna",
    "points": "Fördela poäng",
    "grid": "Effekt och arbete",
    "plan": "Bestäm vad ni ska göra",
    "close": "Avsluta",
}
PHASES = (
    {"circle": "alone", "minutes": 1, "text": {"sv": "Tänk efter själv: vad skulle hjälpa mest?"}},
    {"circle": "pairs", "minutes": 2, "text": {"sv": "Berätta för varandra, två och två."}},
    {"circle": "fours", "minutes": 3, "text": {"sv": "Vad har ni gemensamt, fyra och fyra?"}},
    {"circle": "all", "minutes": 1, "text": {"sv": "Varje grupp säger en sak."}},
)
IDEAS = (
    "En timme i månaden då vi provar de digitala tjänsterna tillsammans",
    "Prova de digitala tjänsterna tillsammans en timme varje månad",
    "Lathundar vid disken för e-legitimation",
    "Bjud in kommunens jurist till ett arbetsplatsmöte om upphovsrätt och sociala medier",
    "Två och två: den som kan visar den som vill lära sig",
    "Köp in bättre skärmar till alla",
    "Låt besökare boka digital hjälp på webbplatsen",
)


def idea_id(number: int) -> str:
    """Return the id of an invented idea."""
    return f"{number + 1:032x}"


def sv(text: str) -> dict[str, str]:
    return {"sv": text}


def script(**more: Any) -> Script:
    """Return a script with a step of every kind."""
    made = tuple(
        {
            "id": f"s{place}",
            "kind": kind,
            "minutes": 7 if kind == "circles" else 10,
            "title": sv(TITLES[kind]),
            "room": sv(f"Det här gör vi nu: {TITLES[kind].lower()}. Ta god tid på er."),
            "facilitator": sv(f"Berätta om {TITLES[kind].lower()}.\n\nSe efter att alla är med."),
            "view": "areas" if kind == "look" else None,
            "phases": PHASES if kind == "circles" else (),
        }
        for place, kind in enumerate(KINDS)
    )
    whole = {
        "schema": 1,
        "id": "prov",
        "version": "2026.1",
        "languages": ("sv",),
        "title": sv("En workshop på två timmar"),
        "intro": sv("För en grupp som vill gå från bild till handling."),
        "limits": {"points": 10, "shortlist": 3, "actions": 2},
        "steps": made,
    }
    return Script.model_validate(whole | more)


class PretendedWorkshop(Pretended):
    """Answer for the collector of a round that is led by a script; ``kind`` is its step."""

    def __init__(
        self, kind: StepKind | None = None, role: str | None = "facilitator", **state: Any
    ) -> None:
        super().__init__(role, **state)
        self.script = script()
        self.scripts = [self.script]
        self.contributions: list[Contribution] = []
        self.sorting = Sorting()
        self.plan = Plan()
        if "workshop" not in state:
            self.led(None if kind is None else AT[kind])

    def led(self, at: int | None, *shown: str) -> None:
        """Let the workshop be at a step, with these parts shown."""
        now = {"script": self.script.id, "version": self.script.version, "at": at}
        title = dict(self.script.title)
        more = {"title": title, "steps": len(self.script.steps), "shown": list(shown)}
        before = (self.state.get("workshop") or {}).get("board", 0)
        self.state = self.state | {"workshop": now | more | {"board": before + 1}}

    def write(self, *texts: str) -> None:
        """Let somebody else propose each of these."""
        for text in texts:
            number = len(self.contributions)
            given = {"seq": 1, "ideas": [{"id": idea_id(number), "text": text}]}
            self.contributions.append(Contribution.model_validate(given))

    def give(self, person: int, **votes: Any) -> None:
        """Let somebody who has written vote, too."""
        given = self.contributions[person].model_dump() | votes
        self.contributions[person] = Contribution.model_validate(given)

    @property
    def cards(self) -> list[BoardCard]:
        ideas = [idea for one in self.contributions for idea in one.ideas]
        return board(ideas, self.sorting)

    def vote(self) -> None:
        """Let everybody who has written give points, and place the cards that go on."""
        ids = [card.id for card in self.cards]
        chosen = [card.id for card in self.cards if card.chosen]
        for person in range(len(self.contributions)):
            first, other = ids[person % len(ids)], ids[(person + 3) % len(ids)]
            grid = {
                id_: {"effect": 1 + (person + 2 * n) % 5, "effort": 1 + (2 * person + n) % 5}
                for n, id_ in enumerate(chosen)
            }
            self.give(person, points={first: 6, other: 3}, grid=grid, done=("points", "grid"))

    def choose(self, number: int) -> None:
        """Let the first cards go on to the grid."""
        ids = [card.id for card in self.cards[:number]]
        cards = [{"id": id_, "ideas": [id_], "chosen": True} for id_ in ids]
        version = self.sorting.version + 1
        self.sorting = Sorting.model_validate({"version": version, "cards": cards})

    def changed(self) -> None:
        """Tell everybody that there is something new to see."""
        self.state["workshop"] = self.state["workshop"] | {
            "board": self.state["workshop"]["board"] + 1
        }

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """Answer what a script brings with it, too."""
        if path == "scripts":
            return 200, [card(one) for one in self.scripts]
        return super().answer(method, path, body)

    def _lead(self, method: str, what: str, body: Any) -> tuple[int, Any]:
        named = {"script", "board", "doubles", "weighing", "plan", "sorting", "step", "shown"}
        if what not in named or (self.refusal and method == "PUT"):
            return super()._lead(method, what, body)
        return getattr(self, f"_{method.lower()}_{what}")(body)  # type: ignore[no-any-return]  # by its name

    def _view(self) -> tuple[int, Any]:
        return 200, self.state | {"settings": self.settings, "first_answer": self.first_answer}

    def _get_script(self, _: Any) -> tuple[int, Any]:
        return 200, self.script.model_dump(mode="json", by_alias=True)

    def _put_script(self, body: Any) -> tuple[int, Any]:
        if body["script"] is None:
            self.state = self.state | {"workshop": None}
        else:
            self.script = next(one for one in self.scripts if one.id == body["script"])
            self.led(None)
        return self._view()

    def _put_step(self, body: Any) -> tuple[int, Any]:
        at, shown = body["at"], set(self.state["workshop"]["shown"])
        step: Step | None = None if at is None else self.script.steps[at]
        if at is not None and any(one.kind == "ideas" for one in self.script.steps[:at]):
            shown.add("ideas")
        if at is not None and any(one.kind == "plan" for one in self.script.steps[: at + 1]):
            shown.add("plan")
        if step and step.view and self.state["release"]:
            rest = [one for one in self.state["revealed"] if one != step.view]
            self.state["revealed"] = [*rest, step.view]
        self.state = self.state | {"timer_left": step.minutes * 60 if step else None, "screen": 0}
        self.led(at, *sorted(shown))
        return self._view()

    def _put_shown(self, body: Any) -> tuple[int, Any]:
        self.led(self.state["workshop"]["at"], *body["parts"])
        return self._view()

    def _get_board(self, _: Any) -> tuple[int, Any]:
        cards = [one.model_dump(mode="json") for one in self.cards]
        if self.role != "facilitator":
            is_shown = "ideas" in self.state["workshop"]["shown"]
            cards = [one for one in cards if is_shown and not one["hidden"]]
        written = len(self.contributions) // MIN_GROUP * MIN_GROUP
        return 200, {
            "version": self.sorting.version,
            "cards": cards,
            "contributors": steps(written),
        }

    def _put_sorting(self, body: Any) -> tuple[int, Any]:
        if body["version"] != self.sorting.version:
            return 409, {"status": 409, "code": "changed", "detail": "Någon annan hann före."}
        sorting = Sorting.model_validate(body)
        self.sorting = sorting.model_copy(update={"version": sorting.version + 1})
        self.changed()
        return self._get_board(None)

    def _get_doubles(self, _: Any) -> tuple[int, Any]:
        return 200, [one.model_dump(mode="json") for one in doubles(self.cards)]

    def _get_weighing(self, _: Any) -> tuple[int, Any]:
        shown = self.state["workshop"]["shown"]
        points = weigh_points(self.contributions, self.cards, self.script.limits, MIN_GROUP)
        grid = weigh_grid(self.contributions, self.cards, MIN_GROUP)
        voted = {name: self._voted(name) for name in ("points", "grid")}
        return 200, {
            "points": points.model_dump(mode="json") if "points" in shown else None,
            "grid": grid.model_dump(mode="json") if "grid" in shown else None,
            "voted": voted,
        }

    def _voted(self, name: str) -> dict[str, Any]:
        done = sum(name in one.done for one in self.contributions)
        return steps(done // MIN_GROUP * MIN_GROUP)

    def _get_plan(self, _: Any) -> tuple[int, Any]:
        most = self.script.limits.actions
        return 200, {
            "plan": self.plan.model_dump(mode="json"),
            "gaps": Gaps().model_dump(mode="json"),
            "most": most,
        }

    def _put_plan(self, body: Any) -> tuple[int, Any]:
        self.plan = Plan.model_validate(body | {"version": body["version"] + 1})
        return self._get_plan(None)


def card(one: Script) -> dict[str, Any]:
    """Return a script as it is offered."""
    plain = one.model_dump(mode="json", by_alias=True)
    kept = {name: plain[name] for name in ("id", "title", "intro", "languages")}
    return kept | {"minutes": one.minutes, "steps": len(one.steps)}
