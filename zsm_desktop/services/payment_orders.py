"""What each school still has to pay of one settlement, ready for its bank: documents, and what has none yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.identifiers import make_reference, require_iban
from zsm_desktop.domain.invoices import InvoiceOrganisation
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Settlement
from zsm_desktop.services.bank_sides import BankSides
from zsm_desktop.services.open_items import OpenRow, open_items
from zsm_desktop.services.scenarios import AccountHolder
from zsm_desktop.services.school_days import working_day
from zsm_desktop.services.service import Service, read


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """To `payee`, for what is open of `holder`; `number` is that of the document or else of the settlement.

    `reference` is "" where there is no invoice.
    """

    number: str
    holder: AccountHolder
    payee: InvoiceOrganisation
    cents: int
    reference: str
    pay_on: date


@dataclass(frozen=True, slots=True)
class PaymentOrders:
    """All that one school or fund has to pay, from its account."""

    holder: AccountHolder
    payer: InvoiceOrganisation
    orders: tuple[PaymentOrder, ...]

    @property
    def cents(self) -> int:
        return sum(order.cents for order in self.orders)


class Ordering(Service):
    @read(Permission.KEEP_BOOKS)
    def number(self, settlement_id: str) -> str:
        """Raises RuleError("settlement.none")."""
        with self.store.reading() as session:
            settlement = session.get(Settlement, settlement_id)
            if settlement is None:
                raise RuleError("settlement.none")
            return settlement.number

    @read(Permission.KEEP_BOOKS)
    def payable(self) -> dict[str, tuple[str, int]]:
        """Number and amount of each settlement of which something is still to be transferred, by its id."""
        found: dict[str, tuple[str, int]] = {}
        for row in self._to_transfer()[0]:
            _, cents = found.get(row.settlement_id, ("", 0))
            found[row.settlement_id] = (row.settlement_number, cents + row.open_cents)
        return found

    @read(Permission.KEEP_BOOKS)
    def lacking(self, settlement_id: str) -> tuple[str, ...]:
        """Names of who pays or is paid and has no account number yet."""
        orders = self._orders(settlement_id)
        sides = [(one.holder, one.payer) for one in orders]
        sides += [(order.holder, order.payee) for one in orders for order in one.orders]
        return tuple(sorted({side.name or holder.name for holder, side in sides if not side.iban}))

    @read(Permission.KEEP_BOOKS)
    def orders(self, settlement_id: str) -> tuple[PaymentOrders, ...]:
        """By who pays. Raises RuleError("settlement.none", "sepa.nothing"), and RuleError("sepa.missing",
        "sepa.wrong_iban") before anything is made where an account number is not there or not right.
        """
        number, orders = self.number(settlement_id), self._orders(settlement_id)
        if not orders:
            raise RuleError("sepa.nothing", number=number)
        lacking = self.lacking(settlement_id)
        if lacking:
            raise RuleError("sepa.missing", names=", ".join(lacking))
        for one in orders:
            for side in (one.payer, *(order.payee for order in one.orders)):
                _require_account(side)
        return orders

    def _orders(self, settlement_id: str) -> tuple[PaymentOrders, ...]:
        rows, sides = self._to_transfer()
        by_payer: dict[AccountHolder, list[PaymentOrder]] = {}
        for row in rows:
            if row.settlement_id == settlement_id:
                by_payer.setdefault(row.payer, []).append(self._order(row, sides))
        return tuple(
            PaymentOrders(holder, sides.of_account(holder.account).facts, tuple(by_payer[holder]))
            for holder in sorted(by_payer, key=lambda one: one.rank)
        )

    def _to_transfer(self) -> tuple[list[OpenRow], BankSides]:
        with self.store.snapshot():
            rows = open_items(self.store.rows, self.desk.day).open
            sides = BankSides(self.store.rows)
        wanted = (row for row in rows if row.open_cents > 0 and not row.is_reversed)
        return [row for row in wanted if not sides.is_on_one_account(row)], sides

    def _order(self, row: OpenRow, sides: BankSides) -> PaymentOrder:
        return PaymentOrder(
            row.number or row.settlement_number,
            row.payee,
            sides.paid_on(row).facts,
            row.open_cents,
            make_reference(row.number) if row.kind == "invoice" else "",
            _pay_on(row.due_on, self.desk.day),
        )


def _pay_on(due_on: date | None, today: date) -> date:
    """The last day in time at which banks work, and the next one where it is too late for that."""
    day = due_on or today
    while day > today and working_day(day) != day:
        day -= timedelta(days=1)
    return day if day > today else working_day(today + timedelta(days=1))


def _require_account(side: InvoiceOrganisation) -> None:
    try:
        require_iban(side.iban)
    except RuleError as wrong:
        raise RuleError("sepa.wrong_iban", name=side.name, iban=side.iban) from wrong
