"""The form of a fund: what it bears, of what, until when; while it is filled in it says what that would do."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.funds import FundDraft, FundRow
from zsm_desktop.ui.exchange.funds_state import FundsState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, MoneyField, NoteField, QuantityField
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.reading import cents_in, day_in, filled, hundredths_in, whole_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.funds import shift_text, waiting_text

FIELD_OF = {
    "fund.no_name": "name",
    "fund.granted": "granted",
    "fund.part": "percent",
    "fund.percent": "percent",
    "fund.fixed": "fixed",
    "fund.span": "last_day",
    "fund.kind": "offer_kind",
    "fund.used": "percent",
    "fund.rank": "rank",
    "fund.comes_first": "rank",
    "sector.none": "sector",
    "decision.none": "decision",
}
FIXED = ("percent", "fixed", "first_day", "last_day", "rank", "sector", "offer_kind", "school_kind")
"""What may not change once it bore something."""
PAUSE_MS = 150
"""Looking ahead asks all that waits and all that was borne: not at every key, but when typing pauses."""
BORE = "Deze subsidie droeg al bij. Wat, waarvoor en de volgorde liggen vast; het toegekende bedrag kan nog anders."


class FundForm(FormDialog):
    def __init__(self, theme: Theme, window: QWidget, state: FundsState, before: FundRow | None = None) -> None:
        super().__init__(
            theme, "Subsidie wijzigen" if before else "Nieuwe subsidie", window, submit=self._save,
            do="Opslaan" if before else "Toevoegen", width=680,
        )  # fmt: skip
        self._state, self._before = state, before
        self.made_id = before.id if before else ""
        self.field_of |= FIELD_OF
        self._build(state.desk.day)
        self.bore = layout.label(BORE, "small", wrap=True)
        self.bore.hide()
        self.body.insertWidget(0, self.bore)
        if before is not None:
            self.edits(before.version, values_of(before), self._reread)
            self._hold(is_used=state.is_used(before.id))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._foretell)
        for field in self.fields.values():
            field.edited.connect(self._pause.start)
        self.fields["name"].editor.setFocus()
        self._foretell()

    def _build(self, today: date) -> None:
        theme, state = self.theme, self._state
        year = SchoolYear.of(today)
        self.add_row(
            ("name", Field(theme, "Naam", QLineEdit(), is_required=True)),
            ("owner", Field(theme, "Van wie", QLineEdit(), hint="Bijvoorbeeld: provincie Zeeland")),
        )
        self.add_row(
            ("granted", Field(theme, "Toegekend bedrag", MoneyField(theme), is_required=True)),
            ("percent", Field(theme, "Draagt zoveel procent", QuantityField(theme))),
            ("fixed", Field(theme, "of een vast bedrag per eenheid", MoneyField(theme))),
        )
        self.add_row(
            ("first_day", Field(theme, "Geleverd vanaf", DateField(theme, today, year.first_day), is_required=True)),
            ("last_day", Field(theme, "Tot en met", DateField(theme, today, year.last_day), is_required=True)),
            ("rank", Field(theme, "Volgorde", QLineEdit("1"), hint="Laagste eerst")),
        )
        self.add_row(
            ("sector", Field(theme, "Alleen sector", Choice(theme, state.sectors()))),
            ("offer_kind", Field(theme, "Alleen soort aanbod", Choice(theme, state.offer_kinds()))),
            ("school_kind", Field(theme, "Alleen gebruikt door", Choice(theme, state.school_kinds()))),
        )
        self.foretold = Lines(theme, name="Wat dit doet")
        self.body.addWidget(self.foretold)
        self.add("decision", "Vastgelegd in besluit", Choice(theme, state.decisions(self._before)))
        self.add("terms", "Voorwaarden", NoteField(theme, "Wat is er met de gever afgesproken?", lines=2))

    def _reread(self) -> tuple[int, dict[str, object]]:
        """With the lists to choose from as they are by then."""
        card = self._state.desk.funds.card(self.made_id, limit=1)
        self.fields["sector"].set_choices(self._state.sectors())
        self.fields["decision"].set_choices(self._state.decisions(card.fund))
        self._hold(is_used=card.is_used)
        return card.fund.version, values_of(card.fund)

    def _hold(self, *, is_used: bool) -> None:
        for name in FIXED:
            self.fields[name].editor.setEnabled(not is_used)
        self.bore.setVisible(is_used)

    def faults(self) -> list[Field]:
        """Of a part and a fixed amount one is needed too."""
        wrong, either = super().faults(), [self.fields[name] for name in ("percent", "fixed")]
        if not any(field.text for field in either):
            either[0].show_error(RuleError("fund.part"))
            wrong.append(either[0])
        return wrong

    def _foretell(self) -> None:
        """What the figures typed so far would do; unreadable ones are told of when the form is sent."""
        try:
            draft = self._draft()
        except (RuleError, LookupError):
            self.foretold.set_lines([])
            return
        if draft.percent is None and draft.fixed_cents is None:
            self.foretold.set_lines([])
            return
        try:
            found = self._state.preview(draft, self._before)
        except RuleError as error:
            self.foretold.set_lines([Line(sentence(error), icon="alert-triangle", tone="bad")])
            return
        said = [waiting_text(found.waiting, found.claimed_cents, found.borne_cents)]
        said += [shift_text(found.shifted, found.shifts)] if found.shifted else []
        self.foretold.set_lines([Line(words, icon="info-circle", tone="info") for words in said])

    def _draft(self) -> FundDraft:
        text = {name: field.text for name, field in self.fields.items()}
        rank = whole_in(self, "rank")
        return FundDraft(
            name=text["name"],
            granted_cents=filled(cents_in(self, "granted")),
            first_day=filled(day_in(self, "first_day")),
            last_day=filled(day_in(self, "last_day")),
            percent=hundredths_in(self, "percent"),
            fixed_cents=cents_in(self, "fixed"),
            owner=text["owner"],
            sector_id=text["sector"] or None,
            offer_kind=text["offer_kind"] or None,
            school_kind=text["school_kind"] or None,
            rank=1 if rank is None else rank,
            terms=text["terms"],
            decision_id=text["decision"] or None,
        )

    def _save(self) -> None:
        changes = self._state.save(self._draft(), self.made_id, self.row.version if self.row else 0)
        self.made_id = changes.made or self.made_id


def values_of(row: FundRow) -> dict[str, object]:
    return {
        "name": row.name, "owner": row.owner, "granted": row.granted_cents, "percent": row.percent,
        "fixed": row.fixed_cents, "first_day": row.first_day, "last_day": row.last_day, "rank": str(row.rank),
        "sector": row.sector_id or "", "offer_kind": row.offer_kind or "", "school_kind": row.school_kind or "",
        "decision": row.decision_id or "", "terms": row.terms,
    }  # fmt: skip
