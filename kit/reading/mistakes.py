"""Say in plain words what the YAML parser stumbled on."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from kit.reading.findings import Findings

# What the parser says -> what is wrong, and what to do. The first that fits is used.
MISTAKES: tuple[tuple[str, str, str], ...] = (
    (
        r"quoted scalar.*(end of stream|document separator)",
        "The text that begins with a quotation mark on line {start} is never closed.",
        "Put the same quotation mark at its end.",
    ),
    (
        r"double-quoted scalar",
        "A text in double quotation marks has a backslash that means nothing.",
        "Write two backslashes, or use single quotation marks.",
    ),
    (
        r"mapping values are not allowed",
        "A colon stands where none can be.",
        "Put the text in quotation marks, or mend the indentation of this line.",
    ),
    (
        r"'\\t'",
        "A tab stands where only spaces may.",
        "Use spaces instead.",
    ),
    (
        r"scanning an (?P<sign>alias|anchor)|while parsing an? (?P<tag>tag)",
        "A text begins with {sign}.",
        "Put the text in quotation marks.",
    ),
    (
        r"character '(?P<sign>[^']+)' that cannot start",
        "A text begins with {sign}.",
        "Put the text in quotation marks.",
    ),
    (
        r"could not find expected ':'",
        "Here is neither a key with a colon nor an item that begins with a hyphen and a space.",
        "Write key: value, with a space after the colon.",
    ),
    (
        r"flow .*<stream end>",
        "A bracket is opened and never closed.",
        "Close it with } or ], and put texts with commas in quotation marks.",
    ),
    (
        r"flow (mapping|sequence)",
        "A bracket that is opened on line {start} is not closed, or a comma is missing.",
        "Close it with } or ], and put texts with commas in quotation marks.",
    ),
    (
        r"found '[\]},]'",
        "Here is a closing bracket or a comma too many.",
        "Delete it, or put the text in quotation marks.",
    ),
    (
        r"but (found|got) '<(scalar|alias|anchor|tag)>'",
        "There are more words after a text has ended.",
        "Put the whole text in quotation marks, and use the other kind inside it.",
    ),
    (
        r"block (mapping|collection|sequence)|not allowed here",
        "The indentation does not fit the lines above.",
        "Begin this line as far in as its neighbours, with spaces.",
    ),
)
SIGNS = {"alias": "*", "anchor": "&", "tag": "!"}
OTHERWISE = (
    "The YAML cannot be read ({reason}).",
    "Look at this line and the one before it.",
)


def explain(error: MarkedYAMLError, findings: Findings) -> None:
    """Note the parser's error, at its line, in words that a facilitator can act on."""
    reason = " ".join(str(part) for part in (error.context, error.problem) if part)
    what, remedy, sign = _mistake(reason)
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    # What is never closed, or is no key, is best mended where it begins.
    at = start if "quoted scalar" in reason or "expected ':'" in reason else mark
    findings.add(
        at.line + 1 if at else None,
        what,
        remedy,
        reason=reason,
        sign=sign,
        start=start.line + 1 if start else "?",
    )


def _mistake(reason: str) -> tuple[str, str, str]:
    for pattern, what, remedy in MISTAKES:
        found = re.search(pattern, reason)
        if found:
            sign = next((sign for sign in found.groupdict().values() if sign), "")
            return what, remedy, SIGNS.get(sign, sign)
    return *OTHERWISE, ""
