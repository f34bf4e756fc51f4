"""What a director or reader sees first: the own school, the network, and what is asked of the next meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.settlement.history import SETS_OFF
from zsm_desktop.services.result_figures import CountRow, YearOfSchool
from zsm_desktop.services.service import Service, read
from zsm_desktop.services.targets import IndicatorRow
from zsm_desktop.services.today import NextMeeting

if TYPE_CHECKING:
    from zsm_desktop.services.balance_rows import SchoolBalance
    from zsm_desktop.services.funds import FundRow

_THERE = """
SELECT EXISTS (SELECT 1 FROM meeting_body WHERE kind = 'steering'), EXISTS (SELECT 1 FROM tariff),
       EXISTS (SELECT 1 FROM journal_entry)
"""
_RUNNING = (
    "SELECT count(*) FILTER (WHERE user_id = :school), count(*) FILTER (WHERE provider_id = :school)"
    " FROM placement WHERE status = 'running' AND ends_on >= :day"
)
_BOARD = "SELECT coalesce(board_id, '') FROM organisation WHERE id = :school"

_ANSWERED_IN = """
SELECT m.id FROM meeting m
JOIN bottleneck b ON b.status = 'escalated' AND b.removed_at IS NULL AND (b.body_id = m.body_id OR b.body_id IS NULL)
LEFT JOIN agenda_item i ON i.meeting_id = m.id AND i.bottleneck_id = b.id AND i.removed_at IS NULL
WHERE m.kind = 'steering' AND (m.status = 'running' OR (m.status = 'planned' AND m.held_on >= :day))
ORDER BY i.id IS NULL, m.status = 'planned', m.held_on, m.starts_at, m.id LIMIT 1
"""
"""A bottleneck is answered by the body with which it lies: where it is on the agenda first."""


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
    has_steering: bool
    is_reckoning: bool
    """Schools agreed what they reckon for what they give each other, or ever did."""


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
        year, desk = SchoolYear.of(self.desk.day), self.desk
        with desk.together() as ask:
            today, proposals, funds = ask(desk.today.facts), ask(desk.settlements.rows), ask(desk.funds.rows)
            balances, placed = ask(lambda: desk.balances.by_school(year)), ask(self._placed)
            unsigned, there, answered_in = ask(self._unsigned), ask(self._there), ask(self._answered_in)
            coming = next((one for one in today().next_meetings if one.kind == "steering"), None)
            waiting = {one.kind: one.count for one in today().waiting}
            proposed = sum(row.status == "proposed" for row in proposals())
            return DirectorFacts(
                year,
                self._own(balances(), placed()),
                self._network(balances(), funds()),
                coming,
                tuple(self._asked(answered_in(), waiting, proposed, unsigned())),
                *there(),
            )

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

    def _placed(self) -> tuple[int, int]:
        """Trajectories that run: of pupils of the own school elsewhere, and of others here."""
        asked = {"school": self.actor.school_id or "", "day": self.desk.day.isoformat()}
        ((running, hosting),) = self.store.rows(_RUNNING, asked)
        return running, hosting

    def _answered_in(self) -> str:
        """The meeting to come in which bottlenecks can be answered; "" while none is planned."""
        found = self.store.rows(_ANSWERED_IN, {"day": self.desk.day.isoformat()})
        return str(found[0][0]) if found else ""

    def _there(self) -> tuple[bool, bool]:
        ((bodies, tariffs, entries),) = self.store.rows(_THERE)
        return bool(bodies), bool(tariffs or entries)

    def _own(self, balances: Sequence[SchoolBalance], placed: tuple[int, int]) -> OwnSchool | None:
        school = self.actor.school_id
        row = next((one for one in balances if school and one.school_id == school), None)
        if row is None:
            return None
        return OwnSchool(row.name, row.code, row.given_cents, row.taken_cents, row.balance_cents, *placed)

    def _network(self, balances: Sequence[SchoolBalance], funds: Sequence[FundRow]) -> NetworkStanding:
        owed = sum(row.balance_cents for row in balances if row.school_id and row.balance_cents > 0)
        day = self.desk.day
        here = [one for one in funds if one.is_active and one.first_day <= day <= one.last_day]
        return NetworkStanding(owed, len(here), sum(one.money.left_cents for one in here))

    def _asked(self, answered_in: str, waiting: Mapping[str, int], proposed: int, unsigned: int) -> Iterator[AskedOf]:
        """Only what there is; `waiting` as the first screen counts it for everybody."""
        found = [
            AskedOf("settlement", proposed, "settlements", "settlements"),
            AskedOf("bottlenecks", waiting.get("bottlenecks_escalated", 0), "steering", answered_in),
            AskedOf("agreements", unsigned, "settlements", "agreements"),
            AskedOf("evaluations", waiting.get("evaluations_to_answer", 0), "results", "together"),
        ]
        if self.actor.school_id and self.actor.may(Permission.CONFIRM_DELIVERIES):
            found.append(AskedOf("confirmations", waiting.get("deliveries_to_confirm", 0), "exchange", "deliveries"))
        return (one for one in found if one.count)

    def _unsigned(self) -> int:
        """Agreements that set off debts, for now or later, and that neither the school nor its board signed."""
        school = self.actor.school_id
        if not school:
            return 0
        ((board,),) = self.store.rows(_BOARD, {"school": school})
        rows = (row for row in self.desk.agreements.rows() if row.last_day is None or row.last_day >= self.desk.day)
        return sum(
            row.regime in SETS_OFF and {one.organisation_id for one in row.signatures}.isdisjoint({school, board})
            for row in rows
        )
