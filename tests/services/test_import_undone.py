"""A form is taken back only while nobody worked on with its cases or their pupils; what is refused stays whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.builders import TODAY, World, made_id
from tests.services.test_cases import draft
from tests.services.working import employer
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.pupil_lists import OffReason
from zsm_desktop.services.outcomes import OutcomeDraft
from zsm_desktop.services.shipped_profiles import text_of
from zsm_desktop.services.work_placements import WorkDraft


def at_work(world: World, case: str, _pupil: str) -> None:
    world.desk.work_placements.propose(WorkDraft(case, employer(world), note="Is graag buiten.", is_told=True))


def off_the_list(world: World, _case: str, pupil: str) -> None:
    lists = world.desk.pupil_lists
    lists.add("leavers", [pupil])
    (row,) = lists.rows("leavers")
    lists.take_off(row.id, row.version, OffReason.WORK)


def left(world: World, _case: str, pupil: str) -> None:
    world.desk.outcomes.record(pupil, 0, OutcomeDraft(Destination.WORK, TODAY))


def renamed(world: World, _case: str, pupil: str) -> None:
    world.desk.pupils.rename(pupil, "Noor", "Wisse-de Bruin", "De ouders trouwden.")


def corrected(world: World, _case: str, pupil: str) -> None:
    was = world.desk.pupils.open_name(pupil, "Nakijken").facts
    world.desk.pupils.correct(pupil, was, replace(was, guardian_contact="dhr. Ooms"), "De ouders belden.")


def handed_over(world: World, case: str, _pupil: str) -> None:
    """Offered and withdrawn, and who directed it taken away again."""
    guiding = world.desk.guiding
    guiding.set_first(case, world.desk.cases.card(case).version, made_id(4, 2), began_on=TODAY)
    offer = guiding.offer(case, world.desk.cases.card(case).version, made_id(4, 1), "Kent de weg.").made_id
    guiding.withdraw(offer, 1)
    world.desk.undo.back()
    assert guiding.of_case(case).guide is None


def hit_by_a_bottleneck(world: World, case: str, _pupil: str) -> None:
    from tests.services.test_meetings import running

    _, item, _ = running(world)
    world.desk.live.add_bottleneck(item, "Geen vervoer naar de eilanden.")
    ((bottleneck,),) = world.store.rows("SELECT id FROM bottleneck")
    world.desk.bottlenecks.touch_case(bottleneck, case)


SAME = pytest.mark.file_only("the first two show what differs on a server")
OTHERS = [pytest.param(one, marks=[SAME]) for one in (left, renamed, corrected, handed_over, hit_by_a_bottleneck)]


@pytest.mark.parametrize("goes_on", [at_work, off_the_list, *OTHERS])
def test_a_form_somebody_worked_on_with_is_not_taken_back(
    world: World, goes_on: Callable[[World, str, str], None]
) -> None:
    world.desk.profiles.take_in(0, text_of("noord_kennemerland"))
    batch = world.desk.imports.take_in_cases("form.xlsx", [draft()]).made_id
    (case,) = world.desk.cases.rows()
    goes_on(world, case.id, case.pupil_id)
    with pytest.raises(RuleError, match=r"import\.in_use"):
        world.desk.imports.undo(batch)
    assert [row.id for row in world.desk.cases.rows(text=case.number)] == [case.id]
