"""Work out what people are at on the lines that two rounds have in common.

Both rounds are scored by this round's rules and over the common items only; what a condition hid
from somebody follows the version that they answered.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kit.comparing.ids import Compared, dimension_of
from kit.dimensions import DECIMALS
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.scoring import columns_of
from kit.sheet import Sheet, read_sheet

Floats = npt.NDArray[np.float64]


def values_of(
    asked: Questionnaire,
    now: Questionnaire,
    lines: Sequence[Compared],
    responses: Sequence[Response],
) -> Floats:
    """Return lines x responses: the mark or mean on the scale, or the score where it is mixed.

    ``asked`` is the version that was answered, ``now`` the one whose rules are used; nan stands
    where there are too few answers.
    """
    ids = {id_ for line in lines for id_ in line.items}
    items = [item for item in asked.rated() if item.id in ids]
    sheet = read_sheet(asked, items, [one.answers for one in responses])
    places = {item.id: place for place, item in enumerate(items)}
    rows = [_values(now, line, places, sheet) for line in lines]
    return np.array(rows, dtype=np.float64).reshape(len(lines), len(responses))


def _values(
    now: Questionnaire, line: Compared, places: dict[str, int], sheet: Sheet
) -> npt.NDArray[np.float64]:
    if line.dimension == "item":
        return np.asarray(sheet.marks[places[line.id]], dtype=np.float64)
    columns = columns_of(now, dimension_of(line, places), sheet)
    values = columns["score"] if math.isnan(line.low) else columns["mean"]
    return np.asarray(np.round(values, DECIMALS) + 0.0, dtype=np.float64)
