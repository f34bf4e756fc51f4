"""Can it be done: the points that must be in order before a pupil follows an offer, ticked off by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.feasibility import State
from zsm_desktop.services.feasibility import PointRow
from zsm_desktop.services.matches import OfferMatch
from zsm_desktop.ui.meeting.feasible_state import Feasible
from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.cardlist import CardDelegate, CardList
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import DateField
from zsm_desktop.ui.parts.reading import day_in
from zsm_desktop.ui.parts.talk.live import agrees
from zsm_desktop.ui.parts.talk.page import TalkPage
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.format import date_short, plural

ROW = 46
FOOT = ("↑ ↓ kiezen", "Spatie in orde", "X niet nodig", "Enter acties maken", "P plaatsen", "Esc klaar")
EXAM_FOOT = (*FOOT, "D dag en examinator")
MOST_NAME = 80


class Checking:
    """The key and the button that open the list for the offer in hand, else for the one that fits best."""

    def __init__(self, page: TalkPage, state: MeetingState, offers: CardList, place: Callable[[str], object]) -> None:
        self._page, self._state, self._offers, self._place = page, state, offers, place
        self.button = Button(page.theme, "Haalbaar?", kind="quiet", key="H", on_click=self.check)
        self.button.setShortcut("")  # a letter: the page hears it where nothing is being typed

    @cached_property
    def panel(self) -> FeasiblePanel:
        return FeasiblePanel(
            self._page.theme, self._page, Feasible(self._state.table), self._place, self._page.notify.emit
        )

    def check(self) -> None:
        item, card = self._state.table.item, self._state.card
        if item is None or item.case is None or card is None or not card.matches or not agrees(self._page.talk):
            return
        chosen, who = self._offers.current_id(), item.case.pseudonym
        offer = next((match for match in card.matches if match.match.offer_id == chosen), card.matches[0])
        self._page.attempt(lambda: self.panel.open_for(who, offer))


class _Points(CardList):
    """As high as six of them; where the window is low the list scrolls."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.itemDelegate().theme.px(6 * ROW + 4))


