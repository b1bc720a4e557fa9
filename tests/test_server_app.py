"""The server as a stranger meets it: what it refuses, and what has no address at all."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from serving import TRIAL, Server
from visiting import ask

from kit.server.headers import POLICY


@pytest.fixture(scope="module")
def filled(serve: Callable[..., Server]) -> Server:
    """Serve a folder with files beside the notebooks that are nobody's business."""
    return serve("--notebooks", TRIAL.parent / "files")


@pytest.mark.parametrize(
    "path", ["", "nothing", "voila/templates/kit/static/kit.css", "voila/files/nothing.png"]
)
def test_a10_a11_every_answer_carries_the_strict_headers(trial: Server, path: str) -> None:
    headers = ask(trial, path).headers
    policy = headers["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "script-src 'self' blob:;" in policy
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "server" not in headers


def test_pages_are_kept_by_nobody_else_and_asked_for_again(trial: Server) -> None:
    assert ask(trial).headers["cache-control"] == "private, no-cache"
    assert ask(trial, "nothing").headers["cache-control"] == "no-store"


def test_the_page_itself_carries_the_same_policy(trial: Server) -> None:
    page = html.unescape(ask(trial).text)
    assert f'content="{"; ".join(POLICY)}"' in page


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "voila/tree"),
        ("GET", "voila/api/contents/index.ipynb"),
        ("GET", "api/contents"),
        ("GET", "api/kernels"),
        ("POST", "api/kernels"),
        ("GET", "api/terminals"),
        ("GET", "api/sessions"),
        ("GET", "login"),
        ("GET", "voila/static/voila.js"),
        ("GET", "voila/labextensions/jupyterlab_pygments/static/style.js"),
        ("GET", "voila/templates/lab/static/index.css"),
        ("PUT", ""),
        ("POST", "widgets"),
    ],
)
def test_nothing_else_has_an_address(trial: Server, method: str, path: str) -> None:
    assert ask(trial, path, method).status in {403, 404, 405}


@pytest.mark.parametrize(
    "path",
    [
        "bibliotek.yaml",
        "voila/files/bibliotek.yaml",
        "voila/files/answers.sqlite",
        "voila/files/index.ipynb",
        "voila/files/..%2f..%2fconftest.py",
        "voila/files/..%2f..%2f..%2fdocs%2fimages%2fsecret.png",
        "voila/render/..%2f..%2f..%2fnotebooks%2findex.ipynb",
        "..%2f..%2f..%2fnotebooks%2findex.ipynb",
        "voila/templates/kit/static/..%2fcli.py",
        "voila/templates/kit/static/%2e%2e/cli.py",
        "voila/templates/kit/static//etc/passwd",
        "voila/templates/kit/static/",
        "voila/labextensions/anywidget/package.json",
    ],
)
def test_no_other_file_is_served(filled: Server, path: str) -> None:
    assert ask(filled, path).status in {403, 404}


def test_pictures_beside_the_notebooks_are_served(filled: Server) -> None:
    answer = ask(filled, "voila/files/picture.png")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")


@pytest.mark.parametrize("query", ["template=lab", "template=classic&theme=dark", "theme=dark"])
def test_the_template_is_not_for_visitors_to_choose(trial: Server, query: str) -> None:
    assert ask(trial, f"?{query}").body == ask(trial).body
