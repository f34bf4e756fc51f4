"""After the meeting: what was said on the screen, its preview, and its files."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.meeting.people import running
from tests.ui.offices import press_toast, toasts, words_of
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.ui.parts.talk.export_form import Export

Key = Qt.Key


def finished(world: World) -> str:
    meeting_id = running(world, world.case())
    item = next(row for row in world.desk.meetings.card(meeting_id).agenda if row.case)
    world.desk.live.keep_notes(item.id, "Eerst een proefles.")
    world.desk.live.record_outcome(item.id, DiscussionOutcome.FIND_OUT)
    world.desk.live.finish(meeting_id)
    return meeting_id


def test_a_finished_meeting_is_read_only(world: World, hands) -> None:
    at = hands(finished(world))
    view = at.page.views["minutes"]
    assert at.page.stack.currentWidget() is view
    assert "Eerst een proefles." in words_of(view)
    at.press(Key.Key_F2)
    assert not at.page.picker.isVisible()


def test_the_preview_draws_the_minutes_inside_the_program(world: World, hands) -> None:
    at = hands(finished(world))
    at.press(Key.Key_F6)
    preview = at.page.views["preview"]
    at.qtbot.waitUntil(lambda: preview.isVisible() and preview.pages.is_drawn(0), timeout=20_000)
    assert preview.place.text().startswith("Pagina 1 van ")
    wide = preview.pages._spot(0).width()
    at.press(Key.Key_Plus)
    assert preview.pages._spot(0).width() > wide
    at.qtbot.waitUntil(lambda: not at.window.workshop.running, timeout=20_000)
    at.press(Key.Key_Escape)
    at.until(lambda: at.page.stack.currentWidget() is at.page.views["minutes"])
    assert preview.pages.pages == []


def test_the_files_are_written_and_can_be_opened(world: World, hands, tmp_path, monkeypatch) -> None:
    at = hands(finished(world))
    folder = tmp_path / "verslag"
    folder.mkdir()
    at.page.after.write(Export("minutes"), folder)
    at.qtbot.waitUntil(lambda: bool(toasts(at.window)), timeout=30_000)
    assert sorted(path.suffix for path in folder.iterdir()) == [".pdf", ".xlsx"]
    opened: list[str] = []
    monkeypatch.setattr("zsm_desktop.ui.parts.talk.papers.open_file", lambda path: opened.append(path.suffix))
    press_toast(at.window, "Openen")
    assert opened == [".pdf"]
