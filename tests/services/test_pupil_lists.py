"""Lists pupils stand on: everyone listed, some talked about, off with a reason and on record; counts for directors."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import TODAY, World, school_id
from tests.services.test_meetings import planned, refused
from zsm_desktop.domain.pupil_lists import OffReason
from zsm_desktop.models import Case, ListEntry
from zsm_desktop.services.pupil_lists import ListRow
from zsm_desktop.services.shipped_profiles import text_of

SAME = pytest.mark.file_only("another test shows what differs on a server")
LIST = "leavers"


@pytest.fixture
def listing(world: World) -> World:
    world.desk.profiles.take_in(0, text_of("noord_kennemerland"))
    return world


def pupil_of(world: World, case_id: str) -> str:
    ((pupil_id,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (case_id,))
    return str(pupil_id)


def put_on(world: World, school: str = "ZEEUW", count: int = 1) -> list[ListRow]:
    pupils = [pupil_of(world, world.case(school)) for _ in range(count)]
    world.desk.pupil_lists.add(LIST, pupils)
    return [row for row in world.desk.pupil_lists.rows(LIST) if row.pupil_id in pupils]


def test_a_school_puts_its_own_on_the_list_many_at_once(listing: World) -> None:
    for _ in range(3):
        listing.case("ZEEUW")
    other = pupil_of(listing, listing.case("DUIN"))
    theirs = listing.desk_of("stage zeeuw").pupil_lists
    found = theirs.unlisted(LIST)
    assert len(found) == 3
    theirs.add(LIST, [one.pupil_id for one in found])
    assert theirs.unlisted(LIST) == ()
    rows = theirs.rows(LIST)
    assert {(row.school, row.added_on, row.needs_partners, row.off_on) for row in rows} == {
        ("De Zeeuwse Vaart", TODAY, False, None)
    }
    assert all(row.case_number for row in rows)
    with refused("list.twice"):
        theirs.add(LIST, [found[0].pupil_id])
    for pupils, code in (([], "list.nobody"), (["weg"], "pupil.none"), ([other], "permission.other_school")):
        with refused(code):
            theirs.add(LIST, pupils)
    assert listing.desk_of("stage duin").pupil_lists.rows(LIST) == ()
    with refused("permission.missing"):
        listing.desk_of("directeur zeeuw").pupil_lists.rows(LIST)
    listing.desk_of("stage zeeuw").undo.back()
    assert listing.desk.pupil_lists.rows(LIST) == ()


@SAME
def test_off_the_list_with_a_reason_and_on_again(listing: World) -> None:
    lists = listing.desk.pupil_lists
    (row,) = put_on(listing)
    with refused("list.reason"):
        lists.take_off(row.id, row.version, "zomaar")
    lists.take_off(row.id, row.version, OffReason.WORK)
    assert lists.rows(LIST) == ()
    (off,) = lists.rows(LIST, with_off=True)
    assert (off.off_on, off.off_reason) == (TODAY, "work")
    assert lists.unlisted(LIST) == ()
    with refused("list.is_off"):
        lists.mark(off.id, off.version, needs_partners=True)
    with refused("list.is_off"):
        lists.take_off(off.id, off.version, OffReason.OTHER)
    with refused("edit.conflict"):
        lists.put_back(off.id, 1)
    lists.put_back(off.id, off.version)
    (back,) = lists.rows(LIST)
    with refused("list.is_on"):
        lists.put_back(back.id, back.version)


@SAME
def test_only_who_needs_several_organisations_comes_on_every_agenda(listing: World) -> None:
    body = next(row.id for row in listing.desk.meetings.bodies() if row.kind == "case")
    talked, followed = put_on(listing, count=2)
    listing.desk.pupil_lists.mark(talked.id, talked.version, needs_partners=True)
    with listing.writing() as work:
        for row in (talked, followed):
            work.session.get_one(Case, row.case_id).status = "running"
    meeting = planned(listing, body, date(2026, 12, 8))
    on = listing.store.rows("SELECT case_id FROM agenda_item WHERE meeting_id = ? AND kind = 'case'", (meeting,))
    assert [case for (case,) in on] == [talked.case_id]
    assert [row.needs_partners for row in listing.desk.pupil_lists.rows(LIST)] == [True, False]


def test_a_director_reads_counts_and_no_small_group(listing: World) -> None:
    duin, zeeuw = put_on(listing, "DUIN", 7), put_on(listing, "ZEEUW", 6)
    lists = listing.desk.pupil_lists
    for row in (*duin[:5], zeeuw[0]):
        lists.mark(row.id, row.version, needs_partners=True)
    lists.take_off(zeeuw[1].id, zeeuw[1].version, OffReason.MOVED)
    whole = lists.figures(LIST)
    assert (whole.name, whole.expected) == ("schoolverlaterslijst", 40)
    assert [(row.school, row.on_list, row.discussed, row.off_list) for row in (*whole.rows, whole.total)] == [
        ("De Duinpan", 7, 5, 0), ("De Zeeuwse Vaart", 5, 1, 1), ("", 12, 6, 1),
    ]  # fmt: skip
    theirs = listing.desk_of("directeur duin").pupil_lists.figures(LIST)
    assert theirs == listing.desk_of("lezer").pupil_lists.figures(LIST) or theirs.rows[0].is_own
    assert theirs.rows[1].discussed is None
    assert theirs.rows[1].off_list is None
    with refused("list.none"):
        lists.figures("weg")


@SAME
def test_who_came_off_the_year_before_is_not_counted(listing: World) -> None:
    (row,) = put_on(listing)
    listing.desk.pupil_lists.take_off(row.id, row.version, OffReason.EDUCATION)
    with listing.writing() as work:
        work.session.get_one(ListEntry, row.id).off_on = date(2026, 7, 31)
    assert listing.desk.pupil_lists.figures(LIST).total.off_list == 0
    assert school_id("ZEEUW") == row.school_id
