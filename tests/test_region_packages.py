"""What a municipality hands over: whole, readable, without anybody; and what is refused of it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from functools import cache
from html.parser import HTMLParser
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it has no types of its own
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from regions import Files, Shown, asked, file_of, forged, package, safe, unzipped, zipped

from kit.errors import KitError, ProblemsFound
from kit.plans import Action, Plan
from kit.region.packing import MOST_BYTES
from kit.region.reading import read_package
from kit.region.shape import Package
from kit.region.writing import ALLOWED, Choices, Origin, file_name, make_package, write_package

FIGURES: dict[str, Shown] = {
    "a1": (6, 12),
    "a2": (9, 30),
    "c11": (6, 12),
    "c12": 6,
    "c21": None,
    "c22": (3, 9),
}
OURS = [name for name in ALLOWED if name != "read-me.html"]


def plan(**change: Any) -> Plan:
    action = Action(
        id="1" * 32, text="Öva en kvart", goal="g1", competences=("c11",), owner="MN", **change
    )
    before = Action(
        id="2" * 32, text="=SUMMA(A1)", competences=("c22",), mark="done", learned="Börja smått"
    )
    goes_on = Action(id="3" * 32, text="Fortsätt", carried="2" * 32)
    return Plan(actions=(action, goes_on), earlier=(before,), follow_up="2027-05-20")


@cache
def whole_file() -> bytes:
    return file_of("Påhittsby", FIGURES, plan=plan())


@pytest.fixture(scope="module")
def data() -> bytes:
    return whole_file()


def refused(data: bytes, language: str = "sv") -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_package(data, "paket.zip", language)
    assert {problem.file for problem in found.value.problems} == {"paket.zip"}
    assert all(problem.what and problem.remedy for problem in found.value.problems)
    return [problem.what for problem in found.value.problems]


def test_what_is_written_is_read_back_to_the_letter(data: bytes) -> None:
    whole = package("Påhittsby", FIGURES, plan=plan())
    assert read_package(data, "paket.zip") == whole
    assert write_package(whole) == data
    assert file_name(whole) == "pahittsby-liten-2026-11-22.zip"


def test_a_package_says_what_the_safe_table_says_of_all_together_and_no_more(data: bytes) -> None:
    table = safe(asked(), FIGURES)
    rows = {row["id"]: row for row in table["rows"]}
    files = unzipped(data)
    for name in ("areas.csv", "competences.csv"):
        for line in csv.DictReader(io.StringIO(files[name].decode())):
            row = rows[line["id"]]
            for key, told in line.items():
                assert told == ("" if row[key] is None else str(row[key])), key
    told = b"".join(content for name, content in files.items() if name != "datapackage.json")
    assert b"counts" not in told


def test_roles_and_units_stay_in_the_municipality() -> None:
    questionnaire = asked()
    table = safe(questionnaire, FIGURES)
    hidden = {"grouping": "unit", "group": "bokbussen", "n": 7}
    table["rows"] += [{**row, **hidden} for row in table["rows"]]
    choices = Choices(name="Påhittsby", title="Hösten")
    origin = Origin(round="x", release=1, day="2026-11-22")
    whole = make_package(questionnaire, table, Plan(), choices, origin=origin)
    assert len(whole.competences) == 4
    assert b"bokbussen" not in write_package(whole)


def test_owners_are_left_out_unless_the_municipality_chooses_otherwise(data: bytes) -> None:
    assert b"MN" not in data
    kept = file_of("Påhittsby", FIGURES, plan=plan(), owners=True)
    assert read_package(kept, "x").plan[0].owner == "MN"
    assert "Ansvariga för åtgärder står i planen" in unzipped(kept)["las-mig.html"].decode()


def test_nothing_is_sought_unless_it_is_chosen_and_then_only_known_competences() -> None:
    silent = read_package(file_of("A", FIGURES, contact="bib@a.example"), "x").settings.together
    assert (silent.competences, silent.contact) == ((), "")
    loud = file_of("A", FIGURES, competences=["c22", "c99"], contact="bib@a.example")
    together = read_package(loud, "x").settings.together
    assert (together.competences, together.contact) == (("c22",), "bib@a.example")


def test_an_action_that_goes_on_says_with_which(data: bytes) -> None:
    now, goes_on, before = read_package(data, "x").plan
    assert (now.continues, goes_on.continues, before.continues) == (None, 1, None)
    assert before.text == "=SUMMA(A1)"
    assert '"\'=SUMMA(A1)"' in unzipped(data)["plan.csv"].decode(), "guarded from spreadsheets"


def test_places_are_left_out_where_a_need_is_not_shown() -> None:
    questionnaire = asked()
    for hidden in (False, True):
        table = safe(questionnaire, dict.fromkeys(("c11", "c12", "c21", "c22"), (6, 12)))
        for row in table["rows"]:
            row["rank_low"], row["rank_high"] = (
                (1, 2) if row["dimension"] == "competence" else (None, None)
            )
        if hidden:
            table["rows"][1] |= {"above": None, "share": None, "share_low": None}
            table["rows"][1] |= {"share_high": None, "need": None, "rank_low": None}
        choices, origin = (
            Choices(name="A", title="B"),
            Origin(round="x", release=1, day="2026-11-22"),
        )
        whole = make_package(questionnaire, table, Plan(), choices, origin=origin)
        assert {row.rank_low for row in whole.competences} == ({None} if hidden else {1})


def test_nothing_shown_is_nothing_to_hand_over() -> None:
    nothing = dict.fromkeys(("a1", "a2"))
    with pytest.raises(KitError, match="Det finns inget ännu som får lämnas"):
        package("A", nothing)


# --- the data package --------------------------------------------------------------------------

RESOURCE = {
    "type": "object",
    "required": ["name", "path", "hash", "bytes"],
    "properties": {
        "name": {"type": "string", "pattern": r"^[a-z0-9._-]+$"},
        "path": {"type": "string", "pattern": r"^[^/\\]+$"},
        "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "schema": {"type": "object", "required": ["fields"]},
    },
}


def test_the_description_names_every_file_with_its_digest(data: bytes) -> None:
    files = unzipped(data)
    described = json.loads(files["datapackage.json"])
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    jsonschema.validate(described["resources"], {"type": "array", "items": RESOURCE})
    assert {one["path"] for one in described["resources"]} == files.keys() - {"datapackage.json"}
    for one in described["resources"]:
        content = files[one["path"]]
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["bytes"] == len(content)
        if "schema" in one:
            head = content.decode().splitlines()[0].split(",")
            assert [field["name"] for field in one["schema"]["fields"]] == head
    # RFC 8785 of plain ASCII keys and no fractions is JSON with sorted keys and no blanks.
    rest = {key: value for key, value in described.items() if key != "checksum"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert described["checksum"] == f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"
    assert "inte förfalskning" in described["description"]


class Words(HTMLParser):
    """Collect a page's words, and the elements that it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onload", "onerror"}

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_says_the_same_to_a_person(data: bytes) -> None:
    page = Words(unzipped(data)["las-mig.html"].decode())
    told = " ".join(page.text).replace("\xa0", " ")
    for words in ("Påhittsby, Hösten 2026", "Förmåga c11", "6 av 12", "30 %", "visas inte"):
        assert words in told
    for words in ("Öva en kvart", "Trygghet", "Börja smått", "avslöjar skador, inte förfalskning"):
        assert words in told
    assert "MN" not in told


