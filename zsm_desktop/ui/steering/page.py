"""Stuurgroep: the same road as a maatwerkbespreking, with bottlenecks to answer and the balances beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.desk import Desk
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.annex import AnnexButton
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.lines import Line
from zsm_desktop.ui.parts.talk import agreed_list
from zsm_desktop.ui.parts.talk.agreed_list import Agreed, agreed_rows, to_side
from zsm_desktop.ui.parts.talk.bottleneck_form import BottleneckForm
from zsm_desktop.ui.parts.talk.composer import Kind
from zsm_desktop.ui.parts.talk.live import LiveView, Room
from zsm_desktop.ui.parts.talk.meetings_list import MeetingsList
from zsm_desktop.ui.parts.talk.page import TalkPage, list_keys
from zsm_desktop.ui.parts.talk.prepare import PrepareView
from zsm_desktop.ui.parts.talk.table import agreed_on, raised
from zsm_desktop.ui.rooms import Tools, spot
from zsm_desktop.ui.steering.hands import ALL_KEY, KEYS, AllAnnexes, PointHands
from zsm_desktop.ui.steering.names import NameCheck
from zsm_desktop.ui.steering.point import PointView
from zsm_desktop.ui.steering.proposal import COMPARE_KEY, DECIDE_KEY, ProposalStrip, said
from zsm_desktop.ui.steering.state import SteeringState
from zsm_desktop.words import results
from zsm_desktop.words.names import saying
from zsm_desktop.words.settling import decision_words

ANSWER = Kind("Antwoord", "Wat antwoordt [de stuurgroep]?", "Het antwoord gaat terug naar [de maatwerkbespreking].")
CLOSE = Kind(
    "[Knelpunt] afsluiten", "Waarmee is het opgelost?", "Een eerder antwoord blijft staan; dan mag dit leeg blijven."
)


WIDTHS = (190, 552, 270)
"""The balances of all schools stand in the middle, with their names whole."""
LIVE_KEYS = (
    ("F4", "Punt besproken, of [knelpunt] beantwoorden"),
    (agreed_list.KEY, "Naar [de afspraken]"),
    ("Shift+F4", "[Knelpunt] afsluiten"),
    ("Ctrl+E", "[Knelpunt] bewerken"),
    ("Ctrl+F10", "[Knelpunt] naar het overleg hierboven"),
    (COMPARE_KEY, "Vergelijken: wat elke afspraak over betalen zou betekenen"),
    (DECIDE_KEY, "Bij de saldi: het voorstel tot verrekening vastleggen als besluit"),
    *KEYS,
)
PREPARE_KEYS = (
    next(key for key in LIVE_KEYS if key[0] == COMPARE_KEY),
    ("Ctrl+S", "Bijlage met de vier afspraken bij de stukken doen"),
    (ALL_KEY, "Agenda en alle bijlagen in één map maken"),
)


class SteeringPage(TalkPage):
    keys = list_keys(Permission.LEAD_STEERING)
    topics = frozenset({"meeting", "body", "action", "decision", "bottleneck", "entry", "settlement"})

    def __init__(self, tools: Tools, desk: Desk) -> None:
        self.state = SteeringState(desk)
        super().__init__(tools, self.state.table)
        self.room_keys = {"live": LIVE_KEYS, "prepare": PREPARE_KEYS}
        self.say = say = saying(desk.nouns)
        listed = MeetingsList(
            self.theme,
            self.sitting,
            title=say("[Stuurgroep]"),
            subtitle=say("Vergaderingen van [de directeuren]: gepland, bezig en gehouden"),
            empty=say("Plan de eerste vergadering. [Knelpunten] die zijn doorgezet komen vanzelf op de agenda."),
        )
        self.set_up(listed, self._prepare_view, self._live_view)

    def _prepare_view(self) -> PrepareView:
        """The four agreements are looked at before the meeting, and go along with its papers."""
        title = "Vergelijken wat elke afspraak zou betekenen"
        compare = Button(self.theme, title, kind="icon", icon="scale", key=COMPARE_KEY, on_click=self.compare)
        words = "Bijlage bij de stukken: de vier afspraken"
        annex = AnnexButton(self.tools, self.state.desk, self.state.asked, words, kind="icon")
        annex.made.connect(self.offer)
        annex.said.connect(self.notify)
        self.annexes = AllAnnexes(self)
        return PrepareView(self.theme, self.sitting, self.attempt, compare, annex, self.annexes)

    def _live_view(self) -> LiveView:
        theme = self.theme
        compare = Button(theme, "Vergelijken", icon="scale", key=COMPARE_KEY, on_click=self.compare)
        decide = Button(theme, "Vastleggen als besluit", kind="primary", key=DECIDE_KEY, on_click=self.decide)
        self.points = own = PointHands(self)
        strip = ProposalStrip(theme, decide, own.vote_on)
        self.point = PointView(theme, self.state, compare, strip, own.details, own.annex, own.vote)
        self.point.shown.failed.connect(lambda error: self.attempt(lambda: raised(error)))
        self.point.opened.connect(lambda school_id: self.navigate.emit("balances", school_id))
        self.agreed = agreed_list.for_page(self)
        self.noted = agreed_list.for_page(
            self, name=self.say("[Knelpunten]"), empty=self.say("Geen nieuwe [knelpunten].")
        )
        self.act = Button(theme, "Besproken", kind="primary", key="F4", on_click=self.settle_point)
        kinds = {"answer": (ANSWER, self.state.answer), "close": (CLOSE, self.state.close)}
        room = Room(
            self.point,
            self._side(),
            self.say("[Afspraken]"),
            self.act,
            self._fill_point,
            kinds,
            self._show_line,
            WIDTHS,
        )
        view = LiveView(theme, self.table, self.attempt, room)
        keys = {self.agreed_button: self.agreed_button.click, compare: self.compare, decide: self.decide}
        for button, act in keys.items():  # also where the button is out of sight
            button.setShortcut("")
            QShortcut(QKeySequence(button.key), view, act)
        own.keys_on(view)
        self.names = NameCheck(self)
        view.shown.connect(self.names.look)
        return view

    def _side(self) -> QWidget:
        theme = self.theme
        self.shut = Button(
            theme, self.say("[Knelpunt] afsluiten"), icon="check", key="Shift+F4", on_click=self.close_bottleneck
        )
        self.shut.hide()
        self.up = Button(theme, "", icon="arrow-right", key="Ctrl+F10", on_click=self.send_up)
        self.up.hide()
        self.edit = Button(
            theme, self.say("[Knelpunt] bewerken"), icon="pencil", key="Ctrl+E", on_click=self.edit_bottleneck
        )
        self.edit.hide()
        to_agreed = partial(to_side, self, self.agreed)
        self.agreed_button = Button(
            theme, self.say("[Afspraken]"), kind="heading", key=agreed_list.KEY, on_click=to_agreed
        )
        upper = layout.card(
            theme,
            layout.row(theme, self.agreed_button, None, agreed_list.bin_button(self), gap=4, margins=(10, 0, 4, 0)),
            self.agreed,
            layout.column(theme, self.edit, self.up, self.shut, gap=8, margins=(12, 4, 12, 8)),
            gap=4,
            margins=(4, 8, 4, 4),
        )
        title = layout.label(self.say("[Knelpunten] uit dit overleg"), "strong")
        lower = layout.card(
            theme, layout.row(theme, title, margins=(12, 4, 12, 0)), self.noted, gap=4, margins=(4, 8, 4, 4)
        )
        for button in (self.edit, self.up, self.shut):
            layout.growing(button)
        for card, share in ((upper, 160), (lower, 110)):
            layout.box(theme, card, height=share)
        column = layout.column(theme, upper, lower, gap=12)
        column.setStretch(0, 3)
        column.setStretch(1, 2)
        return layout.holder(column)

    def read(self) -> None:
        self.state.reload()

    def settle(self) -> bool:
        """What is read beside the painting is read to its end before the store closes."""
        if "live" in self.views:
            self.point.shown.counting.drain()
        return super().settle()

    def compare(self) -> None:
        """Over the school year of this meeting."""
        self.navigate.emit("settlements", spot("compare", self.state.year.label))

    def decide(self) -> None:
        """What is proposed becomes a decision of this meeting."""
        card = self.state.proposal()
        if card is not None and self.state.may_decide and self.talk.may_agree:
            text = decision_words(said(card))
            number = card.settlement.number
            act = partial(self.state.decide, text)
            self.hands.once(self.point.proposal.decide, act, f"{number} is besloten en kan worden uitgevoerd.")

    def settle_point(self) -> None:
        """A bottleneck is answered; any other point is done and the next one comes."""
        if not self.talk.may_agree:
            return
        bottleneck = self.state.bottleneck
        if bottleneck is not None and bottleneck.status == "escalated":
            self.talk.compose("answer")
        else:
            self.hands.done()

    def close_bottleneck(self) -> None:
        if self.state.may_close:
            self.talk.compose("close")

    def send_up(self) -> None:
        """On to the body above this one."""
        bottleneck, above = self.state.bottleneck, self.state.above
        if bottleneck is not None and above:
            self.hands.once(self.up, self.state.send_up, f"{results.send_up(above, self.say)}: {bottleneck.title}")

    def edit_bottleneck(self) -> None:
        """Its kind, whom it hits and what is asked."""
        bottleneck = self.state.bottleneck
        if bottleneck is not None and self.state.may_close:
            desk, table = self.state.desk, self.table
            self.attempt(
                lambda: self.hands.sent.show(
                    bottleneck.id, lambda: BottleneckForm(self.theme, self, desk, bottleneck, table)
                )
            )

    def _show_line(self, line_id: str) -> None:
        for lines in (self.agreed, self.noted):
            lines.select(line_id)

    def _fill_point(self) -> None:
        item, bottleneck, card = self.table.item, self.state.bottleneck, self.sitting.card
        if item is None or card is None:
            return
        self.point.fill()
        self.points.fill()
        self.act.set_words("Antwoord" if bottleneck is not None and bottleneck.status == "escalated" else "Besproken")
        self.shut.setVisible(self.state.may_close)
        self.edit.setVisible(self.state.may_close)
        above = self.state.above
        self.up.setVisible(bool(above))
        self.up.set_words(results.send_up(above, self.say))
        decisions, actions = agreed_on(self.sitting, item.id)
        said = bottleneck.answer if bottleneck is not None else ""
        answered = [Agreed("", "", Line(said, "Antwoord", "circle-check", "good"))] if said else []
        self.agreed.show_agreed([*answered, *agreed_rows(decisions, actions, (), self.say)])
        self.noted.show_agreed(agreed_rows((), (), card.bottlenecks, self.say))
