"""Where questionnaires stand, and what is remembered of them from one page to the next.

A participant's kernel starts for each page, and most of what it would do is to read the same
questionnaire again. What its windows draw from is remembered in the user's own cache folder, so
that the reader and all that it needs stay out of the kernel until somebody asks for more.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from kit.errors import KitError

KIT = Path(__file__).parent
FOLDER = "questionnaires"
SUFFIXES = (".yaml", ".yml")
QUESTIONNAIRE_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
State = dict[str, Any]
_FROM_WHERE = (
    "Start from the folder that has questionnaires in {folder}, or give the path of the file."
)


def find_questionnaire(
    name: str | Path, start: Path | None = None, *, language: str = "sv"
) -> Path:
    """Find a questionnaire by its id in ``questionnaires/`` here or above, or by its path.

    An id has small letters, digits and hyphens only, so that no address can point at another
    file. Raises ``KitError`` with the ids that exist when there is none with this one.
    """
    start = start or Path.cwd()
    if isinstance(name, Path) or name.endswith(SUFFIXES):
        return start / name
    if re.fullmatch(QUESTIONNAIRE_PATTERN, name):
        for folder in folders(start):
            if (folder / f"{name}.yaml").is_file():
                return folder / f"{name}.yaml"
    raise KitError(none_such(name, start, language))


def folders(start: Path) -> list[Path]:
    """Return where questionnaires may stand, the nearest first."""
    return [folder / FOLDER for folder in (start, *start.absolute().parents)]


def none_such(name: str, start: Path, language: str) -> str:
    """Say that there is no questionnaire with this name, and which ones there are."""
    from kit.language import say  # noqa: PLC0415 - its reader is for pages that need it

    known = sorted({file.stem for folder in folders(start) for file in folder.glob("*.yaml")})
    near = get_close_matches(name[:100], known, n=1)
    sentences = [say(language, 'There is no questionnaire "{name}".', name=name[:100])]
    if near:
        sentences.append(say(language, 'Did you mean "{near}"?', near=near[0]))
    if known:
        sentences.append(say(language, "Questionnaires: {names}.", names=", ".join(known)))
    else:
        sentences.append(say(language, _FROM_WHERE, folder=f"{FOLDER}/"))
    return " ".join(sentences)


def remembered(path: Path, make: Callable[[], State]) -> State:
    """Return what ``make`` makes of the questionnaire at ``path``, from the last time if it holds.

    It holds while neither the file nor the kit's own code and words have changed. A memory that is
    damaged is made anew; one that cannot be kept is done without. What ``make`` raises is raised.
    """
    try:
        stamp = _stamp(path)
    except OSError:
        return make()
    memory = _memory(path)
    kept = _recall(memory, stamp)
    if kept is not None:
        return kept
    made = make()
    _keep(memory, {"stamp": stamp, "state": made})
    return made


def _stamp(path: Path) -> str:
    return hashlib.sha256(path.read_bytes() + own_stamp()).hexdigest()


@cache
def own_stamp() -> bytes:
    """Return what tells this kit from another one; counted out once, as its code is read once."""
    own = sorted([*KIT.rglob("*.py"), *KIT.rglob("*.po")])
    return repr(
        [(str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in own]
    ).encode()


def _memory(path: Path) -> Path:
    place = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]
    return Path.home() / ".cache" / "kit" / f"{path.stem}-{place}.json"


def _recall(memory: Path, stamp: str) -> State | None:
    try:
        kept = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("stamp") != stamp:
        return None
    state = kept.get("state")
    return state if isinstance(state, dict) else None


def _keep(memory: Path, kept: State) -> None:
    try:
        memory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=memory.parent, delete=False
        ) as draft:
            json.dump(kept, draft, ensure_ascii=False)
        os.replace(draft.name, memory)  # noqa: PTH105 - a kernel that reads meanwhile sees all or nothing
    except OSError:
        return
