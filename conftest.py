"""What all tests share. It stands here because tests/browser has a conftest.py of its own."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

pytest_plugins = ["serving", "postgres", "stores", "collecting"]

# No test is about how fast a busy machine makes up or tries an example.
settings.register_profile("kit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kit")
