"""Letters at a request, where organisations bear one name and where the pupil is forgotten already."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.builders import World, school_id
from tests.reports.test_privacy_letters import text_of
from tests.services.test_pupil_record import pupil_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import MAX_NAME, free_file_name
from zsm_desktop.reports.privacy_letters import write


@pytest.fixture
def kept() -> str:
    return "file"


def shared_case(world: World) -> str:
    """A case that was discussed with both other schools there."""
    from tests.services.test_meetings import running
    from zsm_desktop.domain.progress import DiscussionOutcome

    meeting, item, case_id = running(world)
    for row in world.desk.meetings.card(meeting).attendance:
        world.desk.meetings.set_attendance(row.id, is_present=True)
    world.desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    world.desk.live.finish(meeting)
    return case_id


def call(world: World, **names: str) -> None:
    with world.writing() as work:
        for code, name in names.items():
            work.run("UPDATE organisation SET name = ? WHERE id = ?", [(name, school_id(code))])


def test_two_organisations_of_one_name_each_get_their_letter(world: World, tmp_path: Path) -> None:
    case_id = shared_case(world)
    call(world, DUIN="De Brug?", KREEK="de brûg!")
    made = world.desk.privacy_requests.add(pupil_of(world, case_id), "objection", "pupil", world.desk.day, "").made_id
    receivers = world.desk.privacy_requests.shared(made).receivers
    letters = write(world.desk, made, tmp_path)
    assert len(receivers) > 1
    assert len({path.name.casefold() for path in letters.paths}) == len(letters.paths) == 2 * len(receivers) + 1
    for receiver, pdf, mail in zip(receivers, letters.to_receivers[::2], letters.to_receivers[1::2], strict=True):
        assert receiver.name in text_of(pdf)
        (attached,) = message_from_bytes(mail.read_bytes(), policy=default).iter_attachments()
        assert attached.get_filename() == pdf.name
        assert attached.get_content() == pdf.read_bytes()


def test_a_name_that_is_as_long_as_a_name_may_be_gets_its_number() -> None:
    taken: list[str] = []
    for _ in range(12):
        taken.append(free_file_name(taken, "x" * 300, ".eml"))
    assert len({*taken}) == 12
    assert {len(name) for name in taken} == {MAX_NAME}
    assert free_file_name(["VERSLAG.pdf"], "Verslag", ".pdf") == "Verslag 2.pdf"


def test_after_a_pupil_was_forgotten_the_letters_can_still_be_made(world: World, tmp_path: Path) -> None:
    case_id = shared_case(world)
    pupil = pupil_of(world, case_id)
    requests = world.desk.privacy_requests
    made = requests.add(pupil, "erasure", "pupil", world.desk.day, "Ik wil weg.").made_id
    world.desk.cases.close(case_id)
    world.desk.forgetting.forget(pupil)
    requests.answer(made, requests.row(made).version, "met")
    try:
        letters = write(world.desk, made, tmp_path)
    except RuleError as error:
        pytest.fail(error.code)
    said = text_of(letters.answer)
    assert "Uw verzoek is toegewezen." in said
    assert "Zoë" not in said
