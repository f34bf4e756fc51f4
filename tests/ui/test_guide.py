"""F1: the keys, then what the guide says of the room; every room has its chapter, also in what is shipped."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QRect, QSize, Qt, QUrl
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import World
from tests.house.tree import ROOT
from tests.ui.exchange.hands import active_room, control, press
from tests.ui.offices import open_dialog
from zsm_desktop.app.rooms import rooms
from zsm_desktop.settings import guide_dir
from zsm_desktop.ui.guide import Guide, beside, chapters
from zsm_desktop.ui.window import Window
from zsm_desktop.words.guide import CHAPTERS, FACES, FIRST, chapter_of

ROOMS = (
    "today",
    "meetings",
    "pupils",
    "offers",
    "exchange",
    "balances",
    "settlements",
    "steering",
    "results",
    "network",
    "settings",
)


def guide_over(widget) -> Guide:
    (found,) = [one for one in widget.findChildren(Guide) if one.parentWidget() is widget and one.isVisible()]
    return found


def heading_in_sight(guide: Guide) -> str:
    """What was asked for: in the upper half, or as far up as the text goes."""
    cursor, bar = guide.text.textCursor(), guide.text.verticalScrollBar()
    top, high = guide.text.cursorRect(cursor).top(), guide.text.viewport().height()
    assert 0 <= top < (high if bar.value() == bar.maximum() else high / 2)
    return cursor.block().text()


def test_every_room_has_a_chapter_that_exists(world: World) -> None:
    keys = {room.key for room in rooms(world.desk)}
    assert keys == set(ROOMS)
    assert keys | {"wall"} == set(CHAPTERS)
    for chapter in (FIRST, *CHAPTERS.values(), *FACES.values()):
        text = (guide_dir() / chapter.file).read_text(encoding="utf-8")
        headings = [line.lstrip("# ") for line in text.splitlines() if line.startswith("#")]
        assert chapter.section in {"", *headings}


def test_every_link_in_the_guide_leads_to_a_chapter() -> None:
    known = dict(chapters())
    assert set(known) == {file.name for file in (ROOT / "docs" / "gebruikers").iterdir()}
    for file in known:
        text = (guide_dir() / file).read_text(encoding="utf-8")
        assert set(re.findall(r"\]\(([^)]+\.md)\)", text)) <= set(known)


def test_the_guide_is_packed(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = (ROOT / "installer" / "zsm-desktop.spec").read_text(encoding="utf-8")
    assert '(str(ROOT / "docs" / "gebruikers"), "guide")' in spec
    assert "graft docs/gebruikers" in (ROOT / "MANIFEST.in").read_text(encoding="utf-8")
    assert '"docs/gebruikers", package / "guide"' in (ROOT / "setup.py").read_text(encoding="utf-8")
    (tmp_path / "guide").mkdir()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert guide_dir() == tmp_path / "guide"


@pytest.fixture
def window(world: World, theme, shown, qtbot) -> Window:
    return active_room(theme, shown, qtbot, world.desk, "exchange")


@pytest.mark.parametrize("room", ROOMS)
def test_f1_twice_tells_of_the_room(window: Window, room: str) -> None:
    window.open(room)
    window.rail.buttons[room].setFocus()
    press(Qt.Key.Key_F1)
    assert window.panels.keys.isVisible()
    press(Qt.Key.Key_F1)
    assert not window.panels.keys.isVisible()
    guide = guide_over(window)
    assert guide.chapter.key == chapter_of(room).file
    assert heading_in_sight(guide) == (chapter_of(room).section or guide.chapter.currentText())
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


@pytest.mark.parametrize("face", [key.partition("/")[2] for key in FACES if key.startswith("settings/")])
def test_f1_tells_of_the_part_of_settings_one_is_in(window: Window, face: str) -> None:
    window.open("settings", face)
    page = window.page
    cards = {
        "keys": lambda: page.locks[0].printed, "retention": lambda: page.retention.lines["books"].change,
        "users": lambda: page.users.add, "place": lambda: page.place[0].share, "leave": lambda: page.place[0].leave,
        "profile": lambda: page.profile, "computer": lambda: page.computer.zoom.chips["100"],
        "lock": lambda: page.lock, "help": lambda: page.help, "wall": lambda: page.wall[0],
        "silence": lambda: page.silence, "vat": lambda: page.vat.add,
    }  # fmt: skip
    if face in cards:
        inside = cards[face]()
        stops = [inside, *inside.findChildren(QWidget)]
        next(one for one in stops if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus).setFocus()
    press(Qt.Key.Key_F1)
    press(Qt.Key.Key_F1)
    guide, chapter = guide_over(window), FACES[f"settings/{face}"]
    assert guide.chapter.key == chapter.file
    assert heading_in_sight(guide) == (chapter.section or guide.chapter.currentText())


def test_f1_tells_of_the_tab_one_is_at(window: Window) -> None:
    for room, _, face in (key.partition("/") for key in FACES):
        if room == "settings" or face in {"list", "accountability"}:  # of a profile, and a step further
            continue
        window.open(room)
        if face == "periods":
            window.page.open_periods()
        else:
            window.page.tabs.show_face(face)
        assert window.page.guide_key == face
    assert chapter_of("pupils", "list:uitstroomlijst").section == "4. Een lijst waar iedereen op staat"
    assert chapter_of("pupils", "cases") == chapter_of("pupils")


def test_f1_in_a_form_tells_of_its_room_and_loses_nothing(window: Window, qtbot) -> None:
    window.open("exchange", "deliveries")
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    with qtbot.waitActive(form):
        form.activateWindow()
    form.fields["note"].editor.setFocus()
    QTest.keyClicks(form.fields["note"].editor, "half")
    QTest.keyClick(form.fields["note"].editor, Qt.Key.Key_F1)
    guide = guide_over(form)
    assert guide.chapter.key == "uitwisseling-bijhouden.md"
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert form.isVisible()
    assert form.fields["note"].text == "half"


def test_a_link_opens_its_chapter_in_the_same_window(window: Window) -> None:
    window.panels.open_guide(window, "steering")
    guide = guide_over(window)
    guide.text.anchorClicked.emit(QUrl("saldi-lezen.md"))
    assert heading_in_sight(guide) == "Saldi lezen"
    guide.text.anchorClicked.emit(QUrl("installeren.md#een-nieuwe-versie"))
    assert heading_in_sight(guide) == "Een nieuwe versie"
    guide.text.anchorClicked.emit(QUrl("#verwijderen"))
    assert heading_in_sight(guide) == "Verwijderen"
    window.panels.open_guide(window, "pupils")
    assert heading_in_sight(guide_over(window)) == "Leerlingen"


SCREEN = QRect(0, 0, 1920, 1040)


@pytest.mark.parametrize(
    ("over", "covered"),
    [
        (QRect(700, 100, 520, 600), 0),  # as much room on either side
        (QRect(100, 500, 520, 500), 0),
        (QRect(1300, 100, 520, 600), 0),
        (QRect(390, 50, 1140, 600), 30),  # little room: as narrow as may be, on the edge
        (QRect(0, 0, 1920, 1040), 420),
    ],
)
def test_the_guide_covers_as_little_as_it_can(over: QRect, covered: int) -> None:
    spot = beside(over, QSize(680, 620), 420, SCREEN)
    assert SCREEN.contains(spot)
    assert spot.width() >= 420
    assert spot.intersected(over).width() == covered


def test_the_guide_stands_beside_the_form_it_was_asked_in(window: Window, qtbot) -> None:
    window.open("exchange", "deliveries")
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    screen = form.screen().availableGeometry()
    form.move(screen.topLeft())
    QTest.keyClick(form.fields["note"].editor, Qt.Key.Key_F1)
    guide = guide_over(form)
    spot, under = guide.frameGeometry(), form.frameGeometry()
    assert screen.contains(spot)
    assert spot.right() == min(screen.right(), under.right() + spot.width())


def test_words_are_found_in_all_chapters_and_marked(window: Window, qtbot) -> None:
    window.panels.open_guide(window, "today")
    guide = guide_over(window)
    keys = {one.key().toString(): one for one in guide.findChildren(QShortcut)}
    keys["Ctrl+F"].activated.emit()  # the platform of the tests forgets which of two windows is active
    finding = guide.finding
    assert guide.focusWidget() is finding.field
    QTest.keyClicks(finding.field, "verkeerd wachtwoord")
    qtbot.waitUntil(lambda: bool(finding.hits))
    shown = guide.text.toPlainText()
    assert all(hit.section.title in shown for hit in finding.hits)
    QTest.keyClick(finding.field, Qt.Key.Key_Return)
    assert guide.chapter.key == finding.hits[0].section.file
    marks = guide.text.extraSelections()
    assert {mark.cursor.selectedText().lower() for mark in marks} <= {"verkeerd", "wachtwoord"}
    assert marks
    first = guide.text.textCursor().position()
    assert len(marks) > 1
    keys["F3"].activated.emit()
    assert guide.text.textCursor().position() > first
    keys["Shift+F3"].activated.emit()
    assert guide.text.textCursor().position() == first
    finding.field.clear()
    assert guide.text.extraSelections() == []
    guide.reject()


def test_what_is_not_there_says_so_and_emptying_goes_back(window: Window, qtbot) -> None:
    window.panels.open_guide(window, "balances")
    guide = guide_over(window)
    QTest.keyClicks(guide.finding.field, "olifant")
    qtbot.waitUntil(lambda: "Niets gevonden voor “olifant”" in guide.text.toPlainText())
    guide.finding.field.clear()
    assert heading_in_sight(guide) == "Saldi lezen"
    guide.reject()
