"""Write an export as a new folder that is whole or not there, and that only its owner can read."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from kit.errors import KitError
from kit.exchange.cells import Dialect
from kit.exchange.codebook import codebook
from kit.exchange.datapackage import FILE, Written, datapackage
from kit.exchange.long import long
from kit.exchange.personal import personal
from kit.exchange.scores import scores
from kit.exchange.tables import TABLES, Plan, Table, as_bytes
from kit.exchange.wide import Row, wide
from kit.language import say
from kit.questionnaire import Questionnaire
from kit.reasons import reason
from kit.records import Response


def export(
    questionnaire: Questionnaire, responses: Iterable[Response], folder: Path, plan: Plan
) -> list[str]:
    """Write the tables and their description into a new folder; return what must be said of it.

    Rows stand in the order of random numbers made for this export alone, so that they show
    nothing of who came when and cannot be joined with the store. Raises ``KitError`` when the
    folder is there already or cannot be written; then nothing is left behind.
    """
    rows = shuffled(responses)
    tables = _tables(questionnaire, rows, plan)
    keys = "ids" in plan.extras and "wide" in plan.what
    facts = personal(questionnaire, rows, plan.language, keys=keys)
    concerns = bool(rows) and any(table.personal for table in tables)
    notice = facts.sentences(plan.language) if concerns else [_nobody(plan.language)]
    try:
        if folder.exists() or folder.is_symlink():
            raise KitError(_there(folder, plan.language))
        _write(questionnaire, tables, folder, plan, notice)
    except OSError as error:
        raise KitError(_unwritable(folder, error, plan.language)) from None
    return notice


def shuffled(responses: Iterable[Response]) -> list[Row]:
    """Give each response a random number, and put them in the order of the numbers."""
    return sorted((Row(secrets.token_hex(16), one) for one in responses), key=lambda row: row.id)


def _tables(questionnaire: Questionnaire, rows: list[Row], plan: Plan) -> list[Table]:
    make = {
        "wide": lambda: wide(questionnaire, rows, plan.language, plan.extras),
        "long": lambda: long(questionnaire, rows, plan.language),
        "scores": lambda: scores(questionnaire, rows, plan.language),
        "codebook": lambda: codebook(questionnaire, plan.language),
    }
    return [make[name]() for name in TABLES if name in plan.what]


def _write(
    questionnaire: Questionnaire,
    tables: Sequence[Table],
    folder: Path,
    plan: Plan,
    notice: Sequence[str],
) -> None:
    """Write everything into a folder beside, then give it its name: others see all or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name[:100]}-", dir=folder.parent))
    try:
        files = [_file(draft, table, plan.dialect) for table in tables]
        description = datapackage(questionnaire, files, plan, notice)
        text = json.dumps(description, ensure_ascii=False, indent=1) + "\n"
        _save(draft / FILE, [text.encode()])
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _file(folder: Path, table: Table, dialect: Dialect) -> Written:
    size, digest = _save(folder / table.file, as_bytes(table.lines(dialect), dialect))
    return Written(table, size, digest)


def _save(path: Path, parts: Iterable[bytes]) -> tuple[int, str]:
    """Write a file that only its owner can read, down to the disk; return its size and sha256."""
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for part in parts:
            digest.update(part)
            size += file.write(part)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def _nobody(language: str) -> str:
    return say(language, "There are no personal data in these files.")


def _there(folder: Path, language: str) -> str:
    return say(language, "{folder} is there already. Give the name of a new folder.", folder=folder)


def _unwritable(folder: Path, error: OSError, language: str) -> str:
    return say(
        language,
        "{folder} could not be written: {reason}. Nothing was left there. "
        "Choose another place or make room.",
        folder=folder,
        reason=reason(error, language),
    )
