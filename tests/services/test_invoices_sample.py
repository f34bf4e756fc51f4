"""Every document of the sample's last year and of the running one: issued, and sound to the official rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from tests.einvoice.rules import judged
from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from zsm_desktop.domain.calendar import HOME, SchoolYear
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.domain.spans import Span
from zsm_desktop.reports.ubl import faults, ubl_bytes
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.invoices import InvoiceRow
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.store import Store

LAST_YEAR, RUNNING = (Span.of_school_year(SchoolYear(year)) for year in (2025, 2026))
FIRST_DAY = date(2020, 8, 1)


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


def executed(desk: Desk, regime: SettlementRegime, span: Span) -> str:
    """On the last decision of the stuurgroep that stands."""
    settlement = str(desk.settlements.propose(regime, span).made_id)
    ((decision,),) = desk.store.rows(
        "SELECT max(d.number) FROM decision d JOIN meeting m ON m.id = d.meeting_id"
        " WHERE m.kind = 'steering' AND d.withdrawn_by_id IS NULL"
    )
    desk.settlements.approve(settlement, decision)
    desk.settlements.execute(settlement)
    return settlement


def issued(desk: Desk, settlement: str) -> list[InvoiceRow]:
    """Nothing is missing, and each e-invoice is sound."""
    assert {one.missing for one in desk.invoices.concepts(settlement)} == {()}
    desk.invoices.issue(settlement)
    rows = list(desk.invoices.rows(settlement))
    files = {row.number: ubl_bytes(desk.invoices.of(row.id).facts) for row in rows if not row.is_internal}
    said = {number: (*faults(data), *judged(data).fatal) for number, data in files.items()}
    assert {number: fatal for number, fatal in said.items() if fatal} == {}
    return rows


def test_every_document_of_a_year_passes_the_official_rules(desk: Desk) -> None:
    if desk.agreements.on(LAST_YEAR.last_day) is None:
        desk.agreements.add(AgreementDraft(SettlementRegime.INVOICING, LAST_YEAR.first_day))
    settlement = executed(desk, SettlementRegime.INVOICING, LAST_YEAR)
    rows = issued(desk, settlement)
    assert len(rows) == len(desk.settlements.card(settlement).dues) > 20
    assert sum(not row.is_internal for row in rows) > 20
    facts = [desk.invoices.of(row.id).facts for row in rows if row.is_internal]
    assert [one.totals.vat_cents for one in facts] == [0] * len(facts) != []
    assert [one for one in facts if one.issuer.name == one.buyer.name] == []


@pytest.mark.parametrize(
    "regime", [SettlementRegime.NETTING, SettlementRegime.INVOICING, SettlementRegime.THRESHOLD], ids=str
)
def test_the_running_year_can_be_issued_with_its_taxed_lines(desk: Desk, regime: SettlementRegime) -> None:
    desk.vat.set(VatDraft("exam", FIRST_DAY, "exempt", "Onderwijs; de accountant antwoordde nu ook over examens."))
    band = Band(cents=100_00) if regime is SettlementRegime.THRESHOLD else None
    agreement = desk.agreements.add(AgreementDraft(regime, RUNNING.first_day, band=band)).made_id
    for board in (one for one in desk.network.organisations() if one.kind == "board"):
        desk.agreements.sign(agreement, desk.agreements.rows()[0].version, board.id, board.name, desk.day)
    rows = issued(desk, executed(desk, regime, RUNNING))
    assert any(desk.invoices.of(row.id).facts.totals.vat_cents for row in rows)
