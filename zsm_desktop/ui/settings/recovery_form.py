"""The printed recovery key looked after later on: checked against the sheet, or made anew when that is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.recovery import SHOWN, RecoveryActs, RecoveryBox
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import recovery as words


class RecoveryForm(FormDialog):
    """Ctrl+Enter does what stands next; it closes when somebody has typed over what is on the sheet."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        acts: RecoveryActs,
        workshop: Workshop,
        ask_new: Callable[[], object],
        key: str = "",
    ) -> None:
        """With the `key` that was just made, or to check the sheet of an earlier one."""
        super().__init__(theme, words.TITLE, window, submit=lambda: None, do="Nakijken", width=560)
        self.box = RecoveryBox(theme, workshop)
        self.body.addWidget(layout.label(words.WHY, "muted", wrap=True))
        self.body.addWidget(self.box)
        self.box.faced.connect(self._dress)
        self.box.busy.connect(self._on_busy)
        self.box.checked.connect(self.accept)
        self.box.ask_new = lambda: (self.accept_nothing(), ask_new())
        self.box.begin(acts, key)

    def try_submit(self) -> None:
        self.box.go_on()

    def reject(self) -> None:
        """A key that was just made is shown here for the last time, so it is asked first."""
        if self.box.back() or self.confirm.isVisible():
            return
        if self.box.face == SHOWN:
            self.confirm.ask(words.CLOSE_ANYWAY, self.accept_nothing, yes="Sluiten", no="Terug")
        else:
            self.accept_nothing()

    def accept_nothing(self) -> None:
        """Closes without anything that was checked."""
        self.done(QDialog.DialogCode.Rejected)

    def _on_busy(self, is_busy: bool) -> None:
        self.ok.setEnabled(not is_busy)
        if not is_busy:
            self._dress()

    def _dress(self) -> None:
        self.ok.set_words(self.box.next_words)
        (self.box.first or self.ok).setFocus()
        if self.isVisible():
            self.fit()
