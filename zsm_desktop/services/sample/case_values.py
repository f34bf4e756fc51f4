"""What the profile asks of invented cases, their phases, and how many have which choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.choice_counts import marks
from zsm_desktop.domain.profiles import Profile
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id


def value_rows(frame: Frame, profile: Profile, plans: Sequence[CasePlan]) -> Rows:
    """Of `plan.values` and `plan.phases`; the counts are those the program would have kept."""
    is_sealed = {field.code: field.is_sealed for field in profile.case_fields}
    rows: Rows = {"case_value": [], "case_phase": [], "choice_tally": []}
    counted: Counter[tuple[str, str, int]] = Counter()
    for plan in plans:
        dice = frame.dice("values", plan.id)
        for code, value in plan.values.items():
            row: Row = {"id": new_id(dice, plan.entered_on), "case_id": plan.id, "field": code}
            kept, empty = ("sealed_value", "open_value") if is_sealed[code] else ("open_value", "sealed_value")
            rows["case_value"].append(row | {kept: value, empty: None})
        rows["case_phase"] += [
            {"id": new_id(dice, day), "case_id": plan.id, "phase": phase, "began_on": day} for phase, day in plan.phases
        ]
        year = SchoolYear.of(plan.entered_on).start_year
        counted.update((*mark, year) for mark in marks(profile, plan.values))
    rows["choice_tally"] = [
        {"field": field, "choice": choice, "school_year": year, "counted": count}
        for (field, choice, year), count in sorted(counted.items())
    ]
    return {name: made for name, made in rows.items() if made}
