"""What an invitation says: when, where and about what, for calendars and mailboxes outside, with no pupil in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking import Hidden
from zsm_desktop.domain.privacy import without_pseudonyms
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import Meeting
from zsm_desktop.services.masks import HiddenTexts
from zsm_desktop.services.meeting_card import meeting_card
from zsm_desktop.services.meetings import LEAD
from zsm_desktop.services.papers import address_of, addresses_of
from zsm_desktop.services.rights import require_leads
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import MeetingCard

CASE = "Casus"


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One point: a case is "Casus" with its school and nothing else; `starts_at` and `minutes` are the plan."""

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
    """`uid` and `sequence` tie an update or a cancellation to the first invitation in the readers' calendars.

    `is_update`: the day, the hours or the place are not what was sent last.
    """

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
    hidden: tuple[Hidden, ...] = ()
    """What the mask took out of what was typed."""
    chair_organisation: str = ""
    """Whose turn in the chair it is, "" where that does not go round."""

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(person.email for person in self.people if person.email)


class Invitations(Service):
    """A case that may not be discussed yet stands on no paper that goes out."""

    @read(*LEAD)
    def facts(self, meeting_id: str) -> InvitationFacts:
        """As it stands now, to be sent; `send` says that it was. Raises RuleError("meeting.finished")."""
        with self.store.reading() as session:
            meeting = session.get(Meeting, meeting_id)
            if meeting is None:
                raise RuleError("meeting.none")
            require_leads(session, self.actor, meeting)
            if meeting.status == MeetingStatus.FINISHED:
                raise RuleError("meeting.finished", number=meeting.number)
            card = meeting_card(session, self.store.seal, meeting, self.desk.day)
            addresses = addresses_of(session)
            sequence, is_update = meeting.invited, meeting.announced not in ("", _announcement(meeting))
        by_name = {name: email for (name, organisation), email in addresses.items() if not organisation}
        sender = Invited(self.actor.name, "", by_name.get(self.actor.name.strip().casefold(), ""))
        times = self.desk.agenda.timetable(meeting_id)
        row, texts = card.row, HiddenTexts(self.desk.masks)
        facts = InvitationFacts(
            uid=row.id,
            sequence=sequence,
            is_update=is_update,
            is_cancelled=row.status == MeetingStatus.CANCELLED,
            network=self.desk.network_name,
            body=row.body,
            number=row.number,
            held_on=row.held_on,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            expected_end=times.expected_end,
            place=_shown(texts, row.place),
            chair=without_pseudonyms(texts.person(card.chair)) if card.chair else "",
            chair_organisation=row.chair_organisation,
            sender=sender,
            made_at=self.desk.clock(),
            lines=self._lines(card, texts),
            people=tuple(
                Invited(
                    _shown(texts, texts.person(one.name)),
                    one.organisation,
                    address_of(addresses, one.name, one.organisation),
                )
                for one in card.attendance
            ),
        )
        return replace(facts, hidden=texts.hidden)

    @act("meeting.invite", *LEAD)
    def send(self, work: Work, meeting_id: str) -> None:
        """One more went out: calendars take the next for newer, and what it said is what people know."""
        meeting = work.session.get(Meeting, meeting_id)
        if meeting is None:
            raise RuleError("meeting.none")
        require_leads(work.session, self.actor, meeting)
        if meeting.status == MeetingStatus.FINISHED:
            raise RuleError("meeting.finished", number=meeting.number)
        meeting.invited += 1
        meeting.announced = _announcement(meeting)
        work.subject_id = meeting_id
        work.facts = {"sequence": meeting.invited - 1}
        work.touch("meeting", meeting_id)

    def _lines(self, card: MeetingCard, texts: HiddenTexts) -> tuple[InvitationLine, ...]:
        slots = {slot.item_id: slot for slot in self.desk.agenda.timetable(card.row.id).slots}
        shut = {row.id for row in self.desk.agenda.preparation(card.row.id).apart}
        found: list[InvitationLine] = []
        for row in card.agenda:
            if row.case is not None and row.case.id in shut:
                continue
            slot = slots.get(row.id)
            found.append(
                InvitationLine(
                    number=len(found) + 1,
                    words=CASE if row.case is not None else _shown(texts, row.title),
                    school=row.case.school if row.case is not None else "",
                    origin=row.origin,
                    starts_at=slot.starts_at if slot else None,
                    minutes=slot.minutes if slot else None,
                )
            )
        return tuple(found)


def _announcement(meeting: Meeting) -> str:
    """What people put in their calendars, to know later whether it changed."""
    is_off = meeting.status == MeetingStatus.CANCELLED
    hours = f"{meeting.starts_at:%H:%M}-{meeting.ends_at:%H:%M}"
    return f"{meeting.held_on.isoformat()} {hours} {'cancelled' if is_off else 'on'} {meeting.place}"


def _shown(texts: HiddenTexts, text: str) -> str:
    """Names become pseudonyms in the mask, and those go out as well: here not even that may be told."""
    return without_pseudonyms(texts.show(text))
