"""Before the meeting, by keys alone: the agenda made, timed and put in order, the day changed, the invitation sent."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.builders import World
from tests.ui.meeting.people import CASE_BODY, planned, withdrawn
from tests.ui.offices import cut_words, open_dialog, press_toast, toasts, words_of
from zsm_desktop.models import Case, Contact
from zsm_desktop.ui.parts.form import FormDialog

Key = Qt.Key


def listed(at) -> list[str]:
    return [row.title for row in at.page.views["prepare"].agenda.cards.rows]


def pseudonym(world: World, case_id: str) -> str:
    return world.desk.cases.card(case_id).row.pseudonym


def invitation_form(at):
    """It opens when what must not be in it was looked up."""
    at.press(Key.Key_F9)
    at.until(lambda: any(one.isVisible() for one in at.window.findChildren(FormDialog)))
    return open_dialog(at.window)


def give_address(world: World) -> None:
    with world.writing() as work:
        for at, contact in enumerate(work.session.query(Contact)):
            contact.email = f"mens{at}@voorbeeld.nl"


def test_one_key_puts_on_what_belongs_there(world: World, hands) -> None:
    meeting = planned(world)
    new = world.case("DUIN")
    at = hands(meeting)
    view = at.page.views["prepare"]
    assert view.fill_up.text() == "Aanvullen (1)"
    assert view.fill_up.toolTip() == "1 nieuw"
    at.press(Key.Key_F6)
    at.until(lambda: listed(at)[1:] == [pseudonym(world, new)])
    assert not view.fill_up.isEnabled()
    (row,) = [row for row in view.agenda.cards.rows if row.row.case]
    assert (row.detail, row.slot.starts_at) == ("De Duinpan · nieuw", time(14))


def test_the_order_is_chosen_with_a_figure(world: World, hands) -> None:
    first, second = world.case("ZEEUW"), world.case("ZEEUW")
    meeting = planned(world, first, second)
    with world.writing() as work:
        work.session.get_one(Case, second).is_urgent = True
    at = hands(meeting)
    at.press(Key.Key_F7)
    at.until(at.page.before.orders.isVisible)
    at.press(Key.Key_2)
    at.until(lambda: listed(at)[1:] == [pseudonym(world, second), pseudonym(world, first)])
    assert not at.page.before.orders.isVisible()


def test_a_time_box_is_set_with_enter_and_too_much_is_said(world: World, hands) -> None:
    at = hands(planned(world, world.case()))
    view = at.page.views["prepare"]
    view.agenda.setFocus()
    at.press(Key.Key_Home, Key.Key_Return)
    form = open_dialog(at.window)
    at.type("0")
    form.try_submit()
    assert form.fields["minutes"].error.text().startswith("Geef een aantal minuten")
    form.fields["minutes"].editor.setText("141")
    at.press(Key.Key_Return, control=True)
    at.until(lambda: view.full.text == "23 minuten te lang")
    assert view.full.isVisible()
    assert "Verwacht einde 15.23 uur" in words_of(view).replace("\u00a0", " ")
    assert view.agenda.cards.rows[0].minutes == "141 min"


def test_what_stands_apart_is_passed_by_and_can_be_taken_off(world: World, hands) -> None:
    first, shut, last = world.case(), withdrawn(world), world.case()
    at = hands(planned(world, first, shut, last))
    view = at.page.views["prepare"]
    assert listed(at)[1:] == [pseudonym(world, first), pseudonym(world, last)]
    view.agenda.setFocus()
    at.press(Key.Key_End)
    at.press(Key.Key_Up, control=True)
    at.until(lambda: listed(at)[1:] == [pseudonym(world, last), pseudonym(world, first)])
    view.apart.setFocus()
    at.press(Key.Key_Delete)
    at.until(lambda: [row.item_id for row in view.apart.cards.rows] == [""])
    assert len(at.page.sitting.card.agenda) == 3


def test_another_day_is_typed_and_can_be_taken_back(world: World, hands) -> None:
    meeting = planned(world)
    at = hands(meeting)
    at.press(Key.Key_E, control=True)
    open_dialog(at.window)
    at.type("1-12-2026")
    at.press(Key.Key_Return, control=True)
    at.until(lambda: at.page.sitting.card.row.held_on == date(2026, 12, 1))
    press_toast(at.window, "Ongedaan maken")
    at.until(lambda: at.page.sitting.card.row.held_on == date(2026, 11, 24))


def test_a_meeting_called_off_shows_what_was_planned_and_starts_no_more(world: World, hands) -> None:
    case = world.case()
    at = hands(planned(world, case))
    view = at.page.views["prepare"]
    at.press(Key.Key_E, control=True)
    form = open_dialog(at.window)
    at.press(Key.Key_Delete, control=True)
    assert at.page.sitting.status == "planned", "a word of the date, as in any field"
    at.qtbot.keyClick(form, Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert form.confirm.isVisible()
    at.press(Key.Key_Return)
    assert (form.confirm.isVisible(), form.isVisible(), at.page.sitting.status) == (False, True, "planned")
    at.qtbot.keyClick(form, Key.Key_G, Qt.KeyboardModifier.AltModifier)
    at.press(Key.Key_Tab, Key.Key_Return)
    at.until(lambda: at.page.sitting.status == "cancelled")
    assert not view.start.isVisible()
    assert not view.tools.isVisible()
    assert (view.invite.isVisible(), view.invite.text()) == (True, "Afzeggen")
    assert not view.end.isVisible()
    assert world.desk.cases.card(case).row.status == "entered"
    press_toast(at.window, "Ongedaan maken")
    at.until(view.start.isVisible)
    assert world.desk.cases.card(case).row.status == "on_agenda"


def test_a_proposed_day_is_taken_with_a_key(world: World, hands) -> None:
    planned(world)
    at = hands()
    at.press(Key.Key_N, control=True)
    form = open_dialog(at.window)
    proposed = world.desk.meetings.next_plan(CASE_BODY).days
    assert len(proposed) == 3
    at.qtbot.keyClick(form.focusWidget(), Key.Key_2, Qt.KeyboardModifier.AltModifier)
    at.until(lambda: form.fields["day"].editor.day == proposed[1])


def test_the_invitation_is_copied_kept_and_mailed(world: World, hands, tmp_path: Path) -> None:
    give_address(world)
    meeting = planned(world, world.case())
    at = hands(meeting)
    form = invitation_form(at)
    assert "Gaat naar 3 e-mailadressen." in words_of(form)
    assert cut_words(form) == []
    at.press(Key.Key_T, control=True)
    assert "Casus (De Zeeuwse Vaart)" in QGuiApplication.clipboard().text()
    assert toasts(at.window) == ["De tekst staat op het klembord."]
    for key, suffix in ((Key.Key_S, ".ics"), (Key.Key_Return, ".eml")):
        invitation_form(at)
        at.press(key, control=True)
        at.until(lambda: any(one.isVisible() for one in at.window.findChildren(QFileDialog)))
        (asked,) = [one for one in at.window.findChildren(QFileDialog) if one.isVisible()]
        asked.fileSelected.emit(str(tmp_path / f"uitnodiging{suffix}"))
        asked.reject()
        QApplication.processEvents()
        at.until((tmp_path / f"uitnodiging{suffix}").exists)
    (event,) = Calendar.from_ical((tmp_path / "uitnodiging.ics").read_bytes()).walk("VEVENT")
    assert (str(event["UID"]), int(event["SEQUENCE"])) == (meeting, 1)
    at.until(lambda: world.store.rows("SELECT invited FROM meeting") == [(3,)])


def test_without_addresses_the_text_is_what_is_left(world: World, hands) -> None:
    at = hands(planned(world))
    form = invitation_form(at)
    assert not form.ok.isEnabled()
    assert "Van niemand op de lijst is een e-mailadres bekend." in words_of(form)


@pytest.mark.parametrize("user", ["stage duin"])
def test_a_stagebegeleider_who_leads_makes_the_agenda_too(world: World, hands, user: str) -> None:
    own, meeting = world.case("DUIN"), planned(world)
    world.case("ZEEUW")
    at = hands(meeting, user=user)
    assert at.page.views["prepare"].fill_up.text() == "Aanvullen (1)"
    at.press(Key.Key_F6)
    at.until(lambda: listed(at)[1:] == [pseudonym(world, own)])
