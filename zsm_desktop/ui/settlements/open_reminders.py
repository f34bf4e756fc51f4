"""Herinneringen: the letters that may go out today, each with its text, made and kept as sent in one step."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.reminders import require_text
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, Sides
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.findings import WHAT, SentenceTable
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.parts.ticks import TickTable
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settlements.documents_files import DocumentView
from zsm_desktop.ui.settlements.open_reminders_state import TONES, LetterLine, Letters, RemindersState, dues
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words import reminders as words

LETTERS = (
    Column("who", "Aan", "debtor", width=130, stretch=1, is_strong=True, is_name=True,
           detail=lambda line: line.numbers),
    Column("level", "Brief", lambda line: words.TITLES[line.letter.level], "pill", width=158,
           tone=lambda line: TONES[line.letter.level]),
    Column("open", "Open", "letter.open_cents", "money", width=112, detail=lambda line: line.documents),
    Column("pay_by", "Betalen t/m", "letter.pay_by", "date", width=116, priority=2),
)  # fmt: skip
WAITING = (
    Column(
        "number",
        "Nummer",
        "wait.row.number",
        width=184,
        is_strong=True,
        is_name=True,
        detail=lambda line: line.wait.row.payer.name,
    ),
    Column(WHAT, "Waarom er nu geen brief uitgaat", "what", width=220, stretch=1),
)


class LetterPanel(DetailPanel):
    """`typed` sends the text of the letter in hand with every keystroke."""

    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Kies een brief", "Hier leest en verandert u de tekst.", icon="mail")
        self.pay_by = layout.label("", "strong")
        self.inside = Lines(theme, name="Wat in deze brief staat")
        self.text = Field(theme, "Tekst van deze brief", NoteField(theme, lines=9), hint=words.ONCE)
        self.back = Button(theme, "Terug naar de gewone tekst", icon="history", on_click=self._go_back)
        self._usual = ""
        for thing in (self.text, flow(theme, self.back), self.pay_by, self.inside):
            self.body.addWidget(thing)
        self.text.edited.connect(self._on_edit)

    def show_line(self, line: LetterLine) -> None:
        """A text that stands there already keeps its cursor."""
        level = line.letter.level
        self.show_thing(line.debtor, f"aan {line.creditors}", words.TITLES[level], TONES[level])
        self._usual = line.usual
        if self.text.editor.toPlainText() != line.text:
            self.text.put(line.text)
            self.text.clear_error()
        self.pay_by.setText(f"Te betalen t/m {dutch.date_medium(line.letter.pay_by)}")
        self.inside.set_lines([Line(*words_, icon="receipt-euro") for words_ in dues(line)])
        self.back.setVisible(line.is_own)

    def _on_edit(self) -> None:
        text = self.text.editor.toPlainText()
        self.back.setVisible(text != self._usual)
        self.typed.emit(text)

    def _go_back(self) -> None:
        self.text.editor.setPlainText(self._usual)
        self.text.editor.setFocus()


class RemindersView(QWidget):
    """`left` asks to go back; `kept` says what went out and in which folder it is; `said` is news for a toast."""

    left = Signal()
    kept = Signal(str, object)
    said = Signal(str, str)

    def __init__(self, tools: Tools, state: RemindersState) -> None:
        super().__init__()
        theme = self.theme = tools.theme
        self._workshop, self.state = tools.workshop, state
        self._seen: set[str] = set()
        back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.left.emit)
        self.look = Button(theme, "Bekijken", icon="eye", key="Ctrl+O", on_click=self.view)
        self.do = Button(
            theme, "Maken en vastleggen", kind="primary", icon="check", key="Ctrl+Return", on_click=self.ask_folder
        )
        top = flow(theme, back, layout.label("Herinneringen", "section"), self.look, self.do, gap=14)
        self.error = ErrorStrip(theme)
        self.summary = layout.label(" ", wrap=True)
        none = EmptyState(theme, "Geen brief nodig", words.NONE_DUE, icon="circle-check", tone="good")
        self.lines = TickTable(theme, LETTERS, name="Brieven die uit kunnen", empty=none)
        layout.box(theme, self.lines, width=240, height=150)
        self.title_waiting = layout.label("Te laat, maar nu geen brief", "strong")
        nothing = EmptyState(theme, "Niets", icon="circle-check", tone="good")
        self.waiting = SentenceTable(theme, WAITING, name="Te laat, maar nu geen brief", empty=nothing)
        layout.box(theme, self.waiting, width=240, height=130)
        self.panel = LetterPanel(theme)
        listed = layout.column(theme, self.lines, self.title_waiting, self.waiting, gap=12)
        listed.setStretch(0, 3)
        listed.setStretch(2, 2)
        sides = Sides(theme, layout.holder(listed), self.panel, width=384)
        whole = layout.column(theme, top, self.error, self.summary, sides, gap=12)
        whole.setStretch(3, 1)
        self.stack = DocumentView(tools, layout.holder(whole), self.lines)
        self.setLayout(layout.column(theme, self.stack))
        self.setFocusProxy(self.lines)
        self.lines.chosen.connect(self._show)
        self.lines.opened.connect(lambda _id: self.panel.text.editor.setFocus())
        self.lines.edited.connect(self._dress)
        self.panel.typed.connect(lambda text: self.state.write(self.lines.current_id(), text))

    def start(self) -> None:
        """Everything that may go out is ticked; what is ticked off stays so while the room is open."""
        self.error.hide()
        self.stack.close_view()
        self.reload()
        self.lines.setFocus()

    def reload(self) -> None:
        self.state.read()
        ids = set(self.state.lines)
        self.lines.put(frozenset(self.lines.value & ids | ids - self._seen))
        self._seen = ids
        self.lines.set_rows(tuple(self.state.lines.values()))
        if ids and not self.lines.current_id():
            self.lines.select_id(next(iter(self.state.lines)))
        self.waiting.set_rows(self.state.waiting)
        for thing in (self.title_waiting, self.waiting):
            thing.setVisible(bool(self.state.waiting))
        self._show(self.lines.current_id())
        self._dress()

    def view(self) -> None:
        """The letter in hand as it would go out."""
        line = self.state.lines.get(self.lines.current_id())
        if line is None or not self._can_go(line) or not self.look.isEnabled():
            return
        self._run(
            "Brief opmaken", lambda _progress: self.state.paper(line.id), partial(self._viewed, line), self.look
        )  # fmt: skip

    def ask_folder(self) -> QFileDialog | None:
        letters = self.state.chosen(self.lines.value)
        if not letters or not self.do.isEnabled():
            return None
        ticked = (line for line in self.state.lines.values() if line.id in self.lines.value)
        if not all(self._can_go(line) for line in ticked):
            return None
        return files.ask_folder(self, "Kies een map voor de herinneringen", partial(self.make, letters))

    def make(self, letters: Letters, folder: Path) -> None:
        self.error.hide()

        def done(written: tuple) -> None:
            nobody = [one.letter.items[0].row.payer.name for one in written if not one.receiver]
            self.kept.emit(words.kept(len(written), nobody), folder)

        self._run("Herinneringen maken", lambda progress: self.state.make(letters, folder, progress), done, self.do)

    def _run(self, name: str, job, done, button: Button) -> None:
        button.setEnabled(False)
        work = self._workshop.run(name, job, done=done, failed=self._refused)
        work.cancelled.connect(lambda: self.said.emit(words.STOPPED, "info"))
        work.ended.connect(self._dress)

    def _viewed(self, line: LetterLine, content: bytes) -> None:
        if self.isVisible():
            self.stack.view(f"{words.TITLES[line.letter.level]} aan {line.debtor}", content)

    def _refused(self, words_: str) -> None:
        """What may go out may be another thing by now."""
        self.reload()
        self._refuse(words_)

    def _refuse(self, words_: str) -> None:
        """In the view, or as a toast for who went on meanwhile."""
        if self.isVisible():
            self.error.show_error(words_)
        else:
            self.said.emit(words_, "bad")

    def _can_go(self, line: LetterLine) -> bool:
        """Whether it has a text; if not, that is said at it."""
        try:
            require_text(line.text)
        except RuleError as error:
            self.lines.select_id(line.id)
            self._show(line.id)
            self.panel.text.show_error(error)
            self.panel.text.editor.setFocus()
            return False
        return True

    def _show(self, line_id: str) -> None:
        line = self.state.lines.get(line_id)
        if line is None:
            self.panel.show_nothing()
        else:
            self.panel.show_line(line)

    def _dress(self) -> None:
        has_line = bool(self.state.lines)
        self.look.setVisible(has_line)
        self.do.setVisible(has_line)
        self.look.setEnabled(True)
        self.do.setEnabled(bool(self.state.chosen(self.lines.value)))
        self.summary.setText(self.state.counted(self.lines.value))
        self.summary.setVisible(has_line)
