"""Say in words what a change shows: who is compared with whom, who moved, and what fell out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kit import figures
from kit.group_words import Row, Teller
from kit.language import msgid

SHIFT = msgid(
    "Those who have learnt more often see more that is left to learn, and may answer lower than "
    "the last time. Lower figures do not have to mean that the group can do less."
)
"""Stands under every picture of a change: the response shift."""
NOISE = msgid(
    "Up and down count from more than half a step of the scale; a smaller move can be chance."
)
MOST_NAMED, MOST_TOLD = 12, 2


def snapshot(row: Row, when: str) -> Row | None:
    """Return what a round published of everybody, as a row that the teller can write."""
    found = row[when]
    return None if found is None else {**row, **found, "status": "shown"}


def by_share(rows: Sequence[Row]) -> bool:
    """Say whether shares can be held beside each other in all rows: the same level both times."""
    both = [row for row in rows if row["then"] and row["now"]]
    return bool(both) and all(
        row["then"]["above"] is not None
        and row["now"]["above"] is not None
        and row["then"]["wanted"] == row["now"]["wanted"]
        for row in both
    )


def figure(teller: Teller, row: Row, *, share: bool) -> str:
    """Write a snapshot's figure: the share, or the mean."""
    return teller.share(row) if share else teller.mean(row)


def linked_words(teller: Teller, change: Any) -> str:
    """Say how many of the people are linked to their answers of the last time."""
    few = teller.rules["min_group"]
    if change["linked"] is None:
        return teller.say(
            "Fewer than {few} people are linked to their own answers from the last time, so only "
            "the two rounds are shown beside each other",
            few=few,
        )
    if change["people"] is None:
        return teller.say("Linked to their own answers from the last time: {n}", n=change["linked"])
    return teller.say(
        "Linked to their own answers from the last time: {n} of {people}",
        n=change["linked"],
        people=change["people"],
    )


def slope_sentence(teller: Teller, rows: Sequence[Row]) -> str:
    """Say where the whole group is higher or lower than the last time."""
    share = by_share(rows)
    both = [row for row in rows if row["then"] and row["now"]]
    moves = {row["id"]: _move(row, share=share) for row in both}
    higher = [row for row in both if moves[row["id"]] > 0]
    lower = [row for row in both if moves[row["id"]] < 0]
    level = [row for row in both if moves[row["id"]] == 0]
    what = (
        teller.say("The share at or above the wanted level, everybody each time.")
        if share
        else teller.say("The mean, everybody each time.")
    )
    parts = [what] if both else []
    for some, words, all_of_them in (
        (higher, HIGHER, teller.say("Higher than the last time in all of them.")),
        (lower, LOWER, teller.say("Lower than the last time in all of them.")),
        (level, LEVEL, teller.say("As before in all of them.")),
    ):
        every = len(some) == len(both) > 1
        parts += [all_of_them if every else teller.say(words, labels=teller.listed(some))] * bool(
            some
        )
    if both:
        parts.append(teller.say("Partly different people may have answered."))
    return " ".join([*parts, *_looking_back(teller, both), *_unlike(teller, rows)])


HIGHER = msgid("Higher than the last time: {labels}.")
LOWER = msgid("Lower: {labels}.")
LEVEL = msgid("As before: {labels}.")


def _move(row: Row, *, share: bool) -> float:
    then, now = row["then"], row["now"]
    if share:
        return float(now["above"] * then["n"] - then["above"] * now["n"])
    before, after = (round(one["mean"], 1) for one in (then, now))
    return float(after - before)


def _looking_back(teller: Teller, rows: Sequence[Row]) -> list[str]:
    """Say where people think they were, beside what they said then."""
    asked = [row for row in rows if row["back"]]
    said = [
        teller.say(
            "{label} {back} (said then: {then})",
            label=teller.label(row),
            back=number(teller, row["back"]["mean"]),
            then=number(teller, row["then"]["mean"]),
        )
        for row in asked
    ]
    if not said:
        return []
    return [
        teller.say(
            "Looking back, the group puts its mean of then at: {list}.", list=", ".join(said)
        )
    ]


