"""The faces of every room by name, so that Ctrl+K finds them before the room is loaded."""

from __future__ import annotations

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.desk import Desk
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import say

_FACES: dict[str, tuple[tuple[str, str, Permission | None], ...]] = {
    "pupils": (
        ("cases", "Casussen", None), ("pupils", "[Leerlingen]", None), ("handovers", "Overdrachten", None),
    ),
    "offers": (
        ("offers", "Aanbod", None), ("tariffs", "Tarieven", None),
        ("needs", "Onbeantwoorde vragen", Permission.READ_CASES),
    ),
    "exchange": (
        ("placements", "Trajecten", Permission.READ_DELIVERIES),
        ("deliveries", "Leveringen", Permission.READ_DELIVERIES),
        ("funds", "Subsidies", None),
    ),
    "balances": (
        ("schools", "Per school", None), ("pairs", "Onderling", None), ("offers", "Per aanbod", None),
        ("sectors", "Per sector", None), ("trend", "Verloop", None), ("pupils", "Per [leerling]", None),
        ("limits", "Grenzen", None), ("statements", "Overzichten", None),
    ),
    "settlements": (
        ("compare", "Vergelijken", None), ("agreements", "Overeenkomst", None),
        ("settlements", "Verrekeningen", None), ("open", "Openstaand", None), ("years", "Boekjaren", None),
    ),
    "results": (
        ("outflow", "Uitstroom", None), ("follow_ups", "Nazorg", Permission.READ_CASES), ("group", "Doelgroep", None),
        ("aims", "Doelen", None), ("together", "Samenwerking", None),
    ),
    "network": (
        ("members", "Scholen en organisaties", None), ("map", "Sociale kaart", None),
        ("gaps", "Aandachtspunten", None), ("work", "Werkgevers", None), ("lists", "Clusters en sectoren", None),
    ),
    "settings": (
        ("general", "Algemeen", Permission.READ_PRIVACY), ("requests", "Verzoeken", Permission.READ_PRIVACY),
        ("register", "Register en DPIA", Permission.READ_PRIVACY), ("breaches", "Datalekken", Permission.READ_PRIVACY),
        ("forgetting", "Bewaren en vergeten", Permission.READ_PRIVACY), ("logbook", "Logboek", Permission.READ_PRIVACY),
        ("handover", "Overdracht", Permission.READ_PRIVACY),
    ),
}  # fmt: skip


def faces_of(desk: Desk, room: str) -> tuple[tuple[str, str], ...]:
    """(key, name) from left to right, of those this user has."""
    own = [
        (key, say(desk.nouns, words))
        for key, words, needed in _FACES.get(room, ())
        if needed is None or desk.actor.may(needed)
    ]
    lists = desk.profile.lists if room == "pupils" else ()
    return (*own, *((f"list:{one.code}", first_upper(one.name)) for one in lists))
