"""Hours in a workplace: what is in the way is said while they are typed, and does not stop anyone."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.bookings import MOST_PURPOSE, BookingDraft, BookingPreview
from zsm_desktop.services.offer_rows import OfferRow
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, unchosen
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.reading import day_in, filled, reading
from zsm_desktop.ui.parts.typed_time import read_time
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

MOST_SHOWN = 3


class BookingForm(FormDialog):
    """`is_clash` after it was booked: more come at some moment than there is room for."""

    def __init__(self, theme: Theme, window: QWidget, state: OffersState, offer: OfferRow) -> None:
        super().__init__(theme, f"{offer.name} reserveren", window, submit=self._save, do="Reserveren", width=480)
        self._state, self._offer = state, offer
        self.is_clash = False
        self.field_of |= {
            "booking.no_school": "school", "booking.hours": "ends_at", "booking.past": "day",
            "booking.outside": "day", "booking.long": "purpose",
        }  # fmt: skip
        today = state.desk.day
        schools = unchosen(state.booking_schools(offer), "Kies de school")
        self.add("school", "School die komt", Choice(theme, schools), is_required=True)
        self.add("day", "Dag", DateField(theme, today), is_required=True)
        self.add_row(
            ("starts_at", Field(theme, "Van", QLineEdit(), hint="Bijvoorbeeld 9 of 9.30", is_required=True)),
            ("ends_at", Field(theme, "Tot", QLineEdit(), is_required=True)),
        )
        purpose = QLineEdit()
        purpose.setMaxLength(MOST_PURPOSE)
        self.add(
            "purpose", "Waarvoor", purpose, hint="Zonder naam van een leerling. Iedereen in het netwerk leest dit."
        )
        self.found = Lines(theme, name="Wat er al is")
        self.body.addWidget(self.found)
        for field in self.fields.values():
            field.edited.connect(self._look)
        self.fields["day"].editor.setFocus()

    def _look(self) -> None:
        """Nothing to say while something cannot be read or may not be: the button says that."""
        try:
            draft = self._draft(
                filled(self.fields["day"].editor.day), *(self._time(n) for n in ("starts_at", "ends_at"))
            )
            preview = self._state.desk.bookings.preview(draft)
        except (RuleError, LookupError):
            self.found.set_lines(())
        else:
            self.found.set_lines(clash_lines(preview))
        self.fit()

    def _time(self, name: str) -> time:
        return read_time(self.fields[name].text)

    def _draft(self, day: date, starts_at: time, ends_at: time) -> BookingDraft:
        text = {name: field.text for name, field in self.fields.items()}
        return BookingDraft(self._offer.id, text["school"], day, starts_at, ends_at, text["purpose"])

    def _save(self) -> None:
        starts_at = reading(self, "starts_at", lambda: self._time("starts_at"))
        ends_at = reading(self, "ends_at", lambda: self._time("ends_at"))
        draft = self._draft(filled(day_in(self, "day")), starts_at, ends_at)
        bookings = self._state.desk.bookings
        is_clash = bookings.preview(draft).is_clash
        bookings.book(draft)
        self.is_clash = is_clash


def clash_lines(preview: BookingPreview) -> list[Line]:
    lines = [
        Line(f"Botst met {row.school}", f"{dutch.time_span(row.starts_at, row.ends_at)} {row.purpose}".strip(),
             "alert-triangle", "warn")
        for row in preview.others[:MOST_SHOWN]
    ]  # fmt: skip
    rest = len(preview.others) - MOST_SHOWN
    if rest > 0:
        lines.append(Line(f"En met nog {dutch.plural(rest, 'reservering', 'reserveringen')}", "", tone="muted"))
    if preview.is_full:
        placed = dutch.plural(preview.room.placed, "leerling heeft", "leerlingen hebben")
        lines.append(Line("Alle plaatsen zijn die dag bezet", f"{placed} hier een traject", "alert-triangle", "warn"))
    if not preview.room.is_offered:
        lines.append(Line("Op deze weekdag is het aanbod er meestal niet", "Vraag het na", "info-circle", "info"))
    return lines or [Line("Er is plaats", "", "circle-check", "good")]
