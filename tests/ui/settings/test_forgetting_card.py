"""Of whom the term is over is said, looked at, asked twice and then done; the proof stands in the card."""

from __future__ import annotations

from datetime import date, timedelta

from tests.builders import World
from tests.ui.offices import open_dialog, open_room, words_of
from zsm_desktop.models import Case, Pupil
from zsm_desktop.ui.parts.lines import Lines


def gone(world: World, *, is_open: bool) -> str:
    case = world.case()
    if not is_open:
        world.desk.cases.close(case)
    with world.writing() as work:
        pupil = work.session.get_one(Pupil, work.session.get_one(Case, case).pupil_id)
        pupil.left_on = date(2020, 7, 31)
    return pupil.code


def test_what_is_due_is_looked_at_and_destroyed(world: World, theme, shown, qtbot) -> None:
    stays, goes = gone(world, is_open=True), gone(world, is_open=False)
    window = open_room(theme, shown, world.desk, "settings")
    window.page.open_item("forgetting")
    card = window.page.privacy.face("forgetting").card
    assert "Van 2 leerlingen is de bewaartermijn voorbij." in words_of(card)
    qtbot.waitUntil(lambda: "Nog niets vernietigd." in words_of(card))
    card.look.click()
    form = open_dialog(window)
    assert any(line.text.startswith(f"{stays}: Casus") for one in form.findChildren(Lines) for line in one.lines)
    assert form.table.rows.row(0).code == goes
    form.fields["typed"].put("2")
    form.ok.click()
    assert "Typ precies 1." in words_of(form)
    assert world.desk.destroying.proofs() == ()
    form.fields["typed"].put("1")
    form.ok.click()
    qtbot.waitUntil(lambda: "1 · Bewaartermijn voorbij" in words_of(card), timeout=20_000)
    assert "Van 1 leerling is de bewaartermijn voorbij." in words_of(card)


def test_when_nothing_can_go_there_is_nothing_to_press(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    window.page.open_item("forgetting")
    card = window.page.privacy.face("forgetting").card
    assert not card.look.isEnabled()
    gone(world, is_open=True)
    card.reload()
    assert card.ask().ok.isHidden()


def card_once_forgotten(world: World, code: str, theme, shown):
    """In the settings, a minute after; what was copied lies a minute before."""
    world.now += timedelta(minutes=1)
    rows = world.desk.pupils.page(with_leavers=True)
    world.desk.forgetting.forget(next(row.id for row in rows if row.code == code))
    world.now += timedelta(minutes=1)
    window = open_room(theme, shown, world.desk, "settings")
    window.page.open_item("forgetting")
    return window.page.privacy.face("forgetting").card


def test_copies_that_still_hold_who_was_forgotten_are_renewed(world: World, theme, shown, qtbot) -> None:
    code = gone(world, is_open=False)
    world.desk.backups.make("zelf")
    card = card_once_forgotten(world, code, theme, shown)
    qtbot.waitUntil(card.renew.isVisible)
    assert [line.text.split(" van")[0] for line in card.warnings.lines] == ["1 reservekopie"]
    card.renew.click()
    qtbot.waitUntil(card.renew.isHidden, timeout=20_000)
    assert world.desk.destroying.old_copies() is None
    assert [copy.at for copy in world.desk.backups.facts().copies] == [world.now]


def test_who_took_a_copy_home_is_given_the_button_where_none_lies(world: World, theme, shown, qtbot) -> None:
    code = gone(world, is_open=False)
    world.desk.home_copies.log_home()
    card = card_once_forgotten(world, code, theme, shown)
    qtbot.waitUntil(card.renew.isVisible)
    assert [line.text.split(" op ")[0] for line in card.warnings.lines] == ["U haalde"]
    card.renew.click()
    qtbot.waitUntil(card.renew.isHidden, timeout=20_000)
    assert card.warnings.isHidden()


def test_directors_do_not_see_it(world: World, theme, shown) -> None:
    assert open_room(theme, shown, world.desk_of("directeur duin"), "settings").page.privacy is None


def test_a_pupil_is_forgotten_from_the_card(world: World, theme, shown, qtbot) -> None:
    code = gone(world, is_open=False)
    window = open_room(theme, shown, world.desk, "pupils")
    window.page.tabs.show_face("pupils")
    face = window.page.pupils
    face.leavers.setChecked(True)
    face.forget.click()
    form = open_dialog(window)
    assert "Dit gaat voorgoed weg" in words_of(form)
    form.fields["typed"].put(code)
    form.ok.click()
    qtbot.waitUntil(lambda: len(world.desk.destroying.proofs()) == 1 and face.table.rows.total == 0, timeout=20_000)
