"""The examination an offer ends in, what earlier meetings left open about a case, an act taken back and done again."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from tests.builders import World, offer_id
from tests.ui.meeting.people import Hands, planned, running
from tests.ui.offices import cut_pieces, open_dialog, toasts, words_of
from zsm_desktop.models import Offer
from zsm_desktop.services.feasibility import PointRow
from zsm_desktop.ui.parts.form import FormDialog

Key = Qt.Key
DUIN = offer_id("DUIN")
ALT = Qt.KeyboardModifier.AltModifier


def checking(world: World, hands) -> Hands:
    """At the list of what must be in order before the pupil follows the course of De Duinpan."""
    with world.writing() as work:
        work.session.get_one(Offer, DUIN).kind = "course"
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    at.until(lambda: at.page.state.card is not None)
    at.page.offers.select(DUIN)
    at.press(Key.Key_H)
    return at


def exam(world: World, at: Hands) -> PointRow:
    return next(row for row in world.desk.feasibility.points(at.page.table.item_id, DUIN) if row.code == "exam")


def open_forms(at: Hands) -> list[FormDialog]:
    return [one for one in at.window.findChildren(FormDialog) if one.isVisible()]


def test_day_and_examiner_are_laid_down_by_keys(world: World, hands) -> None:
    at = checking(world, hands)
    panel = at.page.feasible.panel
    assert "D\u00a0dag\u00a0en\u00a0examinator" in panel.foot.text()
    at.press(Key.Key_D)
    form = open_dialog(at.window)
    assert "De Duinpan" in words_of(form)
    assert cut_pieces(form) == []
    at.type("35-5")
    at.press(Key.Key_Return)
    assert form.isVisible()
    assert "geen datum" in form.fields["day"].error.text()
    form.fields["day"].editor.selectAll()
    at.type("12-5-2027")
    at.press(Key.Key_Tab)
    at.type("J. Pol")
    at.press(Key.Key_Return)
    at.until(lambda: open_forms(at) == [])
    assert (exam(world, at).exam_on, exam(world, at).examiner, exam(world, at).state) == (
        date(2027, 5, 12),
        "J. Pol",
        "met",
    )
    spoken = [panel.list.cards.data(panel.list.cards.index(row)) for row in range(panel.list.cards.rowCount())]
    assert any("12-05-2027, examinator J. Pol" in text for text in spoken)
    at.press(Key.Key_D)
    again = open_dialog(at.window)
    assert (again.fields["day"].text, again.fields["examiner"].text) == ("12-05-2027", "J. Pol")


def test_without_an_exam_the_key_does_nothing(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    at.until(lambda: at.page.state.card is not None)
    at.page.offers.select(DUIN)
    at.press(Key.Key_H, Key.Key_D)
    assert "examinator" not in at.page.feasible.panel.foot.text()
    assert open_forms(at) == []


def test_what_an_earlier_meeting_left_open_comes_along(world: World, hands) -> None:
    case = world.case()
    first = running(world, case)
    item = next(row.id for row in world.desk.meetings.card(first).agenda if row.case)
    live = world.desk.live
    live.add_action(item, "Werkplaats bellen", owner="J. Pol", due_on=date(2026, 11, 10))
    done = live.add_action(item, "Ouders bellen", owner="J. Pol", due_on=None).made_id
    live.add_bottleneck(item, "Geen bus voor half negen")
    live.finish(first)
    world.desk.results.settle_action(done, status="done", on=world.desk.day)
    second = planned(world)
    live.start(second)
    at = hands(second)
    at.press(Key.Key_F8)
    at.until(lambda: at.page.state.card is not None)
    open_lines = at.page.card.still_open
    assert open_lines.isVisibleTo(at.page)
    number = world.desk.meetings.card(first).row.number
    assert [(line.text, line.quiet) for line in open_lines.lines.lines] == [
        ("Werkplaats bellen", f"J. Pol · voor 10-11-2026 · te laat · {number}"),
        ("Geen bus voor half negen", "Knelpunt 1 · genoteerd"),
    ]
    at.window.open("pupils", case)
    panel = at.window.page.cases.panel
    assert [line.text for line in panel.still_open.lines] == ["Werkplaats bellen", "Geen bus voor half negen"]
    other = world.case("KREEK")
    at.window.open("pupils", other)
    assert not panel.still_open.isVisibleTo(at.window.page)


def test_what_was_taken_back_is_done_again_from_its_toast(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    at.page.table.add_action("Werkplaats bellen", owner="J. Pol", due_on=None)
    at.until(lambda: [row.kind for row in at.page.agreed.cards.rows] == ["action"])
    at.press(Key.Key_Z, control=True)
    at.until(lambda: at.page.agreed.lines[0].text == "Nog niets afgesproken.")
    assert toasts(at.window)[-1] == "Ongedaan gemaakt: een actie."
    at.qtbot.keyClick(at.window.focusWidget(), Key.Key_M, ALT)
    at.until(lambda: [row.kind for row in at.page.agreed.cards.rows] == ["action"])
    assert toasts(at.window)[-1] == "Opnieuw gedaan: een actie."
