"""Has the place the schema and the guards of this program: what a foreign tool may have changed while we were away."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.store import backup_state, left_slots, raw
from zsm_desktop.store.backup import copies, keys_beside
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.schema import SCHEMA_VERSION
from zsm_desktop.store.store import Store, header_of


def schema_faults(store: Store) -> list[Finding]:
    """Findings "check.schema" (another version), "check.guard" (a trigger missing, altered or not ours) and, as a
    warning, "check.index" (one of a server's own)."""
    found, faults = store.place.schema(store.rows)
    if found != SCHEMA_VERSION:
        return [Finding("check.schema", facts={"found": found, "known": SCHEMA_VERSION}), *faults]
    return faults


def slot_faults(store: Store) -> list[Finding]:
    """Finding "check.left_slot" for each user who is no longer let in and whose password still opens the file."""
    return [Finding("check.left_slot", facts={"user": owner.user_name}) for owner in left_slots.found(store)]


def backup_faults(store: Store) -> list[Finding]:
    """ "check.backup" for a copy in backups/ that does not open with this store's key, or lost its key slots.

    Warnings: "check.backup_old_keys" says how many are of before the keys were renewed; and what Vandaag says of them.
    """
    folder, keys = store.folder, store.keys
    findings: list[Finding] = []
    older = 0
    failures: tuple[type[Exception], ...] = (RuleError, *raw.DATABASE_ERRORS)
    for copy in copies(folder):
        try:
            beside = KeyFile.read(keys_beside(copy))
            try:
                with raw.refusing(copy), closing(raw.connect_finished(copy, keys.store_key)) as connection:
                    connection.execute("SELECT count(*) FROM journal_entry").fetchone()
            except failures:
                if not _is_of_old_keys(beside, store):
                    raise
                older += 1  # as another key looks from here
        except failures:
            findings.append(Finding("check.backup", facts={"file": copy.name}))
    if older:
        findings.append(Finding("check.backup_old_keys", is_warning=True, facts={"count": older}))
    return findings + _missed(folder)


def _is_of_old_keys(beside: KeyFile, store: Store) -> bool:
    """Nobody's slot of then is there now: a single password that was changed would leave those of the others."""
    present = {slot.store_key for slot in header_of(store).slots}
    return not present.intersection(slot.store_key for slot in beside.slots)


def _missed(folder: Path) -> list[Finding]:
    state = backup_state.read(folder)
    second = state.place(state.second)
    findings = []
    if state.failed is not None:
        findings.append(Finding("check.backup_failed", facts={"since": home_day(state.failed.since)}, is_warning=True))
    if state.second and second.missed is not None:
        facts = {"path": state.second, "since": home_day(second.seen or second.missed.since)}
        findings.append(Finding("check.backup_place", facts=facts, is_warning=True))
    if state.trial is not None and state.trial.fault:
        findings.append(Finding("check.backup_trial", facts={"day": home_day(state.trial.copy_at)}))
    return findings
