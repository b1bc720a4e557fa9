"""What a region's page and report say: in words, in two languages, over the wire, in documents."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from regions import Shown, asked, file_of, package, safe

from kit import Workshop
from kit.documents.formats import write
from kit.documents.region import region_document
from kit.region.desk import pack_for_region, show_region
from kit.region.paper import report_of
from kit.region.reading import read_package
from kit.region.report import region_state

ROOT = Path(__file__).parents[1]
SAMPLES = [(path.name, path.read_bytes()) for path in sorted((ROOT / "sample_data").glob("*.zip"))]
SHOWN: dict[str, Shown] = {"c11": (6, 12), "c12": (3, 9), "c21": (9, 30), "c22": (9, 12)}


@pytest.fixture(scope="module")
def state() -> dict[str, Any]:
    return region_state(SAMPLES)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_three_invented_municipalities_share_needs(state: dict[str, Any]) -> None:
    assert [one["name"] for one in state["municipalities"]] == [
        *("Exempelköping", "Låtsasvik", "Påhittsby")
    ]
    (sheet,) = state["sheets"]
    needs = {chart["id"]: chart for chart in sheet["charts"]}["competences"]
    first = [plain(cell) for cell in needs["table"]["rows"][0]]
    # Counted by hand from the three files: 38 of 115, 14 of 41 and 3 of 17.
    assert first[:4] == ["Värna integritet och trygghet", "3", "173", "32 % (55 av 173)"]
    assert "minst andel på eller över önskad nivå i Värna integritet" in needs["sentence"]
    assert len(sheet["actions"]) == 9
    assert [one["mark"] for one in sheet["actions"]][:3] == ["done"] * 3
    seekers = {
        one["label"]: [who["name"] for who in one["municipalities"]] for one in sheet["seekers"]
    }
    assert seekers["Värna integritet och trygghet"] == ["Låtsasvik", "Påhittsby"]


def test_the_state_is_plain_and_the_pictures_hold_to_vega_lites_schema(
    state: dict[str, Any],
) -> None:
    assert json.loads(json.dumps(state)) == state
    for sheet in state["sheets"]:
        for chart in [*sheet["charts"], *(one["chart"] for one in sheet["own"])]:
            for form in ("spec", "wide"):
                alt.LayerChart.from_dict(chart[form])
            values = [one for layer in chart[form]["layer"] for one in layer["data"]["values"]]
            assert values
            assert {key for one in values for key in one} <= {"x", "x2", "y", "y2", "text"}


def test_every_word_is_in_the_language_asked_for() -> None:
    english = " ".join(strings(region_state(SAMPLES, "en")["sheets"][0]["charts"]))
    assert "Shared needs" in english
    assert "municipalities, 173 answers" in english
    assert "Protecting" in english or "privacy" in english.lower()


def test_what_cannot_be_compared_is_said_with_its_reason() -> None:
    files = [
        ("a.zip", file_of("Arby", SHOWN)),
        ("b.zip", file_of("Bo", SHOWN | {"c11": None})),
        ("c.zip", file_of("Cedra", SHOWN, asked(points=5, level=3, version="2"))),
        ("d.zip", file_of("Dala", SHOWN, asked(level=4))),
        ("e.zip", file_of("Ed", SHOWN | {"c11": 6})),
    ]
    (sheet,) = region_state(files)["sheets"]
    own = {one["id"]: one for one in sheet["own"]}["c11"]
    assert own["apart"] == [
        "Bo: visas inte där: för få svar, eller enskilda svar skulle gå att räkna ut",
        "Cedra: annan skala (1–5 i stället för 1–7)",
        "Dala: annan önskad nivå (4 i stället för 5)",
        "Ed: bara medelvärdet visas där",
    ]
    assert "olika versioner (1, 2)" in sheet["said"][0]
    named = [row[0] for row in own["chart"]["table"]["rows"]]
    assert named == ["Arby"], "nothing of the others stands among what can be compared"


def test_one_municipality_is_no_region_but_its_figures_and_actions_can_be_seen() -> None:
    (sheet,) = region_state([("a.zip", file_of("Arby", SHOWN))])["sheets"]
    assert sheet["charts"] == []
    assert sheet["said"] == ["Det krävs minst två kommuner för att lägga ihop siffror."]
    assert sheet["own"][0]["chart"]["table"]["rows"][0][0] == "Arby"


def test_without_wanted_levels_means_are_shown() -> None:
    plain_ = asked(roles=[])
    files = [(name, file_of(name, {"c11": 6, "a1": 12, "a2": 9}, plain_)) for name in ("A", "B")]
    (sheet,) = region_state(files)["sheets"]
    assert "Medelvärdet" in sheet["charts"][0]["sentence"]
    assert "medel" in " ".join(strings(sheet["charts"][1]["spec"]))


def test_the_report_becomes_documents_with_the_pages_figures(state: dict[str, Any]) -> None:
    report = report_of(state, "2026-11-23")
    told = plain(" ".join(strings(report)))
    for chart in state["sheets"][0]["charts"]:
        assert plain(chart["sentence"]) in told
    assert "32 % (55 av 173)" in told
    for action in state["sheets"][0]["actions"]:
        assert plain(action["text"]) in told
    document = region_document(report, "sv")
    page = plain(write(document, "html").decode())
    assert "55 av 173" in page
    assert write(document, "docx").startswith(b"PK")


def test_words_from_a_package_stay_words_in_the_report() -> None:
    nasty = "<script>alert(1)</script>"
    state = region_state([("a.zip", file_of(nasty, SHOWN)), ("b.zip", file_of("B", SHOWN))])
    page = write(region_document(report_of(state, "2026-11-23"), "sv"), "html").decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


# --- over the wire -----------------------------------------------------------------------------


def request(**choices: Any) -> dict[str, Any]:
    return {
        "tables": safe(asked(), SHOWN),
        "plan": {"version": 1, "actions": [{"id": "1" * 32, "text": "Öva", "owner": "MN"}]},
        "day": "2026-11-22",
        "round": "abcdefghijkm",
        "release": 2,
        "language": "sv",
        "choices": {"name": "Arby", "title": "Hösten 2026", **choices},
    }


def test_a_municipality_gets_its_package_as_a_file_with_what_it_should_know() -> None:
    made = pack_for_region(asked(), json.loads(json.dumps(request(owners=True))))
    assert (made["name"], made["problem"]) == ("arby-liten-2026-11-22.zip", "")
    read = read_package(b64decode(made["base64"]), made["name"])
    assert read.plan[0].owner == "MN"
    assert "Initialer är personuppgifter" in made["notes"][0]
    assert "Initialer" not in " ".join(pack_for_region(asked(), request())["notes"])


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"name": ""}, "Skriv kommunens namn"),
        ({"name": "x" * 81, "title": " "}, "Skriv kommunens namn"),
        ({"title": ""}, "Skriv vad rundan heter"),
        ({"contact": "x" * 121}, "högst 120 tecken"),
        ({"weights": {"a1": 7}}, "Valen för paketet är inte som de ska."),
    ],
)
def test_what_is_missing_is_said_in_words(choices: dict[str, Any], told: str) -> None:
    assert told in pack_for_region(asked(), request(**choices))["problem"]


def test_a_round_that_has_no_proper_name_is_refused_in_words() -> None:
    told = pack_for_region(asked(), request() | {"round": "Öppen runda"})
    assert told == {"problem": "Valen för paketet är inte som de ska."}


def test_a_table_of_another_questionnaire_is_refused_in_words() -> None:
    problem = pack_for_region(asked(version="9"), request())["problem"]
    assert problem == "Siffrorna hör till liten 1, inte till liten 9."


def test_the_kernel_shows_what_the_page_holds_and_remembers_nothing() -> None:
    files = [{"name": name, "base64": b64encode(data).decode()} for name, data in SAMPLES]
    told = show_region({"files": [*files, {"name": "x", "base64": "?"}], "language": "sv"})
    assert told["said"] == ["Kommuner som räknas: 3.", "Filer som inte går att läsa: 1."]
    assert told["report"]["title"] == "Regional rapport"
    assert show_region({"files": [], "language": "sv"})["sheets"] == []


def test_the_window_speaks_both_languages_and_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    window = Workshop("puls-10").region()
    assert window.kind == "region"
    assert window.state["words"]["sv"]["The region"] == "Regionen"
    assert "en" in window.state["words"]
    assert {"region", "document"} <= window._answers.keys()
    console = Workshop("puls-10").console()
    assert "package" in console._answers


def test_packages_are_the_same_whenever_they_are_made() -> None:
    assert package("Arby", SHOWN) == package("Arby", SHOWN)
