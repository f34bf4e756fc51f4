"""Is everything in order: file, schema, guards, chain, totals and all that rests on them, key slots, seals, backups."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.printed_head import read_head
from zsm_desktop.services.chain import chain_faults, total_faults
from zsm_desktop.services.record_faults import record_faults
from zsm_desktop.services.service import Service, read

BITE = 2000
MOST_FINDINGS = 20
_WITH_HASH = "SELECT number FROM journal_entry WHERE substr(lower(hex(hash)), 1, length(:start)) = :start"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`ok` when there is no finding but warnings; `chain_head` is the last entry's hash, "" for an empty ledger."""

    ok: bool
    findings: tuple[Finding, ...]
    entries: int
    chain_head: str


class HeadFound(StrEnum):
    """`SAME`: these are the books of that paper. `GROWN`: they are, and more was booked since.

    `CHANGED`: something under that paper was altered. `OTHER`: no entry of these books ever had that hash, so they are
    another network's, or were put back from an older copy and written on.
    """

    SAME = "same"
    GROWN = "grown"
    CHANGED = "changed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HeadAnswer:
    """`entry` is the one the paper stood on (0 where none was found), `entries` how many there are now."""

    found: HeadFound
    entry: int
    entries: int
    findings: tuple[Finding, ...] = ()


class Checks(Service):
    @read(Permission.READ_BALANCES)
    def printed(self, text: str) -> HeadAnswer:
        """Hold the line about the books from old minutes or a statement against the books of now.

        Everything up to that entry is recomputed. Raises RuleError with a head.* code for a text that is no such line.
        """
        head = read_head(text)
        ((entries,),) = self.store.rows("SELECT coalesce(max(number), 0) FROM journal_entry")
        rows = self.store.rows(_WITH_HASH, {"start": head.digits})
        entry = rows[0][0] if rows else 0
        if not entry or head.entry not in {None, entry}:
            return HeadAnswer(HeadFound.OTHER, head.entry or 0, entries)
        _, _, broken = chain_faults(self.store, entry)
        found = HeadFound.CHANGED if broken else HeadFound.SAME if entry == entries else HeadFound.GROWN
        return HeadAnswer(found, entry, entries, tuple(broken))

    @read(Permission.READ_NETWORK)
    def run(self) -> CheckResult:
        """Look through the whole store; some seconds per hundred thousand entries.

        Sealed values are opened only by who holds the second key, and what rests on the books is looked at only by who
        is shown all of it: the others' check goes without.
        """
        from zsm_desktop.store.schema_check import backup_faults, schema_faults, slot_faults

        store = self.store
        findings = store.place.faults()
        entries, head = 0, b""
        if not any(finding.code.startswith(("store.", "server.")) for finding in findings):
            findings += schema_faults(store)
            entries, head, broken = chain_faults(store)
            findings += broken
            findings += total_faults(store)
            findings += slot_faults(store)
            if store.place.shows_all or self.actor.sees_all_schools:
                findings += record_faults(store)
            if store.seal.may_open:
                findings += self._sealed_faults()
                if self.desk.choice_tallies.is_behind():
                    findings.append(Finding("check.tally", is_warning=True))
        findings += backup_faults(store)
        return CheckResult(
            ok=all(finding.is_warning for finding in findings),
            findings=tuple(findings),
            entries=entries,
            chain_head=head.hex() if entries else "",
        )

    def _sealed_faults(self) -> list[Finding]:
        """Sealed values that do not open in their own place: changed, or moved there from elsewhere."""
        from zsm_desktop.models.sealed import sealed_columns

        findings: list[Finding] = []
        for table, column in sealed_columns():
            after = ""
            # Names of tables and columns come from the models.
            sql = (
                f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL AND id > :after"  # noqa: S608
                f" ORDER BY id LIMIT {BITE:d}"
            )
            while rows := self.store.rows(sql, {"after": after}):
                after = rows[-1][0]
                for row_id, value in rows:
                    try:
                        self.store.seal.open(table, row_id, column, value)
                    except RuleError:
                        facts = {"table": table, "row": row_id, "column": column}
                        findings.append(Finding("check.sealed", facts=facts))
                        if len(findings) >= MOST_FINDINGS:
                            return findings
        return findings
