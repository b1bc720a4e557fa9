"""Whatever people do, and in whatever order: the tally is that of the responses."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import settings as trying
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from people import response
from stores import DAY, opened, put

from kit.groups import tally_of
from kit.records import Response
from kit.store import Store

PEOPLE = st.integers(0, 4)
SEQS = st.integers(0, 4)
MARKS = st.text("1457n-", min_size=9, max_size=9)
ROLES = st.sampled_from([None, "all", "guide", "stranger"])
UNITS = st.sampled_from([{}, {"unit": "u1"}, {"unit": "u2"}, {"unit": "u9"}])
STATUS = st.sampled_from(["started", "finished"])


class Crowd(RuleBasedStateMachine):
    """Some people who join, answer, change their minds and leave, and a model of what is kept."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.round = opened(self.store)
        self.kept: dict[str, Response | None] = {}
        self.cohorts: dict[str, int] = {}
        self.gone: set[str] = set()
        self.releases = 0
        self.open = True

    def teardown(self) -> None:
        self.store.delete_round(self.round.id)

    @rule(who=PEOPLE)
    def join(self, who: int) -> None:
        own = f"{who:032x}"
        there = self.store.join(self.round.id, own, DAY)
        assert there == ((self.open and own not in self.gone) or own in self.kept)
        if there:
            self.kept.setdefault(own, None)

    @rule(who=PEOPLE, seq=SEQS, marks=MARKS, role=ROLES, unit=UNITS, status=STATUS)
    def answer(self, who: int, seq: int, marks: str, **more: Any) -> None:
        more["background"] = more.pop("unit")
        sent = response(marks, who, seq=seq, round=self.round.id, **more)
        [receipt] = put(self.store, self.round, sent)
        assert (receipt.outcome, receipt.stored) == self.expected(sent)
        if receipt.outcome == "stored":
            self.kept[sent.response_id] = sent
            self.cohorts[sent.response_id] = self.releases

    def expected(self, sent: Response) -> tuple[str, Response | None]:
        if sent.response_id not in self.kept:
            return "unknown", None
        kept = self.kept[sent.response_id]
        if kept is not None and sent == kept:
            return "same", None
        if kept is not None and sent.seq < kept.seq:
            return "older", kept
        if not self.open:
            return "closed", None
        return ("conflict", kept) if kept is not None and sent.seq == kept.seq else ("stored", None)

    @rule(who=PEOPLE)
    def leave(self, who: int) -> None:
        own = f"{who:032x}"
        assert self.store.delete_response(self.round.id, own) == (own in self.kept)
        self.gone |= {own} & self.kept.keys()
        self.kept.pop(own, None)
        self.cohorts.pop(own, None)

    @rule(who=PEOPLE, marks=MARKS)
    def load(self, who: int, marks: str) -> None:
        """Put somebody in who is not there, which does nothing for somebody who has left."""
        own = f"{who:032x}"
        if own in self.kept:
            return
        sent = response(marks, who, round=self.round.id)
        assert self.store.load(self.round.id, [sent]) == (own not in self.gone)
        if own not in self.gone:
            self.kept[own] = sent
            self.cohorts[own] = self.releases

    @rule(who=PEOPLE, marks=MARKS)
    def release(self, who: int, marks: str) -> None:
        """Publish, while somebody answers between the picture and the publishing."""
        picture = self.store.snapshot(self.round.id)
        self.same(picture.tally)
        own = self.kept.get(f"{who:032x}")
        self.releases += 1
        if own is not None and self.open:
            self.answer(who, own.seq + 1, marks, unit={})
        assert self.store.release(self.round.id, {"rows": self.releases}, picture) == self.releases
        assert self.store.release(self.round.id, {"rows": 0}, picture) == 0

    @rule()
    def look(self) -> None:
        """Take a picture that nothing comes of."""
        self.store.snapshot(self.round.id)

    @precondition(lambda self: self.open)
    @rule()
    def close(self) -> None:
        self.open = False
        self.store.set_status(self.round.id, "closed")

    @precondition(lambda self: not self.open)
    @rule()
    def reopen(self) -> None:
        self.open = True
        self.store.set_status(self.round.id, "open")

    @invariant()
    def the_tally_is_a_recount(self) -> None:
        self.same(self.store.tally(self.round.id))

    @invariant()
    def what_was_deleted_is_known_and_stays_away(self) -> None:
        every = {f"{who:032x}" for who in range(5)}
        assert {one for one in every if self.store.was_deleted(self.round.id, one)} == self.gone
        assert not self.gone & self.kept.keys()

    @invariant()
    def nothing_is_lost_doubled_or_invented(self) -> None:
        sent = {own: kept for own, kept in self.kept.items() if kept is not None}
        stored = list(self.store.responses(self.round.id))
        assert {one.response_id: one for one in stored} == sent
        assert len(stored) == len(sent)
        assert self.store.progress(self.round.id).joined == len(self.kept)

    def same(self, tally: pd.DataFrame) -> None:
        sent = [one for one in self.kept.values() if one is not None]
        parts = [
            tally_of(self.round.questionnaire, some, cohort)
            for cohort in sorted(set(self.cohorts.values()))
            if (some := [one for one in sent if self.cohorts[one.response_id] == cohort])
        ]
        whole = pd.concat([tally_of(self.round.questionnaire, []), *parts])
        columns = list(whole.columns)
        wanted = whole.sort_values(columns).reset_index(drop=True)
        pd.testing.assert_frame_equal(
            tally.sort_values(columns).reset_index(drop=True), wanted, check_dtype=False
        )


def test_any_sequence_of_changes_keeps_the_tally_a_recount(store: Store) -> None:
    class Here(Crowd):
        pass

    Here.store = store
    run_state_machine_as_test(
        Here, settings=trying(max_examples=8, stateful_step_count=20, deadline=None)
    )
