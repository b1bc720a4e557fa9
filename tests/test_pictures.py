from __future__ import annotations

from people import told


def test_the_sentence_of_a_picture_says_what_it_shows() -> None:
    assert told("555--4444")["chart"]["sentence"] == (
        "Din skattning är högst här: Information (5,0). Den är lägst här: Säkerhet (4,0). "
        "Skalan går från 1 (mycket osäker) till 7 (mycket säker). "
        "Här är du på eller över önskad nivå: Information."
    )
    assert told("---------")["chart"]["sentence"].endswith("För få svar: Information, Säkerhet.")
    assert told("444444444")["chart"]["sentence"].startswith(
        "Din skattning är 4,0 här: Information, Säkerhet."
    )


def test_the_table_has_the_pictures_figures_and_no_empty_columns() -> None:
    table = told("56-327n41")["areas"][0]["chart"]["table"]
    assert table["head"] == ["Kompetens", "Din skattning", "Nivå", "Önskad nivå", "Besvarade"]
    assert table["rows"][0] == ["Söka", "5,5", "Säker", "5", "2 av 3"]
    table = told("56-327n41", "444444444")["chart"]["table"]
    assert table["head"][-3:] == ["Inte aktuellt", "Förra gången", "Sedan dess"]
    assert table["rows"][1] == [
        *("Säkerhet", "4,0", "På väg", "–"),
        *("3 av 4", "1", "4,0", "ungefär som förut"),
    ]


def test_the_legend_names_the_role_and_the_day() -> None:
    legend = told("444444444", "444444444", role="guide")["chart"]["legend"]
    assert [entry["text"] for entry in legend] == [
        "Din skattning",
        "Önskad nivå (Handledare)",
        "Förra gången, 20 maj 2026",
    ]
