"""The short lists of the network, clusters and sectors: a field per name, kept when it is left, and a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from zsm_desktop.domain.edits import Values
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.clusters import ClusterRow
from zsm_desktop.services.sectors import SectorUse
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.conflict import Row
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import tiles
from zsm_desktop.ui.parts.reading import again
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

MOST_NAME = 80
UNDO = "Ongedaan maken"


class Acts(Protocol):
    """What a list asks of its service; `desk.sectors` can move its rows too."""

    def rows(self) -> tuple[Any, ...]: ...

    def add(self, name: str) -> Any: ...

    def rename(self, row_id: str, version: int, name: str) -> object: ...

    def remove(self, row_id: str) -> object: ...


class Wording(NamedTuple):
    """What one list is called; `used`: by how much a row is held, "" when it may go; `gone`: the rule for none."""

    title: str
    about: str
    empty: str
    new: str
    used: Callable[[Any], str]
    gone: str


def cluster_use(row: ClusterRow) -> str:
    parts = [dutch.plural(row.schools, "school", "scholen")] if row.schools else []
    parts += [dutch.plural(row.others, "andere organisatie", "andere organisaties")] if row.others else []
    parts += [dutch.plural(row.bodies, "overlegvorm", "overlegvormen")] if row.bodies else []
    return dutch.joined(parts)


def sector_use(row: SectorUse) -> str:
    parts = [f"{dutch.count(row.offers)} aanbod"] if row.offers else []
    parts += [dutch.plural(row.cases, "casus", "casussen")] if row.cases else []
    return dutch.joined(parts)


CLUSTERS = Wording(
    "Clusters", "Scholen die samen overleggen. Bij elke school kiest u haar cluster.",
    "Er zijn nog geen clusters. Vul hieronder de naam van het eerste in.", "Nieuw cluster", cluster_use,
    "cluster.none",
)  # fmt: skip
SECTORS = Wording(
    "Sectoren", "Waarin aanbod en wensen elkaar vinden, in de volgorde van alle keuzelijsten.",
    "Er zijn nog geen sectoren. Vul hieronder de naam van de eerste in.", "Nieuwe sector", sector_use,
    "sector.none",
)  # fmt: skip


class NamedRow(QWidget):
    """One name of a list; `edit` is what is typed of it. Ctrl and an arrow moves it where the list has an order."""

    left = Signal()
    moved = Signal(int)

    def __init__(
        self,
        theme: Theme,
        row: Any,
        wording: Wording,
        reread: Callable[[], tuple[int, Values]],
        *,
        may_edit: bool,
        may_move: bool,
    ) -> None:
        super().__init__()
        self.row = row
        self._wording, self._may_edit, self._may_move = wording, may_edit, may_move
        self.name = QLineEdit(row.name)
        self.name.setMaxLength(MOST_NAME)
        self.name.setReadOnly(not may_edit)
        self.used = layout.label("", "muted")
        self.used.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.field = Field(theme, row.name, self.name)
        self.field.label.hide()
        self.edit = Row(theme, {"name": self.field}, row.version, reread)
        self.edit.start({"name": row.name})
        self.up = Button(theme, "Omhoog", kind="icon", icon="chevron-up", on_click=lambda: self.moved.emit(-1))
        self.down = Button(theme, "Omlaag", kind="icon", icon="chevron-down", on_click=lambda: self.moved.emit(1))
        self.remove = Button(theme, "Verwijderen", kind="icon", icon="trash")
        line = layout.row(theme, self.name, self.used, self.up, self.down, self.remove, gap=6)
        line.setStretch(0, 1)
        self.field.layout().insertLayout(1, line)  # what is said of the name goes below all of the line
        self.setLayout(layout.column(theme, self.field))
        self.name.editingFinished.connect(self.left)
        self.edit.chosen.connect(self.left)
        if may_edit and may_move:
            # A line edit keeps these keys to itself; only a shortcut comes before it.
            for key, step in (("Ctrl+Up", -1), ("Ctrl+Down", 1)):
                move = QShortcut(QKeySequence(key), self, lambda step=step: self.moved.emit(step))
                move.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.show_row(row)

    def show_row(self, row: Any) -> None:
        """A name that is being typed, or was refused, is left alone; the one it got meanwhile stands below."""
        self.row = row
        self.edit.follow(row.version, {"name": row.name})
        self.field.rename(f"{self._wording.title}: {row.name}")
        used = self._wording.used(row)
        self.used.setText(used)
        self.remove.setVisible(self._may_edit and not used)
        self.up.setVisible(self._may_edit and self._may_move)
        self.down.setVisible(self._may_edit and self._may_move)
        for button, words in ((self.up, "omhoog"), (self.down, "omlaag"), (self.remove, "verwijderen")):
            button.setAccessibleName(f"{row.name} {words}")


class NamedList(QFrame):
    """`offered`: a sentence, its tone and the way back; refusals are said at the field they are about."""

    offered = Signal(str, str, object)

    def __init__(self, theme: Theme, acts: Acts, wording: Wording, *, may_edit: bool) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._acts, self._wording, self._may_edit = theme, acts, wording, may_edit
        self.lines: dict[str, NamedRow] = {}
        self._column = layout.column(theme, gap=8)
        self.empty = layout.label(wording.empty, "muted", wrap=True)
        self.new = Field(theme, wording.new, QLineEdit())
        self.new.editor.setMaxLength(MOST_NAME)
        self.new.editor.returnPressed.connect(self.add)
        self.add_button = Button(theme, "Toevoegen", icon="plus", on_click=self.add)
        self.add_button.setAccessibleName(f"{wording.new} toevoegen")
        line = layout.row(theme, self.new, self.add_button, gap=10)
        line.setStretch(0, 1)
        line.setAlignment(self.add_button, Qt.AlignmentFlag.AlignBottom)
        self.adding = layout.holder(line)
        self.adding.setVisible(False)
        head = layout.column(
            theme, layout.label(wording.title, "section"), layout.label(wording.about, "muted", wrap=True), gap=4
        )
        self.setLayout(layout.column(theme, head, self.empty, self._column, self.adding, None, gap=16, margins=20))
        self.adding.setVisible(may_edit)

    def reload(self) -> None:
        rows = self._acts.rows()
        for row_id in self.lines.keys() - {row.id for row in rows}:
            if self.lines[row_id].edit.changed:  # it is being typed: left, it says that it is gone
                continue
            line = self.lines.pop(row_id)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for at, row in enumerate(rows):
            line = self.lines.get(row.id) or self._make(row)
            line.show_row(row)
            if self._column.indexOf(line) != at:
                self._column.removeWidget(line)
                self._column.insertWidget(at, line)
        self._align()
        self.empty.setVisible(not rows)
        self._order_tabs()

    def add(self) -> None:
        try:
            self._acts.add(self.new.text)
        except RuleError as error:
            self.new.show_error(error)
            return
        self.new.editor.clear()
        self.new.editor.setFocus()

    def _make(self, row: Any) -> NamedRow:
        may_move = hasattr(self._acts, "move")
        line = NamedRow(
            self._theme, row, self._wording, lambda: self._reread(row.id), may_edit=self._may_edit, may_move=may_move
        )
        line.left.connect(lambda: self._keep(line))
        line.moved.connect(lambda step: self._acts.move(line.row.id, step))
        line.remove.clicked.connect(lambda _on=False: self._remove(line))
        self.lines[row.id] = line
        return line

    def _align(self) -> None:
        """All fields end at the same place, whatever stands behind them."""
        wide = max((line.used.sizeHint().width() for line in self.lines.values()), default=0)
        for line in self.lines.values():
            line.used.setMinimumWidth(wide)

    def _order_tabs(self) -> None:
        """Tab follows the order on the screen, also after a row has moved."""
        before: QWidget | None = None
        for at in range(self._column.count()):
            line = self._column.itemAt(at).widget()
            for one in (line.name, line.up, line.down, line.remove):
                if before is not None:
                    QWidget.setTabOrder(before, one)
                before = one
        if before is not None:
            QWidget.setTabOrder(before, self.new.editor)
            QWidget.setTabOrder(self.new.editor, self.add_button)

    def _keep(self, line: NamedRow) -> None:
        row, edit = line.row, line.edit
        line.field.clear_error()
        if not self._may_edit or not edit.changed:
            return
        version, was, name = edit.version, edit.stored["name"], " ".join(line.name.text().split())
        line.field.put(name)
        try:
            self._acts.rename(row.id, version, name)
        except RuleError as error:
            left = edit.meet(error)
            if left is None:
                self._keep(line)
            elif not edit.open:
                line.field.show_error(left)
            return
        edit.version = version + 1
        edit.written({"name": name})
        self.offered.emit(f"{was} heet nu {name}.", "good", (UNDO, lambda: self._acts.rename(row.id, version + 1, was)))

    def _reread(self, row_id: str) -> tuple[int, Values]:
        row = again(self._acts.rows(), row_id, self._wording.gone)
        return row.version, {"name": row.name}

    def _remove(self, line: NamedRow) -> None:
        row = line.row
        try:
            self._acts.remove(row.id)
        except RuleError as error:
            line.field.show_error(error)
            return
        self.new.editor.setFocus()
        self.offered.emit(f"{row.name} is van de lijst.", "good", (UNDO, lambda: self._acts.add(row.name)))


class NetworkLists(QWidget):
    """Both lists side by side, or below each other where the window is narrow."""

    offered = Signal(str, str, object)

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        may_edit = desk.actor.may(Permission.EDIT_NETWORK)
        self.clusters = NamedList(theme, desk.clusters, CLUSTERS, may_edit=may_edit)
        self.sectors = NamedList(theme, desk.sectors, SECTORS, may_edit=may_edit)
        for one in (self.clusters, self.sectors):
            one.offered.connect(self.offered)
        cards = tiles(theme, self.clusters, self.sectors, least=430)
        self.setLayout(layout.column(theme, layout.scrolled(layout.column(theme, cards, None, margins=2))))

    def reload(self) -> None:
        self.clusters.reload()
        self.sectors.reload()
