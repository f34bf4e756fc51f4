"""Sectors: by what kind of work offers and wishes are found, in the order in which every list shows them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sqlalchemy import func, select

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import CaseSector, Offer, Sector
from zsm_desktop.services.known import free_name, known, remove_unused, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

MOST_CODE = 20


@dataclass(frozen=True, slots=True)
class SectorUse:
    """`offers` and `cases` count all there ever were: none of them may lose its sector."""

    id: str
    name: str
    offers: int
    cases: int
    version: int


class Sectors(Service):
    @read(Permission.READ_NETWORK)
    def rows(self) -> tuple[SectorUse, ...]:
        """In the network's own order."""
        offers = select(func.count()).where(Offer.sector_id == Sector.id).scalar_subquery()
        cases = select(func.count()).where(CaseSector.sector_id == Sector.id).scalar_subquery()
        query = select(Sector.id, Sector.name, offers, cases, Sector.version).order_by(Sector.position, Sector.name)
        with self.store.reading() as session:
            return tuple(SectorUse(*row) for row in session.execute(query))

    @act("sector.add", Permission.EDIT_NETWORK)
    def add(self, work: Work, name: str) -> None:
        """Below the others; its code, by which a form knows it, comes from the name and never changes."""
        clean = _free_name(work, name)
        last = work.session.scalar(select(func.max(Sector.position))) or 0
        sector = Sector(id=work.new_id(), code=_free_code(work, clean), name=clean, position=last + 1)
        work.session.add(sector)
        work.made = sector.id
        work.touch("sector", sector.id)

    @act("sector.rename", Permission.EDIT_NETWORK)
    def rename(self, work: Work, sector_id: str, version: int, name: str) -> None:
        sector = known(work, Sector, sector_id, "sector.none")
        require_version(sector, version)
        sector.name = _free_name(work, name, sector_id)
        work.subject_id = sector_id
        work.touch("sector", sector_id)

    @act("sector.move", Permission.EDIT_NETWORK)
    def move(self, work: Work, sector_id: str, step: int) -> None:
        """`step` places down, up when negative; at the ends it stays."""
        sector = known(work, Sector, sector_id, "sector.none")
        ordered = list(work.session.scalars(select(Sector).order_by(Sector.position, Sector.name)))
        place = ordered.index(sector)
        ordered.insert(max(0, min(len(ordered) - 1, place + step)), ordered.pop(place))
        for position, each in enumerate(ordered, start=1):
            each.position = position
        work.subject_id = sector_id
        work.touch("sector", sector_id)

    @act("sector.remove", Permission.EDIT_NETWORK)
    def remove(self, work: Work, sector_id: str) -> None:
        """Raises RuleError("sector.in_use") when an offer or a case has this sector."""
        sector = known(work, Sector, sector_id, "sector.none")
        counts = (
            select(func.count()).select_from(Offer).where(Offer.sector_id == sector_id),
            select(func.count()).select_from(CaseSector).where(CaseSector.sector_id == sector_id),
        )
        remove_unused(work, sector, "sector.in_use", *counts)
        work.subject_id = sector_id
        work.touch("sector", sector_id)


def _free_name(work: Work, name: str, own_id: str = "") -> str:
    return free_name(work, Sector, name, own_id, missing="sector.no_name", twice="sector.twice")


def _free_code(work: Work, name: str) -> str:
    """ "Zorg & welzijn" → "zorg-welzijn", with a number behind it when that is taken."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST_CODE].rstrip("-") or "sector"
    taken = set(work.session.scalars(select(Sector.code)))
    codes = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(code for code in codes if code not in taken)
