"""The guide from the window: chosen, written beside it, and refused in a sentence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.builders import World, school_id
from tests.ui.exchange.hands import active_room, control
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.services.catalogue import CatalogueChoice


def test_it_is_chosen_by_keys_and_written(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    control(Qt.Key.Key_G)
    form = open_dialog(window)
    form.fields["school"].editor.choose(school_id("KREEK"))
    for check in form.checks.values():
        check.setChecked(False)
    form.try_submit()
    assert "Kies ten minste één bestand" in form.error.text.text()
    form.checks["html"].setChecked(True)
    form.checks["xlsx"].setChecked(True)
    assert (form.prices.isChecked(), form.contacts.isChecked()) == (False, False)
    form.prices.setChecked(True)
    control(Qt.Key.Key_Return)
    dialog = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
    dialog.fileSelected.emit(str(tmp_path))
    dialog.done(0)
    qtbot.waitUntil(lambda: bool(toasts(window)), timeout=20_000)
    assert sorted(path.suffix for path in tmp_path.glob("Aanbod *")) == [".html", ".xlsx"]
    (page,) = tmp_path.glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "Het Kreekrif" in text
    assert "De Duinpan" not in text
    assert "24,70" in text


def test_a_folder_that_cannot_be_is_said(world: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, world.desk, "offers")
    window.page.deeds.write_guide(world.folder, CatalogueChoice(), ("html",))
    qtbot.waitUntil(lambda: bool(toasts(window)), timeout=20_000)
    assert not list(world.folder.glob("*.html"))


def test_who_sees_no_names_is_told_that_none_was_looked_for(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk_of("lezer"), "offers")
    window.page.deeds.ask_guide()
    assert "U ziet geen namen" in words_of(open_dialog(window))
