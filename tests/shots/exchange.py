"""What schools offer each other, what was used, and what that makes of their balances."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.shots.stage import Stage


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
    page.add()
    yield "nieuw"
    page.add()
    stage.dialogs()[0].try_submit()
    yield "nieuw_fouten"
    page.edit()
    yield "wijzigen"
    page.set_tariff()
    yield "tarief"
    page.switch()
    yield "stoppen"


def placements(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("exchange", "placements")
    face = window.page.placements
    yield "lopend"
    face.end()
    yield "eerder_beëindigen"
    face.cancel()
    yield "laten_vervallen"
    face.status.choose("")
    face._narrow(status="")
    yield "alle"
    face.search.setText("wqxz")
    face._narrow(text="wqxz")
    yield "niets_gevonden"
    face.search.clear()
    face._narrow(text="")


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
    _show(face, "confirmed")
    yield "bevestigd"
    deeds.reverse(face.state.row)
    yield "tegenboeking"
    _show(face, "withdrawn")
    yield "ingetrokken"


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
    state, view = page.month.state, page.month.view
    full = next(key for key, _ in state.providers() if _rows(page.month, key))
    page.month._open(full, state.month)
    yield "ingevuld"
    state.write_text(state.rows[0], "2")
    page.month._show()
    yield "getypt"
    state.write_text(state.rows[0], "veel")
    page.month.try_write()
    yield "fout"
    page.month.leave()
    yield "weggooien"
    state.typed.clear()
    empty = next((key for key, _ in state.providers() if not _rows(page.month, key)), "")
    page.month._open(empty, state.month)
    yield "niets_in_te_vullen"
    view.finish_editing()
    page.month._give_up()


def _rows(sheet: Any, provider: str) -> Any:
    return sheet.state.desk.deliveries.preview(provider, sheet.state.month)


def periods(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("exchange")
    page = window.page
    page.open_periods()
    rows = page.periods.state.rows()
    day = stage.desk.day
    over = [row for row in rows if row.period.last_day < day and row.period.status == "open"]
    waiting = next((row for row in over if row.waiting), over[0])
    page.periods.table.select_id(waiting.period.id)
    yield "open"
    page.periods.ask_close()
    yield "afsluiten"
    closed = next((row for row in rows if row.period.status == "closed"), rows[-1])
    page.periods.table.select_id(closed.period.id)
    yield "gesloten"
    page.periods.left.emit()


def balances(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("balances")
    page = window.page
    school = max(page.state.schools(), key=lambda row: abs(row.balance_cents))
    page.explain(school.school_id)
    yield "waarom"
    other = page.reason.counter.itemData(1)
    page.explain(school.school_id, other)
    yield "waarom_met_een_school"
    page.overview()
    page.choose_year(page.year.itemData(page.year.count() - 1))
    yield "vorig_jaar"
    page.choose_year(page.year.itemData(0))
