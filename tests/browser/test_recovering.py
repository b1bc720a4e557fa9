"""Kernels die and servers are restarted: the page stays, nothing is lost, all of it comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from room import STEPS, Participant
from serving import Server, started

TIED = """() => {
  const windows = globalThis[Symbol.for('kit.page')]?.windows ?? [];
  return windows.length > 0 && windows.every(({line}) => line.isTied);
}"""
MARK = "window.first = document.querySelector('.kit-form')"
UNREACHED = "Servern går inte att nå just nu."


def arrive(page: Page, server: Server) -> None:
    """Open the self-assessment, and wait until its kernel is there."""
    page.goto(f"{server.address}01-sjalvskattning?questionnaire=puls-10")
    page.wait_for_function(TIED)
    page.evaluate(MARK)


def shows_the_profile(page: Page) -> None:
    """The profile has come to the very page that was opened."""
    expect(page.locator(".kit-profile[data-stage=ready]")).to_be_visible()
    assert page.evaluate("first.isConnected")


def test_a_kernel_that_is_killed_costs_nothing_but_a_moment(
    new_context: Callable[..., BrowserContext], served: Server
) -> None:
    before = set(served.kernels())
    me = Participant.arrives(new_context, 1)
    arrive(me.page, served)
    me.begins()
    me.answers_page(0)
    for kernel in set(served.kernels()) - before:
        kernel.kill()
    for step in range(1, len(STEPS)):
        me.goes_on()
        me.answers_page(step)
    me.sends()
    shows_the_profile(me.page)
    expect(me.page.get_by_text("Kontakten med")).to_have_count(0)


def test_a_server_that_is_restarted_loses_no_answer_and_no_page(
    new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    me = Participant.arrives(new_context, 2)
    store = f"sqlite:///{tmp_path / 'kit.sqlite'}"
    with ExitStack() as first:
        server = started(first, KIT_STORE=store)
        arrive(me.page, server)
        me.begins()
        me.answers_page(0)
        server.process.terminate()
        server.process.wait()
    me.goes_on()
    me.answers_page(1)
    expect(me.page.locator(".kit-waiting")).to_contain_text(UNREACHED)
    with ExitStack() as second:
        started(second, "--port", str(urlsplit(server.address).port), KIT_STORE=store)
        for step in range(2, len(STEPS)):
            me.goes_on()
            me.answers_page(step)
        me.sends()
        shows_the_profile(me.page)
        expect(me.page.locator(".kit-waiting .kit-banner")).to_be_hidden()


@pytest.mark.parametrize("blocked", ["**/voila/**", "**/kit/live"], ids=["scripts", "live part"])
def test_what_does_not_arrive_keeps_nobody_from_answering(
    new_context: Callable[..., BrowserContext], served: Server, blocked: str
) -> None:
    me = Participant.arrives(new_context, 3)
    me.page.route(blocked, lambda route: route.abort())
    me.page.goto(f"{served.address}01-sjalvskattning?questionnaire=puls-10")
    me.begins()
    me.finishes()
    expect(me.page.get_by_role("heading", name=re.compile("^Klart!"))).to_be_visible()
