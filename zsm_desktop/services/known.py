"""Rows named by an identifier that came from outside an act: there, or a rule that says what is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Select, select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Cluster, Sector
from zsm_desktop.models.base import Base, Versioned
from zsm_desktop.store.work import Work

M = TypeVar("M", bound=Base)
Named = TypeVar("Named", Cluster, Sector)


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


def require_version(row: Versioned | None, version: int) -> None:
    """Raise RuleError("edit.conflict") when someone changed the row since `version` was read; 0: there was none.

    With the act it gets one higher, also where the act changes only what hangs on the row.
    """
    if (row.version if row is not None else 0) != version:
        raise RuleError("edit.conflict")
    if row is not None:
        row.version = version + 1


def free_name(work: Work, kind: type[Named], name: str, own_id: str, *, missing: str, twice: str) -> str:
    """The name without needless blanks. Raises RuleError(`missing`) or (`twice`) when another row has it."""
    clean = " ".join(name.split())
    if not clean:
        raise RuleError(missing)
    others = work.session.scalars(select(kind.name).where(kind.id != own_id))
    if any(other.casefold() == clean.casefold() for other in others):
        raise RuleError(twice, name=clean)
    return clean


def remove_unused(work: Work, row: Cluster | Sector, code: str, *counts: Select[Any]) -> None:
    """Deletes it; raises RuleError(`code`) while one of `counts` finds who uses it."""
    if any(work.session.scalar(count) for count in counts):
        raise RuleError(code, name=row.name)
    work.session.delete(row)
