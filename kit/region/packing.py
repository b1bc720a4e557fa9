"""Pack files into one zip, the same bytes each time, and take them out again without trust.

What is read may come from anywhere: names are held to the few that there can be, sizes are capped
while unpacking, and nothing is ever written to a disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

MOST_BYTES: Final = 2_000_000
"""Largest package, and largest file in it once it is unpacked."""
MOST_FILES: Final = 12
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 1
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises on damaged or hostile bytes."""


class PackingError(ValueError):
    """Raised with everything that is wrong: pairs of a kind and the name of a file in the zip."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        super().__init__(repr(faults))
        self.faults = faults


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of the files, in their order.

    They are not compressed, so that the bytes are the same whatever packs them.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return whole.getvalue()


def unpack(data: bytes, allowed: Sequence[str]) -> dict[str, bytes]:
    """Return the files by name; raises ``PackingError`` with all that is wrong with them."""
    if not data:
        raise PackingError(("empty", ""))
    if len(data) > MOST_BYTES:
        raise PackingError(("too_large", ""))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _look_over(entries, allowed)
            return {entry.filename: _content(archive, entry) for entry in entries}
    except PackingError:
        raise
    except _UNREADABLE:
        raise PackingError(("unreadable", "")) from None


def _look_over(entries: Sequence[zipfile.ZipInfo], allowed: Sequence[str]) -> None:
    """Refuse strange names, names that stand twice, and what would be too large, all at once."""
    if len(entries) > MOST_FILES:
        raise PackingError(("foreign", ""))
    names = [entry.filename for entry in entries]
    if not set(names) & set(allowed):
        raise PackingError(("foreign", ""))
    faults = [("strange", name) for name in dict.fromkeys(names) if name not in allowed]
    faults += [("twice", name) for name in dict.fromkeys(names) if names.count(name) > 1]
    faults += [("bomb", entry.filename) for entry in entries if entry.file_size > MOST_BYTES]
    faults += [
        ("locked", entry.filename)
        for entry in entries
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS
    ]
    if faults:
        raise PackingError(*faults)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one file, and stop where it grows larger than it may be."""
    with archive.open(entry) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise PackingError(("bomb", entry.filename))
    return content
