"""The case on the table: the question first and large, then the wish, what was tried, and the facts."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.profiles import Nouns
from zsm_desktop.services.case_facts import CaseCard, CaseRow
from zsm_desktop.services.meeting_facts import AgendaRow
from zsm_desktop.ui.meeting import card_words
from zsm_desktop.ui.meeting.name import NameBox
from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.meeting.wall_text import WallText
from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.lines import Line, Lines, Words
from zsm_desktop.ui.parts.pairs import Pairs
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.still_open import still_open
from zsm_desktop.ui.parts.talk.minutes_view import OUTCOME_TONES
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.names import saying


class CaseCardView(QWidget):
    """Widgets are made once and filled anew for each case, so that the next one is there at once."""

    def __init__(self, theme: Theme, state: MeetingState) -> None:
        super().__init__()
        self._theme, self._state = theme, state
        self.who = Words(theme, size=17, weight=600, wrap=False)
        self.initials = Words(theme, size=14, colour="muted", wrap=False)
        self.status = Pill(theme)
        self.name = NameBox(theme, state)
        self.question = Words(theme, size=25, weight=600)
        self.wall = WallText(theme, state)
        self.notices = Lines(theme, name="Bijzonderheden")
        self.wish = _Quote(theme)
        self.tried = _Block(theme, "Wat is er al geprobeerd")
        self.remarks = _Block(theme, "Wat verder van belang is")
        self.facts = Pairs(theme, name="Gegevens")
        self.still_open = _List(theme, "Staat nog open")
        self.history = _List(theme, "Eerder")
        self.consents = _List(theme, "Toestemming")
        self.why_not = _WhyNot(theme)
        who = layout.row(theme, self.who, self.initials, self.status, None, self.name.button, gap=10)
        self.inside = layout.holder(
            layout.column(
                theme,
                self.notices,
                self.question,
                self.wish,
                self.wall,
                self.facts,
                self.tried,
                self.remarks,
                self.still_open,
                self.history,
                self.consents,
                gap=12,
            )
        )
        self.setLayout(layout.column(theme, who, self.name.box, self.why_not, self.inside, None, gap=10))

    def resizeEvent(self, event) -> None:
        """A wide screen hangs on a wall: there the question is larger. On a low one the facts must stay in sight."""
        super().resizeEvent(event)
        px = self._theme.px
        self.question.set_size(31 if self.width() > px(760) else 25 if self.window().height() > px(800) else 20)

    def fill(self) -> None:
        item = self._state.table.item
        if item is None:
            return
        row, card = item.case, self._state.card
        self._head(item, row)
        self.name.show_case(row)
        self.inside.setVisible(card is not None or (row is not None and self._state.is_coming))
        self.why_not.setVisible(bool(row and row.missing))
        if row is not None and row.missing:
            self.why_not.say(row, self._state.desk.nouns)
        if card is not None:
            self._fill(card.case)
        else:
            self.wall.put_away()
            self._fill_ahead(row.question if row is not None else "")

    def _head(self, item: AgendaRow, row: CaseRow | None) -> None:
        self.who.setText(row.pseudonym if row else item.title)
        self.initials.setText(row.initials if row else "")
        if item.outcome:
            words = labels.label(labels.OUTCOME, item.outcome)
            tone = OUTCOME_TONES.get(item.outcome, "info")
            self.status.set_status(f"{words} · {item.placement}" if item.placement else words, tone)
        elif row is not None and row.is_urgent:
            self.status.set_status("spoed", "warn")
        else:
            self.status.set_status("besproken" if item.status == "discussed" else "", "neutral")
        self.status.setVisible(bool(self.status.text))

    def _fill_ahead(self, question: str) -> None:
        """What the agenda says of it already."""
        self.question.setText(question)
        self.facts.say(())
        self.notices.hide()
        self.wall.hide()
        for block in (self.wish, self.tried, self.remarks):
            block.say("")
        for listed in (self.still_open, self.history, self.consents):
            listed.say([])

    def _fill(self, card: CaseCard) -> None:
        self.question.setText(card.row.question)
        self.wish.say(card.wishes)
        self.tried.say(card.tried)
        self.remarks.say(card.remarks)
        say = saying(self._state.desk.nouns)
        notices = card_words.notices(card, self._state.desk.day, say)
        self.notices.set_lines(notices)
        self.notices.setVisible(bool(notices))
        self.wall.show_card(card)
        self.wall.show()
        self.facts.say(card_words.facts(card, say))
        self.still_open.say(still_open(card, say, self._state.table.item_id))
        self.history.say(card_words.history(card, self._state.desk.day))
        self.consents.say(card_words.consents(card, say))


class _Quote(QWidget):
    """What the pupil says, set apart by a line at the left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.text = Words(theme, size=17)
        self.setLayout(layout.row(theme, self.text, margins=(16, 2, 0, 2)))

    def say(self, text: str) -> None:
        bare = text.strip('“”" ')
        self.text.setText(f"“{bare}”" if bare else "")
        self.setVisible(bool(bare))

    def paintEvent(self, event) -> None:
        painter = paint.begin(self)
        bar = QRectF(0, 0, self._theme.px(4), self.height())
        paint.plate(painter, bar, self._theme.px(2), self._theme.colour("accent"))
        painter.end()


class _Block(QWidget):
    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.text = Words(theme, size=15)
        self.setLayout(layout.column(theme, layout.label(title, "strong"), self.text, gap=3))

    def say(self, text: str) -> None:
        self.text.setText(text)
        self.setVisible(bool(text))


class _List(QWidget):
    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.lines = Lines(theme, name=title)
        self.setLayout(layout.column(theme, layout.label(title, "strong"), self.lines, gap=5))

    def say(self, lines: list[Line]) -> None:
        self.lines.set_lines(lines)
        self.setVisible(bool(lines))


class _WhyNot(QWidget):
    """Instead of the content of a case that may not be discussed: why, and what to do now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Words(theme, "Deze casus mag nog niet besproken worden", size=20, weight=600)
        self.text = Words(theme, size=16)
        self.next = Words(theme, "Ga naar de volgende casus; deze gaat mee naar de volgende keer.", colour="muted")
        self.setLayout(layout.column(theme, self.title, self.text, self.next, gap=8, margins=(0, 14, 0, 0)))

    def say(self, row: CaseRow, nouns: Nouns) -> None:
        self.text.setText(sentence(RuleError(row.missing), nouns))
