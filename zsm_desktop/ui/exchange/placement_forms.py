"""The forms of a placement: ask, other terms, a plan per month, an earlier last day, the agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import month_start
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.placements import months_of
from zsm_desktop.domain.seats import usual_span, usual_start
from zsm_desktop.services.offer_rows import OfferRow
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.placement_rows import PlacementRow
from zsm_desktop.services.placements import PlacementCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField, NoteField, QuantityField, unchosen
from zsm_desktop.ui.parts.reading import day_in, filled, hundredths_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import END_REASON, first_upper

PER_LINE = 3
NO_NAMES = "De andere school leest dit en het blijft bij het traject staan. Schrijf geen naam van een leerling."
TERMS = {
    "placement.span": "ends_on",
    "placement.outside_offer": "ends_on",
    "placement.no_seat": "ends_on",
    "placement.delivered_earlier": "starts_on",
    "placement.delivered_later": "ends_on",
    "placement.quantity": "planned",
}
REASON = {"placement.no_reason": "reason", "placement.long_reason": "reason"}
Choices = Sequence[tuple[str, str]]


def about(row: PlacementRow) -> QWidget:
    return layout.label(f"{row.called} · {row.offer} bij {row.provider}", "muted", wrap=True)


def add_terms(form: FormDialog, today: date, terms: Terms | None, unit: str = "") -> None:
    """A first day, a last day and a total; what is usual where nothing is there yet."""
    form.field_of |= TERMS
    starts, ends = (terms.starts_on, terms.ends_on) if terms else usual_span(usual_start(today))
    form.add_row(
        ("starts_on", Field(form.theme, "Van", DateField(form.theme, today, starts), is_required=True)),
        ("ends_on", Field(form.theme, "Tot en met", DateField(form.theme, today, ends), is_required=True)),
    )
    planned = QuantityField(form.theme, terms.planned_hundredths if terms else None)
    form.add("planned", planned_words(unit), planned, is_required=True)


def planned_words(unit: str) -> str:
    return f"Gepland aantal {unit}".strip()


def terms_in(form: FormDialog) -> Terms:
    return Terms(
        filled(day_in(form, "starts_on")), filled(day_in(form, "ends_on")), filled(hundredths_in(form, "planned"))
    )


def add_reason(form: FormDialog, *, is_required: bool = True) -> None:
    form.field_of |= REASON
    note = NoteField(form.theme, "Waarom?" if is_required else "Nodig als het totaal verandert", lines=2)
    note.finished.connect(form.try_submit)
    form.add("reason", "Reden", note, hint=NO_NAMES, is_required=is_required)


class AskForm(FormDialog):
    """`submit(case, offer, terms, is_agreed)`; only the secretary may say that the other school agreed already.

    `offer_id` is proposed, where the list shows that offer alone.
    """

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        cases: Choices,
        offers: Sequence[OfferRow],
        today: date,
        submit: Callable[[str, str, Terms, bool], object],
        *,
        may_agree: bool,
        offer_id: str = "",
    ) -> None:
        super().__init__(theme, "Traject vragen", window, do="Vragen", width=520, submit=self._save)
        self._send = submit
        self.body.addWidget(
            layout.label(
                "De school van het aanbod krijgt de vraag. Zijn alle plaatsen bezet, dan komt zij op de wachtlijst.",
                "muted", wrap=True,
            )
        )  # fmt: skip
        self.field_of |= {"case.none": "case", "offer.none": "offer", "placement.own_offer": "offer"}
        self.field_of |= dict.fromkeys(
            ("placement.twice", "placement.asked_already", "placement.offer_inactive"), "offer"
        )
        self._units = {row.id: row.unit_plural for row in offers}
        named = [(row.id, f"{row.name} · {row.school}") for row in offers]
        self.add("case", "Casus", Choice(theme, unchosen(cases, "Kies de casus")), is_required=True)
        self.add("offer", "Aanbod", Choice(theme, unchosen(named, "Kies het aanbod")), is_required=True)
        self.fields["offer"].editor.choose(offer_id)
        add_terms(self, today, None)
        self.fields["offer"].edited.connect(self._say_unit)
        self._say_unit()
        self.agreed = Check(theme, "De ontvangende school is al akkoord")
        if may_agree:
            self.body.addWidget(self.agreed)
        self.fields["case"].editor.setFocus()

    def _say_unit(self) -> None:
        self.fields["planned"].rename(planned_words(self._units.get(self.fields["offer"].text, "")))

    def _save(self) -> None:
        terms = terms_in(self)
        self._send(self.fields["case"].text, self.fields["offer"].text, terms, self.agreed.isChecked())


class ChangeForm(FormDialog):
    """`submit(version, terms, reason)` changes days and total of what stands; `reread` reads it once more."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        row: PlacementRow,
        today: date,
        submit: Callable[[int, Terms, str], object],
        reread: Callable[[], PlacementRow],
    ) -> None:
        super().__init__(
            theme, "Traject wijzigen", window, do="Wijzigen", width=480,
            submit=lambda: submit(self.row.version, terms_in(self), self.fields["reason"].text),
        )  # fmt: skip
        self.body.addWidget(about(row))
        add_terms(self, today, None, row.unit_plural)
        add_reason(self)
        self.edits(*_terms_of(row), lambda: _terms_of(reread()))
        self.fields["starts_on"].editor.setFocus()


