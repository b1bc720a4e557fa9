"""Everything that can be asked; the handlers and docs/openapi.json are made from this table."""

from __future__ import annotations

from typing import Final

from kit.records import Response
from kit.rounds import RoundSettings
from kit.server.collector import (
    answering,
    drawing,
    entering,
    events,
    health,
    leading,
    messages,
    organising,
    showing,
    states,
)
from kit.server.collector.call import ALL, Route, Who
from kit.server.collector.workshop_routes import LEADER, ONESELF, READERS, WORKSHOP

ORGANISER: Final[tuple[Who, ...]] = ("organiser",)
STAGE: Final[tuple[Who, ...]] = ("facilitator", "presenter")
LARGEST_RESPONSE: Final = 300_000

ROUTES: Final[tuple[Route, ...]] = (
    Route("GET", "health", ALL, health.health, messages.Health),
    Route(
        "POST",
        "exchange",
        ALL,
        entering.exchange,
        messages.Exchanged,
        messages.Exchange,
        refusals=("key",),
    ),
    Route(
        "POST",
        "join",
        ALL,
        entering.join,
        messages.Joined,
        messages.Join,
        refusals=("code", "deleted", "slow"),
    ),
    Route("POST", "qr", ALL, drawing.qr, messages.Drawn, messages.ToDraw),
    Route(
        "GET",
        "questionnaires",
        ORGANISER,
        organising.questionnaires,
        list[messages.QuestionnaireCard],
    ),
    Route(
        "POST",
        "rounds",
        ORGANISER,
        organising.create,
        messages.RoundCreated,
        RoundSettings,
        status=201,
        refusals=("settings",),
    ),
    Route("GET", "rounds", ORGANISER, organising.rounds, list[messages.RoundCard]),
    Route("GET", "rounds/{round}", ALL, states.state, messages.RoundState, refusals=("round",)),
    Route("DELETE", "rounds/{round}", LEADER, leading.delete_round, messages.Deleted),
    Route("GET", "rounds/{round}/settings", LEADER, leading.settings, messages.RoundView),
    Route(
        "PUT",
        "rounds/{round}/settings",
        LEADER,
        leading.change_settings,
        messages.RoundView,
        RoundSettings,
        refusals=("settings", "frozen"),
    ),
    Route(
        "PUT",
        "rounds/{round}/status",
        LEADER,
        leading.change_status,
        messages.RoundView,
        messages.StatusChange,
        refusals=("too_late",),
    ),
    Route(
        "PUT",
        "rounds/{round}/timer",
        LEADER,
        leading.change_timer,
        messages.RoundView,
        messages.TimerChange,
    ),
    Route(
        "PUT",
        "rounds/{round}/reveal",
        LEADER,
        leading.reveal,
        messages.RoundView,
        messages.Reveal,
    ),
    Route(
        "PUT",
        "rounds/{round}/screen",
        LEADER,
        leading.turn,
        messages.RoundView,
        messages.ScreenChange,
    ),
    Route("POST", "rounds/{round}/code", LEADER, leading.renew_code, messages.RoundView),
    Route("GET", "rounds/{round}/progress", STAGE, states.progress, messages.Counts),
    Route("GET", "rounds/{round}/events", STAGE, events.events, None),
    Route(
        "GET",
        "rounds/{round}/tables",
        READERS,
        showing.tables,
        messages.Tables,
        refusals=("unknown",),
    ),
    Route(
        "POST",
        "rounds/{round}/keys/{role}",
        LEADER,
        leading.further_key,
        messages.NewKey,
        status=201,
    ),
    Route("DELETE", "rounds/{round}/keys/{role}", LEADER, leading.revoke_keys, messages.Revoked),
    Route(
        "GET",
        "rounds/{round}/response",
        ONESELF,
        answering.fetch,
        Response,
        refusals=("unknown", "deleted"),
    ),
    Route(
        "PUT",
        "rounds/{round}/response",
        ONESELF,
        answering.put,
        messages.Stored,
        Response,
        refusals=("round", "unknown", "deleted", "closed", "questionnaire", "answers"),
        most_bytes=LARGEST_RESPONSE,
    ),
    Route(
        "DELETE",
        "rounds/{round}/response",
        ONESELF,
        answering.delete,
        messages.Deleted,
        refusals=("unknown", "deleted"),
    ),
    *WORKSHOP,
)
