"""A name typed wherever people type stands in no column that the first key alone opens: a director holds that file."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from tests.builders import TODAY, World, offer_id, school_id
from tests.services.fund_items import CONDITION, EXPENSE, MONEY, REPORT, RESULT, fund
from tests.services.test_meetings import on_agenda, planned
from tests.services.test_open_texts import NAMES, SAID, who
from tests.versions import version_of
from zsm_desktop.models import Base, Offer
from zsm_desktop.models.types import Sealed
from zsm_desktop.services.bookings import BookingDraft
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.needs import NeedDraft

__all__ = ["who"]


@pytest.fixture
def kept() -> str:
    return "file"


def readable(world: World) -> dict[str, list[str]]:
    """By column, what the first key alone opens of the names."""
    found: dict[str, list[str]] = {}
    for table in Base.metadata.sorted_tables:
        columns = [one.name for one in table.columns if not isinstance(one.type, Sealed)]
        for row in world.store.rows(f"SELECT {', '.join(columns)} FROM {table.name}"):
            for column, value in zip(columns, row, strict=True):
                if isinstance(value, str) and any(name.casefold() in value.casefold() for name in NAMES):
                    found.setdefault(f"{table.name}.{column}", []).append(value)
    return found


def test_nothing_typed_in_a_maatwerkbespreking_says_a_name_in_the_open(world: World, who: str) -> None:
    desk = world.desk
    case = world.case("ZEEUW")
    meeting = planned(world)
    item = on_agenda(world, meeting, case)
    when = desk.meetings.card(meeting).row
    desk.meetings.reschedule(
        meeting, version_of(world, "meeting", meeting), held_on=when.held_on, starts_at=when.starts_at,
        ends_at=when.ends_at, place=f"Bij {SAID}",
    )  # fmt: skip
    point = desk.meetings.add_item(meeting, f"Vervoer van {SAID}").made_id
    desk.meetings.add_person(meeting, "Quirine Wolfswinkel")
    for parent in ("Odette Bloemhof", "vader Bloemhof", "moeder Odette"):
        desk.meetings.add_person(meeting, parent)
    desk.meetings.set_roles(meeting, chair="Quirine Wolfswinkel", note_taker="moeder Odette")
    desk.live.start(meeting)
    for one in (item, point):
        desk.live.keep_notes(one, f"Noot {SAID}")
        desk.live.add_decision(one, f"Besluit {SAID}")
        desk.live.add_action(one, f"Actie {SAID}", owner="Quirine Wolfswinkel", due_on=None)
        desk.live.add_bottleneck(one, f"Knelpunt {SAID}", SAID)
    with world.writing() as work:
        work.session.get_one(Offer, offer_id("DUIN")).kind = "course"
    desk.feasibility.set_exam(item, offer_id("DUIN"), exam_on=TODAY, examiner="Quirine Wolfswinkel")
    desk.live.finish(meeting)
    desk.versions.prepare(meeting)
    assert readable(world) == {}
    names = {row.name for row in desk.meetings.card(meeting).attendance}
    assert who in names
    assert [row.owner for row in desk.meetings.card(meeting).actions] == [who, who]


def test_nothing_typed_around_money_and_offers_says_a_name_in_the_open(world: World, who: str) -> None:
    del who
    desk, made = world.desk, fund(world.desk)
    acts = desk.accountability
    acts.set_result(made, "", 0, replace(RESULT, name=SAID, note=SAID))
    acts.set_condition(made, "", 0, replace(CONDITION, text=SAID, note=SAID))
    acts.set_report(made, "", 0, replace(REPORT, name=SAID))
    acts.set_expense(made, "", 0, replace(EXPENSE, name=SAID))
    acts.set_contribution(made, "", 0, replace(MONEY, name=SAID))
    desk.needs.add(NeedDraft(school_id("ZEEUW"), SAID, None, TODAY))
    desk.bookings.book(BookingDraft(offer_id("DUIN"), school_id("ZEEUW"), TODAY, time(9), time(10), SAID))
    use = desk.deliveries.enter(
        DeliveryDraft(TODAY, 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"), note=SAID)
    ).made_id
    desk.deliveries.dispute(use, SAID)
    desk.disputes.answer(use, SAID)
    desk.imports.take_in_cases(
        f"Aanmelding_{SAID}_Hannelore_Kwikstra.xlsx",
        [CaseDraft(school_id=school_id("ZEEUW"), question="Vraag", pupil=PupilDraft("Hannelore", "Kwikstra"))],
    )
    assert readable(world) == {}
    ((name,),) = world.store.rows("SELECT file_name FROM import_batch")
    assert "Hannelore" not in name
    assert name.endswith(".xlsx")
