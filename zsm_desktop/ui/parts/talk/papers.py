"""The minutes of a meeting as files for people: made beside the GUI thread, looked at first or written to a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from zsm_desktop.ui.work import Progress, Workshop

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Said = Callable[[str], object]


def read_minutes(
    workshop: Workshop, desk: Desk, meeting_id: str, done: Callable[[bytes], object], failed: Said
) -> None:
    """The PDF as bytes; nothing of it comes on disk."""

    def job(progress: Progress) -> bytes:
        from zsm_desktop.reports.minutes import minutes_document
        from zsm_desktop.reports.pdf import pdf_bytes

        facts = desk.minutes.facts(meeting_id)
        progress.check()
        return pdf_bytes(minutes_document(facts))

    workshop.run("Verslag opmaken", job, done=done, failed=failed)


def write_minutes(
    workshop: Workshop,
    desk: Desk,
    meeting_id: str,
    folder: Path,
    done: Callable[[dict[str, Path]], object],
    failed: Said,
) -> None:
    """PDF and Excel in `folder`, whole or not at all."""

    def job(progress: Progress) -> dict[str, Path]:
        from zsm_desktop.reports import minutes

        progress.check()
        return minutes.write(desk, meeting_id, folder)

    workshop.run("Verslag maken (PDF en Excel)", job, done=done, failed=failed)


def choose_folder(parent: QWidget, chosen: Callable[[Path], object]) -> QFileDialog:
    """Asks where to put files; the window keeps working meanwhile."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, "Kies een map voor het verslag", documents)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Hier opslaan")
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, "Annuleren")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def open_file(path: Path) -> None:
    """In the program the computer uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
