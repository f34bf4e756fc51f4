"""What is done with minutes after the meeting: their next stage, amendments, and the papers that go out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.talk import papers
from zsm_desktop.ui.parts.talk.correct_form import CorrectForm
from zsm_desktop.ui.parts.talk.export_form import Export, ExportForm
from zsm_desktop.ui.parts.talk.minutes_forms import amend_form, final_form, polish_form
from zsm_desktop.ui.parts.talk.minutes_view import MinutesView
from zsm_desktop.ui.parts.talk.stage_pane import may_step, may_write
from zsm_desktop.words import minutes as words
from zsm_desktop.words.names import saying

if TYPE_CHECKING:
    from zsm_desktop.services.minutes_audience import LeftOut
    from zsm_desktop.services.minutes_correction import Correction
    from zsm_desktop.ui.parts.talk.page import TalkPage

PREPARED = "Het verslag staat klaar en kan worden aangevuld."
FINAL = "Het verslag is vastgesteld."
CORRECTED = "De correctie is een nieuwe versie van het verslag."


class AfterMeeting:
    """The hands of the minutes view: its buttons become acts of the open meeting."""

    def __init__(self, page: TalkPage, view: MinutesView) -> None:
        self._page, self._view = page, view
        self._theme, self._sitting, self._desk = page.theme, page.sitting, page.sitting.desk
        view.previewing.connect(self.show_preview)
        view.exporting.connect(self.choose_export)
        view.stepping.connect(self.step)
        view.writing.connect(self.write_text)
        view.stage.settling.connect(self.settle)

    @property
    def meeting_id(self) -> str:
        return self._sitting.meeting_id

    def step(self) -> None:
        """To the next stage: prepared, final, or a correction of what is final."""
        facts = self._view.facts
        if facts is None:
            return
        card = self._desk.versions.card(self.meeting_id)  # not the view's: a key can be faster than the news
        if not may_step(card.stage.value, self._sitting.rights):
            return
        if card.stage == "draft":
            if self._page.attempt(lambda: self._desk.versions.prepare(self.meeting_id)):
                undo = ("Ongedaan maken", lambda: self._page.attempt(self._desk.undo.back))
                self._page.offer.emit(PREPARED, "good", undo)
        elif card.stage == "prepared" and card.proposed:
            self._page.attempt(lambda: self._desk.versions.finalise(self.meeting_id))  # says what must be settled first
        elif card.stage == "prepared":
            self._open(final_form(self._theme, self._page, card, self._finalise))
        else:
            reread = partial(self._desk.minutes.on_screen, self.meeting_id)
            self._open(CorrectForm(self._theme, self._page, facts, self._desk.day, self._correct, reread))

    def write_text(self) -> None:
        """Better words in a draft, an amendment to what is prepared; of what is final the text stays."""
        card, facts = self._view.stage_card, self._view.facts
        if card is None or facts is None or not may_write(card.stage.value, self._sitting.rights):
            return
        points = [row for row in facts.card.agenda if not row.is_shut]
        if card.stage == "draft":
            said = [row for row in points if row.case is None or row.notes or row.outcome]
            self._open(polish_form(self._theme, self._page, said, self._polish))
        elif card.stage == "prepared":
            there = [row for row in facts.card.attendance if row.is_present]
            self._open(amend_form(self._theme, self._page, points, there, self._amend))

    def settle(self, amendment_id: str, is_accepted: bool) -> None:
        self._page.attempt(lambda: self._desk.versions.settle(amendment_id, is_accepted=is_accepted))

    def show_preview(self) -> None:
        """The minutes as they will be on paper."""
        page = self._page

        def done(content: bytes) -> None:
            page.show_face("preview")
            page.views["preview"].show_pdf(content)

        papers.read_minutes(page.tools.workshop, self._desk, self.meeting_id, done, self._failed)

    def choose_export(self) -> None:
        """What, for whom, and what they will not get; then where to."""
        if not self.meeting_id:
            return
        kind = self._sitting.kind
        form = ExportForm(
            self._theme,
            self._page,
            kind,
            self._desk.papers.audiences(self.meeting_id),
            may_name=self._sitting.rights.may_name,
            knows_names=self._desk.masks.knows_names(),
            look=self._look,
            look_people=lambda shown: papers.look_people(
                self._page.tools.workshop, self._desk, self.meeting_id, shown, self._failed
            ),
            do=lambda export: papers.choose_folder(self._page, lambda folder: self.write(export, folder)),
            say=saying(self._desk.nouns),
        )
        form.open()
        form.kind.setFocus()

    def write(self, export: Export, folder: Path) -> None:
        """The papers that were chosen, into `folder`; tells what was made."""

        def done(paths: tuple[Path, ...]) -> None:
            if not paths:
                self._page.notify.emit(words.NO_ACTION_LIST, "info")
                return
            said = f"Gemaakt: {words.files([path.name for path in paths])}"
            self._page.offer.emit(said, "good", ("Openen", lambda: papers.open_file(paths[0])))

        papers.write_export(self._page.tools.workshop, self._desk, self.meeting_id, export, folder, done, self._failed)

    def _look(self, audience: str, shown: Callable[[tuple[LeftOut, ...]], object]) -> None:
        meeting_id = self.meeting_id
        self._page.tools.workshop.run(
            "Kijken wat er niet in staat",
            lambda _progress: self._desk.papers.left_out(meeting_id, audience),
            done=shown,
            failed=self._failed,
        )

    def _finalise(self) -> None:
        self._desk.versions.finalise(self.meeting_id)
        self._page.notify.emit(FINAL, "good")

    def _polish(self, texts: dict[str, str], before: dict[str, str]) -> None:
        if texts:
            self._desk.versions.polish(texts, before)

    def _correct(self, version: int, reason: str, wanted: Correction) -> None:
        self._desk.versions.correct(self.meeting_id, version, reason, wanted)
        self._page.notify.emit(CORRECTED, "good")

    def _amend(self, attendance_id: str, text: str, item_id: str) -> None:
        self._desk.versions.amend(self.meeting_id, attendance_id, text, item_id or None)

    def _open(self, form: FormDialog) -> None:
        form.open()
        if form.fields:
            next(iter(form.fields.values())).editor.setFocus()

    def _failed(self, text: str) -> None:
        self._page.notify.emit(text, "bad")
