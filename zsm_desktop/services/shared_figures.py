"""Figures on the target group the partners share, per school year and part of the region, entered by the secretary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.shared_figures import MOST_SHARE, MOST_VALUE, Entered, hidden
from zsm_desktop.models import Cluster, SharedFigure
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_LETTERS = 80


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """`cluster_id` None: the whole region; `value` is a number, or thousandths for a share."""

    name: str
    school_year: int
    value: int
    unit: str = "number"
    cluster_id: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """`value` None: not to be shown to this reader."""

    id: str
    name: str
    cluster_id: str | None
    part: str
    school_year: int
    unit: str
    value: int | None
    source: str
    version: int


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """One figure of one part over the years; `values` stand beside the years of `SharedSheet`."""

    name: str
    part: str
    unit: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class SharedSheet:
    """`rows` as `SharedFigures.rows` has them, and the same as `series` over the `years`."""

    years: tuple[int, ...]
    series: tuple[FigureSeries, ...]
    is_whole: bool
    rows: tuple[FigureRow, ...]


class SharedFigures(Service):
    @read(Permission.READ_NETWORK)
    def rows(self, *, is_paper: bool = False) -> tuple[FigureRow, ...]:
        """By name, the whole region before its parts, the last year first."""
        with self.store.reading() as session:
            found = session.execute(_query()).all()
        entered = [
            Entered(one.id, one.name, one.cluster_id or "", one.school_year, one.unit, one.value) for one, _ in found
        ]
        left_out = frozenset() if self.actor.sees_small_groups(is_paper=is_paper) else hidden(entered)
        return tuple(
            FigureRow(
                one.id, one.name, one.cluster_id, part or "", one.school_year, one.unit,
                None if one.id in left_out else one.value, one.source, one.version,
            )
            for one, part in found
        )  # fmt: skip

    @read(Permission.READ_NETWORK)
    def sheet(self, *, is_paper: bool = False, among: Collection[int] | None = None) -> SharedSheet:
        """Every figure over the years, or over those `among` these that have one."""
        rows = [row for row in self.rows(is_paper=is_paper) if among is None or row.school_year in among]
        years = tuple(sorted({row.school_year for row in rows}))
        by_series: dict[tuple[str, str, str], dict[int, int | None]] = defaultdict(dict)
        for row in rows:
            by_series[row.name, row.part, row.unit][row.school_year] = row.value
        series = tuple(
            FigureSeries(name, part, unit, tuple(values.get(year) for year in years))
            for (name, part, unit), values in by_series.items()
        )
        return SharedSheet(years, series, all(row.value is not None for row in rows), tuple(rows))

    @act("figure.add", Permission.EDIT_NETWORK, can_undo=True)
    def add(self, work: Work, draft: FigureDraft) -> None:
        """Raises RuleError("figure.name", "figure.year", "figure.value", "figure.twice", "cluster.none")."""
        row = SharedFigure(id=work.new_id())
        _fill(work, row, draft)
        work.session.add(row)
        work.made = row.id

    @act("figure.edit", Permission.EDIT_NETWORK, can_undo=True)
    def edit(self, work: Work, figure_id: str, version: int, draft: FigureDraft) -> None:
        """Raises as `add`, and RuleError("figure.none", "edit.conflict")."""
        row = known(work, SharedFigure, figure_id, "figure.none")
        require_version(row, version)
        _fill(work, row, draft)
        work.subject_id = row.id

    @act("figure.remove", Permission.EDIT_NETWORK, can_undo=True)
    def remove(self, work: Work, figure_id: str) -> None:
        """Raises RuleError("figure.none")."""
        work.session.delete(known(work, SharedFigure, figure_id, "figure.none"))
        work.subject_id = figure_id
        work.touch("target")


def _query() -> Select[SharedFigure, str | None]:
    return (
        select(SharedFigure, Cluster.name)
        .outerjoin(Cluster, Cluster.id == SharedFigure.cluster_id)
        .order_by(
            SharedFigure.name, SharedFigure.cluster_id.is_not(None), Cluster.name, SharedFigure.school_year.desc()
        )
    )


def _fill(work: Work, row: SharedFigure, draft: FigureDraft) -> None:
    name, most = " ".join(draft.name.split()), MOST_SHARE if draft.unit == "share" else MOST_VALUE
    if not name or len(name) > MOST_LETTERS:
        raise RuleError("figure.name", most=MOST_LETTERS)
    if not FIRST_YEAR <= draft.school_year <= LAST_YEAR:
        raise RuleError("figure.year")
    if draft.unit not in {"number", "share"} or not 0 <= draft.value <= most:
        raise RuleError("figure.value", most=most if draft.unit == "number" else 100)
    all_known(work, Cluster, [draft.cluster_id], "cluster.none")
    if _has_same(work.session, row.id, name, draft):
        raise RuleError("figure.twice", name=name)
    row.name, row.cluster_id, row.school_year = name, draft.cluster_id, draft.school_year
    row.unit, row.value, row.source = draft.unit, draft.value, " ".join(draft.source.split())[:MOST_LETTERS]
    work.facts = {"year": draft.school_year}
    work.touch("target", row.id)


def _has_same(session: Session, own_id: str, name: str, draft: FigureDraft) -> bool:
    query = select(SharedFigure.name, SharedFigure.cluster_id).where(
        SharedFigure.school_year == draft.school_year, SharedFigure.id != own_id
    )
    return any(
        other.casefold() == name.casefold() and cluster == draft.cluster_id for other, cluster in session.execute(query)
    )
