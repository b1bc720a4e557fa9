"""Pages as a visitor meets them: whole at once, in words, without any kernel."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from serving import Server
from visiting import ask, drawn

FORM = "01-sjalvskattning"


def test_the_first_page_says_what_it_is(trial: Server) -> None:
    page = ask(trial)
    assert page.status == 200
    assert '<html lang="sv">' in page.text
    assert "<title>Provsida</title>" in page.text
    assert page.text.count("<main") == 1
    assert 'href="#kit-content"' in page.text
    assert "<strong>fet text</strong>" in page.text


def test_a_page_with_words_only_brings_no_script_and_no_cookie(trial: Server) -> None:
    page = ask(trial)
    assert "<script" not in page.text
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize("path", ["widgets", "widgets.ipynb", "voila/render/widgets.ipynb"])
def test_a_page_has_several_addresses(trial: Server, path: str) -> None:
    page = ask(trial, path)
    assert "<title>Fönster &amp; &lt;tecken&gt;</title>" in page.text
    assert drawn(page.text)["notebook"] == "widgets"


def test_a_page_is_whole_without_a_kernel(trial: Server, served: Server) -> None:
    before = trial.kernels(), served.kernels()
    page = ask(trial, "widgets").text
    for words in ("Sida med", "Sidan laddas", "Sidan behöver JavaScript", "</html>"):
        assert words in page
    assert "voila.js" not in page.partition('id="kit-drawn"')[0]
    assert ask(served, FORM).text.rstrip().endswith("</html>")
    assert (trial.kernels(), served.kernels()) == before


def test_cells_for_the_host_are_left_out(trial: Server) -> None:
    assert "Bara för den som håller i workshoppen" not in ask(trial, "widgets").text
    assert "Bara för den som håller i workshoppen" not in ask(trial).text


def test_a_page_may_be_english(trial: Server) -> None:
    page = ask(trial, "english").text
    assert '<html lang="en">' in page
    assert page.index("The page is loading") < page.index("Sidan laddas")


def test_the_first_bytes_hold_the_form_and_all_its_statements(served: Server) -> None:
    page = ask(served, FORM)
    view = drawn(page.text)["form"]["questionnaire"]
    for statement in (item for part in view["pages"] for item in part["items"]):
        assert f">{statement['text']['sv']}<" in page.text
    assert 'data-drawn="form" lang="sv"' in page.text
    assert "Sidan laddas" not in page.text
    squeezed = ask(served, FORM, **{"Accept-Encoding": "br"})
    assert len(squeezed.body) < 30_000


@pytest.mark.parametrize(
    ("wished", "language"), [("en-GB,en;q=0.9", "en"), ("sv", "sv"), ("fi, de", "sv"), ("", "sv")]
)
def test_the_form_is_in_the_visitors_language(served: Server, wished: str, language: str) -> None:
    page = ask(served, FORM, **{"Accept-Language": wished}).text
    assert f'data-drawn="form" lang="{language}"' in page
    assert drawn(page)["form"]["language"] == language
    assert ("About you" in page.partition("kit-drawn-pages")[0]) == (language == "en")


def test_a_page_may_show_another_questionnaire(served: Server) -> None:
    page = ask(served, f"{FORM}?questionnaire=puls-10").text
    assert drawn(page)["form"]["questionnaire"]["id"] == "puls-10"


@pytest.mark.parametrize("name", ["puls", "../puls-10.yaml", "%3Cb%3E", "x" * 3000])
def test_a_questionnaire_that_is_none_is_told_with_those_that_are(
    served: Server, name: str
) -> None:
    before = served.kernels()
    page = ask(served, f"{FORM}?questionnaire={name}")
    assert page.status == 404
    assert "&#34; finns inte." in page.text
    assert "bibliotek-24, digcomp-21, puls-10, utvardering" in page.text
    assert "kit-drawn" not in page.text
    assert served.kernels() == before


def test_windows_are_told_what_the_cells_say(served: Server) -> None:
    page = ask(served, "02-reflektion").text
    assert 'data-cell="2" data-window="reflection"' in page
    assert drawn(page)["state"]["questionnaire"]["id"] == "bibliotek-24"
    assert drawn(page)["form"] is None


def test_a_visitor_keeps_one_mark_while_the_browser_is_open(served: Server) -> None:
    first = ask(served, FORM)
    mark = SimpleCookie(first.headers["set-cookie"])["kit_visitor"]
    assert (mark["httponly"], mark["samesite"], mark["path"]) == (True, "Lax", "/")
    assert not mark["expires"]
    assert not mark["max-age"]
    again = ask(served, FORM, Cookie=f"kit_visitor={mark.value}")
    assert "set-cookie" not in again.headers
    assert "set-cookie" in ask(served, FORM, Cookie="kit_visitor=mine").headers


def test_a_page_that_has_not_changed_is_not_sent_again(served: Server) -> None:
    mark = ask(served, FORM).headers["etag"]
    again = ask(served, FORM, **{"If-None-Match": mark})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["nothing", "nothing/at/all", "voila/render/nothing.ipynb", "%00"])
def test_an_address_that_leads_nowhere_says_so(trial: Server, path: str) -> None:
    page = ask(trial, path)
    assert page.status == 404
    assert '<html lang="sv">' in page.text
    assert "<title>Sidan finns inte</title>" in page.text
    assert "There is no such page" in page.text
    assert page.text.count("<main") == 1


def test_a_notebook_for_the_host_is_not_shown(trial: Server) -> None:
    page = ask(trial, "host")
    assert page.status == 403
    assert "JupyterLab" in page.text
    assert "<h1>För värden" not in page.text
