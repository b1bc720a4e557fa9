"""Where answers are kept, and the organiser's key: found or made before the server starts."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.errors import KitError
from kit.language import say
from kit.reasons import reason
from kit.server.collector.desk import Desk
from kit.server.collector.keys import new_secret, summed
from kit.server.collector.library import Library
from kit.server.options import Options
from kit.store import Store, open_store

STORE, KEY = "KIT_STORE", "KIT_ORGANISER_KEY"
KEY_FILE = "organiser.key"
SHORTEST_KEY = 22
"""Characters of a key that holds 128 random bits."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Say where everything is kept: the store's address and the folder of the key."""

    url: str
    folder: Path

    @classmethod
    def chosen(cls, given: str | None, beside: Path, environment: Mapping[str, str]) -> Keeping:
        """Return the place that was asked for, by option or by KIT_STORE; else data/ ``beside``.

        The key stands beside an SQLite file, and in data/ for a database elsewhere.
        """
        folder = beside.absolute() / "data"
        url = given or environment.get(STORE) or f"sqlite:///{folder / 'kit.sqlite'}"
        file = url.removeprefix("sqlite:///")
        return cls(url, Path(file).absolute().parent if file != url else folder)

    def key(self, environment: Mapping[str, str], language: str, *, new: bool = False) -> str:
        """Return the organiser's key, which is made where there is none; KitError says why not."""
        given = environment.get(KEY, "")
        if given:
            return _checked(given, KEY, language)
        file = self.folder / KEY_FILE
        try:
            if new or not file.exists():
                _write(file, new_secret())
            return _checked(file.read_text(encoding="utf-8").strip(), str(file), language)
        except (OSError, UnicodeDecodeError) as error:
            raise KitError(
                say(
                    language,
                    "The organiser's key cannot be kept in {file} ({reason}). See that the folder "
                    "may be written in, or give a key of your own in KIT_ORGANISER_KEY.",
                    file=file,
                    reason=reason(error, language),
                )
            ) from None


def open_desk(keeping: Keeping, options: Options) -> Desk:
    """Open the store, let the organiser's key open it, and lay out the desk.

    Raises KitError with one sentence when the store cannot be used.
    """
    store = open_store(keeping.url, language=options.language)
    try:
        key = keeping.key(os.environ, options.language)
        welcome(store, key)
    except BaseException:
        store.close()
        raise
    secret = hashlib.sha256(f"tickets {key}".encode()).digest()
    library, api = Library(options.notebooks), f"{options.base_url}kit/api/"
    return Desk(store, library, secret, api, processes=options.workers)


def way_in(keeping: Keeping, options: Options, port: int) -> str:
    """Say how to lead a round; the key itself only where a person reads along, not a log."""
    if not sys.stdout.isatty():
        return say(options.language, "To lead a round you need the organiser's key: run kit key.")
    key = keeping.key(os.environ, options.language)
    address = f"{options.address(port)}ledare#{key}"
    return say(options.language, "To lead a round, open {address}", address=address)


def welcome(store: Store, key: str) -> None:
    """Let this organiser's key open the store, and no earlier one."""
    if store.key(summed(key)) != (None, "organiser"):
        store.revoke_keys(None, "organiser")
        store.add_key(None, "organiser", summed(key))


def further_link(store: Store, round_id: str, language: str) -> str:
    """Return the end of a new link for leading a round; KitError when there is no such round."""
    if store.round(round_id) is None:
        raise KitError(
            say(
                language,
                "There is no round {round} in the store. kit rounds lists those that there are.",
                round=round_id,
            )
        )
    key = new_secret()
    store.add_key(round_id, "facilitator", summed(key))
    return f"ledare?round={round_id}#{key}"


def _write(file: Path, key: str) -> None:
    """Write the key for its owner's eyes only."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as lines:
        lines.write(f"{key}\n")
    draft.replace(file)


def _checked(key: str, place: str, language: str) -> str:
    if len(key) >= SHORTEST_KEY and key.isascii() and key.isprintable() and " " not in key:
        return key
    raise KitError(
        say(
            language,
            "The organiser's key in {place} is too short or holds spaces. It needs at least "
            "{shortest} letters and digits. Take it away, and the kit makes a new one.",
            place=place,
            shortest=SHORTEST_KEY,
        )
    )
