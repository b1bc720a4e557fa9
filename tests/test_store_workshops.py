"""The store keeps a workshop's papers and contributions as it keeps answers."""

from __future__ import annotations

import json
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as trying
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from people import response
from sqlalchemy import Table, func, select, text, update
from stores import DAY, NOON, NewUrl, answered, joined, opened, settings
from test_store_answers import agreement
from working import THANKS, gave, idea, led, moved, showing, worked

from kit.contributions import Contribution, Idea, Sorting
from kit.plans import Plan
from kit.rounds import Round, tailored
from kit.staging import PARTS
from kit.store import Gift, Store, StoreFault, open_store, tables
from kit.store.backing_up import backup
from kit.store.purging import purge
from kit.store.restoring import restore

SURE = "1234567--"
NEW = (tables.papers, tables.contributions)


def crowd(store: Store, people: int = 5, **changes: Any) -> Round:
    made = opened(store, **changes)
    joined(store, made, *(response(SURE, number) for number in range(people)))
    return made


def rows(store: Store, table: Table, of: Round) -> list[dict[str, Any]]:
    asked = select(table).where(table.c.round == of.id)
    return store.read(lambda run: [dict(row._mapping) for row in run.execute(asked)])


def count(store: Store) -> list[int]:
    asked = [select(func.count()).select_from(table) for table in NEW]
    return store.read(lambda run: [run.execute(one).scalar_one() for one in asked])


def workshop(store: Store, of: Round) -> object:
    """Return all that a store says about a workshop."""
    return (
        store.stage(of.id),
        store.sorting(of.id),
        store.cards(of.id),
        store.shown_cards(of.id),
        store.shown_points(of.id),
        store.plan(of.id),
        [store.contribution(of.id, f"{who:032x}") for who in range(5)],
    )


