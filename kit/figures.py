"""Write numbers and days the way people of a language write them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

DIGITS = 9
"""Decimals that a binary fraction is read with: 4.35 means 4.35, not 4.3499999999999996."""


def number(value: float, language: str, *, decimals: int = 1, trim: bool = False) -> str:
    """Write a number with its decimals, halves up: 4.25 is "4,3" in Swedish.

    With ``trim`` a whole number stands without decimals.
    """
    exact = Decimal(repr(round(float(value), DIGITS)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    optional = "#" if trim else "0"
    pattern = f"0.{optional * decimals}" if decimals else "0"
    return format_decimal(rounded, pattern, locale=_locale(language))


def whole(value: int, language: str) -> str:
    """Write a whole number with its thousands apart: 2000 is "2 000" in Swedish."""
    return format_decimal(value, locale=_locale(language))


def day(iso: str, language: str) -> str:
    """Write a day, given as YYYY-MM-DD, in words: "22 november 2026"."""
    return format_date(date.fromisoformat(iso), "long", locale=_locale(language))


@cache
def _locale(language: str) -> Locale:
    """Return the language's customs, or English ones where none are known."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
