"""Acts on the books and on what is agreed and settled, with something that is not there: for test_unknown_ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.builders import TODAY, made_id, offer_id, school_id
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.open_items import OpenRow
from zsm_desktop.services.payments import Received
from zsm_desktop.services.reminders import ReminderDue, ReminderLetter
from zsm_desktop.services.scenarios import AccountHolder
from zsm_desktop.services.tariffs import TariffDraft
from zsm_desktop.services.vat import VatDraft

GONE = made_id(15, 999)
OFFER, DUIN = offer_id("DUIN"), school_id("DUIN")
FUND = FundDraft("Projectsubsidie", 100_00, date(2026, 8, 1), date(2027, 7, 31), percent=40_00)
NETTING = AgreementDraft(SettlementRegime.NETTING, date(2026, 8, 1))
THRESHOLD = AgreementDraft(SettlementRegime.THRESHOLD, date(2026, 9, 1), band=Band(cents=1))
YEAR = Span.of_school_year(SchoolYear(2026))
NOBODY = AccountHolder(0, "", "", "")
GONE_LETTER = ReminderLetter((ReminderDue(OpenRow(GONE, "", "invoice", "", "", "", NOBODY, NOBODY, 1), 1, TODAY),))
WITHOUT_MONEY = SettlementRegime.CLOSED_PURSES
NOT_IN_BOOKS: dict[str, list[tuple[str, Callable[[Any], object]]]] = {
    "agreement.add": [
        ("decision.none", lambda m: m.desk.agreements.add(replace(THRESHOLD, decision_id=GONE))),
        ("school.none", lambda m: m.desk.agreements.add(replace(THRESHOLD, bands={GONE: Band(cents=1)}))),
    ],
    "agreement.edit": [
        ("agreement.none", lambda m: m.desk.agreements.edit(GONE, 1, NETTING)),
        ("decision.none", lambda m: m.desk.agreements.edit(m.agreement, 1, replace(NETTING, decision_id=GONE))),
    ],
    "agreement.remove": [("agreement.none", lambda m: m.desk.agreements.remove(GONE))],
    "agreement.sign": [
        ("agreement.none", lambda m: m.desk.agreements.sign(GONE, 1, DUIN, "A. de Wit", TODAY)),
        ("network.no_organisation", lambda m: m.desk.agreements.sign(m.agreement, 1, GONE, "A. de Wit", TODAY)),
    ],
    "agreement.unsign": [
        ("agreement.none", lambda m: m.desk.agreements.unsign(GONE, 1, DUIN)),
        ("agreement.not_signed", lambda m: m.desk.agreements.unsign(m.agreement, 1, DUIN)),
    ],
    "invoice.issue": [("settlement.none", lambda m: m.desk.invoices.issue(GONE))],
    "issuing.set": [
        ("network.no_organisation", lambda m: m.desk.issuing.set(1, GONE, document_minutes=1, payment_minutes=1)),
        ("issuing.minutes", lambda m: m.desk.issuing.set(1, None, document_minutes=601, payment_minutes=1)),
    ],
    "issuing.choose_logo": [
        ("network.no_organisation", lambda m: m.desk.issuing.choose_logo(GONE, 1, b"")),
        ("logo.unreadable", lambda m: m.desk.issuing.choose_logo(DUIN, 1, b"geen plaatje")),
    ],
    "issuing.remove_logo": [("network.no_organisation", lambda m: m.desk.issuing.remove_logo(GONE, 1))],
    "fund.add": [
        ("sector.none", lambda m: m.desk.funds.add(replace(FUND, sector_id=GONE))),
        ("decision.none", lambda m: m.desk.funds.add(replace(FUND, decision_id=GONE))),
    ],
    "fund.edit": [("fund.none", lambda m: m.desk.funds.edit(GONE, 1, FUND))],
    "fund.end": [("fund.none", lambda m: m.desk.funds.end(GONE))],
    "fund.resume": [("fund.none", lambda m: m.desk.funds.resume(GONE))],
    "ledger.open_year": [("period.year_far", lambda m: m.desk.ledger.open_year(SchoolYear(9999)))],
    "ledger.reopen_period": [("period.none", lambda m: m.desk.ledger.reopen_period(GONE, "Een late levering."))],
    "ledger.reverse": [("ledger.no_entry", lambda m: m.desk.ledger.reverse(999, "Nee."))],
    "ledger.set_period": [("period.none", lambda m: m.desk.ledger.set_period(GONE, PeriodStatus.HOLD))],
    "limits.set": [
        ("limits.none", lambda m: m.desk.limits.set(GONE, 1, 1, None)),
        ("limits.negative", lambda m: m.desk.limits.set(DUIN, 1, -1, None)),
    ],
    "payment.enter": [("payment.no_invoice", lambda m: m.desk.payments.enter(GONE, TODAY, 1))],
    "payment.confirm": [("payment.no_invoice", lambda m: m.desk.payments.confirm([Received(GONE, TODAY, 1, "a")]))],
    "payment.take_back": [("payment.none", lambda m: m.desk.payments.take_back(GONE))],
    "reminder.send": [("payment.no_invoice", lambda m: m.desk.reminders.send([(GONE_LETTER, "Wilt u betalen?")]))],
    "reminder.set_text": [("reminder.level", lambda m: m.desk.reminders.set_text(4, 0, "Betaal voor {dag}."))],
    "settlement.approve": [("settlement.none", lambda m: m.desk.settlements.approve(GONE, "SG-1"))],
    "settlement.decide": [
        ("meeting.no_item", lambda m: m.desk.settlements.decide(GONE, GONE, "Doen.")),
    ],
    "settlement.execute": [("settlement.none", lambda m: m.desk.settlements.execute(GONE))],
    "settlement.propose": [
        ("settlement.all_time", lambda m: m.desk.settlements.propose(SettlementRegime.INVOICING, ALL)),
        ("settlement.no_agreement", lambda m: m.desk.settlements.propose(SettlementRegime.THRESHOLD, YEAR)),
        ("settlement.nothing", lambda m: m.desk.settlements.propose(WITHOUT_MONEY, YEAR)),
    ],
    "settlement.reverse": [("settlement.none", lambda m: m.desk.settlements.reverse(GONE))],
    "settlement.withdraw": [("settlement.none", lambda m: m.desk.settlements.withdraw(GONE))],
    "retention.set": [
        ("retention.category", lambda m: m.desk.retention.set("brieven", 0, 8, "Nodig.")),
        ("retention.years", lambda m: m.desk.retention.set("books", 0, 6, "Nodig.")),
    ],
    "statement.issue": [
        ("school.none", lambda m: m.desk.statements.issue(GONE)),
        ("statement.ahead", lambda m: m.desk.statements.issue(DUIN, SchoolYear(2040))),
    ],
    "tariff.remove": [("tariff.gone", lambda m: m.desk.tariffs.remove(GONE))],
    "tariff.set": [
        ("offer.none", lambda m: m.desk.tariffs.set(TariffDraft(GONE, 100, TODAY))),
        ("decision.none", lambda m: m.desk.tariffs.set(TariffDraft(OFFER, 100, TODAY, decision_id=GONE))),
    ],
    "vat.remove": [("vat.none", lambda m: m.desk.vat.remove(GONE))],
    "vat.set": [
        ("vat.kind", lambda m: m.desk.vat.set(VatDraft("les", TODAY, "high"))),
        ("vat.treatment", lambda m: m.desk.vat.set(VatDraft("facility", TODAY, "half"))),
        ("decision.none", lambda m: m.desk.vat.set(VatDraft("facility", TODAY, "high", decision_id=GONE))),
    ],
    "year.close": [("year.none", lambda m: m.desk.book_years.close(1999, m.desk.ledger.head().entries))],
}
