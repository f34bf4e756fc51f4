"""A meeting taken along holds more than its agenda: it goes once somebody was forgotten who may stand in it."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from tests.app.test_taken_along import Home, home, kept
from tests.builders import TODAY, World
from tests.services.test_destroying import pupil_of
from tests.services.test_meetings import running
from zsm_desktop.services.taking_along import Stand
from zsm_desktop.store.kept_here import KeptHere

__all__ = ["home", "kept"]


def test_it_goes_when_somebody_was_forgotten_who_may_stand_in_it(world: World, home: Home) -> None:
    old = world.case("ZEEUW")
    pupil = pupil_of(world, old)
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


def test_as_many_forgotten_as_before_are_not_the_same_ones(world: World, home: Home) -> None:
    """A server that was put back from a copy knows again who was forgotten since, and others were forgotten there."""
    one, other = (pupil_of(world, world.case(code)) for code in ("ZEEUW", "DUIN"))
    meeting, _, _ = running(world)

    def forgotten(pupil: str, day: date | None) -> None:
        """A guard of the store would keep who is forgotten as it is."""
        with closing(world.owner.connect()) as driver:
            world.owner.begin_writing(driver)
            with world.owner.without_guards(driver):
                driver.execute("UPDATE pupil SET anonymised_on = ? WHERE id = ?", (day and day.isoformat(), pupil))
            driver.execute("COMMIT")

    forgotten(one, TODAY)
    desk = home.online()
    desk.taking_along.take(meeting)
    assert desk.taking_along.tidy() is Stand.FRESH
    forgotten(one, None)
    forgotten(other, TODAY)
    assert desk.taking_along.tidy() is Stand.BEFORE
    assert home.copies() == []
