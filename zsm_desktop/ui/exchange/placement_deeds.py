"""Asks before an act on a placement and does it: ask, accept, refuse, take back, change, plan, end, sign, consent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.consent import GivenBy
from zsm_desktop.ui.exchange.forms import ReasonForm
from zsm_desktop.ui.exchange.placement_forms import (
    NO_NAMES,
    REASON,
    AskForm,
    ChangeForm,
    EndForm,
    PlanForm,
    SignForm,
)
from zsm_desktop.ui.exchange.state import PlacementsState
from zsm_desktop.ui.parts.consents import ConsentForm, WithdrawForm
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.consents import ConsentRow
    from zsm_desktop.services.placement_acts import Terms
    from zsm_desktop.services.placement_rows import PlacementRow

Attempt = Callable[[Callable[[], object]], bool]


class PlacementDeeds(QObject):
    """`strip` is the question in the panel; `said` is news for a toast."""

    said = Signal(str, str)

    def __init__(self, face: QWidget, theme: Theme, state: PlacementsState, attempt: Attempt) -> None:
        super().__init__(face)
        self._face, self._theme, self._state, self._attempt = face, theme, state, attempt
        self._acts, self._day = state.desk.placements, state.desk.day
        self.strip = ConfirmStrip(theme)

    def ask(self) -> None:
        cases, offers = self._state.to_ask()
        AskForm(
            self._theme, self._face.window(), cases, offers, self._day, self._place,
            may_agree=self._state.is_for_all, offer_id=self._state.wanted.offer_id or "",
        ).open()  # fmt: skip

    def accept(self) -> None:
        row = self._state.row
        if row is not None:
            self._attempt(lambda: self._done(row, self._acts.accept(row.id), f"Traject {row.number} is toegezegd."))

    def move_up(self) -> None:
        """Those before it in the list are asked for too, as far as there is a seat."""
        row, acts = self._state.row, self._state.desk.waiting_list
        if row is not None:
            words = f"Traject {row.number} is gevraagd bij {row.provider}."
            self._attempt(lambda: self._done(row, acts.move_up(row.offer_id), words))

    def refuse(self) -> None:
        row = self._state.row
        if row is None:
            return
        ReasonForm(
            self._theme, self._face.window(), "Traject afwijzen", f"{row.called} · {row.offer}, voor {row.user}",
            do="Afwijzen", codes=tuple(REASON), hint=NO_NAMES, ask="Waarom kan het niet?",
            submit=lambda why: self._done(row, self._acts.refuse(row.id, why), f"Traject {row.number} is afgewezen."),
        ).open()  # fmt: skip

    def take_back(self) -> None:
        """What runs unused lapses; what is only asked is withdrawn."""
        row = self._state.row
        if row is None:
            return
        if row.status == "running":
            text, yes, act = "laten vervallen? Er is nog niets van gebruikt.", "Laten vervallen", self._acts.cancel
        else:
            text, yes, act = "niet langer vragen?", "Intrekken", self._acts.withdraw
        self.strip.ask(
            f"Traject {row.number} {text}",
            lambda: self._attempt(lambda: self._done(row, act(row.id), f"Traject {row.number} is vervallen.")),
            yes=yes, no="Laten staan",
        )  # fmt: skip

    def change(self) -> None:
        row = self._state.row
        if row is None:
            return

        def submit(version: int, terms: Terms, reason: str) -> None:
            self._done(row, self._acts.change(row.id, version, terms, reason), f"Traject {row.number} is gewijzigd.")

        def reread() -> PlacementRow:
            return self._acts.row(row.id)

        self._open(ChangeForm(self._theme, self._face.window(), row, self._day, submit, reread))

    def plan(self) -> None:
        card = self._state.card
        if card is None:
            return
        placement = card.row.id

        def submit(version: int, plan: Mapping[int, int], reason: str) -> None:
            self._acts.plan_months(placement, version, plan, reason)

        self._open(PlanForm(self._theme, self._face.window(), card, submit, lambda: self._acts.card(placement)))

    def end(self) -> None:
        row = self._state.row
        if row is None:
            return

        def submit(last_day: date, why: str) -> None:
            ends = "eindigt" if last_day >= self._day else "is geëindigd"
            words = f"Traject {row.number} {ends} op {dutch.date_medium(last_day)}."
            self._done(row, self._acts.end(row.id, last_day, why), words)

        EndForm(self._theme, self._face.window(), row, self._day, submit).open()

    def sign(self) -> None:
        row = self._state.row
        if row is not None:
            SignForm(
                self._theme, self._face.window(), row, self._day, lambda day: self._acts.sign_agreement(row.id, day)
            ).open()

    def consent(self) -> None:
        """As on the pupil: laid down with the case, proposed for the school that receives."""
        card = self._state.card
        if card is None or card.sharing is None:
            return
        row, asks_own = card.row, card.sharing.asks_own
        ConsentForm(
            self._theme, self._face.window(), self._state.desk, row.case_id, row.user_id, row.called,
            receiver_id=row.provider_id, given_by=GivenBy.PUPIL if asks_own else GivenBy.GUARDIANS,
        ).open()  # fmt: skip

    def withdraw_consent(self, consent: ConsentRow) -> None:
        card = self._state.card
        if card is not None and card.row.case_id is not None:
            WithdrawForm(self._theme, self._face.window(), self._state.desk, consent, card.row.case_id).open()

    def _place(self, case_id: str, offer_id: str, terms: Terms, is_agreed: bool) -> None:
        changes = self._acts.place(
            case_id,
            offer_id,
            starts_on=terms.starts_on,
            ends_on=terms.ends_on,
            planned_hundredths=terms.planned_hundredths,
            is_agreed=is_agreed,
        )
        row = self._acts.row(changes.made_id)
        said = {
            "proposed": f"Traject {row.number} is gevraagd bij {row.provider}.",
            "waiting": f"Alle plaatsen zijn bezet: traject {row.number} staat op de wachtlijst, op {row.queue_place}.",
            "running": f"Traject {row.number} staat vast.",
        }
        self.said.emit(said[row.status], "good")

    def _open(self, form: FormDialog) -> None:
        form.told.connect(lambda words: self.said.emit(words, "info"))
        form.open()

    def _done(self, row: PlacementRow, changes: Changes, words: str) -> None:
        """Says what was done, and who moved up from the waiting list because of it."""
        moved = len(changes.topics["placement"] - {row.id})
        if moved:
            what = dutch.plural(moved, "traject", "trajecten")
            words = f"{words} Van de wachtlijst is {what} nu gevraagd."
        self.said.emit(words, "good")