@pytest.fixture
def url(new_url: NewUrl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    return new_url()


@pytest.fixture
def filled(url: str) -> Iterator[Store]:
    store = open_store(url, language="en", now=lambda: NOON)
    worked(store, crowd(store))
    yield store
    store.close()


def test_p11_no_id_of_answers_stands_beside_an_idea(store: Store) -> None:
    made = crowd(store)
    worked(store, made)
    ids = {f"{who:032x}" for who in range(5)} - {idea(who).id for who in range(5)}
    kept = rows(store, tables.contributions, made)
    assert len(kept) == 5
    assert all(set(one) == {"round", "author", "seq", "state", "body", "seal"} for one in kept)
    assert not any(own in json.dumps(one) for own in ids for one in kept)
    assert not any("day" in one["body"] or "time" in one["body"] for one in kept)


def test_the_same_person_is_another_author_in_another_round(store: Store) -> None:
    one, other = crowd(store), crowd(store)
    for made in (one, other):
        led(store, made)
        gave(store, made, 3, ideas=(idea(9),))
    authors = {row["author"] for of in (one, other) for row in rows(store, NEW[1], of)}
    assert len(authors) == 2


def test_p11_the_files_forget_in_which_order_people_gave(store: Store) -> None:
    made = opened(store)
    led(store, made)
    ids = [secrets.token_hex(16) for _ in range(60)]
    for own in ids:
        store.join(made.id, own, DAY)
        given = Contribution(seq=1, ideas=(Idea(id=own[::-1], text=THANKS),))
        store.put_contributions([Gift(made.id, own, given)])
    moved(store, made, 4)
    if store.address.file is None:
        asked = text("SELECT body FROM contributions WHERE round = :id ORDER BY ctid")
    else:
        asked = text("SELECT body FROM contributions WHERE round = :id")
    bodies = store.read(lambda run: list(run.execute(asked, {"id": made.id}).scalars()))
    read = [json.loads(one)["ideas"][0]["id"][::-1] for one in bodies]
    assert abs(agreement(ids, read)) < 0.5


def test_a_single_contribution_is_no_change_that_anybody_is_told(store: Store) -> None:
    made = crowd(store, 12)
    led(store, made)
    steps = []
    for who in range(12):
        before = store.changed(made.id), store.stage(made.id).board
        gave(store, made, who, ideas=(idea(who),))
        gave(store, made, who, 2, ideas=(idea(who), idea(who + 20)))
        steps.append((store.changed(made.id), store.stage(made.id).board) != before)
    assert [number for number, told in enumerate(steps, start=1) if told] == [5, 10]


@pytest.mark.parametrize("table", NEW, ids=lambda table: table.name)
@pytest.mark.parametrize("what", ["body", "seal"])
def test_f13_a_row_that_was_changed_is_found(lite: Store, table: Table, what: str) -> None:
    made = crowd(lite)
    worked(lite, made)
    changed = {"body": func.replace(table.c.body, ":", " :"), "seal": "0"}[what]
    lite.write(lambda run: run.execute(update(table).values({what: changed})))
    with pytest.raises(StoreFault, match="damaged"):
        workshop(lite, made)


def test_f13_a_backup_with_a_changed_idea_is_not_restored(filled: Store, url: str) -> None:
    good = backup(url)
    sound = backup(url)
    bad = open_store(f"sqlite:///{good}")
    bad.write(lambda run: run.execute(text("UPDATE contributions SET seq = seq + 1")))
    bad.close()
    filled.close()
    with pytest.raises(StoreFault, match="damaged"):
        restore(good, url, language="en")
    restore(sound, url, language="en")


def test_a_backup_brings_the_workshop_back(filled: Store, url: str) -> None:
    [made] = filled.rounds()
    file, truth = backup(url), workshop(filled, made)
    moved(filled, made, 0)
    gave(filled, made, 1, 2, ideas=())
    filled.put_plan(made.id, Plan(version=1))
    assert workshop(filled, made) != truth
    filled.close()
    restore(file, url)
    again = open_store(url, now=lambda: NOON)
    assert workshop(again, made) == truth
    again.close()


def test_p08_a_backup_does_not_bring_back_what_somebody_withdrew(filled: Store, url: str) -> None:
    [made] = filled.rounds()
    file = backup(url)
    assert filled.delete_response(made.id, f"{1:032x}")
    left = {one.id for one in filled.cards(made.id)}
    filled.close()
    restore(file, url)
    again = open_store(url, now=lambda: NOON)
    assert again.contribution(made.id, f"{1:032x}") is None
    assert {one.id for one in again.cards(made.id)} == left
    assert len(rows(again, tables.contributions, made)) == 4
    again.close()


def test_p08_p09_a_deleted_or_purged_round_leaves_nothing(store: Store) -> None:
    before = count(store)
    gone = crowd(store)
    worked(store, gone)
    old = store.create_round(
        settings(keep_months=1), tailored(gone.questionnaire, settings()), today="2020-01-01"
    )
    store.set_status(old.id, "open")
    joined(store, old, *(response(SURE, number) for number in range(5)))
    worked(store, old)
    assert count(store) == [before[0] + 10, before[1] + 10]
    store.delete_round(gone.id)
    assert [one.id for one in purge(store, "2021-01-01")] == [old.id]
    assert count(store) == before


def test_p08_withdrawn_ideas_are_gone_from_the_file(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'kit.sqlite'}", now=lambda: NOON)
    made = crowd(store)
    led(store, made)
    gave(store, made, 1, ideas=(idea(1, "pepparrot" * 20),))
    showing(store, made, "ideas")
    cards = [{"id": idea(1).id, "ideas": [idea(1).id], "text": "pepparrot, omskrivet"}]
    store.put_sorting(made.id, Sorting.model_validate({"version": 0, "cards": cards}))

    def written() -> bool:
        files = [one for one in tmp_path.iterdir() if one.is_file()]
        return any(b"pepparrot" in one.read_bytes() for one in files)

    assert written()
    store.delete_response(made.id, f"{1:032x}")
    assert not written()
    store.close()


def test_f19_settings_of_before_stay_as_they_were_settled(store: Store) -> None:
    """An older kit wrote no ``follows``: that is no change when the name changes."""
    made = opened(store)
    answered(store, made, SURE)

    def older(run: Any) -> None:
        from kit.store.round_rows import locked, save  # noqa: PLC0415 - only here

        values = locked(run, [made.id])[made.id]
        kept = json.loads(values["settings"])
        values["settings"] = json.dumps(
            {name: kept[name] for name in kept if name not in {"follows", "look_back"}}
        )
        save(run, values)

    store.write(older)
    renamed = made.settings.model_copy(update={"name": "Nytt namn"})
    assert store.set_settings(made.id, renamed).settings == renamed


def test_f12_a_paper_made_from_an_older_one_changes_nothing(store: Store) -> None:
    made = crowd(store)
    papers: list[tuple[Any, Any, Any]] = [
        (store.put_sorting, store.sorting, Sorting),
        (store.put_plan, store.plan, Plan),
    ]
    for put, read, paper in papers:
        assert put(made.id, paper(version=0))
        assert put(made.id, paper(version=0)), "once more, for its answer had got lost"
        assert put(made.id, paper(version=1))
        assert not put(made.id, paper(version=0))
        assert not put(made.id, paper(version=7))
        assert read(made.id).version == 2
    with pytest.raises(StoreFault) as lost:
        store.put_plan("aaaaaaaaaaaa", Plan())
    assert lost.value.kind == "lost"


WHO, SEQ = st.integers(0, 3), st.integers(0, 3)
IDEAS = st.lists(st.integers(0, 5), max_size=3, unique=True)
VOTE = st.dictionaries(st.integers(0, 5), st.integers(1, 3), max_size=3)


class Room(RuleBasedStateMachine):
    """Some people who give, change their minds and leave, and a model of what is kept."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.round = crowd(self.store, 4)
        led(self.store, self.round)
        self.kept: dict[int, Contribution] = {}
        self.receipts: dict[str, Contribution] = {}
        self.gone: set[int] = set()
        self.shown: set[str] = set()

    def teardown(self) -> None:
        self.store.delete_round(self.round.id)

    @rule(who=WHO, seq=SEQ, ideas=IDEAS, points=VOTE, grid=VOTE)
    def give(self, who: int, seq: int, ideas: list[int], points: Any, grid: Any) -> None:
        parts: dict[str, Any] = {
            "ideas": tuple(idea(10 * who + one) for one in ideas),
            "points": {idea(one).id: given for one, given in points.items()},
            "grid": {idea(one).id: {"effect": given} for one, given in grid.items()},
        }
        sent = Contribution(seq=seq, **parts)
        before = self.kept.get(who, Contribution(seq=0))
        locked: dict[str, Any] = {
            vote: getattr(before, vote) for vote in ("points", "grid") if vote in self.shown
        }
        late = tuple(vote for vote, kept in locked.items() if kept != getattr(sent, vote))
        settled = sent.model_copy(update=locked)
        taken = gave(self.store, self.round, who, seq, **parts)
        assert taken.outcome == self.expected(who, settled)
        if taken.outcome in {"stored", "same"}:
            assert taken.late == late
            self.kept[who] = settled
            assert self.receipts.setdefault(f"{who} {taken.receipt}", settled) == settled
        elif taken.outcome != "unknown":
            assert taken.stored == self.kept[who]

    def expected(self, who: int, sent: Contribution) -> str:
        kept = self.kept.get(who)
        if who in self.gone:
            return "unknown"
        if kept is None or sent.seq > kept.seq:
            return "stored"
        if sent == kept:
            return "same"
        return "older" if sent.seq < kept.seq else "conflict"

    @rule(who=WHO)
    def leave(self, who: int) -> None:
        assert self.store.delete_response(self.round.id, f"{who:032x}") == (who not in self.gone)
        self.gone.add(who)
        self.kept.pop(who, None)

    @rule(parts=st.sets(st.sampled_from(PARTS)))
    def show(self, parts: set[Any]) -> None:
        self.shown = set(showing(self.store, self.round, *parts).shown)
        assert self.shown == parts

    @rule()
    def close(self) -> None:
        self.store.set_status(self.round.id, "closed")

    @invariant()
    def nothing_is_lost_doubled_or_invented(self) -> None:
        for who in range(4):
            found = self.store.contribution(self.round.id, f"{who:032x}")
            assert found == self.kept.get(who)

    @invariant()
    def the_board_has_every_idea_once(self) -> None:
        lying = [one for card in self.store.cards(self.round.id) for one in card.ideas]
        assert sorted(lying) == sorted(one.id for kept in self.kept.values() for one in kept.ideas)

    @invariant()
    def the_counts_are_a_recount(self) -> None:
        voices = self.store.voices(self.round.id)
        assert voices.contributors == sum(bool(one.ideas) for one in self.kept.values())


def test_any_sequence_of_giving_keeps_what_was_acknowledged(store: Store) -> None:
    class Here(Room):
        pass

    Here.store = store
    run_state_machine_as_test(
        Here, settings=trying(max_examples=12, stateful_step_count=20, deadline=None)
    )


GIVER = """
import sys
sys.path[:0] = {path!r}
from people import response
from stores import DAY
from working import gave, idea
from kit.store import open_store
store = open_store({url!r})
[made] = store.rounds()
number = 0
while True:
    number += 1
    store.join(made.id, response("1234567--", number).response_id, DAY)
    taken = gave(store, made, number, ideas=(idea(number),))
    print(number if taken.outcome in ("stored", "same") else "?", flush=True)
"""


def test_f01_f02_what_was_acknowledged_survives_a_killed_giver(new_url: NewUrl) -> None:
    url = new_url()
    store = open_store(url)
    made = opened(store)
    led(store, made)
    store.close()
    seen: set[str] = set()
    for kill in range(2):
        code = GIVER.format(path=sys.path, url=url)
        with subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
        ) as giver:
            assert giver.stdout is not None
            seen |= {giver.stdout.readline().strip() for _ in range(3 + 7 * kill)}
            giver.send_signal(signal.SIGKILL)
            seen |= {line.strip() for line in giver.stdout if line.endswith("\n")}
    store = open_store(url)
    stored = {str(int(one, 16)) for card in store.cards(made.id) for one in card.ideas}
    assert seen <= stored
    assert store.voices(made.id).contributors == len(stored)
    store.close()
