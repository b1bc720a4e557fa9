"""A07 at full length: thousands of wrong codes from one address and from fifty, while a workshop
joins from the first of them. Connections are real; the addresses are what a proxy would tell.
"""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
from contextlib import closing

from answerers import Broken, Crowd, Line
from apart import apart
from killing import Result

FIRST = "198.51.100.1"
GUESSERS = 10
COLLEAGUES = 200


async def guess(crowd: Crowd, codes: list[str], found: list[str], address: str) -> None:
    """Try codes one after the other, as a script without cookies does."""
    line = Line(crowd, address=address)
    while codes:
        body = {"code": codes.pop(), "response_id": secrets.token_hex(16)}
        status, _ = await line.ask("POST", "join", body, "")
        if status not in {404, 429}:
            found.append(f"{status} {body['code']}")
    line.close()


async def join(crowd: Crowd, key: str) -> None:
    """Join as a browser does: wait as told, with the cookie that was given."""
    line = Line(crowd, keeps_cookies=True, address=FIRST)
    while True:
        try:
            status, said = await line.ask(
                "POST", "join", {"code": crowd.code, "response_id": key}, ""
            )
        except (OSError, Broken):
            line.close()
            continue
        if status == 200:
            break
        wait = next((int(word) for word in said["detail"].split() if word.isdigit()), 1)
        await asyncio.sleep(wait)
    line.close()


async def guessing(crowd: Crowd, guesses: int, addresses: int) -> list[str]:
    """Guess and join at the same time; return what the guessers got in with."""
    codes = [f"{number:06d}" for number in range(guesses)]
    found: list[str] = []
    places = [f"198.51.100.{1 + number % addresses}" for number in range(max(GUESSERS, addresses))]
    guessers = [asyncio.create_task(guess(crowd, codes, found, place)) for place in places]
    while len(codes) > guesses // 2:  # noqa: ASYNC110 - a list has no event
        await asyncio.sleep(0.01)
    keys = [secrets.token_hex(16) for _ in range(COLLEAGUES)]
    await asyncio.gather(*(join(crowd, key) for key in keys), *guessers)
    return found


def guessed(crowd: Crowd, store: str, guesses: int, addresses: int) -> Result:
    """Return how many of the colleagues were let in and are there."""
    found = apart(guessing(crowd, guesses, addresses))
    with closing(sqlite3.connect(store.removeprefix("sqlite:///"))) as raw:
        (stored,) = raw.execute(
            "SELECT COUNT(*) FROM responses WHERE round = ?", [crowd.round]
        ).fetchone()
    ok = stored == COLLEAGUES and not found
    lost, doubled = max(0, COLLEAGUES - stored), max(0, stored - COLLEAGUES)
    case = f"A07 wrong codes, addresses: {addresses}"
    return Result(case, guesses, COLLEAGUES, stored, lost, doubled, ok)
