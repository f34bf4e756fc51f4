"""Everything on one pupil: nothing that hangs on pupil or case is forgotten, and nothing of another is told."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.builders import TODAY, World, school_id
from tests.services.test_meetings import running
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.models import Base, Case
from zsm_desktop.models.types import Sealed
from zsm_desktop.reports.pupil_report import SHORT, document
from zsm_desktop.reports.pupil_report_json import as_json, key
from zsm_desktop.services.pupil_record import PupilRecord, RecordColumn
from zsm_desktop.services.pupil_record_read import kind_of
from zsm_desktop.services.pupil_record_tables import LEFT_OUT, OWN, PUPIL, TABLES, TEXTS, left_out
from zsm_desktop.words import pupil_record as words

WHY = "Brief van de ouders"
METADATA = Base.metadata.tables
IN_RECORD = {PUPIL, *(one.table for one in TABLES)}


@pytest.fixture
def kept() -> str:
    """The same tables are read by the same code elsewhere; test_privacy_on_server has the logins."""
    return "file"


def pupil_of(world: World, case_id: str) -> str:
    with world.store.reading() as session:
        return session.get_one(Case, case_id).pupil_id


def texts_in(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def test_every_table_that_hangs_on_a_pupil_is_in_the_record_or_has_its_reason() -> None:
    hanging = {
        name
        for name, table in METADATA.items()
        if any(link.column.table.name in IN_RECORD for link in table.foreign_keys)
    }
    assert {"case_file", "outcome", "draft", "journal_entry"} <= hanging
    assert hanging - IN_RECORD - set(LEFT_OUT) == set()
    assert IN_RECORD - hanging == {PUPIL}


def test_every_table_left_out_says_why_in_words_and_hangs_on_a_pupil_still() -> None:
    assert set(LEFT_OUT.values()) <= set(words.REASONS)
    assert set(LEFT_OUT) <= set(METADATA)
    assert set(LEFT_OUT).isdisjoint(IN_RECORD)


def test_every_column_has_a_dutch_name_or_its_reason() -> None:
    for name in sorted(IN_RECORD):
        for column in METADATA[name].columns:
            reason = left_out(name, column.name)
            if reason:
                assert reason in words.REASONS
            elif kind_of(column) != "id":
                assert words.column(name, column.name), (name, column.name)


def test_what_the_paper_leaves_to_the_file_is_there() -> None:
    for name, columns in SHORT.items():
        assert set(columns) <= {column.name for column in METADATA[name].columns}


def test_every_free_text_is_masked() -> None:
    """A new column with words of people is either sealed or named as a text; a code is 40 signs at most."""
    for name in IN_RECORD - OWN:
        for column in METADATA[name].columns:
            length = getattr(column.type, "length", None)
            is_long = length is not None and length > 40 and not isinstance(column.type, Sealed)
            if is_long and kind_of(column) == "text" and f"{name}.{column.name}" not in words.CODES:
                assert f"{name}.{column.name}" in TEXTS | {"action_item.owner_name", "feasibility_check.examiner"}


@pytest.fixture
def lived(world: World) -> tuple[World, str]:
    """A case that was discussed and placed, with a text about another pupil in it; and its pupil."""
    other = pupil_of(world, world.case("KREEK"))
    world.desk.pupils.rename(other, "Xander", "Oosterlinck", "Verkeerd gespeld")
    desk = world.desk
    meeting, item, case_id = running(world)
    desk.live.keep_notes(item, "Zoë gaat met Xander mee. Stage duin belt de vader van Xander.")
    desk.live.add_decision(item, "Zoë mag bij De Duinpan leren lassen, naast Xander Oosterlinck.")
    desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    desk.live.finish(meeting)
    return world, pupil_of(world, case_id)


def test_each_column_of_a_row_is_in_the_file(lived: tuple[World, str]) -> None:
    world, pupil_id = lived
    record = world.desk.pupil_records.record(pupil_id, WHY)
    said = as_json(record)
    assert {"pupil", "case_file", "consent", "agenda_item", "case_discussion", "decision"} <= set(said["tables"])
    for table in record.tables:
        for row in said["tables"][table.name]:
            for column in METADATA[table.name].columns:
                if not left_out(table.name, column.name):
                    assert key(RecordColumn(column.name, kind_of(column))) in row
    assert json.loads(json.dumps(said)) == said


def test_the_own_name_stands_and_another_pupil_is_masked(lived: tuple[World, str]) -> None:
    world, pupil_id = lived
    record = world.desk.pupil_records.record(pupil_id, WHY)
    said = texts_in(as_json(record))
    assert "Zoë mag bij De Duinpan" in said
    assert "Xander" not in said
    assert "Oosterlinck" not in said
    assert "Stage duin" not in said  # who works there is said by function
    assert record.name == "Zoë van den Berg"


def test_the_paper_says_who_was_there_and_who_looked(lived: tuple[World, str]) -> None:
    world, pupil_id = lived
    world.desk.pupils.open_name(pupil_id, "Ouders bellen")
    record = world.desk.pupil_records.record(pupil_id, WHY)
    assert {"pupil.open_name", "pupil.report"} <= {one.act for one in record.openings}
    assert "Ouders bellen" in {one.reason for one in record.openings}
    assert all(one.receiver_id != school_id("ZEEUW") for one in record.shared)
    paper = document(record, world.desk.nouns)
    assert paper.title == words.TITLE
    assert "Zoë van den Berg" in texts_in(paper.facts)


def test_who_asked_and_why_is_in_the_logbook(world: World) -> None:
    pupil_id = pupil_of(world, world.case())
    world.desk.pupil_records.record(pupil_id, WHY)
    assert world.reasons("pupil.report") == [WHY]


def test_no_reason_no_record(world: World) -> None:
    pupil_id = pupil_of(world, world.case())
    with pytest.raises(RuleError, match="privacy.reason_needed"):
        world.desk.pupil_records.record(pupil_id, "  ")
    assert world.reasons("pupil.report") == []


def test_a_school_has_the_record_of_its_own_pupils_only(world: World) -> None:
    pupil_id = pupil_of(world, world.case("ZEEUW"))
    own = world.desk_of("stage zeeuw").pupil_records.record(pupil_id, WHY)
    assert isinstance(own, PupilRecord)
    with pytest.raises(RuleError, match="permission.other_school"):
        world.desk_of("stage duin").pupil_records.record(pupil_id, WHY)
    for name in ("directeur zeeuw", "lezer", "boekhouder"):
        with pytest.raises(RuleError, match="permission.missing"):
            world.desk_of(name).pupil_records.record(pupil_id, WHY)


def test_kept_until_two_years_after_leaving(world: World) -> None:
    pupil_id = pupil_of(world, world.case())
    with world.writing() as work:
        work.run("UPDATE pupil SET left_on = ? WHERE id = ?", [(TODAY.isoformat(), pupil_id)])
    record = world.desk.pupil_records.record(pupil_id, WHY)
    assert record.kept[0].until == date(TODAY.year + 2, TODAY.month, TODAY.day)
    assert record.kept[1].until is None


def test_found_by_code_and_by_pseudonym(world: World) -> None:
    pupil_id = pupil_of(world, world.case())
    row = world.desk.pupils.row(pupil_id)
    assert world.desk.pupil_records.pupil_id(row.code.lower()) == pupil_id
    assert world.desk.pupil_records.pupil_id(f" {row.pseudonym} ") == pupil_id
    with pytest.raises(RuleError, match="pupil.none"):
        world.desk.pupil_records.pupil_id("Geenvogel 1")
