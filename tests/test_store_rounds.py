from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from people import SMALL, questionnaire
from stores import DAY, NOON, NewUrl, answered, opened, settings

from kit.errors import KitError
from kit.rounds import VIEWS, tailored
from kit.store import Store, StoreFault, open_store


def test_a_round_is_kept_as_it_was_made(store: Store) -> None:
    wanted = settings(goals=["Fler besök"], weights={"a1": 0.5}, closes="2026-12-01")
    frozen = tailored(SMALL, wanted)
    made = store.create_round(wanted, frozen, today=DAY)
    assert (made.settings, made.questionnaire, made.status) == (wanted, frozen, "new")
    assert (made.created, made.delete_after, made.release) == (DAY, "2028-01-22", 0)
    assert store.round(made.id) == made
    assert made in store.rounds()
    assert store.round("abcabcabcabc") is None


def test_a_code_opens_an_open_round_until_it_expires(new_url: NewUrl) -> None:
    now = [NOON]
    store = open_store(new_url(), now=lambda: now[0])
    made = store.create_round(settings(), tailored(SMALL, settings()))
    assert store.round_by_code(made.code) is None, "nobody joins a round that has not begun"
    store.set_status(made.id, "open")
    assert store.round_by_code(made.code) == store.round(made.id)
    assert store.round_by_code(made.code.lower()) is None
    now[0] += timedelta(hours=25)
    assert store.round_by_code(made.code) is None
    again = store.set_status(made.id, "open")
    assert again.code != made.code
    assert store.round_by_code(again.code) == again
    renewed = store.renew_code(made.id, 2)
    assert store.round_by_code(again.code) is None
    assert renewed.code_expires == now[0] + timedelta(hours=2)
    store.set_status(made.id, "closed")
    assert store.round_by_code(renewed.code) is None
    store.close()


