"""Requests, breaches and pupils that are not there; see test_unknown_ids.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.builders import made_id

GONE = made_id(15, 999)

NO_PRIVACY: dict[str, list[tuple[str, Callable[[Any], object]]]] = {
    "pupil.report": [("pupil.none", lambda m: m.desk.pupil_records.record(GONE, "Brief van de ouders"))],
}
