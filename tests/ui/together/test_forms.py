"""Two people edit the same thing, each with the own login at one server: news of the other comes while one types."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import World, offer_id
from tests.ui.offices import open_dialog, toasts
from tests.ui.test_two_edit import draft_of

DUIN = offer_id("DUIN")


def test_a_form_takes_in_what_the_other_changed_and_asks_where_both_did(world: World, hands) -> None:
    world.desk.listen()
    at = hands(DUIN, room="offers")
    page, there = at.page, world.desk_of("stage duin")
    page.deeds.edit()
    form = open_dialog(at.window)
    form.fields["level"].editor.setText("entree")
    form.fields["place"].editor.setText("Goes")
    card = there.offers.card(DUIN)
    there.offers.edit(DUIN, card.offer.version, replace(draft_of(card), name="Lassen", place="Veere"))
    at.until(lambda: page.panel.title.text() == "Lassen")
    assert (form.fields["name"].text != "Lassen", form.fields["place"].text) == (True, "Goes")
    form.try_submit()
    assert (form.fields["name"].text, form.row.open) == ("Lassen", ("place",))
    assert form.row.both["place"].other.text() == "Veere"
    form.row.both["place"].keep.click()
    form.try_submit()
    row = world.desk.offers.card(DUIN).offer
    assert (row.name, row.place, row.level) == ("Lassen", "Goes", "entree")
    at.until(lambda: page.state.card.offer.level == "entree")

    page.deeds.edit()
    form = open_dialog(at.window)
    form.fields["level"].editor.setText("niveau 1")
    card = there.offers.card(DUIN)
    there.offers.edit(DUIN, card.offer.version, replace(draft_of(card), name="Lassen en snijden"))
    form.try_submit()
    row = world.desk.offers.card(DUIN).offer
    assert (row.name, row.level) == ("Lassen en snijden", "niveau 1")
    assert "Ook van een ander overgenomen: Naam." in toasts(at.window)
