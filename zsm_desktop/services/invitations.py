"""What an invitation says: when, where and about what, for calendars and mailboxes outside, with no pupil in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.privacy import without_pseudonyms
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import Meeting
from zsm_desktop.services.meeting_card import meeting_card
from zsm_desktop.services.meetings import LEAD
from zsm_desktop.services.papers import address_of, addresses_of
from zsm_desktop.services.rights import require_leads
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import AgendaRow, MeetingCard


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One point: a case is "Casus 3" with its school and nothing else; `starts_at` and `minutes` are the plan."""

    number: int
    words: str
    school: str
    origin: str
    starts_at: time | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Invited:
    """`email` is "" for whom none is known."""

    name: str
    organisation: str
    email: str


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """`uid` and `sequence` tie an update or a cancellation to the first invitation in the readers' calendars."""

    uid: str
    sequence: int
    is_update: bool
    is_cancelled: bool
    network: str
    body: str
    number: str
    held_on: date
    starts_at: time
    ends_at: time
    expected_end: time
    place: str
    chair: str
    sender: Invited
    made_at: datetime
    lines: tuple[InvitationLine, ...]
    people: tuple[Invited, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(person.email for person in self.people if person.email)


class Invitations(Service):
    """A case that may not be discussed yet stands on no paper that goes out."""

    @read(*LEAD)
    def facts(self, meeting_id: str) -> InvitationFacts:
        """As it stands now; `send` first for what really goes out."""
        with self.store.reading() as session:
            meeting = session.get(Meeting, meeting_id)
            if meeting is None:
                raise RuleError("meeting.none")
            require_leads(session, self.actor, meeting)
            card = meeting_card(session, self.store.seal, meeting, self.desk.day)
            addresses = addresses_of(session)
            sent = meeting.invited
        by_name = {name: email for (name, organisation), email in addresses.items() if not organisation}
        sender = Invited(self.actor.name, "", by_name.get(self.actor.name.strip().casefold(), ""))
        times = self.desk.agenda.timetable(meeting_id)
        row = card.row
        return InvitationFacts(
            uid=row.id,
            sequence=max(0, sent - 1),
            is_update=sent > 1,
            is_cancelled=row.status == MeetingStatus.CANCELLED,
            network=self.desk.network_name,
            body=row.body,
            number=row.number,
            held_on=row.held_on,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            expected_end=times.expected_end,
            place=self._hidden(row.place),
            chair=self.desk.masks.person(card.chair).text if card.chair else "",
            sender=sender,
            made_at=self.desk.clock(),
            lines=self._lines(card),
            people=tuple(
                Invited(
                    self._hidden(self.desk.masks.person(one.name).text),
                    one.organisation,
                    address_of(addresses, one.name, one.organisation),
                )
                for one in card.attendance
            ),
        )

    @act("meeting.invite", *LEAD)
    def send(self, work: Work, meeting_id: str) -> None:
        """Counts one more invitation, update or cancellation, so that calendars take it for newer than the last."""
        meeting = work.session.get(Meeting, meeting_id)
        if meeting is None:
            raise RuleError("meeting.none")
        require_leads(work.session, self.actor, meeting)
        if meeting.status == MeetingStatus.FINISHED:
            raise RuleError("meeting.finished", number=meeting.number)
        meeting.invited += 1
        work.subject_id = meeting_id
        work.facts = {"sequence": meeting.invited - 1}
        work.touch("meeting", meeting_id)

    def _lines(self, card: MeetingCard) -> tuple[InvitationLine, ...]:
        slots = {slot.item_id: slot for slot in self.desk.agenda.timetable(card.row.id).slots}
        shut = {row.id for row in self.desk.agenda.preparation(card.row.id).apart}
        found: list[InvitationLine] = []
        cases = 0
        for row in card.agenda:
            if row.case is not None and row.case.id in shut:
                continue
            cases += row.case is not None
            slot = slots.get(row.id)
            found.append(
                InvitationLine(
                    number=len(found) + 1,
                    words=self._words(row, cases),
                    school=row.case.school if row.case is not None else "",
                    origin=row.origin,
                    starts_at=slot.starts_at if slot else None,
                    minutes=slot.minutes if slot else None,
                )
            )
        return tuple(found)

    def _words(self, row: AgendaRow, number: int) -> str:
        return f"Casus {number}" if row.case is not None else self._hidden(row.title)

    def _hidden(self, text: str) -> str:
        """Names become pseudonyms in the mask, and those go out as well: here not even that may be told."""
        return without_pseudonyms(self.desk.masks.hide(text).text)
