"""One paper, said once: headings, tables and figures as values, so that PDF and Excel can only differ in looks.

Builders (minutes, statements …) make a `Document`; the writers `pdf` and `xlsx` know how it looks. Cells hold typed
values, never ready strings: the same `Cents` becomes "€ 12,50" on paper and a real number in Excel.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zsm_desktop.reports.cover import Cover, Letter

from zsm_desktop.domain.network_map import Body, Organisation


@dataclass(frozen=True, slots=True, order=True)
class Cents:
    cents: int


@dataclass(frozen=True, slots=True, order=True)
class Balance:
    """Cents with the sign always written: more than zero, and the network owes the school."""

    cents: int


@dataclass(frozen=True, slots=True, order=True)
class Estimate:
    """A balance that is expected: shown in whole euros, because cents would make it seem exact."""

    cents: int


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """Names a thing and counts nothing: stands left, without a thousands point."""

    number: int


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """Hundredths of the unit: 2.5 dagdeel is 250."""

    hundredths: int


class Mean(Quantity):
    """A mark as people say it, always with one decimal: 3.04 is "3,0"."""


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """Thousandths: 12.5 % is 125."""

    permille: int


@dataclass(frozen=True, slots=True)
class SmallCount:
    """A figure that may not leave the network because it says something of fewer than `limit` pupils; shown "<5"."""

    limit: int = 5


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that is left out; what is small and what would tell it look the same, as that too would give it away."""

    mark: str = "·"


@dataclass(frozen=True, slots=True, order=True)
class Euros:
    """Cents where many amounts stand beside each other: on paper in whole euros, in a workbook exactly."""

    cents: int


Value = (
    str | int | date | Cents | Balance | Estimate | Number | Quantity | Percent | SmallCount | Withheld | Euros | None
)


class Sheet(StrEnum):
    """The sheets of the Excel file, in this order; a sheet without content is not made."""

    MINUTES = "Verslag"
    DECISIONS = "Besluiten"
    ACTIONS = "Acties"
    BOTTLENECKS = "Knelpunten"
    BALANCES = "Saldi"
    EXCHANGE = "Uitwisseling"
    FIGURES = "Kengetallen"


class Kind(Enum):
    """What a column holds; says how it is shown and on which side it stands."""

    TEXT = (str,)
    DATE = (date,)
    NUMBER = (Number,)
    MONEY = (Cents, SmallCount)
    BALANCE = (Balance, SmallCount)
    ESTIMATE = (Estimate, SmallCount)
    EUROS = (Euros, SmallCount)
    QUANTITY = (Quantity, SmallCount)
    COUNT = (int, SmallCount, Withheld)
    PERCENT = (Percent, SmallCount, Withheld)

    @property
    def is_number(self) -> bool:
        return self not in {Kind.TEXT, Kind.DATE, Kind.NUMBER}

    def accepts(self, value: Value) -> bool:
        return value is None or (isinstance(value, self.value) and not isinstance(value, bool))


class Colour(Enum):
    """What a colour means, on the screen as on paper."""

    GIVEN = "#0B63B0"
    TAKEN = "#E08A1E"
    NEUTRAL = "#5B7A99"


class Tone(Enum):
    DECISION = "decision"
    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 to 3; with `bookmark` it stands in the outline of the PDF."""

    level: int
    text: str
    bookmark: bool = True
    sheet: str = Sheet.MINUTES


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text as typed: an empty line parts two paragraphs; `label` is bold before it, a lead says what follows."""

    text: str
    label: str = ""
    is_small: bool = False
    is_lead: bool = False
    sheet: str = Sheet.MINUTES


@dataclass(frozen=True, slots=True)
class KeyValues:
    pairs: tuple[tuple[str, Value], ...]
    sheet: str = Sheet.MINUTES


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    is_numbered: bool = False
    sheet: str = Sheet.MINUTES


