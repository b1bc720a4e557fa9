"""Show what rounds are like: the invented places of ``sample_data``, in a store of their own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from kit.language import msgid, say
from kit.questionnaire import Questionnaire
from kit.records import Day
from kit.rounds import Round, tailored
from kit.samples import Sample, identity_of
from kit.server.collector.keys import Role, new_secret, summed
from kit.server.collector.releasing import Releaser
from kit.server.options import Options
from kit.store import Store

OPEN: Final = "latsasvik-2026-11"
CLOSED: Final = "exempelkoping-2026-11"
REVEALED: Final = ("areas", "competences", "items", "needs", "tags", "roles", "change", "units")
MOST_DAYS_AGO: Final = 300
PAGES: Final[Mapping[Role, str]] = {"facilitator": "ledare", "presenter": "presentation"}
WORDS: Final[Mapping[tuple[str, str], str]] = {
    ("closed", "facilitator"): msgid("Lead a closed round with its result shown ({name}):"),
    ("closed", "presenter"): msgid("See its result as it stands on the wall:"),
    ("open", "facilitator"): msgid("Lead an open round that you can join ({name}):"),
    ("open", "presenter"): msgid("See on the wall how to join it:"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A link into a round: whose it is, and the page's address after the server's."""

    role: Role
    round: Round
    page: str


@dataclass(frozen=True, slots=True)
class DemoOptions(Options):
    """Say the ways in too, when the pages are ready."""

    ways: tuple[Way, ...] = ()

    def ready(self, port: int) -> str:
        """Say that the pages are there, and where the rounds are.

        The links hold keys, so they are shown to a person only, never written to a log.
        """
        lines = [Options.ready(self, port)]
        lines.append(say(self.language, "Everything shown is invented and is gone when this ends."))
        if not sys.stdout.isatty():
            return "\n".join(lines)
        for way in self.ways:
            sentence = WORDS[way.round.status, way.role]
            lines.append(say(self.language, sentence, name=way.round.settings.name))
            lines.append(f"  {self.address(port)}{way.page}")
        packages = "Put the places' packages (sample_data/*.zip) together as a region does:"
        lines.append(say(self.language, packages))
        lines.append(f"  {self.address(port)}06-region")
        return "\n".join(lines)


def fill(
    store: Store, samples: Mapping[str, Sample], original: Questionnaire, *, today: Day
) -> list[Way]:
    """Make a round of each sample, closed and revealed but for one; return the ways into two.

    A place's later round follows its earlier one.
    """
    made: dict[str, Round] = {}
    for name, sample in sorted(samples.items()):
        place = name.rsplit("-", 2)[0]
        before = [one.id for known, one in made.items() if known.startswith(f"{place}-")]
        following = sample.following(before[-1] if before else None)
        made[name] = _load(store, following, original, is_open=name == OPEN, today=today)
    # Of an open round nothing is published before the facilitator chooses to show it.
    asyncio.run(_release(store, [one for one in made.values() if one.status == "closed"]))
    return [way for name in (CLOSED, OPEN) if name in made for way in _ways(store, made[name])]


def _load(
    store: Store, sample: Sample, original: Questionnaire, *, is_open: bool, today: Day
) -> Round:
    settings = sample.head.settings
    if is_open:
        settings = settings.model_copy(update={"closes": None})
    frozen = tailored(original, settings)
    made = store.create_round(settings, frozen, today=_created(sample, today))
    store.set_status(made.id, "open" if is_open else "closed")
    identity = identity_of(frozen)
    people = sample.responses(original)
    store.load(made.id, (one.model_copy(update={"questionnaire": identity}) for one in people))
    if not is_open:
        store.set_revealed(made.id, REVEALED)
    return store.round(made.id) or made


def _created(sample: Sample, today: Day) -> Day:
    """Return the sample's day, moved on where its round would soon be due for deletion."""
    earliest = datetime.fromisoformat(today) - timedelta(days=MOST_DAYS_AGO)
    return max(sample.head.created, earliest.date().isoformat())


async def _release(store: Store, rounds: Sequence[Round]) -> None:
    """Publish each round's result as the collector would when the facilitator looks."""

    async def run(work: Callable[..., Any], *given: Any) -> Any:
        return work(*given)

    releaser = Releaser(store, run)
    for one in rounds:
        await releaser.advance(one)


def _ways(store: Store, made: Round) -> list[Way]:
    return [Way(role, made, _page(store, made, role)) for role in PAGES]


def _page(store: Store, made: Round, role: Role) -> str:
    key = new_secret()
    store.add_key(made.id, role, summed(key))
    return f"{PAGES[role]}?round={made.id}#{key}"


def today() -> Day:
    """Return the server's day."""
    return datetime.now(UTC).date().isoformat()
