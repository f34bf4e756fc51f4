"""Documents for what a settlement made due, in one line."""

from __future__ import annotations

from datetime import date, timedelta

from tests.builders import SCHOOLS, World
from tests.services.invoicing import IBANS as _IBANS
from tests.services.invoicing import fill_in
from tests.services.settled import THIS_YEAR, settle
from zsm_desktop.domain.settlement.history import SettlementRegime

IBANS = {code: iban for (code, _, _), iban in zip(SCHOOLS, _IBANS, strict=True)}
ONE, THREE = 2470, 3 * 2470


def issue(world: World, settlement_id: str) -> dict[str, str]:
    """All its documents, issued today; the id of each by its number."""
    world.desk.invoices.issue(settlement_id)
    return {row.number: row.id for row in world.desk.invoices.rows(settlement_id)}


def invoiced(world: World) -> dict[str, str]:
    """DUIN gave ZEEUW three dagdelen and took one of KREEK, exempt; all of it settled, and an invoice for each."""
    fill_in(world)
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 6))
    return issue(world, settle(world, SettlementRegime.INVOICING, THIS_YEAR))


def later(world: World, days: int) -> None:
    world.now += timedelta(days=days)
