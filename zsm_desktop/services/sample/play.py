"""Cases and meetings of the sample, played in the way of its network, up to the rows that are written of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zsm_desktop.domain.profiles import Profile
from zsm_desktop.services.sample.bodies import played, unplayed_rows
from zsm_desktop.services.sample.calendar_days import Calendar, calendar
from zsm_desktop.services.sample.case_meetings import CaseMeetings
from zsm_desktop.services.sample.case_values import value_rows
from zsm_desktop.services.sample.casework import CasePlan, cases, sector_rows
from zsm_desktop.services.sample.consents import consent_rows
from zsm_desktop.services.sample.fund import ProvinceFund
from zsm_desktop.services.sample.needs import need_rows
from zsm_desktop.services.sample.offering import Offering
from zsm_desktop.services.sample.parties import Network
from zsm_desktop.services.sample.placing import PlacementFacts, Placer
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.pupils import PupilFacts
from zsm_desktop.services.sample.shape import Frame, Row, Rows
from zsm_desktop.services.sample.steering import Held, SteeringMeetings
from zsm_desktop.services.sample.steering_texts import granted
from zsm_desktop.services.sample.terms import with_decisions
from zsm_desktop.services.sample.trajectories import GuidedCase
from zsm_desktop.services.sample.whole_meetings import WholeMeetings, choose, in_rhythm


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is before anybody meets; tariffs are written with the decisions they rest on."""

    frame: Frame
    profile: Profile
    portrait: Portrait
    network: Network
    offering: Offering
    tariffs: list[Row]
    pupils: list[PupilFacts]
    trajectories: list[GuidedCase]

    @property
    def fund_ids(self) -> dict[str, str]:
        """Of what has no part in the exchange, by code, as they are made afterwards."""
        made = (
            ProvinceFund(self.frame, self.network, one, self.offering.sector_ids, [], "") for one in self.portrait.funds
        )
        return {str(row["code"]): str(row["id"]) for fund in made for row in fund.rows["fund"]}

    @property
    def school_ids(self) -> list[str]:
        return [school.id for school in self.network.schools]


@dataclass(frozen=True, slots=True)
class Played:
    """`rows` are all there are of cases and meetings; the first of `funds` bears part of the exchange."""

    rows: tuple[Rows, ...]
    plans: list[CasePlan]
    placements: list[PlacementFacts]
    funds: list[ProvinceFund]

    @property
    def bodies(self) -> dict[str, str]:
        """Identifiers by code."""
        made = (row for rows in self.rows for row in rows.get("meeting_body", ()))
        return {str(row["code"]): str(row["id"]) for row in made}


@dataclass(slots=True)
class AllHeld:
    """The meetings about pupils of several bodies, in the order of their days."""

    meetings: list[tuple[str, date]]
    rows: Rows

    @classmethod
    def of(cls, bodies: Iterable[CaseMeetings]) -> AllHeld:
        held = list(bodies)
        days = sorted((one for body in held for one in body.meetings), key=lambda one: (one[1], one[0]))
        return cls(days, {"agenda_item": [row for body in held for row in body.rows["agenda_item"]]})


def usual(scene: Scene) -> Played:
    """One body about pupils, every four to five weeks, and the directors above it."""
    frame, body = scene.frame, played(scene.profile, "case")
    if body is None:
        raise LookupError(f"nobody meets about pupils in {scene.profile.code}")
    told = scene.portrait.particulars
    days = in_rhythm(frame, calendar(frame), told.weeks) if told.weeks else calendar(frame)
    plans = cases(frame, scene.portrait, days, scene.pupils, len(scene.network.schools))
    choose(frame, told, plans)
    kind = WholeMeetings if told.members else CaseMeetings
    meetings = kind(frame, days, scene.network, plans, scene.offering.offers, body)
    if isinstance(meetings, WholeMeetings):
        meetings.sit(told)
    meetings.play()
    return finished(scene, days, plans, meetings, [meetings.rows], meetings.placer)


def finished(
    scene: Scene, days: Calendar, plans: list[CasePlan], held: Held, meetings: Sequence[Rows], placer: Placer
) -> Played:
    """With what follows from the meetings about pupils that were held."""
    frame, above = scene.frame, played(scene.profile, "steering")
    if above is None:
        days = replace(days, steering_days=[])
    steering = SteeringMeetings(frame, days, scene.network, held, above, scene.portrait)
    steering.play()
    sector_ids = scene.offering.sector_ids
    case_rows: Rows = {
        "case_file": [plan.finished_row() for plan in plans],
        "case_sector": sector_rows(plans, sector_ids),
        "consent": consent_rows(frame, plans, days.next_case_day, scene.school_ids),
    }
    case_rows["need"] = need_rows(frame, plans, sector_ids)
    decided = steering.rows["decision"]
    sketches, text = scene.portrait.funds, granted(scene.portrait.funds)
    funds = [ProvinceFund(frame, scene.network, one, sector_ids, decided, text) for one in sketches]
    tariffs: Rows = {"tariff": with_decisions(scene.tariffs, decided)}
    met = {str(row["code"]) for rows in (*meetings, steering.rows) for row in rows.get("meeting_body", ())}
    rest = (unplayed_rows(frame, scene.profile, met), tariffs, *(fund.rows for fund in funds))
    values = value_rows(frame, scene.profile, plans)
    rows = (case_rows, values, *meetings, placer.rows, steering.rows, *rest)
    return Played(rows, plans, placer.made, funds)
