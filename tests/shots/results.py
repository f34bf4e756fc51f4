"""Resultaten: every way to look at leavers, asking after them by keys, targets, and what a director sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.ui.results.state import VIEWS


def results(stage: Stage) -> Iterator[str]:
    page = _room(stage.office())
    for view, _ in VIEWS:
        page.outflow.show_view(view)
        yield f"uitstroom_{view}"
    page.outflow.show_view("school")
    page.open_item("follow_ups")
    face = page.follow_ups
    yield "nazorg"
    face._say(face.state.not_there)
    face._say(lambda: face.state.at_place(9))
    yield "nazorg_beantwoord"
    face.record()
    yield "nazorg_vastgelegd"
    face.show_group("answered")
    yield "nazorg_ingevuld"
    face.ask_correct()
    yield "uitstroom_verbeteren"
    form = page.ask_outcome()
    form.try_submit()
    yield "uitstroom_noteren"
    page.open_item("aims")
    yield "doelen"
    page.aims.ask()
    yield "doel_instellen"
    page = _room(stage.sit_down("director"))
    for view in ("school", "years"):
        page.outflow.show_view(view)
        stage.wait(lambda: not page.outflow.counting.is_busy)
        yield f"directeur_{view}"
    page.open_item("aims")
    stage.wait(lambda: not page.aims.counting.is_busy)
    yield "directeur_doelen"


def _room(window: Any) -> Any:
    window.open("results")
    return window.page
