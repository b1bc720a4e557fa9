"""Hold the round before, and say whose two responses belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.questionnaire import Questionnaire
from kit.records import Day, Response

Pairs = list[tuple[int, int]]
"""Places of a person's responses: among those of then, and among those of now."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Hold what a round is compared with.

    ``tables`` is the latest safe table of the round before, ``then`` everybody's responses in it,
    ``now`` everybody's in this round. ``links`` says which of them are the same person's: id of
    now -> id of then.
    """

    questionnaire: Questionnaire
    tables: Mapping[str, Any]
    then: Sequence[Response]
    now: Sequence[Response]
    links: Mapping[str, str]
    name: str | None = None
    day: Day | None = None

    @property
    def pairs(self) -> Pairs:
        """Return the pairs; a response of then that several of now claim belongs to none of them.

        The same when one of now is there twice, or points at what is not there.
        """
        then = {one.response_id: place for place, one in enumerate(self.then)}
        claims = Counter(self.links.get(one.response_id) for one in self.now)
        found = []
        for place, one in enumerate(self.now):
            linked = self.links.get(one.response_id)
            if linked in then and claims[linked] == 1:
                found.append((then[linked], place))
        return found


def links_of(now: Sequence[Response]) -> dict[str, str]:
    """Return the links that the participants' own browsers have set."""
    named = ((one.response_id, getattr(one, "earlier", None)) for one in now)
    return {mine: earlier for mine, earlier in named if earlier is not None}
