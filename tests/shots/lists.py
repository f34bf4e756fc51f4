"""A list of the profile in the room of young people, and what the profile asks of cases in counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.services.shared_figures import FigureDraft
from zsm_desktop.services.shipped_profiles import text_of


def lists(stage: Stage) -> Iterator[str]:
    usual = stage.network
    stage.leave()
    stage.network = stage.place / "lijsten"
    stage.sit_down()
    stage.desk.profiles.take_in(stage.desk.profiles.facts().version, text_of("noord_kennemerland"))
    window = stage.sit_down()
    window.open("pupils", "list:leavers")
    page = window.page
    face = page.lists_of["leavers"]
    yield "leeg"
    face.school.choose(next(row.id for row in stage.desk.network.schools() if row.kind == "pro"))
    face.reload()
    form = face.ask_add()
    form._tick(40)
    yield "op_de_lijst_zetten"
    form = face.ask_add()
    form._tick(40)
    form.try_submit()
    stage.settle()
    for row in face.rows[:3]:
        face.table.select_id(row.id)
        face.mark()
    yield "lijst"
    face.ask_off()
    yield "van_de_lijst_af"
    form = face.ask_off()
    form.fields["reason"].put("work")
    form.try_submit()
    stage.settle()
    face.with_off.setChecked(True)
    face.table.select_id(face.rows[-1].id)
    yield "ook_wie_eraf_is"
    stage.leave()
    stage.network = usual


def target_group(stage: Stage) -> Iterator[str]:
    usual = stage.network
    stage.leave()
    stage.network = stage.place / "doelgroep"
    stage.sit_down()
    stage.desk.profiles.take_in(stage.desk.profiles.facts().version, text_of("ijssel_vecht"))
    for at, row in enumerate(stage.desk.cases.rows()):
        areas = ("debts", "mental,debts", "debts,family,mental", "addiction,mental")[at % 4]
        values = {"life_areas": areas, "referrer": "desk" if at % 5 else "rmc"}
        stage.desk.case_profile.fill(row.id, stage.desk.cases.card(row.id).version, values)
    part = stage.desk.clusters.rows()[0].id
    year = stage.desk.result_figures.years()[0]
    for back, (whole, own) in enumerate(((402, 133), (431, 140), (455, 151))):
        for value, cluster in ((whole, None), (own, part)):
            stage.desk.shared_figures.add(
                FigureDraft("Voortijdig schoolverlaters", year - back, value, cluster_id=cluster, source="DUO")
            )
    page = _page(stage, stage.sit_down())
    yield "leefgebieden"
    page.group.view.choose("shared")
    page.group.reload()
    yield "gedeelde_cijfers"
    page.group.ask_new().try_submit()
    yield "cijfer_toevoegen"
    page.group.ask_edit()
    yield "cijfer_wijzigen"
    page = _page(stage, stage.sit_down("director"))
    yield "directeur"
    stage.leave()
    stage.network = usual


def _page(stage: Stage, window: Any) -> Any:
    window.open("results", "group")
    page = window.page
    page.choose_year(2026)
    page.group.view.choose("field:life_areas")
    page.group.reload()
    stage.wait(lambda: not (page.group.counting.is_busy or page.group.recount.checking.is_busy))
    return page
