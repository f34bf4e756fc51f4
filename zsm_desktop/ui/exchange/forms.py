"""Small forms of this room: a reason, a delivery, a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.delivery_lists import DeliveryRow
from zsm_desktop.services.disputes import Correction
from zsm_desktop.ui.exchange.state import DeliveryActs
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, NoteField, QuantityField, unchosen
from zsm_desktop.ui.parts.reading import day_in, filled, hundredths_in
from zsm_desktop.ui.theme import Theme

NO_NAMES = "Schrijf geen naam van een leerling."


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
        is_required: bool = True,
        ask: str = "Wat klopt er niet?",
        label: str = "Reden",
        kind: str = "danger",
    ) -> None:
        kind = kind if is_required else "primary"
        super().__init__(
            theme, title, window, do=do, width=460, kind=kind, submit=lambda: submit(self.fields["reason"].text)
        )
        self.field_of |= dict.fromkeys(codes, "reason")
        self.body.addWidget(layout.label(about, "muted", wrap=True))
        note = NoteField(theme, ask if is_required else "Mag leeg blijven", lines=3)
        note.finished.connect(self.try_submit)
        self.add("reason", label if is_required else "Toelichting", note, hint=hint, is_required=is_required)
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
            "delivery.long_note": "note",
        }
        rows = acts.offers()
        self._provider = {row.id: row.school_id for row in rows}
        offers = [(row.id, f"{row.name} ({row.unit}) · {row.school}") for row in rows]
        self.body.addWidget(
            layout.label(
                "Voor gebruik zonder leerling. Wat bij een traject hoort, voert u per maand in.", "muted", wrap=True
            )
        )
        self.add("offer", "Aanbod", Choice(theme, unchosen(offers, "Kies het aanbod")), is_required=True)
        self.add("user", "School die het afnam", Choice(theme), is_required=True)
        self.fields["offer"].editor.currentIndexChanged.connect(lambda _at: self._offer_users())
        self._offer_users()
        self.add_row(
            ("day", Field(theme, "Dag", DateField(theme, today, today), is_required=True)),
            ("quantity", Field(theme, "Aantal", QuantityField(theme), is_required=True)),
        )
        self.add(
            "note", "Opmerking", QLineEdit(),
            hint=f"De andere school leest dit bij de levering. {NO_NAMES}",
        )  # fmt: skip
        self.fields["offer"].editor.setFocus()

    def _offer_users(self) -> None:
        """Every school but the one that gave."""
        provider = self._provider.get(self.fields["offer"].text)
        schools = [one for one in self._acts.schools() if one[0] != provider]
        self.fields["user"].editor.set_choices(unchosen(schools, "Kies de school"))

    def _save(self) -> None:
        self._acts.enter(
            DeliveryDraft(
                filled(day_in(self, "day")),
                filled(hundredths_in(self, "quantity")),
                offer_id=self.fields["offer"].text,
                user_id=self.fields["user"].text,
                note=self.fields["note"].text,
            )
        )


class CorrectForm(FormDialog):
    """`submit(row, what is right, a last word)` for a delivery that is disputed."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        row: DeliveryRow,
        today: date,
        submit: Callable[[DeliveryRow, Correction, str], object],
    ) -> None:
        super().__init__(theme, "Levering verbeteren", window, do="Verbeteren", width=480, submit=self._save)
        self._row, self._send = row, submit
        self.field_of |= {
            "delivery.future": "day",
            "delivery.outside_placement": "day",
            "tariff.none": "day",
            "delivery.quantity": "quantity",
            "delivery.too_much": "quantity",
            "delivery.nothing_corrected": "quantity",
            "delivery.long_reason": "reason",
            "delivery.long_note": "note",
        }
        about = f"{row.offer}, voor {row.user}. De oude levering wordt ingetrokken; de nieuwe wacht op bevestiging."
        self.body.addWidget(layout.label(about, "muted", wrap=True))
        self.add_row(
            ("day", Field(theme, "Dag", DateField(theme, today, row.delivered_on), is_required=True)),
            (
                "quantity",
                Field(theme, "Aantal", QuantityField(theme, row.quantity_hundredths), is_required=True),
            ),
        )
        self.add("note", "Opmerking bij de levering", QLineEdit(row.note))
        reason = NoteField(theme, "Mag leeg blijven", lines=2)
        reason.finished.connect(self.try_submit)
        self.add("reason", "Antwoord op het bezwaar", reason, hint=f"{row.user} leest beide. {NO_NAMES}")
        self.fields["quantity"].editor.setFocus()
        self.fields["quantity"].editor.selectAll()

    def _save(self) -> None:
        right = Correction(
            filled(hundredths_in(self, "quantity")), filled(day_in(self, "day")), note=self.fields["note"].text
        )
        self._send(self._row, right, self.fields["reason"].text)


class RowForm(FormDialog):
    """`submit(offer id, school id)` adds a row to the sheet for use without a pupil."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        offers: Sequence[tuple[str, str]],
        schools: Sequence[tuple[str, str]],
        submit: Callable[[str, str], object],
    ) -> None:
        super().__init__(
            theme, "Rij toevoegen", window, do="Toevoegen", width=460,
            submit=lambda: submit(self.fields["offer"].text, self.fields["user"].text),
        )  # fmt: skip
        self.field_of |= {"offer.none": "offer"}
        self.body.addWidget(
            layout.label("Voor een lokaal, een toets of begeleiding, gebruikt zonder leerling.", "muted", wrap=True)
        )
        self.add("offer", "Aanbod", Choice(theme, unchosen(offers, "Kies het aanbod")), is_required=True)
        self.add("user", "School die het afnam", Choice(theme, unchosen(schools, "Kies de school")), is_required=True)
        self.fields["offer"].editor.setFocus()
