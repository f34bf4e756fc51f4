"""Letters at a request tell of everybody who saw something: also a guest, and who holds a copy with names."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.app.test_published_names import made, the_copy
from tests.builders import World
from tests.reports.test_privacy_letters import text_of
from tests.services.test_meetings import running
from tests.services.test_privacy_requests import asked
from zsm_desktop.domain.outside_copies import HowGone
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.reports.privacy_letters import write
from zsm_desktop.words import privacy_letters as words
from zsm_desktop.words.forgetting import paper


@pytest.fixture
def kept() -> str:
    return "file"


def test_who_holds_a_copy_with_names_is_told_and_asked_for_it(world: World, tmp_path: Path) -> None:
    case = world.case()
    made(world, tmp_path / "kopie")
    row = asked(world, "objection", case)
    letters = write(world.desk, row.id, tmp_path)
    said = text_of(letters.answer)
    assert words.NOBODY not in said
    assert "het samenwerkingsverband, met een kopie met namen, gemaakt op " in said
    assert "uiterlijk " in said
    pdf, mail = letters.to_receivers
    told = text_of(pdf)
    assert "Het samenwerkingsverband" in told
    assert "vernietigen" in told
    message = message_from_bytes(mail.read_bytes(), policy=default)
    assert [part.get_filename() for part in message.iter_attachments()] == [pdf.name]
    for name in ("Zoë", "Berg"):
        assert name not in told
        assert name not in mail.read_text()
    assert world.store.rows("SELECT facts FROM audit_event WHERE act = 'request.letters'") == [('{"letters":2}',)]


@pytest.mark.parametrize("kind", ["objection", "restriction", "erasure", "access", "correction"])
def test_the_answer_says_of_the_holder_what_the_holder_reads(world: World, tmp_path: Path, kind: str) -> None:
    case = world.case()
    made(world, tmp_path / "kopie")
    letters = write(world.desk, asked(world, kind, case).id, tmp_path)
    is_asked = "teruggeven" in text_of(letters.to_receivers[0])
    assert (words.COPIES_ASKED in text_of(letters.answer)) is is_asked is (kind not in {"access", "correction"})
    assert (words.COPIES_TOLD in text_of(letters.answer)) is not is_asked


def test_of_a_copy_that_is_gone_the_answer_says_so_and_nobody_gets_a_letter(world: World, tmp_path: Path) -> None:
    case = world.case()
    made(world, tmp_path / "kopie")
    row = asked(world, "objection", case)
    world.desk.outside_copies.gone(the_copy(world).id, HowGone.DESTROYED)
    letters = write(world.desk, row.id, tmp_path)
    said = text_of(letters.answer)
    assert letters.to_receivers == ()
    assert "vernietigd op " in said
    assert words.NOBODY not in said
    assert words.COPIES_TOLD not in said
    assert words.COPIES_ASKED not in said


def test_a_pupil_who_came_after_the_copy_is_not_in_it(world: World, tmp_path: Path) -> None:
    world.case()
    made(world, tmp_path / "kopie")
    letters = write(world.desk, asked(world, "objection", world.case()).id, tmp_path)
    assert letters.to_receivers == ()
    assert words.NOBODY in text_of(letters.answer)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_guest_without_an_organisation_saw_it_too(world: World, tmp_path: Path, *, is_there: bool) -> None:
    meeting, item, case = running(world)
    world.desk.meetings.add_person(meeting, "Oma Jansen")
    for row in world.desk.meetings.card(meeting).attendance:
        is_here = is_there and row.name == "Oma Jansen"
        world.desk.meetings.set_attendance(row.id, is_present=is_here)
    world.desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    world.desk.live.finish(meeting)
    number = world.desk.meetings.card(meeting).row.number
    letters = write(world.desk, asked(world, "objection", case).id, tmp_path)
    said = text_of(letters.answer)
    assert letters.to_receivers == ()
    assert (words.NOBODY in said) is not is_there
    assert (f"wie zonder organisatie bij de bespreking {number} was" in said) is is_there
    assert "Jansen" not in said


def test_letters_with_a_name_are_among_what_still_names_who_is_forgotten(world: World, tmp_path: Path) -> None:
    case = world.case()
    row = asked(world, "erasure", case)
    other = asked(world, "access", world.case())
    write(world.desk, row.id, tmp_path)
    preview = world.desk.forgetting.preview
    assert [(one.act, one.number) for one in preview(row.pupil_id).papers] == [("request.letters", row.code)]
    assert preview(other.pupil_id).papers == ()
    said = f"antwoord met naam en brieven bij een verzoek van leerling {row.code}, gemaakt op "
    assert paper(preview(row.pupil_id).papers[0]).startswith(said)
