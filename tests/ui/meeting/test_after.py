"""Minutes by the hands of who keeps them: prepared, amended, final, corrected, and out to their readers."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import World
from tests.ui.meeting.people import Hands, running, withdrawn
from tests.ui.meeting.test_looks import settled
from tests.ui.offices import cut_pieces, open_dialog, toasts, words_of
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.minutes_audience import LeftOut
from zsm_desktop.services.minutes_correction import ActionWords, Correction
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.talk.export_form import Export, left_out_lines

Key = Qt.Key


def finished(world: World) -> str:
    """One case of De Zeeuwse Vaart and one of De Duinpan discussed, one person present."""
    meeting_id = running(world, world.case("ZEEUW"), world.case("DUIN"))
    card = world.desk.meetings.card(meeting_id)
    world.desk.meetings.set_attendance(card.attendance[0].id, is_present=True)
    for item in card.agenda:
        if item.case:
            world.desk.live.keep_notes(item.id, f"Gesproken over {item.case.school}.")
            world.desk.live.record_outcome(item.id, DiscussionOutcome.FIND_OUT)
    world.desk.live.add_action(card.agenda[-1].id, "Bellen", owner="J. Pol", due_on=date(2026, 12, 1))
    world.desk.live.finish(meeting_id)
    return meeting_id


def case_points(world: World, meeting_id: str) -> dict[str, str]:
    agenda = world.desk.meetings.card(meeting_id).agenda
    return {row.case.school_code: row.id for row in agenda if row.case}


def press_button(at: Hands, words: str) -> None:
    """The first button with these words, as soon as it is there."""

    def found() -> list[Button]:
        return [one for one in at.page.findChildren(Button) if one.text() == words and one.isVisible()]

    at.until(lambda: bool(found()))
    found()[0].click()


def test_a_draft_becomes_final_by_keys(world: World, hands) -> None:
    meeting_id = finished(world)
    at = hands(meeting_id)
    at.press(Key.Key_F4)
    assert world.desk.versions.card(meeting_id).stage == "prepared"
    at.press(Key.Key_F8)
    form = open_dialog(at.window)
    form.fields["text"].editor.setPlainText("Vader ging ook akkoord.")
    form.try_submit()
    (amendment,) = world.desk.versions.card(meeting_id).amendments
    assert (amendment.by, amendment.text, amendment.status) == (
        "Contact De Duinpan",
        "Vader ging ook akkoord.",
        "proposed",
    )
    at.press(Key.Key_F4)
    assert "Nog niet alle aanvullingen zijn beoordeeld" in toasts(at.window)[-1]
    press_button(at, "Overnemen")
    at.until(lambda: at.page.views["minutes"].stage_card.proposed == 0)
    at.press(Key.Key_F4)
    assert "1 aanvulling is overgenomen." in words_of(open_dialog(at.window))
    at.press(Key.Key_Return)
    view = at.page.views["minutes"]
    at.until(lambda: view.stage.step.text() == "Corrigeren")
    assert world.desk.versions.card(meeting_id).stage == "final"
    assert not view.stage.write.isVisible()
    (stated,) = [line.text for line in view.stage.versions.lines if line.text.startswith("Aanvulling van")]
    assert stated == "Aanvulling van Contact De Duinpan overgenomen"


def test_what_could_not_be_discussed_is_no_point_to_add_to_nor_to_correct(world: World, hands) -> None:
    meeting_id = running(world, withdrawn(world), world.case("DUIN"))
    card = world.desk.meetings.card(meeting_id)
    world.desk.meetings.set_attendance(card.attendance[0].id, is_present=True)
    world.desk.live.finish(meeting_id)
    world.desk.versions.prepare(meeting_id)
    points = case_points(world, meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F8)
    choice = open_dialog(at.window).fields["point"].editor
    assert (choice.findData(points["DUIN"]) >= 0, choice.findData(points["ZEEUW"])) == (True, -1)
    open_dialog(at.window).reject()
    world.desk.versions.finalise(meeting_id)
    at.until(lambda: at.page.views["minutes"].stage.step.text() == "Corrigeren")
    at.press(Key.Key_F4)
    choice = open_dialog(at.window).fields["point"].editor
    assert (choice.findData(points["DUIN"]) >= 0, choice.findData(points["ZEEUW"])) == (True, -1)


def test_a_draft_is_polished_at_several_points_and_no_text_is_lost_between_them(world: World, hands) -> None:
    meeting_id = finished(world)
    points = case_points(world, meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F8)
    form = open_dialog(at.window)
    choice, text = form.fields["point"].editor, form.fields["text"].editor
    choice.choose(points["ZEEUW"])
    assert text.toPlainText() == "Gesproken over De Zeeuwse Vaart."
    text.setPlainText("Beter gezegd.")
    choice.choose(points["DUIN"])
    assert text.toPlainText() == "Gesproken over De Duinpan."
    text.setPlainText("Ook beter gezegd.")
    form.try_submit()
    view = at.page.views["minutes"]
    at.until(lambda: {"Beter gezegd.", "Ook beter gezegd."} <= set(words_of(view).splitlines()))
    assert "Gesproken over" not in words_of(view)


def test_a_correction_asks_its_reason_and_shows_the_new_text(world: World, hands) -> None:
    meeting_id = finished(world)
    world.desk.versions.prepare(meeting_id)
    world.desk.versions.finalise(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F4)
    form = open_dialog(at.window)
    form.fields["point"].editor.choose(case_points(world, meeting_id)["ZEEUW"])
    form.fields["text"].editor.setPlainText("Gesproken met moeder.")
    form.try_submit()
    assert form.fields["reason"].has_error
    form.fields["reason"].editor.setPlainText("Vader was er niet")
    form.try_submit()
    at.until(lambda: "Gesproken met moeder." in words_of(at.page.views["minutes"]))
    assert "Reden van de correctie: Vader was er niet" in [
        line.text for line in at.page.views["minutes"].stage.versions.lines
    ]


def test_a_correction_goes_through_outcome_decision_and_action_in_one_version(world: World, hands) -> None:
    meeting_id = running(world, world.case("ZEEUW"))
    (item,) = [row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case]
    live = world.desk.live
    decision = live.add_decision(item, "Twee dagen per week.").made_id
    action = live.add_action(item, "Bellen", owner="J. Pol", due_on=date(2026, 12, 1)).made_id
    live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    live.finish(meeting_id)
    world.desk.versions.prepare(meeting_id)
    world.desk.versions.finalise(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F4)
    form = open_dialog(at.window)
    form.point.choose(item)
    shown = [form.part.itemText(at_) for at_ in range(form.part.count())]
    assert shown[:2] == ["Wat er is gezegd", "Uitkomst"]
    assert "Actie van J. Pol" in shown
    form.part.choose(f"outcome {item}")
    assert form.fields["outcome"].isVisible()
    assert not form.fields["text"].isVisible()
    form.fields["outcome"].editor.choose("other_help")
    form.part.choose(f"decision {decision}")
    assert form.fields["text"].editor.toPlainText() == "Twee dagen per week."
    form.fields["text"].editor.setPlainText("Drie dagen per week.")
    form.part.choose(f"action {action}")
    assert (form.fields["owner"].text, form.fields["due"].text) == ("J. Pol", "01-12-2026")
    form.fields["owner"].editor.setText("A. de Wit")
    form.fields["due"].editor.setText("eergisteren of zo")
    form.part.choose(f"notes {item}")
    form.fields["reason"].editor.setPlainText("Verkeerd gehoord")
    form.try_submit()
    assert world.desk.versions.card(meeting_id).stamp.version == 2
    assert form.part.key == f"action {action}"
    form.fields["due"].editor.setText("3-12")
    form.try_submit()
    at.until(lambda: world.desk.versions.card(meeting_id).stamp.version == 3)
    assert [one.code for one in world.desk.versions.card(meeting_id).versions[0].changes] == [
        "outcome_changed",
        "decision_changed",
        "action_changed",
    ]
    assert [
        (row.owner, row.due_on) for row in world.desk.minutes.facts(meeting_id).card.actions if row.id == action
    ] == [("A. de Wit", date(2026, 12, 3))]


def test_a_correction_beside_that_of_another_loses_neither(world: World, hands) -> None:
    meeting_id = running(world, world.case("ZEEUW"))
    (item,) = [row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case]
    world.desk.live.keep_notes(item, "Moeder belt.\nVader mailt.")
    action = world.desk.live.add_action(item, "Bellen", owner="J. Pol", due_on=date(2026, 12, 1)).made_id
    world.desk.live.finish(meeting_id)
    versions = world.desk.versions
    versions.prepare(meeting_id)
    versions.finalise(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F4)
    form = open_dialog(at.window)
    form.fields["reason"].editor.setPlainText("Verkeerd gehoord")
    form.point.choose(item)
    form.part.choose(f"notes {item}")
    form.fields["text"].editor.setPlainText("Moeder belt.\nVader mailt vrijdag.")
    form.part.choose(f"action {action}")
    form.fields["owner"].editor.setText("A. de Wit")
    last = versions.card(meeting_id).stamp.version
    theirs = ActionWords("Bellen", "K. Jansen", date(2026, 12, 1))
    said = {item: "Moeder belt dinsdag.\nVader mailt."}
    versions.correct(meeting_id, last, "Ook", Correction(said, actions={action: theirs}))
    form.try_submit()
    assert form.isVisible()
    assert form.error.text.text() == (
        f"Iemand anders maakte intussen versie {last + 1}, ook met iets anders bij ‘Wat er is gezegd’ en ‘Actie van "
        "K. Jansen’ (daar: K. Jansen). Wat daar staat is bij uw tekst gezet: kijk het na en maak dan uw versie."
    )
    assert form.part.key == f"notes {item}"
    assert form.fields["text"].text == "Moeder belt dinsdag.\nVader mailt vrijdag."
    form.try_submit()
    at.until(lambda: versions.card(meeting_id).stamp.version == last + 2)
    card = world.desk.minutes.facts(meeting_id).card
    assert next(row.notes for row in card.agenda if row.id == item) == "Moeder belt dinsdag.\nVader mailt vrijdag."
    assert [row.owner for row in card.actions if row.id == action] == ["A. de Wit"]


def shown_lines(form) -> list[str]:
    return [f"{line.text} ({line.quiet})" for line in form.left_out.lines]


def test_what_a_reader_does_not_get_is_shown_before_anything_is_written(world: World, hands) -> None:
    meeting_id = finished(world)
    pseudonyms = {
        row.case.school_code: row.case.pseudonym for row in world.desk.meetings.card(meeting_id).agenda if row.case
    }
    at = hands(meeting_id)
    at.press(Key.Key_F9)
    form = open_dialog(at.window)
    assert [form.audience.itemText(row) for row in range(form.audience.count())] == [
        "Deelnemers, volledig",
        "De Duinpan, alleen eigen leerlingen",
        "De Zeeuwse Vaart, alleen eigen leerlingen",
        "Stuurgroep, zonder leerlingen",
    ]
    at.until(lambda: shown_lines(form) == ["Alles staat erin. ()"])
    form.audience.choose("school:ZEEUW")
    at.until(
        lambda: f"{pseudonyms['DUIN']}: de hele casus, 1 actie (leerling van een andere school)" in shown_lines(form)
    )
    assert not any(pseudonyms["ZEEUW"] in line for line in shown_lines(form))
    at.until(lambda: not at.window.workshop.running)


def test_the_choice_is_written_where_the_user_says(world: World, hands, tmp_path: Path, monkeypatch) -> None:
    at = hands(finished(world))
    monkeypatch.setattr(
        "zsm_desktop.ui.parts.talk.papers.choose_folder", lambda _parent, chosen: chosen(tmp_path / "uit")
    )
    at.press(Key.Key_F9)
    form = open_dialog(at.window)
    form.kind.choose("archive")
    form.audience.choose("steering")
    form.try_submit()
    at.qtbot.waitUntil(lambda: bool(toasts(at.window)), timeout=30_000)
    (path,) = (tmp_path / "uit").iterdir()
    assert zipfile.ZipFile(path).namelist()[0] == "Leesmij.txt"
    assert toasts(at.window) == [f"Gemaakt: {path.name}"]
    at.until(lambda: not at.window.workshop.running)


def test_names_need_a_reason_and_a_password_typed_twice(world: World, hands, tmp_path: Path, monkeypatch) -> None:
    at = hands(finished(world))
    monkeypatch.setattr(
        "zsm_desktop.ui.parts.talk.papers.choose_folder", lambda _parent, chosen: chosen(tmp_path / "x")
    )
    at.press(Key.Key_F9)
    form = open_dialog(at.window)
    assert not form.fields["password"].isVisible()
    form.kind.choose("named")
    assert form.fields["password"].isVisible()
    assert not form.fields["audience"].isVisible()
    form.try_submit()
    assert form.fields["reason"].has_error
    form.fields["reason"].editor.setPlainText("Overdracht aan de gemeente")
    form.fields["password"].editor.setText("kort")
    form.try_submit()
    assert form.fields["password"].has_error
    form.fields["password"].editor.setText("vier losse woorden")
    form.fields["again"].editor.setText("vier andere woorden")
    form.try_submit()
    assert form.fields["again"].has_error
    assert world.reasons("minutes.with_names") == []
    form.fields["again"].editor.setText("vier losse woorden")
    form.try_submit()
    at.qtbot.waitUntil(lambda: bool(toasts(at.window)), timeout=30_000)
    (pdf,) = (tmp_path / "x").glob("*.pdf")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(pdf)
    pikepdf.open(pdf, password="vier losse woorden").close()
    assert world.reasons("minutes.with_names") == ["Overdracht aan de gemeente"]
    at.until(lambda: not at.window.workshop.running)


def test_a_message_for_everyone_and_nothing_when_there_is_nothing_to_do(world: World, hands, tmp_path: Path) -> None:
    meeting_id = finished(world)
    at = hands(meeting_id)
    at.page.after.write(Export("drafts"), tmp_path / "een")
    at.qtbot.waitUntil(lambda: bool(toasts(at.window)), timeout=30_000)
    assert [path.suffix for path in (tmp_path / "een").iterdir()] == [".eml"]
    for row in world.desk.results.actions():
        world.desk.results.settle_action(row.id, status="done", on=world.desk.day)
    at.page.after.write(Export("drafts"), tmp_path / "twee")
    at.qtbot.waitUntil(lambda: "niets gemaakt" in toasts(at.window)[-1], timeout=30_000)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_after_the_meeting(world: World, hands, theme, percent: int) -> None:
    meeting_id = finished(world)
    world.desk.versions.prepare(meeting_id)
    there = next(row.id for row in world.desk.meetings.card(meeting_id).attendance if row.is_present)
    world.desk.versions.amend(
        meeting_id, there, "Vader ging ook akkoord. " * 9, case_points(world, meeting_id)["ZEEUW"]
    )
    at = hands(meeting_id)
    try:
        settled(theme, percent)
        for pane in ("points", "lists", "stage"):
            at.page.views["minutes"].panes.show_pane(pane)
            QApplication.processEvents()
            assert cut_pieces(at.page) == [], pane
        assert (at.window.width(), at.window.height()) == (1280, 720)
    finally:
        theme.set_zoom(100)


def test_points_that_miss_the_same_share_a_line() -> None:
    found = (
        LeftOut("Kievit 1", "case", 1, "other_school"),
        LeftOut("Kievit 2", "case", 1, "other_school"),
        LeftOut("Kievit 2", "actions", 2, "other_school"),
        LeftOut("Kievit 3", "case", 1, "other_school"),
        LeftOut("", "figures", 1, "small"),
    )
    assert [(line.text, line.quiet) for line in left_out_lines(found)] == [
        ("Kievit 1 en Kievit 3: de hele casus", "leerling van een andere school"),
        ("Kievit 2: de hele casus, 2 acties", "leerling van een andere school"),
        ("1 aantal onder de vijf wordt “<5”", "een klein aantal maakt een leerling herkenbaar"),
    ]
