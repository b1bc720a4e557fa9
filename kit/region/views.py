"""Make a region's pictures of one questionnaire, each with its sentence, legend and table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit import figures
from kit.group_frame import Row
from kit.region.combining import Combined, Shown
from kit.region.pictures import Bar, Spot, bar_forms, spot_forms
from kit.region.sentences import (
    apart_sentences,
    largest_sentence,
    listed,
    pooled,
    reach_words,
    shares_sentence,
    why_none,
)
from kit.region.words import Teller

NOTHING = "–"
Chart = dict[str, Any]


def shares_chart(teller: Teller, title: str, first: str, rows: Sequence[Combined]) -> Chart:
    """Draw how many are at or above the wanted level over all municipalities, a row each."""
    spots = [_spot(teller, row) for row in rows]
    ends = _ends(teller, rows)
    return spot_forms(spots, ends) | {
        "title": title,
        "sentence": _sentence(teller, rows),
        "legend": _legend(teller, rows),
        "table": _shares_table(teller, title, first, rows),
    }


def own_chart(teller: Teller, row: Combined) -> Chart:
    """Draw each municipality's own share of one row, municipalities in alphabetical order."""
    title = teller.told(row.about.label)
    sentence = teller.say(
        "Each municipality's own figure for {label}, in alphabetical order. The line says what the "
        "share could as well be.",
        label=title,
    )
    return spot_forms([_own_spot(teller, one) for one in row.shown], _ends(teller, [row])) | {
        "title": title,
        "sentence": sentence,
        "legend": [],
        "table": own_table(teller, row),
    }


def largest_chart(teller: Teller, title: str, rows: Sequence[Combined]) -> Chart:
    """Draw how many municipalities have each competence among their largest needs."""
    known = sorted((row for row in rows if row.ranked), key=lambda row: -row.largest)
    bars = [
        Bar(
            Row(
                teller.told(row.about.label),
                teller.say("municipalities"),
                teller.say("{count} of {n}", count=row.largest, n=row.ranked),
            ),
            row.largest,
            row.ranked,
        )
        for row in known
        if row.largest
    ]
    head = [
        teller.say("Competence"),
        teller.say("Municipalities with it among their three largest needs"),
        teller.say("Municipalities that show needs"),
    ]
    body = [[teller.told(row.about.label), str(row.largest), str(row.ranked)] for row in known]
    return bar_forms(bars) | {
        "title": title,
        "sentence": largest_sentence(teller, rows),
        "legend": [],
        "table": _table(teller, title, head, body),
    }


def own_table(teller: Teller, row: Combined) -> Chart:
    """Return each municipality's own figures as a table, those that cannot be compared last."""
    head = [
        teller.say("Municipality"),
        teller.say("Answers"),
        teller.say("At or above the wanted level"),
        teller.say("Could as well be"),
        teller.say("Wanted level"),
        teller.say("Mean"),
    ]
    body = [
        [
            one.municipality,
            figures.whole(one.figure.n or 0, teller.language),
            teller.share(one.figure),
            teller.interval(one.figure),
            teller.wanted(one.about, one.figure),
            teller.number(one.figure.mean),
        ]
        for one in row.shown
    ]
    return _table(teller, teller.told(row.about.label), head, body)


def _sentence(teller: Teller, rows: Sequence[Combined]) -> str:
    if any(row.sum for row in rows):
        return shares_sentence(teller, rows)
    known = [row for row in rows if row.mean is not None]
    if not known:
        return teller.say("No two municipalities show figures that can be added up here.")
    ordered = sorted(known, key=lambda row: row.mean or 0)
    return teller.say(
        "The mean is highest in {high} ({top}) and lowest in {low} ({bottom}).",
        high=listed(teller, ordered[-1:]),
        top=teller.number(ordered[-1].mean),
        low=listed(teller, ordered[:1]),
        bottom=teller.number(ordered[0].mean),
    )


