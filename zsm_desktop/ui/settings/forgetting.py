"""Bewaren en vergeten: of whom the term is over, making that go, and the proofs of what went."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.retention import PUPILS
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.forget_form import ForGoodForm
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import TableView
from zsm_desktop.ui.settings.outside_card import OutsideCard
from zsm_desktop.words import forgetting as words
from zsm_desktop.words.backups import owing_at
from zsm_desktop.words.rules import sentence

if TYPE_CHECKING:
    from zsm_desktop.domain.destruction import DueRow, ProofRow
    from zsm_desktop.ui.parts.page import Page
    from zsm_desktop.ui.rooms import Tools
    from zsm_desktop.ui.theme import Theme
    from zsm_desktop.ui.work import Progress, Work, Workshop

SHOWN = 6
"""Proofs that stand in the card, the latest."""
HIGHEST = 5
"""Rows of the preview that are in sight at once."""
COLUMNS = (
    Column("code", "Wie of wat", lambda row: row.name or row.code, width=110, is_strong=True,
           detail=lambda row: row.code if row.name else ""),
    Column("rule", "Regel", lambda row: words.rule(row.category, row.years), width=230, stretch=1, is_name=True),
    Column("due", "Voorbij op", "due_on", "date", width=108),
)  # fmt: skip


class ForgettingCard(QFrame):
    """`told` is news in a sentence with its tone."""

    told = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any, workshop: Workshop) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._desk, self._workshop = theme, desk, workshop
        self.rows: tuple[DueRow, ...] = ()
        self.due = layout.label("", "strong", wrap=True)
        self.warnings = Lines(theme, name="Wat nog iets bevat")
        self.proofs = layout.column(theme, gap=8)
        self.look = Button(theme, "Bekijken en vernietigen", icon="eye", key="Ctrl+D", on_click=self.ask)
        self.renew = Button(theme, words.RENEW, icon="history", on_click=self.renew_copies)
        if not desk.actor.may(Permission.KEEP_PRIVACY):
            self.look.hide()
        title, means = layout.label(words.TITLE, "section"), layout.label(words.MEANS, "muted", wrap=True)
        acts = flow(theme, self.look, self.renew, gap=10)
        things = (title, means, self.due, self.warnings, acts, layout.label("Bewijzen van vernietiging", "strong"))
        self.setLayout(layout.column(theme, *things, self.proofs, None, gap=16, margins=20))

    def reload(self) -> None:
        self.rows = self._desk.destroying.due()
        self.due.setText(words.due_words(self.rows))
        self.look.setEnabled(bool(self.rows))
        old = self._desk.destroying.old_copies()
        said = words.copies(old) if old is not None else []
        self.warnings.set_lines([Line(text, icon="alert-triangle", tone="warn") for text in said])
        self.warnings.setVisible(bool(said))
        self.renew.setVisible((old is not None and old.can_renew) and self._desk.actor.may(Permission.KEEP_PRIVACY))
        proofs = self._desk.destroying.proofs()[:SHOWN]
        layout.refill(self.proofs, [self._proof(row) for row in proofs] or [layout.label(words.NO_PROOFS, "muted")])

    def _proof(self, row: ProofRow) -> QWidget:
        save = Button(
            self._theme, "Pdf", kind="quiet", icon="file-export", on_click=lambda: self.ask_folder(row.id)
        )  # fmt: skip
        save.setAccessibleName(f"Bewijs {row.number} opslaan als pdf")
        said = layout.column(
            self._theme, layout.label(words.proof_words(row), wrap=True),
            layout.label(words.proof_detail(row), "small", wrap=True), gap=2,
        )  # fmt: skip
        line = layout.row(self._theme, said, save, gap=10)
        line.setStretch(0, 1)
        return layout.holder(line)

    def ask(self) -> ForGoodForm | None:
        """What is due, with what stands in the way; then whether it may go."""
        if not self.rows:
            return None
        wanted = [row for row in self.rows if not row.stops]
        form = DestroyForm(self._theme, self.window(), self.rows, lambda: self._run([one.subject_id for one in wanted]))
        form.open()
        return form

    def _run(self, wanted: Sequence[str]) -> None:
        def job(progress: Progress) -> str:
            proof: str = self._desk.destroying.run(set(wanted), progress.step)
            return proof

        self.look.setEnabled(False)
        work = self._workshop.run(
            "Vernietigen", job, done=lambda _proof: self._destroyed(),
            failed=lambda said: self.told.emit(said, "bad"),
        )  # fmt: skip
        work.ended.connect(self._ended)

    def _destroyed(self) -> None:
        self.told.emit(*words.told(words.DONE, is_clean=self._desk.destroying.is_clean))

    def _ended(self) -> None:
        self.reload()

    def renew_copies(self) -> Work:
        """One fresh copy in the place of those that still hold what was destroyed."""

        def job(progress: Progress) -> tuple[str, ...]:
            self._desk.backups.renew(progress.step)
            return tuple(owing_at(*one) for one in self._desk.backups.facts().owing)

        def renewed(owing: tuple[str, ...]) -> None:
            self.told.emit(words.renewed(owing), "warn" if owing else "good")

        work = self._workshop.run(
            words.RENEW, job, done=renewed, failed=lambda said: self.told.emit(said, "bad")
        )  # fmt: skip
        work.ended.connect(self._ended)
        return work

    def ask_folder(self, proof_id: str) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor het bewijs", partial(self._write, proof_id))

    def _write(self, proof_id: str, folder: Path) -> None:
        def job(_progress: Progress) -> Path:
            from zsm_desktop.reports.destruction_proof import write

            return write(self._desk, proof_id, folder)

        self._workshop.run(
            "Bewijs opslaan", job, done=lambda path: self.told.emit(f"Opgeslagen: {path}", "good"),
            failed=lambda said: self.told.emit(said, "bad"),
        )  # fmt: skip


class ForgettingFace(QWidget):
    """What is due and what went, and the copies with names that lie elsewhere."""

    def __init__(self, page: Page, tools: Tools, desk: Any) -> None:
        super().__init__()
        self.card = ForgettingCard(tools.theme, desk, tools.workshop)
        self.outside = OutsideCard(tools.theme, desk)
        for card in (self.card, self.outside):
            card.told.connect(page.notify)
        self.ask = self.card.ask
        self.area = layout.scrolled(layout.column(tools.theme, self.card, self.outside, None, gap=16))
        self.setLayout(layout.column(tools.theme, self.area))
        self.setFocusProxy(self.card.look)

    def reload(self) -> None:
        self.card.reload()
        self.outside.reload()


class DestroyForm(ForGoodForm):
    """Everything of which the term is over; what is stopped stays, and says why."""

    def __init__(self, theme: Theme, window: QWidget, rows: Sequence[DueRow], act: Any) -> None:
        going, staying = [row for row in rows if not row.stops], [row for row in rows if row.stops]
        super().__init__(theme, words.TITLE, window, str(len(going)), "Voorgoed vernietigen", act)
        self.body.addWidget(layout.label(words.due_words(rows), wrap=True))
        self.table = TableView(theme, ListModel(COLUMNS, row_id=lambda row: row.subject_id), "Wat vernietigd wordt")
        if going:
            self.table.rows.set_rows(going)
            layout.box(theme, self.table, width=520, height=44 + 44 * min(HIGHEST, len(going)))
            self.body.addWidget(self.table)
        stopped = [Line(f"{row.who}: {sentence(row.stops[0])}", icon="alert-triangle", tone="warn") for row in staying]
        self.tell("Dit blijft voorlopig", stopped)
        if not going:
            self.only_look()
            return
        stays = [Line(words.ALSO_ELSEWHERE, icon="trash")] if any(row.category == PUPILS for row in going) else []
        self.tell("Wat er verder gebeurt", [*stays, Line(words.BOOKS_STAY, icon="lock")])
        self.ask(str(len(going)))
