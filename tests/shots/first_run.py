"""The road to a new network, each of its steps, in a network that is really made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.shots.schools import HEADING, SITES
from tests.shots.stage import Stage
from zsm_desktop.app.start import Entrance
from zsm_desktop.ui.start.window import StartWindow

PASSWORD = "fiets molen kraan dijk"


def first_run(stage: Stage) -> Iterator[str]:
    entrance = Entrance(stage.place / "netwerken", stage.place / "preferences.json")
    window: Any = stage.show(StartWindow(stage.theme, entrance))
    road = window.road
    yield "kiezen"
    road.start()
    yield "netwerk"
    road.network.submit()
    yield "netwerk_leeg"
    road.network.name.editor.setText("Netwerk Midden-Brabant")
    road.network.region.editor.setText("Midden-Brabant")
    road.network.profiles.options[3].setChecked(True)
    road.network.submit()
    yield "wie"
    yield from _person(stage, road.person)
    road.person.submit()
    stage.wait(lambda: window.page is road.sheet)
    yield "blad"
    yield from _sheet(stage, road.sheet)
    stage.wait(lambda: window.page is road.schools)
    yield "scholen"
    path = stage.place / "alle-vestigingen-vo.csv"
    path.write_text("\n".join((HEADING, *SITES)), encoding="utf-8")
    road.schools.face.read_file(path)
    stage.wait(lambda: road.schools.face.read is not None)
    road.schools.face._tick_shown(is_on=True)
    yield "scholen_lijst"
    road.schools.face.take_in()
    yield "overleg"
    road.body.weeks.editor.setText("om de week")
    road.body.submit()
    yield "overleg_fout"
    road.body.weeks.editor.setText("4")
    road.body.submit()
    yield "kopieen"
    road.copies.second.editor.setText(str(stage.place))
    yield "kopieen_zelfde_schijf"
    road.copies.second.editor.setText("E:\\kopie")
    road.copies.submit()
    yield "kopieen_fout"


def _person(stage: Stage, step: Any) -> Iterator[str]:
    step.user.editor.setText("Anneke de Visser")
    step.password.editor.setText("Anneke2026")
    yield "wie_zwak"
    step.password.editor.setText(PASSWORD)
    step.again.editor.setText("iets anders")
    step.submit()
    yield "wie_niet_gelijk"
    step.choose_place(stage.place / "OneDrive - Pro Zeeland")
    yield "wie_verkeerde_plek"
    step.again.editor.setText(PASSWORD)


def _sheet(stage: Stage, step: Any) -> Iterator[str]:
    step.box.save_to(stage.place / "Herstelsleutel.pdf")
    stage.wait(lambda: not step.is_busy)
    yield "blad_opgeslagen"
    parts = step.box.shown.lines.text().split()
    step.submit()
    yield "blad_navragen"
    step.box.groups.fields[0].editor.setText(parts[step.box.groups.asked[0] - 1])
    step.box.groups.fields[1].editor.setText("ZZZZ")
    step.submit()
    yield "blad_andere_groep"
    key = "-".join(parts)
    step.box.begin(step.box.acts)
    yield "blad_overtypen"
    step.box.whole.field.editor.setText(key[:-1] + ("2" if key[-1] != "2" else "3"))
    step.submit()
    stage.wait(lambda: not step.is_busy)
    yield "blad_typefout"
    step.box.whole.field.editor.setText(key)
    step.submit()
