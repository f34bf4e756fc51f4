"""How long what is kept: seen by all, lengthened with a reason by who runs the network, for the books never shorter."""

from __future__ import annotations

from tests.builders import World
from tests.ui.offices import open_dialog, open_room, words_of


def test_the_books_are_kept_longer_and_never_shorter(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    card = window.page.retention
    assert all(one in words_of(card) for one in ("7 jaar na het einde", "Artikel 52", "2 jaar na het verlaten"))
    card.lines["books"].change.click()
    dialog = open_dialog(window)
    for wrong in ("5", "veel", "100"):
        dialog.fields["years"].put(wrong)
        dialog.fields["ground"].put("De subsidiegever vraagt het.")
        dialog.ok.click()
        assert "7 tot en met 99" in dialog.fields["years"].error.text()
    dialog.fields["years"].put("10")
    dialog.ok.click()
    rule = world.desk.retention.rules()[0]
    assert (rule.years, rule.ground) == (10, "De subsidiegever vraagt het.")
    assert "10 jaar na het einde van het boekjaar" in words_of(card)
    assert "De subsidiegever vraagt het." in words_of(card)


def test_what_another_wrote_meanwhile_is_not_overwritten(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    dialog = window.page.retention.ask("pupils")
    world.desk.retention.set("pupils", 0, 3, "Afgesproken.")
    dialog.fields["ground"].put("Anders afgesproken.")
    dialog.ok.click()
    assert world.desk.retention.rules()[1].ground == "Afgesproken."
    assert dialog.isVisible()


def test_who_may_not_change_it_sees_it(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk_of("directeur duin"), "settings")
    card = window.page.retention
    assert "7 jaar na het einde van het boekjaar" in words_of(card)
    assert all(line.change.isHidden() for line in card.lines.values())
