"""Serve the notebooks as pages: Voila's application with the kit's template, limits and headers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from traitlets.config import Config
from voila.app import Voila

HERE = Path(__file__).parent
TEMPLATE = HERE / "template"
STATIC = HERE.parent / "static"


class KitServer(Voila):
    """Serve one folder of notebooks."""


def serve(
    *,
    notebooks: Path = Path("notebooks"),
    host: str = "127.0.0.1",
    port: int = 8866,
    base_url: str = "/",
    browser: bool = False,
) -> None:
    """Serve the notebooks until Ctrl-C."""
    settings: dict[str, Any] = {
        "VoilaConfiguration": {
            "template": "kit",
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "extension_allowlist": [
                "@voila-dashboards/widgets-manager8",
                "@jupyter-widgets/jupyterlab-manager",
                "anywidget",
            ],
        },
        "MappingKernelManager": {"cull_interval": 60, "cull_idle_timeout": 1800},
    }
    server = KitServer.instance(config=Config(settings))
    server.root_dir = str(notebooks)
    server.ip, server.port, server.port_retries = host, port, 0
    server.base_url = base_url
    server.open_browser = browser
    server.initialize([])
    server.start()
