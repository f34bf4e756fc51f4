"""The shell: ways to a room and back, by keyboard, at every size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollBar, QToolButton, QWidget

from tests.house.tree import ROOT
from tests.ui.offices import toasts
from zsm_desktop.app.rooms import rooms
from zsm_desktop.ui.history import History, Place
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.rail import mark_icon
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.window import Window

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def _press(qtbot, window: Window, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(window.focusWidget() or window, key, modifier)


def _visible(window: QWidget, kind: type) -> list:
    return [one for one in window.findChildren(kind) if one.isVisible()]


@pytest.fixture
def active(shell: Window, qtbot) -> Window:
    with qtbot.waitActive(shell):
        shell.activateWindow()
    return shell


def test_rooms_are_built_when_first_shown(shell: Window) -> None:
    assert list(shell.pages) == ["cases"]
    shell.open("balances")
    assert list(shell.pages) == ["cases", "balances"]
    assert shell.page is shell.pages["balances"]
    assert shell.rail.buttons["balances"].isChecked()


def test_ctrl_and_a_figure_goes_to_a_room_and_alt_left_comes_back(active: Window, qtbot) -> None:
    _press(qtbot, active, Qt.Key.Key_6, CTRL)
    assert active.room == "balances"
    _press(qtbot, active, Qt.Key.Key_Left, ALT)
    assert active.room == "cases"
    _press(qtbot, active, Qt.Key.Key_Right, ALT)
    assert active.room == "balances"


def test_a_page_goes_elsewhere_by_signal_only(shell: Window, qtbot) -> None:
    shell.page.navigate.emit("network", "")
    assert shell.room == "network"
    assert shell.top.back_button.isEnabled()
    qtbot.mouseClick(shell.top.back_button, Qt.MouseButton.LeftButton)
    assert shell.room == "cases"


def test_history_forgets_what_came_after() -> None:
    history = History()
    for room in ("a", "b", "b", "c"):
        history.go(Place(room))
    assert history.step(-1) == Place("b")
    history.go(Place("d", "7"))
    assert history.step(1) is None
    assert history.step(-1) == Place("b")
    assert history.step(-1) == Place("a")
    assert not history.may_go_back


def test_ctrl_k_finds_a_pupil_by_pseudonym_and_opens_it(active: Window, qtbot) -> None:
    _press(qtbot, active, Qt.Key.Key_K, CTRL)
    palette = active.panels.palette
    assert palette is not None
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "grutto")
    qtbot.waitUntil(lambda: bool(palette.list.model().hits) and palette.list.model().hits[0].label.startswith("Grutto"))
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args[0] == "cases"
    assert not palette.isVisible()


def test_escape_closes_the_palette_and_gives_the_focus_back(active: Window, qtbot) -> None:
    field = active.page.search
    field.setFocus()
    _press(qtbot, active, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(active.panels.palette.field, "zzz")
    active.panels.palette.find()
    assert active.panels.palette.note.isVisible()
    qtbot.keyClick(active.panels.palette.field, Qt.Key.Key_Escape)
    assert not active.panels.palette.isVisible()
    assert active.focusWidget() is field


def test_f1_shows_the_keys_of_this_page(active: Window, qtbot) -> None:
    active.open("meetings")
    _press(qtbot, active, Qt.Key.Key_F1)
    words = {one.text() for one in _visible(active.panels.keys, QLabel)}
    assert {"Ctrl Enter", "Opslaan", "Zoeken en openen", "Besprekingen", "Ctrl 6"} <= words
    qtbot.keyClick(active.focusWidget(), Qt.Key.Key_Escape)
    assert not active.panels.keys.isVisible()


def test_the_rail_folds_in_a_narrow_window_or_when_asked(shell: Window, qtbot) -> None:
    wide = shell.rail.width()
    shell.resize(1000, 720)
    qtbot.waitUntil(lambda: shell.rail.width() < wide / 2)
    assert shell.rail.buttons["cases"].toolTip() == "Leerlingen (Ctrl 3)"
    shell.resize(1280, 720)
    qtbot.waitUntil(lambda: shell.rail.width() == wide)
    qtbot.mouseClick(shell.rail.fold_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.rail.width() < wide / 2)
    assert shell.rail.fold_button.accessibleName() == "Menu uitklappen"


def test_zoom_and_theme_by_key(active: Window, qtbot) -> None:
    _press(qtbot, active, Qt.Key.Key_Plus, CTRL)
    assert (active.theme.zoom_percent, active.footer.zoom.text()) == (110, "110%")
    _press(qtbot, active, Qt.Key.Key_Minus, CTRL)
    _press(qtbot, active, Qt.Key.Key_Minus, CTRL)
    assert active.theme.zoom_percent == 90
    _press(qtbot, active, Qt.Key.Key_0, CTRL)
    assert active.theme.zoom_percent == 100
    qtbot.mouseClick(active.top.theme_button, Qt.MouseButton.LeftButton)
    assert active.theme.is_dark
    assert active.top.theme_button.accessibleName() == "Licht thema"


def test_ctrl_l_locks(active: Window, qtbot) -> None:
    with qtbot.waitSignal(active.locked):
        _press(qtbot, active, Qt.Key.Key_L, CTRL)


def test_what_waits_is_shown_and_said_in_the_rail(shell: Window) -> None:
    shell.rail.set_count("meetings", 3)
    assert shell.rail.buttons["meetings"].accessibleName() == "Besprekingen, 3 te doen"
    shell.rail.set_count("meetings", 0)
    assert shell.rail.buttons["meetings"].accessibleName() == "Besprekingen"


def test_the_status_bar_says_how_things_are_kept(shell: Window) -> None:
    shell.footer.set_stored("reservekopie van 14.05 uur")
    assert shell.footer.stored.text() == "Versleutelde opslag · reservekopie van 14.05 uur"


def test_toasts_stack_are_read_aloud_and_a_fault_stays(shell: Window, qtbot) -> None:
    undone: list[bool] = []
    good = shell.toasts.say("Levering bevestigd.", "good", ("Ongedaan maken", lambda: undone.append(True)))
    bad = shell.toasts.say("Niet gelukt.", "bad")
    assert shell.rect().contains(good.geometry())
    assert shell.rect().contains(bad.geometry())
    assert good.geometry().bottom() < bad.geometry().top()
    undo = next(one for one in good.findChildren(Button) if one.text() == "Ongedaan maken")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    qtbot.waitUntil(lambda: shell.toasts.shown == [bad])


def test_tab_walks_through_every_field_and_comes_round(active: Window, qtbot) -> None:
    active.page.search.setFocus()
    seen: list[QWidget] = []
    for _ in range(60):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        if QApplication.focusWidget() is seen[0]:
            break
    else:
        pytest.fail("Tab does not come round")
    assert active.page.table.view in seen
    assert active.top.opener in seen
    assert active.rail.buttons["today"] in seen
    assert sum(isinstance(one, Button) for one in seen) >= 4


@pytest.mark.parametrize("room", ["cases", "meetings", "balances", "placements", "offers"])
def test_everything_that_takes_the_focus_has_a_name(shell: Window, room: str) -> None:
    shell.open(room)
    QApplication.processEvents()
    nameless = []
    for widget in _visible(shell, QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget, QScrollBar):
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if not (face and face.text(QAccessible.Text.Name)):
            nameless.append(widget)
    assert nameless == []


@pytest.mark.parametrize(("zoom", "mode"), [(100, "light"), (100, "dark"), (150, "light"), (200, "light")])
@pytest.mark.parametrize("room", ["today", "cases", "meetings", "balances", "placements", "offers"])
def test_nothing_is_cut_at_1280_by_720(shell: Window, qtbot, room: str, zoom: int, mode: str) -> None:
    shell.theme.set_mode(mode)
    shell.theme.set_zoom(zoom)
    shell.open(room)
    qtbot.waitUntil(lambda: shell.rail.is_folded == (zoom > 116))
    shell.resize(1280, 720)
    for _ in range(3):
        QApplication.processEvents()
    assert (shell.width(), shell.height()) == (1280, 720)
    kinds = (QAbstractButton, QLabel, QLineEdit)
    cut = [
        (type(one).__name__, one.accessibleName() or one.text(), one.size(), one.minimumSizeHint())
        for kind in kinds
        for one in _visible(shell, kind)
        if not isinstance(one, QToolButton)  # those in a line of text are Qt's own
        and (one.width() < one.minimumSizeHint().width() or one.height() < min(one.minimumSizeHint().height(), 20))
    ]
    assert cut == []


@pytest.mark.parametrize("room", ["today", "cases", "balances", "placements"])
def test_a_page_fills_the_window_and_scrolls_only_inside(shell: Window, qtbot, room: str) -> None:
    shell.open(room)
    qtbot.waitUntil(lambda: shell.page.size() == shell.stack.size())
    shell.resize(1500, 900)
    qtbot.waitUntil(lambda: shell.page.size() == shell.stack.size())


def test_a_page_in_too_small_a_window_can_be_scrolled(shell: Window, qtbot) -> None:
    shell.theme.set_zoom(200)
    area = shell.stack.currentWidget()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert shell.page.height() >= shell.page.layout().totalMinimumHeightForWidth(shell.page.width())
    shell.theme.set_zoom(100)
    qtbot.waitUntil(lambda: shell.page.size() == shell.stack.size())


def test_the_icon_in_the_menu_is_the_mark_of_the_program(theme: Theme) -> None:
    """The drawing that is installed and the one that is painted are the same sign, dot for dot where it matters."""
    drawn = QImage(128, 128, QImage.Format.Format_ARGB32)
    drawn.fill(0)
    painter = QPainter(drawn)
    QSvgRenderer(str(ROOT / "installer" / "zsm-desktop.svg")).render(painter)
    painter.end()
    painted = mark_icon(theme).pixmap(128, 128).toImage().scaled(128, 128)
    spots = [(x, y) for x in range(4, 128, 8) for y in range(4, 128, 8)]
    far = [at for at in spots if abs(drawn.pixelColor(*at).lightness() - painted.pixelColor(*at).lightness()) > 60]
    assert len(far) <= 3


@pytest.mark.parametrize("is_copy", [False, True])
def test_a_room_that_is_not_there_is_refused_by_what_keeps_it_away(world, theme, shown, *, is_copy: bool) -> None:
    desk = world.desk_of("directeur duin")
    if is_copy:
        desk.published_at = desk.clock()
    window = main_window(theme, desk, [one for one in rooms(desk) if one.key != "network"])
    shown(window, 1280, 720)
    at = window.room
    window.open("network")
    assert window.room == at
    (said,) = toasts(window)
    assert said.startswith(
        "Dat zit niet in deze kopie" if is_copy else "Dat hoort niet bij uw rol. Vraag de secretaris"
    )
