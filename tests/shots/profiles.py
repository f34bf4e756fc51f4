"""The sample in the words of two other networks, what their profiles ask of a case, and the card that changes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.services.shipped_profiles import text_of


def profiles(stage: Stage) -> Iterator[str]:
    usual = stage.network
    for code in ("rijnmond", "ijssel_vecht"):
        stage.leave()
        stage.network = stage.place / code
        stage.sit_down()
        stage.desk.profiles.take_in(stage.desk.profiles.facts().version, text_of(code))
        window = stage.sit_down()  # anew: a window says what its network was called when it opened
        for room in ("meetings", "steering", "pupils"):
            window.open(room)
            yield f"{code}_{room}"
    yield from _case(stage, window)
    yield from _card(stage, window)
    stage.leave()
    stage.network = usual


def _case(stage: Stage, window: Any) -> Iterator[str]:
    window.open("pupils")
    running = next(row for row in stage.desk.cases.rows() if row.status == "running" and not row.missing)
    window.page.open_item(running.id)
    part = window.page.cases.panel.profile
    stage.in_sight = part
    yield "casus_leeg"
    form = part.ask_fill()
    for name, value in (("referrer", "desk"), ("life_areas.debts", True), ("life_areas.mental", True)):
        form.fields[name].put(value)
    yield "velden"
    form = part.ask_fill()
    form.fields["referrer"].put("desk")
    form.fields["life_areas.debts"].put(True)
    form.try_submit()
    stage.settle()
    part.ask_phase().try_submit()
    stage.settle()
    part.ask_phase()
    yield "fase"
    stage.in_sight = part
    yield "casus"


def _card(stage: Stage, window: Any) -> Iterator[str]:
    window.open("settings")
    card = window.page.profile
    stage.in_sight = card
    yield "kaart"
    card.ask_words()
    yield "woorden"
    form = card.ask_words()
    form.fields["pupil.singular"].put("[jongere]")
    form.try_submit()
    yield "woorden_fout"
    card.ask_whole()
    yield "tekst"
    form = card.ask_whole()
    form.text.setPlainText(text_of("zeeland").replace("rhythm_weeks", "ritme"))
    form.look()
    yield "tekst_fouten"
    path = stage.place / "groningen.toml"
    path.write_text(text_of("groningen"), encoding="utf-8")
    card.read(path)
    yield "inlezen"
    card.copy_first = lambda _then: True  # it is made beside the window
    card.read(path).try_submit()
    del card.copy_first
    yield "inlezen_wacht"
    path.write_text(text_of("groningen").replace("rhythm_weeks", "ritme"), encoding="utf-8")
    card.read(path)
    yield "inlezen_fouten"