@dataclass(frozen=True, slots=True)
class Callout:
    """Something nobody may overlook, such as a decision."""

    text: str
    label: str = ""
    tone: Tone = Tone.INFO
    sheet: str = Sheet.MINUTES


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` shares out the width that is left between the text columns; figures take what they need.

    With `has_detail` what stands below the first line of a cell is small print. `is_whole`: text that is typed over
    sign by sign, such as an account number, so that it stays on one line.
    """

    title: str
    kind: Kind = Kind.TEXT
    weight: int = 1
    has_detail: bool = False
    is_whole: bool = False


Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is the name of the table in Excel; column titles are unique because Excel asks for it.

    A dense one brings figures closer together, for many columns of short ones. `beside` is measured, never shown.
    With a `rest` the PDF shows the first `most_on_paper` rows and then that one, which stands for all others; without
    a bar, which would make theirs small.
    Raises ValueError for a row of another length, or a value that does not belong in its column.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None
    caption: str = ""
    sheet: str = Sheet.MINUTES
    when_empty: str = ""
    most_on_paper: int = 0
    rest: Row | None = None
    is_dense: bool = False
    beside: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        titles = [column.title.casefold() for column in self.columns]
        if not titles or len(set(titles)) != len(titles):
            raise ValueError(f"table {self.name!r} needs columns with unique titles: {titles}")
        for row in self.rows:
            self._check(row, is_total=False)
        for closing in (self.totals, self.rest):
            if closing is not None:
                self._check(closing, is_total=True)

    def on_paper(self) -> Table:
        """As the PDF shows it; the workbook always holds every row."""
        if self.rest is None:
            return self
        return replace(self, rows=(*self.rows[: self.most_on_paper], self.rest), rest=None)

    def _check(self, row: Row, *, is_total: bool) -> None:
        if len(row) != len(self.columns):
            raise ValueError(f"table {self.name!r}: {len(row)} values for {len(self.columns)} columns")
        for column, value in zip(self.columns, row, strict=True):
            if not (column.kind.accepts(value) or (is_total and isinstance(value, str))):
                raise ValueError(f"table {self.name!r}, {column.title!r}: {value!r} is no {column.kind.name}")

    def position(self, title: str) -> int:
        """Which column bears this title; raises ValueError."""
        return [column.title for column in self.columns].index(title)


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one column of the figure's table, drawn as bars."""

    column: str
    colour: Colour = Colour.GIVEN


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars per row of the table; bars of all series start at zero, negative ones go the other way."""

    title: str
    categories: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the table of its numbers: the chart names columns and holds no figure of its own."""

    table: Table
    chart: BarChart

    def __post_init__(self) -> None:
        self.table.position(self.chart.categories)
        if not self.chart.series:
            raise ValueError(f"chart {self.chart.title!r} has no series")
        kinds = {self.table.columns[self.table.position(series.column)].kind for series in self.chart.series}
        if len(kinds) != 1 or not next(iter(kinds)).is_number:
            raise ValueError(f"chart {self.chart.title!r} needs one kind of number, not {kinds}")

    @property
    def sheet(self) -> str:
        return self.table.sheet

    @property
    def kind(self) -> Kind:
        return self.table.columns[self.table.position(self.chart.series[0].column)].kind


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings down to level `depth` with the page they stand on; only paper has pages."""

    depth: int = 2
    sheet: str = Sheet.MINUTES


@dataclass(frozen=True, slots=True)
class PageBreak:
    """One `if_needed` breaks only where all that follows, up to the next one, finds no room."""

    sheet: str = Sheet.MINUTES
    if_needed: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts under each other at the right, what they come to below a line."""

    pairs: tuple[tuple[str, Value], ...]
    total: tuple[str, Value]
    sheet: str = Sheet.MINUTES


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a payment code holds (EPC069-12): to whom, where, how much, and by which creditor reference."""

    name: str
    iban: str
    cents: int
    reference: str


@dataclass(frozen=True, slots=True)
class PayBox:
    """How to pay: what to type over, and on paper the same as a code to scan, with `scan` below it."""

    title: str
    pairs: tuple[tuple[str, Value], ...]
    transfer: Transfer
    scan: str
    colour: str = ""
    sheet: str = Sheet.MINUTES


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """Who sits in which body, drawn; only paper has it, as the tables beside it say the same."""

    organisations: tuple[Organisation, ...]
    bodies: tuple[Body, ...]
    sheet: str = Sheet.MINUTES


Block = (
    Heading | Paragraph | KeyValues | Bullets | Callout | Table | Figure | Contents | PageBreak | Sums | PayBox
    | NetworkPicture
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The state of the ledger when the paper was made: printed, so that a changed ledger can be told from it."""

    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class Document:
    """`created` becomes the date inside the files: the same document gives the same bytes."""

    title: str
    network: str
    created: datetime
    subtitle: str = ""
    author: str = ""
    notice: str = ""
    facts: tuple[tuple[str, Value], ...] = ()
    blocks: tuple[Block, ...] = field(default=())
    chain: ChainHead | None = None
    letter: Letter | None = None
    cover: Cover | None = None
    language: str = "nl-NL"

    def sheets(self) -> tuple[str, ...]:
        """The sheets that hold something: the minutes first, the known ones in their order, then any other.

        With a cover it is read from front to back, and so they stand.
        """
        used = {str(block.sheet): None for block in self.blocks if not isinstance(block, Contents | PageBreak)}
        if self.cover is not None:
            return tuple({str(Sheet.MINUTES): None, **used})
        known = [str(sheet) for sheet in Sheet if sheet is Sheet.MINUTES or str(sheet) in used]
        return (*known, *(name for name in used if name not in known))


def number_of(value: Value) -> int | None:
    """The integer behind a figure, in cents, hundredths or thousandths; None for text, names and what is suppressed."""
    match value:
        case Cents(cents=number) | Balance(cents=number) | Estimate(cents=number) | Euros(cents=number):
            return number
        case Quantity(hundredths=number) | Percent(permille=number):
            return number
        case int():
            return value
        case _:
            return None
