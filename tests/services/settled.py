"""Settling in one line: what the schools agree and the steering group decides before it, they do here."""

from __future__ import annotations

from datetime import date, time, timedelta

from tests.builders import SCHOOLS, TODAY, World, made_id, school_id
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.domain.spans import Span
from zsm_desktop.models import Decision, SteeringMeeting
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.vat import VatDraft

NETTING = SettlementRegime.NETTING
THIS_YEAR = Span.of_school_year(SchoolYear(2026))
ALL_YEARS = Span.between(date(2025, 8, 1), date(2027, 7, 31))


def settle(world: World, regime: SettlementRegime = NETTING, span: Span = THIS_YEAR, band: Band | None = None) -> str:
    """Proposed, decided and executed; its id."""
    agree(world, regime, min(span.last_day, world.now.date()), band)
    return execute(world, world.desk.settlements.propose(regime, span).made_id)


def take_back(world: World, settlement_id: str) -> str:
    return execute(world, world.desk.settlements.reverse(settlement_id).made_id)


def execute(world: World, settlement_id: str) -> str:
    desk = world.desk
    desk.settlements.approve(settlement_id, decision(world))
    world.now += timedelta(minutes=1)
    desk.settlements.execute(settlement_id)
    world.now += timedelta(minutes=1)
    return settlement_id


def number_of(world: World, settlement_id: str) -> str:
    return world.desk.settlements.card(settlement_id).settlement.number


def say_vat(world: World, treatment: str = "high") -> None:
    """Of what the offers of the small network are."""
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), treatment, "De accountant."))


def agree(world: World, regime: SettlementRegime, day: date, band: Band | None) -> None:
    """That this regime holds on that day; each takes over from the one before a day later."""
    agreements = world.desk.agreements
    holding = agreements.on(day)
    if holding is not None and holding.regime is regime:
        return
    valid_from = holding.valid_from + timedelta(days=1) if holding else day - timedelta(days=25)
    terms = {"band": band or Band(cents=20_00)} if regime is SettlementRegime.THRESHOLD else {}
    writes_off = regime is SettlementRegime.CLOSED_PURSES
    made = agreements.add(AgreementDraft(regime, valid_from, writes_off=writes_off, **terms)).made_id
    for code, name, _ in SCHOOLS:
        version = next(row.version for row in agreements.rows() if row.id == made)
        agreements.sign(made, version, school_id(code), f"Directie {name}", TODAY)


def decision(world: World) -> str:
    """The number of one of the steering group, made anew each time."""
    ((count,),) = world.store.rows("SELECT count(*) FROM decision")
    number, day = f"SG-2026/27-{count + 1:03}", world.now.date()
    with world.writing() as work:
        meeting = SteeringMeeting(
            id=work.new_id(),
            body_id=made_id(9, 2),
            school_year=2026,
            sequence=count + 1,
            number=f"SG-{count + 1}",
            held_on=day,
            starts_at=time(10),
            ends_at=time(12),
            status="finished",
        )
        work.session.add(meeting)
        work.session.flush()
        work.session.add(
            Decision(
                id=work.new_id(),
                number=number,
                body_id=made_id(9, 2),
                school_year=2026,
                sequence=count + 1,
                meeting_id=meeting.id,
                decided_on=day,
                open_text="Verrekenen zoals voorgesteld.",
            )
        )
    return number
