"""What balances, and what is under them, look like once a school year was settled."""

from __future__ import annotations

from collections.abc import Iterator

from tests.shots.stage import Stage
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.agreements import AgreementDraft


def settled(stage: Stage) -> Iterator[str]:
    window = stage.office()
    desk = stage.desk
    last_year = SchoolYear.of(desk.day).shifted(-1)
    done = [row for row in desk.settlements.rows() if row.status == "executed"]
    if not any(row.span.last_day >= last_year.first_day for row in done):
        _close_purses(stage, last_year)
    window.open("balances")
    page = window.page
    page.open_item("schools")
    page.reload()
    yield "per_school"
    table = page.faces.schools.table
    table.select_id(table.rows.id_at(0))
    table.view.picking.pick("open")
    table.view.opened.emit(table.current_id())
    yield "waarom_staat_open"
    page.faces.reason.way.choose("settled")
    page.faces.reason.way.activated.emit(page.faces.reason.way.currentIndex())
    yield "waarom_verrekend"
    page.open_item("trend")
    page.faces.trend.school.choose(page.state.schools()[0].school_id)
    page.faces.trend.reload()
    yield "verloop"
    page.open_item("schools")


def _close_purses(stage: Stage, year: SchoolYear) -> None:
    desk = stage.desk
    span = Span.of_school_year(year)
    if desk.agreements.on(span.last_day) is None:
        desk.agreements.add(AgreementDraft(SettlementRegime.CLOSED_PURSES, span.first_day, writes_off=True))
    made = desk.settlements.propose(SettlementRegime.CLOSED_PURSES, span).made_id
    ((number,),) = desk.store.rows(
        "SELECT d.number FROM decision d JOIN meeting m ON m.id = d.meeting_id"
        " WHERE m.kind = 'steering' AND d.withdrawn_by_id IS NULL ORDER BY d.decided_on DESC, d.number DESC LIMIT 1"
    )
    desk.settlements.approve(made, number)
    desk.settlements.execute(made)
