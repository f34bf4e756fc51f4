"""Whether a network that is in use can still be read to its last row; no writer waits for that."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import raw
from zsm_desktop.store.backup import Tell, silent, stoppable
from zsm_desktop.store.keys import Keys

SPOILT = frozenset(
    {"store.damaged", "store.disk_error", "store.empty_database", "store.no_database", "store.not_a_store",
     "store.not_encrypted", "store.short_database"}
)  # fmt: skip
"""What says that the file is no good; else it could only not be looked at now."""


def damage(path: Path, keys: Keys, tell: Tell = silent) -> RuleError | None:
    """What somebody has to know, None for nothing.

    Every page in use is read as its rows are, which checks that it is authentic. `check.check_database` looks at the
    empty ones too, but folds the log in first: writers wait for that, and it counts as a change since the last copy.

    Raises what `tell` raises, and RuleError where it could only not be looked at now.
    """
    try:
        with (
            raw.refusing(path),
            closing(raw.connect(path, keys.store_key, read_only=True)) as connection,
            stoppable(connection, tell),
        ):
            lines = [str(line) for (line,) in connection.execute("PRAGMA integrity_check(1)").fetchall()]
    except RuleError as error:
        if error.code not in SPOILT:
            raise
        return _in_use(path) if error.code == "store.damaged" else error
    return None if lines == ["ok"] else _in_use(path)


def _in_use(path: Path) -> RuleError:
    return RuleError("store.damaged_in_use", path=str(path))
