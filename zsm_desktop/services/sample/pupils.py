"""The invented pupils: those enrolled today and the leavers of every school year, with where they went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.money import share_out
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.privacy import initials, pseudonym
from zsm_desktop.services.sample.names import guardian, pupil_name
from zsm_desktop.services.sample.parties import SchoolFacts
from zsm_desktop.services.sample.portraits.portrait import Leaving, Portrait
from zsm_desktop.services.sample.shape import Frame, Row, new_id, share_of

_YEAR_DAYS, _AFTER_BIRTHDAY_DAYS = 365, 120
_DURING_THE_YEAR = 0.12
"""Share of leavers who go before the summer."""


@dataclass(frozen=True, slots=True)
class PupilFacts:
    """What the other parts need of a pupil."""

    id: str
    given_name: str
    school: SchoolFacts
    birth_date: date
    enrolled_on: date
    left_on: date | None

    def is_enrolled(self, day: date) -> bool:
        return self.enrolled_on <= day and (self.left_on is None or day < self.left_on)


@dataclass(frozen=True, slots=True)
class _Leaving:
    year: SchoolYear
    destination: Destination
    told: Leaving | None = None


@dataclass(frozen=True, slots=True)
class SchoolPupils:
    """The pupils of one school with their rows, so that a large network is made school by school."""

    pupils: list[PupilFacts]
    pupil_rows: list[Row]
    outcome_rows: list[Row]


def pupils(frame: Frame, portrait: Portrait, schools: Sequence[SchoolFacts]) -> Iterator[SchoolPupils]:
    """School by school; the running numbers, and so the pseudonyms, are shuffled over all of them."""
    leavers = _leavers(frame, portrait, schools)
    total = sum(school.place.pupils + len(leavers[school.id]) for school in schools)
    sequences = list(range(1, total + 1))
    frame.dice("pseudonyms").shuffle(sequences)
    for school in schools:
        made = SchoolPupils([], [], [])
        dice = frame.dice("pupils", school.number)
        for leaving in (*leavers[school.id], *[None] * school.place.pupils):
            _add(made, frame, dice, portrait, school, leaving, sequences.pop())
        yield made


def _leavers(frame: Frame, portrait: Portrait, schools: Sequence[SchoolFacts]) -> dict[str, list[_Leaving]]:
    """Per school and year who left whereto; the network's totals are exact, the schools get their share."""
    if portrait.leaving:
        return {school.id: list(_told(frame, portrait, school)) for school in schools}
    found: dict[str, list[_Leaving]] = {school.id: [] for school in schools}
    for kind in portrait.leavers:
        members = [school for school in schools if school.kind == kind]
        weights = [school.place.pupils for school in members]
        for year in frame.school_years:
            counts = _counts(frame, portrait, year, kind, sum(weights))
            gone = [place for place, count in counts.items() for _ in range(count)]
            frame.dice("leavers", kind, year.label).shuffle(gone)
            start = 0
            for school, count in zip(members, share_out(len(gone), weights), strict=True):
                found[school.id] += [_Leaving(year, place) for place in gone[start : start + count]]
                start += count
    return found


def _told(frame: Frame, portrait: Portrait, school: SchoolFacts) -> Iterator[_Leaving]:
    """As the portrait has it of the school, of a made-up one as of another of its kind; this year's those who went."""
    known = portrait.known(school.kind)
    code = school.place.code if school.place.code in portrait.leaving else known[school.number % len(known)].code
    years = portrait.leaving[code]
    for year in frame.school_years:
        back = frame.running.start_year - 1 - year.start_year
        gone = [one for one in years[min(max(back, 0), len(years) - 1)] for _ in range(one.count)]
        if back < 0:
            days = (frame.today - year.first_day).days
            gone = frame.dice("leaving", code).sample(gone, round(len(gone) * _DURING_THE_YEAR * days / _YEAR_DAYS))
        yield from (_Leaving(year, one.destination, one) for one in gone)


