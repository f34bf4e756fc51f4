"""Resultaten: where leavers went, asking after them, and what the network aims at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.results.aims import AimsFace
from zsm_desktop.ui.results.evaluations import EvaluationsFace
from zsm_desktop.ui.results.evaluations_state import Measuring
from zsm_desktop.ui.results.follow_ups import FollowUpsFace
from zsm_desktop.ui.results.follow_ups_state import Asking
from zsm_desktop.ui.results.group import GroupFace
from zsm_desktop.ui.results.outcome_form import OutcomeForm
from zsm_desktop.ui.results.outflow import OutflowFace
from zsm_desktop.ui.results.page_keys import AIMS, FOLLOW_UPS, GROUP, KEYS, OUTFLOW, TOGETHER
from zsm_desktop.ui.results.state import ResultsState
from zsm_desktop.ui.results.year_report import YearReportButton
from zsm_desktop.ui.rooms import Tools

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

SUBTITLES = {
    OUTFLOW: "Waar schoolverlaters heen gingen, en of het standhield",
    FOLLOW_UPS: "Is de jongere er nog? Na 3, 6, 12 en 24 maanden",
    GROUP: "Wie de jongeren zijn: wat er van hen gevraagd wordt, lijsten en gedeelde cijfers",
    AIMS: "Wat het netwerk telt, en wat het wil bereiken",
    TOGETHER: "Hoe werken we samen? Wat alle partners daarvan vinden",
}


class ResultsPage(Page):
    topics = frozenset(
        {
            "outcome", "target", "pupil", "school", "sector", "placement", "network", "profile", "evaluation", "case",
        }
    )  # fmt: skip
    keys = KEYS[OUTFLOW]

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools.theme)
        theme = self.theme
        self.state = ResultsState(desk)
        self._stale: set[str] = set()
        self.year = Choice(theme)
        self.year.setAccessibleName("Schooljaar")
        layout.box(theme, self.year, width=190, max_width=220)
        self.year.activated.connect(lambda _at: self.choose_year(int(self.year.key)))
        self.add = Button(theme, "Uitstroom noteren", icon="plus", key="Ctrl+N", on_click=self.ask_outcome)
        self.add.setEnabled(self.state.may_note)
        if not self.state.may_note:
            self.add.hide()
        self.report = YearReportButton(tools, desk, self.state.year_in_sight)
        self.report.said.connect(self.notify)
        self.report.made.connect(self.offer)
        if not self.state.may_report:
            self.report.setEnabled(False)
            self.report.hide()
        self.header = PageHeader(theme, "Resultaten", SUBTITLES[OUTFLOW], self.report, self.add, self.year)
        self.outflow = OutflowFace(theme, self.state, self._name_schools)
        self.aims = AimsFace(theme, self.state, self.attempt)
        self.faces: dict[str, QWidget] = {OUTFLOW: self.outflow}
        tabs = [(OUTFLOW, "Uitstroom", self.outflow)]
        if self.state.may_follow:
            self.follow_ups = FollowUpsFace(theme, Asking(desk), self.attempt)
            self.follow_ups.said.connect(self.offer)
            self.follow_ups.refused.connect(lambda words: self.notify.emit(words, "warn"))
            self.follow_ups.corrected.connect(self.ask_outcome)
            self.faces[FOLLOW_UPS] = self.follow_ups
            tabs.append((FOLLOW_UPS, "Nazorg", self.follow_ups))
        self.group = GroupFace(theme, self.state, self.attempt)
        self.together = EvaluationsFace(tools, Measuring(desk), self.attempt)
        self.together.said.connect(self.notify)
        self.together.offered.connect(self.offer)
        self.faces |= {GROUP: self.group, AIMS: self.aims, TOGETHER: self.together}
        tabs += [
            (GROUP, "Doelgroep", self.group), (AIMS, "Doelen", self.aims), (TOGETHER, "Samenwerking", self.together),
        ]  # fmt: skip
        self.tabs = Tabs(theme, *tabs, name="Uitstroom, nazorg, doelgroep, doelen of samenwerking")
        self.tabs.chosen.connect(lambda _key: self._on_tab())
        for face in (self.outflow, self.group, self.aims):
            face.failed.connect(self._fail)
        whole = layout.page(theme, self.header, self.tabs, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for key, by in (("Alt+PgUp", 1), ("Alt+PgDown", -1)):
            QShortcut(QKeySequence(key), self.year, lambda by=by: self.step(by))  # where it is in sight

    def reload(self) -> None:
        """The face in sight reads now, the others when they are shown."""
        self.state.look()
        self.year.set_choices(self.state.year_choices())
        self.year.choose(str(self.state.year))
        self._stale = set(self.faces)
        self._freshen()

    def open_item(self, item_id: str) -> None:
        """A face by its name, or the form of where a pupil went."""
        what, _, pupil_id = item_id.partition("/")
        if what in self.faces:
            self.tabs.show_face(what)
        elif what == "outcome" and pupil_id:
            self.ask_outcome(pupil_id)
        self.take_keyboard()

    def settle(self) -> bool:
        """What is being counted beside the painting is read to its end before the store closes."""
        for face in (self.outflow, self.aims):
            face.counting.drain()
        self.group.drain()
        return True

    def choose_year(self, year: int) -> None:
        self.state.year = year
        self.attempt(self.reload)

    def step(self, by: int) -> None:
        self.state.step(by)
        self.attempt(self.reload)

    def ask_outcome(self, pupil_id: str = "") -> FormDialog | None:
        if not self.state.may_note:
            return None
        dialog = OutcomeForm(self.theme, self.window(), self.state.desk, pupil_id or "")
        dialog.open()
        return dialog

    def _name_schools(self, version: int, by_letter: bool) -> None:
        self.attempt(lambda: self.state.desk.result_figures.name_schools(version, by_letter=by_letter))
        self.attempt(self.outflow.reload)

    def _on_tab(self) -> None:
        self.keys = KEYS[self.tabs.current]
        self.year.setVisible(self.tabs.current not in {FOLLOW_UPS, TOGETHER})
        self.header.set_words("Resultaten", SUBTITLES[self.tabs.current])
        self.attempt(self._freshen)

    def _freshen(self) -> None:
        """Running schools years have few leavers yet; that is said where it is so."""
        name = self.tabs.current
        if name in self._stale:
            self._stale.discard(name)
            self.faces[name].reload()
        if name == OUTFLOW and self.state.year == SchoolYear.of(self.state.desk.day).start_year:
            self.header.set_words("Resultaten", "Dit schooljaar loopt nog: wie er nu al vertrok")

    def _fail(self, error: Exception) -> None:
        def again() -> None:
            raise error

        self.attempt(again)
