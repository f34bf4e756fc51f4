"""A network of guides: cases that each have one, what the profile asks of them, and the guides' own meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from itertools import cycle

from zsm_desktop.domain.progress import CaseStatus, DiscussionOutcome
from zsm_desktop.services.sample import consents
from zsm_desktop.services.sample.bodies import played
from zsm_desktop.services.sample.calendar_days import LEAD_DAYS, Calendar, calendar
from zsm_desktop.services.sample.case_meetings import action_state
from zsm_desktop.services.sample.casework import CasePlan, sketched
from zsm_desktop.services.sample.days import DAY, workday
from zsm_desktop.services.sample.guided_work import work_rows
from zsm_desktop.services.sample.meeting_rows import MeetingRows
from zsm_desktop.services.sample.parties import Person
from zsm_desktop.services.sample.placing import Placer
from zsm_desktop.services.sample.play import Played, Scene, finished
from zsm_desktop.services.sample.portraits import ijssel_vecht_texts as texts
from zsm_desktop.services.sample.shape import Row, Rows, new_id
from zsm_desktop.services.sample.trajectories import GuidedCase

_OUTCOMES = (DiscussionOutcome.FIND_OUT, DiscussionOutcome.TO_EMPLOYER, DiscussionOutcome.OTHER_HELP)
_DISCUSSED = 7
_NEW, _RUNNING = 4, 5
_CLOSING_DAYS = 18
_INTAKE_DAYS = 6


def guided(scene: Scene) -> Played:
    """As `play.usual`, without anybody above the guides; every case has its phases whether or not it was discussed."""
    body = played(scene.profile, "case")
    if body is None:
        raise LookupError(f"nobody meets in {scene.profile.code}")
    days = calendar(scene.frame)
    plans = [_plan(scene, number, one) for number, one in enumerate(scene.trajectories)]
    _number(plans)
    work = work_rows(scene, plans)
    meetings = GuidesMeet(scene, days, plans, MeetingRows(scene.frame, scene.frame.dice("guides meet"), body))
    meetings.play()
    return finished(
        scene, days, plans, meetings, [meetings.rows, _guide_rows(scene, plans), work], Placer(scene.frame, [])
    )


def _plan(scene: Scene, place: int, one: GuidedCase) -> CasePlan:
    dice = scene.frame.dice("trajectory", place)
    plan = sketched(dice, one.young, one.entered_on, "C-0000-000")
    question, wall = dice.choice(texts.QUESTIONS)
    plan.row |= {
        "question": question.format(naam=f"{one.young.given_name[0]}."),
        "wall_question": wall or None,
        "tried": dice.choice(texts.TRIED),
        "wishes": dice.choice(texts.WISHES),
        "remarks": None,
        "guardians_spoken_on": None,
    }
    plan.script, plan.closed_on = [], one.closed_on
    plan.status = CaseStatus.CLOSED if one.closed_on else CaseStatus.RUNNING
    plan.phases = _phases(scene, one)
    plan.values = {"referrer": one.referrer, "life_areas": ",".join(sorted(one.areas))}
    if one.ending:
        plan.values["ending"] = one.ending
    return plan


def _phases(scene: Scene, one: GuidedCase) -> list[tuple[str, date]]:
    """Each with its first day, as far as it came."""
    known = [
        ("entry", one.entered_on),
        ("intake", workday(one.entered_on + _INTAKE_DAYS * DAY)),
        ("guidance", one.guidance_on),
        ("trial", one.trial_on),
        ("work", one.work_on),
    ]
    until = one.closed_on or scene.frame.today
    found = [(code, day) for code, day in known if day is not None and day < until]
    if one.closed_on is not None:
        found.append(("closing", max(found[-1][1] + DAY, one.closed_on - _CLOSING_DAYS * DAY)))
        if one.ending in {"work", "education"}:
            found.append(("after_care", one.closed_on))
    return found


def _number(plans: Sequence[CasePlan]) -> None:
    """By year of entry, as the program does."""
    numbers: dict[int, int] = {}
    for plan in plans:
        year = plan.entered_on.year
        numbers[year] = numbers.get(year, 0) + 1
        plan.number = f"C-{year}-{numbers[year]:03d}"
        plan.row["number"] = plan.number


def _guide_rows(scene: Scene, plans: Sequence[CasePlan]) -> Rows:
    """Who guides whom from the day after entry until the end."""
    guiding = scene.portrait.guiding
    rows: list[Row] = []
    for plan, one in zip(plans, scene.trajectories, strict=True):
        if one.guide is None or guiding is None:
            continue
        row: Row = {"id": new_id(scene.frame.dice("guide", plan.id), plan.entered_on), "case_id": plan.id}
        row |= {"contact_id": one.guide.contact_id, "role": guiding.role}
        rows.append(row | {"began_on": plan.entered_on, "ended_on": one.closed_on})
    return {"case_guide": rows}


class GuidesMeet:
    """Plays the meetings in order; afterwards `rows` holds them."""

    def __init__(self, scene: Scene, days: Calendar, plans: Sequence[CasePlan], made: MeetingRows) -> None:
        self._frame, self._network, self._days = scene.frame, scene.network, days
        self._trajectories, self._plans, self._made = scene.trajectories, plans, made
        self._dice = scene.frame.dice("guides talk")
        self._outcomes = cycle(_OUTCOMES)
        self.meetings: list[tuple[str, date]] = []
        self._people: list[Person] = [self._network.secretary]
        self._people += [guide for school in self._network.schools for guide in school.guides]
        members = [{"body_id": made.body["id"], "contact_id": one.contact_id} for one in self._people]
        self.rows: Rows = made.rows | {
            "case_discussion": [],
            "body_member": [one | {"is_mandated": False} for one in members],
        }

    def play(self) -> None:
        for day in self._days.case_days:
            self._hold(day)
        self._prepare()

    def _hold(self, day: date) -> None:
        there = [
            (plan, one)
            for plan, one in zip(self._plans, self._trajectories, strict=True)
            if one.is_going_on(day) and one.entered_on <= day - LEAD_DAYS * DAY
        ]
        if not there:
            return  # nobody had come yet
        meeting_id = self._meeting(day, "finished")
        for plan, one in self._dice.sample(there, min(_DISCUSSED, len(there))):
            self._discuss(meeting_id, day, plan, one)

    def _prepare(self) -> None:
        """The meeting to come: who came last, and some who are on their way."""
        day = self._days.next_case_day
        meeting_id = self._meeting(day, "planned")
        going_on = [plan for plan in self._plans if plan.status is CaseStatus.RUNNING]
        new, running = going_on[-_NEW:], going_on[:_RUNNING] if len(going_on) > _NEW + _RUNNING else []
        for origin, plans in (("new", new), ("running", running)):
            for plan in plans:
                self._made.item(meeting_id, day, "case", plan.number, "open", case_id=plan.id, origin=origin)
        for plan in new:
            if not plan.discussed_on:
                plan.status = CaseStatus.ON_AGENDA
        consents.mark_flaws(self._frame, new, running)

    def _meeting(self, day: date, status: str) -> str:
        host = self._network.schools[len(self.meetings) % len(self._network.schools)]
        secretary = self._network.secretary
        meeting_id = self._made.meeting(
            day,
            day - 14 * DAY,
            status,
            starts_at=time(9, 30),
            ends_at=time(12, 0),
            place=f"{host.place.name}, {host.city}",
            chair=secretary.name,
            chair_id=self._network.user_id(secretary),
            note_taker=host.coordinator.name,
            note_taker_id=self._network.user_id(host.coordinator),
        )
        self.meetings.append((meeting_id, day))
        is_held = status == "finished"
        needed = {secretary.contact_id, host.coordinator.contact_id}
        people = [(one, is_held and (one.contact_id in needed or self._dice.random() < 0.85)) for one in self._people]
        self._made.attendance(meeting_id, day, people)
        for point in self._made.points:
            more: Row = {"origin": "fixed", "minutes": point.minutes, "notes": texts.OPENING if is_held else None}
            self._made.item(meeting_id, day, point.kind, point.title, "discussed" if is_held else "open", **more)
        return meeting_id

    def _discuss(self, meeting_id: str, day: date, plan: CasePlan, one: GuidedCase) -> None:
        item_id = self._made.item(meeting_id, day, "case", plan.number, "discussed", case_id=plan.id)
        self.rows["case_discussion"].append(
            {
                "id": new_id(self._dice, day),
                "agenda_item_id": item_id,
                "case_id": plan.id,
                "notes": self._dice.choice(texts.NOTES),
                "outcome": next(self._outcomes).value,
                "reason_code": None,
                "reason": None,
            }
        )
        plan.discussed_on.append(day)
        due_on = workday(day + self._dice.randrange(7, 35) * DAY)
        links: Row = {"meeting_id": meeting_id, "agenda_item_id": item_id, "case_id": plan.id}
        owner = one.guide or self._network.secretary
        action = self._made.action(day, owner, due_on, sealed_text=f"{self._dice.choice(texts.ACTIONS)}.", **links)
        action |= action_state(self._dice, self._frame, day, due_on)