def _counts(frame: Frame, portrait: Portrait, year: SchoolYear, kind: str, size: int) -> dict[Destination, int]:
    """Fewer in earlier years; of the running one only those who left during it so far."""
    told, whole = portrait.leavers[kind], portrait.enrolled(kind)
    counts = {place.value: count for place, count in told.items()}
    back = frame.running.start_year - 1 - year.start_year
    if back < 0:
        gone = (frame.today - year.first_day).days * round(100 * _DURING_THE_YEAR) // 365
        scaled = share_of(counts, size * gone, whole * 100)
    else:
        percent = 100 - portrait.fewer_leavers_percent * min(back, 10)
        scaled = share_of(counts, size * percent, whole * 100)
        for place, more in portrait.more_before.items():
            scaled |= share_of({place.value: scaled[place.value]}, 100 + more * min(back, 10), 100)
    return {Destination(place): count for place, count in scaled.items()}


def _add(
    made: SchoolPupils,
    frame: Frame,
    dice: Random,
    portrait: Portrait,
    school: SchoolFacts,
    leaving: _Leaving | None,
    sequence: int,
) -> None:
    left_on = _left_on(frame, dice, leaving.year) if leaving else None
    born = _birth_date(frame, dice, portrait, school.kind, left_on)
    enrolled_on = _enrolled_on(dice, born, left_on or frame.today, frame.running if leaving is None else leaving.year)
    pupil, row = person(dice, school, sequence, born, enrolled_on, left_on)
    made.pupils.append(pupil)
    made.pupil_rows.append(row)
    if leaving is not None:
        made.outcome_rows.append(
            _known(leaving)
            | {
                "pupil_id": pupil.id,
                "school_id": school.id,
                "school_year": leaving.year.start_year,
                "destination": leaving.destination.value,
                "left_on": left_on,
            }
        )


def person(
    dice: Random, school: SchoolFacts, sequence: int, born: date, enrolled_on: date, left_on: date | None
) -> tuple[PupilFacts, Row]:
    """Somebody with an invented name; the pseudonym follows from `sequence`."""
    given_name, family_name = pupil_name(dice)
    pupil = PupilFacts(
        id=new_id(dice, enrolled_on),
        given_name=given_name,
        school=school,
        birth_date=born,
        enrolled_on=enrolled_on,
        left_on=left_on,
    )
    row: Row = {
        "id": pupil.id,
        "sequence": sequence,
        "code": f"L{sequence:05d}",
        "pseudonym": pseudonym(sequence),
        "school_id": school.id,
        "given_name": given_name,
        "family_name": family_name,
        "initials": initials(given_name, family_name),
        "birth_date": born.isoformat(),
        "guardian_contact": guardian(dice, family_name),
        "school_reference": f"{enrolled_on.year}{dice.randrange(10**4):04d}",
        "enrolled_on": enrolled_on,
        "left_on": left_on,
    }
    return pupil, row


def _known(leaving: _Leaving) -> Row:
    told = leaving.told
    return {} if told is None else {"exit_profile": told.profile.value, "is_against_advice": told.is_against}


def _left_on(frame: Frame, dice: Random, year: SchoolYear) -> date:
    """Most leave on the last day of the school year; in the running one, before today."""
    if year < frame.running:
        if dice.random() >= _DURING_THE_YEAR:
            return year.last_day
        return year.first_day + timedelta(days=dice.randrange(45, 330))
    return year.first_day + timedelta(days=dice.randrange(max(1, (frame.today - year.first_day).days)))


def _birth_date(frame: Frame, dice: Random, portrait: Portrait, kind: str, left_on: date | None) -> date:
    oldest_days = portrait.oldest[kind] * _YEAR_DAYS
    if left_on is not None:
        return left_on - timedelta(days=dice.randrange(16 * _YEAR_DAYS + 30, oldest_days + 200))
    return frame.today - timedelta(
        days=dice.randrange(portrait.youngest * _YEAR_DAYS + _AFTER_BIRTHDAY_DAYS, oldest_days)
    )


def _enrolled_on(dice: Random, born: date, until: date, year: SchoolYear) -> date:
    """The first day of the school year after the twelfth birthday; one in five came later."""
    first = SchoolYear.of(date(born.year + 12, 8, 1))
    years = max(0, year.start_year - first.start_year)
    later = dice.randrange(years + 1) if dice.random() < 0.2 else 0
    day = first.shifted(later).first_day
    return min(day, until - timedelta(days=1), year.first_day)
