"""The participant's file that the table of cases stands on, and what the reader says of others."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from kit.errors import ProblemsFound
from kit.records import checksum, read_participant

CASES = Path(__file__).parent / "cases"
TABLE: dict[str, Any] = json.loads((CASES / "participant.json").read_text(encoding="utf-8"))
Data = dict[str, Any]


def base() -> Data:
    return copy.deepcopy(TABLE["base"])


def signed(content: Data) -> bytes:
    rest = {key: value for key, value in content.items() if key != "checksum"}
    return json.dumps({**rest, "checksum": checksum(rest)}, ensure_ascii=False).encode()


def judge(data: bytes) -> str | None:
    """Return the sentence of the refusal in English; None when the file is read."""
    try:
        read_participant(data, "file.json", "en")
    except ProblemsFound as refusal:
        (problem,) = refusal.problems
        return problem.what
    return None