def _terms_of(row: PlacementRow) -> tuple[int, dict[str, object]]:
    terms = {"starts_on": row.starts_on, "ends_on": row.ends_on, "planned": row.planned_hundredths}
    return row.version, terms


class PlanForm(FormDialog):
    """`submit(version, month index → hundredths, reason)`; all months empty: spread evenly."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        card: PlacementCard,
        submit: Callable[[int, Mapping[int, int], str], object],
        reread: Callable[[], PlacementCard],
    ) -> None:
        super().__init__(theme, "Plan per maand", window, do="Vastleggen", width=520, submit=self._save)
        self._lay_down, self._card, self._again = submit, card, reread
        self._months = months_of(card.row.starts_on, card.row.ends_on)
        self.body.addWidget(about(card.row))
        self.total = layout.label("", "muted", wrap=True)
        fields = [self._field(month) for month in self._months]
        for at in range(0, len(fields), PER_LINE):
            line = fields[at : at + PER_LINE]
            self.add_row(*line)
        self.body.addWidget(self.total)
        add_reason(self, is_required=False)
        self.field_of |= {"placement.quantity": _name(self._months[0])}
        self.edits(card.row.version, self._plan(), self._reread)
        self._count()
        fields[0][1].editor.setFocus()

    def _plan(self) -> dict[str, object]:
        return {_name(month): self._card.months.get(month) for month in self._months}

    def _reread(self) -> tuple[int, dict[str, object]]:
        """Raises RuleError("placement.moved") when it has other months by then: this form has no fields for them."""
        card = self._again()
        if months_of(card.row.starts_on, card.row.ends_on) != self._months:
            raise RuleError("placement.moved", number=card.row.number)
        self._card = card
        self._count()
        return card.row.version, self._plan()

    def _field(self, month: int) -> tuple[str, Field]:
        field = Field(self.theme, first_upper(dutch.month(month_start(month))), QuantityField(self.theme))
        field.edited.connect(self._count)
        return _name(month), field

    def _count(self) -> None:
        row, texts = self._card.row, [self.fields[_name(month)] for month in self._months]
        readable = [field.editor for field in texts if field.text and not _is_unreadable(field)]
        total = sum(editor.hundredths or 0 for editor in readable)
        wanted = dutch.quantity(row.planned_hundredths)
        self.total.setText(
            f"Samen {dutch.quantity(total)} van de {wanted} {row.unit_plural}."
            if readable
            else f"Leeg: de {wanted} {row.unit_plural} worden gelijk over de maanden verdeeld."
        )

    def _save(self) -> None:
        found = {month: hundredths_in(self, _name(month)) for month in self._months}
        plan = {month: planned for month, planned in found.items() if planned}
        self._lay_down(self.row.version, plan, self.fields["reason"].text)


def _name(month: int) -> str:
    return f"month{month}"


def _is_unreadable(field: Field) -> bool:
    try:
        return field.editor.hundredths is None
    except RuleError:
        return True


class EndForm(FormDialog):
    """`submit(last_day, reason)` ends a placement before its planned last day."""

    def __init__(
        self, theme: Theme, window: QWidget, row: PlacementRow, today: date, submit: Callable[[date, str], object]
    ) -> None:
        super().__init__(
            theme, "Traject eerder beëindigen", window, do="Beëindigen", width=420,
            submit=lambda: submit(filled(day_in(self, "last_day")), self.fields["reason"].text),
        )  # fmt: skip
        self.field_of |= {
            "placement.end_outside": "last_day",
            "placement.not_begun": "last_day",
            "placement.delivered_later": "last_day",
            "placement.end_reason": "reason",
        }
        self.body.addWidget(about(row))
        first = min(today, row.ends_on)
        self.add(
            "last_day", "Laatste dag", DateField(theme, today, first), is_required=True,
            hint=f"Gepland tot en met {dutch.date_medium(row.ends_on)}. Wat al geleverd is, blijft staan.",
        )  # fmt: skip
        reasons = unchosen([(code, first_upper(words)) for code, words in END_REASON.items()], "Kies de reden")
        self.add("reason", "Waarom", Choice(theme, reasons), is_required=True)
        self.fields["last_day"].editor.setFocus()


class SignForm(FormDialog):
    """`submit(day)`: when the stage agreement was signed; None when it is not signed after all."""

    def __init__(
        self, theme: Theme, window: QWidget, row: PlacementRow, today: date, submit: Callable[[date | None], object]
    ) -> None:
        super().__init__(
            theme, "Stageovereenkomst", window, do="Vastleggen", width=420,
            submit=lambda: submit(day_in(self, "day")),
        )  # fmt: skip
        self.field_of |= {"placement.agreement_future": "day"}
        self.body.addWidget(about(row))
        self.add(
            "day", "Getekend op", DateField(theme, today, row.agreement_on or today),
            hint="Maak het vak leeg als de overeenkomst toch niet getekend is.",
        )  # fmt: skip
        self.fields["day"].editor.setFocus()
