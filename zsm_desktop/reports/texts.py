"""Values and people's own texts as they may stand on paper."""

from __future__ import annotations

import re
from datetime import date, datetime

from zsm_desktop.domain.masking_words import UNFIT
from zsm_desktop.reports.document import (
    Balance,
    Cents,
    Estimate,
    Euros,
    Mean,
    Number,
    Percent,
    Quantity,
    SmallCount,
    Value,
    Withheld,
)
from zsm_desktop.words import format as dutch

_MONEY = {
    Cents: dutch.money,
    Balance: dutch.signed_money,
    Estimate: dutch.signed_euros,
    Euros: dutch.euros,
}
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def clean(text: str) -> str:
    """Without characters that no file can hold; line ends become one kind."""
    return UNFIT.sub("", _LINE_END.sub("\n", text)).replace("\t", " ").strip()


def one_line(text: str) -> str:
    return " ".join(clean(text).split("\n"))


def paragraphs(text: str) -> list[str]:
    return [part for part in _EMPTY_LINES.split(clean(text)) if part]


def shown(value: Value) -> str:
    """A value as a Dutch reader expects it, the same on every paper."""
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case Cents() | Balance() | Estimate() | Euros():
            return _MONEY[type(value)](value.cents)
        case Number(number=number):
            return str(number)
        case Mean(hundredths=number):
            return dutch.tenths(number)
        case Quantity(hundredths=number):
            return dutch.quantity(number)
        case Percent(permille=number):
            return dutch.percent(number)
        case SmallCount(limit=limit):
            return f"<{limit}"
        case Withheld(mark=mark):
            return mark
        case int():
            return dutch.count(value)
        case datetime() | date():
            return dutch.date_short(value)
