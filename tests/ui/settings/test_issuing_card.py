"""Who issues for all and how much work that is: seen by all, changed by who runs the network."""

from __future__ import annotations

from tests.builders import World, school_id
from tests.ui.offices import open_dialog, open_room, words_of


def test_the_penvoerder_is_chosen_and_the_minutes_are_checked(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    card = window.page.issuing
    assert all(one in words_of(card) for one in ("Nog niemand", "20 minuten", "5 minuten"))
    card.change.click()
    dialog = open_dialog(window)
    dialog.fields["issuer"].editor.choose(school_id("DUIN"))
    dialog.fields["documents"].editor.setText("een uur")
    dialog.ok.click()
    assert "hele minuten" in dialog.fields["documents"].error.text()
    dialog.fields["documents"].editor.setText("12")
    dialog.ok.click()
    assert world.desk.issuing.rule().document_minutes == 12
    assert all(one in words_of(card) for one in ("De Duinpan", "12 minuten"))


def test_what_another_chose_meanwhile_is_not_overwritten(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    dialog = window.page.issuing.ask_change()
    rule = world.desk.issuing.rule()
    world.desk.issuing.set(rule.version, school_id("KREEK"), document_minutes=20, payment_minutes=9)
    dialog.fields["documents"].editor.setText("12")
    dialog.fields["documents"].edited.emit()
    dialog.ok.click()
    now = world.desk.issuing.rule()
    assert (now.issuer, now.document_minutes, now.payment_minutes) == ("Het Kreekrif", 12, 9)


def test_who_may_not_change_it_sees_it(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk_of("directeur duin"), "settings")
    card = window.page.issuing
    assert "Nog niemand" in words_of(card)
    assert card.change.isHidden()
