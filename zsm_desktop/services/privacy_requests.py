"""Requests of pupils and guardians: noted, due in a month, answered, and what they stop stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.privacy_requests import (
    STOPS_SHARING,
    RequestAnswer,
    RequestKind,
    due_on,
    require_answer,
    require_request,
)
from zsm_desktop.models import AgendaItem, Case, Consent, Handover, Meeting, Organisation, Pupil, PupilRequest
from zsm_desktop.services.agenda_build import renumber
from zsm_desktop.services.agendas import items_of, waiting_status
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.placement_rows import PlacementFilter, PlacementRow, standing
from zsm_desktop.services.request_receivers import Shared, received
from zsm_desktop.services.service import Service, act, opened, read, sealed, sealed_fact

if TYPE_CHECKING:
    from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class RequestRow:
    """`days_left` until it is due, less than 0 when late; None once answered."""

    id: str
    pupil_id: str
    code: str
    pseudonym: str
    school: str
    kind: str
    asked_by: str
    asked_on: date
    due_on: date
    extended_on: date | None
    status: str
    answered_on: date | None
    asked: str
    answer: str
    days_left: int | None
    version: int


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What somebody outside the own school still does for a pupil: `kind` action, work or guide.

    `number` is of the meeting it was agreed in, of the place at work or of the case. An action of which nobody noted
    the organisation is not among them: it is as often of the own school.
    """

    kind: str
    number: str
    who: str
    organisation: str
    organisation_id: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class SharingLeft:
    """What still shares something of a pupil: consents that hold, points on coming agendas, and handovers on offer.

    `placements` wait or run, `others` are open: stopping those is a talk with who does them.
    """

    consents: int
    points: int
    handovers: int
    placements: tuple[PlacementRow, ...]
    others: tuple[StillOpen, ...] = ()

    @property
    def can_stop(self) -> bool:
        return bool(self.consents or self.points or self.handovers)


