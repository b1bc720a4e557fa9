"""LibreOffice without windows, as an archive or a colleague without Word opens documents."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
LACKING = "LibreOffice could not be installed here: tools/libreoffice.sh says how"
needs_office = pytest.mark.skipif(PROGRAM is None, reason=LACKING)


def converted(file: Path, into: str, home: Path) -> Path:
    """Open a file and save it as another format beside it; ``home`` keeps the program's settings.

    The program says that it has failed by writing nothing.
    """
    assert PROGRAM
    said = subprocess.run(
        [
            PROGRAM,
            f"-env:UserInstallation={home.as_uri()}",
            *("--headless", "--norestore", "--convert-to", into),
            *("--outdir", file.parent, file),
        ],
        check=True,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    made = file.with_suffix(f".{into.partition(':')[0]}")
    assert made.exists(), said.stdout + said.stderr
    return made
