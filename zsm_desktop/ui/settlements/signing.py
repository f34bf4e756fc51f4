"""Who signed an agreement: every school, by itself or through its board; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zsm_desktop.services.agreements import AgreementRow
    from zsm_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SignLine:
    """Whether a school signed, by whom and through which organisation: itself or its board."""

    id: str
    name: str
    signed_by: str
    signed_on: date | None
    signer_id: str
    signer: str


def settling_schools(desk: Desk) -> list[tuple[str, str]]:
    """Those that take part, and those that did: what they owe or are owed is settled like any other's."""
    held = {one.school_id: one.name for one in desk.scenarios.holders().values() if one.school_id}
    active = {one.id: one.name for one in desk.network.schools()}
    return sorted((held | active).items(), key=lambda one: one[1])


def signers(desk: Desk) -> list[tuple[str, str]]:
    """Who can sign: every school, and the boards that sign for theirs."""
    schools = settling_schools(desk)
    boards = [(one.id, f"{one.name} (bestuur)") for one in desk.network.organisations() if one.kind == "board"]
    return [*schools, *boards]


def sign_lines(desk: Desk, row: AgreementRow) -> list[SignLine]:
    """Every school, signed by itself or through its board."""
    own = {one.organisation_id: one for one in row.signatures}
    boards = {one.name: one for one in row.signatures}
    lines = []
    for school in desk.network.schools():
        found = own.get(school.id) or (boards.get(school.board) if school.board else None)
        if found is None:
            lines.append(SignLine(school.id, school.name, "", None, "", ""))
            continue
        by = found.signed_by if found.organisation_id == school.id else f"{found.signed_by} ({found.name})"
        lines.append(SignLine(school.id, school.name, by, found.signed_on, found.organisation_id, found.name))
    return lines


def signed_schools(desk: Desk, row: AgreementRow) -> tuple[int, int]:
    """How many of the schools."""
    lines = sign_lines(desk, row)
    return sum(bool(line.signer_id) for line in lines), len(lines)
