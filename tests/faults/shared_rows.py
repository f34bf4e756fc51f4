"""Four rows that everybody edits, each with a count per client in it: who overwrites another takes counts away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from zsm_desktop.domain.calendar import month_index
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.offers import OfferDraft

FIRST_DAY, LAST_DAY = date(2026, 8, 1), date(2027, 7, 31)
MOST_CLIENTS = 10
"""As many as the placement has months."""
Counts = dict[int, int]
"""Client → how often it edited this row."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    id: str

    def read(self, desk: Desk) -> tuple[int, Counts]:
        """The version that is on the screen, and the counts in it."""
        card = desk.cases.card(self.id)
        return card.version, _counts(card.tried)

    def write(self, desk: Desk, version: int, counts: Counts) -> None:
        desk.cases.edit(self.id, version, {"tried": json.dumps(counts)})


@dataclass(frozen=True, slots=True)
class OfferRow:
    id: str

    def read(self, desk: Desk) -> tuple[int, Counts]:
        card = desk.offers.card(self.id)
        return card.offer.version, _counts(card.description)

    def write(self, desk: Desk, version: int, counts: Counts) -> None:
        row = desk.offers.card(self.id).offer
        draft = OfferDraft(
            row.school_id, row.sector_id, row.unit_id, row.name, row.kind, description=json.dumps(counts)
        )
        desk.offers.edit(self.id, version, replace(draft, code=row.code, seats=row.seats))


@dataclass(frozen=True, slots=True)
class FundRow:
    id: str

    def read(self, desk: Desk) -> tuple[int, Counts]:
        row = next(row for row in desk.funds.rows() if row.id == self.id)
        return row.version, _counts(row.terms)

    def write(self, desk: Desk, version: int, counts: Counts) -> None:
        desk.funds.edit(self.id, version, replace(FUND, terms=json.dumps(counts)))


FUND = FundDraft("Subsidie", 600_00, FIRST_DAY, LAST_DAY, percent=60_00, code="FONDS-1")


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """Client 0 counts in the plan of the first month, client 1 in that of the second."""

    id: str

    def read(self, desk: Desk) -> tuple[int, Counts]:
        card = desk.placements.card(self.id)
        first = month_index(card.row.starts_on)
        return card.row.version, {month - first: planned for month, planned in card.months.items()}

    def write(self, desk: Desk, version: int, counts: Counts) -> None:
        first = month_index(desk.placements.row(self.id).starts_on)
        plan = {first + client: planned for client, planned in counts.items()}
        desk.placements.plan_months(self.id, version, plan, "Geteld.")


ROWS: Mapping[str, type[CaseRow | OfferRow | FundRow | PlacementRow]] = {
    "case": CaseRow,
    "offer": OfferRow,
    "fund": FundRow,
    "placement": PlacementRow,
}


def _counts(text: str) -> Counts:
    return {int(client): count for client, count in json.loads(text or "{}").items()}
