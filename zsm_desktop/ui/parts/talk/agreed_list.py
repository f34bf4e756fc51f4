"""What was agreed at the point on the table, to go through with the arrows: into the bin, or back into the notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow, DecisionRow
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.cardlist import CardDelegate, CardList
from zsm_desktop.ui.parts.lines import Line
from zsm_desktop.ui.parts.talk.agreed import action_lines, bottleneck_lines, decision_lines
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import Say, say

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.talk.page import TalkPage

KEY = "Shift+F3"
INDENT, EDGE = 26, 6


class Agreed(NamedTuple):
    """`kind` is action, decision or bottleneck; "" for what is only said."""

    id: str
    kind: str
    line: Line


def agreed_rows(
    decisions: Sequence[DecisionRow], actions: Sequence[ActionRow], bottlenecks: Sequence[BottleneckRow], say: Say
) -> list[Agreed]:
    return [
        *(Agreed(row.id, "decision", line) for row, line in zip(decisions, decision_lines(decisions), strict=True)),
        *(Agreed(row.id, "action", line) for row, line in zip(actions, action_lines(actions), strict=True)),
        *(
            Agreed(row.id, "bottleneck", line)
            for row, line in zip(bottlenecks, bottleneck_lines(bottlenecks, say), strict=True)
        ),
    ]


class AgreedList(CardList):
    """`to_notes` comes with Backspace, `removed` with Del."""

    to_notes = Signal(str)

    def __init__(self, theme: Theme, *, name: str, empty: str) -> None:
        super().__init__(theme, name=name, delegate=_Delegate, spoken=_spoken)
        self._empty = empty

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(row.line for row in self.cards.rows)

    def show_agreed(self, rows: Sequence[Agreed]) -> None:
        self.set_rows(list(rows) or [Agreed("", "", Line(self._empty, tone="muted"))])
        if not rows:
            self.setCurrentIndex(QModelIndex())  # there is nothing to choose

    def row(self, row_id: str) -> Agreed | None:
        return next((row for row in self.cards.rows if row.id == row_id and row.kind), None)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Backspace and self.current_id():
            self.to_notes.emit(self.current_id())
        else:
            super().keyPressEvent(event)


def for_page(page: TalkPage, *, name: str = "[Afspraken]", empty: str = "Nog niets afgesproken.") -> AgreedList:
    """One whose rows go into the bin of this page, or back into its notes."""
    made = AgreedList(page.theme, name=say(page.sitting.desk.nouns, name), empty=empty)
    made.removed.connect(lambda row_id: page.hands.throw_away(made, row_id))
    made.to_notes.connect(lambda row_id: page.hands.give_back(made, row_id))
    return made


def bin_button(page: TalkPage) -> Button:
    words = "Prullenbak (Ctrl F2)"
    return Button(page.theme, words, kind="icon", icon="trash", on_click=lambda: page.hands.show_bin())  # noqa: PLW0108 - the hands come later


def to_side(page: TalkPage, rows: QWidget) -> None:
    """The keyboard to a list beside the point."""
    page.talk.panes.show_pane("side")
    rows.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _spoken(row: Agreed) -> str:
    return f"{row.line.text} {row.line.quiet}".strip()


class _Delegate(CardDelegate):
    is_kept = True

    def height(self, row: Agreed, width: int) -> int:
        return self._walk(None, QRectF(0, 0, width - self.theme.px(24), 0), row) + self.theme.px(2 * EDGE)

    def draw(self, painter: QPainter, rect: QRectF, row: Agreed, at: int) -> None:
        self._walk(painter, rect.adjusted(0, self.theme.px(EDGE), 0, 0), row)

    def _walk(self, painter: QPainter | None, rect: QRectF, row: Agreed) -> int:
        px, line, top = self.theme.px, row.line, rect.top()
        left = rect.left() + (px(INDENT) if line.icon else 0)
        if painter is not None and line.icon:
            ink = {"info": "accent_text", "neutral": "muted"}.get(line.tone, f"{line.tone}_text")
            self.theme.draw_icon(painter, line.icon, QRectF(rect.left(), top + px(1), px(17), px(17)), ink)
        colour = "muted" if line.tone == "muted" else "text"
        for text, size, weight, ink in (
            (line.text, 14, 600 if line.is_strong else 400, colour),
            (line.quiet, 12, 400, "muted"),
        ):
            if text:
                room = QRect(round(left), round(top), max(20, round(rect.right() - left)), 0)
                top = paint.words(painter, self.theme, text, room, (size, weight), ink)
        return round(top - rect.top())
