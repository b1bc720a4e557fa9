"""Make the package that a municipality hands to its region.

Only what stands in the safe table of a release goes in, and of that only all together: no role, no
unit, no distribution. So a package tells nothing that the release did not.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

import rfc8785
from pydantic import Field

from kit.errors import KitError
from kit.exchange.cells import PLAIN
from kit.exchange.datapackage import FILE, PROFILES, Written, datapackage
from kit.exchange.tables import Plan as Writing
from kit.exchange.tables import Table, as_bytes
from kit.language import say
from kit.plans import Action, Plan
from kit.questionnaire import Questionnaire
from kit.region import describing
from kit.region.packing import pack
from kit.region.page import page
from kit.region.shape import (
    DIMENSIONS,
    FORMAT,
    VERSION,
    About,
    Deed,
    Dimension,
    Figure,
    Ids,
    Model,
    Name,
    Package,
    Part,
    Rules,
    Search,
    Settings,
    Share,
    Span,
)
from kit.region.tables import deed_table, figure_table

SETTINGS: Final = "settings.json"
PAGES: Final = {"sv": "las-mig.html", "en": "read-me.html"}
TABLES: Final = ("areas.csv", "competences.csv", "plan.csv")
ALLOWED: Final = (FILE, SETTINGS, *TABLES, *PAGES.values())
"""Every file that a package may hold."""


class Choices(Model):
    """What the municipality decides when it exports; owners and the search are left out by default.

    ``name`` is the municipality's and ``title`` what the round is called in the region;
    ``competences`` are those it wishes to work on with others, ``contact`` a role's address.
    """

    name: Name
    title: Name
    owners: bool = False
    competences: Ids = ()
    contact: Annotated[str, Field(max_length=120)] = ""
    weights: dict[str, Share] = Field(default_factory=dict)


class Origin(Model):
    """Which release of which round the figures are, and today's date."""

    round: str
    release: int
    day: str


def make_package(  # noqa: PLR0913 - two are always named
    questionnaire: Questionnaire,
    safe: Mapping[str, Any],
    plan: Plan,
    choices: Choices,
    *,
    origin: Origin,
    language: str = "sv",
) -> Package:
    """Put together what a package holds; raises ``KitError`` when nothing may be shown."""
    _belongs(questionnaire, safe, language)
    rows = describing.rows(questionnaire)
    areas, competences = (_figures(rows, safe, one) for one in DIMENSIONS)
    if not any(row.status == "shown" for row in (*areas, *competences)):
        raise KitError(say(language, "There is nothing yet that may be handed to the region."))
    settings = Settings(
        language="sv" if language == "sv" else "en",
        municipality=choices.name.strip(),
        title=choices.title.strip(),
        round=origin.round,
        release=origin.release,
        day=origin.day,
        questionnaire=describing.asked(questionnaire),
        rules=Rules.model_validate(dict(safe["rules"])),
        answers=_span(areas) or _span(competences),
        weights=dict(choices.weights),
        goals=describing.goals(questionnaire),
        rows=rows,
        owners=choices.owners,
        follow_up=plan.follow_up,
        together=Search(
            competences=_known(questionnaire, choices.competences),
            contact=choices.contact.strip() if choices.competences else "",
        ),
    )
    whole = Package(
        settings=settings,
        areas=areas,
        competences=competences,
        plan=_deeds(questionnaire, plan, owners=choices.owners),
        checksum="",
    )
    return whole.model_copy(update={"checksum": _description(whole)["checksum"]})


def write_package(whole: Package) -> bytes:
    """Return the zip with everything in it, the same bytes for the same content."""
    description = json.dumps(_description(whole), ensure_ascii=False, indent=1) + "\n"
    return pack({FILE: description.encode(), **_files(whole)})


def file_name(whole: Package) -> str:
    """Name the package in plain letters: "pahittsby-bibliotek-24-2026-11-22.zip"."""
    settings = whole.settings
    plain = unicodedata.normalize("NFD", settings.municipality.casefold())
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60] or "region"
    return f"{name}-{settings.questionnaire.id}-{settings.day}.zip"


def checksum(description: Mapping[str, Any]) -> str:
    """Return ``sha256:`` and the digest of the canonical JSON (RFC 8785), its own key left out.

    It finds damage, not forgery: whoever changes a package can count it out anew.
    """
    rest = {key: value for key, value in description.items() if key != "checksum"}
    return f"sha256:{hashlib.sha256(rfc8785.dumps(rest)).hexdigest()}"


# --- what stands in it -----------------------------------------------------------------------


def _belongs(questionnaire: Questionnaire, safe: Mapping[str, Any], language: str) -> None:
    named = safe["questionnaire"]
    if (named["id"], named["version"]) != (questionnaire.id, questionnaire.version):
        given, asked = f"{named['id']} {named['version']}", " ".join(_identity(questionnaire))
        what = "The figures belong to {given}, not to {asked}."
        raise KitError(say(language, what, given=given, asked=asked))


