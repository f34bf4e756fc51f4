"""A meeting taken along holds more than its agenda: it goes once somebody was forgotten who may stand in it."""

from __future__ import annotations

from tests.app.test_taken_along import Home, home, kept
from tests.builders import World
from tests.services.test_meetings import running
from zsm_desktop.services.taking_along import Stand
from zsm_desktop.store.kept_here import KeptHere

__all__ = ["home", "kept"]


def test_it_goes_when_somebody_was_forgotten_who_may_stand_in_it(world: World, home: Home) -> None:
    old = world.case("ZEEUW")
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (old,))
    world.desk.cases.close(old)
    meeting, item, _ = running(world)
    desk = home.online()
    desk.taking_along.take(meeting)
    away = home.offline()
    away.taken_notes.keep_notes(item, "Moeder belt.")
    away.close()
    world.desk.forgetting.forget(pupil)
    assert desk.taking_along.tidy() is Stand.BEFORE
    assert home.copies() == []
    assert [kept.text for kept in KeptHere(home.folder, desk.store.keys).rows()] == ["Moeder belt."]
    desk.taking_along.take(meeting)
    assert desk.taking_along.tidy() is Stand.FRESH
