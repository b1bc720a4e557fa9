"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# No test is about how fast this machine happens to be.
settings.register_profile("kit", deadline=None)
settings.load_profile("kit")
