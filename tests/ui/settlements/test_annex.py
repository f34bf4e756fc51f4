"""Bijlage maken: what is compared goes on paper, also with a band that is tried; what goes wrong is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tests.builders import World
from tests.flows.test_the_whole_chain_by_keys import pdf_text
from tests.ui.exchange.hands import active_room, control
from tests.ui.offices import open_room, press_toast, toasts
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.scenarios import Scenarios
from zsm_desktop.services.vat import VatDraft

STEM = "Vier afspraken naast elkaar Schooljaar 2026-27"


@pytest.fixture
def traded(world: World) -> World:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    return world


def idle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.workshop.running)


def test_the_annex_is_made_by_keys_by_whoever_reads_balances(
    traded: World, theme, shown, qtbot, tmp_path: Path, monkeypatch
) -> None:
    window = active_room(theme, shown, qtbot, traded.desk_of("directeur duin"), "settlements")
    window.page.chooser.choose("2026/27")
    window.page.compare.table.setFocus()
    control(Qt.Key.Key_S)
    (dialog,) = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(tmp_path / "uit"))
    dialog.close()
    assert not window.page.annex.isEnabled()
    idle(qtbot, window)
    assert window.page.annex.isEnabled()
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == [f"{STEM}.pdf", f"{STEM}.xlsx"]
    assert toasts(window) == [f"Gemaakt: {STEM}.pdf en {STEM}.xlsx"]
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    press_toast(window, "Openen")
    assert opened == [str(tmp_path / "uit" / f"{STEM}.pdf")]


def test_a_band_that_is_tried_stands_in_it_beside_what_was_agreed(
    traded: World, theme, shown, qtbot, tmp_path: Path
) -> None:
    traded.desk.agreements.add(AgreementDraft(SettlementRegime.THRESHOLD, date(2026, 8, 1), band=Band(permille=100)))
    window = open_room(theme, shown, traded.desk, "settlements")
    face = window.page.compare
    face.try_a_band()
    face.band.slider.setValue(20)
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    window.page.annex.make(tmp_path / "uit")
    idle(qtbot, window)
    (paper,) = (tmp_path / "uit").glob("*.pdf")
    said = pdf_text(paper).replace("\u00a0", " ")
    assert "geprobeerd is een bandbreedte van 20% van wat een school afnam, voor elke school dezelfde" in said
    assert "afgesproken is 10% van wat een school afnam" in said
    for word in ("Drempel (geprobeerd)", "59,28"):
        assert word in said


def test_tariffs_that_are_tried_stand_in_it_beside_what_is_open_now(
    traded: World, theme, shown, qtbot, tmp_path: Path
) -> None:
    window = open_room(theme, shown, traded.desk, "settlements")
    face = window.page.compare
    face.try_tariffs()
    qtbot.waitUntil(lambda: not face.reader.is_busy)
    window.page.annex.make(tmp_path / "uit")
    idle(qtbot, window)
    (paper,) = (tmp_path / "uit").glob("*.pdf")
    said = " ".join(pdf_text(paper).replace("\u00a0", " ").split())
    assert "gerekend is met alle tarieven 10% hoger" in said
    assert "Nog te verrekenen € 74,10" in said
    for word in ("Salderen (geprobeerd)", "Saldo (geprobeerd)", "81,51", "Als er niets gebeurt"):
        assert word in said


def test_stopping_writes_nothing_and_a_wrong_folder_is_said(
    traded: World, theme, shown, qtbot, tmp_path: Path, monkeypatch
) -> None:
    window = open_room(theme, shown, traded.desk, "settlements")
    annex = window.page.annex
    annex.make(traded.folder)
    idle(qtbot, window)
    assert "is de map van een netwerk zelf" in toasts(window)[-1]
    compare = Scenarios.compare

    def stop_after(service: Scenarios, *about: object, **more: object) -> object:
        window.workshop.running[0].cancel()
        return compare(service, *about, **more)

    monkeypatch.setattr(Scenarios, "compare", stop_after)
    annex.make(tmp_path / "uit")
    idle(qtbot, window)
    assert toasts(window)[-1] == "Gestopt. Er is niets geschreven."
    assert not (tmp_path / "uit").exists()
    assert annex.isEnabled()


def test_elsewhere_in_the_room_there_is_nothing_to_put_on_paper(world: World, theme, shown) -> None:
    page = open_room(theme, shown, world.desk, "settlements").page
    assert page.annex.isVisible()
    for face in ("agreements", "settlements"):
        page.open_item(face)
        assert not page.annex.isVisible()
