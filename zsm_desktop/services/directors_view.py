"""What a director or reader sees first: the own school, the network, and what is asked of the next meeting."""

from __future__ import annotations

from dataclasses import dataclass

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.settlement.history import SETS_OFF
from zsm_desktop.services.result_figures import CountRow, YearOfSchool
from zsm_desktop.services.service import Service, read
from zsm_desktop.services.targets import IndicatorRow
from zsm_desktop.services.today import NextMeeting

_RUNNING = "SELECT count(*) FROM placement WHERE status = 'running' AND ends_on >= :day AND {side} = :school"
_TO_CONFIRM = "SELECT count(*) FROM delivery WHERE status = 'entered' AND user_id = :school"
_BOARD = "SELECT coalesce(board_id, '') FROM organisation WHERE id = :school"


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """This school year; `running` counts trajectories of its pupils elsewhere, `hosting` those of others here."""

    name: str
    code: str
    given_cents: int
    taken_cents: int
    balance_cents: int
    running: int
    hosting: int


@dataclass(frozen=True, slots=True)
class NetworkStanding:
    """`owed_cents` is what schools that gave more are owed together; funds are those that run."""

    owed_cents: int
    funds: int
    left_cents: int


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Something that waits for a decision or an answer of this reader; `room` and `item` say where."""

    kind: str
    count: int
    room: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class DirectorFacts:
    """`own` None for who has no school."""

    year: SchoolYear
    own: OwnSchool | None
    network: NetworkStanding
    next_meeting: NextMeeting | None
    asked: tuple[AskedOf, ...]


@dataclass(frozen=True, slots=True)
class DirectorResults:
    """Of the last whole year in which anybody left; `own` None without a school or without leavers."""

    year: SchoolYear
    own: CountRow | None
    network: YearOfSchool | None
    targets: tuple[IndicatorRow, ...]


class DirectorsView(Service):
    @read(Permission.READ_STEERING)
    def facts(self) -> DirectorFacts:
        """All that is counted at once; `results` takes a moment where small groups are hidden."""
        year = SchoolYear.of(self.desk.day)
        meetings = self.desk.today.facts().next_meetings
        coming = next((one for one in meetings if one.kind == "steering"), None)
        return DirectorFacts(year, self._own(year), self._network(year), coming, tuple(self._asked(coming)))

    @read(Permission.READ_STEERING)
    def results(self) -> DirectorResults | None:
        """None while nobody ever left."""
        figures, now = self.desk.result_figures, SchoolYear.of(self.desk.day).start_year
        known = [one for one in figures.years() if one < now]
        if not known:
            return None
        seen = figures.benchmark(years=(known[0],)).network.years
        own = next((row for row in figures.leavers(known[0], "school").rows if row.is_own), None)
        sheet = self.desk.targets.sheet(known[0], years=1)
        aims = tuple(row for row in sheet.rows if row.target is not None)
        return DirectorResults(SchoolYear(known[0]), own, seen[0] if seen else None, aims)

    def _own(self, year: SchoolYear) -> OwnSchool | None:
        school = self.actor.school_id
        row = next((one for one in self.desk.balances.by_school(year) if school and one.school_id == school), None)
        if row is None:
            return None
        asked = {"school": school, "day": self.desk.day.isoformat()}
        running, hosting = (
            self.store.rows(_RUNNING.format(side=side), asked)[0][0] for side in ("user_id", "provider_id")
        )
        return OwnSchool(
            row.name, row.code, row.given_cents, row.taken_cents, row.balance_cents, running=running, hosting=hosting
        )

    def _network(self, year: SchoolYear) -> NetworkStanding:
        rows = self.desk.balances.by_school(year)
        owed = sum(row.balance_cents for row in rows if row.school_id and row.balance_cents > 0)
        day = self.desk.day
        funds = [one for one in self.desk.funds.rows() if one.is_active and one.first_day <= day <= one.last_day]
        return NetworkStanding(owed, len(funds), sum(one.money.left_cents for one in funds))

    def _asked(self, coming: NextMeeting | None) -> list[AskedOf]:
        """Only what there is."""
        school = self.actor.school_id or ""
        meeting_id = coming.id if coming is not None else ""
        waiting = self.desk.bottlenecks.rows(statuses=("escalated",))
        proposed = [row for row in self.desk.settlements.rows() if row.status == "proposed"]
        found = [
            AskedOf("settlement", len(proposed), "settlements", "settlements"),
            AskedOf("bottlenecks", len(waiting), "steering", meeting_id),
            AskedOf("agreements", self._unsigned(school), "settlements", "agreements"),
            AskedOf("evaluations", self._unanswered(), "results", "together"),
        ]
        if school and self.actor.may(Permission.CONFIRM_DELIVERIES):
            ((count,),) = self.store.rows(_TO_CONFIRM, {"school": school})
            found.append(AskedOf("confirmations", count, "exchange", "deliveries"))
        return [one for one in found if one.count]

    def _unsigned(self, school: str) -> int:
        """Agreements that set off debts, for now or later, and that neither the school nor its board signed."""
        if not school:
            return 0
        ((board,),) = self.store.rows(_BOARD, {"school": school})
        rows = (row for row in self.desk.agreements.rows() if row.last_day is None or row.last_day >= self.desk.day)
        return sum(
            row.regime in SETS_OFF and {one.organisation_id for one in row.signatures}.isdisjoint({school, board})
            for row in rows
        )

    def _unanswered(self) -> int:
        if not self.actor.may(Permission.ANSWER_EVALUATIONS):
            return 0
        return sum(row.waits for row in self.desk.evaluations.rows())
