"""What was made to go is not left in the free room of the file, nor in the log beside it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import raw
from zsm_desktop.store.place import FilePlace

if TYPE_CHECKING:
    from zsm_desktop.store.place import Place


def overwrite(place: Place, driver: raw.RawConnection) -> None:
    """What this connection deletes from now on is written over. A server does its own cleaning up."""
    if isinstance(place, FilePlace):
        driver.execute("PRAGMA secure_delete=ON").fetchall()


def scrub(place: Place) -> bool:
    """The file is written anew from what is there; False while somebody else reads it, so that some of it stays."""
    if not isinstance(place, FilePlace):
        return True
    try:
        with raw.refusing(place.folder), closing(place.connect()) as connection:
            connection.execute("VACUUM")
            (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except RuleError as error:
        if error.code != "store.busy":
            raise
        return False
    return not is_busy
