"""Has the place the schema and the guards of this program: what a foreign tool may have changed while we were away."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.store import raw
from zsm_desktop.store.backup import copies, keys_beside
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


def backup_faults(folder: Path, keys: Keys) -> list[Finding]:
    """ "check.backup" for a copy in backups/ that does not open with this store's key, or lost its key slots."""
    findings = []
    failures: tuple[type[Exception], ...] = (RuleError, *raw.DATABASE_ERRORS)
    for copy in copies(folder):
        try:
            KeyFile.read(keys_beside(copy))
            with raw.refusing(copy), closing(raw.connect(copy, keys.store_key, read_only=True)) as connection:
                connection.execute("SELECT count(*) FROM journal_entry").fetchone()
        except failures:
            findings.append(Finding("check.backup", facts={"file": copy.name}))
    return findings
