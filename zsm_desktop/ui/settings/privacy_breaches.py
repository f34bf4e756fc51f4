"""Datalekken: the register, with the clock of each and the next thing to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.breaches import Risk
from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.breaches import BreachRow
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.papers import PaperButton
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settings import breach_forms as forms
from zsm_desktop.ui.settings.rows_face import RowsFace
from zsm_desktop.words import privacy as words
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.page import Page
    from zsm_desktop.ui.work import Progress


def state(row: BreachRow) -> str:
    if row.closed_at is not None:
        return "afgesloten"
    if row.hours_left is not None:
        return words.hours(row.hours_left)
    return "loopt nog"


def tone(row: BreachRow) -> str:
    if row.closed_at is not None:
        return "neutral"
    return "info" if row.hours_left is None else "bad" if row.hours_left < 24 else "warn"


COLUMNS = (
    Column("number", "Nummer", "number", width=110, is_strong=True),
    Column("kind", "Wat", lambda row: first_upper(words.BREACH[row.kind]), width=190, stretch=2,
           detail=lambda row: row.facts.split("\n")[0]),
    Column("discovered", "Ontdekt", lambda row: home_day(row.discovered_at), "date", priority=3),
    Column("people", "Mensen", "people", "count", priority=4, none="?"),
    Column("risk", "Risico", lambda row: words.RISK[row.risk], width=120, priority=2),
    Column("state", "", state, "pill", width=130, tone=tone),
)  # fmt: skip


class BreachesFace(RowsFace):
    def __init__(self, page: Page, tools: Tools, desk: Any) -> None:
        super().__init__()
        self._page, self._tools, self._desk = page, tools, desk
        theme = self.theme = tools.theme
        empty = EmptyState(
            theme, "Geen datalekken",
            "Is er iets kwijt, gestolen, verkeerd gestuurd of ingezien door wie dat niet mocht? Noteer het meteen: u "
            "hebt 72 uur om te melden.", icon="shield-check",
        )  # fmt: skip
        self.table = Table(theme, ListModel(COLUMNS), name="Datalekken", empty=empty)
        self.table.chosen.connect(lambda _id: self._show())
        self.table.opened.connect(lambda _id: self.ask_weigh())
        self.add = Button(theme, "Datalek noteren", kind="primary", icon="plus", key="Ctrl+N", on_click=self.ask_new)
        self.paper = PaperButton(tools, "Register op papier", self.ask_paper)
        self.paper.said.connect(page.notify)
        self.paper.made.connect(page.offer)
        if not desk.actor.may(Permission.KEEP_PRIVACY):
            self.add.hide()
        bar = flow(theme, self.add, self.paper, gap=12)
        sides = Sides(theme, self.table, self._panel(), width=440)
        whole = layout.column(theme, bar, sides, gap=14)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def _panel(self) -> DetailPanel:
        theme = self.theme
        self.panel = DetailPanel(theme, "Kies een datalek", icon="shield-check")
        self.weigh = Button(theme, "Risico wegen", kind="primary", icon="scale", key="Ctrl+R", on_click=self.ask_weigh)
        self.report = Button(theme, "Gemeld", icon="check", key="Ctrl+M", on_click=self.ask_report)
        self.tell = Button(theme, "Mensen bericht", icon="mail", key="Ctrl+U", on_click=self.ask_tell)
        self.edit = Button(theme, "Bijwerken", icon="pencil", key="Ctrl+E", on_click=self.ask_edit)
        self.close_it = Button(theme, "Afsluiten", icon="lock", key="Ctrl+Return", on_click=self.finish)
        self.panel.set_acts(self.weigh, self.report, self.tell, self.edit, self.close_it)
        self.advice, self.facts = layout.label("", "strong", wrap=True), FactList(theme)
        self.panel.body.addWidget(self.advice)
        self.panel.body.addWidget(self.facts)
        return self.panel

    def _read(self) -> Iterable[BreachRow]:
        return self._desk.breaches.rows()

    def ask_new(self) -> FormDialog:
        return forms.BreachForm(self.theme, self.window(), self._desk, self._on_written)

    def ask_edit(self) -> FormDialog | None:
        row = self._open_row()
        return forms.BreachForm(self.theme, self.window(), self._desk, self._on_written, row) if row else None

    def ask_weigh(self) -> FormDialog | None:
        row = self._open_row()
        return forms.WeighForm(self.theme, self.window(), self._desk, row) if row else None

    def ask_report(self) -> FormDialog | None:
        row = self._open_row()
        return forms.report_form(self.theme, self.window(), self._desk, row) if row else None

    def ask_tell(self) -> FormDialog | None:
        row = self._open_row()
        return forms.tell_form(self.theme, self.window(), self._desk, row) if row else None

    def finish(self) -> None:
        row = self._open_row()
        if row is not None and self._page.attempt(lambda: self._desk.breaches.close(row.id, row.version)):
            self._page.notify.emit(f"{row.number} is afgesloten.", "good")

    def ask_paper(self) -> None:
        def chosen(folder: Path) -> None:
            def job(progress: Progress) -> tuple[Path, ...]:
                from zsm_desktop.reports.privacy_register import write

                progress.check()
                return tuple(write(self._desk, "breaches", folder).values())

            self.paper.run("Register van datalekken maken", job)

        files.ask_folder(self.window(), "Kies een map", chosen)

    def _open_row(self) -> BreachRow | None:
        row = self.row
        may = self._desk.actor.may(Permission.KEEP_PRIVACY)
        return row if row is not None and row.closed_at is None and may else None

    def _show(self) -> None:
        row = self.row
        if row is None:
            self.panel.show_nothing()
            return
        self.panel.show_thing(f"{row.number}: {words.BREACH[row.kind]}", words.RISK[row.risk], state(row), tone(row))
        is_open, risk = self._open_row() is not None, Risk(row.risk)
        self.advice.setText(words.ADVICE[row.risk] if row.closed_at is None else "")
        self.advice.setVisible(row.closed_at is None)
        reported = f"{_at(row.reported_at)}{f', kenmerk {row.report_reference}' if row.report_reference else ''}"
        self.facts.set_facts([
            ("Ontdekt", _at(row.discovered_at)),
            ("Melden vóór", _at(row.report_by) if row.hours_left is not None else ""),
            ("Gebeurd op", words.day(row.happened_on)),
            ("Mensen", "nog niet bekend" if row.people is None else str(row.people)),
            ("Wat er gebeurde", row.facts),
            ("Gevolgen", row.consequences),
            ("Maatregelen", row.measures),
            ("Toelichting", row.reason),
            ("Gemeld", reported if row.reported_at else ""),
            ("Bericht op", words.day(row.told_on)),
            ("Afgesloten", _at(row.closed_at)),
        ])  # fmt: skip
        self.weigh.setVisible(is_open)
        self.edit.setVisible(is_open)
        is_done = not (risk.must_report and row.reported_at is None) and not (risk.must_tell and row.told_on is None)
        self.close_it.setVisible(is_open and is_done and risk is not Risk.UNKNOWN)
        self.report.setVisible(is_open and risk.must_report and row.reported_at is None)
        self.tell.setVisible(is_open and risk.must_tell and row.told_on is None)


def _at(moment: Any) -> str:
    return words.moment(moment.astimezone(HOME) if moment is not None else None)
