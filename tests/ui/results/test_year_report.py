"""Jaarverslag: asked with a key, made beside the window, stopped without a trace; not for who reads no stuurgroep."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.builders import World
from tests.services.leaving import left
from tests.ui.exchange.hands import active_room, control
from tests.ui.offices import open_room, toasts
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.year_figures import YearFigures
from zsm_desktop.ui.work import Cancelled

D = Destination


@pytest.fixture
def some(world: World) -> World:
    left(world, "DUIN", {D.WORK: 12, D.MBO: 7})
    return world


def test_the_year_in_sight_as_two_files(some: World, theme, shown, qtbot, tmp_path: Path) -> None:
    window = active_room(theme, shown, qtbot, some.desk, "results")
    page = window.page
    control(Qt.Key.Key_J)
    (dialog,) = page.report.findChildren(QFileDialog)
    assert "2025/26" in dialog.windowTitle()
    dialog.reject()
    page.report.make(SchoolYear(page.state.year), tmp_path / "uit")
    assert not page.report.isEnabled()
    qtbot.waitUntil(page.report.isEnabled, timeout=20_000)
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == [
        "Jaarverslag 2025-26.pdf",
        "Jaarverslag 2025-26.xlsx",
    ]
    assert "Uitstroom" in openpyxl.load_workbook(tmp_path / "uit" / "Jaarverslag 2025-26.xlsx").sheetnames
    qtbot.waitUntil(lambda: any("Gemaakt: Jaarverslag 2025-26.pdf" in said for said in toasts(window)))


@pytest.mark.parametrize(
    ("error", "said"),
    [(Cancelled(), "Gestopt. Er is niets geschreven."), (RuleError("year_report.future", year="2030/31"), "2030/31")],
)
def test_stopped_or_refused_it_says_so(
    some: World, theme, shown, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def stop(*_given: object) -> None:
        raise error

    monkeypatch.setattr(YearFigures, "of", stop)
    window = open_room(theme, shown, some.desk, "results")
    window.page.report.make(SchoolYear(2025), tmp_path / "map")
    qtbot.waitUntil(lambda: any(said in one for one in toasts(window)))
    assert window.page.report.isEnabled()
    assert not (tmp_path / "map").exists()


def test_who_reads_no_stuurgroep_has_no_button(some: World, theme, shown) -> None:
    page = open_room(theme, shown, some.desk_of("stage duin"), "results").page
    assert not page.report.isVisible()
    assert page.report.ask_folder() is None
    assert open_room(theme, shown, some.desk_of("directeur duin"), "results").page.report.isVisible()
