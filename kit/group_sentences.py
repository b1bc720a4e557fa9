"""Say in a sentence or two what each of a group's pictures shows.

Areas and competences may be put in order; roles and units never: no sentence names the one that
is highest or lowest.
"""

from __future__ import annotations

from collections.abc import Sequence

from kit.group_words import Row, Teller, hidden, share_of, shown

MOST_NAMED = 3


def spread_sentence(teller: Teller, rows: Sequence[Row]) -> str:
    """Say where most and fewest are at or above what is wanted, or where the mean is highest.

    Where some are not shown it is said of the others only.
    """
    known = shown(rows)
    ranked = [row for row in known if row["above"] is not None]
    if ranked:
        parts = _by_share(teller, ranked, every=not teller.withheld(rows))
    else:
        parts = _by_mean(teller, known, every=not hidden(rows)) if known else []
    small = _small(teller, rows)
    return " ".join([*parts, *_ends(teller, rows), *small, *unseen_sentence(teller, rows)])


def _small(teller: Teller, rows: Sequence[Row]) -> list[str]:
    """Say once why rows of few answers show their mean only."""
    small = [row for row in rows if teller.is_small(row)]
    least = teller.rules["min_distribution"]
    if not small:
        return []
    if not any(map(teller.wants, small)):
        return [
            teller.say(
                "How answers spread is shown from {least} answers; else the mean.", least=least
            )
        ]
    return [
        teller.say(
            "Shares, needs and how answers spread are shown from {least} answers; else the mean.",
            least=least,
        )
    ]


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
    given = [row for row in rows if row["need"] is not None]
    withheld = teller.withheld(rows)
    parts = _greatest(teller, given, every=not withheld) if given else []
    if given and withheld:
        count = len(withheld)
        parts.append(teller.say("Competences whose need cannot be shown: {count}.", count=count))
    if any(teller.is_small(row) and teller.wants(row) for row in rows):
        least = teller.rules["min_distribution"]
        parts.append(
            teller.say(
                "Needs are shown from {least} answers. Where there are fewer, the mean stands, in "
                "the order of the questions and not of the needs.",
                least=least,
            )
        )
    return " ".join([*parts, *unseen_sentence(teller, rows)])


def _greatest(teller: Teller, given: Sequence[Row], *, every: bool) -> list[str]:
    """Name the greatest of the needs that are shown; which is first only among all of them."""
    known = [row for row in given if row["need"]]
    if not known:
        return [teller.say("Nobody is below the wanted level where needs are shown.")]
    labels = teller.listed(known[:MOST_NAMED])
    if not every:
        return [
            teller.say(
                "The greatest of the needs that can be shown ({n}), in order: {labels}.",
                n=len(given),
                labels=labels,
            )
        ]
    parts = [teller.say("The greatest needs, in order: {labels}.", labels=labels)]
    first = [row for row in known if row["rank_low"] == 1]
    if len(first) > 1 and first == known[:MOST_NAMED]:
        parts.append(teller.say("Any of them may be the greatest."))
    elif len(first) > 1:
        labels = teller.listed(first)
        parts.append(teller.say("Any of these may be the greatest: {labels}.", labels=labels))
    return parts


def cells_sentence(teller: Teller, rows: Sequence[Row], *, by_share: bool) -> str:
    """Say between what the cells lie, how many are hidden, and that none is a ranking."""
    known, few = shown(rows), hidden(rows)
    parts = _cells(teller, known, by_share=by_share, every=not few) if known else []
    if few:
        parts.append(
            teller.say(
                "Cells that are not shown (too few answers, or single answers could be worked "
                "out): {count}.",
                count=len(few),
            )
        )
    return " ".join(parts)


def _cells(teller: Teller, rows: Sequence[Row], *, by_share: bool, every: bool) -> list[str]:
    if by_share:
        ordered = sorted(rows, key=share_of)
        low, high = teller.shares([ordered[0], ordered[-1]])
        parts = [teller.say("Each cell says how many are at or above the wanted level.")]
    else:
        ordered = sorted(rows, key=lambda row: float(row["mean"]))
        low, high = teller.mean(ordered[0]), teller.mean(ordered[-1])
        parts = [teller.say("Each cell is a mean."), *_no_shares(teller, rows)]
    if every:
        return [*parts, teller.say("The cells go from {low} to {high}.", low=low, high=high)]
    return [
        *parts,
        teller.say("The cells that can be shown go from {low} to {high}.", low=low, high=high),
    ]


def _no_shares(teller: Teller, rows: Sequence[Row]) -> list[str]:
    """Say why cells are means although a level is wanted."""
    without = [row for row in rows if teller.lacks_share(row)]
    if any(map(teller.is_small, without)):
        least = teller.rules["min_distribution"]
        return [teller.say("Shares are shown when every group has {least} answers.", least=least)]
    if without:
        return [teller.say("Shares are left out: some would give single answers away.")]
    return []


def _by_share(teller: Teller, rows: Sequence[Row], *, every: bool) -> list[str]:
    ordered = sorted(rows, key=share_of)
    top, bottom, share = share_of(ordered[-1]), share_of(ordered[0]), teller.share(ordered[0])
    if share == teller.share(ordered[-1]):
        labels = teller.listed(rows)
        same = teller.say(
            "At or above the wanted level: {share} in {labels}.", share=share, labels=labels
        )
        return [same]
    high = _with(teller, [row for row in rows if share_of(row) == top])
    low = _with(teller, [row for row in rows if share_of(row) == bottom])
    if not every:
        return [
            teller.say(
                "Of those that can be shown, the largest share at or above the wanted level: "
                "{high}. The smallest: {low}.",
                high=high,
                low=low,
            )
        ]
    return [
        teller.say("The largest share at or above the wanted level: {labels}.", labels=high),
        teller.say("The smallest share: {labels}.", labels=low),
    ]


def _with(teller: Teller, rows: Sequence[Row]) -> str:
    return ", ".join(f"{teller.listed([row])} ({teller.share(row)})" for row in rows)


def _by_mean(teller: Teller, rows: Sequence[Row], *, every: bool) -> list[str]:
    by_mean = sorted(rows, key=lambda row: float(row["mean"]))
    low, high = teller.mean(by_mean[0]), teller.mean(by_mean[-1])
    if low == high:
        return [teller.say("The mean is {mean} in {labels}.", mean=low, labels=teller.listed(rows))]
    ends = {
        "high": teller.listed(row for row in rows if teller.mean(row) == high),
        "top": high,
        "low": teller.listed(row for row in rows if teller.mean(row) == low),
        "bottom": low,
    }
    if not every:
        return [
            teller.say(
                "Of what can be shown, the mean is highest in {high} ({top}) and lowest in {low} "
                "({bottom}).",
                **ends,
            )
        ]
    return [
        teller.say("The mean is highest in {high} ({top}) and lowest in {low} ({bottom}).", **ends)
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
