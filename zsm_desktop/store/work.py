"""One act is one transaction: one actor, one moment, one audit line, and the list of what it touched.

What the database's own guards refuse comes out as a RuleError with the guard's code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ids import RandomBits, uuid7
from zsm_desktop.domain.permissions import Actor
from zsm_desktop.models import AuditEvent
from zsm_desktop.store import raw
from zsm_desktop.store.engine import BEGIN
from zsm_desktop.store.seal import Sealer

# To the table, not the class: the way through the mapper takes longer than the insert.
_ADD_AUDIT = insert(AuditEvent.__table__)  # type: ignore[arg-type]
_GUARD = re.compile(r"guard:([a-z_]+\.[a-z_]+)")


@dataclass(slots=True)
class Work:
    """An open act. `subject_id` and `facts` go into the audit line: codes and counts, never a sealed value."""

    session: Session
    actor: Actor
    at: datetime
    seal: Sealer
    random_bits: RandomBits
    touched: dict[str, set[str]] = field(default_factory=dict)
    made: str | None = None
    subject_id: str | None = None
    facts: dict[str, object] = field(default_factory=dict)

    def new_id(self) -> str:
        return uuid7(self.at, self.random_bits)

    def touch(self, topic: str, *ids: str) -> None:
        self.touched.setdefault(topic, set()).update(ids)


@contextmanager
def writing(
    engine: Engine, folder: Path, sealer: Sealer, actor: Actor, act: str, at: datetime, random_bits: RandomBits
) -> Iterator[Work]:
    """Open a unit of work; leaving it normally writes the audit line and commits, an exception undoes everything."""
    with Session(engine.execution_options(**{BEGIN: "IMMEDIATE"}), expire_on_commit=False) as session:
        work = Work(session, actor, at, sealer, random_bits)
        try:
            with session.begin():
                yield work
                session.flush()
                session.connection().execute(_ADD_AUDIT, _audit_row(work, act))
        except DBAPIError as error:
            raise _translated(error, folder) from error


def _audit_row(work: Work, act: str) -> dict[str, object]:
    facts = json.dumps(work.facts, separators=(",", ":"), sort_keys=True, default=str) if work.facts else None
    return {
        "at": work.at,
        "user_id": work.actor.user_id,
        "act": act,
        "subject_id": work.subject_id or work.made,
        "facts": facts[:400] if facts else None,
    }


def _translated(error: DBAPIError, folder: Path) -> Exception:
    guard = _GUARD.search(str(error.orig))
    if guard is not None:
        return RuleError(f"guard.{guard[1]}")
    if error.orig is None:
        return error
    return raw.refusal(error.orig, folder) or error
