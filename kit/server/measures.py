"""Show the counts at ``/metrics``: to this computer, and to the addresses that were let in."""

from __future__ import annotations

from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from kit.server import metrics
from kit.server.discretion import Terse
from kit.server.letting_in import Networks, may_ask


class Measures(Terse):
    """Answer Prometheus, and nobody from elsewhere."""

    def initialize(self, let_in: Networks) -> None:
        """Take the addresses that may ask."""
        self.let_in = let_in

    def get(self) -> None:
        """Send the counts."""
        if not may_ask(self.request, self.let_in):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        self.set_header("Content-Type", CONTENT_TYPE_PLAIN_0_0_4)
        self.set_header("Cache-Control", "no-store")
        self.finish(metrics.written())
