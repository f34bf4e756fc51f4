"""To a server and back by the window: the whole way, each refusal with the text still there, and stopping halfway."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from tests.builders import PASSWORD, PEOPLE, SECRETARY, World
from tests.keyrings import InMemory, ring
from tests.server import Server
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.app import open_desk, remembered
from zsm_desktop.app.places import COUNTING, Places, staged
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.tries import Tries
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.checks import Checks
from zsm_desktop.settings import load_preferences
from zsm_desktop.store.moved import NOTE
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres import target
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.place import ServerPlace
from zsm_desktop.ui.departure import Sharing
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.share_form import GO_ON
from zsm_desktop.ui.program import Program
from zsm_desktop.ui.start.moving import STOPPED
from zsm_desktop.ui.work import Cancelled, Progress
from zsm_desktop.words.format import money
from zsm_desktop.words.moving import NOBODY_ELSE

OWN, SLOW = "vier woorden zijn genoeg", 30_000
__all__ = ["ring"]


@pytest.fixture
def owner(server: Server) -> Iterator[Address]:
    server.keep_logins()
    yield server.address(server.new_database())
    server.restore_logins()


@pytest.fixture
def program(world: World, qtbot, tmp_path: Path) -> Iterator[Program]:
    """The program with the small network open, in its settings; one delivery is booked."""
    world.delivered()
    world.close()
    warmer = WarmUp()
    made = Program(Entrance(tmp_path / "netwerken", tmp_path / "preferences.json"), rooms, warmer)
    made.show_network(open_desk(world.folder, password=PASSWORD, user=SECRETARY))
    show_settings(made, qtbot)
    yield made
    for window in (made.window, made.start):
        if window is not None:
            window.close()
    warmer.stop()
    made.theme.deleteLater()


def show_settings(program: Program, qtbot) -> Any:
    assert program.window is not None
    qtbot.waitUntil(program.window.isVisible)
    program.window.open("settings")
    return program.window.page


def fill(dialog, **texts: str) -> None:
    for name, text in texts.items():
        dialog.fields[name].editor.setText(text)


def share(program: Program, owner: Address, **texts: str) -> Any:
    program.window.page.place[0].share.click()
    dialog = open_dialog(program.window)
    fill(dialog, **{"address": owner.url, "password": PASSWORD} | texts)
    dialog.ok.click()
    return dialog


def figures(folder: Path, password: str = PASSWORD, user: str | None = SECRETARY) -> tuple[object, ...]:
    desk = open_desk(folder, password=password, user=user, read_only=True)
    try:
        found = Checks(desk).run()
        return (desk.balances.by_school(), found.ok, found.entries, found.chain_head)
    finally:
        desk.close()


def pills(card) -> list[str]:
    return [pill.text for pill in card.findChildren(Pill) if pill.isVisible()]


def press(card, name: str, qtbot) -> None:
    def found() -> list[QAbstractButton]:
        return [one for one in card.findChildren(QAbstractButton) if one.accessibleName() == name and one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    found()[0].click()


def arrived(program: Program, qtbot) -> Any:
    """The page of a move that is done."""
    qtbot.waitUntil(lambda: program.start is not None, timeout=SLOW)
    moving = program.start.moving
    qtbot.waitUntil(lambda: program.start.page in (moving.arrived, moving.stranded), timeout=SLOW)
    assert program.start.page is moving.arrived, moving.stranded.reason.text()
    return moving.arrived


def stranded(program: Program, qtbot) -> Any:
    qtbot.waitUntil(lambda: program.start is not None, timeout=SLOW)
    qtbot.waitUntil(lambda: program.start.page is program.start.moving.stranded, timeout=SLOW)
    return program.start.moving.stranded


def go_on(program: Program, button: QAbstractButton, qtbot) -> Path:
    """Back in a window; the folder that is open in it, and that locking asks for again."""
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None and program.start is None, timeout=SLOW)
    assert load_preferences(program.habits._path).last_network == str(program.desk.folder)
    return program.desk.folder


def let_in(program: Program, settings: Any, qtbot) -> None:
    """The reader gets a password."""
    qtbot.waitUntil(lambda: pills(settings.users).count("nog geen wachtwoord") == 6)
    press(settings.users, "lezer een wachtwoord geven", qtbot)
    dialog = open_dialog(program.window)
    dialog.ok.click()
    assert dialog.fields["password"].has_error
    fill(dialog, password=OWN, again=OWN)
    dialog.ok.click()
    qtbot.waitUntil(lambda: pills(settings.users).count("nog geen wachtwoord") == 5)
    assert "Geef ook het adres door" in toasts(program.window)[-1]


def test_there_with_colleagues_let_in_and_back_again(
    program: Program, world: World, owner: Address, qtbot, tmp_path: Path, ring: InMemory
) -> None:
    card = program.window.page.place[0]
    assert str(world.folder) in words_of(card)
    assert not card.fetch.isVisible()
    share(program, owner)
    page = arrived(program, qtbot)
    assert page.title.text() == f"Het netwerk staat nu op de server {owner.shown}"
    facts = page.facts.texts()
    assert (facts["Boekingen"], facts["Gegeven in totaal"]) == ("1", money(2470))
    assert {entry.name for entry in page.addresses.entries} == set(PEOPLE) - {SECRETARY}
    press(page.addresses, "Adres van lezer kopiëren", qtbot)
    theirs = QGuiApplication.clipboard().text()
    page.addresses.write(tmp_path / "adressen.txt")
    assert theirs in (tmp_path / "adressen.txt").read_text(encoding="utf-8")
    page.addresses.write(tmp_path / "nergens" / "adressen.txt")
    assert page.addresses.error.isVisible()
    there = go_on(program, page.go, qtbot)
    assert (page.folder.text, there) == (f"Op deze computer: {there}", world.folder.with_name("network-server"))
    assert figures(there, user=None) == figures(world.folder)
    assert "staat nu op" in Entrance(tmp_path, tmp_path / "x").look(world.folder).trouble

    settings = show_settings(program, qtbot)
    let_in(program, settings, qtbot)
    assert owner.shown in words_of(settings.place[0])
    settings.place[0].show_addresses.click()
    qtbot.waitUntil(lambda: theirs in words_of(settings.place[0]))
    Known(Address.parse(theirs), "lezer").write(make(tmp_path / "lezer") / SERVER)
    assert figures(tmp_path / "lezer", OWN, None)[1:] == figures(there, user=None)[1:]

    remembered.remember(there, PASSWORD)
    card = settings.place[0]
    with closing(open_desk(tmp_path / "lezer", password=OWN)):
        card.fetch.click()
        assert "Nu ook hier: lezer." in card.confirm.text.text()
        card.confirm.no.click()
    qtbot.waitUntil(lambda: Places(program.desk).also_here() == ())
    card.fetch.click()
    assert NOBODY_ELSE in card.confirm.text.text()
    card.confirm.yes.click()
    page = arrived(program, qtbot)
    assert page.title.text() == "Het netwerk staat nu op deze computer"
    assert ring.kept == {}
    home = go_on(program, page.go, qtbot)
    assert figures(home) == figures(world.folder)
    program.desk.sectors.add("Bouw")
    open_desk(home, password=OWN, user="lezer", read_only=True).close()


def make(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_what_is_refused_is_said_at_its_field_and_changes_nothing(
    program: Program, world: World, owner: Address, server: Server, qtbot, tmp_path: Path
) -> None:
    full = server.address(server.new_database())
    with psycopg.connect(full.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE mine (id integer)")
    dialog = share(program, owner, password="niet het goede")
    for texts, field, said in (
        ({}, "password", "past niet"),
        ({"password": PASSWORD, "address": "zomaar"}, "address", "geen adres"),
        ({"address": "postgresql://o@db.voorbeeld.nl/net?sslmode=disable"}, "address", "bewijst niet"),
        ({"address": "postgresql://o@nergens.invalid/net"}, "address", "niet te vinden"),
        ({"address": owner.url.replace("zsm_owner", "niemand")}, "owner_password", "vraagt om het wachtwoord"),
        ({"owner_password": "geheim"}, "owner_password", "Het wachtwoord van de eigenaar past niet"),
        ({"address": full.url, "owner_password": ""}, "", "staan al gegevens"),
        ({"address": owner.url, "ca_file": str(tmp_path / "ca.pem")}, "ca_file", "is er niet"),
    ):
        if texts:
            Tries().path.unlink(missing_ok=True)  # as after the wait
            fill(dialog, **texts)
            dialog.ok.click()
        qtbot.waitUntil(lambda: dialog._trial is None, timeout=SLOW)
        shown = dialog.fields[field].error.text() if field else dialog.error.text.text()
        assert said in shown, (texts, shown)
        for name, text in texts.items():
            assert dialog.fields[name].editor.text() == text
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.confirm.yes.click()
    assert not (world.folder / NOTE).exists()
    program.desk.sectors.add("Bouw")


@pytest.mark.parametrize("stage", ["alles gaat over", COUNTING])
def test_stopped_halfway_it_is_whole_here_and_nothing_there(
    program: Program, world: World, owner: Address, qtbot, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    step, reached = Progress.step, threading.Event()

    def waiting(progress: Progress, done: int, total: int, text: str = "") -> None:
        if text == stage:
            reached.set()
            progress._stop.wait(SLOW / 1000)
        step(progress, done, total, text)

    monkeypatch.setattr(Progress, "step", waiting)
    share(program, owner)
    qtbot.waitUntil(reached.is_set, timeout=SLOW)
    program.start.moving.making.stop.click()
    page = stranded(program, qtbot)
    monkeypatch.undo()
    assert page.reason.text() == STOPPED
    assert not (world.folder / NOTE).exists()
    target.require_fit(ServerPlace(owner))
    assert go_on(program, page.return_, qtbot) == world.folder
    program.desk.sectors.add("Bouw")
    assert figures(world.folder)[1:3] == (True, 1)


def test_what_goes_wrong_on_the_way_is_said_and_can_be_tried_again(
    program: Program, world: World, owner: Address, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_owner: ServerPlace) -> None:
        raise RuleError("server.lost")

    with monkeypatch.context() as broken:
        broken.setattr(target, "finish", lost)
        share(program, owner)
        page = stranded(program, qtbot)
        assert "antwoordt niet" in page.reason.text()
        assert go_on(program, page.return_, qtbot) == world.folder
        show_settings(program, qtbot)
        share(program, owner)
        page = stranded(program, qtbot)
    page.retry.click()
    arrived(program, qtbot)


def test_where_the_end_of_it_cannot_be_told_the_next_try_finishes_it(
    program: Program, world: World, owner: Address, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = target.finish

    def lost(place: ServerPlace) -> None:
        real(place)
        raise RuleError("server.lost")

    def untold(_owner: ServerPlace) -> bool:
        raise RuleError("server.lost")

    with monkeypatch.context() as broken:
        broken.setattr(target, "finish", lost)
        broken.setattr(target, "is_ready", untold)
        share(program, owner)
        page = stranded(program, qtbot)
    assert "kan wel of niet klaar zijn" in page.reason.text()
    page.return_.click()
    qtbot.waitUntil(page.error.isVisible, timeout=SLOW)
    assert "niet afgemaakt" in page.error.text.text()
    page.retry.click()
    arrived(program, qtbot)


@pytest.mark.parametrize("is_done", [True, False])
def test_after_a_new_start_the_way_on_stands_where_the_old_folder_is_opened(
    program: Program, world: World, owner: Address, qtbot, monkeypatch: pytest.MonkeyPatch, is_done: bool
) -> None:
    real = target.finish

    def lost(place: ServerPlace) -> None:
        if is_done:
            real(place)
        raise RuleError("server.lost")

    def untold(_owner: ServerPlace) -> bool:
        raise RuleError("server.lost")

    with monkeypatch.context() as broken:
        broken.setattr(target, "finish", lost)
        broken.setattr(target, "is_ready", untold)
        share(program, owner)
        stranded(program, qtbot)
    program.start.close()
    program.show_start()
    program.start.show_network(world.folder)
    form = program.start.unlock
    qtbot.waitUntil(form.go_on_button.isVisible)
    assert "niet afgemaakt" in form.error.text.text()
    qtbot.keyClick(form.go_on_button, Qt.Key.Key_Space)
    dialog = open_dialog(program.start)
    assert dialog.windowTitle() == GO_ON
    fill(dialog, address=owner.url, password="niet het goede")
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.fields["password"].has_error, timeout=SLOW)
    fill(dialog, password=PASSWORD, address=replace(owner, database="elders").url)
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.fields["address"].has_error, timeout=SLOW)
    assert owner.shown in dialog.fields["address"].error.text()
    certificate = world.folder.with_name("ca.pem")
    certificate.write_text("Toen nog niet nodig.")
    fill(dialog, address=owner.url, ca_file=str(certificate))
    dialog.ok.click()
    page = arrived(program, qtbot)
    there = go_on(program, page.go, qtbot)
    assert there == world.folder.with_name("network-server"), "the folder of the first try"
    assert figures(there, user=None) == figures(world.folder)
    looked = Entrance(world.folder.parent, world.folder / "x").look(world.folder)
    assert (looked.is_half_moved, "staat nu op" in looked.trouble) == (False, True)


def test_only_the_secretary_has_the_card_and_the_acts_refuse_the_others(
    world: World, theme, shown, owner: Address
) -> None:
    window = open_room(theme, shown, world.desk_of("directeur duin"), "settings")
    assert window.page.place == []
    places = Places(world.desk_of("directeur duin"))
    for act in (lambda: places.share(Sharing(owner.url, "", "", PASSWORD)), places.fetch, places.addresses):
        with pytest.raises(RuleError, match=r"permission\.missing"):
            act()


def test_a_form_that_is_left_alone_does_nothing_any_more(program: Program, owner: Address, qtbot) -> None:
    dialog = share(program, owner)
    assert not dialog.ok.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.ok.isEnabled()
    qtbot.waitUntil(lambda: not program.window.workshop.running, timeout=SLOW)
    assert dialog.isVisible()
    assert program.start is None
    dialog.done(0)


def test_a_window_with_text_that_was_not_kept_stays_and_nothing_goes(
    program: Program, world: World, owner: Address, qtbot
) -> None:
    window = program.window
    window.page.settle = lambda: False
    share(program, owner)
    qtbot.waitUntil(lambda: toasts(window) != [], timeout=SLOW)
    assert window.isVisible()
    assert (program.window, program.start) == (window, None)
    assert not (world.folder / NOTE).exists()
    window.page.settle = lambda: True


def test_how_far_a_move_is_is_told_with_what_it_does() -> None:
    said: list[tuple[int, int, str]] = []
    progress = Progress(lambda *words: said.append(words))
    tell = staged(progress)
    tell(1, 30)
    tell(10, 30)
    assert [text for _, _, text in said] == ["alles gaat over", COUNTING]
    progress.stop()
    with pytest.raises(Cancelled):
        tell(11, 30)
