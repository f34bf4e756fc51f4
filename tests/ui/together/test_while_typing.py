"""What others do is seen at once, and nothing of what is being typed, chosen or selected here goes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit

from tests.builders import World
from tests.ui.meeting.people import Hands, planned, running
from tests.ui.offices import words_of
from zsm_desktop.ui.window import Window

Key = Qt.Key


def state(window: Window) -> tuple[object, ...]:
    """Where the keys go, and what stands, is selected and is pointed at there."""
    at = window.focusWidget()
    if isinstance(at, QLineEdit):
        return at, at.text(), at.cursorPosition(), at.selectedText()
    if isinstance(at, QPlainTextEdit):
        cursor = at.textCursor()
        return at, at.toPlainText(), cursor.position(), cursor.anchor()
    if isinstance(at, QAbstractItemView):
        return at, at.currentIndex().row(), at.verticalScrollBar().value()
    return (at,)


def select_two(window: Window) -> None:
    at = window.focusWidget()
    if isinstance(at, QLineEdit):
        at.setSelection(1, 2)
    elif isinstance(at, QPlainTextEdit):
        cursor = at.textCursor()
        cursor.setPosition(3)
        cursor.setPosition(1, cursor.MoveMode.KeepAnchor)
        at.setTextCursor(cursor)


def settle(window: Window, qtbot) -> None:
    """Waits until the page in sight has read what it heard of."""
    page = window.page
    qtbot.waitUntil(lambda: not page.is_stale and not (hasattr(page, "writer") and page.writer.is_busy), timeout=5_000)
    qtbot.wait(20)


def live_point(world: World, hands: Callable[..., Hands]) -> Hands:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    return at


def notes(world: World, hands) -> Window:
    at = live_point(world, hands)
    at.press(Key.Key_F2)
    at.type("Moeder belt")
    return at.window


def kept_notes(world: World, hands) -> Window:
    at = live_point(world, hands)
    at.press(Key.Key_F2)
    at.type("Moeder belt")
    at.page.talk.settle()
    return at.window


def action(world: World, hands) -> Window:
    at = live_point(world, hands)
    at.press(Key.Key_F6)
    at.type("Bellen met")
    return at.window


def wall_text(world: World, hands) -> Window:
    at = live_point(world, hands)
    at.until(lambda: at.page.state.card is not None)
    at.press(Key.Key_W)
    at.type("Waar leert")
    return at.window


def reason(world: World, hands) -> Window:
    at = live_point(world, hands)
    at.press(Key.Key_F4, Key.Key_5)
    at.type("Te ver")
    return at.window


def offers_of_point(world: World, hands) -> Window:
    at = live_point(world, hands)
    at.press(Key.Key_F3)
    return at.window


def somebody(world: World, hands) -> Window:
    at = hands(planned(world, world.case()))
    at.page.views["prepare"].attendance.new.setFocus()
    at.type("Noor de")
    return at.window


def chair(world: World, hands) -> Window:
    at = hands(planned(world, world.case()))
    at.page.views["prepare"].attendance.chair.setFocus()
    at.type("Noor de")
    return at.window


def agenda(world: World, hands) -> Window:
    at = hands(planned(world, world.case(), world.case("DUIN")))
    at.page.views["prepare"].agenda.setFocus()
    at.press(Key.Key_Down)
    return at.window


def case_text(world: World, hands) -> Window:
    world.case()
    at = hands(room="pupils")
    at.page.cases.table.setFocus()
    at.page.cases.panel.start_edit()
    at.type("Ook op maandag. ")
    return at.window


def new_case(world: World, hands) -> Window:
    at = hands(room="pupils")
    at.page.show_form()
    at.page.form.question.question.editor.setFocus()
    at.type("Half af")
    return at.window


def delivery_sheet(world: World, hands) -> Window:
    world.placement()
    at = hands(room="exchange")
    at.press(Key.Key_M, control=True)
    for key in "2,5":
        at.type(key)
    return at.window


def setting(world: World, hands) -> Window:
    at = hands(room="settings")
    field = next(one for one in at.page.findChildren(QLineEdit) if one.isVisible() and one.text())
    field.setFocus()
    at.type(" en omstreken")
    return at.window


def search(world: World, hands) -> Window:
    world.case()
    at = hands(room="pupils")
    at.page.cases.search.setFocus()
    at.type("Leer")
    return at.window


def palette(world: World, hands) -> Window:
    at = hands(room="pupils")
    at.press(Key.Key_K, control=True)
    at.type("zeeuw")
    return at.window


PLACES = [
    notes, kept_notes, action, wall_text, reason, offers_of_point, somebody, chair, agenda, case_text, new_case,
    delivery_sheet, setting, search, palette,
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_where_somebody_works_nothing_moves(place, world: World, hands, qtbot) -> None:
    window = place(world, hands)
    select_two(window)
    world.desk.steps.done.clear()
    before = state(window)
    assert before[0] is not None
    with qtbot.waitSignal(window.relay.arrived):
        world.desk._hear(None)
    settle(window, qtbot)
    assert state(window) == before


def test_a_cell_that_is_being_typed_in_is_finished_and_then_the_sheet_is_read(world: World, hands, qtbot) -> None:
    window = delivery_sheet(world, hands)
    face = window.page.month
    rows = len(face.state.rows)
    with qtbot.waitSignal(window.relay.arrived):
        world.placement(planned=800)
    settle(window, qtbot)
    assert len(face.state.rows) == rows
    QTest.keyClicks(window.focusWidget(), "5")
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    qtbot.waitUntil(lambda: len(face.state.rows) == rows + 1)
    assert "2,55" in {face.cells.text_of(row, at) for row in face.state.rows for at in range(len(face.state.columns))}


def seen_by_the_other(window: Window, qtbot, act: Callable[[], object], words: str) -> float:
    """In how many seconds it could be read here, each as long as this computer's other work makes them."""
    assert words not in words_of(window)
    before = crowded()
    start = time.monotonic()
    act()
    qtbot.waitUntil(lambda: shows(window, words), timeout=20_000)
    return (time.monotonic() - start) / max(before, crowded())


