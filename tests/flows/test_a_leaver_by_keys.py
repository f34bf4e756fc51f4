"""A leaver by keys: where he went, what that makes of the figures, and a year of asking whether he is still there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.builders import World, school_id
from tests.flows.test_the_exchange_by_keys import Keyboards, keyboards, theme
from tests.services.leaving import left
from tests.services.test_outcomes import pupil_of
from tests.ui.offices import words_of
from zsm_desktop.domain.follow_ups import Status
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.follow_ups import Heard

__all__ = ["keyboards", "theme"]
D = Destination


def test_a_leaver_gets_an_outcome_and_is_asked_after(keyboards: Keyboards, world: World) -> None:
    left(world, "DUIN", {D.WORK: 8, D.MBO: 7, D.NONE: 5}, year=2025, now={D.WORK: D.WORK, D.MBO: None, D.NONE: D.NONE})
    left(world, "ZEEUW", {D.WORK: 6, D.MBO: 9}, year=2025, now={D.WORK: D.WORK, D.MBO: D.NONE})
    pupil = pupil_of(world, "DUIN")
    _note(keyboards, world, pupil)
    assert world.desk.result_figures.leavers(2025, "school").total.total == 36
    assert [row.pupil_id for row in world.desk.follow_ups.due()] == [pupil]

    _ask(keyboards, "J")
    (first,) = [row for row in world.desk.outcomes.of_pupil(pupil).follow_ups if row.status is not Status.OPEN]
    assert (first.months, first.destination, first.is_lasting) == (3, D.WORK, True)

    world.now += timedelta(days=75)
    for row in world.desk.follow_ups.due(school_id=school_id("DUIN")):
        if row.pupil_id != pupil:
            world.desk.follow_ups.answer(row.id, row.version, Heard(None))
    _ask(keyboards, "N", "9")
    answered = {row.months: row for row in world.desk.outcomes.of_pupil(pupil).follow_ups}
    assert (answered[6].destination, answered[6].is_lasting) == (D.NONE, False)
    lasting = world.desk.result_figures.lasting(2025, "school", 3)
    duin = next(row for row in lasting.rows if row.name == "De Duinpan")
    assert (duin.counts, duin.share) == ((9, 0, 7, 0, 0), 1000)
    _see(keyboards, world)


def _note(keyboards: Keyboards, world: World, pupil: str) -> None:
    """The stagebegeleider, in Resultaten."""
    with keyboards.of("stage duin", "results") as hands:
        hands.press("Ctrl+N")
        hands.wait_for_dialog()
        hands.press("Down", "Tab")
        hands.type("Werk")
        hands.press("Tab")
        hands.type("31-7-2026")
        hands.press("Ctrl+Return")
        hands.until(lambda: world.desk.outcomes.of_pupil(pupil).draft is not None)
    found = world.desk.outcomes.of_pupil(pupil).draft
    assert found is not None
    assert (found.destination, found.left_on) == (D.WORK, date(2026, 7, 31))


def _ask(keyboards: Keyboards, *answer: str) -> None:
    """From Vandaag, which says that someone is to be asked after, to the answer."""
    with keyboards.of("stage duin", "today") as hands:
        page: Any = hands.window.page
        assert "vraag voor nazorg is aan de beurt" in _buttons(page)
        page = hands.go("results")
        hands.face("follow_ups")
        hands.until(page.follow_ups.table.view.hasFocus)
        before = len(page.follow_ups.state.rows)
        hands.press(*answer, "Return")
        hands.until(lambda: len(page.follow_ups.state.rows) == before - 1)


def _buttons(page: Any) -> str:
    return "\n".join(button.text() for button in page.findChildren(QAbstractButton) if button.isVisible())


def _see(keyboards: Keyboards, world: World) -> None:
    """The director reads counts, and no one's pseudonym."""
    with keyboards.of("directeur duin", "results") as hands:
        page: Any = hands.window.page
        hands.until(lambda: not page.outflow.counting.is_busy)
        assert page.outflow.table.rows.rowCount() == 3
        pseudonyms = [one for (one,) in world.store.rows("SELECT pseudonym FROM pupil")]
        assert len(pseudonyms) == 36
        assert not [one for one in pseudonyms if one in words_of(page)]
        for face in ("group", "aims"):
            QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
            hands.until(lambda face=face: page.tabs.current == face)
        hands.until(lambda: not page.aims.counting.is_busy)
        assert page.aims.table.rows.rowCount() > 0
