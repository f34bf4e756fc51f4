"""What a session changed is seen as it was and as it is, also where the session did not have it at hand."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.builders import World
from zsm_desktop.models import Case
from zsm_desktop.store.images import Recorder, RowImage, put_back


def test_a_row_that_must_be_read_again_is_seen_whole(world: World) -> None:
    case_id = world.case()
    before = world.store.rows("SELECT * FROM case_file WHERE id = ?", (case_id,))
    with world.writing() as work:
        work.can_undo = True
        case = work.session.get_one(Case, case_id)
        work.session.expire(case, ["number", "status", "entered_on"])
        case.return_on = date(2027, 1, 11)
    (image,) = work.images
    assert image.after is not None
    assert (image.after["status"], image.after["entered_on"]) == ("entered", case.entered_on)
    with world.writing() as work:
        put_back(work.connection, [image])
    after = world.store.rows("SELECT * FROM case_file WHERE id = ?", (case_id,))
    assert [set(row) - {1, 2, 3} for row in after] == [set(row) - {1, 2, 3} for row in before]


def test_what_is_written_unread_stops_the_act(world: World) -> None:
    case_id = world.case()
    with pytest.raises(LookupError, match=r"case_file\.status"), world.writing() as work:  # noqa: PT012 - one act
        work.can_undo = True
        case = work.session.get_one(Case, case_id)
        work.session.expire(case, ["status"])
        case.status = "closed"
    assert world.store.rows("SELECT status FROM case_file WHERE id = ?", (case_id,)) == [("entered",)]


@pytest.mark.parametrize("is_told", [True, False])
def test_what_the_database_fills_in_by_itself_is_seen_or_stops_the_act(is_told: bool) -> None:
    class Base(DeclarativeBase):
        pass

    class Row(Base):
        __tablename__ = "planted"
        __mapper_args__ = {"eager_defaults": is_told}  # noqa: RUF012 - declarative reads it once
        id: Mapped[int] = mapped_column(primary_key=True)
        kind: Mapped[str] = mapped_column(server_default="gewoon")

    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        recorder = Recorder(session)
        session.add(Row(id=1))
        if is_told:
            session.flush()
            assert recorder.images == (RowImage("planted", None, {"id": 1, "kind": "gewoon"}),)
        else:
            with pytest.raises(LookupError, match=r"planted\.kind"):
                session.flush()
    engine.dispose()


def test_a_row_made_and_thrown_away_in_one_act_leaves_no_image(world: World) -> None:
    case_id = world.case()
    with world.writing() as work:
        work.can_undo = True
        case = work.session.get_one(Case, case_id)
        twin = Case(id=work.new_id(), number="C-2026-999", pupil_id=case.pupil_id, school_id=case.school_id)
        twin.status, twin.entered_on, twin.weekdays = "entered", case.entered_on, ""
        work.session.add(twin)
        work.session.flush()
        work.session.delete(twin)
    assert work.images == ()
