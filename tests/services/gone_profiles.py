"""What of a network's profile is not there; see test_unknown_ids.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.builders import TODAY, made_id
from zsm_desktop.services.shipped_profiles import text_of

GONE = made_id(15, 999)

NOT_IN_PROFILE: dict[str, list[tuple[str, Callable[[Any], object]]]] = {
    "case.fill": [
        ("case.none", lambda m: m.desk.case_profile.fill(GONE, 1, {})),
        ("field.none", lambda m: m.desk.case_profile.fill(m.other, 1, {"weg": "ja"})),
    ],
    "case.set_phase": [
        ("case.none", lambda m: m.desk.case_profile.set_phase(GONE, "", "intake", TODAY)),
        ("phase.none", lambda m: m.desk.case_profile.set_phase(m.other, "", "weg", TODAY)),
    ],
    "profile.words": [("edit.conflict", lambda m: m.desk.profiles.set_words(9, {}))],
    "profile.take_in": [
        ("edit.conflict", lambda m: m.desk.profiles.take_in(9, text_of("rijnmond"))),
        ("profile.no_format", lambda m: m.desk.profiles.take_in(0, "code = 1")),
    ],
}
