"""The papers of a meeting as files for people: made beside the GUI thread, looked at first or written to a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.talk.export_form import ACTIONS, ARCHIVE, DRAFTS, KINDS, NAMED, WITH_NAMES, Export
from zsm_desktop.ui.work import Progress, Workshop

if TYPE_CHECKING:
    from zsm_desktop.domain.masking import Hidden
    from zsm_desktop.services.desk import Desk

Said = Callable[[str], object]


def read_minutes(
    workshop: Workshop, desk: Desk, meeting_id: str, done: Callable[[bytes], object], failed: Said
) -> None:
    """The PDF as bytes; nothing of it comes on disk."""

    def job(progress: Progress) -> bytes:
        from zsm_desktop.reports.minutes import minutes_document
        from zsm_desktop.reports.pdf import pdf_bytes

        facts = desk.minutes.facts(meeting_id, desk.papers.audiences(meeting_id)[0].code)
        progress.check()
        return pdf_bytes(minutes_document(facts))

    workshop.run("Verslag opmaken", job, done=done, failed=failed)


def look_people(
    workshop: Workshop, desk: Desk, meeting_id: str, shown: Callable[[tuple[Hidden, ...]], object], failed: Said
) -> None:
    """What was masked in the actions that people are reminded of."""

    def job(progress: Progress) -> tuple[Hidden, ...]:
        progress.check()
        return tuple(one for person in desk.papers.people(meeting_id) for one in person.hidden)

    workshop.run("Kijken welke namen zijn vervangen", job, done=shown, failed=failed)


def write_export(
    workshop: Workshop,
    desk: Desk,
    meeting_id: str,
    export: Export,
    folder: Path,
    done: Callable[[tuple[Path, ...]], object],
    failed: Said,
) -> None:
    """What was chosen, in `folder`; each file whole or not at all."""

    def job(progress: Progress) -> tuple[Path, ...]:
        progress.check()
        return _written(desk, meeting_id, export, folder)

    workshop.run(dict((*KINDS, WITH_NAMES))[export.kind], job, done=done, failed=failed)


def _written(desk: Desk, meeting_id: str, export: Export, folder: Path) -> tuple[Path, ...]:
    from zsm_desktop.reports import action_list, archive, minutes, named

    if export.kind == ARCHIVE:
        return (archive.write(desk, meeting_id, folder, export.audience),)
    if export.kind == ACTIONS:
        return tuple(action_list.write(desk, meeting_id, folder).values())
    if export.kind == DRAFTS:
        return action_list.write_drafts(desk, meeting_id, folder)
    if export.kind == NAMED:
        words = {"reason": export.reason, "password": export.password, "again": export.again}
        return tuple(named.write_with_names(desk, meeting_id, folder, **words).values())
    return tuple(minutes.write(desk, meeting_id, folder, export.audience).values())


def choose_folder(parent: QWidget, chosen: Callable[[Path], object]) -> QFileDialog:
    """Asks where to put files; the window keeps working meanwhile."""
    return files.ask_folder(parent, "Kies een map voor het verslag", chosen)


def open_file(path: Path) -> None:
    """In the program the computer uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
