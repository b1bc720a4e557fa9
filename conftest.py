"""What all tests share. It stands here because tests/browser has a conftest.py of its own."""

from __future__ import annotations

pytest_plugins = ["serving", "postgres", "stores", "collecting"]