def test_the_page_takes_no_word_for_markup() -> None:
    nasty = "<img src=x onerror=alert(1)>"
    evil = Plan(actions=(Action(id="1" * 32, text=nasty, owner=nasty),))
    data = file_of(nasty, FIGURES, plan=evil, title=nasty, owners=True)
    page = Words(unzipped(data)["las-mig.html"].decode())
    assert not page.tags & {"img", "script"}
    assert "".join(page.text).count(nasty) == 8


def test_in_english_the_page_has_an_english_name() -> None:
    whole = package("Notown", FIGURES)
    english = whole.model_copy(
        update={"settings": whole.settings.model_copy(update={"language": "en"})}
    )
    files = unzipped(write_package(english))
    assert b'<html lang="en">' in files["read-me.html"]
    assert "las-mig.html" not in files
    assert read_package(write_package(english), "x").settings.language == "en"


# --- what is refused ---------------------------------------------------------------------------


def test_every_byte_counts(data: bytes) -> None:
    """A flipped byte is refused, or is one of the zip's own that nothing is read from."""
    files, wrong = unzipped(data), 0
    step = max(len(data) // 400, 1)
    for place in range(0, len(data), step):
        damaged = bytearray(data)
        damaged[place] ^= 0x55
        try:
            read_package(bytes(damaged), "x")
        except ProblemsFound:
            wrong += 1
        else:
            assert unzipped(bytes(damaged)) == files
    assert wrong > 380 * len(data) / (400 * step)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_whatever_is_done_to_a_package_it_is_read_alike_or_refused_in_words(draw: Any) -> None:
    data = whole_file()
    start = draw.draw(st.integers(0, len(data)))
    end = draw.draw(st.integers(start, min(len(data), start + 200)))
    damaged = data[:start] + draw.draw(st.binary(max_size=60)) + data[end:]
    try:
        read = read_package(damaged, "x")
    except ProblemsFound:
        return
    assert read == read_package(data, "x")


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_refused_in_words(data: bytes) -> None:
    for language in ("sv", "en"):
        assert refused(data, language)


@pytest.mark.parametrize("name", OURS)
def test_a_changed_file_is_named(data: bytes, name: str) -> None:
    files = unzipped(data)
    files[name] = files[name].replace(b"2", b"3", 1) + b" "
    assert refused(zipped(files)) == [f"”{name}” har ändrats eller skadats sedan paketet gjordes."]
    assert refused(zipped(files), "en") == [
        f"“{name}” has been changed or damaged since the package was made."
    ]


@pytest.mark.parametrize("name", OURS[1:])
def test_a_missing_file_is_named(data: bytes, name: str) -> None:
    files = unzipped(data)
    del files[name]
    assert refused(zipped(files)) == [f"”{name}” saknas."]


def test_everything_wrong_is_said_at_once(data: bytes) -> None:
    files = unzipped(data)
    del files["plan.csv"]
    files["areas.csv"] += b"x"
    files["settings.json"] += b"x"
    assert len(refused(zipped(files))) == 3


def test_packed_again_without_harm_it_is_read(data: bytes) -> None:
    again = zipped(dict(reversed(unzipped(data).items())), zipfile.ZIP_DEFLATED)
    assert read_package(again, "x") == read_package(data, "x")


@pytest.mark.parametrize(
    "name", ["../areas.csv", "/etc/passwd", "C:\\x", "paket/areas.csv", "__MACOSX/._areas.csv", "x"]
)
def test_names_that_lead_elsewhere_are_refused(data: bytes, name: str) -> None:
    assert refused(zipped(unzipped(data) | {name: b"x"})) == [
        f"”{name}” hör inte hemma i ett paket."
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(data: bytes) -> None:
    whole = io.BytesIO(data)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("areas.csv", b"x")
    assert refused(whole.getvalue()) == ["”areas.csv” finns två gånger i det."]


def test_a_bomb_is_not_unpacked(data: bytes) -> None:
    files = unzipped(data) | {"areas.csv": bytes(30 * MOST_BYTES)}
    bomb = zipped(files, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 200_000
    assert refused(bomb) == ["”areas.csv” är större än den kan vara."]


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_either() -> None:
    files = {"areas.csv": bytes(5 * MOST_BYTES)}
    bomb = zipped(files, zipfile.ZIP_DEFLATED)
    size = (5 * MOST_BYTES).to_bytes(4, "little")
    assert refused(bomb.replace(size, (1_000).to_bytes(4, "little")))
    assert refused(bytes(MOST_BYTES + 1)) == [
        "Filen är större än 2 MB, så den är inget paket från en kommun."
    ]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a.txt": b"x"}, "Filen är inget paket från en kommun."),
        ({"datapackage.json": b'{"name": "x"}'}, "Filen är inget paket från en kommun."),
        ({"areas.csv": b"id"}, "Filen är inget paket från en kommun."),
        (
            {"datapackage.json": b'{"format": "kit-region", "format_version": 2}'},
            "Paketet är gjort med en nyare version av verktyget.",
        ),
        ({"datapackage.json": b'{"a": 1, "a": 2}'}, "”datapackage.json” har ändrats"),
    ],
)
def test_files_of_other_kinds_are_told_apart(files: Files, told: str) -> None:
    (only,) = refused(zipped(files))
    assert only.startswith(told)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}"])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert len(refused(data)) == 1


