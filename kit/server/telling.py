"""Tell the log what happens, in one line an event and in the operator's language.

No line says who: no ids, keys, codes, answers, or addresses of people.
"""

from __future__ import annotations

import logging
from typing import Literal

from kit import figures
from kit.language import msgid, say
from kit.server import metrics
from kit.server.discretion import log

Why = Literal["left", "idle", "unclaimed", "room", "own", "old", "died"]

ENDED: dict[Why, str] = {
    "left": msgid("A page was closed, so its kernel has ended ({count} left)."),
    "idle": msgid("A kernel that nobody used has ended ({count} left)."),
    "unclaimed": msgid("A page never came to life, so its kernel has ended ({count} left)."),
    "room": msgid("A resting kernel has ended to make room for those who wait ({count} left)."),
    "own": msgid("A visitor has opened more pages than one may; the oldest kernel has ended."),
    "old": msgid("A kernel has ended because it was twelve hours old ({count} left)."),
    "died": msgid("A kernel has died by itself ({count} left). Its page asks for a new one."),
}
_spoken = {"language": "en"}


def speak(language: str) -> None:
    """Choose the language of the lines that follow, sv or en."""
    _spoken["language"] = language


def serving(version: str, store: str, most: int | None = None) -> None:
    """Tell that the server has started; ``store`` is its place without a password."""
    line = say(
        _language(),
        "kit {version} has started. Answers are kept in {store}.",
        version=version,
        store=store,
    )
    if most is not None:
        line += " " + say(_language(), "At most {most} kernels run at once.", most=most)
    log.info("%s", line)


def stopping(kernels: int = 0) -> None:
    """Tell that the server has been asked to stop."""
    log.info("%s", say(_language(), "The server stops and ends {count} kernels.", count=kernels))


def stopped() -> None:
    """Tell that nothing is left running."""
    log.info("%s", say(_language(), "The server has stopped."))


def round_opened(questionnaire: str) -> None:
    """Tell that answers are taken; ``questionnaire`` is the id of what is asked."""
    log.info("%s", say(_language(), "A round of {name} has been opened.", name=questionnaire))


def round_closed(questionnaire: str) -> None:
    """Tell that answers are taken no longer."""
    log.info("%s", say(_language(), "A round of {name} has been closed.", name=questionnaire))


def kernel_started(way: metrics.Way, seconds: float, running: int) -> None:
    """Count a kernel that took ``seconds`` until it takes work, and tell of it."""
    metrics.KERNEL_STARTS.labels(way, "started").inc()
    metrics.KERNEL_START_SECONDS.observe(seconds)
    line = say(
        _language(),
        "A kernel has started in {seconds} s ({count} run).",
        seconds=figures.number(seconds, _language(), decimals=2),
        count=running,
    )
    log.info("%s", line)


def kernels_start_plainly(reason: str, **details: object) -> None:
    """Tell that kernels are not forked here, and why; ``reason`` is one of our own sentences."""
    language = _language()
    line = say(
        language,
        "Kernels start one by one, which takes longer and more memory: {reason}",
        reason=say(language, reason, **details),
    )
    log.info("%s", line)


def kernel_not_started(way: metrics.Way, running: int) -> None:
    """Count a kernel that did not start, and warn of it."""
    metrics.KERNEL_STARTS.labels(way, "failed").inc()
    line = say(_language(), "A kernel could not start ({count} run).", count=running)
    log.warning("%s", line)


def kernel_ended(why: Why, running: int) -> None:
    """Count a kernel's end, and tell of it; ``running`` are left."""
    metrics.KERNEL_ENDS.labels(why).inc()
    level = logging.WARNING if why == "died" else logging.INFO
    log.log(level, "%s", say(_language(), ENDED[why], count=running))


def queue_begins(waiting: int) -> None:
    """Tell that pages have begun to wait for their kernels."""
    line = say(
        _language(),
        "Pages begin to wait for a kernel ({count} now); they can be filled in meanwhile.",
        count=waiting,
    )
    log.info("%s", line)


def queue_ends(seconds: float, longest: int) -> None:
    """Tell that nobody waits any longer; ``longest`` is how many waited at most."""
    line = say(
        _language(),
        "No page waits any longer. It took {seconds} s, and at most {count} waited.",
        seconds=figures.number(seconds, _language(), decimals=0),
        count=longest,
    )
    log.info("%s", line)


def worker_ended(number: int, code: int, pause: float) -> None:
    """Warn that one of several workers has ended by itself and is started again."""
    line = say(
        _language(),
        "Worker {number} has ended by itself (code {code}) and starts again in {seconds} s.",
        number=number,
        code=code,
        seconds=figures.number(pause, _language(), trim=True),
    )
    log.warning("%s", line)


def worker_ready(number: int, port: int) -> None:
    """Tell that one of several workers answers, and at what port it does so itself."""
    line = say(_language(), "Worker {number} is ready, at port {port}.", number=number, port=port)
    log.info("%s", line)


def _language() -> str:
    return _spoken["language"]
