"""What can be asked about a round's workshop; see ``kit.server.collector.routes``."""

from __future__ import annotations

from typing import Final

from kit.contributions import Contribution, Sorting
from kit.ideas import Double
from kit.plans import Plan
from kit.rounds import RoundSettings
from kit.scripts import Script
from kit.server.collector import (
    boards,
    contributing,
    following,
    messages,
    planning,
    scripting,
    workshop_messages,
)
from kit.server.collector.call import ALL, Route, Who

LEADER: Final[tuple[Who, ...]] = ("facilitator",)
READERS: Final[tuple[Who, ...]] = ("facilitator", "presenter", "participant")
ONESELF: Final[tuple[Who, ...]] = ("participant",)
GOING_ON: Final[tuple[Who, ...]] = ("facilitator", "organiser")
LARGEST: Final = 300_000

WORKSHOP: Final[tuple[Route, ...]] = (
    Route("GET", "scripts", ALL, scripting.scripts, list[workshop_messages.ScriptCard]),
    Route(
        "GET",
        "rounds/{round}/script",
        READERS,
        scripting.script,
        Script,
        refusals=("no_workshop", "unknown"),
    ),
    Route(
        "PUT",
        "rounds/{round}/script",
        LEADER,
        scripting.choose,
        messages.RoundView,
        workshop_messages.ScriptChange,
        refusals=("script",),
    ),
    Route(
        "PUT",
        "rounds/{round}/step",
        LEADER,
        scripting.go,
        messages.RoundView,
        workshop_messages.StepChange,
        refusals=("no_workshop",),
    ),
    Route(
        "PUT",
        "rounds/{round}/shown",
        LEADER,
        scripting.show,
        messages.RoundView,
        workshop_messages.ShownChange,
    ),
    Route(
        "GET",
        "rounds/{round}/contribution",
        ONESELF,
        contributing.fetch,
        Contribution,
        refusals=("unknown", "deleted"),
    ),
    Route(
        "PUT",
        "rounds/{round}/contribution",
        ONESELF,
        contributing.put,
        workshop_messages.Acknowledged,
        Contribution,
        refusals=("unknown", "deleted", "no_workshop", "contribution"),
        most_bytes=LARGEST,
    ),
    Route(
        "GET",
        "rounds/{round}/board",
        READERS,
        boards.board,
        workshop_messages.Board,
        refusals=("unknown",),
    ),
    Route(
        "PUT",
        "rounds/{round}/sorting",
        LEADER,
        boards.sort,
        workshop_messages.Board,
        Sorting,
        refusals=("sorting", "changed"),
        most_bytes=LARGEST,
    ),
    Route("GET", "rounds/{round}/doubles", LEADER, boards.doubles, list[Double]),
    Route(
        "GET",
        "rounds/{round}/weighing",
        READERS,
        boards.weighing,
        workshop_messages.Weighing,
        refusals=("unknown",),
    ),
    Route(
        "GET",
        "rounds/{round}/plan",
        READERS,
        planning.plan,
        workshop_messages.Planned,
        refusals=("unknown",),
    ),
    Route(
        "PUT",
        "rounds/{round}/plan",
        LEADER,
        planning.change,
        workshop_messages.Planned,
        Plan,
        refusals=("plan", "changed"),
        most_bytes=LARGEST,
    ),
    Route("GET", "rounds/{round}/following", GOING_ON, following.suggest, RoundSettings),
    Route(
        "POST",
        "rounds/{round}/following",
        GOING_ON,
        following.create,
        messages.RoundCreated,
        RoundSettings,
        status=201,
        refusals=("settings",),
    ),
)
