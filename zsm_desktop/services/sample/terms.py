"""Under which terms the invented schools open what they have: level, certificate, what to bring, cost and VAT."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random

from zsm_desktop.services.sample.catalogue import Sketch
from zsm_desktop.services.sample.shape import Frame, Row, new_id

_BY_KIND = {
    "course": ("entree", "", "Eigen vervoer; de leerling krijgt na afloop een verslag mee."),
    "facility": ("alle niveaus", "", "Werkkleding en stevige schoenen; wie te laat komt, belt de vakdocent."),
    "test": ("alle niveaus", "Rapport voor het dossier", "Een rustige begeleider die de leerling kent."),
    "guidance": ("alle niveaus", "", "Een lokaal, en een half uur van de mentor voor het nagesprek."),
    "evening_school": ("vanaf 17 jaar", "", "Vervoer na afloop: na negen uur rijdt er geen bus."),
}
_BY_NAME = {
    "Lassen niveau 1 (MIG/MAG)": ("entree", "NIL-certificaat niveau 1", "Laskap, handschoenen en katoenen kleding."),
    "Veilig werken (basis VCA)": ("vmbo bb", "VCA Basis, tien jaar geldig", "Een geldig legitimatiebewijs."),
    "Assisteren in de zorg (branchecertificaat)": ("entree", "Branchecertificaat zorg", "Een stageplek in de buurt."),
    "Schoonmaak in de groothuishouding": ("entree", "SVS Basisvakopleiding", "Werkkleding; de schoenen zijn er."),
    "Werken met groenmachines": ("entree", "Praktijktoets groen", "Veiligheidslaarzen en regenkleding."),
    "Heftruck en reachtruck": ("vanaf 16 jaar", "Heftruckcertificaat", "Veiligheidsschoenen en een pasfoto."),
    "Medewerker intern transport": ("entree", "Branchecertificaat logistiek", "Veiligheidsschoenen."),
    "Keukenassistent (branchecertificaat)": ("entree", "SVH Keukenassistent", "Koksbuis en gesloten schoenen."),
    "Sociale hygiëne en HACCP": ("vmbo bb", "SVH Sociale Hygiëne", "Een geldig legitimatiebewijs."),
    "Winkelassistent (branchecertificaat)": ("entree", "Branchecertificaat detailhandel", "Nette kleding."),
    "Praktijkexamen heftruck": (
        "vanaf 16 jaar",
        "Heftruckcertificaat, vijf jaar geldig",
        "Legitimatiebewijs, veiligheidsschoenen en wie met de leerling meerijdt.",
    ),
}
_OUTSIDE_COST = {"Praktijkexamen heftruck": 68_50}
"""Asked by the external examiner, and part of the tariff."""
_NO_BASIS = frozenset({"test", "evening_school"})
_USUAL_OVERHEAD, _DEAR_OVERHEAD = 4, 9
_DEAR = "Restaurantkeuken en bediening"
"""Its overhead is more than the 5 % the network agreed on: the program warns of it."""
_LABOUR_SHARE = {"guidance": 100, "exam": 35}
_USUAL_LABOUR_SHARE = 70
_EXEMPT = "Onderwijs en wat daar nauw mee samenhangt: artikel 11 lid 1 onder o Wet OB 1968; brief accountant {year}"
_FROM_NOW = "Een werkplaats gebruiken zonder onderwijs erbij; advies van de belastingadviseur, voorjaar {year}"


def offer_terms(sketch: Sketch) -> Row:
    level, certificate, to_provide = _BY_NAME.get(sketch.name) or _BY_KIND[sketch.kind]
    return {
        "level": level,
        "certificate": certificate,
        "to_provide": to_provide,
        "outside_cost_cents": _OUTSIDE_COST.get(sketch.name),
        "has_waiting_list": sketch.seats is not None,
    }


def cost_basis(sketch: Sketch, cents: int) -> Row:
    """Parts that add up to the tariff; some kinds never told theirs."""
    if sketch.kind in _NO_BASIS:
        return {"wage_cents": None, "materials_cents": None, "overhead_cents": None, "agreed_by": "Stuurgroep"}
    percent = _DEAR_OVERHEAD if sketch.name == _DEAR else _USUAL_OVERHEAD
    overhead = cents * percent // (100 + percent)
    wage = (cents - overhead) * _LABOUR_SHARE.get(sketch.kind, _USUAL_LABOUR_SHARE) // 100
    return {
        "wage_cents": wage,
        "materials_cents": cents - overhead - wage,
        "overhead_cents": overhead,
        "agreed_by": "Stuurgroep",
    }


def with_decisions(tariffs: Iterable[Row], decisions: Iterable[Row]) -> list[Row]:
    """Each tariff with the last decision of the stuurgroep before its first day, where there was one."""
    decided = sorted((str(row["decided_on"]), str(row["number"]), str(row["id"])) for row in decisions)

    def before(day: object) -> str | None:
        return next((id_ for on, _, id_ in reversed(decided) if on < str(day)), None)

    return [row | {"decision_id": before(row["valid_from"])} for row in tariffs]


def vat_rows(frame: Frame) -> list[Row]:
    """What the accountant answered; of examinations nothing yet, so that is still to be checked."""
    dice = frame.dice("vat")
    first, now = frame.first_day, frame.running.first_day
    exempt = _EXEMPT.format(year=first.year)
    return [
        *(
            _vat(dice, kind, first, "exempt", exempt)
            for kind in ("course", "facility", "test", "guidance", "evening_school")
        ),
        _vat(dice, "facility", now, "high", _FROM_NOW.format(year=now.year)),
    ]


def _vat(dice: Random, kind: str, first: date, treatment: str, ground: str) -> Row:
    return {
        "id": new_id(dice, first),
        "kind": kind,
        "valid_from": first,
        "treatment": treatment,
        "ground": ground,
        "decision_id": None,
    }
