"""Samenwerking: a measurement that runs, answering it, what two years came to, and everything asked around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.domain.errors import Finding
from zsm_desktop.intake.evaluation_forms import FormFile
from zsm_desktop.ui.results.evaluation_outcome import BARS, RADAR
from zsm_desktop.ui.results.evaluations_state import ELEMENTS, REMARKS


def evaluations(stage: Stage) -> Iterator[str]:
    face = _face(stage.office())
    yield "meting_loopt"
    form = face.ask_answer()
    form.fields["organisation"].editor.setCurrentIndex(3)
    for score in (4, 3, 5, None, 2):
        form._give(score)
    yield "meting_antwoorden"
    face.ask_answer().try_submit()
    yield "meting_antwoorden_namens_wie"
    face.files.ask_forms()
    yield "meting_formulieren"
    face.show_files(_files())
    yield "meting_formulieren_gelezen"
    face.reading.left.emit()
    face.ask_close()
    yield "meting_sluiten"
    face.choose(next(row.id for row in face.state.rows if row.closed_on is not None))
    yield "meting_uitkomst"
    face.outcome.show_chart(RADAR)
    yield "meting_spinnenweb"
    face.outcome.show_chart(BARS)
    face.outcome.show_view(REMARKS)
    yield "meting_opmerkingen"
    face.outcome.show_view(ELEMENTS)
    face.ask_agenda()
    yield "meting_agenda"
    face.ask_open()
    yield "meting_openen"
    form = face.ask_list()
    form.which.setCurrentIndex(1)
    form._fill()
    yield "meting_eigen_lijst"
    _face(stage.sit_down("director"))
    yield "meting_directeur"


def _face(window: Any) -> Any:
    window.open("results", "together")
    return window.page.together


def _files() -> tuple[FormFile, ...]:
    """One that counts and one that does not."""
    wrong = (
        Finding("evaluation_form.score", 12, "Cijfer", {"text": "goed", "top": 5}),
        Finding("evaluation_form.remark_long", 14, "Opmerking", {"most": 400}),
    )
    return (
        FormFile("Meting DUIN.xlsx", "Meting", "De Duinpan", None, wrong),
        FormFile("Meting ZEEUW.xlsx", "Meting", "De Zeeuwse Vaart", None, (), 13),
    )
