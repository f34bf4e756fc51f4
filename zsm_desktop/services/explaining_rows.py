"""What "Waarom dit bedrag?" answers: the lines under an amount, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.in_kind import NOTHING, InKind, total
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.explaining_asked import Kinds


@dataclass(frozen=True, slots=True)
class ExplainLine:
    """One entry under a balance: `cents` > 0 raises it. `quantity_hundredths` is negative in a reversal.

    `cents` = `gross_cents` + `fund_cents`; `borne_cents` is the part of the delivery that `fund` bears, for whoever of
    the three the line is. `counter` is a fund only on the fund's own side. `by_silence`: nobody answered, and that
    counted as confirmed. `use` is what it does to the balance in kind. Of what stands beside the balances `kind` is
    the status of the delivery, and there is no `number`.

    Of a settlement `side` is "settled", `settlement_number` its number and `undoes` that of the one it takes back; it
    is with nobody and about no offer, and `delivered_on` is its last day.
    """

    kind: str
    side: str
    number: int
    booked_on: date
    delivered_on: date
    account: str
    counter_code: str
    counter: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    quantity_hundredths: int
    tariff_cents: int
    placement_number: str
    decision_number: str
    reverses: int | None
    delivery_id: str | None
    cents: int
    gross_cents: int
    fund_cents: int
    fund: str = ""
    borne_cents: int = 0
    by_silence: bool = False
    use: InKind = NOTHING
    settlement_number: str = ""
    undoes: str = ""

    @property
    def id(self) -> str:
        return str(self.number or self.delivery_id)

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear.of(self.booked_on)

    @property
    def book_year(self) -> int:
        return self.booked_on.year


@dataclass(frozen=True, slots=True)
class Parts:
    """What a balance is made of: given − taken + fund + corrections; and what was settled or written off of it.

    All of the balance but `fund_cents` are as if there were no funds; that is what funds make of all of it, shifts and
    reversals too.
    """

    given_cents: int
    taken_cents: int
    fund_cents: int
    corrections_cents: int
    settled_cents: int = 0
    written_off_cents: int = 0

    @property
    def balance_cents(self) -> int:
        return self.given_cents - self.taken_cents + self.fund_cents + self.corrections_cents

    @property
    def open_cents(self) -> int:
        return self.balance_cents + self.settled_cents + self.written_off_cents


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines in order of booking; they sum to `booked_cents` and `use`, which come from the running totals.

    `counter`, `offer` and `sector` are the names of what it is narrowed to, "" where it is not; `code` and `name` are
    "" where `kinds` were asked for. `opening_cents` is the balance of all months before these, None where that was not
    asked; with it, and with `settled_cents` that are 0 where nobody asked for it either, they are the standing. What
    stands beside the balances is in no total: both are of the deliveries.
    """

    school_id: str
    code: str
    name: str
    balance_cents: int
    lines: tuple[ExplainLine, ...]
    span: Span
    counter: str = ""
    offer: str = ""
    sector: str = ""
    side: str = ""
    status: str = ""
    kinds: Kinds | None = None
    use: InKind = NOTHING
    opening_cents: int | None = None
    settled_cents: int = 0

    @property
    def booked_cents(self) -> int:
        return self.balance_cents + self.settled_cents

    @property
    def result_cents(self) -> int:
        """The amount that is explained."""
        return (self.opening_cents or 0) + self.booked_cents

    def used(self, side: str) -> InKind:
        """What was given or taken in kind; what was taken counts down."""
        return total(line.use for line in self.lines if line.side == side)

    @property
    def parts(self) -> Parts:
        given = taken = fund = corrections = settled = written_off = 0
        for line in self.lines:
            fund += line.fund_cents
            if line.kind == "settlement":
                settled += line.cents
            elif line.kind == "write_off":
                written_off += line.cents
            elif line.kind in {"reversal", "fund"}:
                corrections += line.gross_cents
            elif line.side == "given":
                given += line.gross_cents
            else:
                taken -= line.gross_cents
        return Parts(given, taken, fund, corrections, settled, written_off)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a balance can be narrowed to, as (code, name) by name."""

    counters: tuple[tuple[str, str], ...]
    offers: tuple[tuple[str, str], ...]
    sectors: tuple[tuple[str, str], ...]
