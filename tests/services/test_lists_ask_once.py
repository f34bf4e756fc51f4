"""A list of many asks the store no more often than a list of one: over a line each question is a turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.asked import statements
from tests.builders import World
from tests.services.evaluating import all_of, closed, opened
from tests.services.fund_items import CONDITION, REPORT, RESULT, fund
from tests.services.test_guiding import DUIN, directed, offered
from tests.services.working import employer, proposed, vacancy
from zsm_desktop.services.desk import Desk

pytestmark = pytest.mark.file_only("what is asked is the same on a server")


def _evaluation(world: World, number: int) -> None:
    closed(world, [all_of(4)] * 5, name=f"Meting {number}")
    opened(world, f"Lopend {number}")


def _handover(world: World, _number: int) -> None:
    case = world.case("ZEEUW")
    directed(world, case)
    offered(world, case, DUIN)


def _fund(world: World, _number: int) -> None:
    made, kept = fund(world.desk), world.desk.accountability
    kept.set_result(made, "", 0, RESULT)
    kept.set_condition(made, "", 0, CONDITION)
    kept.set_report(made, "", 0, REPORT)


def _employer(world: World, number: int) -> None:
    made = employer(world, f"Bedrijf {number}")
    proposed(world, made, vacancy(world, made))


LISTS: dict[str, tuple[Callable[[World, int], None], Callable[[Desk], object]]] = {
    "evaluations": (_evaluation, lambda desk: desk.evaluations.rows()),
    "handovers": (_handover, lambda desk: desk.guiding.handovers()),
    "funds": (_fund, lambda desk: desk.accountability.overview()),
    "employers": (_employer, lambda desk: desk.employers.rows()),
    "vacancies": (_employer, lambda desk: desk.vacancies.rows()),
    "at work": (_employer, lambda desk: desk.work_placements.standing()),
}


@pytest.mark.parametrize("name", LISTS)
def test_many_are_read_with_the_questions_of_one(world: World, name: str) -> None:
    make, read = LISTS[name]

    def asked() -> int:
        with statements(world) as found:
            read(world.desk)
        return len(found)

    make(world, 1)
    one = asked()
    make(world, 2)
    make(world, 3)
    assert 0 < asked() == one
