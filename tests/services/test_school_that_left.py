"""A school that takes part no longer keeps what it owes and is owed: all that is about money goes on for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import World, school_id
from tests.services.invoiced import issue, later
from tests.services.invoicing import appoint, fill_in
from tests.services.settled import THIS_YEAR, settle
from tests.services.test_reminders import due, late
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.models import Organisation
from zsm_desktop.reports import audit_file, sepa

R = SettlementRegime


@pytest.fixture
def left(world: World) -> World:
    """ZEEUW took three dagdelen of DUIN, which took one of KREEK; then ZEEUW went."""
    fill_in(world)
    appoint(world)
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 6))
    with world.writing() as work:
        work.session.get_one(Organisation, school_id("ZEEUW")).is_active = False
    assert school_id("ZEEUW") not in {row.id for row in world.desk.network.schools()}
    return world


@pytest.mark.parametrize("regime", list(R))
def test_it_settles_is_invoiced_pays_and_is_reminded(left: World, regime: R, tmp_path: Path) -> None:
    desk = left.desk
    assert {line.holder.code for line in desk.scenarios.compare(THIS_YEAR).of(regime).lines} >= {"ZEEUW"}
    settlement = settle(left, regime)
    stands = {row.code: row.open_cents for row in desk.balances.by_school()}
    if regime is R.CLOSED_PURSES:
        assert stands == {"DUIN": 0, "KREEK": 0, "ZEEUW": 0}
        assert desk.checks.run().findings == ()
        return
    assert stands["ZEEUW"] == (-20_00 if regime is R.THRESHOLD else 0)
    issue(left, settlement)
    (bill, *_) = (row for row in desk.payments.open_items().rows if row.payer.code == "ZEEUW")
    desk.payments.enter(bill.invoice_id, desk.day, 10_00)
    written = sepa.write(desk, [settlement], tmp_path / "bank")
    assert "ZEEUW" in {one.school for one in written}
    late(left)
    assert bill.number in due(left)
    later(left, 1)
    assert audit_file.write(desk, 2026, tmp_path / "2026.xaf") == ()
    assert "ZEEUW-OPEN" in (tmp_path / "2026.xaf").read_text(encoding="utf-8")
    (row,) = (row for row in desk.balances.by_school(SchoolYear(2026)) if row.code == "ZEEUW")
    assert row.taken_cents == 3 * 2470
    assert desk.statements.draft(school_id("ZEEUW"), SchoolYear(2026)).closing_cents == stands["ZEEUW"]
    assert desk.checks.run().findings == ()
