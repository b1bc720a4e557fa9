"""What every answer of the server tells the browser to refuse."""

from __future__ import annotations

from typing import Any

from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform

# Voila's style loader writes <style> elements, and anywidget imports its modules as blobs; nothing
# needs eval or a script within the page. template/index.html.j2 carries the same policy (without
# what only a header can say) for servers whose headers are not ours.
POLICY = (
    "default-src 'none'",
    "script-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
HEADERS = {
    "Content-Security-Policy": "; ".join((*POLICY, "frame-ancestors 'none'")),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # "no-referrer" would also take the Origin away from the beacon of a page that closes.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


class SafeHeaders(OutputTransform):
    """Set the headers on every answer, whichever handler gave it."""

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Replace what the handler said with what the server always says."""
        del finishing
        for name, value in HEADERS.items():
            headers[name] = value
        headers.pop("Server", None)
        return status_code, headers, chunk


def settings() -> dict[str, Any]:
    """Return the application's settings that put the headers on every answer."""
    return {"transforms": [SafeHeaders], "headers": dict(HEADERS)}
