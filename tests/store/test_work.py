"""One act is one transaction on two roads, and the connection it used is fit for the next."""

from __future__ import annotations

import gc
from contextlib import closing
from datetime import date
from typing import Any, cast

import pytest
from sqlalchemy import BindParameter, select
from sqlalchemy.exc import IntegrityError

from tests import statements
from tests.builders import TARIFF_FROM, World, offer_id, school_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Cluster, Tariff
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.store import engine, raw
from zsm_desktop.store.engine import plain

ADD_CLUSTER = "INSERT INTO cluster (id, name) VALUES (?, ?)"
NAMES = "SELECT name FROM cluster WHERE name LIKE 'Proef%' ORDER BY name"
FRAME = 24 + 4096
"""One page in the write-ahead log, with its heading."""


def lines(world: World) -> int:
    ((count,),) = world.store.rows("SELECT count(*) FROM audit_event")
    return int(count)


def add_on_both_roads(work: Any) -> None:
    work.run(ADD_CLUSTER, [(work.new_id(), "Proef 1")])
    work.session.add(Cluster(id=work.new_id(), name="Proef 2"))
    work.session.flush()
    work.run(ADD_CLUSTER, [(work.new_id(), "Proef 3"), (work.new_id(), "Proef 4")])


def test_what_was_asked_is_forgotten_with_the_store(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "statements", statements.OWN)
    world.close()

    def asked() -> list[BindParameter[Any]]:
        gc.collect()
        found = [one for one in gc.get_objects() if isinstance(one, BindParameter)]
        return [one for one in found if one.value == "Geheimnaam77"]

    with world.store.reading() as session:
        session.execute(select(Cluster.id).where(Cluster.name == "Geheimnaam77")).all()
    assert asked()
    del session
    world.close()
    assert not asked()


def test_both_roads_are_one_transaction(world: World) -> None:
    before = lines(world)
    with world.writing() as work:
        add_on_both_roads(work)
        assert world.store.rows(NAMES) == []
    assert world.store.rows(NAMES) == [(f"Proef {number}",) for number in range(1, 5)]
    assert lines(world) == before + 1


def test_what_fails_is_undone_on_both_roads_and_the_next_act_goes_on(world: World) -> None:
    before = lines(world)
    with pytest.raises(RuleError, match=r"test\.stop"), world.writing() as work:  # noqa: PT012 - all in one act
        add_on_both_roads(work)
        raise RuleError("test.stop")
    assert (world.store.rows(NAMES), lines(world)) == ([], before)
    with world.writing() as work:
        add_on_both_roads(work)
    assert (len(world.store.rows(NAMES)), lines(world)) == (4, before + 1)


def test_an_act_that_was_rolled_back_inside_cannot_go_on(world: World) -> None:
    """Its audit line would stand alone."""
    before = lines(world)
    with pytest.raises(RuntimeError, match="rolled back"), world.writing() as work:  # noqa: PT012 - all in one act
        add_on_both_roads(work)
        work.session.add(Tariff(id=work.new_id(), offer_id="nowhere", cents=1, valid_from=TARIFF_FROM))
        with pytest.raises(IntegrityError):
            work.session.flush()
        work.session.rollback()
    assert (world.store.rows(NAMES), lines(world)) == ([], before)
    with world.writing() as work:
        add_on_both_roads(work)
    assert lines(world) == before + 1


def test_a_store_that_is_being_written_says_so_and_the_act_can_be_done_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "WAIT_SECONDS", 0)
    with closing(raw.connect(world.store.db_path, world.keys.store_key)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RuleError, match=r"store\.busy"), world.writing() as work:
            add_on_both_roads(work)
        other.execute("ROLLBACK")
    with world.writing() as work:
        add_on_both_roads(work)
    assert len(world.store.rows(NAMES)) == 4


def test_a_read_after_an_act_finds_its_connection_and_what_it_wrote(world: World) -> None:
    with world.writing() as work:
        add_on_both_roads(work)
        driver = work.driver
    with world.store.reading() as session:
        assert plain(session.connection()) is driver
        assert session.query(Cluster).filter(Cluster.name.like("Proef%")).count() == 4
        with world.writing() as work:  # while it reads, an act takes another connection
            assert work.driver is not driver


def test_a_store_closed_during_an_act_closes_its_connection_with_it(world: World) -> None:
    with world.writing() as work:
        add_on_both_roads(work)
        world.store.close()
    with pytest.raises(raw.DATABASE_ERRORS, match="closed"):
        work.driver.execute("SELECT 1")
    with pytest.raises(RuleError, match="store.closed"), world.store.reading():
        pass
    assert [path.name for path in world.folder.glob("store.db-*")] == []


def test_statements_stay_prepared_however_many_others_were_said(world: World) -> None:
    """SQLite asks its authorizer while it prepares; a cache that is too small would prepare at every call."""
    asked: list[object] = []
    with closing(raw.connect(world.store.db_path, world.keys.store_key)) as connection:
        for number in range(300):
            connection.execute(f"SELECT {number} FROM school").fetchall()
        cast("Any", connection).set_authorizer(lambda *what: asked.append(what) or 0)
        both = ("SELECT name FROM cluster", "SELECT name FROM sector")
        for sql in both:
            connection.execute(sql).fetchall()
        first = len(asked)
        for sql in both * 3:
            connection.execute(sql).fetchall()
    assert len(asked) == first > 0


def test_entering_a_delivery_writes_few_pages(world: World) -> None:
    """Each is encrypted and signed in the commit: the row, its place in one index, its line in the log."""
    draft = DeliveryDraft(date(2026, 10, 5), 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"))
    world.desk.deliveries.enter(draft)
    world.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    for _ in range(50):
        world.desk.deliveries.enter(draft)
    log = world.store.db_path.with_name("store.db-wal").stat().st_size
    assert 3 <= log / FRAME / 50 < 4
