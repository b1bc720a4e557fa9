"""Files of the pages: compressed once, asked for again only when they may have changed."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import voila
from serving import Server
from visiting import ask, drawn

from kit.server.assets import Shelf

OWN = "voila/templates/kit/static/kit.css"
VOILA = f"voila/static/{voila.__version__}/voila.js"
STATIC = Path(__file__).parents[1] / "kit" / "static"


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
    ],
)
def test_a_file_travels_compressed(
    trial: Server, accepted: str, coding: str, unpack: Callable[[bytes], bytes]
) -> None:
    plain, squeezed = ask(trial, OWN), ask(trial, OWN, **{"Accept-Encoding": accepted})
    assert plain.body == (STATIC / "kit.css").read_bytes()
    assert "content-encoding" not in plain.headers
    assert squeezed.headers["content-encoding"] == coding
    assert unpack(squeezed.body) == plain.body
    assert len(squeezed.body) < len(plain.body) / 2
    assert plain.headers["etag"] != squeezed.headers["etag"]


def test_a_file_that_has_not_changed_is_not_sent_again(trial: Server) -> None:
    mark = ask(trial, OWN).headers["etag"]
    again = ask(trial, OWN, **{"If-None-Match": mark})
    assert (again.status, again.body) == (304, b"")


def test_files_without_a_hash_are_always_asked_for_and_others_last(trial: Server) -> None:
    static = drawn(ask(trial, "widgets").text)["static"].removeprefix("/")
    assert ask(trial, OWN).headers["cache-control"] == "no-cache"
    for lasting in (VOILA, f"{static}start.js", f"{static}start.css", f"{static}vega.js"):
        assert "immutable" in ask(trial, lasting).headers["cache-control"]


def test_a_page_from_before_an_upgrade_still_finds_its_files(trial: Server) -> None:
    static = drawn(ask(trial, "widgets").text)["static"].removeprefix("/")
    now = ask(trial, f"{static}form.js")
    then = ask(trial, "kit/static/0123456789abcdef/form.js")
    assert (then.status, then.body) == (200, now.body)
    assert then.headers["cache-control"] == "no-cache"
    assert ask(trial, f"{static}nothing.js").status == 404


def test_a_module_is_the_same_under_both_addresses(trial: Server) -> None:
    static = drawn(ask(trial, "widgets").text)["static"]
    plain = ask(trial, "voila/templates/kit/static/form.js").text
    assert plain == f'export * from "{static}form.js";\n'


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (OWN, "text/css; charset=utf-8"),
        (VOILA, "text/javascript; charset=utf-8"),
        ("voila/templates/kit/static/arrival.js", "text/javascript; charset=utf-8"),
    ],
)
def test_browsers_are_told_what_a_file_is(trial: Server, path: str, kind: str) -> None:
    assert ask(trial, path).headers["content-type"] == kind


def test_head_sends_no_body(trial: Server) -> None:
    answer = ask(trial, OWN, "HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_a_change_in_a_file_shows_at_once(tmp_path: Path) -> None:
    file, shelf = tmp_path / "page.js", Shelf([tmp_path])
    file.write_text("old")
    old = shelf.read("page.js")
    file.write_text("new")
    os.utime(file, ns=(1, 1))
    new = shelf.read("page.js")
    assert old is not None
    assert new is not None
    assert (old.body, new.body) == (b"old", b"new")


def test_the_first_folder_wins(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.js").write_text(name)
    asset = Shelf([tmp_path / "one", tmp_path / "two"]).read("page.js")
    assert asset is not None
    assert asset.body == b"one"


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../secret", "a/../../secret", "/etc/passwd", ".hidden", "a\\b", "a\0b"]
)
def test_b08_names_that_lead_elsewhere_find_nothing(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    for file in (tmp_path / "secret", inside / ".hidden", inside / "a\\b"):
        file.write_text("secret")
    assert Shelf([inside]).read(name) is None


def test_only_what_is_named_may_be_taken(tmp_path: Path) -> None:
    for name in ("mine", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.js").write_text(name)
    shelf = Shelf([tmp_path], prefixes=("mine/",))
    assert shelf.read("mine/page.js") is not None
    assert shelf.read("other/page.js") is None
    assert shelf.read("mine/../other/page.js") is None
