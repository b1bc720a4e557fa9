"""The package's public names are few, listed and light to import."""

from __future__ import annotations

import subprocess
import sys

import kit


def test_public_names_are_exactly_the_listed_ones() -> None:
    assert kit.__all__ == sorted(kit.__all__)
    assert kit.__all__ == ["Workshop", "__version__"]
    assert all(hasattr(kit, name) for name in kit.__all__)


def test_a_participants_kernel_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys; from kit import Workshop; "
        "w = Workshop('bibliotek-24'); w.form(); w.profile(); w.file(); w.reflection(); "
        "heavy = {'pandas', 'numpy', 'altair', 'scipy', 'voila', 'tornado.web', 'sqlalchemy'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"
