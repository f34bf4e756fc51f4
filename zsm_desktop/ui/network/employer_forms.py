"""Forms of an employer: what the network knows of it, and a contact with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.employer_rows import ContactMoment, EmployerRow
from zsm_desktop.services.employers import ContactDraft, EmployerDraft
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.ui.parts.chip import ChipSet
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, NoteField
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.reading import again, day_in, filled
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.employers import CONTACT, SIZE, spoke_before
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

SIZES = [("", "Niet bekend"), *((key, first_upper(words)) for key, words in SIZE.items() if key)]
ADDRESS = (("street", "Straat"), ("house_number", "Nummer"), ("postcode", "Postcode"), ("city", "Plaats"),
           ("phone", "Telefoon"), ("website", "Website"))  # fmt: skip


class EmployerForm(FormDialog):
    """A new one, or with `row` what the network says of it: name and address are changed with the organisation."""

    def __init__(self, theme: Theme, window: QWidget, desk: Desk, row: EmployerRow | None = None) -> None:
        title = f"{row.name} bijwerken" if row is not None else "Werkgever toevoegen"
        super().__init__(theme, title, window, submit=self._save, do="Opslaan" if row else "Toevoegen", width=600)
        self._desk, self._before = desk, row
        self.made_id = row.id if row is not None else ""
        self._sectors = {one.name: one.id for one in desk.sectors.rows()}
        if row is None:
            self.add("name", "Naam", QLineEdit(), is_required=True)
            made = [(key, Field(theme, words, QLineEdit())) for key, words in ADDRESS]
            for at in range(0, len(made), 2):
                self.add_row(*made[at : at + 2])
            self.add("person", "Contactpersoon daar", QLineEdit())
        holders = [("", "Nog niemand"), *((one.id, f"{one.name} ({one.organisation})") for one in _holders(desk))]
        self.add_row(
            ("holder", Field(theme, "Wie van ons houdt het contact", Choice(theme, holders))),
            ("size", Field(theme, "Grootte", Choice(theme, SIZES))),
        )
        self.add("sectors", "Sectoren", ChipSet(theme, list(self._sectors)))
        hint = "Bijvoorbeeld: ieder najaar twee leerwerkplekken. Zonder namen van jongeren: ook directeuren lezen dit."
        self.add("agreements", "Afspraken", NoteField(theme, lines=3), hint=hint)
        self.field_of |= {
            "network.organisation_without_name": "name", "postcode.shape": "postcode",
            "employer.long_text": "agreements",
        }  # fmt: skip
        if row is not None:
            self.edits(*self._values(row), self._reread)
        self.fields["holder" if row is not None else "name"].editor.setFocus()

    def _save(self) -> None:
        text = {name: field.text for name, field in self.fields.items()}
        chosen = self.fields["sectors"].value
        draft = EmployerDraft(
            size=text["size"],
            holder_id=text["holder"] or None,
            sector_ids=tuple(self._sectors[name] for name in chosen if name in self._sectors),
            agreements=text["agreements"],
        )
        if self._before is not None:
            self._desk.employers.edit(self._before.id, self.row.version, draft)
            return
        org = OrganisationDraft(text["name"], kind="employer", **{key: text[key] for key, _ in ADDRESS})
        self.made_id = self._desk.employers.add(org, draft, text["person"]).made_id

    def _reread(self) -> tuple[int, dict[str, object]]:
        return self._values(again(self._desk.employers.rows(), self.made_id, "employer.none"))

    def _values(self, row: EmployerRow) -> tuple[int, dict[str, object]]:
        return row.version, {
            "size": row.size, "holder": row.holder_id or "", "sectors": row.sectors, "agreements": row.agreements,
        }  # fmt: skip


class ContactForm(FormDialog):
    """Says first who was there lately; a second call is no fault, only better talked over."""

    def __init__(
        self, theme: Theme, window: QWidget, desk: Desk, employer: EmployerRow, moment: ContactMoment | None = None
    ) -> None:
        super().__init__(theme, f"Contact met {employer.name}", window, submit=self._save, do="Vastleggen", width=560)
        self._desk, self._employer, self._moment = desk, employer, moment
        self.is_whole = desk.actor.role is Role.SECRETARY
        self.warning = Lines(theme, name="Wie er net was")
        self.body.addWidget(self.warning)
        kinds = [(key, first_upper(words)) for key, words in CONTACT.items()]
        self.add_row(
            ("day", Field(theme, "Wanneer", DateField(theme, desk.day, desk.day), is_required=True)),
            ("kind", Field(theme, "Hoe", Choice(theme, kinds))),
        )
        if self.is_whole:
            schools = [("", "Het netwerk zelf"), *((row.id, row.name) for row in desk.network.schools())]
            self.add_row(
                ("by_name", Field(theme, "Wie", QLineEdit(desk.actor.name))),
                ("by", Field(theme, "Van", Choice(theme, schools))),
            )
        hint = "Zonder namen van jongeren: ook directeuren lezen dit."
        self.add("text", "Waarover", NoteField(theme, lines=3), hint=hint)
        self.add("next", "Volgend contact", DateField(theme, desk.day), hint="Leeg: niets afgesproken.")
        self.field_of |= {"employer_contact.next": "next", "employer.long_text": "text"}
        if moment is not None:
            self.edits(*_moment_values(moment, is_whole=self.is_whole), self._reread)
        for field in self.fields.values():
            field.edited.connect(self._warn)
        self.fields["kind"].editor.setFocus()
        self._warn()

    def _warn(self) -> None:
        """While the day and the school are chosen."""
        try:
            day = self.fields["day"].editor.day
        except RuleError:
            return
        by = self.fields["by"].text if self.is_whole else ""
        ahead = self._desk.employers.before_contact(self._employer.id, day or self._desk.day, by or None)
        self.warning.set_lines([Line(words, "", "alert-triangle", "warn")] if (words := _warned(ahead)) else [])
        self.warning.setHidden(not words)

    def _save(self) -> None:
        text = {name: field.text for name, field in self.fields.items()}
        draft = ContactDraft(
            contacted_on=filled(day_in(self, "day")),
            kind=text["kind"],
            text=text["text"],
            next_on=day_in(self, "next"),
            by_name=text.get("by_name", ""),
            by_organisation_id=text.get("by") or None,
        )
        if self._moment is None:
            self._desk.employers.note_contact(self._employer.id, draft)
        else:
            self._desk.employers.edit_contact(self._moment.id, self.row.version, draft)

    def _reread(self) -> tuple[int, dict[str, object]]:
        card = self._desk.employers.card(self._employer.id)
        return _moment_values(again(card.moments, self._moment.id, "employer_contact.none"), is_whole=self.is_whole)


def _holders(desk: Desk) -> Sequence:
    return desk.employers.holders()


def _warned(ahead) -> str:
    one = ahead.earlier
    if one is None:
        return ""
    return spoke_before(
        one.by_organisation, one.contacted_on, one.kind, one.by_name, ahead.holder, ahead.holder_organisation
    )


def _moment_values(moment: ContactMoment, *, is_whole: bool) -> tuple[int, dict[str, object]]:
    values: dict[str, object] = {
        "day": moment.contacted_on, "kind": moment.kind, "text": moment.text, "next": moment.next_on,
    }  # fmt: skip
    return moment.version, values | (
        {"by_name": moment.by_name, "by": moment.by_organisation_id or ""} if is_whole else {}
    )
