"""A network on a server that takes nothing any more from who has it open: every act says so, and why.

It was fetched back to a file, it has other keys by now, or access was withdrawn.
"""

from __future__ import annotations

from contextlib import suppress

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.line import Retired, Why

GUARD = "guard.store.retired"
NO_RIGHT = frozenset({"server.no_right", "server.empty"})
"""What the server says to who may do nothing there: it shows no table."""
CODES = frozenset({GUARD, "store.retired", "store.rekeyed", "store.withdrawn"})


def refusal(retired: Retired) -> RuleError:
    """RuleError("store.withdrawn"), or ("store.rekeyed", at, by) or ("store.retired", at, by).

    The guard's own where nobody knows when and by whom.
    """
    if retired.why is Why.WITHDRAWN:
        return RuleError("store.withdrawn")
    if retired.at is None or retired.by is None:
        return RuleError(GUARD)
    code = "store.rekeyed" if retired.why is Why.REKEYED else "store.retired"
    return RuleError(code, at=retired.at.astimezone(HOME), by=retired.by)


def closed(desk: Desk) -> RuleError | None:
    """What every act at this desk is refused with: at a copy, and where the network went; None where one can act."""
    if desk.actor.is_reading:
        return RuleError("taken.read_only" if desk.published_at is None else "published.read_only")
    return refusal(desk.retired) if desk.retired is not None else None


def meet(desk: Desk, error: RuleError) -> None:
    """The server was the first to say it: asks why, tells the window, and raises that in the place of `error`."""
    from zsm_desktop.store.store import retired

    if error.code not in {GUARD, *NO_RIGHT}:
        return
    found = None
    with suppress(RuleError):
        found = retired(desk.store)
    if found is not None or error.code == GUARD:
        desk.retire(found or Retired())
        raise refusal(found or Retired()) from error