def _spot(teller: Teller, row: Combined) -> Spot:
    label = teller.told(row.about.label)
    n = row.sum.n if row.sum else sum(one.figure.n or 0 for one in row.shown)
    words = Row(label, _note(teller, row, n), pooled(teller, row))
    if row.sum:
        shares = row.shares
        return Spot(words, row.sum.share, (row.sum.low, row.sum.high), (min(shares), max(shares)))
    if row.mean is not None:
        means = [_on_scale(one, one.figure.mean) for one in row.shown]
        wide = row.about.high - row.about.low
        return Spot(words, (row.mean - row.about.low) / wide, None, (min(means), max(means)))
    return Spot(Row(label, "", ""), said=why_none(teller, row))


def _note(teller: Teller, row: Combined, n: int) -> str:
    return teller.say(
        "{count} municipalities, {n} answers",
        count=len(row.shown),
        n=figures.whole(n, teller.language),
    )


def _own_spot(teller: Teller, one: Shown) -> Spot:
    figure, name = one.figure, one.municipality
    note = teller.say("{count} answers", count=figures.whole(figure.n or 0, teller.language))
    if figure.above is not None and figure.n and figure.share_low is not None:
        span = (figure.share_low, figure.share_high or 0)
        return Spot(Row(name, note, teller.share(figure)), figure.above / figure.n, span)
    mean = teller.say("mean {mean}", mean=teller.number(figure.mean))
    return Spot(Row(name, note, mean), _on_scale(one, figure.mean))


def _on_scale(one: Shown, mean: float | None) -> float:
    return ((mean or 0) - one.about.low) / (one.about.high - one.about.low)


def _ends(teller: Teller, rows: Sequence[Combined]) -> tuple[str, str]:
    """Write what the track's ends stand for."""
    if any(row.about.level is not None for row in rows):
        return teller.percent(0), teller.percent(1)
    scales = {(row.about.low, row.about.high) for row in rows}
    if len(scales) > 1:
        return "", ""
    low, high = scales.pop()
    return teller.number(low, trim=True), teller.number(high, trim=True)


def _legend(teller: Teller, rows: Sequence[Combined]) -> list[dict[str, str]]:
    if not any(row.sum for row in rows):
        return []
    return [
        {"mark": "dot", "text": teller.say("Share at or above the wanted level, all together")},
        {"mark": "span", "text": teller.say("What the share could as well be")},
        {"mark": "reach", "text": teller.say("From the lowest to the highest municipality")},
    ]


def _shares_table(
    teller: Teller, title: str, first: str, rows: Sequence[Combined]
) -> dict[str, Any]:
    head = [
        first,
        teller.say("Municipalities"),
        teller.say("Answers"),
        teller.say("At or above the wanted level"),
        teller.say("Could as well be"),
        teller.say("From the lowest to the highest municipality"),
        teller.say("Mean"),
        teller.say("Cannot be compared"),
    ]
    return _table(teller, title, head, [_shares_cells(teller, row) for row in rows])


def _shares_cells(teller: Teller, row: Combined) -> list[str]:
    n = figures.whole(sum(one.figure.n or 0 for one in row.shown), teller.language)
    apart = ". ".join(apart_sentences(teller, row))
    label, count = teller.told(row.about.label), str(len(row.shown))
    if row.sum is None:
        mean = teller.number(row.mean) or why_none(teller, row)
        return [label, count, n if row.shown else "", "", "", "", mean, apart]
    total = teller.say(
        "{share} ({above} of {n})",
        share=teller.percent(row.sum.share),
        above=figures.whole(row.sum.above, teller.language),
        n=figures.whole(row.sum.n, teller.language),
    )
    between = teller.between(row.sum.low, row.sum.high, row.sum.n)
    return [label, count, n, total, between, reach_words(teller, row), "", apart]


def _table(
    teller: Teller, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]
) -> dict[str, Any]:
    """Lay out rows; a column that would be empty is left out."""
    kept = [place for place in range(len(head)) if any(row[place] for row in rows)]
    return {
        "open": teller.say("Show the figures as a table"),
        "caption": caption,
        "head": [head[place] for place in kept],
        "rows": [[row[place] or NOTHING for place in kept] for row in rows],
    }
