"""What schools offer each other, what was used, and what that makes of their balances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from tests.shots.stage import Stage
from tests.versions import version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.seats import usual_span, usual_start
from zsm_desktop.services.bookings import BookingDraft
from zsm_desktop.services.placement_rows import PlacementFilter
from zsm_desktop.services.silence import SilencePreview, SilentSchool
from zsm_desktop.ui.offers.booking_form import BookingForm
from zsm_desktop.ui.parts import layout
from zsm_desktop.words.format import date_short


def offers(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("offers")
    page = window.page
    page.filters.search.setText("wqxz")
    page._narrow({"text": "wqxz"})
    yield "niets_gevonden"
    page.filters.clear()
    page.state.clear()
    page._read_list()
    page.deeds.add()
    yield "nieuw"
    page.deeds.add()
    stage.dialogs()[0].try_submit()
    yield "nieuw_fouten"
    page.deeds.edit()
    yield "wijzigen"
    page.deeds.set_tariff()
    yield "tarief"
    page.deeds.switch()
    yield "stoppen"
    page.deeds.ask_guide()
    yield "gids"
    page.filters.turn()
    yield "meer_filters"
    page.filters.turn()
    yield from bookings(page)
    yield from needs(page)


def bookings(page: Any) -> Iterator[str]:
    desk = page.state.desk
    day = desk.day + timedelta(days=1)
    facilities = [row.id for row in desk.offers.page() if row.kind == "facility" and not row.is_expired]
    room = {one: desk.bookings.week(one, day).days[day.weekday()].capacity for one in facilities}
    facility = min(room, key=lambda one: room[one])
    page.open_item(facility)
    for at, school in enumerate(desk.network.schools()[: room[facility] + 1]):
        hours = time(9 + at % 3), time(12 + at % 3)
        desk.bookings.book(BookingDraft(facility, school.id, day, *hours, "Proefles"))
    page.panel.bookings._turn(1 if day.weekday() == 0 else 0)
    layout.reveal(page.panel.bookings)
    yield "reserveringen"
    page.panel.bookings._ask_cancel()
    yield "afzeggen"
    page.deeds.book()
    form = page.window().findChild(BookingForm)
    for name, text in (("day", date_short(day)), ("starts_at", "10"), ("ends_at", "12")):
        form.fields[name].editor.setText(text)
    form._look()
    yield "reserveren"


def needs(page: Any) -> Iterator[str]:
    page.tabs.show_face("needs")
    yield "behoeften"
    page.needs.add()
    yield "behoefte"
    page.needs.extend()
    yield "behoefte_verlengen"
    page.needs.stand.choose("lapsed")
    page.needs.reload()
    yield "vervallen"
    page.needs.stand.choose("")
    page.needs.reload()
    rows = page.needs.rows
    page.search_for(max(rows, key=lambda row: row.offers).id)
    yield "bij_een_vraag"
    page.search_for(min(rows, key=lambda row: row.offers).id)
    page._narrow({"kind": "exam"})
    yield "bij_een_vraag_niets"
    page.filters.clear()
    page.state.clear()
    page._read_list()


def placements(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("exchange", "placements")
    face = window.page.placements
    yield "lopend"
    face.deeds.end()
    yield "eerder_beëindigen"
    face.deeds.change()
    yield "wijzigen"
    face.deeds.plan()
    yield "plan_per_maand"
    face.deeds.sign()
    yield "overeenkomst"
    yield from consents(face)
    face.deeds.take_back()
    yield "laten_vervallen"
    yield from asking(stage, face)
    face.status.choose("")
    face._narrow(status="")
    yield "alle"
    face.search.setText("wqxz")
    face._narrow(text="wqxz")
    yield "niets_gevonden"
    face.search.clear()
    face._narrow(text="")


def consents(face: Any) -> Iterator[str]:
    """Of one that goes on a basis that holds, and of one that does not."""
    acts = face.state.desk.placements
    cards = [acts.card(row.id) for row in acts.page(PlacementFilter(status="running"))]
    known = [card for card in cards if card.sharing is not None]
    on_basis = max(known, key=lambda card: len(card.sharing.rows))
    face.open(on_basis.row.id)
    layout.reveal(face.panel.ticks)
    yield "vastgelegd"
    for basis in on_basis.sharing.rows[:1]:
        face.deeds.withdraw_consent(basis)
        yield "toestemming_intrekken"
    for card in [card for card in known if card.sharing.missing][:1]:
        face.open(card.row.id)
    layout.reveal(face.panel.ticks)
    yield "zonder_toestemming"
    face.deeds.consent()
    yield "toestemming"


def asking(stage: Stage, face: Any) -> Iterator[str]:
    """One that waits for an answer, and one for a seat."""
    face.deeds.ask()
    yield "vragen"
    _ask_until_one_waits(stage.desk)
    stage.settle()
    face.show_status("proposed")
    yield "wacht_op_antwoord"
    face.deeds.refuse()
    yield "afwijzen"
    face.deeds.take_back()
    yield "vraag_intrekken"
    face.show_status("waiting")
    yield "wachtlijst"


def _ask_until_one_waits(desk: Any) -> None:
    """At the offer with the fewest seats left."""
    first, last = usual_span(usual_start(desk.day))
    limited = [row for row in desk.offers.page() if row.seats_free and row.has_waiting_list]
    for offer in sorted(limited, key=lambda row: row.seats_free):
        for case in desk.cases.rows():
            try:
                made = desk.placements.place(
                    case.id, offer.id, starts_on=first, ends_on=last, planned_hundredths=1000, is_agreed=False
                )
            except RuleError:
                continue
            if desk.placements.row(made.made_id).status == "waiting":
                return


def deliveries(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("exchange", "deliveries")
    face = window.page.deliveries
    deeds = face.deeds
    _show(face, "entered")
    yield "te_bevestigen"
    deeds.confirm_all(face.state)
    yield "alles_bevestigen"
    deeds.confirm(face.acts.confirmable(face.chosen()))
    yield "bevestigen"
    deeds.enter_one()
    yield "losse_levering"
    deeds.enter_one()
    stage.dialogs()[0].try_submit()
    yield "losse_levering_fouten"
    deeds.dispute(face.state.row)
    yield "betwisten"
    deeds.withdraw(face.state.row)
    yield "intrekken"
    face.table.view.selectAll()
    yield "alles_gekozen"
    face.table.view.clearSelection()
    _show(face, "disputed")
    yield "betwist"
    deeds.agree(face.state.row)
    yield "alsnog_akkoord"
    deeds.answer(face.state.row)
    yield "antwoorden"
    deeds.correct(face.state.row)
    yield "verbeteren"
    deeds.confirm_silent(_silent(stage.desk))
    yield "door_stilzwijgen"
    _show(face, "confirmed")
    yield "bevestigd"
    deeds.reverse(face.state.row)
    yield "tegenboeking"
    _show(face, "withdrawn")
    yield "ingetrokken"


def _silent(desk: Any) -> SilencePreview:
    """As if a round went unanswered too long; in the sample none has."""
    school = desk.network.schools()[0]
    silent = SilentSchool(school.id, school.code, school.name, 12, 123450, ("BR-2026/27-001",), desk.day)
    return SilencePreview((silent,), frozenset())


def _show(face: Any, status: str) -> None:
    face.filters.clear()
    face.state.clear()
    face.filters.choose(status, "", None)
    face._narrow({"status": status})


def months(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("exchange")
    page = window.page
    page.open_month()
    sheet, state = page.month, page.month.state
    full = max(state.providers(), key=lambda one: sum(row.placement_id is not None for row in _rows(sheet, one[0])))[0]
    sheet._open(full, state.year, None)
    yield "schooljaar"
    months = range(len(state.columns))
    open_cells = [(row, at) for row in state.rows for at in months if not state.lock(row, at)]
    for row, at in open_cells[:3]:
        sheet.cells.write_text(row, at, "3x2")
    sheet._show((0, open_cells[0][1]))
    yield "getypt"
    sheet.try_write()
    yield "vooraf"
    sheet.confirm.no.click()
    row, at = open_cells[0]
    sheet.cells.write_text(row, at, "veel")
    sheet._show((0, at))
    sheet.try_write()
    yield "fout"
    sheet.leave()
    yield "weggooien"
    sheet.cells.typed.clear()
    sheet._open(full, state.year, state.usual)
    yield "weken"
    sheet.add_row()
    yield "rij_toevoegen"
    empty = next((key for key, _ in state.providers() if not _rows(sheet, key)), "")
    sheet._open(empty, state.year, None)
    yield "niets_in_te_vullen"
    sheet.view.finish_editing()
    sheet._give_up()


def _rows(sheet: Any, provider: str) -> Any:
    state = sheet.state
    return state.desk.sheets.sheet(provider, state.spans()).rows


def periods(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("exchange")
    page = window.page
    page.open_periods()
    rows = page.periods.state.rows()
    day = stage.desk.day
    over = [row for row in rows if row.period.last_day < day and row.period.status != "closed"]
    oldest_first = sorted(over, key=lambda row: row.period.first_day)[:2]
    waiting = next((row for row in over if row.waiting), over[0])
    page.periods.table.select_id(waiting.period.id)
    yield "open"
    page.periods.table.select_id(oldest_first[0].period.id)
    page.periods.ask_close()
    yield "afsluiten"
    for row in oldest_first:
        stage.desk.ledger.set_period(row.period.id, PeriodStatus.CLOSED)
    closed = oldest_first[-1].period.id
    stage.desk.ledger.reopen_period(closed, "Een levering van die maand kwam te laat binnen.")
    stage.desk.ledger.set_period(closed, PeriodStatus.CLOSED)
    stage.settle()
    page.periods.table.select_id(closed)
    yield "gesloten"
    page.periods.ask_reopen()
    yield "heropenen"
    stage.tidy()
    page.periods.left.emit()


FACE_NAMES = {
    "pairs": "onderling",
    "offers": "per_aanbod",
    "sectors": "per_sector",
    "trend": "verloop",
    "pupils": "per_leerling",
    "limits": "grenzen",
}


def reasons(page: Any) -> Iterator[str]:
    """What is under the figures of every way to look."""
    school = max(page.state.schools(), key=lambda row: abs(row.balance_cents))
    page.explain(school.school_id)
    yield "waarom"
    other = page.faces.reason.counter.itemData(1)
    page.explain(school.school_id, other)
    yield "waarom_met_een_school"
    page.ask(page.faces.reason.asked.of("entered")._replace(counter=""))
    yield "waarom_te_bevestigen"
    page.choose_measure("dagdelen")
    page.explain(school.school_id)
    yield "waarom_in_dagdelen"
    page.choose_measure("cents")
    page.overview()
    yield "per_school"
    for face in ("pairs", "offers", "sectors", "trend", "pupils"):
        page.open_item(face)
        yield f"{FACE_NAMES[face]}_in_euros"
    page.open_item("sectors")
    page.faces.sectors.kinds.view.opened.emit(page.faces.sectors.kinds.rows.id_at(0))
    yield "waarom_tussen_soorten"


def balances(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("balances")
    page = window.page
    yield from reasons(page)
    page.open_item("schools")
    page.choose_year(page.year.itemData(page.year.count() - 1))
    yield "vorig_jaar"
    page.choose_year(page.year.itemData(0))
    page.choose_measure("dagdelen")
    yield "in_dagdelen"
    for face, name in FACE_NAMES.items():
        page.open_item(face)
        yield name
    page.faces.limits.ask()
    yield "grens_instellen"
    limits = stage.desk.limits
    low = min(page.state.schools(), key=lambda row: row.balance_cents)
    limits.set(low.school_id, version_of(stage.desk, "school", low.school_id), 1000_00, None)
    page.faces.limits.table.select_id(low.school_id)
    yield "voorbij_de_grens"
    page.open_item("schools")
    page.choose_measure("cents")
    yield "gesprek"
    limits.set(low.school_id, version_of(stage.desk, "school", low.school_id), None, None)
    page.open_item("trend")
    trend = page.faces.trend
    trend.school.choose(low.school_id)
    trend.reload()
    yield "verloop_van_een_school"
    trend.view.choose("years")
    trend.reload()
    yield "jaren_naast_elkaar"
    page.chooser.kind.choose("between")
    page.chooser._act(lambda: page.state.choose_kind("between"))
    yield "van_tot"
    page.chooser._act(lambda: page.state.choose_kind("school_year"))
    yield from statements(stage, page)
    page.open_item("schools")


def statements(stage: Stage, page: Any) -> Iterator[str]:
    page.open_item("statements")
    face = page.faces.statements
    yield "overzichten"
    face.none.click()
    yield "overzichten_niets_gekozen"
    face.all.click()
    face.make(stage.place / "overzichten")
    stage.wait(lambda: not page.tools.workshop.running)
    yield "overzichten_gemaakt"
