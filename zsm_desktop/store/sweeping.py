"""What an interrupted write left in a network's own folder: taken away when it is next opened to write in.

Such a file may hold what was made to go since. Only names the program itself gives, and nothing somebody else may be
writing: of copies the lock says so, of small files that they are of the last moments.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, backup_state, first_steps, kept_here, keys_json, moved, taken_along
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.lease import alone
from zsm_desktop.store.place import DATABASE, KEYS, PUBLISHED, SERVER, TO_GO

OLD_ENOUGH_SECONDS = 600
_WRITTEN = (
    KEYS, keys_json.previous_of(Path(KEYS)).name, SERVER, PUBLISHED, kept_here.FILE, backup_state.STATE,
    first_steps.FILE, moved.NOTE, taken_along.NOTE,
)  # fmt: skip
_TYPED = rf"{kept_here.ASIDES}|{TO_GO}[0-9a-f-]{{1,40}}\.json"
_HIDDEN = re.compile(rf"\.(?:{'|'.join(map(re.escape, _WRITTEN))}|{_TYPED})\.[0-9a-f]{{8}}\.tmp")
_UNMADE = re.compile(rf"{re.escape(DATABASE)}\.new(?:-wal|-shm|-journal)?")


def sweep(folder: Path) -> None:
    """Raises nothing: what cannot be taken away stays until the next time."""
    with suppress(OSError):
        for left in folder.iterdir():
            if (_HIDDEN.fullmatch(left.name) or _UNMADE.fullmatch(left.name)) and _is_old(left):
                left.unlink(missing_ok=True)
    if (folder / BACKUPS).is_dir():
        with suppress(OSError, RuleError), alone(folder / BACKUPS / backup.LOCK, patience=0):
            backup.sweep(folder / BACKUPS)


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > OLD_ENOUGH_SECONDS
