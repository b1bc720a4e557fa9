"""Hold the rule of the stairs: a module imports only from a lower floor."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]

# From the ground up; a package stands for all its modules unless they are named.
FLOORS = [
    {"errors", "figures", "language", "plain_json", "theme", "wrapping"},
    {"reasons", "shelf"},
    {"grammar"},
    {"conditions"},
    {"items"},
    {"questionnaire"},
    {"dimensions", "scripts"},
    {"script_shelf"},
    {"lines", "look_back"},
    {"reading.findings"},
    {"reading.mistakes", "reading.outline"},
    {"reading.source", "reading.contents"},
    {"reading.files", "reading.shapes", "reading.names", "reading.rules"},
    {"reading.checking", "reading.flow", "reading.script_steps", "reading.translations"},
    {"reading"},
    {"reading.scripts"},
    {"editing", "opening", "records"},
    {"answers", "contributions", "plans", "rounds", "staging"},
    {"ideas"},
    {"weighing"},
    {"script_sheet"},
    {"script_paper"},
    {"sheet"},
    {
        "scoring",
        "statistics.consistency",
        "statistics.intervals",
        "statistics.needs",
        "statistics.shares",
    },
    {"statistics.pairs", "statistics.reliability"},
    {"statistics"},
    {"samples"},
    {"exchange.cells"},
    {"exchange.tables"},
    {"exchange.answers", "exchange.spreadsheet"},
    {"exchange.wide", "exchange.wide_reading"},
    {"exchange.long", "exchange.scores", "exchange.codebook", "exchange.personal"},
    {"exchange.datapackage"},
    {"exchange.folder"},
    {"exchange"},
    {"groups.tally"},
    {"groups.sums"},
    {"groups.needs", "groups.table"},
    {"groups"},
    {"disclosure.changes", "disclosure.dominance", "disclosure.rules", "disclosure.spaces"},
    {"disclosure.safe"},
    {"disclosure.cells"},
    {"disclosure.audit", "disclosure.leaks", "disclosure.levels", "disclosure.moves"},
    {"disclosure.plans", "disclosure.rows", "disclosure.swaps"},
    {"disclosure.bounds", "disclosure.earlier", "disclosure.layers"},
    {"disclosure.snapshots"},
    {"disclosure.settling"},
    {"disclosure.across"},
    {"disclosure.protecting"},
    {"disclosure"},
    {"comparing.earlier", "comparing.holding", "comparing.ids", "comparing.moves"},
    {"comparing.lines", "comparing.swapping"},
    {"comparing.worlds"},
    {"comparing.weighing"},
    {"comparing.protecting"},
    {"comparing.table"},
    {"comparing"},
    {"release"},
    {"store.copies", "store.faults", "store.holds", "store.seals", "store.tables"},
    {"store.ordering", "store.papers"},
    {"store.addresses"},
    {"store.engine"},
    {
        "store.copying",
        "store.keys",
        "store.migrating",
        "store.round_rows",
        "store.tallies",
        "store.tombstones",
    },
    {"store.backing_up", "store.bodies", "store.picking"},
    {"store.contributing", "store.counting", "store.putting", "store.releases"},
    {"store.boards"},
    {"store.withdrawing", "store.workshops"},
    {"store.loading", "store.responses"},
    {"store.burying"},
    {"store.opening", "store.restoring"},
    {"store.purging"},
    {"store"},
    {"group_frame", "group_scale"},
    {"group_wall"},
    {"group_charts", "group_dots", "group_heat", "group_needs", "group_slopes", "group_words"},
    {"group_legends", "group_sentences", "group_tables"},
    {"group_change_words", "group_views"},
    {"group_change_tables"},
    {"group_change"},
    {"group_report"},
    {"region.shape"},
    {"region.describing", "region.packing", "region.tables", "region.words"},
    {"region.agreeing", "region.page"},
    {"region.combining", "region.deeds", "region.pictures", "region.writing"},
    {"region.notes", "region.reading", "region.sentences"},
    {"region.gathering", "region.views"},
    {"region.paper", "region.report"},
    {"region.desk"},
    {"region"},
    {"documents.blocks", "documents.docx_template", "documents.settled"},
    {"documents.docx_page", "documents.html_style", "documents.plan_words", "documents.written"},
    {"documents.docx_parts"},
    {"documents.plan_change", "documents.plan_tables", "documents.plan_weighing"},
    {
        "documents.csv_file",
        "documents.docx_file",
        "documents.html_page",
        "documents.ics_file",
        "documents.plan",
        "documents.plan_request",
        "documents.region",
        "documents.xlsx_file",
    },
    {"documents.formats"},
    {"documents"},
    {"collecting"},
    {"group_files"},
    {"advice", "charts"},
    {"phrases", "pictures"},
    {"reports"},
    {"widgets.window"},
    {"widgets.form"},
    {"widgets"},
    {"workshop"},
    {"server.checkup", "server.letting_in", "server.metrics"},
    {"server.discretion"},
    {"server.measures", "server.telling"},
    {"server.watching"},
    {
        "server.collector.keys",
        "server.collector.library",
        "server.collector.messages",
        "server.admission",
        "server.collector.tickets",
        "server.headers",
        "server.options",
        "server.stopping",
    },
    {"server.forking.linux", "server.forking.process", "server.forking.requests"},
    {"server.forking.limits"},
    {"server.forking.birth"},
    {"server.forking.template"},
    {"server.forking.nursery"},
    {"server.forking.provisioner"},
    {"server.forking"},
    {"server.kernel_specs", "server.lives"},
    {"server.kernels"},
    {"server.wires"},
    {
        "server.collector.limits",
        "server.collector.problems",
        "server.collector.rounds_apart",
        "server.collector.workshop_messages",
    },
    {"server.collector.releasing", "server.collector.writing"},
    {"server.collector.desk"},
    {"server.collector.call"},
    {"server.collector.drawing", "server.collector.health", "server.collector.states"},
    {"server.collector.answering", "server.collector.entering", "server.collector.organising"},
    {"server.collector.events", "server.collector.leading", "server.collector.showing"},
    {
        "server.collector.boards",
        "server.collector.contributing",
        "server.collector.following",
        "server.collector.planning",
        "server.collector.scripting",
    },
    {"server.collector.workshop_routes"},
    {"server.collector.asking", "server.collector.routes"},
    {"server.collector.handling"},
    {"server.collector.openapi", "server.collector.wiring"},
    {"server.collector"},
    {"server.drawing", "server.foreseeing", "server.packing", "server.pressing"},
    {"server.assets", "server.drawing_cards", "server.notebooks", "server.visitors"},
    {"server.drawing_form", "server.handbook", "server.running", "server.states", "server.statics"},
    {"server.drawing_page"},
    {"server.due", "server.keeping", "server.round_papers"},
    {"server.alone", "server.site"},
    {"server.pages"},
    {"server.handbook_page", "server.joining", "server.live", "server.passing"},
    {"server"},
    {"server.app"},
    {"server.worker", "server.workers"},
    {"schema"},
    {"demo"},
    {"cli.app", "cli.places"},
    {"cli.columns", "cli.serve", "cli.status", "cli.stores"},
    {"cli.region"},
    {"cli"},
]
GATES: dict[str, set[str]] = {
    "pandas": {"scoring", "charts", "groups", "disclosure", "release", "store"},
    "scipy": {"statistics", "groups", "disclosure", "comparing"},
    "altair": set(),  # too slow to import for each visitor; the tests hold our charts to it
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "tornado": {"server"},
    "voila": {"server"},
    "anywidget": {"widgets"},
    "docx": {"documents"},
    "openpyxl": {"documents"},
    "icalendar": {"documents"},
}


@cache
def modules() -> dict[str, Path]:
    paths = sorted((ROOT / "kit").rglob("*.py"))
    names = {path: path.relative_to(ROOT / "kit").with_suffix("").as_posix() for path in paths}
    return {
        name.replace("/__init__", "").replace("/", "."): path
        for path, name in names.items()
        if name not in {"__init__", "__main__"}
    }


def floor(module: str) -> int:
    for name in (module, module.split(".", maxsplit=1)[0]):
        for number, members in enumerate(FLOORS):
            if name in members:
                return number
    message = f"kit.{module} stands on no floor: name it in FLOORS"
    raise AssertionError(message)


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports out in full"
            names |= {_target(node.module or "", alias.name) for alias in node.names}
    return names


def _target(module: str, name: str) -> str:
    """Return what an import leads to: a module of a package, or a name in a module."""
    return f"{module}.{name}" if f"{module}.{name}".removeprefix("kit.") in modules() else module


def test_every_import_goes_down_the_stairs() -> None:
    known = modules()
    climbs = [
        f"kit.{module} (floor {floor(module)}) imports kit.{target} (floor {floor(target)})"
        for module, path in known.items()
        for name in imported(path)
        if (target := name.removeprefix("kit.")) in known and name.startswith("kit.")
        if target != module and floor(target) >= floor(module)
        # A package's own front page may list what stands in the package's rooms.
        if not (path.name == "__init__.py" and target.startswith(module + "."))
    ]
    assert climbs == []


def test_heavy_libraries_enter_at_one_place() -> None:
    strays = [
        f"kit.{module} imports {library}"
        for module, path in modules().items()
        for library in {name.split(".")[0] for name in imported(path)} & GATES.keys()
        if module.split(".")[0] not in GATES[library]
    ]
    assert strays == []
