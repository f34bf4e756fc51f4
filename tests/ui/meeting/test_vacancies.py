"""Vacancies on the table of a running meeting: one more, who fits, and not a word of it on the wall."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.builders import TODAY, World
from tests.services.test_meetings import running
from tests.services.working import employer, vacancy
from tests.ui.meeting.people import Hands
from zsm_desktop.models import AgendaItem
from zsm_desktop.ui.parts.work_fits import FitsDialog
from zsm_desktop.ui.parts.work_forms import ProposeForm


def at_point(world: World, hands: Callable[..., Hands]) -> tuple[Hands, str]:
    """A running meeting with the vacancies on the table."""
    meeting, *_ = running(world)
    point = world.desk.meetings.add_item(meeting, "Vacatures uitwisselen").made_id
    with world.writing() as work:
        work.session.get_one(AgendaItem, point).kind = "vacancies"
    vacancy(world, employer(world), title="Hulp in de werkplaats", open_until=TODAY)
    at = hands(meeting)
    at.until(at.page.talk.isVisible)
    at.page.talk.show_point(point)
    return at, point


def test_open_vacancies_stand_where_a_case_would(world: World, hands) -> None:
    at, _ = at_point(world, hands)
    shown = at.page.vacancies
    assert shown.isVisible()
    assert [row.title for row in shown._rows] == ["Hulp in de werkplaats"]
    form = shown.ask_new()
    form.fields["employer"].put(world.desk.employers.rows()[0].id)
    form.fields["title"].put("Winkelhulp")
    form.ok.click()
    at.until(lambda: shown.row is not None and shown.row.title == "Winkelhulp")
    assert "Winkelhulp" not in repr(world.desk.wall.sight(at.page.sitting.meeting_id))


def test_who_fits_is_found_and_proposed_by_key(world: World, hands) -> None:
    at, _ = at_point(world, hands)
    at.page.vacancies.table.setFocus()
    at.press(Qt.Key.Key_Return)
    (fits,) = at.window.findChildren(FitsDialog)
    who = fits.chosen()
    fits.ok.click()
    (form,) = at.window.findChildren(ProposeForm)
    form.told.setChecked(True)
    form.ok.click()
    (row,) = world.desk.work_placements.standing()
    assert (row.case_id, row.vacancy) == (who.case_id, "Hulp in de werkplaats")


def test_at_a_case_the_same_key_finds_work(world: World, hands) -> None:
    at, _ = at_point(world, hands)
    case = next(row for row in at.page.table.agenda if row.case is not None)
    at.page.talk.show_point(case.id)
    shown = at.page.vacancies
    assert not shown.isVisible()
    assert shown.of_case.isVisible()
    fits = shown.ask_work()
    assert fits.chosen().row.title == "Hulp in de werkplaats"
    fits.other.click()
    (form,) = at.window.findChildren(ProposeForm)
    form.fields["employer"].put(world.desk.employers.rows()[0].id)
    form.told.setChecked(True)
    form.ok.click()
    assert [row.vacancy for row in world.desk.work_placements.standing()] == [""]
