"""Verantwoording of a subsidy: every part with what was agreed, entered or worked out, the forms, and an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.ui.exchange.accountability_state import EXPENSES, PARTS, REPORTS, RESULTS


def accountability(stage: Stage) -> Iterator[str]:
    page = _room(stage.office())
    face = page.funds.account
    page.open_item("funds")
    yield "knop"
    page.funds.open_account(RESULTS)
    for part, _ in PARTS:
        face.parts.choose(part)
        face.table.select_id(face.table.rows.id_at(0))
        yield part
    face.parts.choose(RESULTS)
    face.table.select_id(face.state.rows()[1].id)
    yield "geteld"
    for part, _ in PARTS[:5]:
        face.parts.choose(part)
        face.add().try_submit()
        yield f"nieuw_{part}"
    face.parts.choose(RESULTS)
    face.edit()
    yield "wijzigen"
    face.parts.choose(EXPENSES)
    face.remove()
    face.reload()
    face.table.select_id(face.state.rows()[-1].id)
    yield "weggehaald"
    page.open_item("accountability")
    yield "te_laat"
    year = SchoolYear.of(stage.desk.day)
    made = stage.desk.funds.add(
        FundDraft("Nieuw potje", 500_00, year.first_day, year.last_day, percent=1_00, rank=50)
    ).made_id
    page.funds.reload()
    page.funds.open(made)
    page.funds.open_account(REPORTS)
    yield "leeg"
    page = _room(stage.sit_down("director"))
    page.funds.table.select_id(page.funds.table.rows.id_at(0))
    page.funds.open_account(RESULTS)
    stage.wait(lambda: not page.funds.account.counting.is_busy)
    yield "directeur"


def _room(window: Any) -> Any:
    window.open("exchange", "funds")
    return window.page