def _unlike(teller: Teller, rows: Sequence[Row]) -> list[str]:
    other = [row for row in rows if not row["whole"]]
    hidden = [row for row in rows if row["whole"] and not (row["then"] and row["now"])]
    parts = []
    if other:
        parts.append(
            teller.say(
                "Not the same statements both times, so the whole group is not compared: {labels}.",
                labels=teller.listed(other),
            )
        )
    if hidden:
        parts.append(
            teller.say("Not shown in one of the rounds: {labels}.", labels=teller.listed(hidden))
        )
    return parts


def moves_sentence(teller: Teller, rows: Sequence[Row]) -> str:
    """Say how many of the linked people moved which way, and what cannot be shown."""
    known = [row for row in rows if row["status"] == "shown"]
    parts = [teller.say("Each is compared with their own answer.")]
    nets = sorted({_net(row) for row in known})
    for net, words in ((nets[-1:], UPWARDS), (nets[:1], DOWNWARDS)):
        some = [row for row in known if [_net(row)] == net and _net(row) * WAYS[words] > 0]
        parts += [teller.say(words, labels=_counted(teller, some))] if some else []
    if hidden := [row for row in rows if row["status"] == "few"]:
        parts.append(
            teller.say(
                "Not shown (too few linked people, or nearly all moved alike, or single answers "
                "could be worked out): {labels}.",
                labels=teller.listed(hidden),
            )
        )
    return " ".join([*parts, *_part(teller, known)])


UPWARDS = msgid("Most moved up in: {labels}.")
DOWNWARDS = msgid("Most moved down in: {labels}.")
WAYS = {UPWARDS: 1, DOWNWARDS: -1}


def _net(row: Row) -> float:
    return float((row["up"] - row["down"]) / row["matched"])


def _counted(teller: Teller, rows: Sequence[Row]) -> str:
    """Name rows, each with how many moved up and down."""
    more = [teller.say("and {count} more", count=len(rows) - MOST_TOLD)] * (len(rows) > MOST_TOLD)
    told = [
        teller.say(
            "{label} ({up} up, {down} down, of {matched})",
            label=teller.listed([row]),
            **{name: row[name] for name in ("up", "down", "matched")},
        )
        for row in rows[:MOST_TOLD]
    ]
    return ", ".join([*told, *more])


def _part(teller: Teller, rows: Sequence[Row]) -> list[str]:
    some = [row for row in rows if row["common"] < row["items"] or not row["whole"]]
    if not some:
        return []
    return [
        teller.say(
            "Compared over the statements in common only: {labels}.", labels=teller.listed(some)
        )
    ]


def withheld(teller: Teller, rows: Sequence[Row]) -> list[str]:
    """Say why the linked people's shares are not shown, alike whatever the reason."""
    known = [row for row in rows if row["status"] == "shown"]
    some = [row for row in known if teller.wants(row) and row["then_above"] is None]
    if not some:
        return []
    return [
        teller.say(
            "The linked people's share at the wanted level is not shown where fewer than {least} "
            "are linked, or where the few who are not linked could be worked out from it.",
            least=teller.rules["min_distribution"],
        )
    ]


def fallen(teller: Teller, change: Any) -> str:
    """List what the two rounds do not have in common."""
    kinds = (
        ("gone", msgid("Asked the last time only: {labels}.")),
        ("new", msgid("New this time: {labels}.")),
        ("rescaled", msgid("On another scale than the last time, so not compared: {labels}.")),
        ("thin", msgid("Too few statements in common to compare: {labels}.")),
    )
    return " ".join(
        teller.say(words, labels=_labels(teller, change[kind]))
        for kind, words in kinds
        if change[kind]
    )


def _labels(teller: Teller, named: Sequence[Any]) -> str:
    written = [_label(teller, one) for one in named]
    more = len(written) - MOST_NAMED
    rest = [teller.say("and {count} more", count=more)] if more > 0 else []
    return ", ".join([*written[:MOST_NAMED], *rest])


def _label(teller: Teller, one: Any) -> str:
    label = one["label"]
    words = label.get(teller.language) or next(iter(label.values()))
    return f"”{words}”" if one["dimension"] == "item" else words


def number(teller: Teller, value: float | None, decimals: int = 1) -> str:
    """Write a number; "" for none."""
    return "" if value is None else figures.number(value, teller.language, decimals=decimals)


def shows_pairs(rows: Iterable[Row]) -> bool:
    """Say whether there is anything of linked people in some rows."""
    return any(row["status"] == "shown" for row in rows)
