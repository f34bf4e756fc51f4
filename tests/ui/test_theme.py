"""One look: contrast, zoom, fonts and icons."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontDatabase, QFontInfo, QIcon, QImage, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.settings import MAX_ZOOM_PERCENT, MIN_ZOOM_PERCENT
from zsm_desktop.ui import style
from zsm_desktop.ui.parts import heat, layout
from zsm_desktop.ui.theme import ZOOM_STEPS, Theme
from zsm_desktop.ui.tokens import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, Tokens, contrast


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3.0)], ids=["text", "shapes"])
def test_everything_that_must_be_read_or_seen_has_contrast(
    tokens: Tokens, pairs: tuple[tuple[str, str], ...], least: float
) -> None:
    found = {pair: contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


def test_figures_in_the_warmest_and_coolest_cells_can_be_read(theme: Theme) -> None:
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        for name in ("given", "taken"):
            for share in (0.12, 0.3, 0.5, 0.7, 1.0):
                ground = heat.blend(theme.colour("surface"), theme.colour(name), share)
                assert contrast(heat.readable(ground).name(), ground.name()) >= 4.5


def test_every_token_is_a_colour_and_no_rule_is_left_unfilled(theme: Theme) -> None:
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for tokens in (LIGHT, DARK) for colour in tokens)
    assert not re.search(r"\{p?\w+\}", style.sheet(LIGHT, theme.px))


def test_palette_and_rules_follow_the_theme(theme: Theme, qapp, shown) -> None:
    window = shown(QWidget(), 200, 100)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.canvas
    theme.toggle()
    assert theme.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.canvas
    assert DARK.surface in window.styleSheet()


def test_a_window_is_dressed_once_and_again_only_when_the_rules_change(theme: Theme, shown, qtbot) -> None:
    dressed: list[QEvent.Type] = []

    class Piece(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            dressed.append(event.type())

    window = QWidget()
    window.setLayout(layout.column(theme, Piece()))
    shown(window)
    dressed.clear()
    theme.dress(window)
    assert QEvent.Type.StyleChange not in dressed
    theme.toggle()
    assert QEvent.Type.StyleChange in dressed


def test_letters_are_inter_and_amounts_line_up(theme: Theme) -> None:
    assert QFontInfo(theme.font()).family() == "Inter"
    assert "Inter" in QFontDatabase.families()
    from PySide6.QtGui import QFontMetricsF

    amounts = QFontMetricsF(theme.font(is_tabular=True))
    assert amounts.horizontalAdvance("11111") == amounts.horizontalAdvance("88888")


def test_zoom_goes_by_steps_and_stops_at_both_ends(theme: Theme) -> None:
    assert (ZOOM_STEPS[0], ZOOM_STEPS[-1]) == (MIN_ZOOM_PERCENT, MAX_ZOOM_PERCENT)
    for _ in range(20):
        theme.zoom_by(1)
    assert theme.zoom_percent == 200
    assert theme.px(14) == 28
    for _ in range(20):
        theme.zoom_by(-1)
    assert theme.zoom_percent == 80


def test_zoom_scales_letters_fields_and_layouts(theme: Theme, shown, qtbot) -> None:
    field = QLineEdit("Kievit 27")
    whole = shown(layout.card(theme, layout.box(theme, field, width=100)), 300, 200)
    before = field.height()
    theme.set_zoom(200)
    qtbot.waitUntil(lambda: field.height() > 1.8 * before)
    assert field.minimumWidth() == 200
    assert whole.layout().contentsMargins().left() == 40
    assert field.fontMetrics().height() > 28
    theme.set_zoom(100)
    qtbot.waitUntil(lambda: field.height() == before)


@pytest.mark.parametrize("zoom", [80, 100, 125, 200])
def test_a_field_keeps_its_size_when_it_gets_the_focus(theme: Theme, shown, qtbot, zoom: int) -> None:
    theme.set_zoom(zoom)
    first, second = QLineEdit("een"), QLineEdit("twee")
    whole = shown(layout.holder(layout.column(theme, first, second, None)), 300, 200)
    with qtbot.waitActive(whole):
        whole.activateWindow()
    for field in (first, second):
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        assert first.sizeHint().height() == second.sizeHint().height()
        assert first.height() == second.height()


def test_an_icon_made_once_follows_the_theme(theme: Theme) -> None:
    icon = theme.icon("home", "text")

    def darkest() -> int:
        image = icon.pixmap(QSize(48, 48)).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        solid = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 250]
        assert solid
        return min(one.lightness() for one in solid)

    assert darkest() < 60
    theme.toggle()
    assert darkest() > 180


def test_an_icon_is_sharp_on_a_fine_screen(theme: Theme) -> None:
    pixmap = theme.icon("lock").pixmap(QSize(20, 20), 2.0, QIcon.Mode.Normal, QIcon.State.Off)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (40, 2.0)
