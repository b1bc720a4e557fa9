"""Lead a workshop in the store: its script and step, its ideas and votes, and its plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from kit.contributions import Contribution, Sorting
from kit.ideas import BoardCard
from kit.plans import Plan
from kit.staging import Stage
from kit.store import tables
from kit.store.boards import Cards, ShownGrid, ShownPoints, all_cards, show_cards, show_news
from kit.store.contributing import (
    Gift,
    Taken,
    Voices,
    count_voices,
    read_contribution,
    take_all,
)
from kit.store.engine import Database
from kit.store.ordering import forget_order
from kit.store.papers import read_paper, read_stage, write_paper, write_stage
from kit.store.round_rows import locked, save

Values = dict[str, Any]
Change = Callable[[Values, Stage], Stage]


class Workshops(Database):
    """The part of the store that keeps workshops."""

    def stage(self, round_id: str) -> Stage:
        """Return where a round's workshop stands."""
        return self.read(lambda connection: read_stage(connection, round_id))

    def lead(self, round_id: str, change: Change) -> Stage:
        """Change where a workshop stands, and with it what it shows.

        ``change`` gets the round's row, in which it may set the timer and the views, and the stage.
        """

        def work(connection: Connection) -> Stage:
            values = self._locked(connection, round_id)
            before = read_stage(connection, round_id)
            after = write_stage(connection, round_id, change(values, before))
            show_news(connection, values, before, after)
            forget_order(connection, round_id, [tables.contributions])
            save(connection, values)
            return after

        return self.write(work)

    def put_contributions(self, gifts: Sequence[Gift]) -> list[Taken]:
        """Store many contributions in one transaction, and say what became of each, in order.

        A higher ``seq`` than the stored one is stored, also in a round that is closed. Votes that
        are shown stay as they are. Nobody is told but when a counter in safe steps moves.
        """
        return self.write(lambda connection: take_all(connection, gifts))

    def contribution(self, round_id: str, response_id: str) -> Contribution | None:
        """Return what one person has contributed; None for nothing yet."""
        return self.read(lambda connection: read_contribution(connection, round_id, response_id))

    def voices(self, round_id: str) -> Voices:
        """Return how many have contributed and voted."""
        return self.read(lambda connection: count_voices(connection, round_id))

    def sorting(self, round_id: str) -> Sorting:
        """Return the facilitator's order among the ideas."""
        return self.read(
            lambda connection: read_paper(connection, round_id, "sorting", Sorting) or Sorting()
        )

    def cards(self, round_id: str) -> list[BoardCard]:
        """Return every card as the facilitator sees it."""
        return self.read(lambda connection: all_cards(connection, round_id))

    def shown_cards(self, round_id: str) -> list[BoardCard]:
        """Return the cards as everybody saw them last."""
        found = self.read(lambda connection: read_paper(connection, round_id, "cards", Cards))
        return [] if found is None else list(found.cards)

    def shown_points(self, round_id: str) -> ShownPoints | None:
        """Return how the points fell when they were shown last."""
        return self.read(lambda connection: read_paper(connection, round_id, "points", ShownPoints))

    def shown_grid(self, round_id: str) -> ShownGrid | None:
        """Return where the cards stood when the grid was shown last."""
        return self.read(lambda connection: read_paper(connection, round_id, "grid", ShownGrid))

    def plan(self, round_id: str) -> Plan:
        """Return the group's plan."""
        return self.read(
            lambda connection: read_paper(connection, round_id, "plan", Plan) or Plan()
        )

    def put_sorting(self, round_id: str, sorting: Sorting) -> bool:
        """Keep a sorting that was made from the one that is kept; say whether it was."""

        def work(connection: Connection) -> bool:
            values = self._locked(connection, round_id)
            kept = read_paper(connection, round_id, "sorting", Sorting) or Sorting()
            if kept.version != sorting.version:
                return _again(kept, sorting)
            _write_next(connection, round_id, "sorting", sorting)
            stage = write_stage(connection, round_id, read_stage(connection, round_id))
            if "ideas" in stage.shown:
                show_cards(connection, round_id)
            save(connection, values)
            return True

        return self.write(work)

    def put_plan(self, round_id: str, plan: Plan) -> bool:
        """Keep a plan that was made from the one that is kept; say whether it was."""

        def work(connection: Connection) -> bool:
            values = self._locked(connection, round_id)
            kept = read_paper(connection, round_id, "plan", Plan) or Plan()
            if kept.version != plan.version:
                return _again(kept, plan)
            _write_next(connection, round_id, "plan", plan)
            write_stage(connection, round_id, read_stage(connection, round_id))
            save(connection, values)
            return True

        return self.write(work)

    def _locked(self, connection: Connection, round_id: str) -> Values:
        values = locked(connection, [round_id]).get(round_id)
        if values is None:
            raise self.fault("lost")
        return values


def _write_next(connection: Connection, round_id: str, kind: Any, paper: Sorting | Plan) -> None:
    risen = paper.model_copy(update={"version": paper.version + 1})
    write_paper(connection, round_id, kind, risen)


def _again(kept: Sorting | Plan, sent: Sorting | Plan) -> bool:
    """Say whether the paper is the one that is kept: it came once more, its answer had got lost."""
    return kept == sent.model_copy(update={"version": sent.version + 1})
