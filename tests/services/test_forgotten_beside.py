"""What was typed and lies beside the store goes with the pupil, whoever typed it; and nothing of others is lost."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from tests.app.test_renewal import killed_at
from tests.builders import World, made_id, user_id
from tests.services.forgotten import FAMILY, GIVEN, TOLD, Lived, lived
from tests.services.test_destroying import leave, pupil_of
from tests.services.test_meetings import refused
from zsm_desktop.app import desk_for
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.kept_here import (
    ASIDE,
    AT_WORK_SECONDS,
    CASE,
    DRAFT,
    FILE,
    FORM,
    NOTES,
    KeptHere,
    KeptText,
    carry_out,
)
from zsm_desktop.store.place import TO_GO


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
    said = b"wat niemand lezen kan"
    aside = world.folder / f"{ASIDE}{sha256(said).hexdigest()[:8]}.json"
    aside.write_bytes(said)
    theirs = [world.folder / f"{ASIDE}{name}.json" for name in ("van-mij", "0123abcd")]
    for path in theirs:
        path.write_text("van iemand zelf")
    assert world.desk.forgetting.forget(pupil.pupil)
    assert of(world, "stage zeeuw") == of(world, "secretaris") == []
    left = of(world, "stage duin")
    assert [kind for kind, _, _ in left] == [NOTES, CASE]
    (_, base, text), (_, _, other) = left
    assert text == f"{base} Dat gaat goed."
    assert FAMILY not in text
    assert other == "Wil bakker worden."
    assert not aside.exists()
    assert all(path.exists() for path in theirs)
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


# -- interrupted ---------------------------------------------------------------------------------------------------

ABOUT, LEFT = f"Samen met {GIVEN} {FAMILY}.", "Samen met Vergeten 501."


def told(world: World) -> str:
    """A pupil with nothing but a closed case, of whom two have typed something; whose that is."""
    case = world.case("ZEEUW")
    pupil = pupil_of(world, case)
    world.desk.pupils.rename(pupil, GIVEN, FAMILY, "Anders gespeld.")
    world.desk.cases.close(case)
    typed(world, "secretaris", CASE, case, "Wil verder.")
    typed(world, "stage duin", NOTES, made_id(99, 1), ABOUT)
    return pupil


def sat_down(world: World) -> Desk:
    return desk_for(world.folder, replace(world.keys, user_id=user_id("secretaris")), clock=lambda: world.now)


def stands(world: World, pupil: str) -> tuple[bool, list[str]]:
    """Whether it is forgotten and what is left, once the network was opened again."""
    with closing(sat_down(world)) as desk:
        ((gone,),) = desk.store.rows("SELECT anonymised_on FROM pupil WHERE id = ?", (pupil,))
        assert desk.checks.run().findings == ()
    texts = [text for name in ("secretaris", "stage duin") for _, _, text in of(world, name)]
    return gone is not None, texts


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that is exactly this one")
def test_killed_at_any_step_all_of_it_is_gone_or_nothing(world: World, tmp_path: Path) -> None:
    pupil = told(world)
    world.close()
    whole = shutil.copytree(world.folder, tmp_path / "whole")
    seen: list[tuple[bool, list[str]]] = []
    for step in count():
        shutil.rmtree(world.folder)
        shutil.copytree(whole, world.folder)
        if not killed_at(step, world.folder / "getypt", lambda: sat_down(world).forgetting.forget(pupil)):
            break
        seen.append(stands(world, pupil))
    assert stands(world, pupil) == (True, [LEFT])
    assert {is_gone for is_gone, _ in seen} == {False, True}
    assert len(seen) > 5
    for is_gone, texts in seen:
        assert texts == ([LEFT] if is_gone else ["Wil verder.", ABOUT])
    assert list(world.folder.glob(f"{TO_GO}*")) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that is exactly this one")
def test_what_a_crash_left_to_do_is_done_at_the_next_opening(world: World) -> None:
    pupil = told(world)
    world.close()
    child = os.fork()
    if child == 0:
        try:
            desk = sat_down(world)
            desk.changes.subscribe(lambda _changes: os._exit(7))  # the store has just let go
            desk.forgetting.forget(pupil)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert len(list(world.folder.glob(f"{TO_GO}*"))) == 1
    assert of(world, "stage duin") == [(NOTES, "", ABOUT)]
    assert stands(world, pupil) == (True, [LEFT])
    assert list(world.folder.glob(f"{TO_GO}*")) == []


def test_what_is_to_go_still_does_when_its_writer_typed_on_before_it_went(world: World) -> None:
    typed(world, "stage zeeuw", FORM, "Naam wijzigen", f"{TOLD} 1")
    here = KeptHere(world.folder, replace(world.keys, user_id=user_id("stage zeeuw")))
    here.weigh(lambda kept: None if TOLD in kept.text else kept).lay_down(world.folder, "0a1b")
    typed(world, "stage zeeuw", NOTES, "elders", "Iets anders.")
    carry_out(world.folder, lambda run: run == "0a1b")
    assert of(world, "stage zeeuw") == [(NOTES, "", "Iets anders.")]


def test_of_an_act_that_was_refused_at_the_last_nothing_goes(world: World) -> None:
    pupil = told(world)
    planted = (
        "CREATE TRIGGER planted BEFORE INSERT ON audit_event WHEN new.act = 'pupil.forget'"
        " BEGIN SELECT RAISE(ABORT, 'guard:test.planted'); END"
    )
    with world.writing() as work:
        work.driver.execute(planted)
    with refused("guard.test.planted"):
        world.desk.forgetting.forget(pupil)
    (left,) = world.folder.glob(f"{TO_GO}*")
    with world.writing() as work:
        work.driver.execute("DROP TRIGGER planted")
    world.close()
    assert stands(world, pupil) == (False, ["Wil verder.", ABOUT])
    assert left.exists(), "it might be at work in another window"
    os.utime(left, (left.stat().st_mtime - AT_WORK_SECONDS,) * 2)
    assert stands(world, pupil) == (False, ["Wil verder.", ABOUT])
    assert not left.exists()
    assert world.desk.forgetting.forget(pupil)
    assert stands(world, pupil) == (True, [LEFT])
