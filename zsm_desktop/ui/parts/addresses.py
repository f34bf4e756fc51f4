"""Who opens a network on a server with which address: to copy one by one, or to save as a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.files import ask_save
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import addresses as words
from zsm_desktop.words.addresses import Entry


class Addresses(QWidget):
    """A network has some dozens of users; each has a line of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.entries: Sequence[Entry] = ()
        self.lines = layout.column(theme, gap=10)
        self.error = ErrorStrip(theme)
        self.done = layout.label("", "small", wrap=True)
        self.done.hide()
        self.save = Button(theme, "Opslaan als tekst", icon="file-export", on_click=self._pick)
        self.setLayout(
            layout.column(theme, self.lines, self.done, self.error, layout.row(theme, self.save, None), gap=12)
        )

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._say("")
        while (item := self.lines.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for entry in entries:
            self.lines.addWidget(self._line(entry))

    def write(self, path: Path) -> None:
        try:
            write_atomically(path, words.as_text(self.entries).encode())
        except RuleError as error:
            self.error.show_error(error)
            return
        self.error.hide()
        self._say(f"Opgeslagen als {path.name}.")

    def _say(self, words: str) -> None:
        self.done.setText(words)
        self.done.setVisible(bool(words))

    def _line(self, entry: Entry) -> QWidget:
        shown = QLineEdit(entry.address)
        shown.setReadOnly(True)
        shown.setCursorPosition(0)
        shown.setAccessibleName(f"Adres van {entry.name}")
        copy = Button(self._theme, "Kopiëren", on_click=lambda: self._copy(entry))
        copy.setAccessibleName(f"Adres van {entry.name} kopiëren")
        line = layout.row(self._theme, shown, copy, gap=8)
        line.setStretch(0, 1)
        return layout.holder(layout.column(self._theme, layout.label(entry.name, "label"), line, gap=4))

    def _copy(self, entry: Entry) -> None:
        QGuiApplication.clipboard().setText(entry.address)
        self._say(f"Het adres van {entry.name} is gekopieerd.")

    def _pick(self) -> None:
        ask_save(self, "Adressen opslaan", "adressen.txt", self.write, "Tekst (*.txt)")
