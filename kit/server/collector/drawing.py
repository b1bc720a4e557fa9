"""Draw QR codes: black on white, as one SVG element that scales."""

from __future__ import annotations

import io

import segno

from kit.server.collector.call import Call, Reply
from kit.server.collector.messages import Drawn


async def qr(call: Call) -> Reply:
    """Draw a text as a QR code; nothing of it is kept."""
    return Reply(Drawn(svg=await call.desk.run(draw, call.body.text)))


def draw(text: str) -> str:
    """Return the QR code of a text as SVG, with the quiet edge that readers need."""
    drawing = io.BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False)
    code.save(drawing, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, light="#fff")
    return drawing.getvalue().decode().strip()
