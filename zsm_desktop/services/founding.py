"""Making a network: its folder and keys, and what every network starts with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.ids import uuid7
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.domain.profiles import Body, Profile
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.models import (
    Cluster,
    MeetingBody,
    Network,
    NetworkProfile,
    Sector,
    SettlementAgreement,
    Target,
    Unit,
    User,
)
from zsm_desktop.services.body_points import PointDraft, add_points
from zsm_desktop.services.entries import add_periods
from zsm_desktop.services.shipped_profiles import USUAL, shipped, text_of
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.keys import Kdf, Keys, Owner
from zsm_desktop.store.opening import open_store
from zsm_desktop.store.work import Work

TERM_DAYS = 30
"""Of an agreement about paying each other that a profile starts with."""


@dataclass(frozen=True, slots=True)
class Founded:
    """`recovery_key` is to be shown once and kept on paper; the program keeps it nowhere."""

    keys: Keys
    recovery_key: str


def found_network(
    folder: Path,
    *,
    name: str,
    region: str,
    user_name: str,
    password: str,
    now: datetime,
    today: date,
    holiday_region: str | None = None,
    profile: str = USUAL,
    kdf: Kdf | None = None,
) -> Founded:
    """An empty network with its secretary, ready to work with, as `profile`, one that ships, has it.

    Raises RuleError("profile.unknown"), and when the folder is not empty.
    """
    model = shipped(profile)
    user_id, network_id = uuid7(now), uuid7(now)
    owner = Owner(user_id, user_name, Role.SECRETARY.value)
    made = network_folder.create(folder, network_id, owner, password, kdf)
    store = open_store(folder, made.keys, user_name=user_name, now=now)
    try:
        with store.writing(Actor(user_id, user_name, Role.SECRETARY), "network.found", now) as work:
            work.session.add(User(id=user_id, name=user_name, role=Role.SECRETARY.value))
            work.session.add(
                Network(
                    id=network_id,
                    name=name,
                    profile=profile,
                    region=region,
                    holiday_region=holiday_region or model.holiday_region,
                    made_at=now,
                )
            )
            work.session.flush()
            work.session.add(NetworkProfile(code=profile, text=text_of(profile)))
            add_basics(work, model, today)
            work.made = network_id
    finally:
        store.close()
    return Founded(made.keys, made.recovery_key)


def add_basics(work: Work, profile: Profile, today: date) -> None:
    """What the profile starts a network with, and the book periods of the running school year."""
    for position, sector in enumerate(profile.sectors, start=1):
        work.session.add(Sector(id=work.new_id(), code=sector.code, name=sector.name, position=position))
    for unit in profile.units:
        work.session.add(
            Unit(id=work.new_id(), code=unit.code, name=unit.name, plural=unit.plural, dagdelen=unit.dagdelen)
        )
    add_bodies(work, profile, profile.bodies)
    year = SchoolYear.of(today)
    for indicator in profile.indicators:
        if indicator.target is not None and not indicator.is_per_school:
            work.session.add(
                Target(id=work.new_id(), indicator=indicator.code, school_year=year.start_year, value=indicator.target)
            )
    if profile.regime != SettlementRegime.CLOSED_PURSES:
        work.session.add(
            SettlementAgreement(
                id=work.new_id(),
                regime=profile.regime,
                valid_from=year.first_day,
                term_days=TERM_DAYS,
                issues_for_all=profile.regime == SettlementRegime.NETTING,
            )
        )
    work.session.flush()
    add_periods(work, year)


def add_bodies(work: Work, profile: Profile, bodies: Iterable[Body]) -> None:
    """These of the profile, with their clusters where those are not there yet, and the way up between all there are."""
    session = work.session
    clusters = {row.name: row for row in session.scalars(select(Cluster))}
    made = {row.code: row for row in session.scalars(select(MeetingBody))}
    for body in bodies:
        if body.cluster and body.cluster not in clusters:
            clusters[body.cluster] = Cluster(id=work.new_id(), name=body.cluster)
            session.add(clusters[body.cluster])
            session.flush()
        made[body.code] = MeetingBody(
            id=work.new_id(),
            code=body.code,
            name=body.name,
            kind=body.kind,
            level=body.level,
            rhythm_weeks=body.rhythm_weeks,
            quorum=body.quorum,
            is_chair_in_turn=body.chair == "turns",
            cluster_id=clusters[body.cluster].id if body.cluster else None,
        )
        session.add(made[body.code])
        session.flush()
        add_points(work, made[body.code].id, [PointDraft(one.title, one.kind, one.minutes) for one in body.points])
    for body in profile.bodies:
        if body.above and made[body.code].above_id is None and body.above in made:
            made[body.code].above_id = made[body.above].id
    session.flush()
