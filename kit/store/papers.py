"""Keep the papers of a workshop: where it stands, how ideas are sorted, the plan, what is shown.

A round has one of each kind. ``cards``, ``points`` and ``grid`` are what everybody sees, as it was
when it was shown: see ``kit.store.boards``.
"""

from __future__ import annotations

from typing import Final, Literal, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, insert, select, update

from kit.plans import Plan
from kit.staging import Stage
from kit.store import tables
from kit.store.seals import ascii_json, row_seal, sound

Kind = Literal["workshop", "sorting", "plan", "cards", "points", "grid"]
PAPERS: Final = tables.papers
Paper = TypeVar("Paper", bound=BaseModel)


def read_paper(
    connection: Connection, round_id: str, kind: Kind, model: type[Paper]
) -> Paper | None:
    """Return a round's paper; None where there is none yet."""
    asked = select(PAPERS).where(PAPERS.c.round == round_id, PAPERS.c.kind == kind)
    row = connection.execute(asked).one_or_none()
    return None if row is None else model.model_validate_json(sound(PAPERS, row)["body"])


def write_paper(connection: Connection, round_id: str, kind: Kind, paper: BaseModel) -> None:
    """Write a paper of a locked round in the place of the one before."""
    own = PAPERS.c.round == round_id, PAPERS.c.kind == kind
    version = connection.execute(select(PAPERS.c.version).where(*own)).scalar()
    row = {"round": round_id, "kind": kind, "version": (version or 0) + 1}
    row["body"] = ascii_json(paper.model_dump(mode="json", by_alias=True))
    row["seal"] = row_seal(PAPERS, row)
    connection.execute(insert(PAPERS) if version is None else update(PAPERS).where(*own), row)


def read_stage(connection: Connection, round_id: str) -> Stage:
    """Return where the round's workshop stands; without a script where it has none."""
    return read_paper(connection, round_id, "workshop", Stage) or Stage()


def write_stage(connection: Connection, round_id: str, stage: Stage) -> Stage:
    """Keep where the workshop stands; what everybody may see counts as changed."""
    risen = stage.model_copy(update={"board": stage.board + 1})
    write_paper(connection, round_id, "workshop", risen)
    return risen


def carry_over(connection: Connection, earlier: str, later: str) -> None:
    """Let a new round's plan begin with the actions of the round that it follows."""
    before = read_paper(connection, earlier, "plan", Plan)
    if before is not None and before.actions:
        write_paper(connection, later, "plan", Plan(earlier=before.actions))
