"""Requests of pupils: due in a month, answered with a reason, and what they stop is stopped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import TODAY, World
from tests.services.test_meetings import on_agenda, planned, running
from tests.services.test_pupil_record import pupil_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.privacy_requests import due_on
from zsm_desktop.services.placement_rows import PlacementFilter
from zsm_desktop.services.privacy_requests import RequestRow


@pytest.fixture
def kept() -> str:
    """Rows and rights on a server: test_privacy_on_server."""
    return "file"


def asked(world: World, kind: str, case_id: str = "", on: date = TODAY) -> RequestRow:
    pupil_id = pupil_of(world, case_id or world.case())
    made = world.desk.privacy_requests.add(pupil_id, kind, "guardian", on, "Wij willen dit graag.").made_id
    return world.desk.privacy_requests.row(made)


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_a_month_is_a_month_and_two_more_are_three(day: date) -> None:
    once, more = due_on(day), due_on(day, is_extended=True)
    assert timedelta(28) <= once - day <= timedelta(31)
    assert (more.year * 12 + more.month) - (day.year * 12 + day.month) == 3
    assert once.day == day.day or (once + timedelta(1)).day == 1


def test_what_waits_stands_first_and_says_when_it_is_due(world: World) -> None:
    late = asked(world, "access", on=TODAY - timedelta(40))
    asked(world, "correction")
    rows = world.desk.privacy_requests.rows()
    assert [row.kind for row in rows] == ["access", "correction"]
    assert rows[0].days_left is not None
    assert rows[0].days_left < 0
    assert rows[0].asked == "Wij willen dit graag."
    world.desk.privacy_requests.answer(late.id, late.version, "met", "Meegegeven.")
    assert [row.kind for row in world.desk.privacy_requests.rows()] == ["correction", "access"]
    assert len(world.desk.privacy_requests.rows(with_answered=False)) == 1


def test_extended_once_and_in_time_with_a_reason(world: World) -> None:
    row = asked(world, "access", on=TODAY - timedelta(5))
    requests = world.desk.privacy_requests
    with pytest.raises(RuleError, match="request.no_reason"):
        requests.extend(row.id, row.version, " ")
    requests.extend(row.id, row.version, "Veel stukken.")
    longer = requests.row(row.id)
    assert longer.due_on == due_on(row.asked_on, is_extended=True)
    assert world.reasons("request.extend") == ["Veel stukken."]
    with pytest.raises(RuleError, match="request.extended"):
        requests.extend(row.id, longer.version, "Nog meer.")
    late = asked(world, "access", on=TODAY - timedelta(60))
    with pytest.raises(RuleError, match="request.too_late"):
        requests.extend(late.id, late.version, "Vergeten.")


@pytest.mark.parametrize("status", ["partly", "refused"])
def test_who_is_refused_hears_why(world: World, status: str) -> None:
    row = asked(world, "correction")
    with pytest.raises(RuleError, match="request.no_reason"):
        world.desk.privacy_requests.answer(row.id, row.version, status)
    world.desk.privacy_requests.answer(row.id, row.version, status, "Het klopt zo.")
    done = world.desk.privacy_requests.row(row.id)
    assert (done.status, done.answer, done.answered_on, done.days_left) == (status, "Het klopt zo.", TODAY, None)
    with pytest.raises(RuleError, match="request.answered"):
        world.desk.privacy_requests.answer(row.id, done.version, "met")


@pytest.mark.parametrize("kind", ["objection", "restriction"])
def test_an_objection_stops_all_sharing(world: World, kind: str) -> None:
    case_id = world.case()
    meeting = planned(world)
    on_agenda(world, meeting, case_id)
    row = asked(world, kind, case_id)
    requests = world.desk.privacy_requests
    assert requests.sharing(row.id).can_stop
    with pytest.raises(RuleError, match="request.shares_still"):
        requests.answer(row.id, row.version, "met")
    requests.close_sharing(row.id, row.version)
    left = requests.sharing(row.id)
    assert (left.consents, left.points, left.handovers, left.can_stop) == (0, 0, 0, False)
    assert "case" not in {item.kind for item in world.desk.meetings.card(meeting).agenda}
    assert world.desk.cases.card(case_id).row.missing == "consent.withdrawn"
    with pytest.raises(RuleError, match="consent"):
        on_agenda(world, planned(world, day=date(2026, 12, 15)), case_id)
    requests.answer(row.id, requests.row(row.id).version, "met")


@pytest.mark.parametrize("kind", ["objection", "restriction"])
def test_a_consent_withdrawn_from_a_day_to_come_still_shares(world: World, kind: str) -> None:
    case_id = world.case()
    (consent,) = world.desk.cases.card(case_id).consents
    world.desk.cases.withdraw_consent(consent.id, TODAY + timedelta(300))
    row = asked(world, kind, case_id)
    requests = world.desk.privacy_requests
    assert requests.sharing(row.id).consents == 1
    with pytest.raises(RuleError, match="request.shares_still"):
        requests.answer(row.id, row.version, "met")
    requests.close_sharing(row.id, row.version)
    assert world.desk.cases.card(case_id).row.missing == "consent.withdrawn"
    assert requests.sharing(row.id).consents == 0
    requests.answer(row.id, requests.row(row.id).version, "met")


def test_a_withdrawal_to_come_moves_earlier_and_never_later(world: World) -> None:
    case_id = world.case()
    (consent,) = world.desk.cases.card(case_id).consents
    withdraw = world.desk.cases.withdraw_consent
    withdraw(consent.id, TODAY + timedelta(300))
    for later in (300, 301):
        with pytest.raises(RuleError, match="consent.withdrawn_already"):
            withdraw(consent.id, TODAY + timedelta(later))
    withdraw(consent.id, TODAY + timedelta(30))
    assert world.desk.cases.card(case_id).consents[0].facts.withdrawn_on == TODAY + timedelta(30)
    withdraw(consent.id, TODAY)
    assert world.desk.cases.card(case_id).row.missing == "consent.withdrawn"
    with pytest.raises(RuleError, match="consent.withdrawn_already"):
        withdraw(consent.id, TODAY - timedelta(1))


def test_not_from_under_a_meeting_that_runs(world: World) -> None:
    _, _, case_id = running(world)
    row = asked(world, "objection", case_id)
    with pytest.raises(RuleError, match="request.meeting_runs"):
        world.desk.privacy_requests.close_sharing(row.id, row.version)
    assert world.desk.privacy_requests.sharing(row.id).consents == 1


def test_other_requests_stop_nothing(world: World) -> None:
    row = asked(world, "access")
    with pytest.raises(RuleError, match="request.keeps_sharing"):
        world.desk.privacy_requests.close_sharing(row.id, row.version)


def test_the_school_of_a_placement_is_a_receiver(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    ((case_id,),) = world.store.rows("SELECT case_id FROM placement WHERE id = ?", (placement,))
    row = asked(world, "objection", case_id)
    (one,) = world.desk.privacy_requests.shared(row.id).receivers
    assert one.name == "De Duinpan"
    assert [line.kind for line in one.lines] == ["placement"]
    assert [on.number for on in world.desk.privacy_requests.sharing(row.id).placements] == [one.lines[0].number]


def test_a_placement_goes_on_and_is_shown_until_somebody_ends_it(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    ((case_id,),) = world.store.rows("SELECT case_id FROM placement WHERE id = ?", (placement,))

    def told(name: str) -> tuple[list[int], list[str]]:
        desk = world.desk_of(name)
        waiting = [one.count for one in desk.today.facts().waiting if one.kind == "placements_unshared"]
        return waiting, [row.id for row in desk.placements.page(PlacementFilter(status="unshared"))]

    assert told("secretaris") == ([], [])
    row = asked(world, "objection", case_id)
    world.desk.privacy_requests.close_sharing(row.id, row.version)
    assert world.desk.placements.row(placement).status == "running"
    for name in ("secretaris", "stage zeeuw"):
        assert told(name) == ([1], [placement])
    assert told("stage duin") == ([], [])
    assert told("boekhouder")[1] == []
    assert world.desk_of("stage duin").placements.card(placement).sharing.missing == "consent.elsewhere"
    with pytest.raises(RuleError, match=r"case\.|consent|meeting|permission"):
        world.desk_of("stage duin").cases.card(case_id)
    world.desk.placements.end(placement, world.desk.day)
    world.now += timedelta(days=1)
    assert told("secretaris") == ([], [])


def test_erasure_waits_for_the_forgetting(world: World) -> None:
    row = asked(world, "erasure")
    with pytest.raises(RuleError, match="request.forget_first"):
        world.desk.privacy_requests.answer(row.id, row.version, "met")
    world.desk.privacy_requests.answer(row.id, row.version, "refused", "De school moet het nog bewaren.")


def test_what_is_refused_at_noting(world: World) -> None:
    pupil_id = pupil_of(world, world.case())
    add = world.desk.privacy_requests.add
    for code, values in (
        ("request.kind", ("wens", "pupil", TODAY, "")),
        ("request.asked_by", ("access", "buur", TODAY, "")),
        ("request.future", ("access", "pupil", TODAY + timedelta(1), "")),
        ("request.long_text", ("access", "pupil", TODAY, "x" * 2001)),
    ):
        with pytest.raises(RuleError, match=code):
            add(pupil_id, *values)
    assert world.desk.privacy_requests.rows() == ()


@pytest.mark.parametrize("name", ["stage zeeuw", "directeur zeeuw", "lezer", "boekhouder"])
def test_nobody_else_reads_or_notes_a_request(world: World, name: str) -> None:
    row = asked(world, "access")
    desk = world.desk_of(name)
    for act in (
        desk.privacy_requests.rows,
        lambda: desk.privacy_requests.row(row.id),
        lambda: desk.privacy_requests.shared(row.id).receivers,
        lambda: desk.privacy_requests.answer(row.id, row.version, "met"),
        lambda: desk.privacy_requests.close_sharing(row.id, row.version),
        lambda: desk.privacy_requests.add(row.pupil_id, "access", "pupil", TODAY),
    ):
        with pytest.raises(RuleError, match="permission.missing"):
            act()


def test_the_first_screen_says_what_is_due(world: World) -> None:
    asked(world, "access")
    assert "requests_due" not in {one.kind for one in world.desk.today.facts().waiting}
    asked(world, "access", on=TODAY - timedelta(25))
    assert [(one.count, one.room) for one in world.desk.today.facts().waiting if one.kind == "requests_due"] == [
        (1, "settings")
    ]
