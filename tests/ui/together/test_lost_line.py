"""The line to the server breaks while somebody types: it is said, nothing is lost, and the caret stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.builders import World
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands, running
from tests.ui.together.lines import banner, find, idle, kept_here, lose, toasts
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.typed_here import TypedRow
from zsm_desktop.store.kept_here import CASE, DRAFT, NOTES, KeptHere, KeptText
from zsm_desktop.ui.line import BACK, KEPT
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.talk.notes import KEPT_HERE
from zsm_desktop.ui.parts.talk.noting import Basis
from zsm_desktop.ui.typed import AGAIN, DIFFERS, TypedPanel

Key = Qt.Key


def test_typing_goes_on_and_comes_to_the_store_when_the_line_is_back(world: World, way: Proxy, noting: Hands) -> None:
    notes, item_id = noting.page.talk.notes, noting.page.table.item_id
    noting.type("Moeder belt.")
    noting.until(lambda: world.desk.live.notes(item_id) == "Moeder belt.")
    lose(noting, way)
    assert KEPT in banner(noting).text.text()
    assert noting.window.focusWidget() is notes.editor
    noting.type(" Vader mailt.")
    noting.until(lambda: notes.status.text() == KEPT_HERE)
    assert notes.trouble.isHidden()
    assert kept_here(world) == [(NOTES, "Moeder belt. Vader mailt.")]
    for _ in range(4):
        noting.press(Key.Key_Left)
    caret = notes.editor.textCursor().position()
    way.mend()
    find(noting)
    noting.until(lambda: world.desk.live.notes(item_id) == "Moeder belt. Vader mailt.")
    noting.until(lambda: not kept_here(world))
    idle(noting)
    assert noting.window.focusWidget() is notes.editor
    assert notes.editor.textCursor().position() == caret
    assert BACK in toasts(noting)
    assert notes.status.text() != KEPT_HERE


def test_points_left_behind_and_half_typed_lines_come_along(world: World, way: Proxy, noting: Hands) -> None:
    first = noting.page.table.item_id
    idle(noting)
    lose(noting, way)
    noting.type("Bij de eerste.")
    noting.press(Key.Key_F7, Key.Key_F2)
    second = noting.page.table.item_id
    assert second != first
    noting.press(Key.Key_F6)
    noting.type("Mentor bellen")
    noting.page.talk.composer.kept.flush()
    noting.until(lambda: len(kept_here(world)) == 2)
    idle(noting)
    assert [kind for kind, _ in kept_here(world)] == [NOTES, DRAFT]
    assert noting.page.settle(), "it is safe on this computer"
    assert noting.page.talk.composer.kept.left_over.text() == KEPT_HERE
    way.mend()
    find(noting)
    noting.until(lambda: not kept_here(world))
    idle(noting)
    assert world.desk.live.notes(first) == "Bij de eerste."
    ((draft),) = world.desk.drafts.rows(noting.page.sitting.meeting_id)
    assert (draft.item_id, draft.words["text"]) == (second, "Mentor bellen")


def test_what_is_kept_builds_on_what_the_store_took_last(world: World, way: Proxy, noting: Hands) -> None:
    table = noting.page.table
    item_id, notes = table.item_id, table.notes
    idle(noting)
    notes.keep(item_id, "Moeder belt.", Basis("", ""), lambda _error, _now: None)
    idle(noting)
    lose(noting, way)
    notes.keep(item_id, "Vader mailt.", Basis("", "Moeder belt."), lambda _error, _now: None)
    idle(noting)
    (kept,) = KeptHere(world.folder, world.desk.store.keys).rows()
    assert (kept.base, kept.text) == ("Moeder belt.", "Vader mailt.")
    row = table.row_of(item_id)
    assert row is not None
    assert notes.stored_of(row) == "Moeder belt."
    way.mend()
    find(noting)
    noting.until(lambda: kept_here(world) == [])
    assert world.desk.live.notes(item_id) == "Vader mailt."


def test_rooms_keep_what_they_show_and_read_again_afterwards(world: World, way: Proxy, noting: Hands) -> None:
    noting.window.open("pupils")
    shown = noting.page.cases.table.view.model().rowCount()
    assert shown == 2
    lose(noting, way)
    before = toasts(noting)
    noting.window._read_again()
    assert noting.page.cases.table.view.model().rowCount() == shown
    assert toasts(noting) == before, "the banner says it"
    way.mend()
    find(noting)
    noting.until(lambda: not noting.page.is_stale)


def test_what_was_kept_in_another_sitting_goes_to_the_store(
    world: World, way: Proxy, hands: Callable[..., Hands]
) -> None:
    case = world.case()
    meeting_id = running(world, case)
    (item_id,) = [row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case is not None]
    world.desk.live.keep_notes(item_id, "Moeder belt.\nVader ook.")
    card = world.desk.cases.card(case)
    here, me = KeptHere(world.folder, world.desk.store.keys), world.desk.actor.user_id
    here.keep(KeptText(NOTES, item_id, "", "Moeder belt.", "Moeder belt.\nMorgen.", world.now, me))
    here.keep(KeptText(CASE, case, "question", card.row.question, "Wil lassen.", world.now, me))
    here.keep(KeptText(CASE, case, "tried", "Niets.", "Stage geprobeerd.", world.now, me))
    world.desk.listen()
    at = hands()
    at.until(at.window.line.waiting.isVisible)
    assert sorted(world.desk.live.notes(item_id).split("\n")) == ["Moeder belt.", "Morgen.", "Vader ook."]
    assert world.desk.cases.card(case).row.question == "Wil lassen."
    assert any("2 teksten" in text for text in toasts(at))
    assert kept_here(world) == [(CASE, "Stage geprobeerd.")]
    at.qtbot.keyClick(at.window, Key.Key_T, Qt.KeyboardModifier.AltModifier)
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, TypedPanel)
    both, text = panel.texts
    assert both.mine.text() == "Moeder belt.\nMorgen."
    assert both.now.text() == world.desk.live.notes(item_id)
    both.seen.click()
    assert (text.mine.text(), text.now.text()) == ("Stage geprobeerd.", card.tried or "(leeg)")
    text.take.click()
    at.until(lambda: world.desk.cases.card(case).tried == "Stage geprobeerd.")
    at.until(lambda: not at.window.line.waiting.isVisible())
    assert kept_here(world) == []


def test_what_another_wrote_after_it_was_shown_is_shown_first(
    world: World, way: Proxy, hands: Callable[..., Hands]
) -> None:
    case = world.case()
    here, me = KeptHere(world.folder, world.desk.store.keys), world.desk.actor.user_id
    here.keep(KeptText(CASE, case, "tried", "Niets.", "Stage geprobeerd.", world.now, me))
    world.desk.listen()
    at = hands()
    at.until(at.window.line.waiting.isVisible)
    at.window.line.look()
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, TypedPanel)
    world.desk.cases.edit(case, world.desk.cases.card(case).version, {"tried": "Van een derde."})
    (text,) = panel.texts
    text.take.click()
    assert world.desk.cases.card(case).tried == text.now.text() == "Van een derde."
    assert panel.error.text.text() == AGAIN
    world.desk.cases.edit(case, world.desk.cases.card(case).version, {"remarks": "Elders in dezelfde casus."})
    text.take.click()
    assert world.desk.cases.card(case).tried == "Stage geprobeerd."
    assert kept_here(world) == []


def test_a_text_that_waits_stays_when_another_sitting_types_in_its_place(world: World) -> None:
    case = world.case()
    now = world.desk.cases.card(case).tried
    typed, me = world.desk.typed_here, world.desk.actor.user_id
    here = KeptHere(world.folder, world.desk.store.keys)
    here.keep(KeptText(CASE, case, "tried", "Niets.", "Gisteren getypt.", world.now, me))
    assert [row.kept.text for row in typed.settle().left] == ["Gisteren getypt."]
    for text in ("Van", "Vandaag."):
        assert typed.instead(RuleError("server.lost", path=""), CASE, case, "tried", now, text).code == "kept.here"
    assert {text for _, text in kept_here(world)} == {"Gisteren getypt.", "Vandaag."}
    assert [row.kept.text for row in typed.settle().left] == ["Gisteren getypt."]
    assert world.desk.cases.card(case).tried == "Vandaag."


def test_what_the_store_does_not_take_waits_for_a_person(world: World, way: Proxy, hands: Callable[..., Hands]) -> None:
    meeting_id = running(world, world.case())
    (item_id,) = [row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case is not None]
    world.desk.live.finish(meeting_id)
    here, me = KeptHere(world.folder, world.desk.store.keys), world.desk.actor.user_id
    here.keep(KeptText(NOTES, item_id, "", "", "Te laat.", world.now, me))
    settled = world.desk.typed_here.settle()
    (row,) = settled.left
    assert isinstance(row, TypedRow)
    assert (settled.count, row.refused.code if row.refused else "") == (0, "meeting.finished")
    world.desk.listen()
    at = hands()
    at.until(at.window.line.waiting.isVisible)
    at.window.line.look()
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, TypedPanel)
    (text,) = panel.texts
    assert text.mine.text() == "Te laat."
    assert DIFFERS not in text.findChildren(type(text.mine))[1].text()
    text.drop.click()
    assert kept_here(world) == [(NOTES, "Te laat.")], "asked first"
    panel.confirm.yes.click()
    at.until(lambda: not at.window.line.waiting.isVisible())
    assert kept_here(world) == []


def test_texts_of_a_case_and_a_form_keep_what_was_typed(world: World, way: Proxy, hands: Callable[..., Hands]) -> None:
    case = world.case()
    world.desk.listen()
    at = hands(case, room="pupils")
    editor = at.page.cases.panel.editor
    at.press(Key.Key_E, control=True)
    lose(at, way)
    editor.fields["tried"].editor.setFocus()
    at.type("Stage geprobeerd.")
    at.until(lambda: editor.note.text() == "Op deze computer bewaard.")
    assert kept_here(world) == [(CASE, "Stage geprobeerd.")]
    assert at.window.focusWidget() is editor.fields["tried"].editor
    way.mend()
    find(at)
    at.until(lambda: world.desk.cases.card(case).tried == "Stage geprobeerd.")
    at.until(lambda: kept_here(world) == [])
    assert not editor.has_conflict
    assert editor.fields["tried"].text == "Stage geprobeerd."


def test_a_text_of_a_case_is_kept_when_what_another_wrote_cannot_be_read(
    world: World, way: Proxy, hands: Callable[..., Hands]
) -> None:
    case = world.case()
    at = hands(case, room="pupils")
    editor, cases = at.page.cases.panel.editor, world.desk.cases
    at.press(Key.Key_E, control=True)
    before = cases.card(case)
    cases.edit(case, before.version, {"remarks": "Van een ander."})
    way.swallow, way.before = b"ROLLBACK", way.cut
    editor.fields["tried"].editor.setPlainText("Stage geprobeerd.")
    assert not editor.flush()
    assert editor.note.text() == "Op deze computer bewaard."
    assert kept_here(world) == [(CASE, "Stage geprobeerd.")]


def test_a_form_keeps_its_text_and_does_its_act_once_the_line_is_back(
    world: World, way: Proxy, hands: Callable[..., Hands]
) -> None:
    world.desk.listen()
    at = hands(room="network")
    made = FormDialog(at.window.theme, "Cluster", at.window, submit=lambda: world.desk.clusters.add(form["name"].text))
    form = made.fields
    made.add("name", "Naam", QLineEdit())
    made.open()
    at.qtbot.keyClicks(form["name"].editor, "Walcheren")
    lose(at, way)
    made.try_submit()
    assert made.isVisible()
    assert "server" in made.error.text.text()
    assert form["name"].text == "Walcheren"
    way.mend()
    at.window.line.banner.button.click()
    at.until(lambda: not banner(at).isVisible())
    made.try_submit()
    assert not made.isVisible()
    assert "Walcheren" in [name for (name,) in world.store.rows("SELECT name FROM cluster")]


def test_what_was_refused_without_a_line_no_longer_stands_there_once_it_is_back(
    world: World, way: Proxy, noting: Hands
) -> None:
    composer = noting.page.talk.composer
    add = world.desk.clusters.add
    made = FormDialog(noting.window.theme, "Cluster", noting.window, submit=lambda: add("Walcheren"))
    idle(noting)
    lose(noting, way)
    noting.press(Key.Key_F9)
    noting.type("Proefles in maart")
    noting.press(Key.Key_Return)
    noting.until(lambda: composer.text_field.has_error)
    made.try_submit()
    assert made.error.isVisibleTo(made)
    composer.owner_field.show_error(RuleError("action.which_owner", name="Jan"))
    way.mend()
    find(noting)
    assert not composer.text_field.has_error
    assert not made.error.isVisibleTo(made)
    assert composer.owner_field.has_error, "it has nothing to do with the line"
    assert composer.text.text() == "Proefles in maart"
