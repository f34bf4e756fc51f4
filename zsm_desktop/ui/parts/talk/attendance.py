"""Who is there: ticked with the space bar, added by name, and who leads and writes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.meeting_facts import AttendanceRow
from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.cardlist import CardDelegate, CardList
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.talk.names import complete
from zsm_desktop.ui.parts.talk.presence import person_detail, presence_words
from zsm_desktop.ui.parts.talk.sitting import Sitting, leave, set_mandated
from zsm_desktop.ui.parts.talk.table import people
from zsm_desktop.ui.theme import Theme

Attempt = Callable[[Callable[[], object]], bool]


class AttendanceBox(QWidget):
    """`attempt` does an act and says a refusal; everything is in the store at once."""

    def __init__(self, theme: Theme, sitting: Sitting, attempt: Attempt, *, ground: str = "surface") -> None:
        super().__init__()
        self._sitting, self._attempt = sitting, attempt
        self.count = layout.box(theme, layout.label("", "muted"), height=36)  # as high as the buttons beside it
        self.list = CardList(theme, name="Aanwezigen", delegate=_Delegate, spoken=_spoken, ground=ground)
        layout.box(theme, self.list, height=100)
        self.list.ticked.connect(self._tick)
        self.list.clicked.connect(lambda index: self._tick(self.list.cards.row_id(self.list.cards.rows[index.row()])))
        self.new = QLineEdit()
        self.new.setPlaceholderText("Naam toevoegen, dan Enter")
        self.new.setAccessibleName("Naam van een aanwezige toevoegen")
        self.new.returnPressed.connect(self._add)
        self.chair, self.note_taker = QLineEdit(), QLineEdit()
        for editor in (self.chair, self.note_taker):
            editor.editingFinished.connect(self._keep_roles)
        self.chair_field = Field(theme, "Voorzitter", self.chair)
        self.note_taker_field = Field(theme, "Notulist", self.note_taker)
        self.turn = Choice(theme)
        self.turn.activated.connect(lambda _at: self._give_chair())
        self.turn_field = Field(theme, "Deze keer voorzitter", self.turn)
        head = layout.row(theme, layout.label("Aanwezig", "section"), None, self.count)
        roles = layout.row(theme, self.chair_field, self.note_taker_field, gap=10)
        whole = layout.column(theme, head, self.list, self.new, self.turn_field, roles, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def fill(self) -> None:
        card = self._sitting.card
        if card is None:
            return
        self.list.set_rows(card.attendance)
        self.count.setText(presence_words(card.quorum))
        names = people(self._sitting)
        for editor, name in ((self.chair, card.chair), (self.note_taker, card.note_taker)):
            if editor is not self.window().focusWidget():
                editor.setText(name)
                editor.setCursorPosition(0)
            complete(editor, names)
        is_open = self._sitting.may_lead and self._sitting.status not in ("finished", "cancelled")
        self.new.setVisible(is_open)
        self.turn_field.setVisible(bool(card.chairs))
        self.turn.setEnabled(is_open)
        self.turn.set_choices(card.chairs)
        self.turn.choose(card.chair_organisation_id)
        for editor in (self.chair, self.note_taker):
            editor.setReadOnly(not is_open)

    def _tick(self, row_id: str) -> None:
        card = self._sitting.card
        row = next((one for one in card.attendance if one.id == row_id), None) if card else None
        if row is not None and self._sitting.may_lead and self._sitting.status not in ("finished", "cancelled"):
            self._attempt(lambda: self._sitting.set_present(row_id, is_present=not row.is_present))

    def keyPressEvent(self, event) -> None:
        """M: may decide for the own school or not. L: leaves now, or is back."""
        act = {"M": set_mandated, "L": leave}.get(event.text().upper())
        card, row_id = self._sitting.card, self.list.current_id()
        row = next((one for one in card.attendance if one.id == row_id), None) if card else None
        if act is None or row is None or not self.list.hasFocus() or event.modifiers():
            super().keyPressEvent(event)
        elif self._sitting.may_lead and self._sitting.status != "finished":
            self._attempt(lambda: act(self._sitting, row))

    def _add(self) -> None:
        name = self.new.text().strip()
        if name and self._attempt(lambda: self._sitting.add_person(name)):
            self.new.clear()

    def _give_chair(self) -> None:
        """Its own person sits there then, who can be changed below."""
        card = self._sitting.card
        if card is not None and self.turn.key != card.chair_organisation_id and self._sitting.may_lead:
            self._attempt(lambda: self._sitting.set_roles(chair_organisation_id=self.turn.key))

    def _keep_roles(self) -> None:
        card = self._sitting.card
        typed = {"chair": self.chair.text().strip(), "note_taker": self.note_taker.text().strip()}
        changed = {role: name for role, name in typed.items() if card is not None and name != getattr(card, role)}
        if changed and self._sitting.may_lead:
            self._attempt(lambda: self._sitting.set_roles(**changed))


def _spoken(row: AttendanceRow) -> str:
    there = "aanwezig" if row.is_present else "niet aangevinkt"
    return ", ".join(part for part in (row.name, person_detail(row), there) if part)


class _Delegate(CardDelegate):
    def height(self, row: AttendanceRow, width: int) -> int:
        return self.theme.px(44)

    def draw(self, painter: QPainter, rect: QRectF, row: AttendanceRow, at: int) -> None:
        theme, px = self.theme, self.theme.px
        box = QRectF(rect.left(), rect.center().y() - px(9), px(18), px(18))
        edge = theme.colour("accent" if row.is_present else "field_line")
        paint.plate(painter, box, px(4), theme.colour("accent" if row.is_present else "surface"), edge)
        if row.is_present:
            theme.draw_icon(painter, "check", box.adjusted(2, 2, -2, -2), "on_accent")
        left, half = rect.left() + px(30), px(18)
        width = rect.right() - left
        font = theme.font(14, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        is_alone = not person_detail(row)
        upper = QRectF(left, rect.center().y() - (half / 2 if is_alone else half), width, half)
        paint.elided(painter, upper, row.name, Qt.AlignmentFlag.AlignLeft, QFontMetricsF(font))
        if not is_alone:
            font = theme.font(12)
            painter.setFont(font)
            painter.setPen(theme.colour("muted"))
            lower = QRectF(left, rect.center().y(), width, half)
            paint.elided(painter, lower, person_detail(row), Qt.AlignmentFlag.AlignLeft, QFontMetricsF(font))
