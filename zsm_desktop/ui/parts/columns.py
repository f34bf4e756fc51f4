"""What a column of a table is: where its value comes from, how it is written, how early it gives way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from zsm_desktop.words import format as dutch

Kind = Literal["text", "money", "balance", "date", "quantity", "decimals", "count", "pill", "share"]

_WIDTHS: dict[str, int] = {
    "text": 130,
    "money": 116,
    "balance": 128,
    "date": 110,
    "quantity": 88,
    "decimals": 96,
    "count": 72,
    "pill": 124,
    "share": 132,
}
_WRITERS: dict[str, Callable[[Any], str]] = {
    "text": str,
    "money": dutch.money,
    "balance": dutch.signed_money,
    "date": dutch.date_short,
    "quantity": dutch.quantity,
    "decimals": dutch.decimals,
    "count": dutch.count,
    "pill": str,
    "share": dutch.percent,
}
RIGHT_KINDS = frozenset({"money", "balance", "quantity", "decimals", "count"})


class Column(NamedTuple):
    """`value` and the other callables take one row (a frozen dataclass); an attribute's name will do for `value`.

    `width` is the least width in design pixels, `stretch` the share of room left over, `priority` 1 stays always and
    the highest number is hidden first. `detail` gives a second, quiet line under the value. A "share" is in thousandths
    of a whole and is drawn as a small bar before its percentage. `is_name`: values that begin alike, such as the names
    of schools; where there is no room they, and their details, are cut in the middle, so that they still differ.
    """

    key: str
    title: str
    value: Callable[[Any], Any] | str
    kind: Kind = "text"
    width: int = 0
    stretch: int = 0
    priority: int = 1
    tone: Callable[[Any], str] | None = None
    detail: Callable[[Any], str] | None = None
    is_strong: bool = False
    is_name: bool = False
    sort_by: Callable[[Any], Any] | None = None
    none: str = ""
    """What stands where there is no value."""

    @property
    def least_width(self) -> int:
        return self.width or _WIDTHS[self.kind]

    @property
    def is_right(self) -> bool:
        return self.kind in RIGHT_KINDS

    @property
    def said(self) -> str:
        """Its heading for who hears it, also where what it shows speaks for itself to who sees it."""
        return self.title or ("Stand" if self.kind == "pill" else "Naam")

    def raw(self, row: Any) -> Any:
        return attrgetter(self.value)(row) if isinstance(self.value, str) else self.value(row)

    def text(self, row: Any) -> str:
        """The value as people read it."""
        value = self.raw(row)
        return self.none if value is None else _WRITERS[self.kind](value)

    def sort_key(self, row: Any) -> tuple[int, Any]:
        """Empty values last, words by the alphabet whatever their case and accents."""
        value = self.sort_by(row) if self.sort_by else self.raw(row)
        if value is None or value == "":
            return 1, 0
        return 0, folded(value) if isinstance(value, str) else value


def folded(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


def in_own_words(columns: Sequence[Column], say: Callable[[str], str]) -> tuple[Column, ...]:
    """With headings as the network calls things (`words/names.py`)."""
    return tuple(column._replace(title=say(column.title)) for column in columns)
