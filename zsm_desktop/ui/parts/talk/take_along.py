"""Before a meeting goes along to where there is no line: what that means, and the copying beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.words import taken

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.talk.page import TalkPage
    from zsm_desktop.ui.work import Progress

KEY = "Ctrl+F9"
TITLE = "Meenemen voor zonder verbinding"


def ask_take(page: TalkPage) -> None:
    """Says what goes along and how long it stands; an earlier one can be thrown away here."""
    sitting = page.sitting
    if not sitting.rights.may_take:
        return
    along, meeting_id = sitting.desk.taking_along, sitting.meeting_id
    form = FormDialog(page.theme, TITLE, page, submit=lambda: _take(page, meeting_id), do="Meenemen", width=560)
    for words in taken.EXPLAINED:
        form.body.addWidget(layout.label(words, wrap=True))
    earlier = along.lies_here()
    if earlier is not None:
        said = taken.replaced(earlier.held_on, earlier.at.astimezone(HOME), sitting.desk.day)
        form.body.addWidget(layout.label(said, "muted", wrap=True))
        away = Button(page.theme, "Weggooien", kind="quiet", icon="trash", on_click=lambda: _ask_away(page, form))
        form.body.addLayout(layout.row(page.theme, away, None))
    form.open()
    form.ok.setFocus()


def _ask_away(page: TalkPage, form: FormDialog) -> None:
    def gone() -> None:
        form.accept()
        if page.attempt(page.sitting.desk.taking_along.throw_away):
            page.notify.emit(taken.GONE, "good")

    form.confirm.ask(taken.ASK, gone, yes="Weggooien", no="Laten staan")


def _take(page: TalkPage, meeting_id: str) -> None:
    """What is still being typed goes first: the copy is of what the server has."""
    along = page.sitting.desk.taking_along
    page.settle()

    def job(progress: Progress) -> Any:
        return along.take(meeting_id, progress.step)

    work = page.tools.workshop.run(
        "Bespreking meenemen",
        job,
        done=lambda _made: page.notify.emit(taken.TAKEN, "good"),
        failed=lambda words: page.notify.emit(words, "bad"),
    )
    work.cancelled.connect(lambda: page.notify.emit(taken.STOPPED, "info"))
