"""Packages of invented municipalities, from figures written by hand; nothing here protects anybody.

A figure is ``(above, n)``, ``n`` alone for a row with only its mean, or None for a hidden one.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from safe_tables import wilson

from kit.plans import Plan
from kit.questionnaire import Questionnaire
from kit.region.shape import Package
from kit.region.writing import Choices, Origin, checksum, make_package, write_package

Shown = tuple[int, int] | int | None
Files = dict[str, bytes]
NEEDS = {"c11": 0.3, "c12": 0.2, "c21": 0.1, "c22": 0.4}


def asked(
    *,
    version: str = "1",
    points: int = 7,
    level: float = 5,
    words: str = "Jag kan",
    competences: tuple[str, ...] = ("c11", "c12", "c21", "c22"),
    **more: Any,
) -> Questionnaire:
    """Return a questionnaire of two statements a competence; the second digit is the area's."""
    both = {"sv": "Så", "en": "So"}
    areas = sorted({one[1] for one in competences})
    return Questionnaire.model_validate(
        {
            "schema": 1,
            "id": "liten",
            "version": version,
            "languages": ["sv", "en"],
            "title": {"sv": "Liten", "en": "Small"},
            "scales": {"s": {"points": [{"id": str(n), "value": n} for n in range(1, points + 1)]}},
            "areas": [
                {
                    "id": f"a{area}",
                    "label": {"sv": f"Område {area}", "en": f"Area {area}"},
                    "competences": [
                        {"id": one, "label": {"sv": f"Förmåga {one}", "en": f"Ability {one}"}}
                        for one in competences
                        if one[1] == area
                    ],
                }
                for area in areas
            ],
            "roles": [{"id": "all", "label": both, "targets": dict.fromkeys(competences, level)}],
            "goals": [{"id": "g1", "label": {"sv": "Trygghet", "en": "Ease"}}],
            "pages": [
                {
                    "id": "p1",
                    "title": both,
                    "items": [
                        {
                            "id": f"q{one[1:]}{n}",
                            "kind": "rate",
                            "scale": "s",
                            "competence": one,
                            "text": {"sv": f"{words} {one} {n}", "en": f"I can {one} {n}"},
                        }
                        for one in competences
                        for n in (1, 2)
                    ],
                }
            ],
        }
        | more
    )


def safe(questionnaire: Questionnaire, figures: Mapping[str, Shown]) -> dict[str, Any]:
    """Return a safe table: rows of all together, hidden where ``figures`` name none."""
    rows = []
    for area in questionnaire.areas:
        rows.append(_row("area", area.id, figures.get(area.id, (6, 12))))
        rows += [_row("competence", one.id, figures.get(one.id, None)) for one in area.competences]
    identity = {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "hash": questionnaire.hash,
    }
    rules = {"min_group": 5, "min_distribution": 8}
    return {"schema": 1, "questionnaire": identity, "rules": rules, "rows": rows}


def _row(dimension: str, id_: str, shown: Shown) -> dict[str, Any]:
    row: dict[str, Any] = {"grouping": "all", "group": "", "dimension": dimension, "id": id_}
    blank = dict.fromkeys(
        ("n", "not_relevant", "counts", "above", "share", "share_low", "share_high", "mean")
    )
    row |= blank | dict.fromkeys(("need", "rank_low", "rank_high", "from_release"))
    row["wanted"] = 5.0
    if shown is None:
        return row | {"status": "few"}
    if isinstance(shown, int):
        return row | {"status": "shown", "n": shown, "mean": 4.0}
    above, n = shown
    low, high = wilson(above, n)
    return row | {
        "status": "shown",
        "n": n,
        "counts": [n],
        "above": above,
        "share": round(above / n, 4),
        "share_low": round(max(low, 0), 4),
        "share_high": round(min(high, 1), 4),
        "mean": 4.25,
        "need": NEEDS.get(id_, 0.05),
    }


def package(  # noqa: PLR0913 - most are named
    name: str,
    figures: Mapping[str, Shown],
    questionnaire: Questionnaire | None = None,
    *,
    plan: Plan | None = None,
    day: str = "2026-11-22",
    release: int = 1,
    round_: str | None = None,
    **choices: Any,
) -> Package:
    """Return a municipality's package; its round has its own name unless ``round_`` says one."""
    of = questionnaire or asked()
    own = round_ or hashlib.sha256(f"{name} {day}".encode()).hexdigest()[:12]
    chosen = Choices.model_validate({"name": name, "title": "Hösten 2026", **choices})
    origin = Origin(round=own, release=release, day=day)
    return make_package(of, safe(of, figures), plan or Plan(), chosen, origin=origin)


def file_of(*given: Any, **more: Any) -> bytes:
    """Return the bytes of a municipality's package."""
    return write_package(package(*given, **more))


def unzipped(data: bytes) -> Files:
    """Return the files in a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Pack files as anybody's program would."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def forged(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change a file in a package and count out every digest anew, as a forger would."""
    files = unzipped(data)
    assert change(files[name]) != files[name], "nothing was changed"
    files[name] = change(files[name])
    description = json.loads(files["datapackage.json"])
    for resource in description["resources"]:
        content = files[resource["path"]]
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        resource["bytes"] = len(content)
    description["checksum"] = checksum(description)
    files["datapackage.json"] = json.dumps(description, ensure_ascii=False).encode()
    return zipped(files)
