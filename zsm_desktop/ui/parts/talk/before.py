"""What is done before a meeting: its agenda made and timed, its day changed, the invitation sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from zsm_desktop.domain.agenda import Order
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.reading import whole_in
from zsm_desktop.ui.parts.talk.invite_form import COPIED, InviteForm
from zsm_desktop.ui.parts.talk.order_panel import OrderPanel
from zsm_desktop.ui.parts.talk.papers import open_file
from zsm_desktop.ui.parts.talk.plan_form import reschedule_form
from zsm_desktop.ui.parts.talk.prepare import PrepareView
from zsm_desktop.ui.parts.talk.starting import UNDO, ask_start
from zsm_desktop.ui.parts.talk.take_along import ask_take

if TYPE_CHECKING:
    from zsm_desktop.services.invitations import InvitationFacts
    from zsm_desktop.ui.parts.talk.page import TalkPage

CANCELLED = "Het overleg gaat niet door; de casussen wachten op een volgend overleg."
MOVED = "Het overleg is gewijzigd. Stuur de uitnodiging opnieuw (F9) als die al weg was."
MESSAGES = "E-mailconcept (*.eml)"
CALENDARS = "Agendabestand (*.ics)"


class BeforeMeeting:
    """The hands of the view of a meeting to come."""

    def __init__(self, page: TalkPage, view: PrepareView) -> None:
        self._page, self._view = page, view
        self._theme, self._sitting, self._desk = page.theme, page.sitting, page.sitting.desk
        view.building.connect(self.build)
        view.ordering.connect(self.ask_order)
        view.timing.connect(self.ask_minutes)
        view.changing.connect(self.ask_change)
        view.inviting.connect(self.ask_invite)
        view.taking.connect(lambda: ask_take(page))
        view.starting.connect(lambda: ask_start(page))

    @cached_property
    def orders(self) -> OrderPanel:
        return OrderPanel(self._theme, self._page, self.arrange)

    @property
    def meeting_id(self) -> str:
        return self._sitting.meeting_id

    def build(self) -> None:
        """Everything that belongs on the agenda and is not on it yet."""
        self._page.attempt(lambda: self._desk.agenda.build(self.meeting_id))

    def ask_order(self) -> None:
        self.orders.open_for()

    def arrange(self, order: Order) -> None:
        self._page.attempt(lambda: self._desk.agenda.arrange(self.meeting_id, order))

    def ask_minutes(self, item_id: str) -> None:
        """The time for one point; left empty it shares what is left with the others."""
        row = next((one for one in self._sitting.card.agenda if one.id == item_id), None)
        if row is None or not self._sitting.may_lead:
            return
        minutes = QLineEdit(str(row.minutes or ""))
        who = row.title if row.case is None else row.case.pseudonym
        form = FormDialog(
            self._theme,
            f"Tijd voor {who}",
            self._page,
            submit=lambda: self._desk.agenda.set_minutes(item_id, _minutes_in(form)),
            do="Instellen",
        )
        hint = "Leeg: een gelijk deel van de tijd die overblijft."
        form.add("minutes", "Minuten", minutes, hint=hint)
        form.field_of = {"meeting.minutes_whole": "minutes", "meeting.minutes": "minutes"}
        minutes.selectAll()
        minutes.setFocus()
        form.open()

    def ask_change(self) -> None:
        """Another day, hour or place; or it does not take place."""
        card = self._sitting.card
        if card is None or not self._sitting.may_lead or self._sitting.status != "planned":
            return
        form = reschedule_form(self._theme, self._page, self._sitting, self._moved, self._cancel)
        form.told.connect(lambda words: self._page.notify.emit(words, "info"))
        form.open()

    def ask_invite(self) -> None:
        """Reads beside the window: the first time today the names are looked up that must not be in it."""
        meeting_id = self.meeting_id
        if not meeting_id or not self._sitting.may_lead:
            return

        def job(_progress: object) -> tuple[InvitationFacts, str]:
            from zsm_desktop.reports import invitation

            facts = self._desk.invitations.facts(meeting_id)
            return facts, invitation.text(facts)

        def done(made: tuple[InvitationFacts, str]) -> None:
            if self.meeting_id == meeting_id:
                self._open_invitation(*made)

        self._page.tools.workshop.run("Uitnodiging opmaken", job, done=done, failed=self._failed)

    def write(self, path: Path) -> None:
        """The invitation as a file; a message opens at once in the mail program."""
        meeting_id = self.meeting_id

        def job(_progress: object) -> Path:
            from zsm_desktop.reports import invitation

            return invitation.write(self._desk, meeting_id, path)

        def done(made: Path) -> None:
            self._page.offer.emit(f"Gemaakt: {made.name}", "good", ("Openen", lambda: open_file(made)))

        self._page.tools.workshop.run("Uitnodiging maken", job, done=done, failed=self._failed)

    def _open_invitation(self, facts: InvitationFacts, text: str) -> None:
        from zsm_desktop.reports import invitation

        def ask(suffix: str, kind: str) -> Callable[[], object]:
            name = invitation.file_name(facts.body, facts.held_on.isoformat(), suffix)
            return lambda: files.ask_save(self._page, "Uitnodiging bewaren", name, self.write, kind)

        def copied() -> None:  # people will read it, whatever it is pasted into
            if self._page.attempt(lambda: self._desk.invitations.send(self.meeting_id)):
                self._page.notify.emit(COPIED, "good")

        InviteForm(
            self._theme,
            self._page,
            facts,
            text,
            mail=ask(invitation.MESSAGE, MESSAGES),
            save=ask(invitation.CALENDAR, CALENDARS),
            copied=copied,
        ).open()

    def _moved(self) -> None:
        self._offer(MOVED)

    def _cancel(self) -> None:
        self._desk.meetings.cancel(self.meeting_id)
        self._offer(CANCELLED)

    def _offer(self, words: str) -> None:
        self._page.offer.emit(words, "good", (UNDO, lambda: self._page.attempt(self._desk.undo.back)))

    def _failed(self, text: str) -> None:
        self._page.notify.emit(text, "bad")


def _minutes_in(form: FormDialog) -> int | None:
    try:
        return whole_in(form, "minutes")
    except RuleError as error:
        raise RuleError("meeting.minutes_whole", **error.facts) from error
