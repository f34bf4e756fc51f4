"""Acts on a measurement of the collaboration with something that is not there; see test_unknown_ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.builders import made_id, school_id
from tests.services.evaluating import draft
from zsm_desktop.domain.profiles import EvaluationList
from zsm_desktop.services.evaluation_counting import Answers
from zsm_desktop.services.evaluations import Form

GONE = made_id(15, 999)
SAID, OTHER, ZEEUW = Answers({1: 3}), draft("Andere"), school_id("ZEEUW")
NO_EVALUATION: dict[str, Any] = {
    "evaluation.open": [
        ("evaluation.list", lambda m: m.desk.evaluations.open(replace(OTHER, list_code="geluk"))),
        ("network.no_organisation", lambda m: m.desk.evaluations.open(replace(OTHER, organisation_ids=[GONE]))),
    ],
    "evaluation.answer": [
        ("evaluation.none", lambda m: m.desk.evaluations.answer(GONE, SAID, organisation_id=ZEEUW)),
        ("evaluation.not_asked", lambda m: m.desk.evaluations.answer(m.evaluation, SAID, organisation_id=GONE)),
    ],
    "evaluation.take_in": [
        ("import.empty", lambda m: m.desk.evaluations.take_in([])),
        ("evaluation.none", lambda m: m.desk.evaluations.take_in([Form(GONE, "a.xlsx", GONE, ZEEUW, SAID)])),
        (
            "evaluation.not_asked",
            lambda m: m.desk.evaluations.take_in([Form(GONE, "a.xlsx", m.evaluation, GONE, SAID)]),
        ),
    ],
    "evaluation.close": [("evaluation.none", lambda m: m.desk.evaluations.close(GONE))],
    "evaluation.withdraw": [("evaluation.none", lambda m: m.desk.evaluations.withdraw(GONE))],
    "evaluation.keep_list": [
        ("evaluation.list", lambda m: m.desk.evaluations.keep_list(0, EvaluationList("geluk", "Lijst", ("A", "B")))),
    ],
    "evaluation.to_agenda": [
        ("evaluation.none", lambda m: m.desk.evaluations.to_agenda(GONE, m.meeting)),
        ("evaluation.open", lambda m: m.desk.evaluations.to_agenda(m.evaluation, m.meeting)),
    ],
}
