"""Placements: who follows which offer of which school, by pseudonym and code, never by name.

Asked by the pupil's own school, answered by the receiving one, changed with a reason that stays; what was agreed in a
maatwerkbespreking runs at once (`live`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.placements import (
    EndReason,
    PlacementStatus,
    months_of,
    require_month_plan,
    require_move,
    require_standing,
)
from zsm_desktop.models import Case, Network, Placement, PlacementChange, PlacementMonth, User
from zsm_desktop.services.consents import Sharing
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.placement_acts import (
    Terms,
    accept,
    change_terms,
    clean_reason,
    last_use,
    move_up,
    noted,
    set_status,
    sharing_heard,
)
from zsm_desktop.services.placement_rows import (
    ALL_PLACEMENTS,
    ORDERS,
    PlacementFilter,
    PlacementRow,
    narrowed,
    order_of,
    placement_rows,
    row_of,
)
from zsm_desktop.services.placing import create_placement
from zsm_desktop.services.school_days import first_day_there, free_days
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.turns import turns
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that changed; `old` and `new` are codes, ISO days and hundredths."""

    changed_at: datetime
    changed_by: str
    field: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlacementCard:
    """`months`: month index → hundredths planned, empty while the plan is spread evenly; `changes` latest first.

    `seat_from`: it waits, and from that day on a seat is free for it. `sharing`: on what basis the pupil goes there,
    None for who does not see into cases; another school than the pupil's own hears whether, not who gave it.
    """

    row: PlacementRow
    months: Mapping[int, int]
    changes: tuple[ChangeRow, ...]
    seat_from: date | None
    sharing: Sharing | None