# --- what a forger would write -----------------------------------------------------------------


def swapped(old: str, new: str) -> Any:
    return lambda content: content.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("plan.csv", "Öva en kvart", "=HYPERLINK(1)", "plan.csv, rad 2: en text där kan tas"),
        ("plan.csv", '"\'=SUMMA(A1)"', "=SUMMA(A1)", "plan.csv, rad 4: en text där kan tas"),
        ("plan.csv", "g1", "g2", "plan.csv, rad 2: siffrorna där"),
        ("plan.csv", "c11", "c99", "plan.csv, rad 2: siffrorna där"),
        ("plan.csv", "done", "fine", "plan.csv, rad 4: det som står"),
        ("plan.csv", "now,2,1", "now,2,7", "plan.csv, rad 3: siffrorna där"),
        ("competences.csv", "c11,shown,12,6", "c11,shown,4,2", "competences.csv, rad 2: siffrorna"),
        ("competences.csv", "c11,shown,12,6", "c11,shown,7,6", "competences.csv, rad 2: siffrorna"),
        ("competences.csv", "c11,shown,12,6", "c11,shown,12,5", "competences.csv, rad 2: siff"),
        ("competences.csv", "c11,shown,12,6", "c11,shown,12,60", "competences.csv, rad 2: siff"),
        ("competences.csv", "c21,few,,", "c21,few,3,", "competences.csv, rad 4: siffrorna"),
        ("competences.csv", "c12,shown,6,,", "c12,shown,6,3,", "competences.csv, rad 3: siffrorna"),
        ("competences.csv", "4.25", "9.25", "competences.csv, rad 2: siffrorna"),
        ("competences.csv", "c11,", "c13,", "competences.csv: siffrorna där"),
        ("competences.csv", "12,6", "12.0,6", "competences.csv, rad 2: det som står"),
        ("competences.csv", "\r\n", "\n", "competences.csv, rad 1: det som står"),
        ("areas.csv", "id,status", "id,state", "areas.csv, rad 1: det som står"),
        ("areas.csv", "\r\n", ",x\r\n", "areas.csv, rad 1: det som står"),
        ("settings.json", '"min_group": 5', '"min_group": 3', "settings.json rules.min_group: det"),
        ("settings.json", "2026-11-22", "2026-02-30", "settings.json day: det som står"),
        ("settings.json", '"Påhittsby"', '"\\u0000"', "settings.json municipality: det"),
        ("settings.json", '"owners": false', '"owners": false, "x": 1', "settings.json x: det"),
    ],
)
def test_figures_that_no_protected_table_can_hold_are_refused_though_the_sums_are_right(
    data: bytes, file: str, old: str, new: str, told: str
) -> None:
    found = refused(forged(data, file, swapped(old, new)))
    assert any(one.startswith(told) for one in found), found


def test_several_forged_rows_are_all_named(data: bytes) -> None:
    def change(content: bytes) -> bytes:
        return content.replace(b"4.25", b"x", 1).replace(b"4.25", b"y", 1)

    twice = forged(data, "competences.csv", change)
    assert [one[:22] for one in refused(twice)] == ["competences.csv, rad 2"]

    def worse(content: bytes) -> bytes:
        return re.sub(rb"4\.25", b"9.25", content)

    wrong = [one.split(":")[0] for one in refused(forged(data, "competences.csv", worse))]
    assert wrong == ["competences.csv, rad 2", "competences.csv, rad 5"]


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS, WORDS, st.lists(st.sampled_from(["c11", "c12", "c21"]), max_size=3))
def test_any_words_come_back_as_they_were_written(
    text: str, first: str, learned: str, competences: list[str]
) -> None:
    action = Action(
        id="1" * 32,
        text=text if text.strip() else "x",
        first_step=first,
        learned=learned,
        competences=tuple(competences),
    )
    whole = package("Å", FIGURES, plan=Plan(actions=(action,)))
    read: Package = read_package(write_package(whole), "x")
    assert read == whole
    assert (read.plan[0].text, read.plan[0].learned) == (action.text, learned)
