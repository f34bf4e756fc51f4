"""What stands above the verantwoording of a subsidy: how much is spent, and the button that puts it on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from zsm_desktop.ui.exchange.accountability_state import AccountabilityState
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.talk.papers import open_file
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import accountability as words
from zsm_desktop.words import format as dutch
from zsm_desktop.words.minutes import files as file_words

if TYPE_CHECKING:
    from zsm_desktop.services.accountability_rows import FundProgress
    from zsm_desktop.ui.work import Progress

FULL = 1000
STOPPED = "Gestopt. Er is niets geschreven."


class AccountabilityButton(Button):
    """`said` is news for a toast; `made` with what opens it."""

    said = Signal(str, str)
    made = Signal(str, str, object)

    def __init__(self, tools: Tools, state: AccountabilityState) -> None:
        super().__init__(
            tools.theme, "Verantwoording maken", kind="primary", icon="file-export", key="Ctrl+S",
            on_click=self.ask_folder,
        )  # fmt: skip
        self._workshop, self._state = tools.workshop, state

    def ask_folder(self) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor de verantwoording", self.make)

    def make(self, folder: Path) -> None:
        """Of the fund in hand by then, beside the window."""
        desk, fund_id = self._state.desk, self._state.fund_id

        def job(progress: Progress) -> tuple[Path, ...]:
            from zsm_desktop.reports.accountability import write

            return tuple(write(desk, fund_id, folder, progress.step).values())

        def done(paths: tuple[Path, ...]) -> None:
            said = f"Gemaakt: {file_words([path.name for path in paths])}"
            self.made.emit(said, "good", ("Openen", lambda: open_file(paths[0])))

        self.setEnabled(False)
        work = self._workshop.run(
            "Verantwoording maken", job, done=done, failed=lambda sentence: self.said.emit(sentence, "bad")
        )
        work.cancelled.connect(lambda: self.said.emit(STOPPED, "info"))
        work.ended.connect(lambda: self.setEnabled(True))


class SpentLine(QWidget):
    """How much of the grant is spent and of the days has passed, in a sentence and as a bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = layout.label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, FULL)
        self.setLayout(layout.column(theme, self.words, self.bar, gap=10))

    def say(self, said: str) -> None:
        """While nothing is read yet."""
        self.words.setText(said)
        self.bar.setValue(0)

    def show_progress(self, progress: FundProgress) -> None:
        money = progress.money
        said = (
            f"{dutch.money(money.spent_cents)} besteed van {dutch.money(money.granted_cents)}, "
            f"{words.left_text(money.left_cents)}; {words.elapsed_text(progress.elapsed_permille)}"
        )
        self.words.setText(said)
        self.bar.setValue(min(FULL, money.spent_permille))
        self.bar.setAccessibleName(said)
