"""What the province agreed with the invented network for its grant, and what was spent and put in besides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from zsm_desktop.domain.indicators import is_countable
from zsm_desktop.domain.money import amount_cents
from zsm_desktop.domain.profiles import Profile
from zsm_desktop.services.sample.fund import ProvinceFund
from zsm_desktop.services.sample.parties import Network
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

_AGREED = {"number": 90, "share": 350}
_CONDITIONS = (
    ("Alle scholen van het netwerk doen mee aan de uitwisseling.", 40, "Verklaring bij de aanvraag."),
    ("Ten minste een kwart van de kosten komt uit eigen inbreng.", None, "Uren staan bij de bijdragen."),
    ("De provincie staat genoemd op de website en op certificaten.", 75, ""),
)
_EXPENSES = (
    ("coordination", "Coördinatie, eerste half jaar", 26),
    ("training", "Bijscholing van stagebegeleiders", 9),
    ("material", "Lasdampafzuiging voor de cursus", 14),
    ("guidance", "Jobcoaching van leerlingen", 11),
    ("coordination", "Coördinatie, tweede half jaar", 26),
    ("other", "Zaalhuur bijeenkomst met werkgevers", 2),
)
"""Hundredths of what the deliveries leave of the grant."""
_HOURS = ((24_00, "Begeleiding op de werkplek"), (36_00, "Overleg en afstemming"), (16_00, "Werving van werkgevers"))
_HOUR_CENTS = 55_00
_ADDED_CENTS = 1_500_00
_GIVERS = {"municipality", "rmc", "uwv", "sw"}


class _Days:
    """Days of the fund until today, and rows that hang on it."""

    def __init__(self, frame: Frame, fund: ProvinceFund) -> None:
        self._first = frame.running.shifted(-1).first_day
        self._length = max((frame.today - self._first).days, 1)
        self._dice, self._fund_id = frame.dice("accountable"), fund.fund_id

    def at(self, hundredths: int) -> date:
        return self._first + timedelta(days=self._length * hundredths // 100)

    def row(self, number: int, **values: object) -> Row:
        made = new_id(self._dice, self._first + timedelta(days=number))
        return {"id": made, "fund_id": self._fund_id, "version": 1, **values}


def accountable_rows(frame: Frame, profile: Profile, network: Network, fund: ProvinceFund) -> Rows:
    """Over the days of the fund until today; the money stays within what the deliveries leave."""
    days = _Days(frame, fund)
    return {
        "fund_result": [days.row(at, position=at, **row) for at, row in enumerate(_results(frame, profile), start=1)],
        "fund_condition": [
            days.row(at, position=at, text=text, met_on=None if met is None else days.at(met), note=note)
            for at, (text, met, note) in enumerate(_CONDITIONS, start=1)
        ],
        "fund_report": [days.row(at, **row) for at, row in enumerate(_reports(frame), start=1)],
        "fund_expense": [
            days.row(at, spent_on=days.at(14 * at), kind=kind, name=name, cents=_part(fund, hundredths))
            for at, (kind, name, hundredths) in enumerate(_EXPENSES, start=1)
        ],
        "fund_contribution": list(_given(days, network)),
    }


def _part(fund: ProvinceFund, hundredths: int) -> int:
    """In whole euros; half of what is left is for what comes."""
    return max(fund.left_cents * hundredths // 200 // 100, 1) * 100


def _given(days: _Days, network: Network) -> Iterator[Row]:
    organisations = network.rows["organisation"]
    others = [str(one["id"]) for one in organisations if one["kind"] in _GIVERS]
    givers = others or [str(one["id"]) for one in organisations]
    for at, (hours, name) in enumerate(_HOURS, start=1):
        yield days.row(
            at,
            organisation_id=givers[at % len(givers)],
            given_on=days.at(25 * at),
            kind="hours",
            name=name,
            hours=hours,
            rate_cents=_HOUR_CENTS,
            cents=amount_cents(hours, _HOUR_CENTS),
        )
    yield days.row(
        len(_HOURS) + 1,
        organisation_id=givers[0],
        given_on=days.at(60),
        kind="money",
        name="Eigen bijdrage",
        hours=None,
        rate_cents=None,
        cents=_ADDED_CENTS,
    )


def _results(frame: Frame, profile: Profile) -> Iterator[Row]:
    """One of each unit the network counts itself, and two that somebody enters."""
    plain: Row = {"indicator": None, "unit": "number", "due_on": None, "reached": None, "note": ""}
    yield {**plain, "name": "Certificaten van branchegerichte cursussen", "agreed": 60, "reached": 44,
           "note": "Geteld uit de lijsten van examens."}  # fmt: skip
    for unit, agreed in _AGREED.items():
        found = next((one for one in profile.indicators if one.unit == unit and is_countable(one)), None)
        if found is not None:
            yield {**plain, "name": found.name, "indicator": found.code, "unit": unit, "agreed": agreed}
    yield {**plain, "name": "Bijeenkomsten met werkgevers", "agreed": 8, "reached": 3,
           "due_on": date(frame.running.start_year, 12, 31)}  # fmt: skip


def _reports(frame: Frame) -> Iterator[Row]:
    """The second was forgotten."""
    year = frame.running.start_year
    told, sent_on = date(year, 10, 1), date(year, 9, 28)
    yield {
        "name": "Tussenrapportage eerste jaar",
        "due_on": told,
        "sent_on": sent_on if sent_on < frame.today else None,
    }
    yield {"name": "Stand van de uitgaven", "due_on": date(year, 11, 15), "sent_on": None}
    yield {"name": "Eindverantwoording", "due_on": date(year + 1, 10, 1), "sent_on": None}
