"""A store of every earlier version opens, keeps what was in it to the cent, and is a store of today afterwards."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from tests.builders import PASSWORD, SECRETARY, made_id, offer_id
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.live import Place
from zsm_desktop.store.schema import SCHEMA_VERSION

STORES = Path(__file__).parent / "stores"
VERSIONS = sorted(path.name for path in STORES.iterdir() if path.is_dir())
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def opened(tmp_path: Path, version: str, user: str = SECRETARY, password: str = PASSWORD) -> Desk:
    folder = tmp_path / "network"
    if not folder.exists():
        shutil.copytree(STORES / version, folder)
    return open_desk(folder, password=password, user=user, clock=lambda: NOW)


def test_there_is_a_store_of_every_version_before_this_one() -> None:
    assert [f"v{number}" for number in range(1, SCHEMA_VERSION)] == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_an_older_store_is_copied_brought_up_to_date_and_in_order(tmp_path: Path, version: str) -> None:
    desk = opened(tmp_path, version)
    assert desk.store.rows("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert desk.checks.run().findings == ()
    assert len(list((tmp_path / "network" / "backups").glob("*.db"))) == 1
    desk.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_in_it_is_still_there(tmp_path: Path, version: str) -> None:
    desk = opened(tmp_path, version)
    balances = {row.code: row.balance_cents for row in desk.balances.by_school()}
    assert balances == {"DUIN": 6175, "KREEK": -2470, "ZEEUW": -3705}
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


@pytest.mark.parametrize("version", VERSIONS)
def test_someone_without_the_right_is_refused_in_it_too(tmp_path: Path, version: str) -> None:
    opened(tmp_path, version).close()
    desk = opened(tmp_path, version, "directeur duin", "directeur duin" * 2)
    with pytest.raises(RuleError, match=r"permission\.missing"):
        desk.cases.rows()
    assert desk.store.keys.seal_key is None
    desk.close()