def test_two_rounds_never_have_the_same_code(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(store)
    drawn = iter([first.code, "CCCCCC", "CCCCCC", first.code, "DDDDDD"])
    monkeypatch.setattr("kit.store.round_rows.new_code", lambda: next(drawn))
    second = store.create_round(settings(), tailored(SMALL, settings()))
    assert second.code == "CCCCCC"
    assert store.renew_code(first.id).code == "DDDDDD"


def test_a_round_closes_when_its_last_day_has_passed(new_url: NewUrl) -> None:
    now = [NOON]
    store = open_store(new_url(), language="en", now=lambda: now[0])
    made = opened(store, closes="2026-11-22")
    assert made.status == "open"
    now[0] += timedelta(days=1)
    late = store.round(made.id)
    assert late is not None
    assert late.status == "closed"
    assert not store.join(made.id, secrets.token_hex(16), DAY)
    with pytest.raises(KitError, match="set a later day"):
        store.set_status(made.id, "open")
    store.set_settings(made.id, settings(closes="2026-12-01"))
    assert store.set_status(made.id, "open").status == "open"
    store.close()


def test_settings_change_freely_until_somebody_has_answered(store: Store) -> None:
    made = opened(store)
    wanted = settings(languages=["en"], min_group=6, keep_months=2)
    changed = store.set_settings(made.id, wanted, tailored(SMALL, wanted))
    assert changed.questionnaire.languages == ("en",)
    assert changed.questionnaire.privacy.min_group == 6
    assert changed.delete_after == "2027-01-22"


@pytest.mark.parametrize(
    "change", [{"min_group": 6}, {"keep_months": 99}, {"languages": ["sv"]}, {"units": []}], ids=str
)
def test_privacy_and_questions_are_settled_by_the_first_answer(
    store: Store, change: dict[str, object]
) -> None:
    made = opened(store)
    answered(store, made, "1234567--")
    wanted = settings(**change)
    with pytest.raises(KitError, match="start a new round"):
        store.set_settings(made.id, wanted, tailored(SMALL, wanted))
    kept = store.round(made.id)
    assert kept is not None
    assert (kept.settings, kept.questionnaire) == (made.settings, made.questionnaire)
    assert kept.first_answer


def test_the_questions_are_settled_also_when_the_settings_stay(store: Store) -> None:
    made = opened(store)
    answered(store, made, "1234567--")
    other = tailored(questionnaire(title={"sv": "Annan", "en": "Other"}), settings())
    with pytest.raises(KitError, match="start a new round"):
        store.set_settings(made.id, settings(), other)


def test_name_last_day_and_weights_may_always_change(store: Store) -> None:
    made = opened(store)
    answered(store, made, "1234567--")
    wanted = settings(name="Nytt namn", closes="2027-01-01", weights={"a1": 0})
    assert store.set_settings(made.id, wanted, tailored(SMALL, wanted)).settings == wanted


def test_views_and_timer_are_kept(store: Store) -> None:
    made = opened(store)
    assert store.set_revealed(made.id, ["units", "areas", "nothing", "units"]).revealed == (
        "units",
        "areas",
    )
    assert store.set_revealed(made.id, VIEWS).revealed == VIEWS
    ends = NOON + timedelta(minutes=10)
    assert store.set_timer(made.id, ends).timer_ends == ends
    assert store.set_timer(made.id, None).timer_ends is None


def test_every_change_is_seen_and_nothing_else(store: Store) -> None:
    made = opened(store)
    seen = [store.changed(made.id)]
    changes: list[Callable[[], object]] = [
        lambda: store.set_revealed(made.id, ["areas"]),
        lambda: store.renew_code(made.id),
        lambda: answered(store, made, "1234567--", 1),
        lambda: store.delete_response(made.id, f"{1:032x}"),
        lambda: store.release(made.id, {}),
    ]
    for change in changes:
        change()
        seen.append(store.changed(made.id))
    assert seen == sorted(set(seen))
    store.snapshot(made.id)
    store.check()
    store.join(made.id, "no id", DAY)
    assert store.changed(made.id) == seen[-1]
    assert store.changed("abcabcabcabc") == 0


def test_nothing_can_be_done_with_a_round_that_is_gone(store: Store) -> None:
    made = opened(store)
    answered(store, made, "1234567--")
    store.add_key(made.id, "presenter", "1" * 64)
    store.release(made.id, {"rows": []})
    assert store.delete_round(made.id)
    assert not store.delete_round(made.id)
    assert store.round(made.id) is None
    assert store.key("1" * 64) is None
    assert store.releases(made.id) == []
    assert store.tally(made.id).empty
    assert list(store.responses(made.id)) == []
    assert not store.join(made.id, secrets.token_hex(16), DAY)
    for attempt in (
        lambda: store.set_status(made.id, "closed"),
        lambda: store.snapshot(made.id),
        lambda: store.add_key(made.id, "presenter", "2" * 64),
    ):
        with pytest.raises(StoreFault, match="deleted"):
            attempt()


def test_keys_and_sessions_open_what_they_are_for_until_revoked(store: Store) -> None:
    made, other = opened(store), opened(store)
    later = NOON + timedelta(hours=1)
    keys = [secrets.token_hex(32) for _ in range(3)]
    store.add_key(None, "organiser", keys[0])
    store.add_key(None, "organiser", keys[0])
    store.add_key(made.id, "facilitator", keys[1])
    store.add_key(other.id, "facilitator", keys[2])
    rights = [(None, "organiser"), (made.id, "facilitator"), (other.id, "facilitator")]
    assert [store.key(key) for key in keys] == rights
    sessions = [secrets.token_hex(32) for _ in range(3)]
    for session, (round_id, role) in zip(sessions, rights, strict=True):
        store.add_session(session, round_id, role, later)
    assert [store.session(session) for session in sessions] == rights
    assert store.session(keys[0]) is None
    store.revoke_keys(made.id, "facilitator")
    assert [store.key(key) for key in keys] == [rights[0], None, rights[2]]
    assert [store.session(session) for session in sessions] == [rights[0], None, rights[2]]
    store.revoke_keys(None, "organiser")
    assert store.key(keys[0]) is None
    assert store.session(sessions[0]) is None


def test_a_session_ends_when_its_time_is_up(new_url: NewUrl) -> None:
    now = [NOON]
    store = open_store(new_url(), now=lambda: now[0])
    store.add_session("a" * 64, None, "organiser", NOON + timedelta(hours=1))
    assert store.session("a" * 64) == (None, "organiser")
    now[0] += timedelta(hours=1)
    assert store.session("a" * 64) is None
    store.close()


def test_an_unknown_role_is_a_mistake_of_the_caller(store: Store) -> None:
    with pytest.raises(ValueError, match="no role"):
        store.add_key(None, "boss", "b" * 64)
