"""Shared figures: entered by the secretary, over the years for everybody, small groups left out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import World, made_id
from tests.services.test_meetings import refused
from zsm_desktop.domain.shared_figures import Entered, hidden
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.shared_figures import FigureDraft
from zsm_desktop.store.store import Store

SAME = pytest.mark.file_only("another test shows what differs on a server")
VSV = FigureDraft("Voortijdig schoolverlaters", 2025, 412, source="DUO")


def test_what_the_secretary_enters_everybody_reads_over_the_years(world: World) -> None:
    desk = world.desk.shared_figures
    part = world.desk.clusters.add("RMC-regio 1").made_id
    for draft in (VSV, replace(VSV, school_year=2024, value=430), replace(VSV, cluster_id=part, value=3)):
        desk.add(draft)
    desk.add(replace(VSV, cluster_id=None, name="Deel", unit="share", value=21))
    sheet = desk.sheet()
    assert sheet.years == (2024, 2025)
    assert [(one.name, one.part, one.values) for one in sheet.series] == [
        ("Deel", "", (None, 21)),
        ("Voortijdig schoolverlaters", "", (430, 412)),
        ("Voortijdig schoolverlaters", "RMC-regio 1", (None, 3)),
    ]
    theirs = world.desk_of("directeur duin").shared_figures.rows()
    assert {(row.part, row.school_year): row.value for row in theirs if row.unit == "number"} == {
        ("", 2025): None, ("", 2024): 430, ("RMC-regio 1", 2025): None,
    }  # fmt: skip
    assert not world.desk.shared_figures.sheet(is_paper=True).is_whole
    with refused("permission.missing"):
        world.desk_of("stage duin").shared_figures.add(VSV)


@SAME
def test_each_is_there_once_and_can_be_put_right_or_taken_away(world: World) -> None:
    desk = world.desk.shared_figures
    figure = desk.add(VSV).made_id
    for draft, code in (
        (replace(VSV, name="voortijdig  SCHOOLVERLATERS"), "figure.twice"),
        (replace(VSV, name=" "), "figure.name"),
        (replace(VSV, school_year=1), "figure.year"),
        (replace(VSV, unit="share", value=1001), "figure.value"),
        (replace(VSV, value=-1), "figure.value"),
        (replace(VSV, cluster_id=made_id(15, 9)), "cluster.none"),
    ):
        with refused(code):
            desk.add(draft)
    desk.edit(figure, 1, replace(VSV, value=400))
    with refused("edit.conflict"):
        desk.edit(figure, 1, VSV)
    assert [(row.value, row.version) for row in desk.rows()] == [(400, 2)]
    desk.remove(figure)
    assert desk.rows() == ()
    world.desk.undo.back()
    assert [row.value for row in desk.rows()] == [400]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
@example([1, 1, 17])
@example([4, 4])
@example([1, 1, 1, 1, 1])
def test_a_small_part_cannot_be_computed_back_from_the_whole(values: list[int]) -> None:
    parts = [Entered(str(at), "vsv", f"deel {at}", 2025, "number", value) for at, value in enumerate(values)]
    whole = Entered("whole", "vsv", "", 2025, "number", sum(values))
    out = hidden([*parts, whole])
    unknown = [one for one in parts if one.id in out]
    assert {one.id for one in (*parts, whole) if 0 < one.value < 5} <= out
    assert len(unknown) != 1 or "whole" in out
    if unknown and "whole" not in out and all(one.value < 5 for one in unknown):
        together = sum(one.value for one in unknown)
        assert together >= 5, "they are a small group together"
        assert len(unknown) < together < 4 * len(unknown), "all are one, or all are four"


@SAME
def test_what_is_done_again_or_taken_back_does_not_stand_beside_another_of_its_name(world: World) -> None:
    desk = world.desk
    desk.shared_figures.add(replace(VSV, name="Één loket"))
    desk.undo.back()
    with closing(Desk(Store(world.folder, world.keys), desk.actor, lambda: world.now)) as other:
        made = other.shared_figures.add(replace(VSV, name="ÉÉN loket", value=3)).made_id
        with refused("undo.in_use"):
            desk.undo.again()
        other.shared_figures.remove(made)
        desk.shared_figures.add(replace(VSV, name="één loket"))
        with refused("undo.in_use"):
            other.undo.back()
    assert [(row.name, row.school_year) for row in desk.shared_figures.rows()] == [("één loket", 2025)]
