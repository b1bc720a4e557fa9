"""Notebooks that are written for a measurement."""

from __future__ import annotations

import json
from typing import Any


def notebook(*cells: str) -> str:
    """Return a notebook with these code cells as JSON."""
    made: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": cell,
            "execution_count": None,
            "outputs": [],
        }
        for n, cell in enumerate(cells)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": made}
    )
