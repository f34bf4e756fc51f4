"""Is the database itself whole: every page authentic, every index in step, every reference answered."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.store import raw
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import DATABASE

MOST_LINES = 20


def check_database(folder: Path, keys: Keys) -> list[Finding]:
    """What is wrong with the file; empty when nothing is. A file that does not even open is a finding too.

    While another process is in the middle of reading or writing, part cannot be looked at: a warning says so.
    """
    path = folder / DATABASE
    try:
        with raw.refusing(path), closing(raw.connect(path, keys.store_key)) as connection:
            return faults_of(connection)
    except RuleError as error:
        return [Finding(error.code, facts=error.facts)]


def check_finished(path: Path, keys: Keys) -> list[Finding]:
    """As `check_database`, of one that is only read."""
    try:
        with raw.refusing(path), closing(raw.connect_finished(path, keys.store_key)) as connection:
            return faults_of(connection)
    except RuleError as error:
        return [Finding(error.code, facts=error.facts)]


def faults_of(connection: raw.RawConnection) -> list[Finding]:
    """The same for an open connection that may write (it folds the log into the file first)."""
    findings: list[Finding] = []
    # With an unfinished checkpoint cipher_integrity_check reports pages of a healthy database.
    is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if is_busy:
        findings.append(Finding("check.pages_in_use", is_warning=True))
    else:
        findings += _lines(connection, "cipher_integrity_check", "check.pages")
    findings += _lines(connection, "integrity_check", "check.structure")
    if any(not finding.is_warning for finding in findings):
        return findings  # what a damaged file says of its references means nothing
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall()[:MOST_LINES]:
        findings.append(Finding("check.reference", row=row, facts={"table": table, "row": row, "parent": parent}))
    return findings


def _lines(connection: raw.RawConnection, pragma: str, code: str) -> list[Finding]:
    try:
        lines = [str(line[0]) for line in connection.execute(f"PRAGMA {pragma}").fetchall()[:MOST_LINES]]
    except raw.DATABASE_ERRORS as error:
        lines = [str(error)]
    return [Finding(code, facts={"what": line}) for line in lines if line != "ok"]
