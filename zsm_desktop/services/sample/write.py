"""Bulk writing of the sample: plain rows through units of work, sealed on the way, every guard switched on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Table, insert, select

from zsm_desktop.domain.permissions import Actor
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models import Base
from zsm_desktop.models.types import Sealed
from zsm_desktop.services.entries import append_entries
from zsm_desktop.services.sample.books import Chunk
from zsm_desktop.services.sample.shape import Frame, Row, Rows
from zsm_desktop.store.store import Store
from zsm_desktop.store.work import Work

_ORDER = (
    "network network_profile cluster organisation school contact account user_account sector unit offer vat_rule "
    "period pupil outcome follow_up target "
    "meeting_body body_point meeting attendance case_file case_sector consent bottleneck bottleneck_case "
    "agenda_item case_discussion decision vote tariff fund action_item need placement amendment minutes_version "
    "fund_result fund_condition fund_report fund_expense fund_contribution "
    "evaluation evaluation_element evaluation_member evaluation_score evaluation_remark evaluation_answer"
).split()
"""Tables in the order of their references."""
_BATCH = 5000


@dataclass(frozen=True)
class Writer:
    """Writes as the secretary, at the moment the sample is made; one unit of work and one audit line per call."""

    store: Store
    actor: Actor
    frame: Frame

    @cached_property
    def _tables(self) -> dict[str, tuple[Table, tuple[str, ...]]]:
        """Table and its sealed columns by name."""
        return {
            name: (table, tuple(column.name for column in table.columns if isinstance(column.type, Sealed)))
            for name, table in Base.metadata.tables.items()
        }

    def write(self, act: str, *parts: Rows) -> None:
        merged: dict[str, list[Row]] = {}
        for part in parts:
            for name, rows in part.items():
                merged.setdefault(name, []).extend(rows)
        with self.store.writing(self.actor, act, self.frame.made_at) as work:
            for name in sorted(merged, key=_ORDER.index):
                self._insert(work, name, merged[name])
            work.facts = {name: len(rows) for name, rows in merged.items()}

    def book(self, chunk: Chunk) -> None:
        """Deliveries first, then their entries, numbered and chained by the same code as any other booking."""
        if not (chunk.deliveries or chunk.disputes or chunk.entries):
            return
        with self.store.writing(self.actor, "sample.exchange", self.frame.made_at) as work:
            self._insert(work, "delivery", chunk.deliveries)
            self._insert(work, "dispute_message", chunk.disputes)
            append_entries(work.session.connection(), chunk.entries)
            self._insert(work, "fund_claim", chunk.claims)
            work.facts = {"deliveries": len(chunk.deliveries), "entries": len(chunk.entries)}

    def set_stages(self, stages: Mapping[str, str]) -> None:
        """How far the minutes of meetings are; after their versions, which a final one takes no more of."""
        table, _ = self._tables["meeting"]
        with self.store.writing(self.actor, "sample.minutes", self.frame.made_at) as work:
            for meeting_id, stage in stages.items():
                work.session.execute(table.update().where(table.c.id == meeting_id).values(stage=stage))
            work.facts = {"meeting": len(stages)}

    def appoint(self, organisation_id: str) -> None:
        """The penvoerder, once it is there."""
        table, _ = self._tables["network"]
        with self.store.writing(self.actor, "sample.issuer", self.frame.made_at) as work:
            work.session.execute(table.update().values(issuer_id=organisation_id))

    def link_bodies(self, links: Sequence[tuple[str, str, str | None]]) -> None:
        """Which body is above which, and of which cluster one is; by their codes."""
        if not links:
            return
        table, _ = self._tables["meeting_body"]
        with self.store.writing(self.actor, "sample.bodies", self.frame.made_at) as work:
            ids = dict(work.session.execute(select(table.c.code, table.c.id)).all())
            for code, above, cluster_id in links:
                values = {"above_id": ids.get(above), "cluster_id": cluster_id}
                work.session.execute(table.update().where(table.c.code == code).values(values))

    def grant(self, fund_id: str, cents: int) -> None:
        """How much the fund has, once it is known what it bore."""
        table, _ = self._tables["fund"]
        with self.store.writing(self.actor, "sample.fund", self.frame.made_at) as work:
            work.session.execute(table.update().where(table.c.id == fund_id).values(granted_cents=cents))

    def last_entry(self) -> int:
        ((number,),) = self.store.rows("SELECT coalesce(max(number), 0) FROM journal_entry")
        return int(number)

    def close_periods(self, statuses: Mapping[str, str]) -> None:
        table, _ = self._tables["period"]
        with self.store.writing(self.actor, "sample.close_periods", self.frame.made_at) as work:
            for period_id, status in statuses.items():
                work.session.execute(table.update().where(table.c.id == period_id).values(status=status))

    def _insert(self, work: Work, name: str, rows: Sequence[Row]) -> None:
        table, columns = self._tables[name]
        statement = insert(table)
        connection = work.session.connection()
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            connection.execute(statement, [self._sealed(name, columns, row) for row in batch] if columns else batch)

    def _sealed(self, name: str, columns: tuple[str, ...], row: Row) -> Row:
        row_id = str(row["id"])
        values: dict[str, SealedBytes | None] = {}
        for column in columns:
            text = row.get(column)
            values[column] = self.store.seal.seal(name, row_id, column, str(text)) if text else None
        return row | values
