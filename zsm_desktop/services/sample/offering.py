"""Offers of the invented schools, with tariffs that rise once a year."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from zsm_desktop.domain.profiles import Profile
from zsm_desktop.services.sample import catalogue
from zsm_desktop.services.sample.catalogue import Sketch
from zsm_desktop.services.sample.parties import SchoolFacts
from zsm_desktop.services.sample.shape import Frame, Rows, new_id
from zsm_desktop.services.sample.terms import cost_basis, offer_terms

_PER_PRO_SCHOOL = 4
_CLOSED = "Avondschool techniek"
"""The evening school that had to close for want of money (ecbo report of 2013, §6.5)."""


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """`tariffs` oldest first: first day, identifier, cents per unit."""

    id: str
    code: str
    school: SchoolFacts
    sketch: Sketch
    ends_on: date | None
    starts: tuple[date, ...]
    tariffs: tuple[tuple[str, int], ...]

    def tariff_on(self, day: date) -> tuple[str, int]:
        """Identifier and cents; the same answer as `domain.tariffs.tariff_on`, quick enough for a million."""
        return self.tariffs[bisect_right(self.starts, day) - 1]

    def is_open_on(self, day: date) -> bool:
        return self.ends_on is None or day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Offering:
    offers: list[OfferFacts]
    sector_ids: dict[str, str]
    rows: Rows


def offering(frame: Frame, schools: Sequence[SchoolFacts], profile: Profile) -> Offering:
    """Sectors, units, offers and tariffs; schools for praktijkonderwijs have by far the most."""
    dice = frame.dice("offers")
    sector_ids = {sector.code: new_id(dice, frame.first_day) for sector in profile.sectors}
    unit_ids = {unit.code: new_id(dice, frame.first_day) for unit in profile.units}
    rows: Rows = {
        "sector": [
            {"id": sector_ids[one.code], "code": one.code, "name": one.name, "position": position}
            for position, one in enumerate(profile.sectors, start=1)
        ],
        "unit": [
            {
                "id": unit_ids[one.code],
                "code": one.code,
                "name": one.name,
                "plural": one.plural,
                "dagdelen": one.dagdelen,
            }
            for one in profile.units
        ],
        "offer": [],
        "tariff": [],
    }
    made: list[OfferFacts] = []
    for school, sketch, number in _handed_out(schools):
        offer = _offer(frame, dice, school, sketch, number)
        made.append(offer)
        rows["offer"].append(_offer_row(offer, sector_ids, unit_ids))
        rows["tariff"] += [
            {"id": tariff_id, "offer_id": offer.id, "cents": cents, "valid_from": start}
            | cost_basis(offer.sketch, cents)
            for start, (tariff_id, cents) in zip(offer.starts, offer.tariffs, strict=True)
        ]
    return Offering(made, sector_ids, rows)


def _handed_out(schools: Sequence[SchoolFacts]) -> list[tuple[SchoolFacts, Sketch, int]]:
    """Which school offers what, round and round: every sketch at least once, every school at least one.

    The examination comes last, at the school with most offers.
    """
    found: list[tuple[SchoolFacts, Sketch, int]] = []
    for kind, sketches, per_school in (
        ("pro", catalogue.PRO_OFFERS, _PER_PRO_SCHOOL),
        ("vso", catalogue.VSO_OFFERS, 1),
    ):
        owners = [school for school in schools if school.kind == kind]
        if not owners:
            continue
        for index in range(max(len(sketches), len(owners) * per_school)):
            owner = owners[index % len(owners)]
            sketch = sketches[(index + index // len(sketches)) % len(sketches)]
            found.append((owner, sketch, index // len(owners) + 1))
    examiner = next((school for school in schools if school.kind == "pro"), None)
    if examiner is not None:
        found.append((examiner, catalogue.EXAM, sum(giver is examiner for giver, *_ in found) + 1))
    return found


def _offer(frame: Frame, dice: Random, school: SchoolFacts, sketch: Sketch, number: int) -> OfferFacts:
    cents = sketch.cents * dice.randrange(96, 107) // 100 // 25 * 25
    starts, tariffs = [], []
    for year in frame.school_years:
        starts.append(year.first_day)
        tariffs.append((new_id(dice, year.first_day), cents))
        cents += max(25, cents * dice.randrange(25, 46) // 1000 // 25 * 25)
    return OfferFacts(
        id=new_id(dice, frame.first_day),
        code=f"{school.place.code}-{number:02d}",
        school=school,
        sketch=sketch,
        ends_on=frame.running.shifted(-1).last_day if sketch.name == _CLOSED else None,
        starts=tuple(starts),
        tariffs=tuple(tariffs),
    )


def _offer_row(offer: OfferFacts, sector_ids: dict[str, str], unit_ids: dict[str, str]) -> dict[str, object]:
    sketch = offer.sketch
    return {
        "id": offer.id,
        "code": offer.code,
        "school_id": offer.school.id,
        "sector_id": sector_ids[sketch.sector],
        "unit_id": unit_ids[sketch.unit],
        "name": sketch.name,
        "kind": sketch.kind,
        "target_group": sketch.target_group,
        "description": sketch.description,
        "place": offer.school.city,
        "weekdays": sketch.weekdays,
        "seats": sketch.seats,
        "starts_on": None,
        "ends_on": offer.ends_on,
        "is_active": offer.ends_on is None,
        "contact_id": offer.school.coordinator.contact_id,
        "version": 1,
    } | offer_terms(sketch)
