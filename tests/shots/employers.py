"""Werkgevers: each list, its forms, matching both ways, and what a director and an empty network see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.shots.stage import Stage


def employers(stage: Stage) -> Iterator[str]:
    face = _face(stage.office())
    yield "lijst"
    face.ask_new().try_submit()
    yield "toevoegen"
    face.employers.ask_edit()
    yield "bewerken"
    face.employers.ask_contact()
    yield "contact"
    face.employers.ask_vacancy().try_submit()
    yield "vacature_toevoegen"
    face.show_list("vacancies")
    yield "vacatures"
    face.vacancies.ask_match()
    yield "wie_past"
    face.vacancies.ask_close()
    yield "vacature_sluiten"
    face.show_list("week")
    yield "wie_belt_wie"
    yield from _at_work(face)
    face = _face(stage.sit_down("director"))
    yield "directeur"
    face.show_list("vacancies")
    yield "directeur_vacatures"
    face.show_list("given")
    yield "directeur_bijdragen"


def _at_work(face: Any) -> Iterator[str]:
    face.show_list("at_work")
    yield "aan_het_werk"
    face.at_work.step_on()
    yield "stap"
    face.at_work.step("contract")
    yield "contract"
    face.at_work.step("end")
    yield "einde"
    face.at_work.ask_contribution()
    yield "bijdrage_toekennen"
    face.show_list("given")
    yield "bijdragen"
    face.given.ask_spending()
    yield "verantwoorden"
    face.given.ask_settle()
    yield "afhandelen"


def _face(window: Any) -> Any:
    window.open("network")
    window.page.open_item("work")
    return window.page.face("work")
