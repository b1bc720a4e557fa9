"""Turn a questionnaire file's bytes into text; never read more than is allowed."""

from __future__ import annotations

import stat
from difflib import get_close_matches
from pathlib import Path

from kit.reading.findings import Findings
from kit.reasons import reason
from kit.shelf import SUFFIXES

MEGABYTE = 1_000_000
LARGEST = 500_000
AS_UTF8 = "Save it again with the encoding UTF-8 (in most editors: Save as, Encoding)."
NOT_TEXT = "A questionnaire is a text file that ends in .yaml."


def load(path: Path, findings: Findings) -> str | None:
    """Return a file's text; None when it has none that can be used, and the reason is noted."""
    try:
        if not _is_readable(path, findings):
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        what, why = "The file cannot be opened ({reason}).", reason(error, findings.language)
        findings.add(None, what, "Check its name and that you may read it.", reason=why)
        return None
    return _decoded(data, findings)


def _is_readable(path: Path, findings: Findings) -> bool:
    if not path.exists():
        near = _neighbour(path)
        remedy = 'Did you mean "{near}"?' if near else "Check its name and folder."
        findings.add(None, "There is no such file.", remedy, near=near)
        return False
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        remedy = "Name the files in it, for example {example}."
        findings.add(None, "This is a folder.", remedy, example=str(path / "*.yaml"))
    elif not stat.S_ISREG(found.st_mode):
        findings.add(None, "This is not a file.", NOT_TEXT)
    elif found.st_size > LARGEST:
        what = "The file is too large: {size}, and {limit} is allowed."
        remedy = "A questionnaire is far smaller; is it the right file?"
        findings.add(None, what, remedy, size=_size(found.st_size), limit=_size(LARGEST))
    else:
        return True
    return False


def _neighbour(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return ""
    names = [file.name for file in folder.iterdir() if file.suffix in SUFFIXES]
    return next(iter(get_close_matches(path.name[:100], names, n=1)), "")


def _size(count: int) -> str:
    return f"{count / MEGABYTE:.1f} MB"


def _decoded(data: bytes, findings: Findings) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_wide(data):
        findings.add(None, "The file is saved as UTF-16.", AS_UTF8)
        return None
    if b"\0" in data or data.startswith((b"PK\x03\x04", b"%PDF")):
        findings.add(None, "The file is not text.", NOT_TEXT)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "The file is not saved as UTF-8: å, ä, ö and such cannot be read."
        findings.add(line, what, AS_UTF8)
        return None


def _looks_wide(data: bytes) -> bool:
    """Tell UTF-16 without a mark at its start: every other byte of plain words is nought."""
    start = data[:200]
    return abs(start[::2].count(0) - start[1::2].count(0)) > len(start) / 4
