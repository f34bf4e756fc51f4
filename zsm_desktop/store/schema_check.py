"""Has the place the schema and the guards of this program: what a foreign tool may have changed while we were away."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.store import raw
from zsm_desktop.store.backup import copies, keys_beside, made_at
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.schema import SCHEMA_VERSION
from zsm_desktop.store.store import Store


def schema_faults(store: Store) -> list[Finding]:
    """Findings "check.schema" (another version), "check.guard" (a trigger missing, altered or not ours) and, as a
    warning, "check.index" (one of a server's own)."""
    found, faults = store.place.schema(store.rows)
    if found != SCHEMA_VERSION:
        return [Finding("check.schema", facts={"found": found, "known": SCHEMA_VERSION}), *faults]
    return faults


def backup_faults(folder: Path, keys: Keys, renewed: datetime | None = None) -> list[Finding]:
    """ "check.backup" for a copy in backups/ that does not open with this store's key, or lost its key slots.

    Copies from before the keys were `renewed` open with those of then: one warning says how many there are.
    """
    findings, older = [], 0
    failures: tuple[type[Exception], ...] = (RuleError, *raw.DATABASE_ERRORS)
    for copy in copies(folder):
        is_older = renewed is not None and made_at(copy) <= renewed
        try:
            KeyFile.read(keys_beside(copy))
            with raw.refusing(copy), closing(raw.connect(copy, keys.store_key, read_only=True)) as connection:
                connection.execute("SELECT count(*) FROM journal_entry").fetchone()
        except failures as error:
            if is_older and isinstance(error, RuleError) and error.code == "store.damaged":
                older += 1  # as another key looks from here
            else:
                findings.append(Finding("check.backup", facts={"file": copy.name}))
    if older:
        findings.append(Finding("check.backup_old_keys", is_warning=True, facts={"count": older}))
    return findings
