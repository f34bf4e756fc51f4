"""What a network has beside the usual, as its portrait tells: lists, other meetings, shared figures, its funds."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.profiles import Profile
from zsm_desktop.domain.progress import CaseStatus
from zsm_desktop.services.sample.days import DAY, is_school_day
from zsm_desktop.services.sample.meeting_rows import MeetingRows
from zsm_desktop.services.sample.names import StaffNames, staff_mail
from zsm_desktop.services.sample.particular_funds import fund_rows
from zsm_desktop.services.sample.parties import Network, house
from zsm_desktop.services.sample.portraits.particulars import Listed, OtherMeetings
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.pupils import PupilFacts
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id
from zsm_desktop.services.sample.whole_meetings import people_of

if TYPE_CHECKING:
    from zsm_desktop.services.sample.further import Known

_LISTED = (9, 15)
_AHEAD_DAYS = 13
"""What the meeting about pupils to come sends up is in time for these."""
_NOTE = "Rondje langs de tafel; wat bij een ander hoort is doorgegeven."


def more_people(frame: Frame, profile: Profile, portrait: Portrait, network: Network) -> Rows:
    """Puts colleagues beside the fixed contacts of organisations; gives no rows of its own."""
    del profile
    dice, names = frame.dice("more people"), StaffNames(frame.dice("more staff"))
    ids = {str(row["code"]): str(row["id"]) for row in network.rows["organisation"]}
    taken = {str(row["name"]) for row in network.rows["contact"]}
    for code, function, many in portrait.particulars.people:
        for _ in range(many):
            name = next(name for name in iter(names.next, "") if name not in taken)
            taken.add(name)
            network.rows["contact"].append(
                {
                    "id": new_id(dice, frame.first_day), "organisation_id": ids[code], "name": name,
                    "function": function, "email": staff_mail(name, house(code)),
                    "phone": f"06-01{dice.randrange(10**6):06d}", "is_fixed": False, "is_active": True,
                }
            )  # fmt: skip
    return {}


def particular_rows(frame: Frame, known: Known) -> Rows:
    told = known.portrait.particulars
    rows: Rows = {}
    if told.listed is not None:
        rows["list_entry"] = _listed(frame, known, told.listed)
    if told.guided_by:
        rows["case_guide"] = _guided(frame, known, told.guided_by)
    if told.members or known.portrait.rounds:
        rows["body_member"] = _above(known)
    for one in told.meetings:
        for name, made in _met(frame, known, one).items():
            rows.setdefault(name, []).extend(made)
    rows["shared_figure"] = _shared(frame, known)
    rows |= fund_rows(frame, known)
    return {name: made for name, made in rows.items() if made}


def _listed(frame: Frame, known: Known, told: Listed) -> list[Row]:
    """Now on it who is talked about and the oldest beside them; off it who left in the years before."""
    running = {plan.pupil.id for plan in known.plans if plan.status is not CaseStatus.CLOSED}
    rows: list[Row] = []
    for school in known.network.schools:
        pupils = [one for one in known.pupils if one.school.id == school.id]
        there = sorted(
            (one for one in pupils if one.left_on is None), key=lambda one: (one.id not in running, one.birth_date)
        )
        for at, pupil in enumerate(there[: told.on_list[school.kind]]):
            rows.append(
                _entry(frame, told.code, pupil, frame.running) | {"needs_partners": at < told.discussed[school.kind]}
            )
        rows += [
            _off(frame, _entry(frame, told.code, pupil, year), pupil.left_on, year)
            for pupil in pupils
            if pupil.left_on is not None and (year := SchoolYear.of(pupil.left_on)) < frame.running
        ]
    return rows


def _entry(frame: Frame, code: str, pupil: PupilFacts, year: SchoolYear) -> Row:
    day = min(date(year.start_year, *_LISTED), frame.today)
    return {
        "id": new_id(frame.dice("listed", pupil.id), day), "list_code": code, "pupil_id": pupil.id,
        "school_id": pupil.school.id, "added_on": min(day, pupil.left_on or day), "needs_partners": False,
        "off_on": None, "off_reason": None, "version": 1,
    }  # fmt: skip


def _off(frame: Frame, row: Row, left_on: date, year: SchoolYear) -> Row:
    dice = frame.dice("off", row["pupil_id"])
    reason = dice.choice(("work", "work", "work", "education", "day_activities", "other"))
    return row | {"off_on": max(left_on - timedelta(days=dice.randrange(60)), year.first_day), "off_reason": reason}


def _guided(frame: Frame, known: Known, code: str) -> list[Row]:
    """Everybody of that organisation in turn, from a week after entry until the case is closed."""
    people = people_of(known.network, [code])
    role = next((one.code for one in known.profile.roles if one.code != "chair"), "")
    rows: list[Row] = []
    for at, plan in enumerate(known.plans):
        began = min(plan.entered_on + 7 * DAY, plan.closed_on or frame.today, frame.today)
        rows.append(
            {
                "id": new_id(frame.dice("guided", plan.id), began), "case_id": plan.id,
                "contact_id": people[at % len(people)].contact_id, "role": role, "began_on": began,
                "ended_on": plan.closed_on,
            }
        )  # fmt: skip
    return rows


def _met(frame: Frame, known: Known, told: OtherMeetings) -> Rows:
    """So many meetings held and one to come, with those who sit in it and the points it always has."""
    body = known.profile.body(told.body)
    if body is None:
        raise LookupError(told.body)
    made = MeetingRows(frame, frame.dice("met", told.body), body)
    made.body["id"] = known.bodies[told.body]
    ahead = frame.today + _AHEAD_DAYS * DAY
    while ahead.weekday() != told.weekday or not is_school_day(ahead):
        ahead += DAY
    held = _held(frame, told, ahead)
    members = [known.network.secretary, *people_of(known.network, told.members)]
    dice = frame.dice("there", told.body)
    for one in (*held[::-1], ahead):
        is_held = one < frame.today
        meeting_id = made.meeting(
            one, one - 7 * DAY, "finished" if is_held else "planned",
            starts_at=body.starts_at or time(10), ends_at=time(15, 30) if body.starts_at else time(11, 30),
            place=known.portrait.steering_places[0], chair=members[0].name,
            chair_id=known.network.user_id(members[0]), note_taker=members[0].name,
            note_taker_id=known.network.user_id(members[0]),
        )  # fmt: skip
        made.attendance(meeting_id, one, [(person, is_held and dice.random() < 0.85) for person in members])
        for point in made.points:
            notes = {"open_notes": _NOTE} if is_held and point.kind == "fixed" else {}
            status = "discussed" if is_held else "open"
            made.item(meeting_id, one, point.kind, point.title, status, origin="fixed", minutes=point.minutes, **notes)
    sitting = [{"body_id": made.body["id"], "contact_id": one.contact_id, "is_mandated": False} for one in members[1:]]
    rows = {name: found for name, found in made.rows.items() if name not in {"meeting_body", "body_point"}}
    return {**rows, "body_member": sitting}


def _held(frame: Frame, told: OtherMeetings, ahead: date) -> list[date]:
    """The latest first; what would fall in a holiday is a week sooner or later, or not at all.

    A body that meets every week simply skips.
    """
    held: list[date] = []
    day = ahead - told.weeks * 7 * DAY
    around = (0, -7, 7) if told.weeks > 1 else (0,)
    while len(held) < told.held and day > frame.first_day:
        near = (day + shift * DAY for shift in around)
        found = next((one for one in near if is_school_day(one) and frame.first_day < one < frame.today), None)
        held += [found] if found else []
        day = (found or day) - told.weeks * 7 * DAY
    return held


def _above(known: Known) -> list[Row]:
    """Who sits in bodies of directors that are played."""
    people = known.network.people(known.portrait.steering_members)
    people = people or [school.director for school in known.network.schools]
    met = {one.body for one in known.portrait.particulars.meetings}
    return [
        {"body_id": known.bodies[body.code], "contact_id": one.contact_id, "is_mandated": True}
        for body in known.profile.bodies
        if body.kind == "steering" and body.code not in met
        for one in people
    ]


def _shared(frame: Frame, known: Known) -> list[Row]:
    clusters = {str(row["name"]): row["id"] for row in known.network.rows["cluster"]}
    dice = frame.dice("shared")
    return [
        {
            "id": new_id(dice, frame.today - 30 * DAY), "name": one.name,
            "cluster_id": clusters[one.part] if one.part else None,
            "school_year": frame.running.start_year - 1 - back, "unit": one.unit, "value": value,
            "source": one.source, "version": 1,
        }
        for one in known.portrait.particulars.shared
        for back, value in enumerate(one.values)
    ]  # fmt: skip
