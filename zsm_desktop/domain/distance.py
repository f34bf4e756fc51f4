"""How far two postcode areas lie apart, as the crow flies; enough to say what is near in a province of islands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0
_POSTCODE = re.compile(r"\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a postcode area, in degrees (WGS 84)."""

    latitude: float
    longitude: float


class Postcodes:
    """The middles of the Dutch postcode areas of four figures."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places

    @classmethod
    def read(cls, lines: Iterable[str]) -> Postcodes:
        """From lines "4331;51.4987;3.6137" under a heading."""
        rows = (line.rstrip("\n").split(";") for line in list(lines)[1:])
        return cls({area: Place(float(latitude), float(longitude)) for area, latitude, longitude in rows})

    def km(self, one: str | None, other: str | None) -> int | None:
        """Whole kilometres between two postcodes ("4331 AB" or "4331"); None when either is unknown."""
        first, second = self._place(one), self._place(other)
        if first is None or second is None:
            return None
        return round(kilometres(first, second))

    def _place(self, postcode: str | None) -> Place | None:
        found = _POSTCODE.match(postcode or "")
        return self._places.get(found[1]) if found else None


def kilometres(one: Place, other: Place) -> float:
    """Great circle distance (haversine)."""
    north = radians(other.latitude - one.latitude) / 2
    east = radians(other.longitude - one.longitude) / 2
    part = sin(north) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(part))
