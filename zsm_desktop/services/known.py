"""Rows named by an identifier that came from outside an act: there, or a rule that says what is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models.base import Base
from zsm_desktop.store.work import Work

M = TypeVar("M", bound=Base)


def known(work: Work, kind: type[M], row_id: str | None, code: str) -> M:
    """Raise RuleError(`code`) where the database would only say that a reference fails, after the act."""
    row = work.session.get(kind, row_id) if row_id else None
    if row is None:
        raise RuleError(code)
    return row


def all_known(work: Work, kind: type[M], row_ids: Iterable[str | None], code: str) -> None:
    """As `known` for identifiers that may be absent: None asks for nothing."""
    for row_id in row_ids:
        if row_id is not None:
            known(work, kind, row_id, code)
