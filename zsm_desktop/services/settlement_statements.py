"""The verrekenoverzicht of each school in an executed settlement, from its own rows and the books.

Nothing of it is kept: what it says never changes any more, and of names and addresses those of now stand on it. Who
does not keep the books has that of the own school.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.invoices import InvoiceLine, InvoiceOrganisation
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.settlement_statements import ExchangedLine, SettlementStatementFacts
from zsm_desktop.models import Decision, Settlement
from zsm_desktop.services.invoice_lines import lines_of
from zsm_desktop.services.invoice_sides import Sides
from zsm_desktop.services.receivers import Receiver, receiver_of
from zsm_desktop.services.scenarios import AccountHolder, holders_of
from zsm_desktop.services.service import Service, read
from zsm_desktop.services.settlement_rows import kept_plan

Holders = Mapping[int, AccountHolder]
Pairs = Mapping[tuple[int, int], tuple[InvoiceLine, ...]]


@dataclass(frozen=True, slots=True)
class SettlementStatement:
    """All that its file is made of, to the same bytes each time."""

    holder: AccountHolder
    facts: SettlementStatementFacts
    logo: bytes


class SettlementStatements(Service):
    @read(Permission.READ_DELIVERIES)
    def of(self, settlement_id: str) -> tuple[SettlementStatement, ...]:
        """Of every school for which something happened in it, by name; also where it was taken back since.

        Raises RuleError("settlement.none", "settlement_statement.not_executed"), and ("invoice.logo") where the store
        was damaged.
        """
        rows_of = self.store.rows
        with self.store.reading() as session:
            settlement = session.get(Settlement, settlement_id)
            if settlement is None:
                raise RuleError("settlement.none")
            sides, holders = Sides(rows_of), holders_of(rows_of)
            facts = _facts(session, settlement, sides)
            # What a settlement that takes another back covers was the other's.
            given = _exchanged({} if facts.takes_back else lines_of(rows_of, settlement_id), holders)
            lines = [line for line in kept_plan(session, settlement).lines if self._is_mine(holders[line.account])]
        logo = self.desk.issuing.picture(facts.issuer.logo)
        found = []
        for line in sorted(lines, key=lambda one: holders[one.account].rank):
            exchanged = tuple(given.get(line.account, ()))
            if exchanged or line.is_something:
                holder = holders[line.account]
                made = replace(
                    facts,
                    number=f"{facts.settlement_number}-{holder.code}",
                    school=sides.of(line.account).facts,
                    lines=exchanged,
                    brought_cents=line.position_cents - sum(one.signed_cents for one in exchanged),
                    written_off_cents=line.written_off_cents,
                    pays_cents=line.pays_cents,
                    receives_cents=line.receives_cents,
                    vat_cents=line.vat_cents,
                )
                found.append(SettlementStatement(holder, made, logo))
        return tuple(found)

    @read(Permission.KEEP_BOOKS)
    def receiver(self, school_id: str) -> Receiver:
        """To whom its mail goes; both "" where nobody is known."""
        return receiver_of(self.store, school_id)

    def _is_mine(self, holder: AccountHolder) -> bool:
        return bool(holder.school_id) and (self.actor.sees_all_schools or holder.school_id == self.actor.school_id)


def _facts(session: Session, settlement: Settlement, sides: Sides) -> SettlementStatementFacts:
    """What is the same for all schools. A network without money may have no penvoerder: then it sends them itself."""
    if settlement.executed_at is None:
        raise RuleError("settlement_statement.not_executed", number=settlement.number)
    undone = session.get(Settlement, settlement.reverses) if settlement.reverses else None
    decision = session.get(Decision, settlement.decision_id) if settlement.decision_id else None
    penvoerder = sides.penvoerder
    return SettlementStatementFacts(
        number="",
        issued_on=home_day(settlement.executed_at),
        first_day=settlement.first_day,
        last_day=settlement.last_day,
        issuer=penvoerder.facts if penvoerder.id else InvoiceOrganisation(sides.network),
        school=InvoiceOrganisation(""),
        network=sides.network,
        regime=settlement.regime,
        settlement_number=settlement.number,
        lines=(),
        decision=decision.number if decision else "",
        entries=settlement.entries,
        head=settlement.head.hex(),
        takes_back=undone.number if undone else "",
    )


def _exchanged(pairs: Pairs, holders: Holders) -> dict[int, list[ExchangedLine]]:
    """By account what it gave, then what it took, each by who the other is."""
    found: dict[int, list[ExchangedLine]] = {}
    for is_given in (True, False):
        sides = {(pair if is_given else pair[::-1]): lines for pair, lines in pairs.items()}
        for (account, other), lines in sorted(sides.items(), key=lambda one: holders[one[0][1]].rank):
            found.setdefault(account, []).extend(ExchangedLine(holders[other].name, is_given, line) for line in lines)
    return found
