"""Asks for a file to read or to write, or a folder, in Dutch and without standing in the way of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

PDFS = "Pdf-bestanden (*.pdf)"
WORKBOOKS = "Excelbestanden (*.xlsx)"
LISTS = "CSV- en Excelbestanden (*.csv *.txt *.xlsx)"
ANY = "Alle bestanden (*)"

_WORDS = {
    QFileDialog.DialogLabel.LookIn: "Map:",
    QFileDialog.DialogLabel.FileName: "Bestand:",
    QFileDialog.DialogLabel.FileType: "Soort:",
    QFileDialog.DialogLabel.Reject: "Annuleren",
}


def ask_open(parent: QWidget, title: str, chosen: Callable[[Path], object], *kinds: str) -> QFileDialog:
    """One file that exists; the dialog is open when this returns, and Esc leaves everything as it was."""
    dialog = _dialog(parent, title, "Openen", kinds or (ANY,), chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def ask_save(
    parent: QWidget,
    title: str,
    name: str,
    chosen: Callable[[Path], object],
    kind: str,
    more: QWidget | None = None,
) -> QFileDialog:
    """Where to write; asks by itself before a file that exists is replaced. `more` stands below the file's name."""
    dialog = _dialog(parent, title, "Opslaan", (kind,), chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if more is not None:
        # The platform's own dialog has no room for a thing of ours: it has no layout at all.
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.layout().addWidget(more)
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, _WORDS[QFileDialog.DialogLabel.Reject])
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, title: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Where to put files; the window keeps working meanwhile."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, documents)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    for part, words in {**_WORDS, QFileDialog.DialogLabel.Accept: "Hier opslaan"}.items():
        dialog.setLabelText(part, words)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def _dialog(
    parent: QWidget, title: str, accept: str, kinds: tuple[str, ...], chosen: Callable[[Path], object]
) -> QFileDialog:
    dialog = QFileDialog(parent.window(), title)
    for part, words in {**_WORDS, QFileDialog.DialogLabel.Accept: accept}.items():
        dialog.setLabelText(part, words)
    dialog.setNameFilters([*kinds, *([] if ANY in kinds else [ANY])])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    return dialog
