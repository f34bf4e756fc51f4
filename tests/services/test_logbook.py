"""The logbook read back: filtered by whom, kind, days and pupil; every act has Dutch words; nothing sealed in it."""

from __future__ import annotations

from datetime import timedelta

import openpyxl
import pytest

from tests.builders import TODAY, World, user_id
from tests.house.test_permissions import service_classes
from tests.services.test_meetings import running
from tests.services.test_pupil_record import pupil_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.logbook import write
from zsm_desktop.services.logbook import KINDS, LogFilter, kind_of
from zsm_desktop.words import logbook as words
from zsm_desktop.words.acts import ACTS


@pytest.fixture
def kept() -> str:
    """Rows and rights on a server: test_privacy_on_server."""
    return "file"


def acts() -> set[str]:
    return {method.act for one in service_classes() for method in vars(one).values() if hasattr(method, "act")}


def test_every_act_has_dutch_words_and_a_kind() -> None:
    assert {name for name in acts() if name not in ACTS and name not in words.OTHER_ACTS} == set()
    assert {name for name in acts() if not kind_of(name)} == set()
    assert set(words.OTHER_ACTS) & set(ACTS) == set()
    assert set(words.KINDS) == set(KINDS)


def test_filtered_by_whom_kind_days_and_pupil(world: World) -> None:
    case_id = world.case()
    pupil_id = pupil_of(world, case_id)
    other = pupil_of(world, world.case())
    world.desk.pupils.open_name(pupil_id, "Ouders bellen")
    world.desk_of("stage zeeuw").pupils.open_name(other, "Stage regelen")
    world.desk.cases.close(case_id)
    logbook = world.desk.logbook
    assert {one.user for one in logbook.page(LogFilter(user_id=user_id("stage zeeuw")))} == {"stage zeeuw"}
    assert {one.act for one in logbook.page(LogFilter(kind="seen"))} == {"pupil.open_name"}
    mine = logbook.page(LogFilter(pupil_id=pupil_id))
    assert [one.act for one in mine] == ["case.close", "pupil.open_name"]
    assert {one.pseudonym for one in mine} == {world.desk.pupils.row(pupil_id).pseudonym}
    assert [one.reason for one in mine] == ["", "Ouders bellen"]
    for days, found in ((0, True), (1, False), (-1, False)):
        day = TODAY + timedelta(days)
        assert bool(logbook.count(LogFilter(pupil_id=pupil_id, first=day, last=day))) is found


def test_of_a_pupil_is_also_what_was_opened_in_a_meeting(world: World) -> None:
    """Whoever asks who saw this pupil is told the same as the pupil who asks it."""
    meeting_id, item_id, case_id = running(world)
    pupil_id, desk = pupil_of(world, case_id), world.desk
    desk.live.card(item_id)
    for audience in ("full", "school:DUIN", "school:ZEEUW"):
        desk.paper_trail.note(Paper(PaperKind.MINUTES, meeting_id, audience=audience, tells_of_pupils=True))
    desk.paper_trail.note(Paper(PaperKind.POINTS, meeting_id))
    record = desk.pupil_records.record(pupil_id, "Inzage").openings
    lines = desk.logbook.page(LogFilter(pupil_id=pupil_id))
    assert [(one.at, one.act) for one in reversed(lines)] == [(one.at, one.act) for one in record]
    seen = [one.act for one in lines]
    assert "meeting.open_dossiers" in seen
    assert seen.count("paper.make") == 2, "of all, and of the own school"
    assert desk.logbook.count(LogFilter(pupil_id=pupil_id)) == len(lines)
    other = pupil_of(world, world.case())
    assert desk.logbook.count(LogFilter(pupil_id=other)) == 0


def test_a_page_at_a_time_the_latest_first(world: World) -> None:
    for _ in range(3):
        world.case()
    logbook = world.desk.logbook
    whole = logbook.page()
    assert len(whole) == logbook.count()
    assert [int(one.id) for one in whole] == sorted((int(one.id) for one in whole), reverse=True)
    assert logbook.page(offset=1, limit=2) == whole[1:3]


def test_the_workbook_holds_nothing_that_was_sealed(world: World, tmp_path) -> None:  # type: ignore[no-untyped-def]
    pupil_id = pupil_of(world, world.case())
    world.desk.pupils.open_name(pupil_id, "Moeder van Zoë gebeld")
    path = write(world.desk, LogFilter(), tmp_path)
    book = openpyxl.load_workbook(path)
    said = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert "Een naam geopend" in said
    assert not any("Zoë" in text or "Berg" in text or "Moeder" in text for text in said)
    assert world.desk.logbook.page()[0].act == "logbook.export"


@pytest.mark.parametrize("name", ["stage zeeuw", "directeur zeeuw", "lezer", "boekhouder"])
def test_nobody_else_reads_it(world: World, name: str) -> None:
    logbook = world.desk_of(name).logbook
    for one in (logbook.users, logbook.count, logbook.page, lambda: logbook.note_export(1)):
        with pytest.raises(RuleError, match="permission.missing"):
            one()
