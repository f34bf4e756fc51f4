"""The leavers of one school year as counting asks for them: what each counts under, and no one's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain.follow_ups import MONTHS, Status, can_last
from zsm_desktop.domain.indicators import OF_LEAVERS, counts_in, is_countable
from zsm_desktop.domain.outcomes import LEARNING, NOT_PLACED, PLACED, Destination
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.domain.suppression import Person, Published
from zsm_desktop.models import Delivery, FollowUp, Fund, FundClaim, Outcome, Placement, School

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SCHOOL, KIND, SECTOR, PROFILE, ADVICE, DESTINATION, OFFERS, MARKS = range(8)
AFTER = {months: MARKS + place for place, months in enumerate(MONTHS, start=1)}
FUNDS = MARKS + len(MONTHS) + 1
"""The columns of a leaver. MARKS are what he or she counts in: placed or missed, and the parts of indicators. Of what
was followed at other schools FUNDS bore a part."""
_BORNE = (
    select(FundClaim.fund_id, Delivery.placement_id)
    .distinct()
    .join(Delivery, Delivery.id == FundClaim.delivery_id)
    .where(FundClaim.is_reversed.is_(False), FundClaim.charged_cents > 0, Delivery.placement_id.is_not(None))
    .subquery()
)
NO, YES = "no", "yes"
LASTING, ENDED, NOT_REACHED, WAITING, LATER = ANSWERS = ("lasting", "ended", "not_reached", "waiting", "later")
PLACED_MARK, MISSED_MARK = "placed", "missed"
_FATE = (DESTINATION, *AFTER.values(), MARKS)


def part_mark(indicator: Indicator) -> str:
    return f"{indicator.code} part"


def whole_mark(indicator: Indicator) -> str:
    return f"{indicator.code} whole"


@dataclass(frozen=True, slots=True)
class Counting:
    """How leavers are counted in this network: its indicators that are about them, and its funds that bore something.

    Of a fund the kind of school it is for, "": of all.
    """

    indicators: tuple[Indicator, ...]
    funds: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, indicators: Sequence[Indicator], funds: Sequence[tuple[str, str]] = ()) -> Counting:
        return cls(tuple(one for one in indicators if one.counted in OF_LEAVERS and is_countable(one)), tuple(funds))

    def marks(self, person: Person) -> tuple[str, ...]:
        destination = Destination(person[DESTINATION][0])
        facts = {
            "destination": destination.value,
            "exit_profile": person[PROFILE][0],
            "against_advice": person[ADVICE][0],
            "school_kind": person[KIND][0],
            **{f"answer_{months}": person[column][0] for months, column in AFTER.items() if person[column]},
        }
        found = [PLACED_MARK] if destination in PLACED else [MISSED_MARK] if destination in NOT_PLACED else []
        for indicator in self.indicators:
            is_part, is_whole = counts_in(indicator, facts)
            found += [part_mark(indicator)] if is_part else []
            found += [whole_mark(indicator)] if is_whole and indicator.unit == "share" else []
        return tuple(found)

    @property
    def published(self) -> Published:
        """All that is given out of the leavers of one year, so that no two tables tell together what none tells."""
        after = tuple(AFTER.values())
        return Published(
            tables=(
                *((column, DESTINATION) for column in (SCHOOL, KIND, SECTOR, PROFILE)),
                *((column, later) for column in (DESTINATION, SCHOOL, SECTOR, OFFERS) for later in after),
                (SCHOOL, MARKS),
                *((FUNDS, later) for later in after if self.funds),
            ),
            moves=(
                (SCHOOL, KIND, MARKS),
                (SECTOR,),
                (PROFILE, MARKS),
                (DESTINATION, MARKS),
                _FATE,
                *((later, MARKS) for later in after),
                *(((OFFERS, FUNDS), (SCHOOL, KIND, OFFERS, FUNDS, MARKS)) if self.funds else ((OFFERS,),)),
                (PROFILE, ADVICE, *_FATE),
            ),
            is_possible=self.is_possible,
            dear=frozenset({(KIND, DESTINATION)}),
            worked_out=(MARKS, self.marks),
        )

    def is_possible(self, person: Person) -> bool:
        """Readers know too for which schools a fund is."""
        kind_of = dict(self.funds)
        return _is_possible(person) and all(kind_of[fund] in {"", person[KIND][0]} for fund in person[FUNDS])


def _is_possible(person: Person) -> bool:
    """Only what can last is asked to; who learns on may do so against advice."""
    destination = Destination(person[DESTINATION][0])
    if any(bool(person[column]) != can_last(destination) for column in AFTER.values()):
        return False
    return person[ADVICE] == (NO,) or destination in LEARNING


def leavers(session: Session, year: int, day: date, counting: Counting) -> list[Person]:
    """Everyone who left in that school year; what is still to be asked later is said so."""
    rows = session.execute(
        select(
            Outcome.pupil_id,
            Outcome.school_id,
            School.kind,
            Outcome.sector_id,
            Outcome.exit_profile,
            Outcome.is_against_advice,
            Outcome.destination,
        )
        .join(School, School.id == Outcome.school_id)
        .where(Outcome.school_year == year)
    ).all()
    ids = select(Outcome.pupil_id).where(Outcome.school_year == year)
    answers = _answers(session, ids, day)
    offers = _offers(session, ids)
    funds = _funds(session, ids) if counting.funds else {}
    found = []
    for pupil_id, school_id, kind, sector_id, profile, is_against, destination in rows:
        lasts = can_last(Destination(destination))
        after = (((answers[pupil_id].get(months, LATER),) if lasts else ()) for months in MONTHS)
        person: Person = (
            (school_id,),
            (kind,),
            (sector_id or "",),
            (profile or "",),
            (YES if is_against else NO,),
            (destination,),
            tuple(sorted(offers[pupil_id])),
            (),
            *after,
            tuple(sorted(funds.get(pupil_id, ()))),
        )
        found.append((*person[:MARKS], counting.marks(person), *person[MARKS + 1 :]))
    return found


def _answers(session: Session, ids: object, day: date) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = defaultdict(dict)
    query = select(FollowUp.pupil_id, FollowUp.months, FollowUp.status, FollowUp.is_lasting, FollowUp.due_on)
    for pupil_id, months, status, is_lasting, due_on in session.execute(query.where(FollowUp.pupil_id.in_(ids))):  # type: ignore[arg-type]
        if status == Status.REACHED:
            found[pupil_id][months] = LASTING if is_lasting else ENDED
        elif status == Status.NOT_REACHED:
            found[pupil_id][months] = NOT_REACHED
        else:
            found[pupil_id][months] = WAITING if due_on <= day else LATER
    return found


def _offers(session: Session, ids: object) -> dict[str, set[str]]:
    """What leavers followed at other schools."""
    found: dict[str, set[str]] = defaultdict(set)
    query = select(Placement.pupil_id, Placement.offer_id).where(
        Placement.pupil_id.in_(ids),  # type: ignore[arg-type]
        Placement.status.in_(("running", "ended")),
    )
    for pupil_id, offer_id in session.execute(query):
        found[pupil_id].add(offer_id)
    return found


def bearing_funds(session: Session) -> list[tuple[str, str]]:
    """Funds that bore part of a placement, with the kind of school they are for."""
    query = select(Fund.id, Fund.school_kind).where(Fund.id.in_(select(_BORNE.c.fund_id))).order_by(Fund.id)
    return [(fund_id, kind or "") for fund_id, kind in session.execute(query)]


def _funds(session: Session, ids: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    query = select(Placement.pupil_id, _BORNE.c.fund_id).join(_BORNE, _BORNE.c.placement_id == Placement.id)
    for pupil_id, fund_id in session.execute(query.where(Placement.pupil_id.in_(ids))):  # type: ignore[arg-type]
        found[pupil_id].add(fund_id)
    return found