class PrivacyRequests(Service):
    @read(Permission.READ_PRIVACY)
    def rows(self, *, with_answered: bool = True) -> tuple[RequestRow, ...]:
        """Those that wait first, the first due on top; then the answered ones, the latest first."""
        with self.store.reading() as session:
            query = _ROWS if with_answered else _ROWS.where(PupilRequest.status == "open")
            found = [self._row(*row) for row in session.execute(query)]
        waiting = sorted((one for one in found if one.status == "open"), key=lambda one: (one.due_on, one.id))
        done = sorted((one for one in found if one.status != "open"), key=lambda one: one.id, reverse=True)
        return (*waiting, *done)

    @read(Permission.READ_PRIVACY)
    def row(self, request_id: str) -> RequestRow:
        """Raises RuleError("request.none")."""
        with self.store.reading() as session:
            found = session.execute(_ROWS.where(PupilRequest.id == request_id)).one_or_none()
            if found is None:
                raise RuleError("request.none")
            return self._row(*found)

    @read(Permission.READ_PRIVACY)
    def shared(self, request_id: str) -> Shared:
        """Who saw or got something of this pupil; raises RuleError("request.none")."""
        pupil_id = self.row(request_id).pupil_id
        with self.store.reading() as session:
            receivers, guests = received(session, pupil_id)
        return Shared(receivers, guests, self.desk.outside_copies.of(pupil_id))

    @read(Permission.READ_PRIVACY)
    def sharing(self, request_id: str) -> SharingLeft:
        """Raises RuleError("request.none")."""
        values = {"pupil": self.row(request_id).pupil_id, "day": self.desk.day.isoformat()}
        ((consents, points, handovers),) = self.store.rows(_SHARING, values)
        going = standing(self.desk.placements.page(PlacementFilter(pupil_id=values["pupil"]), sort="ends"))
        others = tuple(
            StillOpen(kind, number, who, name, row_id, date.fromisoformat(str(due)) if due else None)
            for kind, number, who, name, row_id, due in self.store.rows(_OTHERS, {"pupil": values["pupil"]})
        )
        return SharingLeft(consents, points, handovers, going, others)

    @read(Permission.READ_PRIVACY)
    def restricted_since(self, pupil_id: str) -> date | None:
        """From when the use of what is kept on this pupil is restricted; None where it is not."""
        values = {"pupil": pupil_id}
        ((since,),) = self.store.rows(_RESTRICTED, values)
        return date.fromisoformat(str(since)) if since else None

    @act("request.add", Permission.KEEP_PRIVACY)
    def add(self, work: Work, pupil_id: str, kind: str, asked_by: str, asked_on: date, asked: str = "") -> None:
        """Raises RuleError("pupil.none", "seal.no_key"), and as `domain.privacy_requests.require_request`."""
        pupil = known(work, Pupil, pupil_id, "pupil.none")
        require_request(kind, asked_by, asked_on, self.desk.day, asked)
        row = PupilRequest(
            id=work.new_id(), pupil_id=pupil.id, kind=kind, asked_by=asked_by, asked_on=asked_on,
            due_on=due_on(asked_on),
        )  # fmt: skip
        row.sealed_asked = sealed(work, "pupil_request", row.id, "sealed_asked", asked.strip())
        work.session.add(row)
        work.made = work.subject_id = row.id
        work.facts = {"kind": kind}
        work.touch("privacy", row.id)

    @act("request.extend", Permission.KEEP_PRIVACY)
    def extend(self, work: Work, request_id: str, version: int, reason: str) -> None:
        """Two months more; whoever asked is told why within the first month. The reason goes into the logbook.

        Raises RuleError("request.none", "edit.conflict", "request.answered", "request.extended", "request.too_late",
        "request.no_reason").
        """
        row = self._open(work, request_id, version)
        if row.extended_on is not None:
            raise RuleError("request.extended")
        if self.desk.day > row.due_on:
            raise RuleError("request.too_late", day=row.due_on)
        if not reason.strip():
            raise RuleError("request.no_reason")
        row.extended_on, row.due_on = self.desk.day, due_on(row.asked_on, is_extended=True)
        work.facts = {"reason": sealed_fact(work, row.id, "reason", reason)}

    @act("request.answer", Permission.KEEP_PRIVACY)
    def answer(self, work: Work, request_id: str, version: int, status: str, answer: str = "") -> None:
        """Raises RuleError("request.none", "edit.conflict", "request.answered", "request.shares_still",
        "request.forget_first"), and as `domain.privacy_requests.require_answer`.
        """
        row = self._open(work, request_id, version)
        require_answer(status, answer)
        if status == RequestAnswer.MET and row.kind in STOPS_SHARING:
            values = {"pupil": row.pupil_id, "day": self.desk.day.isoformat()}
            if any(work.rows(_SHARING, values)[0]):
                raise RuleError("request.shares_still")
        is_there = work.session.get_one(Pupil, row.pupil_id).anonymised_on is None
        if status == RequestAnswer.MET and row.kind == RequestKind.ERASURE and is_there:
            raise RuleError("request.forget_first")
        row.status, row.answered_on = status, self.desk.day
        row.sealed_answer = sealed(work, "pupil_request", row.id, "sealed_answer", answer.strip())
        work.facts = {"status": status}

    @act("request.close_sharing", Permission.KEEP_PRIVACY)
    def close_sharing(self, work: Work, request_id: str, version: int) -> None:
        """Withdraws every consent, takes the cases off coming agendas, takes back handovers on offer.

        Raises RuleError("request.none", "edit.conflict", "request.answered", "request.keeps_sharing",
        "request.meeting_runs").
        """
        row = self._open(work, request_id, version)
        if row.kind not in STOPS_SHARING:
            raise RuleError("request.keeps_sharing")
        cases = list(work.session.scalars(select(Case).where(Case.pupil_id == row.pupil_id)))
        case_ids = [case.id for case in cases]
        withdrawn = self._withdraw(work, case_ids)
        taken_off = self._take_off(work, cases)
        for one in work.session.scalars(
            select(Handover).where(Handover.case_id.in_(case_ids), Handover.status == "offered")
        ):
            one.status, one.answered_on, one.answered_by = "withdrawn", self.desk.day, self.actor.user_id
        work.facts = {"consents": withdrawn, "points": taken_off}
        work.touch("case", *case_ids)

    @act("request.letters", Permission.KEEP_PRIVACY)
    def note_letters(self, work: Work, request_id: str, count: int) -> None:
        """A line in the logbook; raises RuleError("request.none")."""
        work.subject_id = known(work, PupilRequest, request_id, "request.none").id
        work.facts = {"letters": count}

    def _open(self, work: Work, request_id: str, version: int) -> PupilRequest:
        row = known(work, PupilRequest, request_id, "request.none")
        require_version(row, version)
        if row.status != "open":
            raise RuleError("request.answered")
        work.subject_id = row.id
        work.touch("privacy", row.id)
        return row

    def _withdraw(self, work: Work, case_ids: list[str]) -> int:
        """Also those withdrawn from a day still to come: until that day they share."""
        still = or_(Consent.withdrawn_on.is_(None), Consent.withdrawn_on > self.desk.day)
        query = select(Consent).where(Consent.case_id.in_(case_ids), still)
        found = list(work.session.scalars(query))
        for consent in found:
            consent.withdrawn_on = self.desk.day
            work.touch("consent", consent.id)
        return len(found)

    def _take_off(self, work: Work, cases: list[Case]) -> int:
        by_id = {case.id: case for case in cases}
        query = (
            select(AgendaItem, Meeting.status)
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .where(
                AgendaItem.case_id.in_(list(by_id)),
                AgendaItem.removed_at.is_(None),
                Meeting.status.in_(("planned", "running")),
            )
        )
        found = work.session.execute(query).all()
        if any(status == "running" for _, status in found):
            raise RuleError("request.meeting_runs")
        for item, _ in found:
            item.removed_at = work.at
        work.session.flush()
        for meeting_id in {item.meeting_id for item, _ in found}:
            renumber(items_of(work.session, meeting_id))
            work.touch("meeting", meeting_id)
        for case in cases:
            if case.status == "on_agenda":
                case.status = waiting_status(work, case.id)
        return len(found)

    def _row(self, row: PupilRequest, pupil: Pupil, school: str) -> RequestRow:
        seal = self.store.seal
        asked, answer = (
            opened(seal, "pupil_request", row.id, column, getattr(row, column))
            for column in ("sealed_asked", "sealed_answer")
        )
        left = (row.due_on - self.desk.day).days if row.status == "open" else None
        return RequestRow(
            row.id, pupil.id, pupil.code, pupil.pseudonym, school, row.kind, row.asked_by, row.asked_on, row.due_on,
            row.extended_on, row.status, row.answered_on, asked, answer, left, row.version,
        )  # fmt: skip


