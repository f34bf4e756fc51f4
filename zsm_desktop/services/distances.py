"""How far schools lie apart, from their postcodes and the table of postcode areas that comes with the program."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.distance import Postcodes
from zsm_desktop.models import Organisation
from zsm_desktop.settings import resources_dir


@cache
def postcodes() -> Postcodes:
    """Read once: the table is part of the program and never changes while it runs."""
    with (resources_dir() / "postcodes" / "pc4.csv").open(encoding="utf-8") as lines:
        return Postcodes.read(lines)


def kilometres_from(session: Session, school_id: str, school_ids: Iterable[str]) -> dict[str, int]:
    """Whole kilometres from one school to each other; who has no known postcode is absent."""
    wanted = sorted({school_id, *school_ids})
    rows = session.execute(select(Organisation.id, Organisation.postcode).where(Organisation.id.in_(wanted)))
    codes: dict[str, str | None] = {found: code for found, code in rows}  # noqa: C416 - a Result has keys()
    table, here = postcodes(), codes.get(school_id)
    distances = {other: table.km(here, code) for other, code in codes.items()}
    return {other: km for other, km in distances.items() if km is not None}
