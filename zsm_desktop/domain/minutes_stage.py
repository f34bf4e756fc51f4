"""How minutes go from the note taker's draft to what everybody agreed on, and who may still change what."""

from __future__ import annotations

from enum import StrEnum

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome, MeetingStatus


class MinutesStatus(StrEnum):
    """DRAFT can be polished, PREPARED was sent round and takes amendments only, FINAL changes no more."""

    DRAFT = "draft"
    PREPARED = "prepared"
    FINAL = "final"


class AmendmentStatus(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


LEAST_PASSWORD = 10
"""Characters of the password on a file with names: it travels by mail, where anyone can try as often as he likes."""


def require_draft(status: MeetingStatus, stage: MinutesStatus) -> None:
    """The text may still be polished, and the minutes may be prepared.

    Raises RuleError("minutes.not_finished", "minutes.prepared_already", "minutes.final").
    """
    if status is not MeetingStatus.FINISHED:
        raise RuleError("minutes.not_finished")
    if stage is MinutesStatus.PREPARED:
        raise RuleError("minutes.prepared_already")
    if stage is MinutesStatus.FINAL:
        raise RuleError("minutes.final")


def require_prepared(stage: MinutesStatus) -> None:
    """Amendments are made and settled, and minutes made final.

    Raises RuleError("minutes.not_prepared", "minutes.final").
    """
    if stage is MinutesStatus.DRAFT:
        raise RuleError("minutes.not_prepared")
    if stage is MinutesStatus.FINAL:
        raise RuleError("minutes.final")


def require_amendment(stage: MinutesStatus, name: str, text: str, *, was_present: bool) -> None:
    """Raises RuleError("minutes.not_present") for who was not there, ("minutes.no_text"), and as `require_prepared`."""
    require_prepared(stage)
    if not was_present:
        raise RuleError("minutes.not_present", name=name)
    if not text.strip():
        raise RuleError("minutes.no_text")


def require_settled(proposed: int) -> None:
    """Every amendment is taken or refused before minutes are final. Raises RuleError("minutes.amendments_open")."""
    if proposed:
        raise RuleError("minutes.amendments_open", count=proposed)


def require_correction(stage: MinutesStatus, reason: str, *, changes: bool) -> None:
    """Raises RuleError("minutes.not_final", "minutes.reason_needed", "minutes.nothing_changed")."""
    if stage is not MinutesStatus.FINAL:
        raise RuleError("minutes.not_final")
    if not reason.strip():
        raise RuleError("minutes.reason_needed")
    if not changes:
        raise RuleError("minutes.nothing_changed")


def require_outcome(before: str, after: str) -> None:
    """The outcome of a case can have been written down wrong; that it was placed, or not, stands in a placement too.

    Raises RuleError("minutes.outcome_none", "minutes.outcome_placed").
    """
    known = {outcome.value for outcome in DiscussionOutcome}
    if before not in known or after not in known:
        raise RuleError("minutes.outcome_none")
    if DiscussionOutcome.PLACED in (before, after):
        raise RuleError("minutes.outcome_placed")


def require_password(password: str, again: str) -> None:
    """Raises RuleError("minutes.password_short", "minutes.password_differs")."""
    if len(password) < LEAST_PASSWORD:
        raise RuleError("minutes.password_short", least=LEAST_PASSWORD)
    if password != again:
        raise RuleError("minutes.password_differs")