def crowded() -> float:
    """How much longer plain work takes than it needs the processor, twice over: reading waits for two programs."""
    start, own = time.monotonic(), time.process_time()
    while (worked := time.process_time() - own) < 0.1:
        sum(range(10_000))
    return max(1.0, 2 * (time.monotonic() - start) / worked - 1)


def shows(window: Window, words: str) -> bool:
    """In a label, or in a row of a list."""
    rows = (row for view in window.findChildren(QAbstractItemView) if view.isVisible() for row in said(view))
    return any(words in row for row in rows) or words in words_of(window)


def said(view: QAbstractItemView) -> list[str]:
    model = view.model()
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(columns)]
    return [str(cell.data(Qt.ItemDataRole.AccessibleTextRole) or "") for cell in cells]


def test_what_another_agrees_is_seen_within_a_second_beside_what_is_being_typed(world: World, hands, qtbot) -> None:
    world.desk.listen()
    window = notes(world, hands)
    item = window.page.table.item_id
    select_two(window)
    before = state(window)
    other = world.desk_of("stage zeeuw")
    spent = seen_by_the_other(window, qtbot, lambda: other.live.add_decision(item, "Proefles in Goes."), "Proefles in")
    assert spent < 1
    assert state(window) == before
    window.page.talk.settle()
    assert world.desk.live.card(item).notes == "Moeder belt"


def test_what_another_changes_comes_into_the_list_and_the_hand_stays_on_its_own(world: World, hands, qtbot) -> None:
    world.desk.listen()
    case_id, *_ = [world.case() for _ in range(5)]
    window = hands(room="pupils").window
    table = window.page.cases.table
    table.select_id(next(row.id for row in window.page.cases._rows if row.id != case_id))
    before = (*state(window), table.current_id())
    other = world.desk_of("stage zeeuw").cases
    version = other.card(case_id).version
    spent = seen_by_the_other(
        window, qtbot, lambda: other.edit(case_id, version, {"question": "Wil leren timmeren."}), "leren timmeren"
    )
    assert spent < 1
    assert (*state(window), table.current_id()) == before


def test_a_room_out_of_sight_is_not_read(world: World, hands, qtbot) -> None:
    world.desk.listen()
    at = hands(room="pupils")
    at.window.open("today")
    pupils = at.window.pages["pupils"]
    with qtbot.waitSignal(at.window.relay.arrived):
        world.desk_of("stage zeeuw").cases.set_wall_question(world.case(), "Waar kan dat?")
    settle(at.window, qtbot)
    assert pupils.is_stale
