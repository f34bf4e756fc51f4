"""What is known of a forgotten pupil is gone from every place it could be, and nothing that is counted changes."""

from __future__ import annotations

from tests.builders import World
from tests.services.forgotten import BESIDE, OWN, found_in, lived
from zsm_desktop.domain.forgetting import HELD, OF_PUPIL
from zsm_desktop.services.result_figures import COLUMNS

NO_WORDS = {
    *(f"case_file.{name}" for name in (
        "guardians_spoken_on half_days is_sixteen pupil_spoken_on return_on travel_km wanted_from weekdays").split()),
    *"action_item.open_reason action_item.open_text amendment.open_text decision.open_text".split(),
}  # fmt: skip
"""Days and numbers, and what is in the open in the stuurgroep only, where no case is talked about."""


def counted(world: World) -> object:
    """What directors, minutes and the books say; a moment of reading is none of it."""
    desk = world.desk
    years = (2025, 2026)
    return (
        desk.balances.by_school(), desk.balances.by_pair(), desk.balances.by_offer(),
        [desk.result_figures.leavers(year, by) for year in years for by in COLUMNS],
        desk.result_figures.benchmark(),
        [desk.targets.sheet(year) for year in years],
        [desk.choice_tallies.target_group(year) for year in years],
        [read(year) for year in years for read in (
            desk.work_figures.pupils, desk.work_figures.cases, desk.work_figures.placements, desk.work_figures.needs)],
        [(row.number, row.held_on, row.items, row.cases, row.decisions) for row in desk.meetings.rows("case")],
        desk.store.rows("SELECT number, decided_on FROM decision ORDER BY number"),
        desk.store.rows("SELECT meeting_id, version, stage, digest FROM minutes_version ORDER BY 1, 2"),
        desk.store.rows("SELECT * FROM journal_entry ORDER BY number"),
        desk.ledger.head(),
    )  # fmt: skip


def test_everything_that_is_known_goes_and_all_that_is_counted_stays(world: World) -> None:
    pupil = lived(world)
    planted = found_in(world, pupil)
    own = {f"{one.table}.{name}" for one in HELD for name in (*one.emptied, *one.left_out)}
    own |= {f"pupil.{name}" for name in OF_PUPIL}
    assert own - planted.keys() == NO_WORDS
    assert (OWN | BESIDE).keys() <= planted.keys()
    before = counted(world)
    assert world.desk.checks.run().ok
    assert world.desk.forgetting.forget(pupil.pupil)
    assert found_in(world, pupil) == {}
    assert counted(world) == before
    checked = world.desk.checks.run()
    assert (checked.ok, checked.findings) == (True, ())
