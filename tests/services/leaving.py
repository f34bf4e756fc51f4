"""Leavers by the dozen, written as a school that kept its lists would have them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.builders import World, school_id
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.follow_ups import asked_after, due_day, is_lasting
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.privacy import pseudonym
from zsm_desktop.models import FollowUp, Outcome, Pupil


def left(
    world: World,
    school: str,
    gone: Mapping[Destination, int],
    *,
    year: int = 2025,
    profile: str | None = None,
    now: Mapping[Destination, Destination | None] | None = None,
    is_against_advice: bool = False,
) -> None:
    """So many leavers of `school` on the last day of that school year.

    `now` says for a destination where they were after three months, None: not reached; without it nobody asked.
    """
    day = SchoolYear(year).last_day
    with world.writing() as work:
        ((start,),) = work.rows("SELECT coalesce(max(sequence), 0) FROM pupil", ())
        pupils: list[tuple[Pupil, Destination]] = []
        for number, destination in enumerate(one for one, count in gone.items() for _ in range(count)):
            sequence = int(start) + number + 1
            pupil = Pupil(
                id=work.new_id(),
                sequence=sequence,
                code=f"L{sequence:06d}",
                pseudonym=pseudonym(sequence),
                school_id=school_id(school),
                enrolled_on=date(2018, 8, 1),
                left_on=day,
            )
            pupils.append((pupil, destination))
        work.session.add_all(pupil for pupil, _ in pupils)
        work.session.flush()
        for pupil, destination in pupils:
            work.session.add(
                Outcome(
                    pupil_id=pupil.id,
                    school_id=pupil.school_id,
                    school_year=year,
                    destination=destination.value,
                    left_on=day,
                    exit_profile=profile,
                    is_against_advice=is_against_advice,
                )
            )
            for months in asked_after(destination):
                work.session.add(_follow_up(work.new_id(), pupil.id, months, day, destination, now or {}))


def _follow_up(
    row_id: str,
    pupil_id: str,
    months: int,
    left_on: date,
    first: Destination,
    now: Mapping[Destination, Destination | None],
) -> FollowUp:
    row = FollowUp(id=row_id, pupil_id=pupil_id, months=months, due_on=due_day(left_on, months), status="open")
    if months == 3 and first in now:
        place = now[first]
        row.status, row.answered_on = "reached" if place else "not_reached", row.due_on
        row.destination, row.is_lasting = (place.value, is_lasting(first, place)) if place else (None, None)
    return row
