"""What was typed while the line was down and taken away again, or laid down since, does not come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands
from tests.ui.together.lines import banner, find, idle, kept_here, lose, toasts
from zsm_desktop.store.kept_here import DRAFT
from zsm_desktop.store.postgres import outcome

Key = Qt.Key


def test_notes_that_were_taken_back_do_not_reach_the_store(world: World, way: Proxy, noting: Hands) -> None:
    notes, item_id = noting.page.talk.notes, noting.page.table.item_id
    noting.type("Moeder belt.")
    noting.until(lambda: world.desk.live.notes(item_id) == "Moeder belt.")
    idle(noting)
    lose(noting, way)
    noting.type(" Sem.")
    noting.until(lambda: kept_here(world) != [])
    idle(noting)
    noting.press(*[Key.Key_Backspace] * 5)
    notes.flush()
    idle(noting)
    assert kept_here(world) == []
    assert (noting.page.table.notes.unsaved, noting.page.table.notes.here) == ({}, set())
    way.mend()
    find(noting)
    idle(noting)
    assert world.desk.live.notes(item_id) == notes.text == "Moeder belt."


def test_notes_that_were_taken_back_before_another_point_came(world: World, way: Proxy, noting: Hands) -> None:
    item_id = noting.page.table.item_id
    idle(noting)
    lose(noting, way)
    noting.type("Sem.")
    noting.until(lambda: kept_here(world) != [])
    idle(noting)
    noting.press(*[Key.Key_Backspace] * 4)
    noting.press(Key.Key_F7)
    idle(noting)
    assert kept_here(world) == []
    way.mend()
    find(noting)
    idle(noting)
    assert world.desk.live.notes(item_id) == ""


def test_a_text_of_a_case_that_was_taken_back_does_not_reach_the_store(
    world: World, way: Proxy, hands: Callable[..., Hands]
) -> None:
    case = world.case()
    before = world.desk.cases.card(case).tried
    world.desk.listen()
    at = hands(case, room="pupils")
    editor = at.page.cases.panel.editor
    at.press(Key.Key_E, control=True)
    lose(at, way)
    field = editor.fields["tried"].editor
    field.setPlainText("Sem is weg.")
    editor.flush()
    assert [text for _, text in kept_here(world)] == ["Sem is weg."]
    field.setPlainText(before)
    editor.flush()
    assert kept_here(world) == []
    way.mend()
    find(at)
    at.until(lambda: not at.window.line.writer.is_busy)
    assert world.desk.cases.card(case).tried == before


@pytest.mark.parametrize("typed_on", [False, True])
def test_a_half_written_line_that_was_emptied_does_not_come_back(
    world: World, way: Proxy, noting: Hands, *, typed_on: bool
) -> None:
    composer, meeting_id = noting.page.talk.composer, noting.page.sitting.meeting_id
    noting.press(Key.Key_F9)
    noting.type("Drie dagen")
    composer.kept.flush()
    idle(noting)
    assert [row.words for row in world.desk.drafts.rows(meeting_id)] == [{"text": "Drie dagen"}]
    lose(noting, way)
    if typed_on:
        noting.type(" les")
        composer.kept.flush()
        idle(noting)
    composer.text.clear()
    composer.kept.flush()
    idle(noting)
    assert kept_here(world) == [(DRAFT, "{}")]
    assert noting.page.settle(), "nothing is left to save"
    way.mend()
    find(noting)
    noting.until(lambda: kept_here(world) == [])
    assert world.desk.drafts.rows(meeting_id) == ()
    assert not any("vastgelegd" in said for said in toasts(noting)), "nothing was"


def test_one_that_may_have_come_to_the_store_before_it_was_emptied(
    world: World, way: Proxy, noting: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcome, "WAIT_SECONDS", 0.2)
    composer, meeting_id = noting.page.talk.composer, noting.page.sitting.meeting_id
    noting.press(Key.Key_F9)
    idle(noting)
    way.since, way.swallow, way.after = b"INSERT INTO draft", b"COMMIT", way.cut
    noting.type("Drie dagen")
    composer.kept.flush()
    noting.until(lambda: kept_here(world) == [(DRAFT, '{"text": "Drie dagen"}')])
    noting.until(lambda: banner(noting).isVisible())
    composer.text.clear()
    composer.kept.flush()
    idle(noting)
    assert kept_here(world) == [(DRAFT, "{}")]
    way.mend()
    find(noting)
    noting.until(lambda: kept_here(world) == [])
    assert world.desk.drafts.rows(meeting_id) == ()


def test_a_half_written_line_that_was_laid_down_since_is_kept_no_more(world: World, way: Proxy, noting: Hands) -> None:
    page, composer = noting.page, noting.page.talk.composer
    noting.window.line.soon.setInterval(600_000)
    noting.press(Key.Key_F6)
    idle(noting)
    way.since, way.swallow, way.before = b"INSERT INTO draft", b"COMMIT", lambda: None
    noting.type("Mentor bellen")
    composer.kept.flush()
    noting.until(lambda: kept_here(world) != [])
    idle(noting)
    assert world.desk.lost is None
    composer.owner.setText("Duin")
    composer.submit()
    idle(noting)
    assert world.store.rows("SELECT count(*) FROM action_item") == [(1,)]
    assert kept_here(world) == []
    world.desk.taken_notes.bring_back(page.sitting.meeting_id)
    assert world.desk.drafts.rows(page.sitting.meeting_id) == ()
