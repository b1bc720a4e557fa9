"""Find questionnaire files and turn their bytes into text; never read more than is allowed."""

from __future__ import annotations

import re
import stat
from difflib import get_close_matches
from pathlib import Path

from kit.errors import KitError
from kit.language import say
from kit.questionnaire import QUESTIONNAIRE_PATTERN
from kit.reading.findings import Findings, enumerated

MEGABYTE = 1_000_000
LARGEST = 500_000
FOLDER = "questionnaires"
SUFFIXES = (".yaml", ".yml")
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
        reason = getattr(error, "strerror", None) or str(error)
        what = "The file cannot be opened ({reason})."
        findings.add(None, what, "Check its name and that you may read it.", reason=reason)
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


def find_questionnaire(
    name: str | Path, start: Path | None = None, *, language: str = "sv"
) -> Path:
    """Find a questionnaire by its id in ``questionnaires/`` here or above, or by its path.

    An id has small letters, digits and hyphens only, so that no address can point at another
    file. Raises ``KitError`` with the ids that exist when there is none with this one.
    """
    start = start or Path.cwd()
    if isinstance(name, Path) or name.endswith(SUFFIXES):
        return start / name
    folders = [folder / FOLDER for folder in (start, *start.absolute().parents)]
    if re.fullmatch(QUESTIONNAIRE_PATTERN, name):
        for folder in folders:
            if (folder / f"{name}.yaml").is_file():
                return folder / f"{name}.yaml"
    raise KitError(_none_such(name, folders, language))


def _none_such(name: str, folders: list[Path], language: str) -> str:
    known = sorted({file.stem for folder in folders for file in folder.glob("*.yaml")})
    near = get_close_matches(name[:100], known, n=1)
    sentences = [say(language, 'There is no questionnaire "{name}".', name=name[:100])]
    if near:
        sentences.append(say(language, 'Did you mean "{near}"?', near=near[0]))
    if known:
        sentences.append(say(language, "Questionnaires: {names}.", names=enumerated(known)))
    return " ".join(sentences)
