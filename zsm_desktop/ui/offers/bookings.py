"""Who comes when in one workplace, a week at a time, with what clashes marked."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.services.bookings import WEEK, BookingRow, BookingWeek
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper


def _day(row: BookingRow) -> str:
    return f"{dutch.WEEKDAYS[row.day.weekday()][:2]} {dutch.date_brief(row.day)}"


COLUMNS = (
    Column(
        "when", "Wanneer", _day, width=104, stretch=1, is_strong=True,
        detail=lambda row: f"{dutch.clock(row.starts_at)}–{dutch.clock(row.ends_at)}",
        sort_by=lambda row: (row.day, row.starts_at),
    ),
    Column("who", "Wie", "school", width=100, stretch=2, detail=lambda row: row.purpose),
    Column(
        "clash", "", lambda row: "botst" if row.is_clash else "", "pill", width=76, tone=lambda _row: "warn",
        priority=2,
    ),
)  # fmt: skip


class BookingWeekView(QWidget):
    """`turned` asks for the week that holds a day, `book` and `cancel` ask the page for the act."""

    turned = Signal(object)
    book = Signal()
    cancel = Signal(object)

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = self.day = today
        self.week: BookingWeek | None = None
        self.title = layout.label("Reserveringen", "strong")
        self.span = layout.label("", "small", wrap=True)
        self.before = Button(
            theme, "Vorige week", kind="icon", icon="chevron-left", key="Alt+PgUp", on_click=lambda: self._turn(-1)
        )
        self.after = Button(
            theme, "Volgende week", kind="icon", icon="chevron-right", key="Alt+PgDown", on_click=lambda: self._turn(1)
        )
        head = layout.row(theme, self.title, None, self.before, self.after, gap=4)
        empty = EmptyState(theme, "Niets gereserveerd", "In deze week komt hier niemand.", icon="calendar-event")
        self.table = Table(theme, ListModel(COLUMNS), name="Reserveringen van deze week", empty=empty)
        layout.box(theme, self.table, width=200, height=190)
        self.note = layout.label("", "small", wrap=True)
        self.book_button = Button(theme, "Reserveren", icon="plus", key="Ctrl+R", on_click=self.book.emit)
        self.cancel_button = Button(theme, "Afzeggen", key="Del", on_click=self._ask_cancel)
        self.cancel_button.setShortcut("")  # Del only counts in this list
        key = QShortcut(QKeySequence("Del"), self.table, self._ask_cancel)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        acts = flow(theme, self.book_button, self.cancel_button, gap=8)
        self.setLayout(layout.column(theme, head, self.span, self.table, self.note, acts, gap=8))
        self.table.chosen.connect(lambda _id: self._dress())

    @property
    def row(self) -> BookingRow | None:
        rows = self.week.rows if self.week else ()
        return next((row for row in rows if row.id == self.table.current_id()), None)

    def show_week(self, week: BookingWeek, clashes: tuple[date, ...], *, may_book: bool) -> None:
        """`clashes` are the days to come that need a talk, in whatever week."""
        if self.week is not None and week.offer_id != self.week.offer_id:
            self.day = self._today
        self.week = week
        first, last = week.days[0].day, week.days[-1].day
        self.span.setText(f"{dutch.date_brief(first)} tot en met {dutch.date_medium(last)}")
        self.table.set_rows(week.rows)
        if week.rows and not self.table.current_id():
            self.table.select_id(week.rows[0].id)
        self.note.setText(" ".join(part for part in (_placed(week), _clashing(clashes)) if part))
        self.note.setVisible(bool(self.note.text()))
        self.book_button.setVisible(may_book)
        self._dress()

    def _dress(self) -> None:
        self.cancel_button.setVisible(self.row is not None and self.row.may_cancel)

    def _turn(self, weeks: int) -> None:
        self.day += weeks * WEEK
        self.turned.emit(self.day)

    def _ask_cancel(self) -> None:
        if self.row is not None and self.row.may_cancel:
            self.cancel.emit(self.row)


def _placed(week: BookingWeek) -> str:
    """ "Maandag en donderdag zijn 2 van de plaatsen bezet door trajecten."."""
    days = [room for room in week.days if room.placed]
    if not days:
        return ""
    named = dutch.joined(dutch.WEEKDAYS[room.day.weekday()] for room in days)
    most = max(room.placed for room in days)
    return f"{first_upper(named)}: tot {dutch.plural(most, 'plaats', 'plaatsen')} bezet door trajecten."


def _clashing(days: tuple[date, ...]) -> str:
    if not days:
        return ""
    named = dutch.joined(dutch.date_brief(day) for day in days[:3])
    more = f" en {dutch.plural(len(days) - 3, 'andere dag', 'andere dagen')}" if len(days) > 3 else ""
    return f"Er botst iets op {named}{more}."
