"""The faces of privacy: what each act does and shows, and what is refused stays typed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders import TODAY, World
from tests.services.test_breaches import HARM, noted
from tests.services.test_privacy_requests import asked
from tests.ui.offices import open_room
from zsm_desktop.ui.parts.button import Button


@pytest.fixture
def page(world: World, theme: Any, shown: Any) -> Any:
    return open_room(theme, shown, world.desk, "settings").page


def face_of(page: Any, key: str) -> Any:
    page.open_item(key)
    return page.privacy.face(key)


@pytest.mark.parametrize("name", ["stage zeeuw", "directeur zeeuw"])
def test_only_who_keeps_privacy_has_the_faces(world: World, theme: Any, shown: Any, name: str) -> None:
    page = open_room(theme, shown, world.desk_of(name), "settings").page
    assert (page.tabs, page.privacy) == (None, None)
    page.open_item("breaches")  # what another left open stays shut


def test_a_request_is_noted_and_answered(world: World, page: Any) -> None:
    pupil_id = world.desk.cases.card(world.case()).row.pupil_id
    face = face_of(page, "requests")
    form = face.ask_new()
    for name, value in (("kind", "correction"), ("asked_by", "pupil")):
        form.fields[name].editor.choose(value)
    form.try_submit()
    assert form.isVisible()  # of whom is still to be chosen
    form.pupil.choose(pupil_id)
    form.try_submit()
    assert [row.kind for row in world.desk.privacy_requests.rows()] == ["correction"]
    page.reload()
    answer = face.ask_answer()
    answer.fields["status"].editor.choose("refused")
    answer.try_submit()
    assert answer.fields["answer"].has_error
    answer.fields["answer"].put("Het klopt zo.")
    answer.try_submit()
    page.reload()
    assert face.row.status == "refused"
    assert not face.answer.isVisible()


def test_an_objection_stops_the_sharing(world: World, page: Any) -> None:
    row = asked(world, "objection", world.case())
    face = face_of(page, "requests")
    face.table.select_id(row.id)
    assert face.acting.isVisible()
    face.do().try_submit()
    page.reload()
    assert not world.desk.privacy_requests.sharing(row.id).can_stop
    assert not face.acting.isVisible()


def test_an_erasure_leads_to_forgetting_and_a_correction_to_the_pupil(world: World, page: Any) -> None:
    went = []
    page.navigate.connect(lambda room, item: went.append((room, item)))
    face = face_of(page, "requests")
    row = asked(world, "correction")
    page.reload()
    face.table.select_id(row.id)
    face.do()
    assert went == [("pupils", row.pupil_id)]
    gone = asked(world, "erasure")
    page.reload()
    face.table.select_id(gone.id)
    assert face.do().windowTitle().endswith("vergeten")


def test_a_breach_from_noting_to_closing(world: World, page: Any) -> None:
    face = face_of(page, "breaches")
    form = face.ask_new()
    form.fields["kind"].editor.choose("sent")
    form.fields["facts"].put("Een lijst naar een verkeerd adres.")
    form.fields["day"].put(TODAY - timedelta(1))
    form.try_submit()
    page.reload()
    assert face.row.hours_left is not None
    weigh = face.ask_weigh()
    assert weigh.given() is None
    for name in ("is_safe", "is_sensitive", "is_many", "may_harm"):
        weigh.answers[name].choose("no" if name == "is_safe" else "yes")
    assert "72 uur" in weigh.advice.text()
    weigh.try_submit()
    page.reload()
    assert not face.close_it.isVisible()
    face.ask_report().try_submit()
    page.reload()
    face.ask_tell().try_submit()
    page.reload()
    assert face.close_it.isVisible()
    face.finish()
    page.reload()
    assert face.row.closed_at is not None


def test_a_breach_described_anew_merges_with_what_another_wrote(world: World, page: Any) -> None:
    row = noted(world)
    face = face_of(page, "breaches")
    face.table.select_id(row.id)
    form = face.ask_edit()
    world.desk.breaches.weigh(row.id, row.version, HARM)
    form.fields["measures"].put("Het adresboek is nagekeken.")
    form.try_submit()
    now = world.desk.breaches.row(row.id)
    assert (now.measures, now.risk) == ("Het adresboek is nagekeken.", "high")


def test_own_words_in_the_register(world: World, page: Any) -> None:
    face = face_of(page, "register")
    face.table.select_id("officer")
    form = face.ask()
    form.fields["text"].put("Mevrouw Peters")
    form.try_submit()
    assert face.text.text() == "Mevrouw Peters"
    assert world.desk.privacy_register.facts().own("officer").text == "Mevrouw Peters"


def test_the_logbook_of_one_pupil(world: World, page: Any) -> None:
    pupil = world.desk.pupils.row(world.desk.cases.card(world.case()).row.pupil_id)
    world.desk.pupils.open_name(pupil.id, "Ouders bellen")
    page.open_item(f"logbook/{pupil.code}")
    face = page.privacy.face("logbook")
    assert page.tabs.current == "logbook"
    assert {face.table.rows.row(at).pseudonym for at in range(face.table.rows.total)} == {pupil.pseudonym}
    face.search.setText("Geenvogel 1")
    face.reload()
    assert face.table.rows.total == 0
    assert face.empty.title.text() == "Deze leerling is niet gevonden", "not that nobody looked"
    face.search.setText("")
    face.reload()
    assert face.table.rows.total > 0
    assert face.empty.title.text() == "Geen regels gevonden"


def test_everything_on_a_pupil_is_asked_with_a_reason_and_locked(
    world: World, theme: Any, shown: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zsm_desktop.ui.parts import files
    from zsm_desktop.ui.parts.pupil_paper import FILE

    pupil_id = world.desk.cases.card(world.case()).row.pupil_id
    page = open_room(theme, shown, world.desk, "pupils").page
    page.open_item(pupil_id)
    form = page.paper.ask(pupil_id, "iemand", "")
    form.what.choose(FILE)
    form.try_submit()
    assert form.isVisible()
    form.fields["reason"].put("Brief van de ouders")
    form.fields["password"].editor.setText("kort")
    form.try_submit()
    assert form.fields["password"].has_error
    for name in ("password", "again"):
        form.fields[name].editor.setText("een lang wachtwoord")
    monkeypatch.setattr(files, "ask_folder", lambda _parent, _title, chosen: chosen(tmp_path))
    with qtbot.waitSignal(page.paper.made, timeout=20_000):
        form.try_submit()
    assert [path.suffix for path in tmp_path.iterdir() if path.is_file()] == [".pdf"]
    assert world.reasons("pupil.report") == ["Brief van de ouders"]


def test_the_clock_on_the_first_screen_goes_on_while_nobody_looks(
    world: World, theme: Any, shown: Any, qtbot: Any
) -> None:
    noted(world, hours=31)
    window = open_room(theme, shown, world.desk, "today")
    assert any("Nog 41 uur" in text for text in buttons_of(window))
    window.open("settings")
    world.now += timedelta(hours=2)
    window.open("today")
    qtbot.waitUntil(lambda: any("Nog 39 uur" in text for text in buttons_of(window)))


def buttons_of(window: Any) -> list[str]:
    return [button.text() for button in window.page.findChildren(Button)]
