"""Make ideas, cards and contributions for tests, short to write."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from kit.contributions import Contribution, Idea, Placing
from kit.ideas import BoardCard


def random_id(name: str) -> str:
    """Return an id that a browser could have made, the same for the same name."""
    return name.encode().hex().rjust(32, "0")[-32:]


def idea(name: str, text: str | None = None, **about: str) -> Idea:
    return Idea.model_validate({"id": random_id(name), "text": text or name, **about})


def card(name: str, *ideas: str, hidden: bool = False, chosen: bool = False) -> BoardCard:
    inside = tuple(random_id(one) for one in ideas or (name,))
    return BoardCard(id=random_id(name), text=name, ideas=inside, hidden=hidden, chosen=chosen)


def spread(**points: int) -> Contribution:
    """Return a contribution that spreads points, by the cards' names."""
    return Contribution(seq=1, points={random_id(name): given for name, given in points.items()})


def placed(**grid: tuple[int | None, int | None]) -> Contribution:
    """Return a contribution that places cards as (effect, effort), by the cards' names."""
    return Contribution(seq=1, grid=placings(grid))


def placings(grid: Mapping[str, tuple[int | None, int | None]]) -> dict[str, Placing]:
    return {
        random_id(name): Placing(effect=effect, effort=effort)
        for name, (effect, effort) in grid.items()
    }


names = st.sampled_from("abcdef")
votes = st.dictionaries(names, st.integers(1, 12), max_size=6)
steps = st.none() | st.integers(1, 5)
grids = st.dictionaries(names, st.tuples(steps, steps), max_size=6)
