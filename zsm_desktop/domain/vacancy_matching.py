"""Which vacancies fit a case and which cases a vacancy: as offers are matched, with an employer for the school."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from zsm_desktop.domain.matching import Fit, Match, Offered, Wanted, rank

OF_ANYBODY = "all"
"""A vacancy is for no kind of school."""


@dataclass(frozen=True, slots=True)
class CaseWish:
    """A case that could go to an employer; `km` from its school, `has_consent` to be shared with this employer."""

    case_id: str
    wanted: Wanted
    km: int | None
    has_consent: bool


@dataclass(frozen=True, slots=True)
class CaseMatch:
    case_id: str
    match: Match


def vacancies_for(wanted: Wanted, vacancies: Iterable[Offered]) -> list[Match]:
    """Best first, as `matching.rank`; for whom a vacancy is says nothing here."""
    return [_plain(match) for match in rank(wanted, (replace(one, target_group=OF_ANYBODY) for one in vacancies))]


def cases_for(vacancy: Offered, wishes: Iterable[CaseWish]) -> list[CaseMatch]:
    """Cases best first: by how well the vacancy fits each, then who lives nearest; in the order given where equal."""
    found: list[tuple[tuple[int, bool, int, int], CaseMatch]] = []
    for at, wish in enumerate(wishes):
        seen = replace(vacancy, km=wish.km, has_consent=wish.has_consent)
        found += [
            ((-match.score, wish.km is None, wish.km or 0, at), CaseMatch(wish.case_id, match))
            for match in vacancies_for(wish.wanted, [seen])
        ]
    return [match for _, match in sorted(found, key=lambda one: one[0])]


def _plain(match: Match) -> Match:
    return replace(match, fits=tuple(fit for fit in match.fits if fit is not Fit.TARGET_GROUP))
