"""A collector with a small script of a workshop's to lead by, and people who give to it."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from collecting import Caller, Collector, Said, Workshop, new_round, running
from postgres import Cluster
from serving import ROOT
from stores import KINDS

TEXT = {"sv": "Så gör vi", "en": "What we do"}
STEPS = (
    ("start", "talk", 5, None),
    ("bild", "look", 10, "areas"),
    ("tankar", "circles", 10, None),
    ("forslag", "ideas", 10, None),
    ("ordna", "sort", 10, None),
    ("vikta", "points", 5, None),
    ("placera", "grid", 5, None),
    ("plan", "plan", 15, None),
    ("slut", "close", 5, None),
)
AT = {kind: place for place, (_, kind, _, _) in enumerate(STEPS)}


def written(**changes: Any) -> str:
    """Return a script as YAML."""
    words = "{sv: Så gör vi, en: What we do}"
    lines = ["schema: 1", "id: kort", 'version: "1"', "languages: [sv, en]"]
    lines += [f"title: {words}", f"intro: {words}"]
    lines += [
        f"limits: {{points: {changes.get('points', 10)}, shortlist: 8, actions: 3}}",
        "steps:",
    ]
    for id_, kind, minutes, view in STEPS:
        said = f"title: {words}, room: {words}, facilitator: {words}"
        more = f", view: {view}" if view else ""
        if kind == "circles":
            more += f", phases: [{{circle: alone, minutes: {minutes}, text: {words}}}]"
        lines.append(f"  - {{id: {id_}, kind: {kind}, minutes: {minutes}, {said}{more}}}")
    return "\n".join(lines) + "\n"


def laid_out(folder: Path) -> Path:
    """Make a folder with questionnaires and the script, and return its notebooks' folder."""
    shutil.copytree(ROOT / "questionnaires", folder / "questionnaires")
    scripts = folder / "questionnaires" / "workshops"
    scripts.mkdir(exist_ok=True)
    (scripts / "kort.yaml").write_text(written(), encoding="utf-8")
    (folder / "notebooks").mkdir()
    return folder / "notebooks"


@pytest.fixture(params=KINDS, scope="module")
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Collector]:
    """Run a collector that has the script, on either kind of store."""
    notebooks = laid_out(tmp_path_factory.mktemp("house"))
    url = None
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgres")
        url = cluster.database()
    with running(url, "--notebooks", str(notebooks)) as one:
        yield one


@pytest.fixture
def room(house: Collector) -> Workshop:
    """Make an open round that is led by the script."""
    return scripted(house)


def scripted(house: Collector, **settings: Any) -> Workshop:
    made = new_round(house, **settings).opened()
    said = made.leader.put(f"{made.path}/script", {"script": "kort"})
    assert said.status == 200, said.body
    return made


def go(room: Workshop, step: str | None, **more: Any) -> Any:
    """Go to the step of this kind, and return the workshop's state."""
    at = None if step is None else AT[step]
    said = room.leader.put(f"{room.path}/step", {"at": at, **more})
    assert said.status == 200, said.body
    return said.json["workshop"]


def show(room: Workshop, *parts: str) -> Any:
    said = room.leader.put(f"{room.path}/shown", {"parts": list(parts)})
    assert said.status == 200, said.body
    return said.json["workshop"]


def idea(text: str = "Öva tillsammans på onsdagar", **more: Any) -> dict[str, Any]:
    return {"id": secrets.token_hex(16), "text": text, **more}


def give(room: Workshop, person: Caller, seq: int = 1, **parts: Any) -> Said:
    return person.put(f"{room.path}/contribution", {"seq": seq, **parts})


def given(room: Workshop, seq: int = 1, **parts: Any) -> Caller:
    """Let somebody join and give."""
    person = room.participant()
    said = give(room, person, seq, **parts)
    assert (said.status, said.json["outcome"]) == (200, "stored"), said.body
    return person


def board(room: Workshop, who: Caller | None = None) -> Any:
    said = (who or room.leader).get(f"{room.path}/board")
    assert said.status == 200, said.body
    return said.json


def texts(room: Workshop, who: Caller | None = None) -> set[str]:
    return {card["text"] for card in board(room, who)["cards"]}


def weighed(room: Workshop, who: Caller | None = None) -> Any:
    said = (who or room.leader).get(f"{room.path}/weighing")
    assert said.status == 200, said.body
    return said.json
