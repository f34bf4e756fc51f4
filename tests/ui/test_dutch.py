"""Qt's own dialogs and menus speak Dutch once the program has started."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QTreeView,
)

from zsm_desktop.ui.dutch import speak_dutch
from zsm_desktop.ui.program import make_application

Standard = QDialogButtonBox.StandardButton


@pytest.fixture
def dutch(qapp: QApplication) -> Iterator[None]:
    installed = speak_dutch(qapp)
    yield
    for one in installed:
        qapp.removeTranslator(one)
        one.setParent(None)


def words(widget) -> set[str]:
    return {one.text().replace("&", "") for one in widget.findChildren(QAbstractButton)}


@pytest.mark.usefixtures("dutch")
def test_the_buttons_of_a_dialog(qtbot) -> None:
    box = QDialogButtonBox(Standard.Yes | Standard.No | Standard.Cancel | Standard.Save | Standard.Close)
    qtbot.addWidget(box)
    assert words(box) == {"Ja", "Nee", "Annuleren", "Opslaan", "Sluiten"}


@pytest.mark.usefixtures("dutch")
def test_the_dialog_for_a_file(qtbot) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "Openen"
    assert {"Openen", "Annuleren"} <= words(dialog)
    labels = {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}
    assert labels == {"Map:", "Bestandsnaam:", "Soort:"}
    model = dialog.findChild(QTreeView).model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["Naam", "Grootte", "Type", "Datum gewijzigd"]


@pytest.mark.usefixtures("dutch")
def test_the_menu_of_a_text_field(qtbot) -> None:
    field = QLineEdit("Duin")
    qtbot.addWidget(field)
    said = {act.text().split("\t")[0].replace("&", "") for act in field.createStandardContextMenu().actions()}
    assert {"Ongedaan maken", "Knippen", "Kopiëren", "Plakken", "Alles selecteren"} <= said


def test_the_program_asks_for_it_once(qapp: QApplication, dutch: None) -> None:
    assert make_application() is qapp
    assert speak_dutch(qapp) == ()
