"""The picture on an organisation's papers: seen, chosen, taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.letterheads import MOST_BYTES
from zsm_desktop.services.network import OrganisationCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.files import ask_open
from zsm_desktop.ui.theme import Theme

PICTURES = "Afbeeldingen (*.png *.jpg *.jpeg)"
NONE = "Nog geen logo: op facturen staat de naam."
SHOWN = QSize(180, 56)


class LogoRow(QWidget):
    """`attempt` does an act and says why not where it is refused."""

    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self._desk, self._attempt, self._theme = desk, attempt, theme
        self._card: OrganisationCard | None = None
        self.picture = layout.label("")
        self.none = layout.label(NONE, "small", wrap=True)
        self.choose = Button(theme, "Logo kiezen", icon="file-import", on_click=self.ask)
        self.remove = Button(theme, "Logo weghalen", icon="trash", on_click=self._remove)
        line = layout.row(theme, self.choose, self.remove, None, gap=10)
        self.setLayout(layout.column(theme, self.picture, self.none, line, gap=8))

    def show_card(self, card: OrganisationCard, *, may_edit: bool) -> None:
        self._card = card
        kept = self._desk.issuing.logo(card.id)
        pixmap = QPixmap()
        pixmap.loadFromData(kept)
        has_logo = not pixmap.isNull()
        if has_logo:
            shape, way = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(pixmap.scaled(SHOWN, shape, way))
            self.picture.setAccessibleName(f"Logo van {card.name}")
        self.picture.setVisible(has_logo)
        self.none.setVisible(not has_logo)
        self.choose.set_words("Ander logo kiezen" if has_logo else "Logo kiezen")
        self.choose.setVisible(may_edit)
        self.remove.setVisible(may_edit and has_logo)

    def ask(self) -> QFileDialog:
        return ask_open(self, "Logo kiezen", self.take, PICTURES)

    def take(self, path: Path) -> None:
        """No more is read of a file than a logo may be large."""
        self._attempt(lambda: self._choose(path))

    def _choose(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                picture = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise RuleError("logo.unreadable") from error
        self._desk.issuing.choose_logo(self._card.id, self._card.version, picture)

    def _remove(self) -> None:
        self._attempt(lambda: self._desk.issuing.remove_logo(self._card.id, self._card.version))
