"""Say what a region's pictures show, and what cannot be compared and why.

Competences may be put in order; municipalities never: no sentence names the one that is highest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit import figures
from kit.region.combining import Apart, Combined
from kit.region.words import Teller

MOST_NAMED = 3
MOST_OF_ALL = 0.8
"""From this share of the answers on a sum is said to be mostly one municipality's."""


def listed(teller: Teller, rows: Sequence[Combined]) -> str:
    """Name rows after each other."""
    return ", ".join(teller.told(row.about.label) for row in rows)


def shares_sentence(teller: Teller, rows: Sequence[Combined]) -> str:
    """Say where fewest and most are at or above the wanted level, over all municipalities."""
    known = sorted((row for row in rows if row.sum), key=_share)
    if not known:
        return teller.say("No two municipalities show figures that can be added up here.")
    low, high = known[0], known[-1]
    if len(known) == 1:
        return teller.say(
            "At or above the wanted level over all municipalities: {share} in {label}.",
            share=pooled(teller, low),
            label=listed(teller, [low]),
        )
    parts = [
        teller.say(
            "Over all municipalities together, fewest are at or above the wanted level in {low} "
            "({bottom}) and most in {high} ({top}).",
            low=listed(teller, [low]),
            bottom=pooled(teller, low),
            high=listed(teller, [high]),
            top=pooled(teller, high),
        )
    ]
    return " ".join([*parts, *_one_alone(teller, known)])


def _share(row: Combined) -> float:
    return row.sum.share if row.sum else 0


def pooled(teller: Teller, row: Combined) -> str:
    """Write the share of all municipalities together, or their mean."""
    if row.sum:
        return teller.part(row.sum.above, row.sum.n)
    return teller.say("mean {mean}", mean=teller.number(row.mean)) if row.mean is not None else ""


def _one_alone(teller: Teller, rows: Sequence[Combined]) -> list[str]:
    """Say where a sum is mostly one municipality's; which one stands in the table."""
    if not any(is_mostly_one(row) for row in rows):
        return []
    return [
        teller.say("Most of the answers behind some of the sums are from one single municipality.")
    ]


def is_mostly_one(row: Combined) -> bool:
    """Say whether one municipality has more than four fifths of the answers behind a sum."""
    counts = [one.figure.n or 0 for one in row.shown]
    return bool(counts) and max(counts) > MOST_OF_ALL * sum(counts)


def largest_sentence(teller: Teller, rows: Sequence[Combined]) -> str:
    """Say which needs most municipalities share."""
    known = [row for row in rows if row.ranked]
    most = max((row.largest for row in known), default=0)
    if not most:
        return teller.say("No municipality shows its needs.")
    first = [row for row in known if row.largest == most]
    return teller.say(
        "Most municipalities have this among their three largest needs: {labels} ({count} of "
        "{all}). Each municipality's needs are in its own weighting.",
        labels=listed(teller, first[:MOST_NAMED]),
        count=most,
        all=first[0].ranked,
    )


def reach_words(teller: Teller, row: Combined) -> str:
    """Write from what to what the municipalities' own shares reach; "" for fewer than two."""
    shares = row.shares
    if len(shares) < 2:  # noqa: PLR2004 - one alone has no reach
        return ""
    low, high = (
        figures.number(100 * end, teller.language, decimals=0) for end in (min(shares), max(shares))
    )
    return teller.say("{number}%", number=low if low == high else f"{low}–{high}")


def why_none(teller: Teller, row: Combined) -> str:
    """Say why nothing is added up in a row."""
    if len(row.shown) == 1:
        return teller.say("only one municipality can be shown here")
    return teller.say("no municipality can be shown here")


def apart_sentences(teller: Teller, row: Combined) -> Iterator[str]:
    """Say of each municipality that is in no sum why."""
    for one in row.apart:
        yield f"{one.municipality}: {_why(teller, one, row)}"


def _why(teller: Teller, one: Apart, row: Combined) -> str:
    common = row.about
    if one.why == "scale" and one.about:
        return teller.say(
            "another scale ({own} instead of {common})",
            own=_scale(teller, one.about.low, one.about.high),
            common=_scale(teller, common.low, common.high),
        )
    if one.why == "level" and one.about:
        return teller.say(
            "another wanted level ({own} instead of {common})",
            own=_level(teller, one.about.level),
            common=_level(teller, common.level),
        )
    if one.why == "questions":
        return teller.say("other statements behind it (version {version})", version=one.version)
    if one.why == "withheld":
        return teller.say("not shown there: too few answers, or single answers could be worked out")
    if one.why == "mean only":
        return teller.say("only the mean is shown there")
    return teller.say("not asked there (version {version})", version=one.version)


def _scale(teller: Teller, low: float, high: float) -> str:
    return f"{teller.number(low, trim=True)}–{teller.number(high, trim=True)}"


def _level(teller: Teller, level: float | None) -> str:
    return teller.say("none") if level is None else teller.number(level, trim=True)


def level_sentence(teller: Teller, rows: Sequence[Combined]) -> list[str]:
    """Say where some roles are held to wanted levels of their own."""
    names = dict.fromkeys(name for row in rows for name in row.own_levels)
    if not names:
        return []
    return [
        teller.say(
            "The same level is wanted of everybody in these municipalities, but there some roles "
            "are held to a level of their own: {names}.",
            names=", ".join(names),
        )
    ]
