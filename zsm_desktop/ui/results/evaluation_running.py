"""A measurement that runs: who was asked, who answered, and forms that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import Finding
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.findings import WHAT, SentenceTable
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import evaluations as words
from zsm_desktop.words.format import date_medium, plural

if TYPE_CHECKING:
    from datetime import date

    from zsm_desktop.intake.evaluation_forms import FormFile
    from zsm_desktop.services.evaluation_lists import EvaluationCard

ASKED = (
    Column("name", "Organisatie", "name", width=220, stretch=1, is_strong=True, is_name=True),
    Column("answers", words.ANSWERS, "answers", "count", width=110),
    Column("state", "", lambda row: "geantwoord" if row.answers else "nog niet", "pill", width=124,
           tone=lambda row: "good" if row.answers else "warn"),
)  # fmt: skip
FOUND = (
    Column("file", "Bestand", "file", width=160, stretch=1, is_name=True),
    Column("whose", "Van", "whose", width=150, priority=3, is_name=True),
    Column("state", "", "state", "pill", width=92, tone=lambda row: row.tone),
    Column("row", "Rij", "row", "count", width=56, priority=2),
    Column(WHAT, "Wat er is en wat u kunt doen", "what", width=260, stretch=2),
)
ANSWERED = "U hebt geantwoord. De uitkomst staat hier zodra de meting gesloten is."
WAITS = "Er wordt op uw antwoord gewacht. Het kost een paar minuten."


class RunningView(QWidget):
    """`opened` asks to answer."""

    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = layout.label("", "section", wrap=True)
        self.note = layout.label("", "muted", wrap=True)
        empty = EmptyState(theme, "Niemand is gevraagd")
        self.table = Table(
            theme, ListModel(ASKED, row_id=lambda row: row.organisation_id), name="Wie gevraagd is", empty=empty
        )
        layout.box(theme, self.table, width=240, height=180)
        self.table.opened.connect(lambda _id: self.opened.emit())
        whole = layout.column(theme, self.title, self.note, self.table, gap=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def show_card(self, card: EvaluationCard, today: date) -> None:
        late = " Die dag is voorbij." if card.answer_until < today else ""
        self.title.setText(f"{card.name}: antwoorden tot en met {date_medium(card.answer_until)}.{late}")
        joined = sum(one.answers > 0 for one in card.asked)
        parts = [
            f"{plural(len(card.elements), 'punt', 'punten')}, {words.kept_as(is_anonymous=card.is_anonymous)}. "
            f"Tot nu toe {words.answered_by(joined, len(card.asked), card.answers)}.",
            WAITS if card.waits else ANSWERED if card.has_answered else "",
        ]
        self.note.setText(" ".join(part for part in parts if part))
        self.table.set_rows(sorted(card.asked, key=lambda one: (one.answers > 0, one.name.casefold())))
        if card.asked and not self.table.current_id():
            self.table.select_id(self.table.rows.id_at(0))


class FoundRow(NamedTuple):
    """One finding of one form, or that there is none."""

    id: str
    file: str
    whose: str
    state: str
    tone: str
    row: int | None
    what: str


class ReadView(QWidget):
    """Forms that were read, before anything is counted; `taken` asks to count them, `left` to go back."""

    taken = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.files: tuple[FormFile, ...] = ()
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.left.emit)
        self.take = Button(
            theme, "Meetellen", kind="primary", icon="check", key="Ctrl+Return", on_click=self.taken.emit
        )
        self.error = ErrorStrip(theme)
        self.summary = layout.label(" ", wrap=True)
        empty = EmptyState(theme, "Geen formulieren", "Kies de Excelbestanden die u terugkreeg.")
        self.table = SentenceTable(theme, FOUND, name="Formulieren", empty=empty)
        layout.box(theme, self.table, width=240, height=180)
        top = flow(theme, self.back, layout.label("Formulieren inlezen", "section"), self.take, gap=14)
        whole = layout.column(theme, top, self.error, self.summary, self.table, gap=10)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    @property
    def is_fine(self) -> bool:
        return bool(self.files) and not any(one.has_errors for one in self.files)

    def show_files(self, files: tuple[FormFile, ...]) -> None:
        self.files = files
        self.error.hide()
        self.table.set_rows(found_rows(files))
        self.summary.setText(summary(files))
        self.take.setEnabled(self.is_fine)
        self.take.setVisible(self.is_fine)
        (self.take if self.is_fine else self.back).setFocus()


def found_rows(files: tuple[FormFile, ...]) -> list[FoundRow]:
    """Forms with errors first."""
    rows = []
    for one in sorted(files, key=lambda one: not one.has_errors):
        for finding in one.findings or (None,):
            rows.append(_row(f"{len(rows)}", one, finding))
    return rows


def _row(row_id: str, one: FormFile, finding: Finding | None) -> FoundRow:
    if finding is None:
        said = f"In orde: {plural(one.scores, 'cijfer', 'cijfers')}."
        return FoundRow(row_id, one.file, one.organisation, "goed", "good", None, said)
    state, tone = ("let op", "warn") if finding.is_warning else ("fout", "bad")
    return FoundRow(row_id, one.file, one.organisation, state, tone, finding.row, sentence(finding))


def summary(files: tuple[FormFile, ...]) -> str:
    wrong = sum(one.has_errors for one in files)
    read = plural(len(files), "formulier", "formulieren")
    if wrong:
        one_of = "1 klopt niet" if wrong == 1 else f"{wrong} kloppen niet"
        wait = "Kies opnieuw zonder wat niet klopt, of laat het herstellen."
        return f"{read} gelezen, {one_of}; er is nog niets meegeteld. {wait}"
    return f"{read} gelezen; alles klopt. Meetellen legt ze samen vast."
