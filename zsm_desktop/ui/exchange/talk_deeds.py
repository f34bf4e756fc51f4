"""What is done in the talk about a disputed delivery: answer, let it stand, correct."""

from __future__ import annotations

from collections.abc import Sequence

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.services.delivery_lists import DeliveryRow
from zsm_desktop.services.disputes import Correction
from zsm_desktop.ui.exchange.deeds import BOOKED_FOR_EVER, Deeds
from zsm_desktop.ui.exchange.forms import CorrectForm


class TalkDeeds(Deeds):
    """All that is done with deliveries, the talk included."""

    def confirm_or_agree(self, rows: Sequence[DeliveryRow]) -> None:
        """Of one that is disputed the objection is withdrawn; otherwise what is entered is confirmed."""
        if len(rows) == 1 and rows[0].status is DeliveryStatus.DISPUTED:
            self.agree(rows[0])
        else:
            self.confirm(self._acts.confirmable(rows))

    def agree(self, row: DeliveryRow | None) -> None:
        if row is not None:
            self._reason(
                "Alsnog akkoord",
                row,
                lambda words: self._booked(self._acts.agree(row.id, words)),
                do="Bevestigen en boeken",
                codes=("delivery.long_reason",),
                hint=f"{row.provider} leest dit. {BOOKED_FOR_EVER}",
                is_required=False,
            )

    def answer(self, row: DeliveryRow | None) -> None:
        if row is not None:
            self._reason(
                "Antwoorden",
                row,
                lambda words: self._done(self._acts.answer(row.id, words), "Uw antwoord staat bij de levering."),
                do="Antwoorden",
                codes=("delivery.no_reason", "delivery.long_reason"),
                hint="De andere school leest dit. Schrijf geen naam van een leerling.",
                label="Antwoord",
                ask="Wat wilt u de andere school zeggen?",
                kind="primary",
            )

    def correct(self, row: DeliveryRow | None) -> None:
        """What is right instead, by the school that gave."""
        if row is not None:
            CorrectForm(self._theme, self._face.window(), row, self._acts.desk.day, self._correct).open()

    def _correct(self, row: DeliveryRow, right: Correction, words: str) -> None:
        self._done(
            self._acts.correct(row.id, right, words),
            f"Verbeterd: de oude levering is ingetrokken. {row.user} kan de nieuwe bevestigen.",
        )
