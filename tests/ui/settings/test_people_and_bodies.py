"""Who may come in, and which groups meet: changed in the settings, by keys, with what is refused at its field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.builders import World, made_id, school_id, user_id
from tests.ui.offices import cut_pieces, open_dialog, open_room, press_toast, toasts, words_of
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.bodies import BodyFacts
from zsm_desktop.services.users import UserRow
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.settings.actions import PeopleActs

OWN = "vier woorden zijn genoeg"
CASES = made_id(9, 1)


@pytest.fixture
def window(world: World, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk, "settings")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def press(card, name: str) -> None:
    (button,) = [one for one in card.findChildren(QAbstractButton) if one.accessibleName() == name and one.isVisible()]
    button.click()


def names(card) -> list[str]:
    return [one.accessibleName() for one in card.findChildren(QAbstractButton) if one.isVisible()]


def user(world: World, name: str) -> UserRow:
    return next(row for row in world.desk.users.rows() if row.id == user_id(name))


def body(world: World, body_id: str = CASES) -> BodyFacts:
    return next(row for row in world.desk.bodies.rows() if row.id == body_id)


def test_a_coordinator_moves_to_another_school(window, world: World, qtbot) -> None:
    press(window.page.users, "stage duin bewerken")
    dialog = open_dialog(window)
    assert (dialog.fields["name"].text, dialog.fields["school"].text) == ("stage duin", school_id("DUIN"))
    dialog.fields["school"].editor.choose("")
    dialog.ok.click()
    assert dialog.fields["school"].error.text() == "Kies de school van deze gebruiker."
    dialog.fields["school"].editor.choose(school_id("KREEK"))
    dialog.ok.click()
    qtbot.waitUntil(lambda: "Stagebegeleider · Het Kreekrif" in words_of(window.page.users))
    assert toasts(window) == ["stage duin is bijgewerkt."]
    assert user(world, "stage duin").school_id == school_id("KREEK")


def test_another_name_is_said_with_what_stays_of_the_old_one(window, world: World, qtbot) -> None:
    press(window.page.users, "lezer bewerken")
    dialog = open_dialog(window)
    dialog.fields["name"].editor.setText("stage duin")
    dialog.ok.click()
    assert dialog.fields["name"].error.text().startswith("Er is al een gebruiker met de naam stage duin.")
    dialog.fields["name"].editor.setText("Joke Nieuw")
    dialog.ok.click()
    qtbot.waitUntil(lambda: "Joke Nieuw" in words_of(window.page.users))
    assert toasts(window)[-1].startswith("lezer heet nu Joke Nieuw;")


def test_a_role_that_loses_the_names_gets_a_new_password(window, world: World, qtbot) -> None:
    press(window.page.users, "stage duin bewerken")
    dialog = open_dialog(window)
    dialog.fields["role"].editor.choose(Role.DIRECTOR.value)
    dialog.ok.click()
    assert dialog.fields["password"].error.text().startswith("Geef een nieuw wachtwoord")
    for key in ("password", "again"):
        dialog.fields[key].editor.setText(OWN)
    dialog.ok.click()
    qtbot.waitUntil(lambda: user(world, "stage duin").role is Role.DIRECTOR)
    assert toasts(window)[-1].endswith("Namen van leerlingen blijven voor deze rol gesloten.")
    folder = world.folder
    window.close()
    world.close()
    with pytest.raises(RuleError, match="keys.wrong_password"):
        open_desk(folder, password="stage duin" * 2, user="stage duin")
    desk = open_desk(folder, password=OWN, user="stage duin")
    assert not desk.store.seal.may_open
    desk.close()


def test_who_was_let_go_is_let_in_again(window, world: World, qtbot) -> None:
    window.page.users.ask_retire(user(world, "lezer"))
    window.page.users.confirm.yes.click()
    qtbot.waitUntil(lambda: "lezer weer toegang geven" in names(window.page.users))
    press(window.page.users, "lezer weer toegang geven")
    dialog = open_dialog(window)
    dialog.ok.click()
    assert dialog.fields["password"].error.text() == "Vul ‘Wachtwoord’ in."
    for key in ("password", "again"):
        dialog.fields[key].editor.setText(OWN)
    dialog.ok.click()
    assert user(world, "lezer").is_active
    qtbot.waitUntil(lambda: "Toegang van lezer intrekken" in names(window.page.users))
    assert "lezer weer toegang geven" not in names(window.page.users)


def test_the_own_role_stays_and_the_own_password_is_changed_elsewhere(window, world: World) -> None:
    press(window.page.users, "secretaris bewerken")
    dialog = open_dialog(window)
    assert not dialog.fields["role"].editor.isEnabled()
    assert "password" not in dialog.fields
    assert "Toegang van secretaris intrekken" not in names(window.page.users)


def test_a_body_is_added_with_the_members_that_were_searched_and_ticked(window, world: World, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = open_dialog(window)
    qtbot.keyClicks(dialog.fields["name"].editor, "Kernteam")
    qtbot.keyClicks(dialog.fields["code"].editor, "mb")
    qtbot.keyClicks(dialog.fields["weeks"].editor, "99")
    dialog.ok.click()
    assert dialog.fields["code"].error.text().startswith("De afkorting MB heeft al een andere overlegvorm.")
    dialog.fields["code"].editor.setText("kt")
    dialog.ok.click()
    assert dialog.fields["weeks"].error.text() == "Vul een aantal weken van 1 tot en met 52 in, of laat het leeg."
    dialog.fields["weeks"].editor.setText("1,5")
    dialog.ok.click()
    assert "geen heel getal" in dialog.fields["weeks"].error.text()
    dialog.fields["weeks"].editor.setText("4")
    dialog.fields["level"].editor.choose("tactical")
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, "kreek")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.members.rows.rowCount() == 1
    assert dialog.focusWidget() is dialog.members.view
    dialog.members.select_id(made_id(4, 3))
    qtbot.keyClick(dialog.members.view, Qt.Key.Key_Space)
    assert dialog.fields["members"].label.text() == "Leden: 1"
    dialog.ok.click()
    qtbot.waitUntil(lambda: "Kernteam (KT)" in words_of(window.page.bodies))
    assert "Maatwerkbespreking · tactisch · elke 4 weken · 1 lid" in words_of(window.page.bodies)
    (made,) = [row for row in world.desk.bodies.rows() if row.code == "KT"]
    assert made.member_ids == {made_id(4, 3)}


def test_a_changed_body_is_put_back(window, world: World, qtbot) -> None:
    before = body(world)
    press(window.page.bodies, "Maatwerkbespreking bewerken")
    dialog = open_dialog(window)
    assert not dialog.fields["code"].editor.isEnabled()
    dialog.fields["name"].editor.setText("Grote bespreking")
    dialog.fields["weeks"].editor.clear()
    dialog.members.toggle(made_id(4, 1))
    dialog.ok.click()
    qtbot.waitUntil(lambda: "in overleg · 1 lid" in words_of(window.page.bodies))
    press_toast(window, "Ongedaan maken")
    qtbot.waitUntil(lambda: "Maatwerkbespreking (MB)" in words_of(window.page.bodies))
    assert replace(body(world), version=before.version) == before


def test_a_body_that_met_stays_and_one_that_did_not_comes_back_with_its_members(window, world: World, qtbot) -> None:
    card = window.page.bodies
    press(card, "Stuurgroep verwijderen")
    qtbot.waitUntil(lambda: "Stuurgroep (SG)" not in words_of(card))
    press_toast(window, "Ongedaan maken")
    qtbot.waitUntil(lambda: "Stuurgroep (SG)" in words_of(card))
    with world.writing() as work:
        work.run(
            "INSERT INTO meeting (id, kind, body_id, school_year, sequence, number, held_on, starts_at, ends_at, place,"
            " status, chair, note_taker) VALUES (:id, 'case', :body, 2026, 1, 'MB 1', '2026-12-01', '13:00', '14:00',"
            " '', 'planned', '', '')",
            [{"id": made_id(10, 1), "body": CASES}],
        )
    card.reload()
    assert "Maatwerkbespreking verwijderen" not in names(card)


def test_ticks_are_not_thrown_away_unasked(window, world: World) -> None:
    press(window.page.bodies, "Stuurgroep bewerken")
    dialog = open_dialog(window)
    dialog.members.toggle(made_id(4, 1))
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.confirm.isVisible()


def test_a_director_may_look_and_not_change(world: World, theme, shown) -> None:
    page = open_room(theme, shown, world.desk_of("directeur duin"), "settings").page
    assert "Maatwerkbespreking (MB)" in words_of(page.bodies)
    assert names(page.bodies) == []
    assert names(page.users) == ["Mijn wachtwoord"]


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_field_or_button_is_cut(window, theme, world: World, qtbot, zoom: int) -> None:
    theme.set_zoom(zoom)
    qtbot.waitUntil(lambda: cut_pieces(window.page) == [])
    press(window.page.bodies, "Stuurgroep bewerken")
    dialog = open_dialog(window)
    qtbot.waitUntil(lambda: cut_pieces(dialog) == [])
    assert dialog.width() <= window.width()


class OnlyBegun:
    """The acts on people, where one has no password yet."""

    def __init__(self, people: PeopleActs, without: str) -> None:
        self._people, self._without = people, without

    def __getattr__(self, name: str) -> object:
        return getattr(self._people, name)

    def without_entry(self) -> frozenset[str]:
        return frozenset({self._without})


def test_who_has_no_entry_yet_is_said_at_the_name_and_the_acts_line_up(window, world: World, qtbot) -> None:
    users = window.page.users
    users._people = OnlyBegun(users._people, user_id("lezer"))
    users.reload()
    qtbot.waitUntil(lambda: "lezer een wachtwoord geven" in names(users))
    buttons = {one.accessibleName(): one for one in users.findChildren(QAbstractButton) if one.isVisible()}
    qtbot.waitUntil(lambda: buttons["Toegang van lezer intrekken"].y() == buttons["lezer een wachtwoord geven"].y())
    ends = {one.mapTo(users, one.rect().topRight()).x() for name, one in buttons.items() if name.endswith("intrekken")}
    assert len(ends) == 1
    (pill,) = [one for one in users.findChildren(Pill) if one.text == "nog geen wachtwoord"]
    (name,) = [one for one in users.findChildren(QLabel) if one.text() == "lezer"]
    assert pill.mapTo(users, pill.rect().topLeft()).y() < name.mapTo(users, name.rect().bottomLeft()).y() + 20


def test_what_a_point_shows_who_may_decide_and_the_chair_in_turn(window, world: World, qtbot) -> None:
    press(window.page.bodies, "Stuurgroep bewerken")
    dialog = open_dialog(window)
    dialog.points.setPlainText("Opening\nCijfers, 20 min")
    dialog.points.moveCursor(QTextCursor.MoveOperation.End)
    dialog.shows.choose("results")
    dialog.shows.activated.emit(dialog.shows.currentIndex())
    assert dialog.points.toPlainText() == "Opening\nCijfers, 20 min, toont resultaten"
    dialog.fields["chair"].editor.choose("turns")
    dialog.members.setFocus()
    dialog.members.select_id(made_id(4, 1))
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.members.view, Qt.Key.Key_M)
    dialog.ok.click()
    qtbot.waitUntil(lambda: "voorzitter om de beurt" in words_of(window.page.bodies))
    made = body(world, made_id(9, 2))
    assert [(one.title, one.kind, one.minutes) for one in made.points] == [
        ("Opening", "fixed", None),
        ("Cijfers", "results", 20),
    ]
    assert (made.member_ids, made.mandated_ids, made.is_chair_in_turn) == ({made_id(4, 1)}, {made_id(4, 1)}, True)
    press(window.page.bodies, "Stuurgroep bewerken")
    dialog = open_dialog(window)
    assert dialog.mandated == {made_id(4, 1)}
    assert dialog.points.toPlainText() == "Opening\nCijfers, 20 min, toont resultaten"
