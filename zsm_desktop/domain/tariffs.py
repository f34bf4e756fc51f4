"""The tariff of a delivery is the one valid on the day it was delivered; later changes never reach back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.errors import RuleError


@dataclass(frozen=True, slots=True)
class TariffFacts:
    """Price in cents per unit, valid from `valid_from` until the next one starts."""

    id: str
    cents: int
    valid_from: date


def tariff_on(tariffs: Iterable[TariffFacts], day: date) -> TariffFacts:
    """The last tariff that started on or before `day`; raises RuleError("tariff.none") when there is none."""
    valid = [tariff for tariff in tariffs if tariff.valid_from <= day]
    if not valid:
        raise RuleError("tariff.none", day=day)
    return max(valid, key=lambda tariff: tariff.valid_from)
