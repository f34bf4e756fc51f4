"""What stands above the verantwoording of a subsidy: how much is spent, and the button that puts it on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from zsm_desktop.ui.exchange.accountability_state import AccountabilityState
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.papers import PaperButton
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import accountability as words
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.accountability_rows import FundProgress
    from zsm_desktop.ui.work import Progress

FULL = 1000


class AccountabilityButton(PaperButton):
    """Makes the paper of the fund in hand."""

    def __init__(self, tools: Tools, state: AccountabilityState) -> None:
        super().__init__(tools, "Verantwoording maken", self.ask_folder, kind="primary")
        self._state = state

    def ask_folder(self) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor de verantwoording", self.make)

    def make(self, folder: Path) -> None:
        """Of the fund in hand by then, beside the window."""
        desk, fund_id = self._state.desk, self._state.fund_id

        def job(progress: Progress) -> tuple[Path, ...]:
            from zsm_desktop.reports.accountability import write

            return tuple(write(desk, fund_id, folder, progress.step).values())

        self.run("Verantwoording maken", job)


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
