"""On a server, with logins of their own: the secretary keeps the registers, a school reads its own pupil's record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import World, user_id
from tests.services.test_breaches import HARM, noted
from tests.services.test_privacy_requests import asked
from tests.services.test_pupil_record import pupil_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.logbook import KINDS, LogFilter
from zsm_desktop.services.placement_rows import PlacementFilter


@pytest.fixture
def kept() -> str:
    """What a file does is tried where each service is."""
    return "server"


def test_the_registers_of_the_secretary_and_the_record_for_a_school(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    ((case_id,),) = world.store.rows("SELECT case_id FROM placement WHERE id = ?", (placement,))
    desk, pupil_id = world.desk, pupil_of(world, case_id)
    row = asked(world, "objection", case_id)
    assert [one.name for one in desk.privacy_requests.shared(row.id).receivers] == ["De Duinpan"]
    assert desk.privacy_requests.sharing(row.id).others == ()
    desk.privacy_requests.close_sharing(row.id, row.version)
    desk.privacy_requests.answer(row.id, desk.privacy_requests.row(row.id).version, "met")
    assert desk.privacy_requests.restricted_since(pupil_id) is None
    leak = noted(world, hours=31)
    assert desk.today.facts().waiting[0].count == 41
    desk.breaches.weigh(leak.id, leak.version, HARM)
    desk.privacy_register.write("officer", 0, "Mevrouw Peters")
    assert desk.privacy_register.facts().own("officer").text == "Mevrouw Peters"
    whole = desk.pupil_records.record(pupil_id, "Brief")
    own = world.desk_of("stage zeeuw").pupil_records.record(pupil_id, "Brief")
    assert {one.name for one in whole.tables} - {one.name for one in own.tables} == {"pupil_request"}
    assert ("pupil_request", "", "secretary") in own.left_out
    for kind in KINDS:
        assert desk.logbook.count(LogFilter(kind=kind)) >= 0
    assert [one.act for one in desk.logbook.page(LogFilter(pupil_id=pupil_id), limit=2)] == ["pupil.report"] * 2
    with pytest.raises(RuleError, match="permission.missing"):
        world.desk_of("stage zeeuw").privacy_requests.rows()


def test_what_goes_on_and_who_left_are_seen_by_whom_it_concerns(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    ((case_id,),) = world.store.rows("SELECT case_id FROM placement WHERE id = ?", (placement,))
    row = asked(world, "objection", case_id)
    world.desk.privacy_requests.close_sharing(row.id, row.version)

    def told(name: str) -> tuple[list[int], list[str]]:
        desk = world.desk_of(name)
        waiting = [one.count for one in desk.today.facts().waiting if one.kind == "placements_unshared"]
        return waiting, [one.id for one in desk.placements.page(PlacementFilter(status="unshared"))]

    assert told("secretaris") == told("stage zeeuw") == ([1], [placement])
    assert told("stage duin") == ([], [])
    assert told("boekhouder") == ([], [])
    left = user_id("stage duin")
    world.desk.users.retire(left)
    world.now += timedelta(days=731)
    assert [one.subject_id for one in world.desk.destroying.due() if one.category == "former"] == [left]
    world.desk.destroying.run({left})
    assert "Voormalig gebruiker 1" in {one.name for one in world.desk.users.rows()}
