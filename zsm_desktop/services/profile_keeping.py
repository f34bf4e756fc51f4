"""What an act on the network's profile writes."""

from __future__ import annotations

from sqlalchemy import select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.profiles import Profile
from zsm_desktop.models import MeetingBody, Network, NetworkProfile, Sector, Unit
from zsm_desktop.services.founding import add_bodies
from zsm_desktop.services.known import require_version
from zsm_desktop.store.work import Work


def keep(work: Work, profile: Profile, text: str, version: int) -> None:
    """With the network's own row told, and the version of the profile one higher."""
    network = work.session.scalars(select(Network)).one()
    row: NetworkProfile | None = work.session.get(NetworkProfile, network.profile)
    require_version(row, version)
    if row is not None and profile.code == network.profile:
        row.text = text
    else:
        if row is not None:
            work.session.delete(row)
            work.session.flush()
        work.session.add(NetworkProfile(code=profile.code, text=text, version=version + 1))
        network.profile = profile.code
    work.facts = {"code": profile.code}
    work.subject_id = network.id
    work.touch("network", network.id)
    work.touch("profile")


def add_missing(work: Work, profile: Profile) -> None:
    """Bodies, sectors and units of the profile that are not there; raises RuleError("body.twice")."""
    session = work.session
    bodies = session.execute(select(MeetingBody.code, MeetingBody.name)).all()
    codes_, names = {code for code, _ in bodies}, {name.casefold() for _, name in bodies}
    coming = [body for body in profile.bodies if body.code not in codes_]
    for body in coming:
        if body.name.casefold() in names:
            raise RuleError("body.twice", name=body.name)
    add_bodies(work, profile, coming)
    sectors = session.execute(select(Sector.code, Sector.position)).all()
    last = max((position for _, position in sectors), default=0)
    for sector in profile.sectors:
        if sector.code not in {code for code, _ in sectors}:
            last += 1
            session.add(Sector(id=work.new_id(), code=sector.code, name=sector.name, position=last))
    units = set(session.scalars(select(Unit.code)))
    for unit in profile.units:
        if unit.code not in units:
            session.add(
                Unit(id=work.new_id(), code=unit.code, name=unit.name, plural=unit.plural, dagdelen=unit.dagdelen)
            )
