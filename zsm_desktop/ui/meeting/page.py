"""Besprekingen: turns keys and clicks into the intents of `state` and shows what it knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.desk import Desk
from zsm_desktop.ui.meeting.case_card import CaseCardView
from zsm_desktop.ui.meeting.feasible import Checking
from zsm_desktop.ui.meeting.forms import CasePicker, place_form
from zsm_desktop.ui.meeting.name import KEY as NAME
from zsm_desktop.ui.meeting.offers import offers_list
from zsm_desktop.ui.meeting.outcome import OutcomePanel
from zsm_desktop.ui.meeting.outcomes import Outcomes, ReadAhead, placing
from zsm_desktop.ui.meeting.raised import Raised
from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.meeting.vacancies import KEYS as VACANCY_KEYS
from zsm_desktop.ui.meeting.vacancies import VacanciesPoint
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.lines import Line
from zsm_desktop.ui.parts.talk import agreed_list
from zsm_desktop.ui.parts.talk.agreed_list import Agreed, agreed_rows, to_side
from zsm_desktop.ui.parts.talk.live import LETTERS, LiveView, Room, agrees, fill_room
from zsm_desktop.ui.parts.talk.meetings_list import MeetingsList
from zsm_desktop.ui.parts.talk.minutes_view import OUTCOME_TONES
from zsm_desktop.ui.parts.talk.page import TalkPage, list_keys
from zsm_desktop.ui.parts.talk.prepare import PrepareView
from zsm_desktop.ui.parts.talk.table import agreed_on
from zsm_desktop.ui.parts.writer import Writer
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import labels
from zsm_desktop.words.minutes import reason_of
from zsm_desktop.words.names import say, saying

LIVE_KEYS = (
    ("F4", "Uitkomst kiezen, dan 1 t/m 7"),
    ("F3", "Naar het aanbod, Enter plaatst"),
    (agreed_list.KEY, "Naar [de afspraken]"),
    (NAME, "Naam tonen, met reden"),
    ("H", "Is het aanbod haalbaar? Punten afvinken, acties maken"),
    ("W", "De tekst voor de wand schrijven"),
    ("Shift+F10", "[Knelpunt] aanvullen, of deze casus erbij tellen"),
    ("Ctrl+F10", "[Knelpunt] van deze casus naar [de bottleneck_agenda]"),
    *VACANCY_KEYS,
    ("N", "Buiten een tekstveld ook: N, U, O, A, B, K"),
)


AHEAD_MS = 15
"""Between two cards read ahead, so that a key never waits for more than one of them."""


class MeetingPage(TalkPage):
    keys = list_keys(Permission.LEAD_MEETINGS)
    topics = frozenset({
        "meeting", "body", "case", "consent", "placement", "offer", "action", "decision", "bottleneck", "vacancy",
    })  # fmt: skip

    def __init__(self, tools: Tools, desk: Desk) -> None:
        self.state = MeetingState(desk)
        super().__init__(tools, self.state.table)
        self.room_keys = {"prepare": (("F2", "Casus van de wachtlijst toevoegen"),), "live": LIVE_KEYS}
        say = saying(desk.nouns)
        listed = MeetingsList(
            self.theme, self.sitting, title=say("[Besprekingen]"),
            subtitle=say("[Maatwerkbesprekingen]: gepland, bezig en gehouden"),
            empty=say("Plan [de eerste maatwerkbespreking]. Daarna zet u de casussen op de agenda."),
        )  # fmt: skip
        self.reader = Writer(self)
        """Cards over a line; apart from `writer`, as no act waits for one."""
        self.state.beside, self.state.came = self.reader.write, partial(_card_came, self)
        self._reading = ReadAhead(self, self.state)
        self.ahead = QTimer(self, interval=AHEAD_MS, singleShot=True)
        self.ahead.timeout.connect(self._read_ahead)
        self.set_up(listed, self._prepare_view, self._live_view)

    @cached_property
    def outcome(self) -> OutcomePanel:
        return Outcomes(self, self.state, self.to_offers).panel

    @cached_property
    def picker(self) -> CasePicker:
        return CasePicker(self.theme, self, self.state)

    def _prepare_view(self) -> PrepareView:
        add_case = Button(self.theme, "Casus", icon="plus", key="F2", on_click=self.pick_case)
        return PrepareView(self.theme, self.sitting, self.attempt, add_case)

    def _live_view(self) -> LiveView:
        theme = self.theme
        self.card = CaseCardView(theme, self.state)
        for said in (self.card.wall.refused, self.card.wall.kept.refused):
            said.connect(lambda text: self.notify.emit(text, "bad"))
        self.offers = offers_list(theme)
        self.offers.opened.connect(self.place)
        self.agreed = agreed_list.for_page(self)
        self.act = Button(theme, "Uitkomst", kind="primary", key="F4", on_click=self.choose_outcome)
        self.vacancies = VacanciesPoint(self)
        side = self._side()
        content = layout.holder(layout.column(theme, self.card, self.vacancies, gap=8))
        room = Room(content, side, "Aanbod", self.act, self._fill_point, show_line=self.agreed.select)
        view = LiveView(theme, self.table, self.attempt, room)
        for button in (self.offers_button, self.agreed_button):
            button.setShortcut("")
            QShortcut(QKeySequence(button.key), view, button.click)  # also where its panel is out of sight
        return view

    def _side(self) -> QWidget:
        theme = self.theme
        self.offers_button = Button(theme, "Aanbod", kind="heading", key="F3", on_click=self.to_offers)
        self.offers_note = layout.label("", "muted", wrap=True)
        layout.box(theme, self.offers, height=120)
        self.feasible = Checking(self, self.state, self.offers, self.place)
        head = layout.row(theme, self.offers_button, None, self.feasible.button, gap=4, margins=(10, 0, 0, 0))
        note = layout.row(theme, self.offers_note, margins=(12, 0))
        upper = layout.card(theme, head, note, self.offers, self.vacancies.of_case, gap=4, margins=(4, 8, 4, 4))
        upper.layout().setStretch(2, 1)
        self.raised = Raised(self, self.state)
        self.up = self.raised.up
        to_agreed = partial(to_side, self, self.agreed)
        self.agreed_button = Button(
            theme, say(self.state.desk.nouns, "[Afspraken]"), kind="heading", key=agreed_list.KEY, on_click=to_agreed
        )
        below = layout.card(
            theme,
            layout.row(theme, self.agreed_button, None, agreed_list.bin_button(self), gap=4, margins=(10, 0, 4, 0)),
            layout.box(theme, self.agreed, height=118),
            self.raised.button,
            self.up,
            gap=0,
            margins=(4, 8, 4, 4),
        )
        column = layout.column(theme, upper, below, gap=12)
        column.setStretch(0, 3)
        column.setStretch(1, 2)
        return layout.holder(column)

    def read(self) -> None:
        self.state.reload()

    def fetch(self) -> Callable[[], object]:
        put = self.state.fetch()
        return lambda: (put(), self._fill())

    def pick_case(self) -> None:
        self.picker.open_for()

    def choose_outcome(self) -> None:
        """The outcomes of a case; a point without a case is simply done, and the next one comes."""
        item = self.table.item
        if item is None or not agrees(self.talk):
            return
        if item.case is not None:
            self.outcome.open_for(item.id, item.case.pseudonym)
        else:
            self.hands.done()

    def to_offers(self) -> None:
        to_side(self, self.offers)

    def place(self, offer_id: str) -> None:
        item = self.table.item
        if item is None or item.case is None or not agrees(self.talk):
            return
        who = item.case.pseudonym
        write = placing(self, self.state)
        plan = self.state.place_plan
        self.attempt(
            lambda: self.hands.sent.show(
                offer_id, lambda: place_form(self.theme, self, self.state, plan(offer_id), who, write)
            )
        )

    def keyPressEvent(self, event) -> None:
        """Single letters, where no text is being typed."""
        is_typing = isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit)
        letter = event.text().upper()
        if (
            self.stack.currentWidget() is not self.views.get("live")
            or is_typing
            or event.modifiers()
            or letter not in {*LETTERS, "U", "O", "H", "W"}
        ):
            super().keyPressEvent(event)
        elif letter == "U":
            self.talk.speak(self.choose_outcome)
        elif letter == "O":
            self.to_offers()
        elif letter == "H":
            self.feasible.check()
        elif letter == "W":
            self.talk.panes.show_pane("point")
            why_not = self.card.wall.edit()
            if why_not:
                self.notify.emit(why_not, "info")
        elif letter == "N":
            self.talk.write_notes()
        else:
            self.talk.speak(lambda: self.talk.compose(LETTERS[letter]))

    def _read_ahead(self) -> None:
        if self._reading.step():
            self.ahead.start()

    def _fill_point(self) -> None:
        item, card = self.table.item, self.state.card
        if item is None:
            return
        self.card.fill()
        self.vacancies.fill()
        self.act.set_words("Uitkomst" if item.case is not None else "Besproken")
        matches = card.matches if card is not None else ()
        self.offers.set_rows(matches)
        is_case, is_coming = item.case is not None, self.state.is_coming
        self.offers_note.setText(
            say(self.state.desk.nouns, _why_empty(is_case, is_hidden=card is None, is_coming=is_coming))
        )
        self.offers_note.setVisible(not matches)
        self.feasible.button.setVisible(bool(matches) and self.talk.may_agree)
        decisions, actions = (card.decisions, card.actions) if card is not None else agreed_on(self.sitting, item.id)
        words = labels.first_upper(labels.label(labels.OUTCOME, item.outcome))
        why = reason_of(card.reason_code, card.reason) if card else ""
        said = Line(words, why, "flag", OUTCOME_TONES.get(item.outcome, "info"), is_strong=True)
        outcome = [Agreed("", "", said)] if item.outcome else []
        bottlenecks = card.bottlenecks if card is not None else ()
        self.agreed.show_agreed(
            [*outcome, *agreed_rows(decisions, actions, bottlenecks, saying(self.state.desk.nouns))]
        )
        self.up.setVisible(self.sitting.may_lead and bool(self.state.bottlenecks_to_escalate()))
        self.raised.fill()
        self.ahead.start()


def _why_empty(is_case: bool, *, is_hidden: bool, is_coming: bool) -> str:
    if not is_case:
        return "Bij dit punt hoort geen aanbod."
    if is_coming:
        return "Het aanbod wordt opgehaald."
    if is_hidden:
        return "Aanbod verschijnt zodra de casus besproken mag worden."
    return "Er is nog geen aanbod van andere scholen. Leg dit vast als [knelpunt] (F10)."


def _card_came(page: MeetingPage, item_id: str, error: Exception | None) -> None:
    if item_id == page.table.item_id and "live" in page.views:
        fill_room(page.talk)
        if isinstance(error, RuleError) and error.code != "server.lost":
            page.notify.emit(sentence(error), "bad")
    page.ahead.start()
