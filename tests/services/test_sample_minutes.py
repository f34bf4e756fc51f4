"""Minutes of the invented network: of all stages, as the services would have laid them down, and read by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from tests.sample_fixture import SAMPLE_TODAY, MadeSample, make_sample, open_sample
from tests.services.test_meetings import refused
from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import Meeting
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.ledger import LedgerHead
from zsm_desktop.services.minutes import MinutesFacts, live_facts
from zsm_desktop.services.minutes_content import decoded, encoded
from zsm_desktop.services.minutes_kept import digest_of
from zsm_desktop.services.versions import NOT_CONTENT
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.store import Store

HELD = f"SELECT id, kind, held_on, stage FROM meeting WHERE status = '{MeetingStatus.FINISHED}' ORDER BY kind, held_on"


@pytest.fixture
def desk(sample_store: Store) -> Desk:
    """The secretary's, reading only."""
    ((user_id, name),) = sample_store.rows("SELECT id, name FROM user_account WHERE role = 'secretary'")
    return Desk(
        sample_store, Actor(user_id, name, Role.SECRETARY), lambda: datetime.combine(SAMPLE_TODAY, time(9), HOME)
    )


def contents(store: Store) -> Iterator[tuple[str, int, MinutesFacts, str]]:
    """Meeting, version, what it says, and its text."""
    rows = store.rows("SELECT id, meeting_id, version, open_content, sealed_content FROM minutes_version ORDER BY 2, 3")
    for row_id, meeting_id, version, text, sealed in rows:
        said = text or store.seal.open("minutes_version", row_id, "sealed_content", sealed)
        yield meeting_id, version, decoded(said, MinutesFacts), said


def test_older_minutes_are_final_and_the_last_of_each_body_are_read_round(sample_store: Store) -> None:
    stages: dict[str, list[str]] = {}
    for _, kind, _, stage in sample_store.rows(HELD):
        stages.setdefault(kind, []).append(stage)
    assert stages.keys() == {"case", "steering"}
    for found in stages.values():
        assert Counter(found) == {"final": len(found) - 1, "prepared": 1}
        assert found[-1] == "prepared"
    year = "SELECT DISTINCT stage FROM meeting WHERE school_year = 2026 AND status = 'finished'"
    assert {stage for (stage,) in sample_store.rows(year)} == {"prepared", "final"}
    planned = "SELECT DISTINCT stage FROM meeting WHERE status <> 'finished'"
    assert sample_store.rows(planned) == [("draft",)]


def test_some_were_amended_and_some_corrected_and_the_services_say_so(desk: Desk) -> None:
    codes: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for meeting_id, *_ in desk.store.rows(HELD):
        card = desk.versions.card(meeting_id)
        assert [row.stamp.version for row in card.versions] == list(range(len(card.versions), 0, -1))
        assert all(row.stamp.stage == ("final" if row.stamp.version > 1 else "prepared") for row in card.versions)
        assert card.stamp.stage == card.stage.value
        codes.update(change.code for row in card.versions for change in row.changes)
        statuses.update(row.status for row in card.amendments)
        assert all(row.stamp.reason for row in card.versions if row.stamp.version > 2)
        if card.stage == "final":
            assert card.proposed == 0
            assert len(desk.minutes.facts(meeting_id).amendments) == sum(
                r.status == "accepted" for r in card.amendments
            )
    assert codes.keys() == {"amended", "notes_changed", "action_changed"}
    assert statuses["accepted"] >= 3
    assert statuses["rejected"] >= 1
    assert statuses["proposed"] >= 1


def test_a_version_is_what_the_services_would_have_laid_down(desk: Desk) -> None:
    digests = {
        (meeting_id, version): bytes(digest)
        for meeting_id, version, digest in desk.store.rows("SELECT meeting_id, version, digest FROM minutes_version")
    }
    for meeting_id, version, facts, text in contents(desk.store):
        assert digest_of(text) == digests[meeting_id, version]
        assert encoded(facts, NOT_CONTENT) == text
    last = [row for row in desk.store.rows(HELD) if row[1] == "case"][-1]
    with desk.store.reading() as session:
        now = live_facts(desk, session, session.get_one(Meeting, last[0]))
    then = desk.versions.content(last[0], 1)
    assert then.card.attendance == now.card.attendance
    assert [(row.id, row.notes, row.outcome) for row in then.card.agenda] == [
        (row.id, row.notes, row.outcome) for row in now.card.agenda
    ]
    assert then.card.decisions == now.card.decisions
    assert then.outcomes == now.outcomes
    assert {row.id for row in then.carried_actions} >= {row.id for row in now.carried_actions}