class FeasiblePanel(Overlay):
    """`place` goes on to the form of the placement; `said` hears how many actions were made."""

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        feasible: Feasible,
        place: Callable[[str], object],
        said: Callable[[str, str], object],
    ) -> None:
        self._theme, self._feasible, self._place, self._said = theme, feasible, place, said
        self.heading = layout.label("", "section", wrap=True)
        self.offer = layout.label("", "muted", wrap=True)
        self.list = _Points(
            theme, name="Haalbaarheid", delegate=_Delegate, spoken=spoken, row_id=lambda row: row.code, ground="raised"
        )
        self.list.ticked.connect(lambda code: self._do(lambda: feasible.turn(code, State.MET)))
        self.list.opened.connect(lambda _code: self.make_actions())
        self.list.doubleClicked.disconnect()
        self.list.doubleClicked.connect(lambda _index: self.list.ticked.emit(self.list.current_id()))
        self.error = layout.label("", "error", wrap=True)
        self.actions = Button(theme, "Maak acties", key="Return", on_click=self.make_actions)
        self.place = Button(theme, "Plaatsen", kind="primary", key="P", on_click=self._to_place)
        for button in (self.actions, self.place):
            button.setShortcut("")  # the list hears Enter, `keyPressEvent` the letter
        self.summary = layout.label("", "muted", wrap=True)
        buttons = layout.row(theme, self.summary, self.actions, self.place, gap=10)
        buttons.setStretch(0, 1)
        self.foot = foot = layout.label(_keys(FOOT), "small", wrap=True)
        inner = layout.column(
            theme, self.heading, self.offer, self.list, self.error, buttons, foot, gap=10, margins=(20, 16, 20, 14)
        )
        super().__init__(theme, page, inner, width=600, name="Haalbaarheid", top=20)
        layout.box(theme, self.list, height=70)
        self.error.hide()

    def open_for(self, who: str, offer: OfferMatch) -> None:
        """Raises RuleError for a point or offer that is gone."""
        self._feasible.show(offer)
        self.heading.setText(f"Is dit haalbaar voor {who}?")
        self.offer.setText(f"{offer.offer} · {offer.provider}")
        self.error.hide()
        self._fill()
        self.open_panel()
        waiting = self._feasible.open_rows or self._feasible.rows
        self.list.select(waiting[0].code)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def make_actions(self) -> None:
        made = [0]

        def make() -> None:
            made[0] = self._feasible.make_actions()

        if self._do(make):
            self._said(f"{plural(made[0], 'actie', 'acties')} gemaakt van wat nog open staat.", "good")

    def keyPressEvent(self, event) -> None:
        letter, code = event.text().upper(), self.list.current_id()
        if letter == "P":
            self._to_place()
        elif letter == "D":
            self.ask_exam()
        elif letter in {"X", "-"} and code:
            self._do(lambda: self._feasible.turn(code, State.NOT_NEEDED))
        elif event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        else:
            event.accept()  # the letters of the page behind do nothing here

    def ask_exam(self) -> FormDialog | None:
        """The day of the exam and who takes it, where there is one."""
        row = next((one for one in self._feasible.rows if one.code == "exam"), None)
        if row is None:
            return None
        day = Field(self._theme, "Examendag", DateField(self._theme, self._feasible.day, row.exam_on))
        form = FormDialog(
            self._theme,
            "Examendag en examinator",
            self.window(),
            submit=lambda: self._keep_exam(day_in(form, "day"), form.fields["examiner"].text),
            do="Vastleggen",
        )
        form.body.addWidget(layout.label(self.offer.text(), "muted", wrap=True))
        form.body.addWidget(form.place("day", day))
        examiner = QLineEdit(row.examiner)
        examiner.setMaxLength(MOST_NAME)
        form.add("examiner", "Examinator", examiner)
        form.open()
        day.editor.setFocus()
        return form

    def _keep_exam(self, exam_on: date | None, examiner: str) -> None:
        self._feasible.set_exam(exam_on, examiner)
        self._fill()

    def _to_place(self) -> None:
        offer = self._feasible.offer
        self.close_panel()
        if offer is not None:
            self._place(offer.match.offer_id)

    def _do(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except RuleError as error:
            self.error.setText(sentence(error))
            self.error.show()
            return False
        self.error.hide()
        self._fill()
        return True

    def _fill(self) -> None:
        feasible = self._feasible
        self.list.set_rows(feasible.rows)
        self.foot.setText(_keys(EXAM_FOOT if any(row.code == "exam" for row in feasible.rows) else FOOT))
        waiting, to_do = len(feasible.open_rows), len(feasible.to_do)
        self.actions.setEnabled(bool(to_do))
        self.actions.set_words(f"Maak {plural(to_do, 'actie', 'acties')}" if to_do else "Maak acties")
        still = plural(waiting, "punt staat", "punten staan")
        self.summary.setText(f"{still} nog open." if waiting else "Alles in orde.")


def _keys(parts: tuple[str, ...]) -> str:
    """A key and what it does stay on one line."""
    return "    ".join(part.replace(" ", "\u00a0") for part in parts)


def detail(row: PointRow) -> str:
    """Why it stands as it stands, or whose task it is."""
    if row.exam_on or row.examiner:
        by = f"examinator {row.examiner}" if row.examiner else "nog geen examinator"
        return f"{date_short(row.exam_on) if row.exam_on else 'nog geen dag'}, {by}"
    if row.action_id:
        until = f", uiterlijk {date_short(row.due_on)}" if row.due_on else ""
        return f"Actie bij {row.owner}{until}"
    if row.state != State.OPEN:
        return "Volgt uit de trajecten bij dit aanbod" if row.code == "seat" else ""
    return {"seat": "De groep is vol in deze periode", "dates": "Dagen of periode passen niet vanzelf"}.get(
        row.code, f"Na te gaan door {row.owner}"
    )


def spoken(row: PointRow) -> str:
    parts = (labels.first_upper(labels.label(labels.FEASIBILITY, row.code)), _state(row), detail(row))
    return ", ".join(part for part in parts if part)


def _state(row: PointRow) -> str:
    return (
        "actie loopt"
        if row.action_id and row.state == State.OPEN
        else labels.label(labels.FEASIBILITY_STATE, row.state)
    )


class _Delegate(CardDelegate):
    def height(self, row: PointRow, width: int) -> int:
        return self.theme.px(ROW)

    def draw(self, painter: QPainter, rect: QRectF, row: PointRow, at: int) -> None:
        theme, px = self.theme, self.theme.px
        middle = rect.center().y()
        tone = {"met": "good", "not_needed": "neutral"}.get(row.state, "info" if row.action_id else "warn")
        words = _state(row)
        wide = QFontMetricsF(theme.font(12, 600)).horizontalAdvance(words) + px(20)
        paint.draw_pill(painter, theme, QRectF(rect.right() - wide, middle - px(11), wide, px(22)), words, tone)
        icon = "check" if row.state != State.OPEN else "list-check" if row.action_id else "help"
        ink = {"good": "good_text", "warn": "warn_text", "info": "accent_text"}.get(tone, "muted")
        theme.draw_icon(painter, icon, QRectF(rect.left(), middle - px(9), px(18), px(18)), ink)
        left = rect.left() + px(30)
        title, more = labels.first_upper(labels.label(labels.FEASIBILITY, row.code)), detail(row)
        half = px(19)
        lines = [(title, (14, 600), "text"), *([(more, (12, 400), "muted")] if more else [])]
        top = middle - half * len(lines) / 2
        for text, font, colour in lines:
            made = theme.font(*font)
            painter.setFont(made)
            painter.setPen(theme.colour(colour))
            room = QRectF(left, top, rect.right() - wide - px(10) - left, half)
            paint.elided(painter, room, text, Qt.AlignmentFlag.AlignLeft, QFontMetricsF(made))
            top += half
