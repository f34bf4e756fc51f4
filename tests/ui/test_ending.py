"""The button at the end of a line: the eye of a password, the cross of a search; both as large as the rest."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from zsm_desktop.ui.parts.ending import HIDE, LOOK_HINT, SHOW, PasswordField
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.search_field import SearchField

UI = Path(__file__).parents[2] / "zsm_desktop" / "ui"
Mode = QLineEdit.EchoMode


def test_the_eye_shows_what_is_typed_and_grows_with_the_size(theme, shown) -> None:
    field = shown(PasswordField(theme), 300, 36)
    small = field.eye.width()
    QTest.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert (field.echoMode(), field.eye.accessibleName()) == (Mode.Normal, HIDE)
    QTest.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert (field.echoMode(), field.eye.accessibleName()) == (Mode.Password, SHOW)
    theme.set_zoom(200)
    field.resize(600, 72)
    assert field.eye.width() == 2 * small
    assert field.eye.geometry().right() < field.width()
    assert field.eye.geometry().left() > field.width() - 2 * field.eye.width()


def test_who_hears_the_field_hears_of_its_key_also_beside_a_hint_or_a_fault(theme, shown) -> None:
    field = shown(Field(theme, "Wachtwoord", PasswordField(theme), hint="Een zin is sterk."))
    assert field.editor.eye.accessibleName() == SHOW
    assert field.editor.accessibleDescription() == f"Een zin is sterk. {LOOK_HINT}"
    field.show_error("Dit wachtwoord past niet.")
    assert field.editor.accessibleDescription() == f"Dit wachtwoord past niet. {LOOK_HINT}"


def test_no_password_is_asked_without_the_eye() -> None:
    hiding = {path.relative_to(UI).as_posix() for path in UI.rglob("*.py") if "EchoMode.Password" in path.read_text()}
    assert hiding == {"parts/ending.py"}


def test_the_cross_is_there_when_there_is_something_to_empty(theme, shown) -> None:
    field = shown(SearchField(theme, "Zoek op naam", name="Zoeken"), 300, 36)
    assert not field.empty.isVisible()
    assert field.textMargins().right() == 0
    field.setText("zee")
    assert field.empty.isVisible()
    assert field.textMargins().right() > 0
    QTest.mouseClick(field.empty, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert not field.empty.isVisible()
