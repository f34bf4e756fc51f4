"""Files of a measurement: forms that go out and come back, and the outcome on paper; all beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.results.evaluation_dialogs import FormsForm, write_forms
from zsm_desktop.ui.results.evaluations_state import Measuring
from zsm_desktop.ui.rooms import Tools


class EvaluationFiles(QObject):
    """`said` is news for a toast: a sentence and its tone; `read` brings forms that were read."""

    said = Signal(str, str)
    read = Signal(object)

    def __init__(self, tools: Tools, state: Measuring, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._workshop, self.state, self._window = tools.theme, tools.workshop, state, window

    def ask_forms(self) -> FormDialog | None:
        if not self.state.may_manage:
            return None
        dialog = FormsForm(self._theme, self._window.window(), self.state.card())

        def go_on() -> None:
            organisations, each = dialog.chosen
            if organisations:
                files.ask_folder(
                    self._window,
                    "Kies een map voor de formulieren",
                    lambda path: self.write_forms(path, organisations, each),
                )

        dialog.accepted.connect(go_on)
        dialog.open()
        return dialog

    def write_forms(self, folder: Path, organisations: Any, each: int) -> None:
        desk, evaluation = self.state.desk, self.state.id
        self._run(
            "Formulieren maken", lambda: write_forms(desk, evaluation, organisations, each, folder),
            lambda said: self.said.emit(said, "good"),
        )  # fmt: skip

    def ask_files(self) -> QFileDialog:
        dialog = files.ask_open(self._window, "Teruggekregen formulieren kiezen", lambda _path: None, files.WORKBOOKS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.read_files([Path(name) for name in names]))
        return dialog

    def read_files(self, paths: list[Path]) -> None:
        """Beside the window; what comes of it is shown when it is there."""
        self._run("Formulieren lezen", lambda: self.state.read(paths), self.read.emit)

    def ask_save(self, suffix: str) -> QFileDialog | None:
        row = self.state.row
        if row is None or row.mean is None:
            return None
        kind = files.PDFS if suffix == "pdf" else files.WORKBOOKS
        return files.ask_save(self._window, "Uitkomst opslaan", f"{row.name}.{suffix}", self.write, kind)

    def write(self, path: Path) -> None:
        from zsm_desktop.reports.evaluation import write

        desk, evaluation = self.state.desk, self.state.id
        self._run(
            "Uitkomst opslaan", lambda: write(desk, evaluation, path),
            lambda _done: self.said.emit(f"De uitkomst staat in {path.name}.", "good"),
        )  # fmt: skip

    def _run(self, name: str, job: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._workshop.run(name, lambda _progress: job(), done=done, failed=lambda words: self.said.emit(words, "bad"))
