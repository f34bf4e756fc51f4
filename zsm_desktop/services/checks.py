"""Is everything in order: file, schema, guards, chain, totals, sealed values, backups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.chain import chain_faults, total_faults
from zsm_desktop.services.service import Service, read

BITE = 2000
MOST_FINDINGS = 20


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`ok` when there is no finding but warnings; `chain_head` is the last entry's hash, "" for an empty ledger."""

    ok: bool
    findings: tuple[Finding, ...]
    entries: int
    chain_head: str


class Checks(Service):
    @read(Permission.READ_NETWORK)
    def run(self) -> CheckResult:
        """Look through the whole store; some seconds per hundred thousand entries.

        Sealed values are opened only by who holds the second key; the others' check goes without.
        """
        from zsm_desktop.store.check import check_database
        from zsm_desktop.store.schema_check import backup_faults, schema_faults

        store = self.store
        findings = check_database(store.folder, store.keys)
        entries, head = 0, b""
        if not any(finding.code.startswith("store.") for finding in findings):
            findings += schema_faults(store)
            entries, head, broken = chain_faults(store)
            findings += broken
            findings += total_faults(store)
            if store.seal.may_open:
                findings += self._sealed_faults()
        findings += backup_faults(store.folder, store.keys)
        return CheckResult(
            ok=all(finding.is_warning for finding in findings),
            findings=tuple(findings),
            entries=entries,
            chain_head=head.hex() if entries else "",
        )

    def _sealed_faults(self) -> list[Finding]:
        """Sealed values that do not open in their own place: changed, or moved there from elsewhere."""
        findings: list[Finding] = []
        for table, column in _sealed_columns():
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


def _sealed_columns() -> Iterator[tuple[str, str]]:
    from zsm_desktop.models import Base
    from zsm_desktop.models.types import Sealed

    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                yield table.name, column.name
