"""Deciding by vote in the running stuurgroep: one vote an organisation, by who may decide for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.talk import require_text
from zsm_desktop.domain.votes import Voice, require_carried
from zsm_desktop.models import AgendaItem, Attendance, Decision, Meeting, Organisation, Vote
from zsm_desktop.services.drafts import drop_draft
from zsm_desktop.services.live_rows import add_decision_row, running_item
from zsm_desktop.services.rights import readable
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class VoterRow:
    """Someone who is there; `why_not` "" votes, else "no_mandate", "no_organisation" or "other" (who does vote)."""

    attendance_id: str
    name: str
    organisation_id: str
    organisation: str
    why_not: str
    other: str = ""


class Voting(Service):
    @read(Permission.READ_STEERING)
    def voters(self, meeting_id: str) -> tuple[VoterRow, ...]:
        """Everyone who is there now, those who vote first, by organisation."""
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            return _voters(session, meeting.id)

    @act("meeting.vote", Permission.LEAD_STEERING)
    def decide(self, work: Work, item_id: str, text: str, voices: Mapping[str, Voice]) -> None:
        """A numbered decision with what each organisation (by its identifier) voted; stays, as votes do.

        Raises RuleError("meeting.no_item", "meeting.not_running", "vote.not_steering"), and as
        `domain.votes.require_carried`.
        """
        item, meeting = running_item(work, item_id)
        decision = decided_by_vote(self, work, meeting, item, text, voices)
        drop_draft(work, item.id, "decision")
        work.made = decision.id
        work.touch("decision", decision.id)
        work.touch("meeting", meeting.id)


def decided_by_vote(
    service: Service, work: Work, meeting: Meeting, item: AgendaItem, text: str, voices: Mapping[str, Voice]
) -> Decision:
    """The decision with its votes; raises what `Voting.decide` does."""
    if meeting.kind != "steering":
        raise RuleError("vote.not_steering")
    voters = {row.organisation_id: row for row in _voters(work.session, meeting.id) if not row.why_not}
    count = require_carried({key: row.organisation for key, row in voters.items()}, voices)
    decision = add_decision_row(service.desk, work, meeting, item, require_text(text))
    decision.manner = "vote"
    work.session.flush()
    work.session.add_all(
        Vote(
            decision_id=decision.id,
            organisation_id=organisation_id,
            name=voters[organisation_id].name,
            voice=Voice(voice).value,
            is_mandated=True,
        )
        for organisation_id, voice in voices.items()
    )
    work.session.flush()
    work.facts = {
        "number": decision.number,
        "in_favour": count.in_favour,
        "against": count.against,
        "blank": count.blank,
    }
    return decision


def _voters(session: Session, meeting_id: str) -> tuple[VoterRow, ...]:
    query = (
        select(Attendance, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id == meeting_id, Attendance.is_present, Attendance.left_at.is_(None))
    )
    return _first_of_each(session.execute(query).all())


def _first_of_each(people: Iterable[tuple[Attendance, str | None]]) -> tuple[VoterRow, ...]:
    """Of an organisation the first by name who is mandated votes."""
    votes: dict[str, str] = {}
    rows = []
    for one, organisation in sorted(people, key=lambda pair: (pair[1] or "", pair[0].name.casefold())):
        there = one.organisation_id or ""
        why = "no_organisation" if not there else "" if one.is_mandated else "no_mandate"
        if not why and there in votes:
            why = "other"
        if not why:
            votes[there] = one.name
        rows.append(VoterRow(one.id, one.name, there, organisation or "", why))
    told = (
        VoterRow(row.attendance_id, row.name, row.organisation_id, row.organisation, row.why_not, votes[there])
        if row.why_not and (there := row.organisation_id) in votes
        else row
        for row in rows
    )
    return tuple(sorted(told, key=lambda row: bool(row.why_not)))
