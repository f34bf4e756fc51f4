"""A network on a server is opened for the first time; only what opens leaves a folder, and one can stop waiting."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import CHEAP, PASSWORD, SECRETARY, World, password_of, user_id
from tests.keyrings import InMemory, ring
from tests.server import Server
from zsm_desktop.app import remembered
from zsm_desktop.app.start import Entrance
from zsm_desktop.store.keys import Owner
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.ui.start.actions import NetworkAt
from zsm_desktop.ui.start.window import StartWindow

SLOW = 20_000
NEW = "een heel nieuw wachtwoord"
FOLDER = "Stichting Maatwerk Proef"
__all__ = ["ring"]


@pytest.fixture
def start(theme, shown, qtbot, entrance: Entrance) -> Iterator[StartWindow]:
    window = shown(StartWindow(theme, entrance), 1080, 680)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.got = []
    window.opened.connect(window.got.append)
    yield window
    for opened in window.got:
        opened.desk.close()


def address_of(world: World, name: str = SECRETARY) -> str:
    return Known.read(world.entrance(name) / SERVER).address.url


def fill(qtbot, form, address: str, password: str) -> None:
    for field, text in ((form.address, address), (form.password, password)):
        field.editor.clear()
        qtbot.keyClicks(field.editor, text)


def folders(tmp_path: Path) -> list[str]:
    place = tmp_path / "netwerken"
    return sorted(path.name for path in place.iterdir()) if place.exists() else []


def test_by_keys_from_the_choice_to_the_network(start, qtbot, world: World, tmp_path: Path, entrance: Entrance) -> None:
    start.choose.join_way.setFocus()
    qtbot.keyClick(start.choose.join_way, Qt.Key.Key_Space)
    form = start.join
    assert start.page is form
    assert start.focusWidget() is form.address.editor
    qtbot.keyClicks(form.address.editor, address_of(world, "lezer"))
    qtbot.keyClick(form.address.editor, Qt.Key.Key_Return)
    assert start.focusWidget() is form.password.editor
    qtbot.keyClicks(form.password.editor, password_of("lezer"))
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    desk = start.got[0].desk
    assert desk.actor.user_id == user_id("lezer")
    assert folders(tmp_path) == [FOLDER]
    assert [path.name for path in desk.folder.iterdir()] == [SERVER]
    (known,) = entrance.known()
    assert (known.folder, known.users) == (desk.folder, ("lezer",))
    assert known.server


def test_esc_goes_back_with_the_text_still_there(start, qtbot) -> None:
    start.choose.join_way.click()
    qtbot.keyClicks(start.join.address.editor, "postgresql://")
    qtbot.keyClick(start.join.address.editor, Qt.Key.Key_Escape)
    assert start.page is start.choose
    start.choose.join_way.click()
    assert start.join.address.text == "postgresql://"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("zomaar iets", "geen adres van een server"),
        ("postgresql://zsm_1@db.voorbeeld.nl", "Het deel dbname"),
        ("postgresql://zsm_1:geheim@db.voorbeeld.nl/net", "Zet geen wachtwoord in het adres"),
        ("postgresql://zsm_1@db.voorbeeld.nl/net?sslmode=disable", "bewijst niet dat dit de goede server is"),
    ],
)
def test_what_is_no_address_is_said_at_the_field_when_it_is_left(start, qtbot, address: str, said: str) -> None:
    start.choose.join_way.click()
    form = start.join
    qtbot.keyClicks(form.address.editor, address)
    qtbot.keyClick(form.address.editor, Qt.Key.Key_Tab)
    assert said in form.address.error.text()
    form.password.editor.setText("wachtwoord")
    form.submit()
    assert not form.is_busy
    assert form.address.text == address


def test_what_does_not_open_leaves_nothing_and_keeps_the_text(start, qtbot, world: World, tmp_path: Path) -> None:
    start.choose.join_way.click()
    form, right = start.join, address_of(world)
    for address, password, field, said in (
        (right, "niet het goede", form.password, "past niet"),
        (right.replace("zsm_", "zsm_0"), PASSWORD, form.password, "past niet"),
        ("postgresql://zsm_0123456789ab@nergens.invalid/net", PASSWORD, form.address, "niet te vinden"),
        (f"postgresql://zsm_0123456789ab@/net?host={tmp_path}", PASSWORD, None, "antwoordt niet"),
    ):
        fill(qtbot, form, address, password)
        form.submit()
        assert form.is_busy
        qtbot.waitUntil(lambda: not form.is_busy, timeout=SLOW)
        assert said in (field.error.text() if field is not None else form.error.text.text()), address
        assert (form.address.text, form.password.editor.text()) == (address, password)
    form.ca_file.editor.setText(str(tmp_path / "ca.pem"))
    fill(qtbot, form, right, PASSWORD)
    form.submit()
    qtbot.waitUntil(lambda: form.ca_file.has_error, timeout=SLOW)
    assert start.got == []
    assert folders(tmp_path) == []


def test_a_server_that_does_not_answer_is_not_waited_for(start, qtbot, tmp_path: Path) -> None:
    deaf = tmp_path / ".s.PGSQL.5432"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(deaf))
        listening.listen()
        start.choose.join_way.click()
        form = start.join
        fill(qtbot, form, f"postgresql://zsm_0123456789ab@/net?host={tmp_path}", PASSWORD)
        form.submit()
        assert form.is_busy
        assert form.back_button.text() == "Stoppen"
        qtbot.keyClick(form.back_button, Qt.Key.Key_Escape)
        assert start.page is form
        assert not form.is_busy
        assert form.back_button.text() == "Ander netwerk"
        assert form.password.editor.text() == PASSWORD
    qtbot.waitUntil(lambda: not start.workshop.running, timeout=SLOW)
    assert form.error.isHidden()
    assert folders(tmp_path) == []


def test_who_stops_opening_is_not_let_in_later(start, qtbot, world: World) -> None:
    start.show_network(world.folder)
    form = start.unlock
    qtbot.keyClicks(form.password.editor, PASSWORD)
    form.submit()
    form.leave()
    assert start.page is form
    qtbot.waitUntil(lambda: not start.workshop.running, timeout=SLOW)
    assert start.got == []
    form.submit()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)


def test_forgotten_it_takes_the_printed_key_and_the_owner(
    start, qtbot, world: World, server: Server, entrance: Entrance, ring: InMemory
) -> None:
    remembered.remember(world.folder, PASSWORD)
    place, whose = world.store.place, Owner(user_id(SECRETARY), SECRETARY, "secretary")
    header, printed = place.header().with_recovery(world.store.keys, whose, CHEAP)
    place.keep_header(header)
    start.show_network(world.folder)
    assert "staat op de server" in start.unlock.text.text()
    start.unlock.forgot_button.click()
    form = start.recover
    assert form.owner.isVisible()
    for field, text in ((form.key, printed), (form.password, NEW), (form.again, NEW)):
        qtbot.keyClicks(field.editor, text)
    form.submit()
    assert form.owner.has_error
    assert not form.owner_password.has_error
    host = server.address(server.database_of(world.folder))
    for address, field, said in (
        (host.url.replace(host.database, "elders"), form.owner, "van een andere database"),
        (host.url.replace(host.user, "niemand"), None, "vraagt om het wachtwoord"),
    ):
        form.owner.editor.setText(address)
        form.submit()
        qtbot.waitUntil(lambda: not form.is_busy, timeout=SLOW)
        assert said in (field.error.text() if field is not None else form.error.text.text())
        assert form.key.text == printed
    form.owner.editor.setText(host.url)
    form.submit()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    assert ring.kept == {}
    entrance.unlock(world.folder, NEW).desk.close()


def test_a_network_in_a_file_asks_for_no_owner(start, tmp_path: Path) -> None:
    start.recover.show_network(NetworkAt(tmp_path, "Netwerk"))
    start.show_page(start.recover)
    assert start.recover.key.isVisible()
    assert not start.recover.owner.isVisible()
    assert not start.recover.owner_password.isVisible()
