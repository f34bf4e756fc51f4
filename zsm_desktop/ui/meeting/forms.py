"""The two small forms of this room: placing at an offer, and taking a case from the waiting list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.case_facts import CaseRow
from zsm_desktop.ui.meeting.state import MeetingState, PlacePlan
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.cardlist import CardDelegate, CardList
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import DateField, QuantityField
from zsm_desktop.ui.parts.search_field import SearchField, nothing_for
from zsm_desktop.ui.parts.talk.table import Write
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.format import date_medium, joined


def place_form(
    theme: Theme, parent: QWidget, state: MeetingState, plan: PlacePlan, who: str, write: Write
) -> FormDialog:
    """Period and planned quantity, filled in with what is usual; makes outcome, decision and placement in one act."""
    day, item_id = state.desk.day, state.table.item_id
    starts, ends = DateField(theme, day, plan.starts_on), DateField(theme, day, plan.ends_on)
    planned = QuantityField(theme, plan.planned_hundredths)

    def submit() -> Callable[[], object]:
        offer_id, first, last = plan.match.match.offer_id, _needed(starts.day), _needed(ends.day)
        many = planned.hundredths or 0
        return lambda: state.place(offer_id, starts_on=first, ends_on=last, planned_hundredths=many, item_id=item_id)

    form = FormDialog(theme, f"{who} plaatsen", parent, submit=submit, do="Plaatsen", write=write)
    form.body.addWidget(layout.label(plan.match.offer, "strong", wrap=True))
    form.body.addWidget(layout.label(f"bij {plan.match.provider}", "muted", wrap=True))
    still_open = _still_open(state, plan.match.match.offer_id)
    if still_open:
        form.body.addWidget(layout.label(f"Nog open: {joined(still_open)}. Met H maakt u er acties van.", wrap=True))
    form.add_row(
        ("starts", Field(theme, "Van", starts, is_required=True)),
        ("ends", Field(theme, "Tot en met", ends, is_required=True)),
    )
    words = f"Gepland aantal {plan.unit}" if plan.unit else "Gepland aantal"
    form.add("planned", words, planned, hint=plan.explained, is_required=True)
    form.field_of = {
        "date.unreadable": "starts",
        "placement.span": "ends",
        "placement.outside_offer": "ends",
        "number.unreadable": "planned",
        "placement.quantity": "planned",
    }
    form.ok.setFocus()
    return form


def _still_open(state: MeetingState, offer_id: str) -> list[str]:
    """What is nobody's task yet and is to be settled before the pupil can begin."""
    rows = state.desk.feasibility.points(state.table.item_id, offer_id)
    return [labels.label(labels.FEASIBILITY, row.code) for row in rows if row.state == "open" and not row.action_id]


class CasePicker(Overlay):
    """The waiting list: letters search, Enter puts the case on the agenda and the panel stays for the next one."""

    def __init__(self, theme: Theme, page: QWidget, state: MeetingState) -> None:
        self._state = state
        self.search = SearchField(theme, "Zoek op pseudoniem, school of sector …", name="Zoeken in de wachtlijst")
        self.search.searched.connect(lambda _text: self.fill())
        self.list = CardList(theme, name="Wachtlijst", delegate=_CaseDelegate, spoken=_spoken, ground="raised")
        self.list.opened.connect(self.add)
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.note = layout.label("", "muted", wrap=True)
        self.error = layout.label("", "error", wrap=True)
        self.error.hide()
        foot = layout.label("↑ ↓ kiezen    Enter op de agenda    Esc klaar", "small")
        inner = layout.column(
            theme,
            layout.label("Casus van de wachtlijst", "section"),
            self.search,
            self.list,
            self.note,
            self.error,
            foot,
            gap=10,
            margins=20,
        )
        super().__init__(theme, page, inner, width=560, name="Casus toevoegen", top=24)
        layout.box(theme, self.list, height=64, max_height=420)
        self.search.installEventFilter(self)

    def open_for(self) -> None:
        self.search.clear()
        self.fill()
        self.open_panel()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fill(self) -> None:
        rows = self._state.waiting(self.search.text())
        self.list.set_rows(rows)
        if rows and not self.list.currentIndex().isValid():
            self.list.select(rows[0].id)
        empty = (
            f"{nothing_for(self.search.text())}. Maak de zoektekst korter."
            if self.search.text()
            else "Er wacht niemand: alle casussen staan op de agenda."
        )
        self.note.setText("" if rows else empty)
        self.note.setVisible(not rows)
        self.list.setVisible(bool(rows))

    def add(self, case_id: str) -> None:
        self.error.hide()
        try:
            self._state.add_case(case_id)
        except RuleError as error:
            self.error.setText(sentence(error))
            self.error.show()
            return
        self.search.clear()
        self.fill()

    def eventFilter(self, watched, event) -> bool:
        """The arrows and Enter go to the list while the cursor stays in the field."""
        if watched is self.search and event.type() == event.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
                self.list.keyPressEvent(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self.list.current_id():
                    self.add(self.list.current_id())
                return True
        return super().eventFilter(watched, event)


def _needed(day: date | None) -> date:
    if day is None:
        raise RuleError("date.unreadable", text="")
    return day


def _spoken(row: CaseRow) -> str:
    return f"{row.pseudonym}, {row.school}, {joined(row.sectors)}, aangemeld {date_medium(row.entered_on)}"


class _CaseDelegate(CardDelegate):
    def height(self, row: CaseRow, width: int) -> int:
        return self.theme.px(52)

    def draw(self, painter: QPainter, rect: QRectF, row: CaseRow, at: int) -> None:
        theme, px = self.theme, self.theme.px
        half, middle = px(20), rect.center().y()
        signs = [*([("mag nog niet", "bad")] if row.missing else []), *([("spoed", "warn")] if row.is_urgent else [])]
        right = rect.right()
        for words, tone in signs:
            wide = QFontMetricsF(theme.font(12, 600)).horizontalAdvance(words) + px(20)
            right -= wide
            paint.draw_pill(painter, theme, QRectF(right, middle - px(11), wide, px(22)), words, tone)
            right -= px(6)
        name = f"{row.pseudonym} · {row.initials}" if row.initials else row.pseudonym
        detail = " · ".join(part for part in (row.school, joined(row.sectors, "of"), row.number) if part)
        for text, top, font, colour in ((name, middle - half, (14, 600), "text"), (detail, middle, (12, 400), "muted")):
            made = theme.font(*font)
            painter.setFont(made)
            painter.setPen(theme.colour(colour))
            room = QRectF(rect.left(), top, right - rect.left(), half)
            paint.elided(painter, room, text, Qt.AlignmentFlag.AlignLeft, QFontMetricsF(made))
