"""The network goes from the server to a computer of somebody's own while others have it open: their windows say so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.builders import World
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands, running
from tests.ui.offices import words_of
from tests.ui.together.lines import banner, find, idle, kept_here, lose, toasts
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.kept_here import CASE, NOTES
from zsm_desktop.store.postgres.place import ServerPlace
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.talk.notes import KEPT_HERE
from zsm_desktop.ui.typed import TypedPanel

Key = Qt.Key
SAID = "door secretaris naar een eigen computer teruggehaald. Hier kunt u alleen nog lezen."


def fetched_back(world: World) -> None:
    """As the last step of `sharing.fetch_local`, by the secretary at another computer."""
    own = world.desk.store.place
    assert isinstance(own, ServerPlace)
    place = ServerPlace(own.address, password=own.password)
    with closing(place.connect()) as driver:
        (last,) = driver.execute("SELECT coalesce(max(number), 0) FROM audit_event").fetchone()
    place.retire(last)


def says_it(at: Hands) -> bool:
    return SAID in words_of(at.window)


def test_a_window_says_it_at_once_and_reads_on(world: World, way: Proxy, hands: Callable[..., Hands]) -> None:
    case, user = world.case("ZEEUW"), "stage zeeuw"
    desk = world.desk_of(user)
    desk.listen()
    at = hands(room="pupils", user=user)
    assert not says_it(at)
    fetched_back(world)
    at.until(lambda: says_it(at))
    at.window.open("pupils", case)
    assert at.page.cases.panel.card.row.id == case
    assert toasts(at) == []
    for room in ("meetings", "today"):
        at.window.open(room)
    assert toasts(at) == []
    with pytest.raises(RuleError, match=r"store\.retired") as refused:
        desk.cases.edit(case, desk.cases.card(case).version, {"tried": "Niets."})
    assert refused.value.facts["by"] == "secretaris"


def test_a_dossier_of_another_school_stays_closed(world: World, hands: Callable[..., Hands]) -> None:
    case = world.case("ZEEUW")
    running(world, case)
    desk = world.desk_of("stage duin")
    desk.listen()
    at = hands(room="pupils", user="stage duin")
    fetched_back(world)
    at.until(lambda: says_it(at))
    with pytest.raises(RuleError, match=r"case\.dossier_closed"):
        desk.cases.card(case)
    with pytest.raises(RuleError, match=r"store\.retired"):
        desk.cases.open_dossier(case, "Nieuwsgierig.")


def test_news_that_was_missed_is_heard_when_the_line_is_back(
    world: World, way: Proxy, hands: Callable[..., Hands]
) -> None:
    case = world.case()
    world.desk.listen()
    at = hands(case, room="pupils")
    editor = at.page.cases.panel.editor
    at.press(Key.Key_E, control=True)
    lose(at, way)
    editor.fields["tried"].editor.setPlainText("Stage geprobeerd.")
    at.until(lambda: kept_here(world) == [(CASE, "Stage geprobeerd.")])
    way.mend()
    fetched_back(world)
    if banner(at).isVisible():
        find(at)
    at.until(lambda: says_it(at))
    at.until(at.window.line.waiting.isVisible)
    assert kept_here(world) == [(CASE, "Stage geprobeerd.")]
    assert editor.fields["tried"].text == "Stage geprobeerd."
    at.window.line.look()
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, TypedPanel)
    (text,) = panel.texts
    assert text.mine.text() == "Stage geprobeerd."
    assert "verbinding" not in panel.windowTitle() + words_of(panel), "a server that answers but takes nothing"
    panel.close()


def test_what_is_typed_on_is_kept_and_the_window_closes(world: World, noting: Hands) -> None:
    notes = noting.page.talk.notes
    noting.window.line.soon.setInterval(100)
    noting.type("Moeder belt.")
    noting.until(lambda: world.desk.live.notes(noting.page.table.item_id) == "Moeder belt.")
    fetched_back(world)
    noting.until(lambda: says_it(noting))
    noting.type(" Vader mailt.")
    noting.until(lambda: notes.status.text() == KEPT_HERE)
    noting.until(noting.window.line.waiting.isVisible)
    idle(noting)
    assert kept_here(world) == [(NOTES, "Moeder belt. Vader mailt.")]
    assert not noting.window.line.soon.isActive(), "nobody takes it, however often it is sent"
    assert noting.page.settle()


def test_who_did_not_hear_it_hears_it_at_the_first_refusal(world: World, hands: Callable[..., Hands]) -> None:
    """As where a program of before told nobody."""
    world.desk.listen()
    at = hands(room="network")
    made = FormDialog(at.window.theme, "Cluster", at.window, submit=lambda: world.desk.clusters.add(form["name"].text))
    form = made.fields
    made.add("name", "Naam", QLineEdit())
    made.open()
    at.qtbot.keyClicks(form["name"].editor, "Walcheren")
    with closing(world.owner.connect()) as owner:
        owner.execute("UPDATE schema_version SET is_retired = true")
    assert not says_it(at)
    made.try_submit()
    assert made.isVisible()
    assert "Hier kunt u alleen nog lezen" in made.error.text.text()
    assert form["name"].text == "Walcheren"
    at.until(lambda: made.error.text.text() in words_of(at.window))
    assert world.desk.cases.rows() == ()


def test_a_window_that_is_opened_later_says_it_from_the_start(world: World, hands: Callable[..., Hands]) -> None:
    case = world.case()
    fetched_back(world)
    world.desk.listen()
    at = hands(case, room="pupils")
    at.until(lambda: says_it(at))
    assert at.page.cases.panel.card.row.id == case
    assert toasts(at) == []
