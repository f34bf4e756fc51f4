"""A network that was fetched back from its server to a file: here it is only read from then on; every act says so."""

from __future__ import annotations

from contextlib import suppress

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import HOME, Desk
from zsm_desktop.store.line import Retired

GUARD = "guard.store.retired"
CODES = frozenset({GUARD, "store.retired"})


def refusal(retired: Retired) -> RuleError:
    """RuleError("store.retired", at, by), or the guard's own where nobody knows when and by whom."""
    if retired.at is None or retired.by is None:
        return RuleError(GUARD)
    return RuleError("store.retired", at=retired.at.astimezone(HOME), by=retired.by)


def closed(desk: Desk) -> RuleError | None:
    """What every act at this desk is refused with: at a copy, and where the network went; None where one can act."""
    if desk.actor.is_reading:
        return RuleError("taken.read_only" if desk.published_at is None else "published.read_only")
    return refusal(desk.retired) if desk.retired is not None else None


def met(desk: Desk) -> RuleError:
    """The guard was the first to say it: asks when and by whom, and tells the window."""
    from zsm_desktop.store.store import retired

    found = None
    with suppress(RuleError):
        found = retired(desk.store)
    desk.retire(found or Retired())
    return refusal(found or Retired())
