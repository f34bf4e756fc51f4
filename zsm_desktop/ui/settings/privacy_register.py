"""Register en DPIA: each question with what the program says of it, or the network's own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.privacy_register import DPIA, REGISTER
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, Sides, Yielding
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.papers import PaperButton
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import privacy_register as words

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.page import Page
    from zsm_desktop.ui.work import Progress

MEANS = (
    "Ingevuld met de instellingen van dit netwerk. Wat u zelf schrijft gaat voor. "
    "Schrijft u niets, dan geldt de tekst van het programma."
)
COLUMNS = (
    Column("question", "Vraag", "question", width=240, stretch=3, is_strong=True),
    Column("part", "Hoort bij", "part", width=90, priority=3),
    Column("state", "", "state", "pill", width=150, tone=lambda row: row.tone),
)


class Answer(NamedTuple):
    id: str
    question: str
    part: str
    text: str
    own: str
    version: int

    @property
    def state(self) -> str:
        if self.own:
            return words.OWN
        return "nog invullen" if self.text == words.TO_FILL else "programma"

    @property
    def tone(self) -> str:
        return "info" if self.own else "warn" if self.text == words.TO_FILL else "neutral"


class RegisterFace(Yielding):
    def __init__(self, page: Page, tools: Tools, desk: Any) -> None:
        super().__init__()
        self._page, self._tools, self._desk = page, tools, desk
        theme = self.theme = tools.theme
        self._rows: dict[str, Answer] = {}
        self.table = Table(theme, ListModel(COLUMNS), name="Vragen", empty=EmptyState(theme, "Geen vragen"))
        self.table.chosen.connect(lambda _id: self._show())
        self.table.opened.connect(lambda _id: self.ask())
        self.register = PaperButton(tools, "Register op papier", lambda: self._paper("register"))
        self.dpia = PaperButton(tools, "DPIA op papier", lambda: self._paper("dpia"), key="Ctrl+D")
        for button in (self.register, self.dpia):
            button.said.connect(page.notify)
            button.made.connect(page.offer)
        bar = flow(theme, self.register, self.dpia, gap=12)
        self.panel = DetailPanel(theme, "Kies een vraag", icon="help")
        self.edit = Button(theme, "Eigen tekst", kind="primary", icon="pencil", key="Ctrl+E", on_click=self.ask)
        if not desk.actor.may(Permission.KEEP_PRIVACY):
            self.edit.hide()
        self.panel.set_acts(self.edit)
        self.text = layout.label("", wrap=True, selectable=True)
        self.panel.body.addWidget(self.text)
        sides = Sides(theme, self.table, self.panel, width=480)
        whole = layout.column(theme, layout.label(MEANS, "muted", wrap=True), bar, sides, gap=14)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        self._rows = {row.id: row for row in self._answers()}
        self.table.set_rows(tuple(self._rows.values()))
        if not self.table.current_id():
            self.table.select_id(REGISTER[0])
        self._show()

    def ask(self) -> FormDialog | None:
        row = self._rows.get(self.table.current_id())
        if row is None or not self._desk.actor.may(Permission.KEEP_PRIVACY):
            return None

        def submit() -> None:
            self._desk.privacy_register.write(row.id, form.row.version, form.fields["text"].text)
            self.reload()

        def values() -> tuple[int, dict[str, object]]:
            own = self._desk.privacy_register.facts().own(row.id)
            return own.version, {"text": own.text}

        form = FormDialog(self.theme, row.question, self.window(), submit=submit, width=640)
        hint = "Leeg laten: dan geldt de tekst van het programma."
        form.add("text", "In uw eigen woorden", NoteField(self.theme, row.text, lines=9), hint=hint)
        form.field_of |= {"privacy.long_text": "text"}
        form.edits(*values(), values)
        form.told.connect(lambda said: self._page.notify.emit(said, "info"))
        form.open()
        form.fields["text"].editor.setFocus()
        return form

    def _answers(self) -> list[Answer]:
        facts = self._desk.privacy_register.facts()
        return [
            Answer(key, words.QUESTIONS[key], part, facts.own(key).text or words.default(key, facts),
                   facts.own(key).text, facts.own(key).version)
            for part, keys in (("Register", REGISTER), ("DPIA", DPIA)) for key in keys
        ]  # fmt: skip

    def _paper(self, which: str) -> None:
        button = self.register if which == "register" else self.dpia

        def chosen(folder: Path) -> None:
            def job(progress: Progress) -> tuple[Path, ...]:
                from zsm_desktop.reports.privacy_register import write

                progress.check()
                return tuple(write(self._desk, which, folder).values())

            button.run("Papier maken", job)

        files.ask_folder(self.window(), "Kies een map", chosen)

    def _show(self) -> None:
        row = self._rows.get(self.table.current_id())
        if row is None:
            self.panel.show_nothing()
            return
        self.panel.show_thing(row.question, row.part, row.state, row.tone)
        self.text.setText(row.text)
