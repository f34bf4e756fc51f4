"""Kept still nothing moves by itself: by choice, or because the system says so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QStyle

from zsm_desktop.settings import Preferences
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.motion import Motion
from zsm_desktop.ui.parts.progress import Bar


def test_a_bar_that_knows_no_end_stands_still_when_that_is_wished(theme, shown, qtbot) -> None:
    painted: list[int] = []

    class Seen(Bar):
        def paintEvent(self, event) -> None:
            painted.append(1)
            super().paintEvent(event)

    habits = Habits(now=Preferences())
    motion = Motion(theme, habits)
    bar = shown(Seen(theme), 200, 20)
    bar.put(0, 0)
    qtbot.waitUntil(lambda: len(painted) > 4)
    habits.keep("motion", "none")
    assert motion.is_still
    qtbot.wait(50)
    painted.clear()
    qtbot.wait(200)
    assert painted == []
    bar.put(3, 4)
    assert (bar.maximum(), bar.value()) == (4, 3)
    habits.keep("motion", "system")
    bar.put(0, 0)
    qtbot.waitUntil(lambda: len(painted) > 4)


def test_effects_of_the_system_stop_and_come_back(theme) -> None:
    menu, whole = Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_General
    before = {effect: QApplication.isEffectEnabled(effect) for effect in (whole, menu)}
    try:
        for effect in before:
            QApplication.setEffectEnabled(effect, True)
        habits = Habits(now=Preferences())
        motion = Motion(theme, habits)
        seen = []
        for wish in ("none", "system"):
            habits.keep("motion", wish)
            seen.append((motion.is_still, QApplication.isEffectEnabled(menu)))
        assert seen == [(True, False), (False, True)]
    finally:
        for effect in reversed(before):
            QApplication.setEffectEnabled(effect, before[effect])


def test_fading_and_blinking_stop_too_and_come_back(theme, shown) -> None:
    habits = Habits(now=Preferences(motion="none"))
    flash = QApplication.cursorFlashTime()
    motion = Motion(theme, habits)
    widget = shown(QProgressBar(), 200, 20)
    lasts = QStyle.StyleHint.SH_Widget_Animation_Duration
    assert (QApplication.cursorFlashTime(), widget.style().styleHint(lasts, None, widget)) == (0, 0)
    habits.keep("motion", "system")
    assert (QApplication.cursorFlashTime(), widget.style().styleHint(lasts, None, widget) > 0) == (flash, True)
    motion.system_is_still = True
    motion.follow()
    assert theme.is_still
    motion.system_is_still = False
    motion.follow()
    assert not theme.is_still
