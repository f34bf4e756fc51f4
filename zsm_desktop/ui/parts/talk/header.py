"""The bar above an open meeting: the way back, what it is, how far it is, and what can be done now."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from zsm_desktop.services.meeting_facts import MeetingCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.lines import Elided
from zsm_desktop.ui.parts.talk.agenda import Progress
from zsm_desktop.ui.parts.talk.presence import presence_words
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.format import date_brief, date_long, time_span

WIDE = 780
"""From here on every action has room for its words."""


class MeetingHeader(QFrame):
    """`left` asks to go back to the list. The progress is shown while the meeting runs."""

    left = Signal()

    def __init__(self, theme: Theme, *actions: QWidget, folding: Mapping[Button, str] | None = None) -> None:
        """`folding` are the actions that give up their words first, with their kind where there is room."""
        super().__init__()
        self._theme, self._folding = theme, folding or {}
        self._others = ""
        self._parts: list[str] = []
        self.setProperty("role", "header")
        back = Button(theme, "Terug naar de lijst", kind="icon", icon="arrow-left", on_click=self.left.emit)
        self.title = Elided(theme, size=17, weight=600)
        self.detail = Elided(theme, size=12, colour="muted")
        self.progress = Progress(theme)
        words = layout.holder(layout.column(theme, self.title, self.detail, gap=1))
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        top = layout.row(theme, back, words, *actions, gap=10)
        top.setStretch(1, 1)
        whole = layout.column(theme, top, self.progress, gap=8, margins=(16, 10, 16, 10))
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fold)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        for button, kind in self._folding.items():
            button.set_kind(kind if self.width() >= self._theme.px(WIDE) else "icon")

    def fill(self, card: MeetingCard, item_id: str = "") -> None:
        row = card.row
        self.title.say(f"{row.body} · {date_long(row.held_on)}", date_brief(row.held_on))
        hours = time_span(row.starts_at, row.ends_at)
        chair = f"voorzitter {row.chair_organisation}" if row.chair_organisation else ""
        parts = [part for part in (row.number, hours, row.place, chair) if part]
        if row.status == "running":
            done = sum(one.status == "discussed" for one in card.agenda)
            parts = [f"{done} van {len(card.agenda)} punten besproken", presence_words(card.quorum), *parts]
        elif row.status in ("finished", "cancelled"):
            parts = [labels.label(labels.MEETING_STATUS, row.status), *parts]
        self._parts = parts
        self._say()
        self.progress.setVisible(row.status == "running")
        self.progress.set_points(card.agenda, item_id)

    def show_others(self, words: str) -> None:
        """Who else has this meeting open."""
        self._others = words
        self._say()

    def _say(self) -> None:
        parts = [self._others, *self._parts] if self._others else self._parts
        fewer = [" · ".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
        self.detail.say(" · ".join(parts), *fewer, *(part.removesuffix(" punten besproken") for part in parts[:1]))
