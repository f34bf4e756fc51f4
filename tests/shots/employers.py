"""Werkgevers: each list, its forms, matching both ways, and what a director and an empty network see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.models import AgendaItem


def employers(stage: Stage) -> Iterator[str]:
    face = _face(stage.office())
    yield "lijst"
    face.ask_new().try_submit()
    yield "toevoegen"
    face.employers.ask_edit()
    yield "bewerken"
    face.employers.ask_contact()
    yield "contact"
    face.employers.ask_vacancy().try_submit()
    yield "vacature_toevoegen"
    face.show_list("vacancies")
    yield "vacatures"
    face.vacancies.ask_match()
    yield "wie_past"
    face.vacancies.ask_close()
    yield "vacature_sluiten"
    face.show_list("week")
    yield "wie_belt_wie"
    yield from _at_work(face)
    face = _face(stage.sit_down("director"))
    yield "directeur"
    face.show_list("vacancies")
    yield "directeur_vacatures"
    face.show_list("given")
    yield "directeur_bijdragen"


def _at_work(face: Any) -> Iterator[str]:
    face.show_list("at_work")
    yield "aan_het_werk"
    face.at_work.step_on()
    yield "stap"
    face.at_work.step("contract")
    yield "contract"
    face.at_work.step("end")
    yield "einde"
    face.at_work.step("terms")
    yield "wijzigen"
    face.at_work.ask_contribution()
    yield "bijdrage_toekennen"
    face.show_list("given")
    yield "bijdragen"
    face.given.ask_spending()
    yield "verantwoorden"
    face.given.ask_edit()
    yield "bijdrage_wijzigen"
    face.given.ask_settle()
    yield "afhandelen"


def at_the_table(stage: Stage) -> Iterator[str]:
    """Vacancies as a point of a running meeting, work for a case there, and with a case in Leerlingen."""
    window = stage.office()
    desk = stage.desk
    meeting = _meeting(desk)
    point = desk.meetings.add_item(meeting, "Vacatures uitwisselen").made_id
    with desk.store.writing(desk.actor, "test.prepare", desk.clock()) as work:
        work.session.get_one(AgendaItem, point).kind = "vacancies"
    window.open("meetings", meeting)
    page = window.page
    page.sitting.start()
    stage.settle()
    page.talk.show_point(point)
    yield "op_tafel"
    page.vacancies.ask_match()
    yield "wie_past"
    page.talk.show_point(next(row.id for row in page.table.agenda if row.case is not None and not row.case.missing))
    yield "bij_casus"
    page.vacancies.ask_work()
    yield "werk_voor_casus"
    placed = desk.work_placements.standing()[-1]
    window.open("pupils", placed.case_id)
    window.page.cases.panel.work.find.setFocus()
    yield "in_leerlingen"


def _meeting(desk: Any) -> str:
    """One of its own, with a case: the one that is coming is for other scenes."""
    body = next(row for row in desk.bodies.rows() if row.kind == "case")
    hours = {"starts_at": time(13), "ends_at": time(15), "place": ""}
    made = desk.meetings.plan(body.id, held_on=desk.day + timedelta(days=40), **hours).made_id
    desk.meetings.add_case(made, next(row for row in desk.agenda.waiting(made) if not row.missing).id)
    return str(made)


def _face(window: Any) -> Any:
    window.open("network")
    window.page.open_item("work")
    return window.page.face("work")
