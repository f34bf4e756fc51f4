"""What was typed and lies beside the store goes with the pupil, whoever typed it; and nothing of others is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import World, user_id
from tests.services.forgotten import FAMILY, GIVEN, TOLD, Lived, lived
from tests.services.test_destroying import leave
from zsm_desktop.store.kept_here import ASIDE, CASE, DRAFT, FILE, FORM, NOTES, KeptHere, KeptText


@pytest.fixture
def kept() -> str:
    return "file"


def typed(world: World, name: str, kind: str, subject: str, text: str, base: str = "") -> KeptText:
    field = "action/" if kind == DRAFT else "0"
    keys = replace(world.keys, user_id=user_id(name))
    text_kept = KeptText(kind, subject, field, base, text, world.now, keys.user_id)
    KeptHere(world.folder, keys).keep(text_kept)
    return text_kept


def of(world: World, name: str) -> list[tuple[str, str, str]]:
    """What is left for this one."""
    keys = replace(world.keys, user_id=user_id(name))
    return [(one.kind, one.base, one.text) for one in KeptHere(world.folder, keys).rows()]


def others_of(world: World, pupil: Lived) -> tuple[str, str]:
    """Case and point of somebody else."""
    sql = "SELECT case_id, id FROM agenda_item WHERE case_id IS NOT NULL AND case_id <> ?"
    ((case, point),) = world.store.rows(sql, (pupil.case,))
    return case, point


def test_what_anybody_typed_about_the_pupil_on_this_computer_goes(world: World) -> None:
    pupil = lived(world)
    case, point = others_of(world, pupil)
    whole = f"Samen met {GIVEN} {FAMILY}."
    typed(world, "stage zeeuw", NOTES, pupil.item, f"{TOLD} 1")
    typed(world, "stage zeeuw", CASE, pupil.case, f"{TOLD} 2")
    typed(world, "secretaris", DRAFT, pupil.item, json.dumps({"text": f"{TOLD} 3"}))
    typed(world, "stage duin", FORM, f"Naam van {pupil.pseudonym} wijzigen", json.dumps([["Voornaam", TOLD]]))
    typed(world, "stage duin", NOTES, point, f"{whole} Dat gaat goed.", base=whole)
    typed(world, "stage duin", CASE, case, "Wil bakker worden.")
    aside = world.folder / f"{ASIDE}0123abcd.json"
    aside.write_text("wat niemand lezen kan")
    theirs = world.folder / f"{ASIDE}van-mij.json"
    theirs.write_text("van iemand zelf")
    assert world.desk.forgetting.forget(pupil.pupil)
    assert of(world, "stage zeeuw") == of(world, "secretaris") == []
    left = of(world, "stage duin")
    assert [kind for kind, _, _ in left] == [NOTES, CASE]
    (_, base, text), (_, _, other) = left
    assert text == f"{base} Dat gaat goed."
    assert FAMILY not in text
    assert other == "Wil bakker worden."
    assert not aside.exists()
    assert theirs.exists()
    ((changed,),) = world.store.rows("SELECT changed FROM destruction")
    assert changed > 5


def test_a_run_that_is_taken_back_leaves_what_was_typed(world: World) -> None:
    pupil = lived(world)
    before = typed(world, "secretaris", NOTES, pupil.item, f"{TOLD} 1")
    guard = world.folder / FILE
    seen = guard.read_bytes()
    leave(world, pupil.pupil, date(2024, 7, 31))

    def stop(done: int, every: int) -> None:
        if done == every - 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        world.desk.destroying.run(tell=stop)
    assert guard.read_bytes() == seen
    assert of(world, "secretaris") == [(NOTES, "", before.text)]


def test_what_was_typed_at_another_desk_goes_when_that_one_looks(world: World) -> None:
    pupil = lived(world)
    away = world.folder / FILE
    typed(world, "stage zeeuw", NOTES, pupil.item, f"{TOLD} 1")
    typed(world, "stage zeeuw", CASE, pupil.case, f"{TOLD} 2")
    elsewhere = away.rename(Path(f"{away}.elders"))
    world.desk.forgetting.forget(pupil.pupil)
    elsewhere.rename(away)
    assert len(of(world, "stage zeeuw")) == 2
    settled = world.desk_of("stage zeeuw").typed_here.settle()
    assert (settled.count, settled.left, settled.merged) == (0, (), ())
    assert of(world, "stage zeeuw") == []
