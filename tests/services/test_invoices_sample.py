"""Every document of the sample's last year: issued as it is made, and sound to the official rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.einvoice.rules import judged
from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span
from zsm_desktop.reports.ubl import ubl_bytes
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.desk import HOME, Desk
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.store import Store

LAST_YEAR = Span.of_school_year(SchoolYear(2025))


@pytest.fixture
def kept() -> str:
    """The sample is a file."""
    return "file"


@pytest.fixture
def desk(sample: MadeSample) -> Iterator[Desk]:
    header = network_folder.header_of(sample.folder)
    owner = next(one for one in header.users if one.role == "bookkeeper")
    store = Store(sample.folder, header.unlock(PASSWORD, owner.user_id))
    now = datetime.combine(SAMPLE_TODAY, datetime.min.time().replace(hour=12), HOME)
    made = Desk(store, Actor(owner.user_id, "boekhouder", Role.BOOKKEEPER), lambda: now)
    yield made
    made.close()


def test_every_document_of_a_year_passes_the_official_rules(desk: Desk) -> None:
    if desk.agreements.on(LAST_YEAR.last_day) is None:
        desk.agreements.add(AgreementDraft(SettlementRegime.INVOICING, LAST_YEAR.first_day))
    settlement = desk.settlements.propose(SettlementRegime.INVOICING, LAST_YEAR).made_id
    ((decision,),) = desk.store.rows(
        "SELECT max(d.number) FROM decision d JOIN meeting m ON m.id = d.meeting_id"
        " WHERE m.kind = 'steering' AND d.withdrawn_by_id IS NULL"
    )
    desk.settlements.approve(settlement, decision)
    desk.settlements.execute(settlement)
    assert {one.missing for one in desk.invoices.concepts(settlement)} == {()}
    desk.invoices.issue(settlement)
    rows = desk.invoices.rows(settlement)
    assert len(rows) == len(desk.settlements.card(settlement).dues) > 20
    outward = [row for row in rows if not row.is_internal]
    assert len(outward) > 20
    said = {row.number: judged(ubl_bytes(desk.invoices.of(row.id).facts)).fatal for row in outward}
    assert {number: fatal for number, fatal in said.items() if fatal} == {}
    facts = [desk.invoices.of(row.id).facts for row in rows if row.is_internal]
    assert [one.totals.vat_cents for one in facts] == [0] * len(facts) != []
    assert [one for one in facts if one.issuer.name == one.buyer.name] == []
