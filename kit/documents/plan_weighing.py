"""Say how the group weighed its ideas: the points that each got, and where it placed them.

Only what has been shown to everybody comes in here, and what too few people stand behind is left
out of it already (``kit.weighing``).
"""

from __future__ import annotations

from kit import figures
from kit.documents.blocks import Cell, Paragraph, Table
from kit.documents.plan_words import Agreement
from kit.weighing import CardPoints, GridResult, Placings, PointsResult

FEW = "Too few people have weighed the ideas for a result to be shown."


def weighed(of: Agreement) -> list[Paragraph | Table]:
    """Return what there is to tell of points and grid; nothing where neither is shown."""
    return [*_points(of, of.points), *_grid(of, of.grid)]


def _points(of: Agreement, result: PointsResult | None) -> list[Paragraph | Table]:
    if result is None:
        return []
    if result.few:
        return [Paragraph(of.say(FEW))]
    given = [one for one in result.cards if one.total]
    if not given:
        return [Paragraph(of.say("No idea has got any points."))]
    head = ("Idea", "Place", "Points", "People", "Most from one person")
    words = of.say(
        "{count} people spread points over the ideas in silence, each for themselves. "
        "Ideas without points are left out.",
        count=result.voters,
    )
    rows = tuple((of.card(one.card), _place(one), one.total, one.givers, one.most) for one in given)
    return [Paragraph(words), _table(of, of.say("Points"), head, rows)]


def _grid(of: Agreement, result: GridResult | None) -> list[Paragraph | Table]:
    if result is None:
        return []
    if result.few:
        return [Paragraph(of.say(FEW))]
    words = of.say(
        "{count} people placed the ideas by effect and work, from 1 (little) to 5 (much). Half of "
        "the answers lie between the values in brackets.",
        count=result.voters,
    )
    rows = tuple(
        (
            of.card(one.card),
            _middle(of, one.effect),
            _middle(of, one.effort),
            one.n,
            of.say("yes") if one.quick_win else "",
        )
        for one in result.cards
    )
    head = ("Idea", "Effect", "Work", "People", "Great effect, little work")
    return [Paragraph(words), _table(of, of.say("Effect and work"), head, rows)]


def _table(
    of: Agreement, caption: str, head: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]
) -> Table:
    """Lay out rows; a column that would be empty is left out."""
    kept = [at for at in range(len(head)) if not rows or any(row[at] for row in rows)]
    return Table(
        caption,
        tuple(of.say(head[at]) for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        sheet=caption,
    )


def _place(one: CardPoints) -> str:
    same = one.place_from == one.place_to
    return str(one.place_from) if same else f"{one.place_from}–{one.place_to}"


def _middle(of: Agreement, placings: Placings | None) -> str:
    if placings is None:
        return ""
    middle = figures.number(placings.median, of.language, trim=True)
    if placings.low is None or placings.high is None:
        return middle
    return f"{middle} ({placings.low}–{placings.high})"
