"""Nothing is cut in Aanbod, Uitwisseling and Saldi, at 100 % and at 200 % on a small screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from tests.builders import World, offer_id, school_id
from tests.services.test_funds import draft as fund_draft
from tests.ui.offices import cut_pieces, open_dialog, open_room
from zsm_desktop.ui.window import Window

Show = Callable[[Window], object]
FACES: dict[str, tuple[str, Show]] = {
    "offers": ("offers", lambda window: window.open("offers", offer_id("DUIN"))),
    "placements": ("exchange", lambda window: window.page.open_item("placements")),
    "deliveries": ("exchange", lambda window: window.page.open_item("deliveries")),
    "month": ("exchange", lambda window: window.page.open_month()),
    "periods": ("exchange", lambda window: window.page.open_periods()),
    "rounds": ("exchange", lambda window: window.page.open_item("rounds")),
    "a round to make": ("exchange", lambda window: (window.page.open_rounds(), window.page.rounds.open_make())),
    "an answer to read": ("exchange", lambda window: (window.page.open_rounds(), window.page.rounds.open_read())),
    "funds": ("exchange", lambda window: window.page.open_item("funds")),
    "claims": ("exchange", lambda window: (window.page.open_item("funds"), window.page.funds.open_claims())),
    "tariffs": ("offers", lambda window: window.page.tabs.show_face("tariffs")),
    "schools": ("balances", lambda window: window.page.open_item("schools")),
    "pairs": ("balances", lambda window: window.page.open_item("pairs")),
    "per offer": ("balances", lambda window: window.page.open_item("offers")),
    "trend": ("balances", lambda window: window.page.open_item("trend")),
    "statements": ("balances", lambda window: window.page.open_item("statements")),
    "reason": ("balances", lambda window: window.page.explain("DUIN")),
}


def settle() -> None:
    """Layouts within layouts need a turn each."""
    for _turn in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("face", FACES)
def test_no_piece_is_cut(world: World, theme, shown, face: str, zoom: int) -> None:
    world.placement()
    world.desk.funds.add(fund_draft(50_00, percent=40_00, owner="Provincie Zeeland"))
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 10, 5))
    world.entered("DUIN", "ZEEUW", 250, date(2026, 10, 6))
    world.desk.rounds.make(school_id("ZEEUW"))
    room, show = FACES[face]
    theme.set_zoom(zoom)
    window = open_room(theme, shown, world.desk, room)
    show(window)
    settle()
    assert cut_pieces(window.page) == []
    area = window.page.parentWidget().parentWidget()
    assert area.horizontalScrollBar().maximum() == 0
    if zoom == 100:
        assert area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("act", ["add", "set_tariff"])
def test_forms_of_an_offer_fit_the_window(world: World, theme, shown, act: str) -> None:
    theme.set_zoom(200)
    window = open_room(theme, shown, world.desk, "offers")
    getattr(window.page.deeds, act)()
    settle()
    form = open_dialog(window)
    assert form.width() <= window.width()
    assert form.height() <= window.height()
    assert form.ok.isVisible()
    assert cut_pieces(form) == []


def test_the_form_of_a_fund_fits_the_window(world: World, theme, shown) -> None:
    theme.set_zoom(200)
    window = open_room(theme, shown, world.desk, "exchange")
    window.page.open_item("funds")
    window.page.funds.add()
    settle()
    form = open_dialog(window)
    assert form.width() <= window.width()
    assert form.height() <= window.height()
    assert cut_pieces(form) == []
