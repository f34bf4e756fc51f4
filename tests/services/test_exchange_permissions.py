"""Each role is refused in the service itself, whatever a page may show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from importlib import import_module

import pytest

from tests.builders import PEOPLE, TODAY, World, offer_id, school_id
from tests.services.fund_items import CONDITION, EXPENSE, HOURS, REPORT, RESULT
from tests.services.test_offers import draft
from tests.versions import version_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.permissions import Role
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import ALL as ALL_MONTHS
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.bookings import BookingDraft
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.desk import Desk, services
from zsm_desktop.services.disputes import Correction
from zsm_desktop.services.employers import ContactDraft, EmployerDraft
from zsm_desktop.services.follow_ups import Heard
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.needs import NeedDraft
from zsm_desktop.services.network_map import MapDraft
from zsm_desktop.services.outcomes import OutcomeDraft
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.shared_figures import FigureDraft
from zsm_desktop.services.tariffs import TariffDraft
from zsm_desktop.services.vat import VatDraft

S, C, D, R = Role.SECRETARY, Role.COORDINATOR, Role.DIRECTOR, Role.READER
B = Role.BOOKKEEPER
ALL = {S, B, C, D, R}
DELIVERY = DeliveryDraft(date(2026, 10, 5), 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"))
FUND = FundDraft("Projectsubsidie", 100_00, date(2026, 8, 1), date(2027, 7, 31), percent=40_00)
TARIFF = TariffDraft(offer_id("DUIN"), 1, date(2027, 1, 1))
BOOKED = BookingDraft(offer_id("DUIN"), school_id("ZEEUW"), date(2026, 12, 1), time(9), time(12))
MISSED = NeedDraft(school_id("DUIN"), "Cursus heftruck", None, date(2027, 7, 31))
TERMS = Terms(date(2026, 12, 1), date(2027, 1, 1), 100)
CALLED = ContactDraft(date(2026, 10, 5), "call")
GONE_TO_WORK = OutcomeDraft(Destination.WORK, date(2026, 7, 31))
AGREED = AgreementDraft(SettlementRegime.NETTING, date(2026, 8, 1))
SPAN = {"starts_on": date(2026, 12, 1), "ends_on": date(2027, 1, 1), "planned_hundredths": 100}

ACTS: dict[str, tuple[set[Role], Callable[[Desk], object]]] = {
    "network_map.facts": (ALL, lambda desk: desk.network_map.facts()),
    "network_map.gaps": (ALL, lambda desk: desk.network_map.gaps()),
    "network_map.describe": ({S}, lambda desk: desk.network_map.describe("nergens", 1, MapDraft())),
    "guiding.caseloads": (ALL, lambda desk: desk.guiding.caseloads()),
    "guiding.of_case": ({S, C}, lambda desk: desk.guiding.of_case("nergens")),
    "guiding.handovers": ({S, C}, lambda desk: desk.guiding.handovers()),
    "guiding.set_first": ({S, C}, lambda desk: desk.guiding.set_first("nergens", 1, "nergens", began_on=TODAY)),
    "guiding.offer": ({S, C}, lambda desk: desk.guiding.offer("nergens", 1, "nergens", "Kent de weg.")),
    "guiding.accept": ({S, C}, lambda desk: desk.guiding.accept("nergens", 1)),
    "guiding.refuse": ({S, C}, lambda desk: desk.guiding.refuse("nergens", 1, "Geen plaats.")),
    "guiding.withdraw": ({S, C}, lambda desk: desk.guiding.withdraw("nergens", 1)),
    "offers.page": (ALL, lambda desk: desk.offers.page()),
    "offers.add": ({S, C}, lambda desk: desk.offers.add(draft())),
    "offers.edit": ({S, C}, lambda desk: desk.offers.edit(offer_id("DUIN"), 1, draft())),
    "tariffs.today": (ALL, lambda desk: desk.tariffs.today()),
    "tariffs.preview": ({S, C}, lambda desk: desk.tariffs.preview(TARIFF)),
    "tariffs.set": ({S, C}, lambda desk: desk.tariffs.set(TARIFF)),
    "tariffs.remove": ({S, C}, lambda desk: desk.tariffs.remove("nergens")),
    "tariffs.decisions": ({S, B, C}, lambda desk: desk.tariffs.decisions()),
    "vat.rules": (ALL, lambda desk: desk.vat.rules()),
    "vat.treatment_on": (ALL, lambda desk: desk.vat.treatment_on("facility", date(2026, 10, 5))),
    "vat.treatments_on": (ALL, lambda desk: desk.vat.treatments_on(date(2026, 10, 5))),
    "vat.set": ({S, B}, lambda desk: desk.vat.set(VatDraft("facility", date(2027, 1, 1), "high"))),
    "agreements.rows": (ALL, lambda desk: desk.agreements.rows()),
    "agreements.on": (ALL, lambda desk: desk.agreements.on(date(2026, 12, 1))),
    "agreements.add": ({S, B}, lambda desk: desk.agreements.add(AGREED)),
    "agreements.edit": ({S, B}, lambda desk: desk.agreements.edit("nergens", 1, AGREED)),
    "agreements.remove": ({S, B}, lambda desk: desk.agreements.remove("nergens")),
    "agreements.sign": ({S, B}, lambda desk: desk.agreements.sign("nergens", 1, "x", "Wie", date(2026, 1, 1))),
    "agreements.unsign": ({S, B}, lambda desk: desk.agreements.unsign("nergens", 1, "x")),
    "scenarios.compare": (ALL, lambda desk: desk.scenarios.compare()),
    "scenarios.offers": (ALL, lambda desk: desk.scenarios.offers()),
    "scenarios.holders": (ALL, lambda desk: desk.scenarios.holders()),
    "settlements.rows": (ALL, lambda desk: desk.settlements.rows()),
    "settlements.card": (ALL, lambda desk: desk.settlements.card("nergens")),
    "settlements.propose": ({S, B}, lambda desk: desk.settlements.propose(SettlementRegime.NETTING, ALL_MONTHS)),
    "settlements.approve": ({S, B}, lambda desk: desk.settlements.approve("nergens", "SG-1")),
    "settlements.decide": ({S}, lambda desk: desk.settlements.decide("nergens", "nergens", "Doen.")),
    "settlements.execute": ({S, B}, lambda desk: desk.settlements.execute("nergens")),
    "settlements.withdraw": ({S, B}, lambda desk: desk.settlements.withdraw("nergens")),
    "settlements.reverse": ({S, B}, lambda desk: desk.settlements.reverse("nergens")),
    "invoices.concepts": ({S, B}, lambda desk: desk.invoices.concepts("nergens")),
    "invoices.rows": ({S, B, C, D}, lambda desk: desk.invoices.rows()),
    "invoices.of": ({S, B, C, D}, lambda desk: desk.invoices.of("nergens")),
    "invoices.receiver": ({S, B}, lambda desk: desk.invoices.receiver("nergens")),
    "invoices.issue": ({S, B}, lambda desk: desk.invoices.issue("nergens")),
    "settlement_statements.of": ({S, B, C, D}, lambda desk: desk.settlement_statements.of("nergens")),
    "settlement_statements.receiver": ({S, B}, lambda desk: desk.settlement_statements.receiver("nergens")),
    "issuing.rule": (ALL, lambda desk: desk.issuing.rule()),
    "issuing.logo": (ALL, lambda desk: desk.issuing.logo("nergens")),
    "issuing.set": ({S}, lambda desk: desk.issuing.set(0, None, document_minutes=1, payment_minutes=1)),
    "issuing.choose_logo": ({S}, lambda desk: desk.issuing.choose_logo("nergens", 1, b"")),
    "issuing.remove_logo": ({S}, lambda desk: desk.issuing.remove_logo("nergens", 1)),
    "payments.open_items": ({S, B, C, D}, lambda desk: desk.payments.open_items()),
    "payments.rows": ({S, B, C, D}, lambda desk: desk.payments.rows()),
    "payments.preview": ({S, B}, lambda desk: desk.payments.preview([])),
    "payments.enter": ({S, B}, lambda desk: desk.payments.enter("nergens", date(2026, 11, 1), 1)),
    "payments.confirm": ({S, B}, lambda desk: desk.payments.confirm([])),
    "reminders.today": ({S, B}, lambda desk: desk.reminders.today()),
    "reminders.sent": ({S, B, C, D}, lambda desk: desk.reminders.sent("nergens")),
    "reminders.texts": (ALL, lambda desk: desk.reminders.texts()),
    "reminders.send": ({S, B}, lambda desk: desk.reminders.send([])),
    "reminders.set_text": ({S, B}, lambda desk: desk.reminders.set_text(1, 0, "Betaal voor {dag}.")),
    "ordering.lacking": ({S, B}, lambda desk: desk.ordering.lacking("nergens")),
    "ordering.orders": ({S, B}, lambda desk: desk.ordering.orders("nergens")),
    "audit_books.book": ({S, B}, lambda desk: desk.audit_books.book(2026)),
    "audit_books.accounts": (ALL, lambda desk: desk.audit_books.accounts()),
    "book_years.rows": (ALL, lambda desk: desk.book_years.rows()),
    "book_years.card": (ALL, lambda desk: desk.book_years.card(2026)),
    "book_years.close": ({S, B}, lambda desk: desk.book_years.close(2026, 1)),
    "retention.rules": (ALL, lambda desk: desk.retention.rules()),
    "retention.set": ({S}, lambda desk: desk.retention.set("books", 0, 8, "Nodig.")),
    "payments.take_back": ({S, B}, lambda desk: desk.payments.take_back("nergens")),
    "vat.remove": ({S, B}, lambda desk: desk.vat.remove("nergens")),
    "bookings.week": (ALL, lambda desk: desk.bookings.week(offer_id("DUIN"), date(2026, 12, 1))),
    "bookings.clashes": (ALL, lambda desk: desk.bookings.clashes(offer_id("DUIN"))),
    "bookings.preview": ({S, C}, lambda desk: desk.bookings.preview(BOOKED)),
    "bookings.book": ({S, C}, lambda desk: desk.bookings.book(BOOKED)),
    "bookings.cancel": ({S, C}, lambda desk: desk.bookings.cancel("nergens")),
    "catalogue.facts": (ALL, lambda desk: desk.catalogue.facts()),
    "needs.add": ({S, C}, lambda desk: desk.needs.add(MISSED)),
    "needs.extend": ({S, C}, lambda desk: desk.needs.extend("nergens", date(2026, 12, 1))),
    "offers.deactivate": ({S, C}, lambda desk: desk.offers.deactivate(offer_id("DUIN"))),
    "placements.page": ({S, B, C}, lambda desk: desk.placements.page()),
    "placements.place": ({S, C}, lambda desk: desk.placements.place("nergens", offer_id("DUIN"), **SPAN)),
    "placements.end": ({S, C}, lambda desk: desk.placements.end("nergens", date(2026, 12, 1))),
    "placements.card": ({S, B, C}, lambda desk: desk.placements.card("nergens")),
    "waiting_list.free": ({S, B, C}, lambda desk: desk.waiting_list.free()),
    "waiting_list.move_up": ({S, C}, lambda desk: desk.waiting_list.move_up("nergens")),
    "placements.accept": ({S, C}, lambda desk: desk.placements.accept("nergens")),
    "placements.refuse": ({S, C}, lambda desk: desk.placements.refuse("nergens", "Nee.")),
    "placements.withdraw": ({S, C}, lambda desk: desk.placements.withdraw("nergens")),
    "placements.change": ({S, C}, lambda desk: desk.placements.change("nergens", 1, TERMS, "Later.")),
    "placements.plan_months": ({S, C}, lambda desk: desk.placements.plan_months("nergens", 1, {})),
    "placements.sign_agreement": ({S, C}, lambda desk: desk.placements.sign_agreement("nergens", None)),
    "outcomes.of_pupil": ({S, C}, lambda desk: desk.outcomes.of_pupil("nergens")),
    "outcomes.record": ({S, C}, lambda desk: desk.outcomes.record("nergens", 0, GONE_TO_WORK)),
    "outcomes.withdraw": ({S, C}, lambda desk: desk.outcomes.withdraw("nergens", 1)),
    "follow_ups.due": ({S, C}, lambda desk: desk.follow_ups.due()),
    "follow_ups.answered": ({S, C}, lambda desk: desk.follow_ups.answered()),
    "follow_ups.answer": ({S, C}, lambda desk: desk.follow_ups.answer("nergens", 1, Heard(None))),
    "result_figures.leavers": (ALL, lambda desk: desk.result_figures.leavers(2025, "school")),
    "result_figures.lasting": (ALL, lambda desk: desk.result_figures.lasting(2025, "offer", 12)),
    "result_figures.benchmark": (ALL, lambda desk: desk.result_figures.benchmark()),
    "result_figures.name_schools": ({S}, lambda desk: desk.result_figures.name_schools(1, by_letter=True)),
    "shared_figures.rows": (ALL, lambda desk: desk.shared_figures.rows()),
    "shared_figures.sheet": (ALL, lambda desk: desk.shared_figures.sheet()),
    "shared_figures.add": ({S}, lambda desk: desk.shared_figures.add(FigureDraft("vsv", 2025, 9))),
    "shared_figures.edit": ({S}, lambda desk: desk.shared_figures.edit("nergens", 1, FigureDraft("vsv", 2025, 9))),
    "shared_figures.remove": ({S}, lambda desk: desk.shared_figures.remove("nergens")),
    "pupil_lists.rows": ({S, C}, lambda desk: desk.pupil_lists.rows("leavers")),
    "pupil_lists.unlisted": ({S, C}, lambda desk: desk.pupil_lists.unlisted("leavers")),
    "pupil_lists.figures": (ALL, lambda desk: desk.pupil_lists.figures("leavers")),
    "pupil_lists.add": ({S, C}, lambda desk: desk.pupil_lists.add("leavers", ["nergens"])),
    "pupil_lists.mark": ({S, C}, lambda desk: desk.pupil_lists.mark("nergens", 1, needs_partners=True)),
    "pupil_lists.take_off": ({S, C}, lambda desk: desk.pupil_lists.take_off("nergens", 1, "work")),
    "pupil_lists.put_back": ({S, C}, lambda desk: desk.pupil_lists.put_back("nergens", 1)),
    "choice_tallies.target_group": (ALL, lambda desk: desk.choice_tallies.target_group(2026)),
    "choice_tallies.years": (ALL, lambda desk: desk.choice_tallies.years()),
    "choice_tallies.is_behind": ({S, C}, lambda desk: desk.choice_tallies.is_behind()),
    "choice_tallies.recount": ({S, C}, lambda desk: desk.choice_tallies.recount()),
    "employers.rows": (ALL, lambda desk: desk.employers.rows()),
    "employers.week": (ALL, lambda desk: desk.employers.week()),
    "employers.edit": ({S, C}, lambda desk: desk.employers.edit("nergens", 1, EmployerDraft())),
    "employers.note_contact": ({S, C}, lambda desk: desk.employers.note_contact("nergens", CALLED)),
    "vacancies.open_rows": (ALL, lambda desk: desk.vacancies.open_rows()),
    "vacancies.close": ({S, C}, lambda desk: desk.vacancies.close("nergens", "filled")),
    "vacancies.cases_for": ({S, C}, lambda desk: desk.vacancies.cases_for("nergens")),
    "vacancies.for_case": ({S, C}, lambda desk: desk.vacancies.for_case("nergens")),
    "work_placements.counts": (ALL, lambda desk: desk.work_placements.counts()),
    "work_placements.standing": ({S, C}, lambda desk: desk.work_placements.standing()),
    "work_placements.end": ({S, C}, lambda desk: desk.work_placements.end("nergens", date(2026, 10, 5), "moved")),
    "employer_contributions.rows": (ALL, lambda desk: desk.employer_contributions.rows()),
    "employer_contributions.settle": ({S, B, C}, lambda desk: desk.employer_contributions.settle("nergens", 1)),
    "targets.schools": (ALL, lambda desk: desk.targets.schools()),
    "targets.sheet": (ALL, lambda desk: desk.targets.sheet(2025)),
    "targets.set": ({S}, lambda desk: desk.targets.set("to_work", 2025, 0, 1)),
    "deliveries.page": ({S, B, C, D}, lambda desk: desk.deliveries.page()),
    "deliveries.enter": ({S, C}, lambda desk: desk.deliveries.enter(DELIVERY)),
    "deliveries.enter_many": ({S, C}, lambda desk: desk.deliveries.enter_many([DELIVERY])),
    "deliveries.confirm": ({S, C, D}, lambda desk: desk.deliveries.confirm(["nergens"])),
    "deliveries.dispute": ({S, C, D}, lambda desk: desk.deliveries.dispute("nergens", "Nee.")),
    "deliveries.withdraw": ({S, C}, lambda desk: desk.deliveries.withdraw("nergens")),
    "disputes.thread": ({S, B, C, D}, lambda desk: desk.disputes.thread("nergens")),
    "disputes.open": ({S, B, C, D}, lambda desk: desk.disputes.open()),
    "disputes.answer": ({S, C, D}, lambda desk: desk.disputes.answer("nergens", "Toch wel.")),
    "disputes.agree": ({S, C, D}, lambda desk: desk.disputes.agree("nergens")),
    "disputes.withdraw": ({S, C}, lambda desk: desk.disputes.withdraw("nergens")),
    "disputes.correct": ({S, C}, lambda desk: desk.disputes.correct("nergens", Correction(100))),
    "sheets.sheet": ({S, C}, lambda desk: desk.sheets.sheet("nergens", [(date(2026, 10, 1), date(2026, 10, 31))])),
    "sheets.amounts": ({S, C}, lambda desk: desk.sheets.amounts([], [DELIVERY])),
    "sheets.write": ({S, C}, lambda desk: desk.sheets.write([], [DELIVERY])),
    "silence.rule": (ALL, lambda desk: desk.silence.rule()),
    "silence.preview": ({S, B}, lambda desk: desk.silence.preview()),
    "silence.set_days": ({S}, lambda desk: desk.silence.set_days(version_of(desk, "network"), 14)),
    "silence.confirm_silent": ({S, B}, lambda desk: desk.silence.confirm_silent()),
    "funds.rows": (ALL, lambda desk: desk.funds.rows()),
    "funds.card": (ALL, lambda desk: desk.funds.card("nergens")),
    "accountability.overview": (ALL, lambda desk: desk.accountability.overview()),
    "accountability.report": (ALL, lambda desk: desk.accountability.report("nergens")),
    "accountability.due_reports": ({S, B}, lambda desk: desk.accountability.due_reports()),
    "accountability.set_result": ({S, B}, lambda desk: desk.accountability.set_result("nergens", "", 0, RESULT)),
    "accountability.set_condition": ({S, B}, lambda desk: desk.accountability.set_condition("x", "", 0, CONDITION)),
    "accountability.set_report": ({S, B}, lambda desk: desk.accountability.set_report("nergens", "", 0, REPORT)),
    "accountability.set_expense": ({S, B}, lambda desk: desk.accountability.set_expense("nergens", "", 0, EXPENSE)),
    "accountability.set_contribution": ({S, B}, lambda desk: desk.accountability.set_contribution("x", "", 0, HOURS)),
    "accountability.remove": ({S, B}, lambda desk: desk.accountability.remove("expense", "nergens")),
    "accountability.put_back": ({S, B}, lambda desk: desk.accountability.put_back("expense", "nergens")),
    "funds.part_of": (ALL, lambda desk: desk.funds.part_of("nergens")),
    "funds.preview": ({S, B}, lambda desk: desk.funds.preview(FUND)),
    "funds.add": ({S, B}, lambda desk: desk.funds.add(FUND)),
    "funds.edit": ({S, B}, lambda desk: desk.funds.edit("nergens", 1, FUND)),
    "funds.end": ({S, B}, lambda desk: desk.funds.end("nergens")),
    "funds.resume": ({S, B}, lambda desk: desk.funds.resume("nergens")),
    "ledger.head": (ALL, lambda desk: desk.ledger.head()),
    "ledger.reverse": ({S, B}, lambda desk: desk.ledger.reverse(1, "Nee.")),
    "ledger.open_year": ({S, B}, lambda desk: desk.ledger.open_year(SchoolYear(2027))),
    "ledger.set_period": ({S, B}, lambda desk: desk.ledger.set_period("nergens", PeriodStatus.HOLD)),
    "statements.schools": ({S, B, C, D}, lambda desk: desk.statements.schools()),
    "statements.issued": ({S, B, C, D}, lambda desk: desk.statements.issued()),
    "statements.draft": ({S, B, C, D}, lambda desk: desk.statements.draft("nergens")),
    "statements.of": ({S, B, C, D}, lambda desk: desk.statements.of("nergens")),
    "statements.receiver": ({S, B}, lambda desk: desk.statements.receiver("nergens")),
    "statements.issue": ({S, B}, lambda desk: desk.statements.issue("nergens")),
    "rounds.rows": ({S, B, C, D}, lambda desk: desk.rounds.rows()),
    "rounds.waiting": ({S, B}, lambda desk: desk.rounds.waiting()),
    "rounds.make": ({S, B}, lambda desk: desk.rounds.make("nergens")),
    "rounds.read_answers": ({S, B}, lambda desk: desk.rounds.read_answers("nergens", [])),
    "balances.by_school": (ALL, lambda desk: desk.balances.by_school()),
    "balances.explain": (ALL, lambda desk: desk.balances.explain("DUIN")),
    "balances.beside": (ALL, lambda desk: desk.balances.beside()),
    "balances.per_pupil": (ALL, lambda desk: desk.balances.per_pupil()),
    "forecasts.rows": (ALL, lambda desk: desk.forecasts.rows()),
    "limits.prompts": (ALL, lambda desk: desk.limits.prompts()),
    "limits.set": ({S, B}, lambda desk: desk.limits.set("nergens", 1, 1, None)),
    "reciprocity.of": (ALL, lambda desk: desk.reciprocity.of(school_id("DUIN"))),
    "checks.run": (ALL, lambda desk: desk.checks.run()),
}


def method_of(room: str, name: str) -> object:
    lazy = services()[room]
    return getattr(getattr(import_module(f"zsm_desktop.services.{lazy._module}"), lazy._class), name)


BY_ROLE = {S: "secretaris", B: "boekhouder", C: "stage duin", D: "directeur duin", R: "lezer"}


WRITES = [name for name in ACTS if hasattr(method_of(*name.split(".")), "act")]


def test_who_may_not_is_refused_and_leaves_nothing(world: World) -> None:
    before = world.store.rows("SELECT count(*) FROM audit_event")
    refused = {
        name: {role for role in BY_ROLE if role not in allowed and _is_refused(world, role, attempt)}
        for name, (allowed, attempt) in ACTS.items()
    }
    assert refused == {name: BY_ROLE.keys() - allowed for name, (allowed, _attempt) in ACTS.items()}
    assert world.store.rows("SELECT count(*) FROM audit_event") == before


def test_who_may_read_does(world: World) -> None:
    reads = {name: found for name, found in ACTS.items() if name not in WRITES}
    refused = {
        (name, role)
        for name, (allowed, attempt) in reads.items()
        for role in allowed
        if _is_refused(world, role, attempt)
    }
    assert refused == set()
    assert len(reads) > 80


@pytest.mark.parametrize("name", WRITES)
def test_who_may_write_does(world: World, name: str) -> None:
    """In a network of its own: what others wrote cannot help or hinder."""
    allowed, attempt = ACTS[name]
    assert {role for role in allowed if _is_refused(world, role, attempt)} == set()


def _is_refused(world: World, role: Role, attempt: Callable[[Desk], object]) -> bool:
    try:
        attempt(world.desk_of(BY_ROLE[role]))
    except RuleError as error:
        return error.code == "permission.missing"
    return False


def test_everyone_of_the_builders_can_sit_down(world: World) -> None:
    assert {world.desk_of(name).actor.role for name in PEOPLE} == set(Role)


def test_an_act_leaves_one_line_in_the_log(world: World) -> None:
    delivery = world.entered()
    world.desk_of("directeur zeeuw").deliveries.confirm([delivery])
    (found,) = world.store.rows(
        "SELECT a.act, u.name, a.subject_id, a.facts FROM audit_event a JOIN user_account u ON u.id = a.user_id"
        " WHERE a.act = 'delivery.confirm'"
    )
    assert found == ("delivery.confirm", "directeur zeeuw", delivery, '{"count":1,"entries":"1-1"}')
    assert [row.status for row in world.desk.deliveries.page()] == [DeliveryStatus.CONFIRMED]
