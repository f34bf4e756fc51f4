"""Meetings about young people the same people always come to, in the rhythm of the body, the chair going round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.money import share_out
from zsm_desktop.services.sample.calendar_days import Calendar
from zsm_desktop.services.sample.case_meetings import CaseMeetings
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.days import DAY, is_school_day
from zsm_desktop.services.sample.parties import Network, Person
from zsm_desktop.services.sample.portraits.particulars import Particulars
from zsm_desktop.services.sample.shape import Frame

_THERE = 0.85


def in_rhythm(frame: Frame, days: Calendar, weeks: int) -> Calendar:
    """Every so many weeks back from the meeting to come, but not in holidays."""
    found, day = [], days.next_case_day - weeks * 7 * DAY
    while day >= frame.first_day + timedelta(days=21):
        if day < frame.today and is_school_day(day):
            found.append(day)
        day -= weeks * 7 * DAY
    return replace(days, case_days=found[::-1])


def people_of(network: Network, codes: Sequence[str]) -> list[Person]:
    """Everybody of these organisations: of a school who works with pupils there."""
    found: list[Person] = []
    ids = {str(row["code"]): row["id"] for row in network.rows["organisation"]}
    schools = {school.place.code: school.coordinator for school in network.schools}
    for code in codes:
        if code in schools:
            found.append(schools[code])
        elif code in ids:
            people = (row for row in network.rows["contact"] if row["organisation_id"] == ids[code])
            found += [Person(str(row["name"]), str(row["id"]), str(ids[code])) for row in people]
    return found


class WholeMeetings(CaseMeetings):
    """`sit` says who comes."""

    def sit(self, particulars: Particulars) -> None:
        network = self.network
        self.members = [network.secretary, *people_of(network, particulars.members)]
        by_code = {str(row["id"]): str(row["code"]) for row in network.rows["organisation"]}
        there = {by_code[one.organisation_id]: one for one in reversed(self.members)}
        self.chairs = [there[code] for code in particulars.chairs if code in there]
        self._made.body["is_chair_in_turn"] = bool(self.chairs)
        self.rows["body_member"] = [
            {"body_id": self._made.body["id"], "contact_id": one.contact_id, "is_mandated": False}
            for one in self.members
        ]

    def _meeting(self, day: date, index: int, status: str, plans: Sequence[CasePlan]) -> str:
        if self.chairs:
            self.chair = self.chairs[index % len(self.chairs)]
        meeting_id = super()._meeting(day, index, status, plans)
        self.rows["meeting"][-1]["chair_organisation_id"] = self.chair.organisation_id if self.chairs else None
        return meeting_id

    def _attend(self, meeting_id: str, day: date, school_ids: set[str], *, is_held: bool) -> None:
        needed = {school.coordinator.contact_id for school in self.schools if school.id in school_ids}
        needed |= {self.chair.contact_id, self.note_taker.contact_id}
        coming = dict.fromkeys([*self.members, self.chair, self.note_taker])
        there = [(one, is_held and (one.contact_id in needed or self.dice.random() < _THERE)) for one in coming]
        self._made.attendance(meeting_id, day, there)


def choose(frame: Frame, particulars: Particulars, plans: Sequence[CasePlan]) -> None:
    """What the profile asks of each case, in these shares exactly year by year."""
    last = frame.running.shifted(-1).start_year
    for code, weights in particulars.choices.items():
        by_year: dict[int, list[CasePlan]] = {}
        for plan in plans:
            by_year.setdefault(SchoolYear.of(plan.entered_on).start_year, []).append(plan)
        for year, members in by_year.items():
            dice = frame.dice("choices", code, year)
            told = particulars.exact.get(code)
            values = list(_values(weights, len(members) - (told[1] if told and year == last else 0)))
            values += [told[0]] * told[1] if told and year == last else []
            dice.shuffle(values)
            for plan, value in zip(members, values, strict=False):
                plan.values |= {code: value} if value else {}


def _values(weights: Mapping[str, int], count: int) -> Iterator[str]:
    for value, times in zip(weights, share_out(max(0, count), list(weights.values())), strict=True):
        yield from [value] * times
