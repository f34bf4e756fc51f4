"""Who is in the network as one list; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.ui.parts.school_list import SCHOOL_KINDS

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A school or another organisation in the list; `pupils` and `offers` are None for who has none to count."""

    id: str
    name: str
    code: str
    group: str
    """pro, vso, mbo, board or other."""
    kind: str
    city: str
    contact: str
    pupils: int | None = None
    offers: int | None = None


def members(desk: Desk) -> tuple[MemberRow, ...]:
    """Schools first, then who else takes part, each by name."""
    schools = {row.id: row for row in desk.network.schools()}
    rows = []
    for org in desk.network.organisations():
        school = schools.get(org.id)
        if school is None:
            group = "board" if org.kind == "board" else "other"
            rows.append(MemberRow(org.id, org.name, org.code, group, org.kind, org.city, org.fixed_contact))
        else:
            rows.append(
                MemberRow(
                    org.id,
                    org.name,
                    org.code,
                    school.kind,
                    org.kind,
                    org.city,
                    org.fixed_contact,
                    school.pupils,
                    school.offers,
                )
            )
    return tuple(
        sorted(rows, key=lambda row: (row.group not in SCHOOL_KINDS, row.group == "board", row.name.casefold()))
    )
