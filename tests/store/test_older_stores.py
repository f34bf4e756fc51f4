"""A store of every earlier version opens, keeps what was in it to the cent, and is a store of today afterwards."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PASSWORD, SECRETARY, made_id, offer_id
from zsm_desktop.app import open_desk
from zsm_desktop.domain.book_years import YearState
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.live import Place
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.store import backup, raw
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.schema import SCHEMA_VERSION
from zsm_desktop.store.store import Updated

STORES = Path(__file__).parent / "stores"
VERSIONS = sorted((path.name for path in STORES.iterdir() if path.is_dir()), key=lambda name: int(name[1:]))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def opened(tmp_path: Path, version: str, user: str = SECRETARY, password: str = PASSWORD) -> Desk:
    """A copy of what was brought up to date once: that takes far longer than what is looked at in it."""
    folder = tmp_path / "network"
    if not folder.exists():
        shutil.copytree(_brought_up(tmp_path.parent / f"brought up {version}", version), folder)
    return open_desk(folder, password=password, user=user, clock=lambda: NOW)


def _brought_up(folder: Path, version: str) -> Path:
    if not folder.exists():
        shutil.copytree(STORES / version, folder)
        open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW).close()
    return folder


def test_there_is_a_store_of_every_version_before_this_one() -> None:
    assert [f"v{number}" for number in range(1, SCHEMA_VERSION)] == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_an_older_store_is_copied_brought_up_to_date_and_in_order(tmp_path: Path, version: str) -> None:
    folder, number = tmp_path / "network", int(version[1:])
    shutil.copytree(STORES / version, folder)
    told: list[tuple[str, int, int]] = []

    def hear(*step: Any) -> None:
        if step[:2] == ("update", 0):
            assert [version_of(copy) for copy in backup.copies(folder)] == [number]
        told.append(step)

    desk = open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW, tell=hear)
    assert desk.store.rows("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert desk.checks.run().findings == ()
    assert desk.store.updated == Updated(number, *backup.copies(folder))
    desk.close()
    assert told[0] == ("copy", 0, 0)
    steps = SCHEMA_VERSION - number
    assert [step for step in told if step[0] == "update"] == [("update", at, steps) for at in range(steps + 1)]
    again = open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW, tell=hear)
    assert again.store.updated is None
    again.close()
    assert len(backup.copies(folder)) == 1


def version_of(database: Path) -> int:
    keys = KeyFile.read(backup.keys_beside(database)).unlock(PASSWORD)
    with closing(raw.connect(database, keys.store_key, read_only=True, may_be_copy=True)) as connection:
        return raw.schema_version(connection)


class Stopped(Exception):
    pass


@pytest.mark.parametrize("at", [("copy", 0), ("copy", 1), ("update", 0), ("update", 1), ("update", 3)])
def test_stopped_on_the_way_it_is_as_it_was_and_opens_the_next_time(tmp_path: Path, at: tuple[str, int]) -> None:
    folder = tmp_path / "network"
    shutil.copytree(STORES / "v8", folder)
    before = (folder / "keys.json").read_bytes()

    def stop(what: str, done: int, _all: int) -> None:
        if what == at[0] and done >= at[1]:
            raise Stopped

    with pytest.raises(Stopped):
        open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW, tell=stop)
    keys = KeyFile.read(folder / "keys.json").unlock(PASSWORD)
    with closing(raw.connect(folder / "store.db", keys.store_key)) as connection:
        assert raw.schema_version(connection) == 8
    assert (folder / "keys.json").read_bytes() == before
    assert not list((folder / "backups").glob("*.tmp*"))
    desk = opened(tmp_path, "v8")
    assert desk.checks.run().findings == ()
    desk.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_in_it_is_still_there(tmp_path: Path, version: str) -> None:
    desk = opened(tmp_path, version)
    exchanged = {row.code: row.given_cents - row.taken_cents for row in desk.balances.by_school()}
    assert exchanged == {"DUIN": 6175, "KREEK": -2470, "ZEEUW": -3705}
    (held,) = [row for row in desk.meetings.rows("case") if row.status == "finished"]
    card = desk.meetings.card(held.id)
    (case,) = [item for item in card.agenda if item.case is not None]
    assert case.notes == "Kennismaken op dinsdag."
    assert [item.title for item in card.agenda if item.case is None] == ["Opening en verslag vorige keer"]
    assert [action.text for action in card.actions] == ["Rooster maken"]
    assert [row.title for row in desk.bottlenecks.rows()] == ["Geen vervoer na vier uur"]
    desk.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_year_goes_on_in_it(tmp_path: Path, version: str) -> None:
    desk = opened(tmp_path, version)
    plan = desk.meetings.plan
    meeting = plan(made_id(9, 1), held_on=date(2026, 12, 15), starts_at=time(13), ends_at=time(15), place="").made_id
    assert desk.meetings.card(meeting).agenda[0].title == "Opening en verslag vorige keer"
    waiting = [row for row in desk.agenda.waiting(meeting) if not row.missing]
    item = desk.meetings.add_case(meeting, waiting[0].id).made_id
    desk.live.start(meeting)
    place = Place(offer_id("DUIN"), date(2026, 12, 21), date(2027, 6, 30), 1000)
    desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=place)
    assert desk.checks.run().findings == ()
    desk.close()


@pytest.mark.parametrize("version", [version for version in VERSIONS if version != "v1"])
def test_minutes_that_were_fixed_are_as_they_were(tmp_path: Path, version: str) -> None:
    desk = opened(tmp_path, version)
    (held,) = [row for row in desk.meetings.rows("case") if row.status == "finished"]
    card = desk.versions.card(held.id)
    assert [(row.stamp.stage, row.stamp.version) for row in card.versions] == [("final", 2), ("prepared", 1)]
    assert [(row.text, row.status) for row in card.amendments] == [("Ook over donderdag gesproken.", "accepted")]
    assert [row.text for row in desk.bin.rows(held.id)] == ["Dubbel genoteerd"]
    desk.close()


@pytest.mark.parametrize("version", VERSIONS[VERSIONS.index("v4") :])
def test_what_was_half_typed_is_still_there_and_more_can_be_half_typed(tmp_path: Path, version: str) -> None:
    desk = opened(tmp_path, version)
    (meeting,) = [row.id for row in desk.meetings.rows("case") if row.status == "running"]
    (row,) = desk.drafts.rows(meeting)
    assert (row.kind, row.words["text"], row.words["owner"]) == ("action", "Bellen met de gemeente", "J. Kloet")
    desk.drafts.keep(row.item_id, "reason", {"text": "Geen bus"})
    assert {row.kind for row in desk.drafts.rows(meeting)} == {"action", "reason"}
    desk.close()


def test_what_the_fourth_version_did_not_keep_follows_from_its_log(tmp_path: Path) -> None:
    folder = tmp_path / "network"
    shutil.copytree(STORES / "v4", folder)
    keys = KeyFile.read(folder / "keys.json").unlock(PASSWORD)
    with closing(raw.connect(folder / "store.db", keys.store_key)) as connection:
        for statement in (
            "UPDATE network SET silence_days = 21",
            "UPDATE delivery SET status = 'disputed', dispute = 'Was er niet.', settled_at = entered_at, "
            "settled_by = entered_by WHERE status = 'entered'",
            "INSERT INTO account (code, name, kind) VALUES ('FONDS-9', 'Oud', 'fund')",
            "INSERT INTO fund (id, account_id, code, name, owner, granted_cents, percent, first_day, last_day, rank, "
            "terms, is_active, version) SELECT 'oud', id, code, name, '', 100, 100, '2026-08-01', '2027-07-31', 1, '', "
            "0, 2 FROM account WHERE code = 'FONDS-9'",
            "INSERT INTO audit_event (at, user_id, act, subject_id) SELECT '2026-10-05T09:00:00+00:00', user_id, "
            "'fund.end', 'oud' FROM audit_event LIMIT 1",
        ):
            connection.execute(statement)
        ((disputed,),) = connection.execute("SELECT count(*) FROM delivery WHERE status = 'disputed'").fetchall()
    desk = opened(tmp_path, "v4")
    assert [(row.ended_on, row.is_active) for row in desk.funds.rows() if row.id == "oud"] == [
        (date(2026, 10, 5), False)
    ]
    talks = [desk.disputes.thread(row.id) for row in desk.deliveries.page() if row.dispute]
    assert (disputed, [[line.text for line in talk] for talk in talks]) == (1, [["Was er niet."]])
    assert desk.checks.run().findings == ()
    desk.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_what_can_be_edited_begins_to_count(tmp_path: Path, version: str) -> None:
    desk = opened(tmp_path, version)
    row = desk.network.schools()[0]
    version_now = desk.network.card(row.id).version
    assert version_now == 1 or VERSIONS.index(version) > VERSIONS.index("v6")
    desk.network.edit_organisation(row.id, version_now, OrganisationDraft(row.name, city="Goes"))
    assert desk.network.card(row.id).version == version_now + 1
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        desk.network.edit_organisation(row.id, version_now, OrganisationDraft(row.name))
    if version == "v5":
        assert desk.silence.rule().days == 21
        assert {rule.version for rule in desk.vat.rules()} == {1}
    desk.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_someone_without_the_right_is_refused_in_it_too(tmp_path: Path, version: str) -> None:
    opened(tmp_path, version).close()
    desk = opened(tmp_path, version, "directeur duin", "directeur duin" * 2)
    with pytest.raises(RuleError, match=r"permission\.missing"):
        desk.cases.rows()
    assert desk.store.keys.seal_key is None
    desk.close()


def test_invoices_that_went_out_are_as_they_were_and_can_be_paid(tmp_path: Path) -> None:
    desk = opened(tmp_path, "v7")
    rows = {row.number: row for row in desk.payments.open_items().open}
    assert {number: row.total_cents for number, row in rows.items()} == {
        "DUIN-2026-0001": 6175,
        "ZEEUW-2026-0001": 2470,
    }
    paid = rows["DUIN-2026-0001"]
    desk.payments.enter(paid.invoice_id, date(2026, 11, 20), 6175)
    assert [row.open_cents for row in desk.payments.open_items().open] == [2470]
    assert desk.checks.run().findings == ()
    desk.close()


def test_the_words_of_reminders_are_still_the_networks_own(tmp_path: Path) -> None:
    desk = opened(tmp_path, "v8")
    assert [one.text for one in desk.reminders.texts()][:2] == ["Wilt u dit voor {dag} betalen? Hartelijk dank.", ""]
    desk.close()


def test_figures_of_the_region_are_still_there(tmp_path: Path) -> None:
    desk = opened(tmp_path, "v10")
    assert [(row.name, row.value) for row in desk.shared_figures.rows()] == [("Jongeren in de regio", 214)]
    desk.close()


def test_what_the_network_aims_at_is_still_there(tmp_path: Path) -> None:
    desk = opened(tmp_path, "v9")
    assert {row.code: row.target for row in desk.targets.sheet(2026).rows if row.target is not None} == {"to_work": 12}
    desk.close()


def test_a_year_of_the_seventh_version_can_be_closed(tmp_path: Path) -> None:
    desk = opened(tmp_path, "v7")
    desk.clock = lambda: NOW + timedelta(days=50)
    before = desk.audit_books.book(2026)
    for row in desk.ledger.periods():
        if row.period.first_day.year == 2026 and row.period.status is not PeriodStatus.CLOSED:
            desk.ledger.set_period(row.period.id, PeriodStatus.CLOSED)
    card = desk.book_years.card(2026)
    desk.book_years.close(2026, card.until)
    closed = desk.book_years.card(2026)
    assert (closed.row.state, closed.book) == (YearState.CLOSED, before)
    assert closed.totals
    assert desk.checks.run().findings == ()
    desk.close()
