"""What the keys do at a point of the directors: to the figures under it, its annex, and voting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QFileDialog, QWidget

from zsm_desktop.domain.votes import Voice
from zsm_desktop.services.steering_points import KINDS
from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.papers import Job, make_papers
from zsm_desktop.ui.steering.proposal import said as said_of
from zsm_desktop.ui.steering.vote import VoteForm
from zsm_desktop.words import votes
from zsm_desktop.words.settling import decision_words

if TYPE_CHECKING:
    from zsm_desktop.ui.steering.page import SteeringPage
    from zsm_desktop.ui.work import Progress

OPEN_KEY, ANNEX_KEY, ALL_KEY = "Alt+O", "Ctrl+S", "Ctrl+Shift+S"
VOTE_KEY, VOTE_PROPOSAL_KEY = "Shift+F9", "Ctrl+Shift+D"
KEYS = (
    (OPEN_KEY, "Bij een vast punt: naar de kamer waar de cijfers vandaan komen"),
    (ANNEX_KEY, "Bijlage van dit punt maken, als pdf en Excel"),
    (VOTE_KEY, "Stemmen over een besluit"),
    (VOTE_PROPOSAL_KEY, "Bij de saldi: stemmen over het voorstel tot verrekening"),
)
PLACES = {
    "results": ("results", "aims"),
    "balances": ("balances", ""),
    "funds": ("exchange", "funds"),
    "collaboration": ("results", "together"),
    "vacancies": ("network", "work/vacancies"),
}
"""Where the details of a kind of point are: room, and what to open in it."""


class PointHands(QObject):
    """The buttons stand in the point and beside it; the keys work also where they are out of sight."""

    def __init__(self, page: SteeringPage) -> None:
        super().__init__(page)
        self._page, theme = page, page.theme
        self.details = Button(theme, "Openen", icon="arrow-right", key=OPEN_KEY, on_click=self.open_details)
        self.annex = Button(
            theme, "Bijlage van dit punt", kind="icon", icon="file-export", key=ANNEX_KEY, on_click=self.ask_folder
        )
        self.vote = Button(theme, "Stemmen", kind="icon", icon="gavel", key=VOTE_KEY, on_click=self.ask_vote)
        self.vote_on = Button(theme, "Stemmen", key=VOTE_PROPOSAL_KEY, on_click=self.ask_vote_on_proposal)
        self.vote_on.setAccessibleName("Stemmen over het voorstel")

    def keys_on(self, view: QWidget) -> None:
        acts = {
            self.details: self.open_details,
            self.annex: self.ask_folder,
            self.vote: self.ask_vote,
            self.vote_on: self.ask_vote_on_proposal,
        }
        for button, act in acts.items():
            button.setShortcut("")
            QShortcut(QKeySequence(button.key), view, act)

    def fill(self) -> None:
        item = self._page.table.item
        kind = item.kind if item is not None else ""
        self.details.setVisible(kind in PLACES)
        self.annex.setVisible(kind in KINDS)
        self.vote.setVisible(self._page.state.may_vote)
        self.vote_on.setVisible(self._page.state.may_decide)

    def open_details(self) -> None:
        item = self._page.table.item
        if item is not None and item.kind in PLACES:
            self._page.navigate.emit(*PLACES[item.kind])

    def ask_folder(self) -> QFileDialog | None:
        page, item = self._page, self._page.table.item
        if item is None or item.kind not in KINDS:
            return None
        return files.ask_folder(page, "Kies een map voor de bijlage", lambda folder: self.make(item.id, folder))

    def make(self, item_id: str, folder: Path) -> None:
        meeting_id, desk = self._page.sitting.meeting_id, self._page.state.desk

        def job(progress: Progress) -> tuple[Path, ...]:
            from zsm_desktop.reports.points import write

            progress.check()
            return write(desk, meeting_id, item_id, folder)

        _make(self._page, "Bijlage maken", job)

    def ask_vote(self) -> VoteForm | None:
        """On what stands half written as a decision, or on what is typed now."""
        page = self._page
        if not page.state.may_vote:
            return None
        composer, item_id = page.talk.composer, page.table.item_id
        is_decision = composer.isVisible() and composer.kept.where.kind == "decision"
        voting = page.state.desk.voting

        def decide(text: str, voices: Mapping[str, Voice]) -> None:
            page.table.drain()
            voting.decide(item_id, text, dict(voices))
            if is_decision:
                composer.give_away()
            page.notify.emit(f"Besluit genomen. {votes.carried(voices.values())}.", "good")

        return self._open(composer.text.text() if is_decision else "", decide)

    def ask_vote_on_proposal(self) -> VoteForm | None:
        page, card = self._page, self._page.state.proposal()
        if card is None or not page.state.may_decide:
            return None
        item_id, text = page.table.item_id, decision_words(said_of(card))

        def decide(text: str, voices: Mapping[str, Voice]) -> None:
            page.table.drain()
            page.state.desk.settlements.decide(card.settlement.id, item_id, text, voices=dict(voices))
            said = f"{card.settlement.number} is besloten en kan worden uitgevoerd."
            page.notify.emit(f"{said} {votes.carried(voices.values())}.", "good")

        return self._open(text, decide, is_fixed=True)

    def _open(
        self, text: str, decide: Callable[[str, Mapping[str, Voice]], object], *, is_fixed: bool = False
    ) -> VoteForm:
        page = self._page
        form = VoteForm(
            page.theme, page, page.state.desk, page.sitting.meeting_id, text, decide, self._note, is_fixed=is_fixed
        )
        form.open()
        return form

    def _note(self, line: str) -> None:
        """A proposal that did not make it stands in the notes, and so in the minutes."""
        notes = self._page.talk.notes
        notes.editor.moveCursor(QTextCursor.MoveOperation.End)
        notes.editor.insertPlainText(f"\n{line}" if notes.text.strip() else line)
        notes.flush()
        self._page.notify.emit("De uitslag staat in de notities; er is geen besluit.", "info")


class AllAnnexes(Button):
    """Every annex of the agenda that is open, with the agenda, in one folder: all of it or nothing."""

    def __init__(self, page: SteeringPage) -> None:
        super().__init__(
            page.theme, "Alle bijlagen met de agenda", kind="icon", icon="clipboard-list", key=ALL_KEY,
            on_click=self.ask_folder,
        )  # fmt: skip
        self._page = page

    def ask_folder(self) -> QFileDialog | None:
        if not self._page.sitting.may_lead:
            return None
        return files.ask_folder(self._page, "Kies een map voor de agenda en haar bijlagen", self.make)

    def make(self, folder: Path) -> None:
        meeting_id, desk = self._page.sitting.meeting_id, self._page.state.desk

        def job(progress: Progress) -> tuple[Path, ...]:
            from zsm_desktop.reports.points import write_all

            return write_all(desk, meeting_id, folder, progress.step)

        _make(self._page, "Agenda en bijlagen maken", job)


def _make(page: SteeringPage, name: str, job: Job) -> None:
    make_papers(page.tools.workshop, name, job, said=page.notify.emit, made=page.offer.emit)
