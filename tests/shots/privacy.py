"""Privacy in Instellingen: requests, register, breaches, logbook; and everything on one pupil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.shots.stage import Stage
from zsm_desktop.domain.breaches import RiskAnswers
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.breaches import BreachDraft
from zsm_desktop.services.placement_rows import PlacementFilter
from zsm_desktop.ui.parts.pupil_paper import FILE

_ACTIONS_ELSEWHERE = """
SELECT p.id FROM action_item a JOIN case_file c ON c.id = a.case_id JOIN pupil p ON p.id = c.pupil_id
WHERE a.status = 'open' AND a.removed_at IS NULL AND a.owner_organisation_id <> p.school_id
"""


def requests(stage: Stage) -> Iterator[str]:
    window, desk = stage.office(), stage.desk
    window.open("settings")
    window.page.open_item("requests")
    yield "geen_verzoeken"
    face = _asked(stage)
    yield "verzoeken"
    face.ask_new()
    yield "verzoek_noteren"
    face.table.select_id(_of(desk, "objection"))
    yield "bezwaar"
    face.do()
    yield "delen_stoppen"
    face.ask_answer()
    yield "verzoek_beantwoorden"
    face.ask_extend()
    yield "verzoek_verlengen"
    face.table.select_id(_of(desk, "access"))
    face.do()
    yield "inzage_vragen"
    form = face.do()
    form.what.choose(FILE)
    yield "inzage_met_wachtwoord"
    face.table.select_id(_of(desk, "objection"))
    face.do().try_submit()
    yield "delen_gestopt"
    window.open("today")
    yield "vandaag_loopt_door"
    window.open("exchange", "unshared")
    yield "zonder_toestemming"
    page = window.page.placements
    page.table.select_id(page.table.rows.row(0).id)
    yield "zonder_toestemming_kaart"


def access(stage: Stage) -> Iterator[str]:
    window, desk = stage.office(), stage.desk
    window.open("pupils")
    page = window.page
    row = next(row for row in desk.pupils.page(limit=40) if row.cases)
    page.open_item(row.id)
    yield "leerling"
    page.paper.ask(row.id, row.pseudonym).try_submit()
    stage.wait(lambda: page.paper.preview is not None and page.paper.preview.isVisible())
    stage.wait(lambda: page.paper.preview.pages.is_drawn(0))
    yield "inzage"


def register(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("settings")
    window.page.open_item("register")
    face = window.page.privacy.face("register")
    face.table.select_id("measures")
    yield "register"
    face.table.select_id("officer")
    face.ask()
    yield "eigen_tekst"


def breaches(stage: Stage) -> Iterator[str]:
    window, desk = stage.office(), stage.desk
    window.open("settings")
    window.page.open_item("breaches")
    yield "geen_datalekken"
    face = _leaked(stage)
    yield "datalekken"
    face.ask_new()
    yield "datalek_noteren"
    form = face.ask_weigh()
    for name, said in (("is_safe", "no"), ("is_sensitive", "yes"), ("is_many", "no"), ("may_harm", "yes")):
        form.answers[name].choose(said)
    yield "risico_wegen"
    row = face.row
    desk.breaches.weigh(row.id, row.version, RiskAnswers(False, True, False, True))
    stage.settle()
    yield "hoog_risico"
    face.ask_report()
    yield "gemeld"
    face.ask_tell()
    yield "bericht"
    window.open("today")
    yield "vandaag_met_klok"


def logbook(stage: Stage) -> Iterator[str]:
    window, desk = stage.office(), stage.desk
    window.open("settings")
    window.page.open_item("logbook")
    yield "logboek"
    row = next(row for row in desk.pupils.page(limit=40) if row.cases)
    desk.pupils.open_name(row.id, "Ouders bellen over het traject")
    window.page.open_item(f"logbook/{row.code}")
    yield "logboek_van_een_leerling"
    window.page.privacy.face("logbook").search.setText("Geenvogel 1")
    window.page.privacy.face("logbook").reload()
    yield "logboek_niets"
    note_papers(stage)
    face = window.page.privacy.face("logbook")
    face.search.setText("")
    face.kind.choose("seen")
    face.reload()
    yield "logboek_papieren"


def note_papers(stage: Stage) -> None:
    """The lines that some papers of this year leave."""
    desk, year = stage.desk, SchoolYear.of(stage.desk.day)
    meeting = desk.minutes.meeting_id("last-case")
    school = desk.network.schools()[0]
    for paper in (
        Paper(PaperKind.MINUTES, meeting, None, "full", 0, ("pdf", "xlsx"), True),
        Paper(PaperKind.MINUTES, meeting, None, f"school:{school.code}", 0, ("pdf", "xlsx"), True),
        Paper(PaperKind.ACTION_MAILS, meeting, None, "full", 7, ("eml",), True),
        Paper(PaperKind.EXPLAINED, school.id, Span.of_school_year(year), formats=("pdf",)),
        Paper(PaperKind.YEAR_REPORT, span=Span.of_school_year(year), formats=("pdf", "xlsx")),
        Paper(PaperKind.CATALOGUE, formats=("pdf", "xlsx", "html")),
    ):
        desk.paper_trail.note(paper)


def _asked(stage: Stage) -> Any:
    desk = stage.desk
    open_ones = [row for row in desk.cases.rows() if row.status != "closed" and not row.missing]
    found = [desk.pupils.row(pupil_id) for pupil_id in dict.fromkeys(row.pupil_id for row in open_ones)]
    going = desk.placements.page(PlacementFilter(status="running"), sort="ends", is_descending=True)
    rest = [one.pupil_id for one in going if one.pupil_id not in {found[0].id, found[2].id}]
    busy = {row[0] for row in desk.store.rows(_ACTIONS_ELSEWHERE)}
    found[1] = desk.pupils.row(next((one for one in rest if one in busy), rest[0]))
    for at, (kind, days) in enumerate((("access", 26), ("objection", 4), ("correction", 40), ("erasure", 1))):
        asked = "Wij willen graag weten wat er over ons kind is vastgelegd."
        desk.privacy_requests.add(found[at].id, kind, "guardian", desk.day - timedelta(days), asked)
    stage.settle()
    return stage.shown.page.privacy.face("requests")


def _of(desk: Any, kind: str) -> str:
    return next(row.id for row in desk.privacy_requests.rows() if row.kind == kind)


def _leaked(stage: Stage) -> Any:
    desk = stage.desk
    old = desk.breaches.add(BreachDraft(desk.clock() - timedelta(days=20), "stolen", "Laptop uit de auto.", 45)).made_id
    safe = RiskAnswers(True, True, True, False)
    desk.breaches.weigh(old, 1, safe, "De laptop is versleuteld en het wachtwoord was nergens genoteerd.")
    desk.breaches.close(old, 2)
    said = "Een lijst met hulpvragen is naar het adres van een verkeerde school gemaild."
    desk.breaches.add(BreachDraft(desk.clock() - timedelta(hours=31), "sent", said, 4))
    stage.settle()
    return stage.shown.page.privacy.face("breaches")