_ROWS: Any = (
    select(PupilRequest, Pupil, Organisation.name)
    .join(Pupil, Pupil.id == PupilRequest.pupil_id)
    .join(Organisation, Organisation.id == Pupil.school_id)
)
_SHARING = """
SELECT (SELECT count(*) FROM consent s JOIN case_file c ON c.id = s.case_id WHERE c.pupil_id = :pupil
  AND (s.withdrawn_on IS NULL OR s.withdrawn_on > :day) AND (s.valid_until IS NULL OR s.valid_until >= :day)),
 (SELECT count(*) FROM agenda_item i JOIN case_file c ON c.id = i.case_id JOIN meeting m ON m.id = i.meeting_id
  WHERE c.pupil_id = :pupil AND i.removed_at IS NULL AND m.status IN ('planned', 'running')),
 (SELECT count(*) FROM handover h JOIN case_file c ON c.id = h.case_id
  WHERE c.pupil_id = :pupil AND h.status = 'offered')
"""
_OTHERS = """
SELECT 'action' AS kind, m.number, a.owner_name, o.name, o.id, a.due_on
FROM action_item a JOIN case_file c ON c.id = a.case_id JOIN pupil p ON p.id = c.pupil_id
 JOIN meeting m ON m.id = a.meeting_id JOIN organisation o ON o.id = a.owner_organisation_id
WHERE p.id = :pupil AND a.status = 'open' AND a.removed_at IS NULL AND o.id <> p.school_id
UNION ALL
SELECT 'guide', c.number, k.name, o.name, o.id, NULL FROM case_guide g JOIN case_file c ON c.id = g.case_id
 JOIN pupil p ON p.id = c.pupil_id JOIN contact k ON k.id = g.contact_id JOIN organisation o ON o.id = k.organisation_id
WHERE p.id = :pupil AND g.ended_on IS NULL AND o.id <> p.school_id
UNION ALL
SELECT 'work', w.number, '', o.name, o.id, NULL FROM work_placement w JOIN organisation o ON o.id = w.employer_id
WHERE w.pupil_id = :pupil AND w.ended_on IS NULL
ORDER BY 1, 2, 3
"""
_RESTRICTED = """
SELECT min(asked_on) FROM pupil_request WHERE pupil_id = :pupil AND kind = 'restriction' AND status IN ('open', 'met')
"""
