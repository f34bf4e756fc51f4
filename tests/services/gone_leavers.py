"""Acts on leavers and targets with something that is not there; see test_unknown_ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.builders import made_id
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.follow_ups import Heard
from zsm_desktop.services.outcomes import OutcomeDraft
from zsm_desktop.services.shared_figures import FigureDraft

GONE = made_id(15, 999)
TO_WORK = OutcomeDraft(Destination.WORK, date(2026, 7, 31))
NO_LEAVER: dict[str, Any] = {
    "outcome.record": [
        ("pupil.none", lambda m: m.desk.outcomes.record(GONE, 0, TO_WORK)),
        ("sector.none", lambda m: m.desk.outcomes.record(m.pupil, 0, replace(TO_WORK, sector_id=GONE))),
        (
            "network.no_organisation",
            lambda m: m.desk.outcomes.record(m.pupil, 0, replace(TO_WORK, organisation_id=GONE)),
        ),
    ],
    "outcome.withdraw": [
        ("outcome.none", lambda m: m.desk.outcomes.withdraw(GONE, 1)),
        ("outcome.none", lambda m: m.desk.outcomes.withdraw(m.pupil, 1)),
    ],
    "pupil.forget": [("pupil.none", lambda m: m.desk.forgetting.forget(GONE))],
    "retention.run": [("retention.nothing_due", lambda m: m.desk.destroying.run([GONE]))],
    "follow_up.answer": [("follow_up.none", lambda m: m.desk.follow_ups.answer(GONE, 1, Heard(None)))],
    "figure.add": [("cluster.none", lambda m: m.desk.shared_figures.add(FigureDraft("vsv", 2025, 9, cluster_id=GONE)))],
    "figure.edit": [("figure.none", lambda m: m.desk.shared_figures.edit(GONE, 1, FigureDraft("vsv", 2025, 9)))],
    "figure.remove": [("figure.none", lambda m: m.desk.shared_figures.remove(GONE))],
    "list.add": [("list.none", lambda m: m.desk.pupil_lists.add("weg", [m.pupil]))],
    "list.mark": [("list.gone", lambda m: m.desk.pupil_lists.mark(GONE, 1, needs_partners=True))],
    "list.off": [("list.gone", lambda m: m.desk.pupil_lists.take_off(GONE, 1, "work"))],
    "list.back": [("list.gone", lambda m: m.desk.pupil_lists.put_back(GONE, 1))],
    "target.set": [
        ("target.indicator", lambda m: m.desk.targets.set("geluk", 2025, 0, 1)),
        ("school.none", lambda m: m.desk.targets.set("to_work", 2025, 0, 1, school_id=GONE)),
    ],
}
