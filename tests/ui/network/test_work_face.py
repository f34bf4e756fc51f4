"""Werkgevers by keys: a second caller is warned, a vacancy finds its case, and a pupil moves on to a contract."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.asked import statements
from tests.builders import TODAY, World
from tests.services.working import employer, proposed, vacancy
from tests.ui.offices import open_room, toasts
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.employer_contributions import ContributionDraft
from zsm_desktop.services.employers import ContactDraft, Employers
from zsm_desktop.ui.network.employer_forms import ContactForm
from zsm_desktop.ui.network.work_face import WorkFace
from zsm_desktop.ui.parts.work_forms import ProposeForm


@pytest.fixture
def face(world: World, theme, shown):
    def open_(user: str = "stage zeeuw", where: str = "work") -> WorkFace:
        window = open_room(theme, shown, world.desk_of(user), "network", (1280, 720))
        window.page.open_item(where)
        return window.page.face("work")

    return open_


def fill(form: Any, **texts: object) -> None:
    for name, value in texts.items():
        form.fields[name].put(value)


def test_a_coordinator_adds_an_employer_a_contact_and_a_vacancy(world: World, face) -> None:
    at = face()
    assert at.window().page.add.isVisible()
    form = at.window().page.ask_new()
    fill(form, name="Garage Wisse", city="Goes", person="H. Wisse", size="small")
    form.ok.click()
    assert at.employers.card.row.name == "Garage Wisse"
    at.employers.table.setFocus()
    QTest.keyClick(at.employers.table.view, Qt.Key.Key_Return)
    (form,) = at.window().findChildren(ContactForm)
    fill(form, kind="visit", text="Er komt een plek vrij.")
    form.ok.click()
    (moment,) = world.desk.employers.rows()[0:1]
    assert (moment.last_on, moment.last_by) == (TODAY, "De Zeeuwse Vaart")
    form = at.employers.ask_vacancy()
    fill(form, title="Hulp in de werkplaats", places="2", days=("ma", "di"))
    form.ok.click()
    assert at.which.current == "vacancies"
    assert (at.vacancies.row.number, at.vacancies.row.places, at.vacancies.row.weekdays) == (
        "V-2026/27-001", 2, ("ma", "di")
    )  # fmt: skip


def test_looking_for_an_employer_stays_among_the_employers(world: World, face, qtbot) -> None:
    at = face()
    window = at.window()
    with qtbot.waitActive(window):
        window.activateWindow()
    at.employers.table.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.page.tabs.current == "work"
    assert at.employers.search.hasFocus()


def test_what_waits_on_today_brings_the_keyboard_to_its_list(world: World, face, qtbot) -> None:
    employer(world)
    at = face()
    window = at.window()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.page.tabs.open_face("members")
    window.open("today")
    window.open("network", "work/employers")
    assert window.focusWidget() is at.employers.table.view
    window.page.tabs.open_face("members")
    window.open("network", "work/given")
    QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert at.which.current == "week"


def test_the_form_warns_when_another_school_was_there(world: World, face) -> None:
    made = employer(world)
    world.desk_of("stage duin").employers.note_contact(made, ContactDraft(TODAY - timedelta(days=5), "call"))
    form = face().employers.ask_contact()
    (line,) = form.warning.lines
    assert line.text == "De Duinpan belde hier op dinsdag 17 november 2026. Overleg eerst met stage duin."
    fill(form, day=TODAY + timedelta(days=30))
    form.fields["day"].edited.emit()
    assert form.warning.lines == ()
    form.done(0)


def test_a_vacancy_finds_its_case_and_the_case_is_proposed(world: World, face) -> None:
    place, case = vacancy(world), world.case("ZEEUW")
    at = face(where="work/vacancies")
    at.vacancies.open(place)
    fits = at.vacancies.ask_match()
    assert [fits.chosen().case_id] == [case]
    QTest.keyClick(fits.table.view, Qt.Key.Key_Return)
    (form,) = at.window().findChildren(ProposeForm)
    form.try_submit()
    assert form.fields["told"].has_error
    form.told.setChecked(True)
    form.ok.click()
    assert [(one.case_id, one.status) for one in world.desk.work_placements.standing()] == [(case, "proposed")]


def test_who_was_proposed_goes_to_trial_and_contract_by_keys(world: World, face, qtbot) -> None:
    garage = employer(world)
    placement = proposed(world, garage)
    at = face(where=f"work/at_work/{placement}")
    at.at_work.table.setFocus()
    for status in ("trial", "contract"):
        form = at.at_work.step_on()
        form.ok.click()
        qtbot.waitUntil(lambda status=status: at.at_work.row.status == status)
    assert at.at_work.misses.isVisible()
    form = at.at_work.ask_contribution()
    form.ok.click()
    assert [one.cents for one in world.desk.employer_contributions.rows()] == [6_000_00]
    form = at.at_work.step("end")
    form.try_submit()
    assert form.fields["reason"].has_error
    fill(form, reason="other_employer")
    form.ok.click()
    qtbot.waitUntil(lambda: at.at_work.row is None)


def test_what_is_accounted_for_is_never_more_than_is_left(world: World, face, qtbot) -> None:
    placement = proposed(world, employer(world))
    world.desk.employer_contributions.add(placement, ContributionDraft(100_00, "training", TODAY))
    at = face(where="work/given")
    form = at.given.ask_spending()
    fill(form, name="Lascursus", cents=100_01)
    form.try_submit()
    assert form.fields["cents"].has_error
    fill(form, cents=40_00)
    form.ok.click()
    qtbot.waitUntil(lambda: (at.given.row.spent_cents, at.given.row.rest_cents) == (40_00, 60_00))
    at.given.ask_settle()
    at.given.confirm.yes.click()
    qtbot.waitUntil(lambda: at.given.row.settled_on == TODAY)
    assert at.given.ask_spending() is None


def test_a_director_reads_and_changes_nothing(world: World, face) -> None:
    vacancy(world)
    at = face("directeur zeeuw")
    assert list(at.lists) == ["employers", "vacancies", "given", "week"]
    assert at.employers.ask_contact() is None
    assert not at.window().page.add.isVisible()
    at.show_list("vacancies")
    assert at.vacancies.ask_match() is None
    assert at.vacancies.ask_edit() is None
    at.step(1)
    assert at.which.current == "given"


def test_the_list_of_vacancies_is_made_beside_the_window(world: World, face, qtbot, tmp_path: Path) -> None:
    vacancy(world)
    at = face(where="work/vacancies")
    said: list[str] = []
    at.offered.connect(lambda text, *_more: said.append(text))
    at.vacancies.paper.make(tmp_path / "uit")
    assert not at.vacancies.paper.isEnabled()
    qtbot.waitUntil(at.vacancies.paper.isEnabled, timeout=20_000)
    assert sorted(path.suffix for path in (tmp_path / "uit").iterdir()) == [".pdf", ".xlsx"]
    assert said[0].startswith("Gemaakt: vacatures 2026-11-22.pdf")
    at.vacancies.paper.make(world.folder)
    qtbot.waitUntil(at.vacancies.paper.isEnabled, timeout=20_000)
    assert len(said) == 1


def test_a_week_that_cannot_be_read_is_said(world: World, face, monkeypatch: pytest.MonkeyPatch) -> None:
    at = face(where="work/week")

    def refuse(*_given: object) -> None:
        raise RuleError("server.lost")

    monkeypatch.setattr(Employers, "week", refuse)
    at.week.on.click()
    assert "server" in toasts(at.window())[-1]


def test_the_employer_in_hand_is_read_once(world: World, face) -> None:
    employer(world, "Bakker Bos")
    made, at = employer(world), face()
    with statements(world, world.desk_of("stage zeeuw")) as found:
        at.employers.open(made)
    assert at.employers.card.row.id == made
    assert sum("contact.is_fixed DESC" in one for one in found) == 1
    with statements(world, world.desk_of("stage zeeuw")) as found:
        at.reload()
    assert sum("contact.is_fixed DESC" in one for one in found) == 1
