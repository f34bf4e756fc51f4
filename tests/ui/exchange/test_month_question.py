"""The question of the sheet whether what was typed may go, answered by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.exchange.hands import active_room, control, press, type_keys


def test_escape_at_the_question_goes_on_filling_in(world: World, theme, shown, qtbot) -> None:
    world.placement()
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_M)
    sheet = window.page.month
    type_keys("7")
    press(Qt.Key.Key_Return)
    for _ in range(2):
        press(Qt.Key.Key_Escape)
        assert sheet.confirm.no.hasFocus()
        press(Qt.Key.Key_Escape)
        assert not sheet.confirm.isVisible()
        assert sheet.view.hasFocus()
    press(Qt.Key.Key_Escape)
    sheet.view.setFocus()
    press(Qt.Key.Key_Escape)  # from the cell too
    assert not sheet.confirm.isVisible()
    assert sheet.view.hasFocus()
    assert "7" in sheet.cells.typed.values()
