"""Settings: the network's name, who may come in and with which keys, this computer, and the check."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import PASSWORD, World, school_id
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from tests.versions import version_of
from zsm_desktop.app import open_desk, people
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.store import folder as network_folder
from zsm_desktop.ui.settings.page_keys import KEYS
from zsm_desktop.ui.settings.user_form import WHAT_ROLES_SEE

OWN = "vier woorden zijn genoeg"


@pytest.fixture
def window(world: World, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk, "settings")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def add(window, name: str, role: Role, school: str = "") -> None:
    window.page.users.add.click()
    dialog = open_dialog(window)
    dialog.fields["name"].editor.setText(name)
    dialog.fields["role"].editor.choose(role.value)
    if school:
        dialog.fields["school"].editor.choose(school_id(school))
    for key in ("password", "again"):
        dialog.fields[key].editor.setText(OWN)
    dialog.ok.click()


@pytest.mark.parametrize(
    ("role", "school", "sees_names"), [(Role.COORDINATOR, "DUIN", True), (Role.DIRECTOR, "DUIN", False)]
)
def test_a_new_user_opens_the_network_with_the_own_password(
    window, world: World, qtbot, role: Role, school: str, sees_names: bool
) -> None:
    add(window, "Joke Nieuw", role, school)
    qtbot.waitUntil(lambda: "Joke Nieuw" in words_of(window.page.users))
    world.case("DUIN")
    desk = open_desk(world.folder, password=OWN, user="Joke Nieuw")
    try:
        assert (desk.actor.role, desk.actor.school_id) == (role, school_id("DUIN"))
        assert desk.store.seal.may_open is sees_names
    finally:
        desk.close()


def test_faults_stand_at_their_fields_and_leave_nobody_half_added(window, world: World) -> None:
    before = (world.desk.users.rows(), (world.folder / "keys.json").read_bytes())
    window.page.users.add.click()
    dialog = open_dialog(window)
    dialog.fields["name"].editor.setText("lezer")
    dialog.fields["password"].editor.setText(OWN)
    dialog.fields["again"].editor.setText("iets anders dan dat")
    dialog.ok.click()
    assert dialog.fields["again"].error.text() == "De twee wachtwoorden zijn niet gelijk."
    dialog.fields["again"].editor.setText(OWN)
    dialog.ok.click()
    assert dialog.fields["school"].error.text() == "Kies de school van deze gebruiker."
    dialog.fields["role"].editor.choose(Role.READER.value)
    dialog.ok.click()
    assert dialog.fields["name"].error.text().startswith("Er is al een gebruiker met de naam lezer.")
    for key in ("password", "again"):
        dialog.fields[key].editor.setText("kort")
    dialog.ok.click()
    assert "te kort" in dialog.fields["password"].error.text()
    assert (world.desk.users.rows(), (world.folder / "keys.json").read_bytes()) == before


def test_a_key_that_cannot_be_written_takes_the_user_back(world: World) -> None:
    keys = world.folder / "keys.json"
    kept = keys.read_bytes()
    keys.write_bytes(b"{}")
    with pytest.raises(RuleError) as refused:
        people.add_user(world.desk, "Joke Nieuw", Role.READER, None, OWN)
    assert refused.value.code == "keys.damaged"
    keys.write_bytes(kept)
    assert "Joke Nieuw" not in [row.name for row in world.desk.users.rows()]


def test_who_is_retired_does_not_come_in_any_more(window, world: World, qtbot) -> None:
    reader = next(row for row in world.desk.users.rows() if row.name == "lezer")
    window.page.users.ask_retire(reader)
    window.page.users.confirm.yes.click()
    qtbot.waitUntil(lambda: toasts(window) == ["lezer kan dit netwerk niet meer openen."])
    assert "lezer" not in [owner.user_name for owner in network_folder.header_of(world.folder).users]
    with pytest.raises(RuleError):
        open_desk(world.folder, password="lezerlezer")


def test_the_own_password_is_changed(window, world: World) -> None:
    window.page.users.password.click()
    dialog = open_dialog(window)
    dialog.fields["old"].editor.setText("fout wachtwoord")
    for key in ("password", "again"):
        dialog.fields[key].editor.setText(OWN)
    dialog.ok.click()
    assert dialog.fields["old"].error.text().startswith("Dit wachtwoord past niet.")
    Tries().path.unlink()  # as after the wait
    dialog.fields["old"].editor.setText(PASSWORD)
    dialog.ok.click()
    assert network_folder.unlock(world.folder, OWN).user_name == "secretaris"
    with pytest.raises(RuleError):
        network_folder.unlock(world.folder, PASSWORD)


def test_the_name_of_the_network_is_kept_when_its_field_is_left(window, world: World, qtbot) -> None:
    field = window.page.network.name
    field.editor.setFocus()
    field.editor.selectAll()
    qtbot.keyClicks(field.editor, "Maatwerk Eilanden")
    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert world.desk.network.facts().name == "Maatwerk Eilanden"
    field.editor.setFocus()
    field.editor.selectAll()
    qtbot.keyClick(field.editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert field.error.text() == "Geef het netwerk een naam."
    assert world.desk.network.facts().name == "Maatwerk Eilanden"


def test_theme_and_size_follow_the_chips_and_the_keys(window, theme, qtbot) -> None:
    computer = window.page.computer
    computer.mode.choose("dark")
    assert theme.is_dark
    computer.zoom.choose("150")
    assert theme.zoom_percent == 150
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (theme.zoom_percent, computer.zoom.current) == (100, "100")
    theme.toggle()
    assert computer.mode.current == "light"


def test_the_check_says_in_words_that_all_is_well(window, world: World, qtbot) -> None:
    world.delivered()
    storage = window.page.storage
    assert storage.folder.text() == str(world.folder)
    qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.workshop.running, timeout=20_000)
    said = [line.text for line in storage.result.lines]
    assert said[0] == "Alles is in orde."
    assert said[-1] == "1 boeking, keten ongebroken"
    assert storage.check.isEnabled()


def test_a_director_sees_the_settings_and_changes_nothing_but_the_password(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk_of("directeur duin"), "settings")
    page = window.page
    assert not page.network.name.editor.isEnabled()
    assert not page.users.add.isVisible()
    assert page.users.password.isVisible()
    assert "Toegang intrekken" not in [button.text() for button in page.users.findChildren(type(page.users.password))]


def test_silence_counts_only_when_it_is_kept(window, world: World) -> None:
    card = window.page.silence
    assert "Nu geldt stilzwijgen niet als bevestiging." in words_of(card)
    card.choice.choose("on")
    assert world.desk.silence.rule().days is None
    card.days.editor.setText("3")
    card.keep.click()
    assert card.days.error.text() == "Kies een termijn van 7 tot en met 120 dagen."
    card.days.editor.setText("21")
    card.keep.click()
    assert world.desk.silence.rule().days == 21
    assert "21 dagen nadat het overzicht uitging" in words_of(card)
    card.choice.choose("off")
    card.keep.click()
    assert world.desk.silence.rule().days is None


def test_who_may_not_set_silence_reads_it(world: World, theme, shown) -> None:
    world.desk.silence.set_days(version_of(world, "network"), 21)
    card = open_room(theme, shown, world.desk_of("directeur duin"), "settings").page.silence
    assert "21 dagen nadat het overzicht uitging" in words_of(card)
    assert not card.keep.isEnabled()


def test_of_every_role_the_form_says_what_it_sees() -> None:
    assert set(WHAT_ROLES_SEE) == set(Role)


def test_at_a_large_size_the_room_scrolls_as_one_page(window, world: World, qtbot) -> None:
    page = window.page
    general = page._general[0].verticalScrollBar()
    qtbot.waitUntil(lambda: general.maximum() > 0)
    window.theme.set_zoom(200)
    window.resize(1280, 720)
    around = page.parentWidget().parentWidget().verticalScrollBar()
    qtbot.waitUntil(lambda: general.maximum() == 0 and around.maximum() > 1000)
    page.open_item("handover")
    face = page.privacy.face("handover")
    step = face.area.verticalScrollBar()
    qtbot.waitUntil(lambda: step.maximum() == 0)
    needed = face.area.widget().layout().totalMinimumSize().height()
    other = next(row for row in world.desk.users.rows() if row.role is not Role.SECRETARY)
    face.who.successor.choose(other.id)
    face.who._on_choice()
    qtbot.waitUntil(lambda: face.area.widget().layout().totalMinimumSize().height() != needed)
    qtbot.waitUntil(lambda: step.maximum() == 0)


def test_the_keys_told_are_those_of_the_tab(window) -> None:
    page = window.page
    assert KEYS.keys() == page.tabs.tabs.keys()
    page.open_item("breaches")
    told = dict(one[:2] for one in page.keys)
    assert told["Ctrl+N"] == "Datalek noteren"
    assert "Ctrl+Shift+H" not in told
    page.tabs.open_face("general")
    assert dict(one[:2] for one in page.keys)["Ctrl+N"] == "Gebruiker toevoegen"
