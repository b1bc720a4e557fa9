"""Read a package that somebody has handed over, or say everything that is wrong with it.

The file may come from anywhere. It is read in memory only; what the kit would not have written is
refused, so that a figure that cannot have come out of a protected table never enters a region's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from kit.errors import Problem, ProblemsFound
from kit.exchange.datapackage import FILE
from kit.language import msgid, say
from kit.plain_json import read_json
from kit.region.agreeing import disagreements
from kit.region.packing import PackingError, unpack
from kit.region.shape import FORMAT, VERSION, Deed, Figure, Package, Settings
from kit.region.tables import UnreadableTable, read_deeds, read_figures
from kit.region.writing import ALLOWED, PAGES, SETTINGS, TABLES, checksum

One = TypeVar("One")
WHAT: Final = {
    "empty": msgid("The file is empty."),
    "too_large": msgid("The file is larger than 2 MB, so it is no municipality's package."),
    "unreadable": msgid("The file cannot be read: it is cut off, damaged or of another kind."),
    "foreign": msgid("The file is no package from a municipality."),
    "newer": msgid("The package was made by a newer version of the kit."),
    "strange": msgid("“{place}” does not belong in a package."),
    "twice": msgid("“{place}” stands twice in it."),
    "bomb": msgid("“{place}” is larger than it can be."),
    "locked": msgid("“{place}” is locked or packed in a way that is not used here."),
    "missing": msgid("“{place}” is missing."),
    "changed": msgid("“{place}” has been changed or damaged since the package was made."),
    "formula": msgid("{place}: a text there could be taken for a formula."),
    "misshapen": msgid("{place}: what stands there is not as it should be."),
    "disagrees": msgid("{place}: the figures there do not agree with each other."),
}
REMEDIES: Final = {
    "newer": msgid("Update the kit here, and read it again."),
    "strange": msgid("Ask for the file as it was downloaded, not unpacked and packed again."),
    "twice": msgid("Ask for the file as it was downloaded, not unpacked and packed again."),
}
AGAIN: Final = msgid("Ask the municipality to download the package once more.")


class _Refused(Exception):
    """Carry everything that is wrong: pairs of a kind and a place."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        super().__init__(repr(faults))
        self.faults = faults


def read_package(data: bytes, name: str, language: str = "sv") -> Package:
    """Return what the package holds.

    Raises ``ProblemsFound`` with everything that is wrong with it, in ``language``; ``name`` is
    the file's name for that.
    """
    try:
        files = unpack(data, ALLOWED)
        description = _described(files)
        return _read(files, str(description["checksum"]), language)
    except (PackingError, _Refused) as refused:
        problems = [_problem(name, kind, place, language) for kind, place in refused.faults]
        raise ProblemsFound(problems) from None


def _problem(name: str, kind: str, place: str, language: str) -> Problem:
    what = say(language, WHAT[kind], place=place[:100])
    return Problem(name, None, what, say(language, REMEDIES.get(kind, AGAIN)))


# --- the description holds the files ---------------------------------------------------------


def _described(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return ``datapackage.json``, once every file has been held to it."""
    if FILE not in files:
        raise _Refused(("foreign", ""))
    try:
        content = read_json(files[FILE])
    except ValueError:
        raise _Refused(("changed", FILE)) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _Refused(("foreign", ""))
    version = content.get("format_version")
    if isinstance(version, int | float) and version > VERSION:
        raise _Refused(("newer", ""))
    if content.get("checksum") != checksum(content):
        raise _Refused(("changed", FILE))
    faults = list(_unheld(files, content.get("resources")))
    if faults:
        raise _Refused(*faults)
    return content


def _unheld(files: Mapping[str, bytes], resources: Any) -> Iterator[tuple[str, str]]:
    """Yield what is missing, changed, or not named in the description."""
    listed = resources if isinstance(resources, list) else []
    named = {str(one.get("path")): str(one.get("hash")) for one in listed if isinstance(one, dict)}
    pages = [page for page in PAGES.values() if page in files]
    for name in (*TABLES, SETTINGS, *pages):
        told = named.pop(name, "")
        if name not in files:
            yield "missing", name
        elif told != f"sha256:{hashlib.sha256(files[name]).hexdigest()}":
            yield "changed", name
    for name in named:
        yield "missing", name


# --- what stands in the files ----------------------------------------------------------------


def _read(files: Mapping[str, bytes], signed: str, language: str) -> Package:
    faults: list[tuple[str, str]] = []

    def part(make: Callable[[], One]) -> One | None:
        try:
            return make()
        except _Refused as refused:
            faults.extend(refused.faults)
            return None

    settings = part(lambda: _settings(files[SETTINGS]))
    areas = part(lambda: _figures(files, "areas.csv", language))
    competences = part(lambda: _figures(files, "competences.csv", language))
    plan = part(lambda: _plan(files, language))
    if settings is None or areas is None or competences is None or plan is None:
        raise _Refused(*faults)
    whole = Package(
        settings=settings,
        areas=tuple(areas),
        competences=tuple(competences),
        plan=tuple(plan),
        checksum=signed,
    )
    wrong = [
        ("disagrees", _row(file, at, language) if at else file) for file, at in disagreements(whole)
    ]
    if wrong:
        raise _Refused(*wrong)
    return whole


def _settings(data: bytes) -> Settings:
    try:
        return Settings.model_validate(read_json(data))
    except ValidationError as error:
        places = dict.fromkeys(".".join(map(str, one["loc"])) for one in error.errors())
        raise _Refused(
            *(("misshapen", f"{SETTINGS} {place}".strip()) for place in places)
        ) from None
    except ValueError:
        raise _Refused(("misshapen", SETTINGS)) from None


def _figures(files: Mapping[str, bytes], name: str, language: str) -> list[Figure]:
    rows = _table(lambda: read_figures(files[name]), name, language)
    return _checked(TypeAdapter(Figure), rows, name, language)


def _plan(files: Mapping[str, bytes], language: str) -> list[Deed]:
    rows = _table(lambda: read_deeds(files["plan.csv"]), "plan.csv", language)
    return _checked(TypeAdapter(Deed), rows, "plan.csv", language)


def _table(read: Callable[[], One], name: str, language: str) -> One:
    try:
        return read()
    except UnreadableTable as error:
        kind = "formula" if error.kind == "formula" else "misshapen"
        raise _Refused((kind, _row(name, error.line, language))) from None


def _checked(
    shape: TypeAdapter[One],
    rows: Sequence[tuple[int, Mapping[str, object]]],
    name: str,
    language: str,
) -> list[One]:
    """Return the rows in their shape; every row that is not in it is named."""
    found, faults = [], []
    for at, row in rows:
        try:
            found.append(shape.validate_python(row))
        except ValidationError:
            faults.append(("misshapen", _row(name, at, language)))
    if faults:
        raise _Refused(*faults)
    return found


def _row(name: str, line: int, language: str) -> str:
    return say(language, "{file}, row {row}", file=name, row=line)
