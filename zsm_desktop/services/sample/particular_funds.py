"""What a network that exchanges nothing agreed for its funds, paid from them, and what others put in beside them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.services.sample.days import DAY
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

if TYPE_CHECKING:
    from zsm_desktop.services.sample.further import Known

_SENT_BEFORE = 3
"""Days between sending a report and the day on which it was due."""


def fund_rows(frame: Frame, known: Known) -> Rows:
    return {
        "fund_contribution": _put(frame, known),
        "fund_result": _agreed(frame, known),
        "fund_condition": _asked(frame, known),
        "fund_report": _to_report(frame, known),
        "fund_expense": _paid(frame, known),
    }


def _began(frame: Frame) -> date:
    """Of every fund of the sample."""
    return frame.running.shifted(-1).first_day


def _put(frame: Frame, known: Known) -> list[Row]:
    ids = {str(row["code"]): row["id"] for row in known.network.rows["organisation"]}
    dice, day = frame.dice("put in"), _began(frame) + 120 * DAY
    return [
        {
            "id": new_id(dice, day), "fund_id": known.funds[one.fund], "organisation_id": ids[one.organisation],
            "given_on": day, "kind": "hours" if one.hours else "money", "name": one.name,
            "hours": one.hours * 100 if one.hours else None, "rate_cents": one.cents if one.hours else None,
            "cents": one.cents * (one.hours or 1), "removed_at": None, "version": 1,
        }
        for one in known.portrait.particulars.put
    ]  # fmt: skip


def _agreed(frame: Frame, known: Known) -> list[Row]:
    dice = frame.dice("agreed")
    return [
        {
            "id": new_id(dice, frame.first_day), "fund_id": known.funds[one.fund], "position": at, "name": one.name,
            "indicator": one.indicator or None, "unit": one.unit, "agreed": one.agreed,
            "due_on": frame.running.last_day, "reached": None if one.indicator else one.reached, "note": "",
            "version": 1,
        }
        for at, one in enumerate(known.portrait.particulars.agreed, start=1)
    ]  # fmt: skip


def _asked(frame: Frame, known: Known) -> list[Row]:
    dice, rows = frame.dice("asked by funds"), []
    for at, one in enumerate(known.portrait.particulars.asked, start=1):
        met_on = None if one.met_on is None else _began(frame) + timedelta(days=one.met_on)
        rows.append(
            {
                "id": new_id(dice, _began(frame)), "fund_id": known.funds[one.fund], "position": at, "text": one.text,
                "met_on": None if met_on is None or met_on > frame.today else met_on, "note": one.note, "version": 1,
            }
        )  # fmt: skip
    return rows


def _to_report(frame: Frame, known: Known) -> list[Row]:
    """What was due is sent."""
    dice, rows = frame.dice("reports to funds"), []
    for one in known.portrait.particulars.to_report:
        year = _began(frame).year + one.years + (one.month < _began(frame).month)
        due_on = date(year, one.month, one.day)
        sent_on = due_on - _SENT_BEFORE * DAY
        rows.append(
            {
                "id": new_id(dice, _began(frame)), "fund_id": known.funds[one.fund], "name": one.name,
                "due_on": due_on, "sent_on": sent_on if sent_on < frame.today else None, "version": 1,
            }
        )  # fmt: skip
    return rows


def _paid(frame: Frame, known: Known) -> list[Row]:
    dice = frame.dice("paid from funds")
    days = [(_began(frame) + timedelta(days=one.days), one) for one in known.portrait.particulars.paid]
    return [
        {
            "id": new_id(dice, day), "fund_id": known.funds[one.fund], "spent_on": day, "kind": one.kind,
            "name": one.name, "cents": one.cents, "removed_at": None, "version": 1,
        }
        for day, one in days
        if day <= frame.today
    ]  # fmt: skip
