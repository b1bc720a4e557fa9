"""What many packages show together: which count, sums with intervals, and what is not compared."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from regions import Shown, asked, file_of, package
from safe_tables import wilson

from kit.plans import Action, Plan
from kit.region.combining import combine
from kit.region.deeds import seekers, tried
from kit.region.gathering import Gathering, gather
from kit.region.shape import Package

FIGURES: dict[str, Shown] = {"c11": (6, 12), "c12": (3, 9), "c21": None, "c22": 6}


def read(*files: tuple[str, bytes]) -> Gathering:
    return gather(files)


def named(gathering: Gathering) -> list[str]:
    return [one.package.settings.municipality for one in gathering.counted]


# --- which of them count -----------------------------------------------------------------------


def test_municipalities_stand_in_alphabetical_order_whatever_they_show_or_come_in() -> None:
    names = ["Örby", "Arby", "Ängby", "Zorn", "Åby"]
    files = [(name, file_of(name, FIGURES | {"c11": (n, 12)})) for n, name in enumerate(names)]
    for seed in range(3):
        Random(seed).shuffle(files)  # noqa: S311 - any order will do
        gathering = read(*files)
        assert named(gathering) == ["Arby", "Zorn", "Åby", "Ängby", "Örby"]
        rows = combine(gathering.of("liten"), "competence")
        assert [one.municipality for one in rows[0].shown] == named(gathering)


def test_a_bad_file_never_stops_the_others() -> None:
    good = file_of("Arby", FIGURES)
    gathering = read(("ond.zip", b"PK"), ("god.zip", good), ("tom.zip", b""))
    assert named(gathering) == ["Arby"]
    assert [problem.file for problem in gathering.refused] == ["ond.zip", "tom.zip"]


def test_the_same_file_twice_counts_once_and_is_said() -> None:
    data = file_of("Arby", FIGURES)
    gathering = read(("a.zip", data), ("kopia.zip", data))
    assert named(gathering) == ["Arby"]
    assert [(one.file, one.what) for one in gathering.older] == [
        ("a.zip", "Samma paket som kopia.zip. Det räknas en gång.")
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_round_the_newest_release_counts(order: int) -> None:
    files = [
        ("förra.zip", file_of("Arby", FIGURES, round_="r", release=1)),
        ("nya.zip", file_of("Arby ", FIGURES | {"c11": (9, 14)}, round_="r", release=2)),
    ]
    gathering = read(*files[::order])
    (one,) = gathering.counted
    assert one.file == "nya.zip"
    assert gathering.older[0].what == "En äldre kopia av samma runda som nya.zip, som räknas."


def test_of_two_rounds_the_newest_counts_whatever_the_case_of_the_name() -> None:
    spring = file_of("ARBY", FIGURES, day="2026-05-20")
    autumn = file_of("Arby", FIGURES, day="2026-11-20")
    gathering = read(("höst.zip", autumn), ("vår.zip", spring))
    assert [one.file for one in gathering.counted] == ["höst.zip"]
    assert gathering.older[0].what == (
        "Arby har en nyare runda, från 20 november 2026, i höst.zip, som räknas."
    )


def test_one_round_under_two_names_is_one_municipality() -> None:
    gathering = read(
        ("a.zip", file_of("Arby", FIGURES, round_="r")),
        ("b.zip", file_of("Arby kommun", FIGURES, round_="r", day="2026-11-23")),
        ("c.zip", file_of("Arby kommun", FIGURES, round_="s", day="2026-11-24")),
    )
    assert [one.file for one in gathering.counted] == ["c.zip"]
    assert len(gathering.older) == 2


def test_different_questionnaires_of_a_municipality_stand_beside_each_other() -> None:
    other = asked(id="annan")
    gathering = read(
        ("a.zip", file_of("Arby", FIGURES)),
        ("b.zip", file_of("Arby", FIGURES, other, round_="other")),
        ("c.zip", file_of("Bo", FIGURES)),
    )
    assert gathering.questionnaires == ["liten", "annan"]
    assert len(gathering.of("liten")) == 2


# --- sums --------------------------------------------------------------------------------------


def row(packages: list[Package], id_: str) -> Any:
    dimension: Any = "area" if id_.startswith("a") else "competence"
    return next(one for one in combine(packages, dimension) if one.about.id == id_)


def test_a_sum_is_over_those_who_show_it_with_wilsons_interval() -> None:
    packages = [
        package("A", {"c11": (6, 12)}),
        package("B", {"c11": (20, 30)}),
        package("C", {"c11": None}),
        package("D", {"c11": 6}),
    ]
    found = row(packages, "c11")
    assert (found.sum.above, found.sum.n) == (26, 42)
    assert (found.sum.low, found.sum.high) == pytest.approx(wilson(26, 42))
    assert sorted(found.shares) == pytest.approx([0.5, 2 / 3])
    assert [(one.municipality, one.why) for one in found.apart] == [
        ("C", "withheld"),
        ("D", "mean only"),
    ]


def test_81_of_263_has_the_interval_that_newcombe_gives() -> None:
    packages = [package("A", {"c11": (31, 100)}), package("B", {"c11": (50, 163)})]
    found = row(packages, "c11").sum
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


def test_one_municipality_alone_is_no_sum() -> None:
    assert row([package("A", {"c11": (6, 12)}), package("B", {})], "c11").sum is None


def test_how_many_have_a_need_among_their_three_largest() -> None:
    everything: dict[str, Shown] = dict.fromkeys(("c11", "c12", "c21", "c22"), (6, 12))
    packages = [
        package("A", everything),
        package("B", everything | {"c22": None}),
        package("C", dict.fromkeys(everything)),
    ]
    found = {one.about.id: (one.largest, one.ranked) for one in combine(packages, "competence")}
    # The needs are 0.4 in c22, then 0.3, 0.2 and 0.1; C shows none.
    assert found == {"c11": (2, 2), "c12": (2, 2), "c21": (1, 2), "c22": (1, 2)}


# --- what cannot be compared -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"points": 4, "level": 3}, "scale"),
        ({"words": "Jag vågar"}, "questions"),
        ({"level": 4}, "level"),
        ({"competences": ("c12", "c21")}, "not asked"),
    ],
)
def test_what_is_counted_otherwise_is_left_out_with_its_reason(
    change: dict[str, Any], why: str
) -> None:
    other = asked(version="2", **change)
    packages = [
        package("A", {"c11": (6, 12)}),
        package("B", {"c11": (8, 12)}),
        package("C", {"c11": (2, 12), "c12": (2, 12)}, other),
    ]
    found = row(packages, "c11")
    assert (found.sum.above, found.sum.n) == (14, 24)
    assert [(one.municipality, one.why, one.version) for one in found.apart] == [("C", why, "2")]


def test_another_version_with_the_same_statements_is_compared() -> None:
    packages = [
        package("A", {"c11": (6, 12)}),
        package("B", {"c11": (8, 12)}, asked(version="2", competences=("c11", "c12"))),
    ]
    assert row(packages, "c11").sum.n == 24


def test_translations_change_nothing_but_the_order_of_points_does() -> None:
    plain = asked().model_dump(by_alias=True)
    plain["pages"][0]["items"][0]["text"]["en"] = "Other words"
    translated = type(asked()).model_validate(plain)
    packages = [package("A", {"c11": (6, 12)}), package("B", {"c11": (8, 12)}, translated)]
    assert row(packages, "c11").sum.n == 24


def test_the_way_that_most_have_is_the_common_one_whatever_the_order() -> None:
    other = asked(level=4)
    packages = [
        package("A", {"c11": (6, 12)}),
        package("B", {"c11": (8, 12)}, other),
        package("C", {"c11": (9, 12)}, other),
    ]
    for ordered in (packages, packages[::-1]):
        found = row(ordered, "c11")
        assert found.about.level == 4
        assert [one.municipality for one in found.apart] == ["A"]


# --- actions and seekers -----------------------------------------------------------------------


def test_what_was_tried_comes_first_and_what_goes_on_stands_once() -> None:
    done = Action(id="1" * 32, text="Gjort", mark="done", competences=("c11",))
    going = Action(id="2" * 32, text="Pågår", mark="under_way")
    on = Action(id="3" * 32, text="Pågår vidare", carried="2" * 32)
    new = Action(id="4" * 32, text="Nytt", goal="g1")
    plan = Plan(actions=(on, new), earlier=(going, done))
    packages = [package("B", FIGURES, plan=plan), package("Ö", FIGURES, plan=plan)]
    told = [(one.municipality, one.deed.text) for one in tried(packages)]
    assert told == [(name, text) for text in ("Gjort", "Pågår", "Nytt") for name in ("B", "Ö")]
    assert tried(packages)[-1].goal == {"sv": "Trygghet", "en": "Ease"}


def test_only_those_who_chose_to_be_named_are_named() -> None:
    packages = [
        package("A", FIGURES, competences=["c11"], contact="bib@a.example"),
        package("B", FIGURES, contact="bib@b.example"),
        package("C", FIGURES, competences=["c11", "c22"]),
    ]
    found = {
        key: [(one.municipality, one.contact) for one in who]
        for key, who in seekers(packages).items()
    }
    assert found == {"c11": [("A", "bib@a.example"), ("C", "")], "c22": [("C", "")]}


# --- any of it ---------------------------------------------------------------------------------

ROW: st.SearchStrategy[Shown] = st.one_of(
    st.none(),
    st.integers(5, 7),
    st.integers(8, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
)
REGION = st.lists(st.fixed_dictionaries({"c11": ROW, "c12": ROW}), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None)
@given(REGION, st.randoms(use_true_random=False))
def test_sums_are_those_of_the_published_rows_in_any_order(region: Any, random: Random) -> None:
    packages = [package(f"K{n}", figures) for n, figures in enumerate(region)]
    shuffled = list(packages)
    random.shuffle(shuffled)
    for id_ in ("c11", "c12"):
        shown = [one[id_] for one in region if isinstance(one[id_], tuple)]
        found = row(packages, id_)
        if len(shown) < 2:
            assert found.sum is None
        else:
            assert (found.sum.above, found.sum.n) == tuple(map(sum, zip(*shown, strict=True)))
            assert found.sum.low <= found.sum.share <= found.sum.high
        again = row(shuffled, id_)
        assert (again.sum, again.largest, again.ranked) == (found.sum, found.largest, found.ranked)
        assert len(found.shown) + len(found.apart) == len(region)
