"""Draft, prepared, amended, final: what may happen when."""

from __future__ import annotations

import pytest

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.minutes_stage import (
    LEAST_PASSWORD,
    MinutesStatus,
    require_amendment,
    require_correction,
    require_draft,
    require_password,
    require_prepared,
    require_settled,
)
from zsm_desktop.domain.progress import MeetingStatus


def refused(code: str) -> pytest.RaisesExc[RuleError]:
    return pytest.raises(RuleError, match=code)


def test_only_the_draft_of_a_finished_meeting_can_be_prepared() -> None:
    require_draft(MeetingStatus.FINISHED, MinutesStatus.DRAFT)
    for status in (MeetingStatus.PLANNED, MeetingStatus.RUNNING):
        with refused("minutes.not_finished"):
            require_draft(status, MinutesStatus.DRAFT)
    for stage, code in ((MinutesStatus.PREPARED, "minutes.prepared_already"), (MinutesStatus.FINAL, "minutes.final")):
        with refused(code):
            require_draft(MeetingStatus.FINISHED, stage)


def test_amendments_come_between_prepared_and_final() -> None:
    require_prepared(MinutesStatus.PREPARED)
    for stage, code in ((MinutesStatus.DRAFT, "minutes.not_prepared"), (MinutesStatus.FINAL, "minutes.final")):
        with refused(code):
            require_prepared(stage)
        with refused(code):
            require_amendment(stage, "J. Pol", "Tekst", was_present=True)


def test_only_who_was_there_amends_and_says_what() -> None:
    require_amendment(MinutesStatus.PREPARED, "J. Pol", "Tekst", was_present=True)
    with refused("minutes.not_present"):
        require_amendment(MinutesStatus.PREPARED, "J. Pol", "Tekst", was_present=False)
    with refused("minutes.no_text"):
        require_amendment(MinutesStatus.PREPARED, "J. Pol", " \n", was_present=True)


def test_nothing_is_final_while_an_amendment_waits() -> None:
    require_settled(0)
    with refused("minutes.amendments_open"):
        require_settled(1)


def test_a_correction_is_of_a_final_with_a_reason_and_a_change() -> None:
    require_correction(MinutesStatus.FINAL, "Datum klopte niet", changes=True)
    for stage, reason, changes, code in (
        (MinutesStatus.PREPARED, "Datum", True, "minutes.not_final"),
        (MinutesStatus.FINAL, "  ", True, "minutes.reason_needed"),
        (MinutesStatus.FINAL, "Datum", False, "minutes.nothing_changed"),
    ):
        with refused(code):
            require_correction(stage, reason, changes=changes)


def test_the_password_of_a_file_with_names_is_long_and_typed_twice() -> None:
    good = "x" * LEAST_PASSWORD
    require_password(good, good)
    with refused("minutes.password_short"):
        require_password(good[1:], good[1:])
    with refused("minutes.password_differs"):
        require_password(good, good.upper())
