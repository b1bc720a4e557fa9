"""The kit's commands, one file a theme; ``kit.cli:main`` is what a terminal runs.

A new theme is a file here that decorates its commands with ``@app.command()``, and a line below.
"""

from kit.cli import (
    backups,
    check,
    demo,
    export,
    plan,
    region,
    reliability,
    rounds,
    schema,
    script,
    serve,
    status,
    summary,
)
from kit.cli.app import main, spoken

__all__ = [
    "backups",
    "check",
    "demo",
    "export",
    "main",
    "plan",
    "region",
    "reliability",
    "rounds",
    "schema",
    "script",
    "serve",
    "spoken",
    "status",
    "summary",
]
