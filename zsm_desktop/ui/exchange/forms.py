"""Small forms of this room: a last day, a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.placements import PlacementRow
from zsm_desktop.ui.exchange.state import DeliveryActs
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, NoteField, QuantityField
from zsm_desktop.ui.parts.reading import day_in, filled, hundredths_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch


class EndForm(FormDialog):
    """`submit(last_day)` ends a placement before its planned last day."""

    def __init__(
        self, theme: Theme, window: QWidget, row: PlacementRow, today: date, submit: Callable[[date], object]
    ) -> None:
        super().__init__(
            theme, "Traject eerder beëindigen", window, do="Beëindigen", width=420,
            submit=lambda: submit(filled(day_in(self, "last_day"))),
        )  # fmt: skip
        self.field_of |= {"placement.end_outside": "last_day", "placement.delivered_later": "last_day"}
        self.body.addWidget(layout.label(f"{row.pseudonym} · {row.offer} bij {row.provider}", "muted", wrap=True))
        first = min(max(today, row.starts_on), row.ends_on)
        self.add(
            "last_day", "Laatste dag", DateField(theme, today, first), is_required=True,
            hint=f"Gepland tot en met {dutch.date_medium(row.ends_on)}. Wat al geleverd is, blijft staan.",
        )  # fmt: skip
        self.fields["last_day"].editor.setFocus()


class ReasonForm(FormDialog):
    """`submit(reason)`; the reason is read by others, so the form says to whom and warns against names."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        title: str,
        about: str,
        *,
        do: str,
        codes: tuple[str, ...],
        submit: Callable[[str], object],
        hint: str,
    ) -> None:
        super().__init__(
            theme, title, window, do=do, width=460, kind="danger", submit=lambda: submit(self.fields["reason"].text)
        )
        self.field_of |= dict.fromkeys(codes, "reason")
        self.body.addWidget(layout.label(about, "muted", wrap=True))
        note = NoteField(theme, "Wat klopt er niet?", lines=3)
        note.finished.connect(self.try_submit)
        self.add("reason", "Reden", note, hint=hint, is_required=True)
        note.setFocus()


class DeliveryForm(FormDialog):
    """One use of an offer without a pupil: a room, a test, an hour of guidance."""

    def __init__(self, theme: Theme, window: QWidget, acts: DeliveryActs, today: date) -> None:
        super().__init__(theme, "Losse levering", window, submit=self._save, do="Invoeren", width=520)
        self._acts = acts
        self.field_of |= {
            "offer.none": "offer",
            "delivery.no_user": "user",
            "ledger.own_offer": "user",
            "delivery.future": "day",
            "tariff.none": "day",
            "delivery.quantity": "quantity",
            "delivery.too_much": "quantity",
        }
        offers = [(row.id, f"{row.name} ({row.unit}) · {row.school}") for row in acts.offers()]
        self.body.addWidget(
            layout.label(
                "Voor gebruik zonder leerling. Wat bij een traject hoort, voert u per maand in.", "muted", wrap=True
            )
        )
        self.add("offer", "Aanbod", Choice(theme, offers), is_required=True)
        self.add("user", "School die het afnam", Choice(theme, acts.schools()), is_required=True)
        self.add_row(
            ("day", Field(theme, "Dag", DateField(theme, today, today), is_required=True)),
            ("quantity", Field(theme, "Aantal", QuantityField(theme), is_required=True)),
        )
        self.fields["offer"].editor.setFocus()

    def _save(self) -> None:
        self._acts.enter(
            DeliveryDraft(
                filled(day_in(self, "day")),
                filled(hundredths_in(self, "quantity")),
                offer_id=self.fields["offer"].text,
                user_id=self.fields["user"].text,
            )
        )