def test_nothing_in_a_version_is_younger_than_it_is(desk: Desk) -> None:
    heads = dict(desk.store.rows("SELECT number, hash FROM journal_entry"))
    booked = dict(desk.store.rows("SELECT number, booked_at FROM journal_entry"))
    held = {row[0]: date.fromisoformat(row[2]) for row in desk.store.rows(HELD)}
    numbers: list[tuple[date, int]] = []
    for meeting_id, version, facts, _ in contents(desk.store):
        day = facts.made_at.date()
        assert held[meeting_id] < day < SAMPLE_TODAY
        known = day if version == 1 else date.max
        for action in (*facts.card.actions, *facts.carried_actions):
            assert action.done_on is None or action.done_on <= known
        assert all(row.answered_on is None or row.answered_on <= known for row in facts.card.bottlenecks)
        if facts.head != LedgerHead(0, ""):
            assert bytes(heads[facts.head.entries]).hex() == facts.head.hash
            assert booked[facts.head.entries][:10] <= day.isoformat()
        if facts.balances:
            assert sum(row.balance_cents for row in facts.balances) == 0
        if version == 1:
            numbers.append((day, facts.head.entries))
    assert [entries for _, entries in sorted(numbers)] == sorted(entries for _, entries in numbers)
    assert numbers[-1] != numbers[0]


def test_open_actions_of_earlier_meetings_stand_in_the_minutes_of_their_time(desk: Desk) -> None:
    carried = [
        (facts, [row for row in facts.carried_actions if row.status != "open" or row.meeting_id == meeting_id])
        for meeting_id, version, facts, _ in contents(desk.store)
        if version == 1
    ]
    assert all(strange == [] for _, strange in carried)
    assert sum(bool(facts.carried_actions) for facts, _ in carried) > len(carried) // 2
    late = {row.is_overdue for facts, _ in carried for row in facts.carried_actions}
    assert late == {True, False}


def test_work_goes_on_with_what_was_made(sample: MadeSample) -> None:
    store = open_sample(sample.folder)
    ((user_id, name),) = store.rows("SELECT id, name FROM user_account WHERE role = 'secretary'")
    keys = network_folder.header_of(sample.folder).unlock("voorbeeld", user_id)
    store.close()
    desk = Desk(
        Store(sample.folder, keys),
        Actor(user_id, name, Role.SECRETARY),
        lambda: datetime.combine(SAMPLE_TODAY, time(9), HOME),
    )
    last = desk.minutes.meeting_id("last-case")
    (asked,) = [row for row in desk.versions.card(last).amendments if row.status == "proposed"]
    desk.versions.settle(asked.id, is_accepted=True)
    desk.versions.finalise(last)
    assert desk.versions.card(last).stage == "final"
    older = next(row[0] for row in desk.store.rows(HELD) if row[3] == "final")
    with refused("minutes.final"):
        desk.versions.prepare(older)
    with refused("guard.minutes.fixed"), desk.store.writing(desk.actor, "test.change", desk.clock()) as work:
        work.run("UPDATE meeting SET stage = 'draft' WHERE id = ?", [(older,)])
    desk.close()


@pytest.mark.parametrize("today", [date(2026, 8, 1), date(2024, 10, 15)], ids=str)
def test_a_young_network_has_minutes_too(tmp_path: Path, today: date) -> None:
    make_sample(tmp_path / "young", schools=4, years=1, deliveries=0, today=today)
    store = open_sample(tmp_path / "young")
    stages = Counter(row[3] for row in store.rows(HELD))
    assert stages["final"] >= 1
    assert stages["prepared"] >= 1
    assert all(facts.head.entries == 0 for _, _, facts, _ in contents(store))
    assert [
        at for (at,) in store.rows("SELECT made_at FROM minutes_version WHERE made_at >= ?", (today.isoformat(),))
    ] == []
    store.close()
