"""The record of a pupil whose data are strange: all of it is told, and of another nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import World
from tests.services.test_pupil_record import WHY, pupil_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Case, ImportBatch, Pupil
from zsm_desktop.reports.pupil_report import write

OWN_TEXT = "bel +31 6 98765432 of 0031698765432; 14-3-10; o.van.den.berg (at) huis.nl, niet 06-11112222"
STRANGE = (
    '=HYPERLINK("http://x") <b>&amp;</b> {} %s \\ \u202eomgekeerd\u202c \u0000\u0007nul \U0001f9d1\u200d\U0001f33e '
    "مرحبا 漢字 " + "lang" * 900 + " " + "x" * 300
)  # fmt: skip


@pytest.fixture
def kept() -> str:
    return "file"


def sealed_in(world: World, case_id: str, **texts: str) -> None:
    with world.writing() as work:
        row = work.session.get_one(Case, case_id)
        for column, text in texts.items():
            setattr(row, column, work.seal.seal("case_file", case_id, column, text))


def test_a_file_named_after_others_tells_nothing_of_them(world: World) -> None:
    case_id, other = world.case(), pupil_of(world, world.case("KREEK"))
    world.desk.pupils.rename(other, "Xander", "Oosterlinck", "Verkeerd gespeld")
    with world.writing() as work:
        batch = ImportBatch(id=work.new_id(), kind="cases", file_name="Zoë van den Berg en Xander Oosterlinck.xlsx",
            taken_in_at=work.at, taken_in_by=world.desk.actor.user_id, rows=2)  # fmt: skip
        work.session.add(batch)
        work.session.flush()
        work.session.get_one(Case, case_id).import_id = batch.id
    record = world.desk.pupil_records.record(pupil_of(world, case_id), WHY)
    (row,) = record.table("case_file").rows
    assert "Oosterlinck" not in str(row["import_id"])
    assert str(row["import_id"]).startswith("Zoë van den Berg en ")


def test_a_number_of_the_own_home_stays_however_it_was_typed(world: World) -> None:
    case_id = world.case()
    pupil = pupil_of(world, case_id)
    with world.writing() as work:
        row = work.session.get_one(Pupil, pupil)
        text = "moeder, 06-98765432, o.van.den.berg@huis.nl"
        row.guardian_contact = work.seal.seal("pupil", pupil, "guardian_contact", text)
    sealed_in(world, case_id, wishes=OWN_TEXT)
    (found,) = world.desk.pupil_records.record(pupil, WHY).table("case_file").rows
    assert found["wishes"] == OWN_TEXT.replace("06-11112222", "(telefoonnummer)")


def test_strange_texts_are_in_both_files(world: World, tmp_path: Path) -> None:
    case_id = world.case()
    pupil = pupil_of(world, case_id)
    world.desk.pupils.rename(pupil, 'Zoe\u0308 "X" <i>', "d'Ürs-’t \u202eHart; CON", "Zo heet ze")
    sealed_in(world, case_id, question=STRANGE, remarks="\n" * 500 + "slot")
    made = write(world.desk, pupil, tmp_path, reason=WHY)
    assert made["pdf"].read_bytes().startswith(b"%PDF")
    said = json.loads(made["json"].read_text())
    assert said["tables"]["case_file"][0]["question"].startswith(STRANGE[:30])
    assert "Zoe" not in made["pdf"].name + made["json"].name
    assert b"Hart" not in made["pdf"].read_bytes()[:400]
    locked = write(
        world.desk, pupil, tmp_path / "slot", reason=WHY, password="een lang wachtwoord", again="een lang wachtwoord"
    )
    data = locked["pdf"].read_bytes()
    for secret in ("Hart", "Zoe", "HYPERLINK"):
        for way in ("utf-8", "utf-16-be", "utf-16-le"):
            assert secret.encode(way) not in data


def test_half_a_character_is_refused_where_it_is_typed(world: World) -> None:
    pupil = pupil_of(world, world.case())
    with pytest.raises(RuleError):
        world.desk.pupils.rename(pupil, "Zo\ud800ë", "van den Berg", "Geplakt")
    assert world.desk.pupil_records.record(pupil, WHY).name == "Zoë van den Berg"
