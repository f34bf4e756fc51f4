"""What the bookkeeper of the invented network did: statements, a fund that ran out, limits the stuurgroep asked for."""

from __future__ import annotations

from datetime import timedelta

from zsm_desktop.domain.spans import Span
from zsm_desktop.services.entering import DeliveryDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.sample.days import DAY, school_days
from zsm_desktop.services.sample.people import People
from zsm_desktop.services.sample.steering_texts import EXAMS
from zsm_desktop.services.statements import issue_all

_EXAM_FUND_CENTS, _PER_EXAM_CENTS = 450_00, 75_00
_GROUPS = (300, 400, 200)
"""Candidates of three schools, in hundredths; the last has not been confirmed yet."""
_STATED_SCHOOLS = 2
_ROUND_CENTS = 1000_00


def state_last_year(people: People) -> None:
    """Every school gets its statement of the year that is closed."""
    issue_all(people.bookkeeper, people.frame.running.shifted(-1))


def state_so_far(people: People) -> None:
    """The two that are furthest out of balance asked for the figures until the end of last month."""
    last = people.day.replace(day=1) - DAY
    first = people.frame.running.first_day
    if last > first:
        ranked = sorted(people.bookkeeper.limits.rows(), key=lambda row: row.balance_cents)
        wanted = [row.school_id for row in ranked[:_STATED_SCHOOLS]]
        issue_all(people.bookkeeper, Span.between(first, last), wanted)


def carry_out_decisions(people: People) -> None:
    """Limits for the schools that took and gave most, one of them not reached yet; and a fund for examinations."""
    limits, year = people.bookkeeper.limits, people.frame.running
    ranked = sorted(limits.rows(), key=lambda row: row.balance_cents)
    wanted = zip((*ranked[:2], ranked[-1]), (90, 120, 95), strict=True)
    for row, percent in {row.school_id: (row, percent) for row, percent in wanted}.values():
        cents = abs(row.balance_cents) * percent // 100 // _ROUND_CENTS * _ROUND_CENTS
        if cents:
            is_debit = row.balance_cents < 0
            limits.set(row.school_id, row.version, cents if is_debit else None, None if is_debit else cents)
    people.bookkeeper.funds.add(
        FundDraft(
            name="Examenpotje",
            owner="Scholen samen",
            granted_cents=_EXAM_FUND_CENTS,
            fixed_cents=_PER_EXAM_CENTS,
            first_day=year.first_day,
            last_day=year.last_day,
            offer_kind="exam",
            rank=2,
            terms="Een vast bedrag per kandidaat, zolang het strekt; wie het eerst examen deed, gaat voor.",
            decision_id=people.decided(EXAMS),
            code="FONDS-EX",
        )
    )


def give_exams(people: People) -> None:
    """Three schools came with a group; the examiner counted who was there."""
    exams = people.offers("exam")
    days = [day for day in school_days(people.day - timedelta(days=21), people.day - 2 * DAY) if day.weekday() == 3]
    schools = [school for school in people.network.schools if not exams or school.id != exams[0].school_id]
    if exams and days:
        people.secretary.deliveries.enter_many(
            [
                DeliveryDraft(days[-1], candidates, offer_id=exams[0].id, user_id=school.id, attended=candidates // 100)
                for candidates, school in zip(_GROUPS, schools, strict=False)
            ]
        )


def confirm_exams(people: People) -> None:
    """All but the smallest group."""
    exams = people.offers("exam")
    groups = people.entered(offer_id=exams[0].id) if exams else []
    ids = [row.id for row in groups if row.quantity_hundredths != _GROUPS[-1]]
    if ids:
        people.secretary.deliveries.confirm(ids)
