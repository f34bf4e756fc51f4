"""The texts of reminders: those of the program until the network writes its own, kept by who keeps the books."""

from __future__ import annotations

from tests.builders import World
from tests.ui.offices import open_dialog, open_room, words_of
from zsm_desktop.domain.reminders import term_of
from zsm_desktop.words.format import date_medium
from zsm_desktop.words.reminders import TEXTS, TITLES


def pills(card) -> list[str]:
    return [one.pill.text for one in card.levels.values()]


def test_a_text_of_its_own_is_checked_kept_and_taken_away_again(world: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    card = window.page.reminders
    assert all(title in words_of(card) for title in TITLES.values())
    assert pills(card) == ["van het programma"] * 3
    card.levels[2].change.click()
    form = open_dialog(window)
    field = form.fields["text"]
    assert field.text == TEXTS[2]
    assert not form.back.isEnabled()
    field.editor.setPlainText("Wilt u betalen?")
    form.ok.click()
    assert "Zet {dag} precies één keer in de tekst" in field.error.text()
    field.editor.setPlainText("Wilt u voor {dag} betalen?")
    said = f"Wilt u voor {date_medium(world.desk.day + term_of(2))} betalen?"
    assert form.preview.text().endswith(said)
    form.ok.click()
    assert world.desk.reminders.texts()[1].text == "Wilt u voor {dag} betalen?"
    qtbot.waitUntil(lambda: said in words_of(card))
    assert pills(card)[1] == "eigen tekst"
    card.levels[2].change.click()
    form = open_dialog(window)
    form.back.click()
    assert form.fields["text"].text == TEXTS[2]
    form.ok.click()
    assert world.desk.reminders.texts()[1].text == ""
    qtbot.waitUntil(lambda: pills(card) == ["van het programma"] * 3)


def test_what_another_wrote_meanwhile_stands_beside_what_is_typed(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    form = window.page.reminders.ask(1)
    world.desk.reminders.set_text(1, 0, "Betaal voor {dag}, graag.")
    form.fields["text"].editor.setPlainText("Denkt u aan {dag}?")
    form.ok.click()
    assert form.isVisible()
    assert "Betaal voor {dag}, graag." in words_of(form)
    form.row.both["text"].keep.click()
    form.ok.click()
    assert world.desk.reminders.texts()[0].text == "Denkt u aan {dag}?"


def test_who_may_not_change_them_reads_them(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk_of("directeur duin"), "settings")
    card = window.page.reminders
    assert "Laatste herinnering" in words_of(card)
    assert all(one.change.isHidden() for one in card.levels.values())
