"""Say in a sentence or two what each of a group's pictures shows.

Areas and competences may be put in order; roles and units never: no sentence names the one that
is highest or lowest.
"""

from __future__ import annotations

from collections.abc import Sequence

from kit.group_words import Row, Teller, hidden, share_of, shown

MOST_NAMED = 3


def spread_sentence(teller: Teller, rows: Sequence[Row]) -> str:
    """Say where most and fewest are at or above what is wanted, or where the mean is highest."""
    known = shown(rows)
    ranked = [row for row in known if row["above"] is not None]
    means = [row for row in known if row["mean"] is not None]
    parts = _by_share(teller, ranked) if ranked else _by_mean(teller, means) if means else []
    return " ".join([*parts, *_ends(teller, rows), *unseen_sentence(teller, rows)])


def unseen_sentence(teller: Teller, rows: Sequence[Row]) -> list[str]:
    """Name the rows that are not shown, and those that nobody was asked."""
    parts = []
    if few := hidden(rows):
        labels = teller.listed(few)
        parts.append(
            teller.say(
                "Not shown (too few answers, or single answers could be worked out): {labels}.",
                labels=labels,
            )
        )
    if other := [row for row in rows if row["status"] == "not_asked"]:
        parts.append(teller.say("Not asked here: {labels}.", labels=teller.listed(other)))
    return parts


def need_sentence(teller: Teller, rows: Sequence[Row]) -> str:
    """Say which needs come first, and which of them could as well be the greatest."""
    known = [row for row in shown(rows) if row["need"]]
    withheld = teller.withheld(rows)
    if not known:
        nothing = teller.say("Nobody is below the wanted level where figures are shown.")
        return " ".join([nothing, *_without(teller, withheld), *unseen_sentence(teller, rows)])
    labels = teller.listed(known[:MOST_NAMED])
    if withheld:
        count = sum(row["need"] is not None for row in rows)
        greatest = teller.say(
            "The greatest of the needs that can be shown ({n}), in order: {labels}.",
            n=count,
            labels=labels,
        )
        return " ".join([greatest, *_without(teller, withheld), *unseen_sentence(teller, rows)])
    parts = [teller.say("The greatest needs, in order: {labels}.", labels=labels)]
    first = [row for row in known if row["rank_low"] == 1]
    if len(first) > 1 and first == known[:MOST_NAMED]:
        parts.append(teller.say("Any of them may be the greatest."))
    elif len(first) > 1:
        labels = teller.listed(first)
        parts.append(teller.say("Any of these may be the greatest: {labels}.", labels=labels))
    return " ".join([*parts, *unseen_sentence(teller, rows)])


def _without(teller: Teller, rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    return [teller.say("Competences whose need cannot be shown: {count}.", count=len(rows))]


def cells_sentence(teller: Teller, rows: Sequence[Row]) -> str:
    """Say between what the cells lie, how many are hidden, and that none is a ranking."""
    known = [row for row in shown(rows) if row["above"] is not None]
    means = [row for row in shown(rows) if not teller.hatched(row)]
    parts = []
    if known:
        by_share = sorted(known, key=share_of)
        low, high = teller.share(by_share[0]), teller.share(by_share[-1])
        span = teller.say("The cells go from {low} to {high}.", low=low, high=high)
        parts = [teller.say("Each cell says how many are at or above the wanted level."), span]
    elif means:
        by_mean = sorted(means, key=lambda row: float(row["mean"]))
        low, high = teller.mean(by_mean[0]), teller.mean(by_mean[-1])
        parts = [
            teller.say("Each cell is a mean. They go from {low} to {high}.", low=low, high=high)
        ]
    if count := sum(map(teller.hatched, rows)):
        parts.append(
            teller.say(
                "Cells that are not shown (too few answers, or single answers could be worked "
                "out): {count}.",
                count=count,
            )
        )
    return " ".join(parts)


def _by_share(teller: Teller, rows: Sequence[Row]) -> list[str]:
    top, bottom = max(map(share_of, rows)), min(map(share_of, rows))
    high = [row for row in rows if share_of(row) == top]
    low = [row for row in rows if share_of(row) == bottom]
    if top == bottom:
        labels, share = teller.listed(rows), teller.share(rows[0])
        same = teller.say(
            "At or above the wanted level: {share} in {labels}.", share=share, labels=labels
        )
        return [same]
    return [
        teller.say(
            "The largest share at or above the wanted level: {labels}.", labels=_with(teller, high)
        ),
        teller.say("The smallest share: {labels}.", labels=_with(teller, low)),
    ]


def _with(teller: Teller, rows: Sequence[Row]) -> str:
    return ", ".join(f"{teller.listed([row])} ({teller.share(row)})" for row in rows)


def _by_mean(teller: Teller, rows: Sequence[Row]) -> list[str]:
    by_mean = sorted(rows, key=lambda row: float(row["mean"]))
    low, high = teller.mean(by_mean[0]), teller.mean(by_mean[-1])
    if low == high:
        return [teller.say("The mean is {mean} in {labels}.", mean=low, labels=teller.listed(rows))]
    lowest = [row for row in rows if teller.mean(row) == low]
    highest = [row for row in rows if teller.mean(row) == high]
    return [
        teller.say(
            "The mean is highest in {high} ({top}) and lowest in {low} ({bottom}).",
            high=teller.listed(highest),
            top=high,
            low=teller.listed(lowest),
            bottom=low,
        )
    ]


def _ends(teller: Teller, rows: Sequence[Row]) -> list[str]:
    """Name the ends of the scale, in the picture that comes first."""
    if not shown(rows) or rows[0]["dimension"] != "area":
        return []
    ends = {levels.ends() for levels in map(teller.levels, rows)}
    if len(ends) != 1:
        return []
    low, high = ends.pop()
    return [teller.say("The scale goes from {low} to {high}.", low=low, high=high)]