def _identity(questionnaire: Questionnaire) -> tuple[str, str]:
    return questionnaire.id, questionnaire.version


def _figures(
    about: Sequence[About], safe: Mapping[str, Any], dimension: Dimension
) -> tuple[Figure, ...]:
    """Return the rows of all together, places left out where one of the needs is not shown."""
    rows = [
        row for row in safe["rows"] if row["grouping"] == "all" and row["dimension"] == dimension
    ]
    wanted = {row.id for row in about if row.level is not None}
    placed = not any(
        row["status"] == "few" or (row["above"] is None and row["id"] in wanted) for row in rows
    )
    places = {} if placed else {"rank_low": None, "rank_high": None}
    return tuple(
        Figure.model_validate({key: row[key] for key in Figure.model_fields} | places)
        for row in rows
    )


def _span(rows: Sequence[Figure]) -> Span | None:
    counts = [row.n for row in rows if row.n is not None]
    return Span(low=min(counts), high=max(counts)) if counts else None


def _known(questionnaire: Questionnaire, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(one.id for one in questionnaire.competences() if one.id in ids)


def _deeds(questionnaire: Questionnaire, plan: Plan, *, owners: bool) -> tuple[Deed, ...]:
    before = {action.id: number for number, action in enumerate(plan.earlier, 1)}

    def deeds(part: Part, actions: Sequence[Action]) -> list[Deed]:
        return [
            Deed(
                part=part,
                number=number,
                continues=before.get(action.carried or "") if part == "now" else None,
                text=action.text,
                goal=_goal(questionnaire, action.goal),
                competences=_known(questionnaire, action.competences),
                owner=action.owner if owners else "",
                first_step=action.first_step,
                due=action.due,
                sign=action.sign,
                mark=action.mark,
                why=action.why,
                learned=action.learned,
            )
            for number, action in enumerate(actions, 1)
        ]

    return (*deeds("now", plan.actions), *deeds("earlier", plan.earlier))


def _goal(questionnaire: Questionnaire, goal: str | None) -> str | None:
    return goal if any(one.id == goal for one in questionnaire.goals) else None


# --- how it is written -----------------------------------------------------------------------


def _tables(whole: Package) -> list[Table]:
    language = whole.settings.language
    pairs: list[tuple[Dimension, Sequence[Figure]]] = [
        ("area", whole.areas),
        ("competence", whole.competences),
    ]
    figures = [figure_table(dimension, rows, language) for dimension, rows in pairs]
    return [*figures, deed_table(whole.plan, language)]


def _files(whole: Package) -> dict[str, bytes]:
    """Return every file but the description, which names them."""
    tables = {table.file: b"".join(as_bytes(table.lines(PLAIN), PLAIN)) for table in _tables(whole)}
    plain = whole.settings.model_dump(mode="json")
    settings = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    readable = PAGES[whole.settings.language]
    return {readable: page(whole).encode(), **tables, SETTINGS: settings.encode()}


def _description(whole: Package) -> dict[str, Any]:
    """Return ``datapackage.json``: the files with their sha256, and the checksum of it all."""
    settings, files = whole.settings, _files(whole)
    language = settings.language
    title = f"{settings.municipality}, {settings.title}"
    tables = [_written(table, files[table.file]) for table in _tables(whole)]
    made = datapackage(_Named(settings), tables, Writing(title, language=language), _notice(whole))  # type: ignore[arg-type]  # it asks for no more than the three names
    others = [
        _other(PAGES[language], "text/html", say(language, "The same to read"), files),
        _other(SETTINGS, "application/json", say(language, "How the figures were made"), files),
    ]
    made |= {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": file_name(whole).removesuffix(".zip"),
        "format": FORMAT,
        "format_version": VERSION,
        "resources": [*made["resources"], *others],
    }
    del made["personalData"]
    return made | {"checksum": checksum(made)}


class _Named:
    """Hand ``datapackage`` the questionnaire's names, which are all that it asks for."""

    def __init__(self, settings: Settings) -> None:
        self.id = settings.questionnaire.id
        self.version = settings.questionnaire.version
        self.hash = settings.questionnaire.hash


def _written(table: Table, content: bytes) -> Written:
    return Written(table, len(content), hashlib.sha256(content).hexdigest())


def _other(name: str, kind: str, title: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    content = files[name]
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": name.partition(".")[0],
        "path": name,
        "title": title,
        "format": name.partition(".")[2],
        "mediatype": kind,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _notice(whole: Package) -> list[str]:
    language = whole.settings.language
    owners = (
        say(language, "Owners of actions stand in the plan, as the municipality has chosen.")
        if whole.settings.owners
        else say(language, "Owners of actions are left out.")
    )
    return [
        say(
            language,
            "What a municipality hands to its region: figures for all together only, protected so "
            "that nobody's answers can be worked out, and the group's plan.",
        ),
        owners,
        say(
            language,
            "The checksum finds damage, not forgery: whoever changes a file can count it out anew.",
        ),
    ]
