"""Making a network: its folder and keys, and what every network starts with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.ids import uuid7
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.models import MeetingBody, Network, Sector, Unit, User
from zsm_desktop.services.body_points import USUAL, add_points
from zsm_desktop.services.entries import add_periods
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.keys import Kdf, Keys, Owner
from zsm_desktop.store.opening import open_store
from zsm_desktop.store.work import Work

SECTORS = (
    ("techniek", "Techniek"),
    ("zorg", "Zorg en welzijn"),
    ("groen", "Groen"),
    ("transport", "Transport en logistiek"),
    ("horeca", "Horeca"),
    ("detailhandel", "Detailhandel"),
)
UNITS = (
    ("dagdeel", "dagdeel", "dagdelen", 100),
    ("uur", "uur", "uren", 25),
    ("stuk", "stuk", "stuks", None),
    ("cursus", "cursus", "cursussen", None),
)
BODIES = (
    ("MB", "Maatwerkbespreking", "case", "operational", 5),
    ("SG", "Stuurgroep", "steering", "strategic", 13),
)


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
    holiday_region: str = "Zuid",
    profile: str = "zeeland",
    kdf: Kdf | None = None,
) -> Founded:
    """An empty network with its secretary, ready to work with; raises RuleError when the folder is not empty."""
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
                    holiday_region=holiday_region,
                    made_at=now,
                )
            )
            work.session.flush()
            add_basics(work, today)
            work.made = network_id
    finally:
        store.close()
    return Founded(made.keys, made.recovery_key)


def add_basics(work: Work, today: date) -> None:
    """Sectors, units, the two bodies, and the book periods of the running school year."""
    for position, (code, label) in enumerate(SECTORS, start=1):
        work.session.add(Sector(id=work.new_id(), code=code, name=label, position=position))
    for code, label, plural, dagdelen in UNITS:
        work.session.add(Unit(id=work.new_id(), code=code, name=label, plural=plural, dagdelen=dagdelen))
    for code, label, kind, level, weeks in BODIES:
        body = MeetingBody(id=work.new_id(), code=code, name=label, kind=kind, level=level, rhythm_weeks=weeks)
        work.session.add(body)
        work.session.flush()
        add_points(work, body.id, USUAL[kind])
    work.session.flush()
    add_periods(work, SchoolYear.of(today))
