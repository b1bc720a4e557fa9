"""F13 at full length: a store's file with bytes changed at random, opened a thousand times."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from flipping import filled, flipped, verdict
from killing import Result


def damaged(variants: int) -> Result:
    """Return how many damaged stores were opened, and how many said something untrue.

    ``stored`` are those that were refused with the newest backup named, or said only what is true;
    ``lost`` are those that said something else.
    """
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "kit.sqlite")
        truth = filled(file)
        content = file.read_bytes()
        found = [_opened(file, flipped(content, number), truth) for number in range(variants)]
    wrong = [one for one in found if one not in {"refused", "harmless"}]
    for one in wrong[:5]:
        print(f"F13 changed bytes: {one}", file=sys.stderr)
    sound = variants - len(wrong)
    ok = not wrong and found.count("refused") > variants // 2
    return Result("F13 changed bytes", variants, variants, sound, len(wrong), 0, ok)


def _opened(file: Path, content: bytes, truth: dict[str, object]) -> str:
    for part in file.parent.glob(f"{file.name}-*"):
        part.unlink()
    file.write_bytes(content)
    return verdict(file, truth)
