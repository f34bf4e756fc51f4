"""What each key does on each face of Netwerk, for F1 and Ctrl+K."""

from __future__ import annotations

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.network.late_faces import GAPS, MAP, WORK
from zsm_desktop.ui.parts.page import PageKey

MEMBERS, LISTS = "members", "lists"
_FACES = ("Ctrl+Tab", "Organisaties, sociale kaart, aandachtspunten, werkgevers, clusters en sectoren")
_FIND = ("Ctrl+F", "Zoeken in de lijst")
_NEW = PageKey("Ctrl+N", "Organisatie toevoegen", lambda page: page.ask_new(), (Permission.EDIT_NETWORK,))
_SCHOOLS = PageKey(
    "Ctrl+I", "Scholen inlezen uit de lijst van DUO", lambda page: page.show_import(), (Permission.IMPORT,)
)
KEYS = {
    MEMBERS: (
        _FACES, _NEW, _SCHOOLS, _FIND,
        ("Ctrl+E", "De organisatie bewerken"),
        ("Ctrl+T", "Contactpersoon toevoegen"),
        ("Space", "Bij inlezen: school aanvinken"),
        ("Ctrl+A", "Bij inlezen: alles in beeld aanvinken"),
        ("Ctrl+Shift+A", "Bij inlezen: niets aanvinken"),
        ("Ctrl+Return", "Bij inlezen: vastleggen"),
        ("Esc", "Terug"),
    ),
    MAP: (
        _FACES, _NEW, _SCHOOLS, _FIND,
        ("Ctrl+G", "Sociale kaart: als beeld of als lijst"),
        ("Enter", "De organisatie openen"),
        ("Ctrl+E", "De organisatie beschrijven"),
        ("Ctrl+P", "Als pdf bewaren"),
        ("Esc", "De kaart naast het beeld sluiten"),
    ),
    GAPS: (_FACES, _NEW, _SCHOOLS, _FIND, ("Enter", "Naar wat ontbreekt"), ("Ctrl+Return", "Naar wat ontbreekt")),
    WORK: (
        _FACES, _FIND,
        ("Ctrl+N", "Werkgever of vacature toevoegen"),
        ("Alt+PgDown", "Vacatures, aan het werk, bijdragen, wie belt wie"),
        ("Alt+PgUp", "Dezelfde lijsten, terug"),
        ("Ctrl+E", "Bewerken"),
        ("Ctrl+T", "Contact noteren; ook Enter in de lijst"),
        ("Ctrl+Shift+N", "Vacature bij deze werkgever"),
        ("F3", "Bij vacatures: wie past? Enter stelt voor"),
        ("Ctrl+S", "Bij vacatures: de lijst als bijlage"),
        ("F4", "Aan het werk: proefplaatsing; bij bijdragen: verantwoorden"),
        ("F6", "Aan het werk: contract; bij bijdragen: afhandelen"),
        ("Ctrl+Del", "Vacature sluiten, werk beëindigen, bijdrage intrekken"),
        ("Alt+Up", "Wie belt wie: een week eerder"),
        ("Alt+Down", "Wie belt wie: een week later"),
        ("Ctrl+G", "Aan het werk: bijdrage voor de werkgever"),
        ("Ctrl+O", "Aan het werk: naar de casus"),
        ("Ctrl+U", "Aan het werk: uitstroom noteren"),
    ),
    LISTS: (_FACES, _NEW, _SCHOOLS, _FIND, ("Ctrl+Up", "Sector omhoog"), ("Ctrl+Down", "Sector omlaag")),
}  # fmt: skip
