"""What became of an act whose line broke while it was being committed: its line in the logbook stands there, or not.

The number of the transaction would say so too, but another cluster at the same address, or this one after a fall, can
have given that number away again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg

from zsm_desktop.store.place import AuditLine

if TYPE_CHECKING:
    from zsm_desktop.store.postgres.connection import ServerConnection
    from zsm_desktop.store.postgres.place import ServerPlace

WAIT_SECONDS = 5.0
PAUSE_SECONDS = 0.1
_STANDS = """
SELECT count(*), pg_is_in_recovery() FROM audit_event WHERE number = ? AND at = ? AND user_id = ? AND act = ?
"""


def was_kept(place: ServerPlace, line: AuditLine, connect: Callable[[], ServerConnection]) -> bool | None:
    """None where it cannot be told: nobody answers for a while, or this user does not read the logbook."""
    ends = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with closing(connect()) as driver:
                place.begin_writing(driver)  # after the act itself, if the server is still at that
                stands, is_following = driver.execute(_STANDS, line).fetchone()
                if stands or not is_following:  # a server that follows another one may have it a moment later
                    return bool(stands)
        except psycopg.errors.InsufficientPrivilege:
            return None
        except psycopg.Error:
            pass
        if time.monotonic() >= ends:
            return None
        time.sleep(PAUSE_SECONDS)