class Placements(Service):
    @read(Permission.READ_PLACEMENTS)
    def page(
        self,
        wanted: PlacementFilter = ALL_PLACEMENTS,
        *,
        offset: int = 0,
        limit: int = 200,
        sort: str = "",
        is_descending: bool = False,
    ) -> tuple[PlacementRow, ...]:
        """Latest start first, or first by `sort`: "used" or a key of ORDERS; a waiting list by its own order.

        A stagebegeleider sees those to which the own school is a party; who keeps the books all, by code.
        """
        query = narrowed(placement_rows(), wanted, self.actor, self.desk.day)
        if sort:
            first = query.selected_columns["used"] if sort == "used" else order_of(sort, self.actor)
            query = query.order_by(first.desc() if is_descending else first)
        elif wanted.status == PlacementStatus.WAITING:
            query = query.order_by(ORDERS["offer"], Placement.offer_id, ORDERS["queue"], Placement.id)
        query = query.order_by(Placement.starts_on.desc(), Placement.number.desc()).offset(offset).limit(limit)
        with self.store.reading() as session:
            return tuple(row_of(self.actor, self.desk.day, *row) for row in session.execute(query))

    @read(Permission.READ_PLACEMENTS)
    def count(self, wanted: PlacementFilter = ALL_PLACEMENTS) -> int:
        query = narrowed(placement_rows(), wanted, self.actor, self.desk.day).with_only_columns(Placement.id)
        with self.store.reading() as session:
            return session.scalar(select(func.count()).select_from(query.subquery())) or 0

    @read(Permission.READ_PLACEMENTS)
    def row(self, placement_id: str) -> PlacementRow:
        """Raises RuleError("placement.none"), also for a placement between two other schools."""
        query = narrowed(placement_rows(), ALL_PLACEMENTS, self.actor, self.desk.day)
        with self.store.reading() as session:
            found = session.execute(query.where(Placement.id == placement_id)).first()
        if found is None:
            raise RuleError("placement.none")
        return row_of(self.actor, self.desk.day, *found)

    @read(Permission.READ_PLACEMENTS)
    def card(self, placement_id: str) -> PlacementCard:
        """Raises RuleError("placement.none"), also for a placement between two other schools."""
        row, sees = self.row(placement_id), self.actor.sees_pseudonyms
        months = select(PlacementMonth).where(PlacementMonth.placement_id == placement_id)
        changes = (
            select(PlacementChange, User.name)
            .join(User, User.id == PlacementChange.changed_by)
            .where(PlacementChange.placement_id == placement_id)
            .order_by(PlacementChange.changed_at.desc(), PlacementChange.id.desc())
        )
        free = turns(self.store.rows, self.desk.day, row.offer_id) if row.status == PlacementStatus.WAITING else ()
        with self.store.reading() as session:
            return PlacementCard(
                row,
                {one.month: one.planned for one in session.scalars(months.order_by(PlacementMonth.month))},
                tuple(
                    ChangeRow(one.changed_at, name, one.field, one.old, one.new, one.reason if sees else "")
                    for one, name in session.execute(changes)
                ),
                next((turn.first_day for turn in free if turn.placement_id == placement_id), None),
                self._sharing(session, row),
            )

    def _sharing(self, session: Session, row: PlacementRow) -> Sharing | None:
        if row.case_id is None:
            return None
        case = session.get_one(Case, row.case_id)
        return sharing_heard(session, self.store.seal, self.actor, case, row.provider_id, self.desk.day)

    @read(Permission.READ_PLACEMENTS)
    def first_day(self, day: date, last_day: date, weekdays: Sequence[str]) -> date:
        """The first school day from `day` on one of `weekdays` ("ma", "di" …; empty: any), to propose as the start."""
        with self.store.reading() as session:
            region = session.scalars(select(Network.holiday_region)).first() or ""
        return first_day_there(day, last_day, weekdays, free_days(region))

    @act("placement.place", Permission.EDIT_PLACEMENTS)
    def place(
        self,
        work: Work,
        case_id: str,
        offer_id: str,
        *,
        starts_on: date,
        ends_on: date,
        planned_hundredths: int,
        is_agreed: bool | None = None,
    ) -> None:
        """Place outside a meeting, by the pupil's own school; in a meeting `live` records the outcome instead.

        The receiving school answers, unless the secretary says that it `is_agreed` (None: yes for the secretary). What
        is asked while every seat is taken waits for one, where the offer keeps a waiting list.
        """
        is_secretary = self.actor.role is Role.SECRETARY
        if is_agreed and not is_secretary:
            raise RuleError("placement.other_answers")
        runs_at_once = is_secretary and is_agreed is not False
        if not runs_at_once:
            move_up(work, offer_id, self.desk.day)
        placement = create_placement(
            work,
            case_id=case_id,
            offer_id=offer_id,
            starts_on=starts_on,
            ends_on=ends_on,
            planned_hundredths=planned_hundredths,
            day=self.desk.day,
            status=PlacementStatus.RUNNING if runs_at_once else PlacementStatus.PROPOSED,
        )
        self.actor.require_school(placement.user_id)
        work.made = placement.id

    @act("placement.accept", Permission.EDIT_PLACEMENTS)
    def accept(self, work: Work, placement_id: str) -> None:
        """The receiving school takes the pupil; the legal basis must still hold on this day."""
        placement = _named(work, placement_id)
        self.actor.require_school(placement.provider_id)
        accept(work, placement, self.desk.day)

    @act("placement.refuse", Permission.EDIT_PLACEMENTS)
    def refuse(self, work: Work, placement_id: str, reason: str) -> None:
        """The receiving school says no, and why; its seat goes to who waits for it."""
        placement = _named(work, placement_id)
        self.actor.require_school(placement.provider_id)
        require_move(placement.status, PlacementStatus.REFUSED, placement.number)
        why = clean_reason(self.desk, work, reason)
        placement.answered_on, placement.answered_by, placement.answer_reason = self.desk.day, self.actor.user_id, why
        set_status(work, placement, PlacementStatus.REFUSED, why)
        move_up(work, placement.offer_id, self.desk.day)

    @act("placement.withdraw", Permission.EDIT_PLACEMENTS)
    def withdraw(self, work: Work, placement_id: str) -> None:
        """The pupil's own school no longer asks; what runs already is ended or cancelled instead."""
        placement = _named(work, placement_id)
        self.actor.require_school(placement.user_id)
        if placement.status == PlacementStatus.RUNNING:
            raise RuleError("placement.answered", number=placement.number)
        require_move(placement.status, PlacementStatus.CANCELLED, placement.number)
        set_status(work, placement, PlacementStatus.CANCELLED)
        move_up(work, placement.offer_id, self.desk.day)

    @act("placement.change", Permission.EDIT_PLACEMENTS)
    def change(self, work: Work, placement_id: str, version: int, terms: Terms, reason: str) -> None:
        """Other days or another total, with a reason that stays; what is asked only by the school that asks.

        Raises RuleError("edit.conflict") when someone changed it since `version` was read. A plan per month that no
        longer fits is dropped.
        """
        placement = _named(work, placement_id)
        require_standing(placement.status, placement.number)
        both = (placement.user_id, placement.provider_id)
        self.actor.require_school(*(both if placement.status == PlacementStatus.RUNNING else both[:1]))
        require_version(placement, version)
        change_terms(work, placement, terms, clean_reason(self.desk, work, reason))
        move_up(work, placement.offer_id, self.desk.day)

    @act("placement.plan_months", Permission.EDIT_PLACEMENTS)
    def plan_months(
        self, work: Work, placement_id: str, version: int, plan: Mapping[int, int], reason: str = ""
    ) -> None:
        """What is planned in which month (month index → hundredths); an empty `plan` spreads it evenly again.

        A sum other than what was planned changes that, and then wants a reason.
        """
        placement = _named(work, placement_id)
        require_standing(placement.status, placement.number)
        self.actor.require_school(placement.user_id, placement.provider_id)
        require_version(placement, version)
        wanted = {month: planned for month, planned in plan.items() if planned}
        if plan:
            require_month_plan(plan, months_of(placement.starts_on, placement.ends_on))
        total = sum(wanted.values()) if wanted else placement.planned
        why = clean_reason(self.desk, work, reason) if total != placement.planned or reason.strip() else ""
        noted(work, placement, "planned", placement.planned, total, why)
        placement.planned = total
        work.session.execute(delete(PlacementMonth).where(PlacementMonth.placement_id == placement.id))
        work.session.add_all(
            PlacementMonth(placement_id=placement.id, month=month, planned=planned) for month, planned in wanted.items()
        )
        noted(work, placement, "plan", "", "months" if wanted else "even", why)

    @act("placement.end", Permission.EDIT_PLACEMENTS)
    def end(self, work: Work, placement_id: str, last_day: date, reason: EndReason | str = EndReason.OTHER) -> None:
        """End before the planned last day; a `last_day` still to come keeps it running until then.

        Raises RuleError("placement.not_begun") for one that can still be cancelled or moved as a whole, and
        ("placement.delivered_later") when use after that day was already entered.
        """
        placement = _named(work, placement_id)
        self.actor.require_school(placement.user_id, placement.provider_id)
        require_move(placement.status, PlacementStatus.ENDED, placement.number)
        if reason not in set(EndReason):
            raise RuleError("placement.end_reason")
        if placement.starts_on > self.desk.day:
            raise RuleError("placement.not_begun", number=placement.number, day=placement.starts_on)
        if not placement.starts_on <= last_day <= placement.ends_on:
            raise RuleError("placement.end_outside", first_day=placement.starts_on, last_day=placement.ends_on)
        later = last_use(work, placement_id)
        if later is not None and later > last_day:
            raise RuleError("placement.delivered_later", day=later)
        noted(work, placement, "ends_on", placement.ends_on, last_day)
        noted(work, placement, "end_reason", placement.end_reason or "", str(reason))
        placement.ends_on, placement.end_reason = last_day, str(reason)
        if last_day < self.desk.day:
            set_status(work, placement, PlacementStatus.ENDED)
        work.facts = {"last_day": last_day, "reason": str(reason)}
        move_up(work, placement.offer_id, self.desk.day, last_day + timedelta(days=1))

    @act("placement.cancel", Permission.EDIT_PLACEMENTS)
    def cancel(self, work: Work, placement_id: str) -> None:
        """Take back a placement of which nothing was used."""
        placement = _named(work, placement_id)
        self.actor.require_school(placement.user_id, placement.provider_id)
        if placement.status != PlacementStatus.RUNNING:
            raise RuleError("placement.not_running", number=placement.number)
        used_on = last_use(work, placement_id)
        if used_on is not None:
            raise RuleError("placement.used", day=used_on)
        set_status(work, placement, PlacementStatus.CANCELLED)
        move_up(work, placement.offer_id, self.desk.day)

    @act("placement.sign_agreement", Permission.EDIT_PLACEMENTS)
    def sign_agreement(self, work: Work, placement_id: str, day: date | None) -> None:
        """The day the stage agreement was signed; None: it was not signed after all."""
        placement = _named(work, placement_id)
        self.actor.require_school(placement.user_id, placement.provider_id)
        if placement.status not in (PlacementStatus.RUNNING, PlacementStatus.ENDED):
            raise RuleError("placement.not_agreed", number=placement.number)
        if day is not None and day > self.desk.day:
            raise RuleError("placement.agreement_future")
        noted(work, placement, "agreement_on", placement.agreement_on or "", day or "")
        placement.agreement_on = day


def _named(work: Work, placement_id: str) -> Placement:
    """What the act is about; raises RuleError("placement.none")."""
    placement = known(work, Placement, placement_id, "placement.none")
    work.subject_id = placement.id
    work.touch("placement", placement.id)
    work.touch("offer", placement.offer_id)
    return placement
