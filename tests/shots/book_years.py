"""Boekjaren: one that can be closed and is, one that runs with what stands in the way, and what a director sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.shots.stage import Stage


def book_years(stage: Stage) -> Iterator[str]:
    face = _face(stage, stage.office())
    years = sorted(row.year for row in face.state.rows())
    ready, running = str(years[0]), str(years[-1])
    _choose(stage, face, ready)
    yield "kan_dicht"
    face.close_year()
    yield "afsluiten"
    stage.desk.book_years.close(int(ready), face.state.card.until)
    _choose(stage, face, ready)
    yield "afgesloten"
    _choose(stage, face, running)
    yield "loopt_nog"
    stage.in_sight = face.panel.totals
    yield "rekeningen"
    face = _face(stage, stage.sit_down("director"))
    _choose(stage, face, face.table.rows.id_at(0))
    yield "directeur"


def _face(stage: Stage, window: Any) -> Any:
    window.open("settlements", "years")
    face = window.page.years
    stage.wait(lambda: not face.writer.is_busy)
    return face


def _choose(stage: Stage, face: Any, year: str) -> None:
    face.table.select_id(year)
    face.reload()
    stage.wait(lambda: not face.writer.is_busy)
