"""What a word means is told where it stands: under the pointer, with Shift+F1, and by Ctrl+K."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from tests.builders import World
from tests.ui.exchange.hands import active_room, control, press
from tests.ui.offices import open_dialog
from tests.ui.test_guide import guide_over, heading_in_sight
from zsm_desktop.ui.parts.table import TableView
from zsm_desktop.ui.window import Window
from zsm_desktop.words.glossary import FILE, HERE, TITLE


@pytest.fixture
def window(world: World, theme, shown, qtbot) -> Window:
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    return active_room(theme, shown, qtbot, world.desk, "balances")


def rest_on(qtbot, piece: QWidget, spot: QPoint) -> str:
    """What the pointer is told that comes to rest there."""
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())  # it goes after a moment
    event = QHelpEvent(QHelpEvent.Type.ToolTip, spot, piece.mapToGlobal(spot))
    QApplication.sendEvent(piece, event)
    return QToolTip.text() if QToolTip.isVisible() else ""


def test_a_heading_under_the_pointer_tells_what_it_means(window: Window, qtbot) -> None:
    view = next(one for one in window.page.findChildren(TableView) if one.isVisible())
    head = view.horizontalHeader()
    titles = [column.title for column in view.rows.columns]
    at = titles.index("Saldo")
    spot = QPoint(head.sectionViewportPosition(at) + 8, 8)
    assert rest_on(qtbot, head.viewport(), spot).startswith("Saldo: Wat een school gaf min")
    assert rest_on(qtbot, head.viewport(), QPoint(head.sectionViewportPosition(0) + 8, 8)) == ""


def test_a_label_of_a_form_tells_it_too_in_the_words_of_the_network(window: Window, qtbot) -> None:
    window.open("exchange", "deliveries")
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    label = next(one for one in form.findChildren(QLabel) if one.isVisible() and one.text() == "Aanbod")
    assert rest_on(qtbot, label, QPoint(4, 4)).startswith("Aanbod: Wat een school voor leerlingen")


def test_shift_f1_shows_the_words_in_sight_first(window: Window) -> None:
    press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    guide = guide_over(window)
    assert (guide.chapter.key, guide.chapter.currentText()) == (FILE, TITLE)
    text = guide.text.toPlainText()
    assert text.index(HERE) < text.index("Saldo – Wat een school gaf")
    QTest.keyClick(guide, Qt.Key.Key_Escape)


def test_it_works_in_a_form_and_loses_nothing(window: Window, qtbot) -> None:
    window.open("exchange", "deliveries")
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    with qtbot.waitActive(form):
        form.activateWindow()
    editor = form.fields["note"].editor
    editor.setFocus()
    QTest.keyClicks(editor, "half")
    QTest.keyClick(editor, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    guide = guide_over(form)
    assert guide.chapter.key == FILE
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert form.fields["note"].text == "half"


def test_ctrl_k_finds_a_word_and_opens_it_in_the_guide(window: Window, qtbot) -> None:
    window.panels.open_palette()
    palette = window.panels.palette
    palette.field.setText("gesloten b")
    palette.find()
    hits = palette.list.model().hits
    at = next(at for at, hit in enumerate(hits) if hit.kind == "Woord")
    assert "niemand betaalt" in hits[at].detail
    for _ in range(at):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert heading_in_sight(guide_over(window)) == "Gesloten beurzen"
    guide_over(window).reject()


def test_the_search_of_the_guide_finds_words_too(window: Window) -> None:
    window.panels.open_guide(window, "balances")
    guide = guide_over(window)
    guide.finding.search("wegstrepen")
    assert [hit.section.title for hit in guide.finding.hits] == [TITLE]
    guide.reject()
